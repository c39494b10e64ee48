import { describe, expect, test } from 'vitest';
import { readCertificate } from '../../../src/core/certificates/certificate';
import { tvsFactsOf, type TvsObservation } from '../../../src/core/cluster/tvs/known-facts';
import type { Asking, TvsJudgement } from '../../../src/core/cluster/tvs/asking';
import { decide } from '../../../src/core/phone/decide';
import type { KnownFacts } from '../../../src/core/phone/known-facts';
import { itl, node, now } from '../phone/clusters';
import { configuration } from '../phone/phones';

const pub = await node('pub');
const other = await node('other');
const signer = other.callManager;
const id = { name: signer.subjectName, issuer: signer.issuerName, serialNumber: signer.serial };

const verify = async (identity = signer): Promise<Asking> => ({
  of: 'new.pem',
  kind: 'verify',
  certificate: await readCertificate(identity.der),
});
const query: Asking = {
  of: 'x.sgn',
  kind: 'query',
  signer: id,
  query: { subject: new Uint8Array(), issuer: new Uint8Array(), serial: signer.serial },
};

function judged(vouches: boolean | null, isAuthenticated = true): TvsJudgement {
  const status = vouches === null ? null : vouches ? 0 : 1;
  return { of: 'x', status, vouches, roles: null, ttlSeconds: null, failure: null, isAuthenticated };
}

function observed(record: number | null, ...answers: readonly (readonly [Asking, TvsJudgement])[]): TvsObservation {
  return { record, answers: answers.map(([asking, judgement]) => ({ asking, judgement })) };
}

/** What a phone would do with a configuration of the other cluster, by what was observed. */
async function verdict(observations: readonly TvsObservation[]): Promise<string> {
  const known: KnownFacts = { tvs: tvsFactsOf(observations, id), now };
  const phone = { itl: itl('ITLFile.tlv', [pub]), ctl: null };
  return (await decide(phone, configuration(signer), known)).verdict;
}

describe('what a TVS said, as a fact for decisions', () => {
  test('it vouches: the phone accepts what it would refuse if it does not', async () => {
    expect(await verdict([observed(3, [await verify(), judged(true)])])).toBe('accepted');
    // By its name alone, what the key of that certificate would say of the signature is not known.
    expect(await verdict([observed(3, [query, judged(true)])])).toBe('depends');
    expect(tvsFactsOf([observed(3, [query, judged(true)])], id)).toEqual({ reachable: [3], stores: 'holds-signer' });
    expect(await verdict([observed(3, [await verify(), judged(false)])])).toBe('refused');
  });

  test('nothing else settles it: no answer, another certificate asked about, an answer of nobody known', async () => {
    for (const observations of [
      [],
      [observed(3)],
      [observed(3, [await verify(), judged(null)])],
      [observed(3, [await verify(pub.callManager), judged(true)])],
      [observed(null, [await verify(), judged(true, false)])],
      [observed(null, [await verify(), judged(false, false)])],
    ]) {
      expect(await verdict(observations)).toBe('depends');
    }
  });

  test('servers that contradict each other leave it open', () => {
    const facts = tvsFactsOf([observed(3, [query, judged(true)]), observed(4, [query, judged(false)])], id);
    expect(facts).toEqual({ reachable: [3, 4], stores: 'unknown' });
  });
});
