import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, decideSupposed } from '../../../src/core/phone/decide';
import { inspectList } from '../../../src/core/phone/held';
import { amount } from '../../long';
import { built, knownOf, offer, offeredOf, person, phone, tvs } from './models';
import { answerOf, type ModelList } from './oracle';

describe('decide', () => {
  it('agrees with an oracle that is written from the rules alone', async () => {
    const numRuns = amount({ all: 20_000, share: 400 });
    const answers = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(phone, offer, tvs, async (held, offered, network) => {
        const decision = await decide(
          {
            ctl: held.ctl === null ? null : built(held.ctl, 'CTLFile.tlv'),
            itl: held.itl === null ? null : built(held.itl, 'ITLFile.tlv'),
          },
          offeredOf(offered),
          await knownOf(network),
        );
        answers.set(decision.verdict, (answers.get(decision.verdict) ?? 0) + 1);
        expect(decision.verdict).toBe(answerOf(held, offered, network));
      }),
      { numRuns, seed: 1 },
    );
    // Each answer is given often enough to mean something.
    for (const verdict of ['accepted', 'refused', 'depends']) {
      expect(answers.get(verdict) ?? 0).toBeGreaterThan(numRuns / 20);
    }
  }, 600_000);

  it('says of a file that nobody has made yet what it says once it is made', async () => {
    const kinds = fc.constantFrom('ITL', 'CTL', 'configuration');
    const numRuns = amount({ all: 20_000, share: 200 });
    await fc.assert(
      fc.asyncProperty(phone, kinds, person, tvs, async (held, kind, signer, network) => {
        const holding = {
          ctl: held.ctl === null ? null : built(held.ctl, 'CTLFile.tlv'),
          itl: held.itl === null ? null : built(held.itl, 'ITLFile.tlv'),
        };
        const signature = { signer, signedBy: signer };
        const own: ModelList = {
          kind: kind === 'CTL' ? 'CTL' : 'ITL',
          ...signature,
          records: [{ role: 'sast', certificate: signer }],
        };
        const [certificate] = (await inspectList(built(own, 'signer.tlv'))).records;
        if (certificate === undefined) throw new Error('It has a record.');
        const known = await knownOf(network);
        const real = await decide(holding, offeredOf(kind === 'configuration' ? { kind, signature } : own), known);
        const supposed = await decideSupposed(holding, { kind, file: 'supposed', certificate }, known);
        expect(supposed.verdict).toBe(real.verdict);
      }),
      { numRuns, seed: 1 },
    );
  }, 600_000);
});
