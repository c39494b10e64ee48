import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/core/phone/decide';
import type { Phone } from '../../../src/core/phone/held';
import type { KnownFacts } from '../../../src/core/phone/known-facts';
import { notKnown } from '../../../src/core/phone/rules';
import { sentencesOf } from '../../../src/core/words/statement';
import { Role } from '../../builders';
import { certificates, ctl, itl, itlRecords, list, now, token } from './clusters';
import { doubtful, expired, foreign, other, phone, pub, serverless, signedBy } from './doubtful-cases';
import { offer, offline, vouches } from './phones';

describe('what no source settles', () => {
  const walk = Object.entries(doubtful).flatMap(([id, cases]) =>
    cases.map((one, index) => ({ id: id as keyof typeof doubtful, index: index + 1, ...one })),
  );

  it.each(walk)('makes the verdict depend: $id ($index)', async ({ id, phone: holds, offered, known, dependsOn }) => {
    const decision = await decide(holds, offered, known);
    expect(decision.verdict, decision.steps.map(({ sentence }) => sentence).join('\n')).toBe('depends');
    expect(sentencesOf(decision.dependsOn)).toEqual([expect.stringMatching(dependsOn)]);
    expect(decision.unknown).toContainEqual(notKnown(id, {}));
    const [condition] = decision.dependsOn;
    expect(decision.steps).toContainEqual(expect.objectContaining({ outcome: 'unknown', ...condition }));
  });

  it('is not in the way where the same path does not touch it', async () => {
    const decision = await decide(phone, offer('ITL', itl('same.tlv', [pub])), offline);
    expect(decision).toMatchObject({ verdict: 'accepted', unknown: [] });
  });

  it('does not turn a refusal into hope', async () => {
    const old = itl('older.tlv', [other], { timestamp: 1300000000 });
    expect((await decide(phone, offer('ITL', old), offline)).verdict).toBe('refused');
    const stores = await certificates(pub.callManager);
    const known: KnownFacts = { tvs: { reachable: 'all', stores }, now };
    expect((await decide(phone, offer('ITL', old), known)).verdict).toBe('refused');
  });

  it('is told beside a refusal that would be another one, were the held list whole', async () => {
    const holds: Phone = { ctl: ctl('CTLFile.tlv', [pub.callManager], [pub]), itl: serverless };
    const refused = await decide(holds, offer('ITL', foreign), offline);
    expect(refused).toMatchObject({ verdict: 'refused', rule: 'P6', unknown: [{ reason: 'blank-form' }] });
  });

  it('gives way to a record of the same signer that is beyond doubt', async () => {
    const third = await token('ADN2');
    const records = [
      ...[pub.callManager, await token('ADN1'), third].map((certificate) => ({ function: Role.sast, certificate })),
      { function: Role.ccmTftp, certificate: third },
    ];
    const holds = list('CTLFile.tlv', { kind: 'CTL', signer: pub.callManager, records });
    const decision = await decide({ ctl: holds, itl: null }, offer('ITL', signedBy(third)), offline);
    expect(decision.verdict).toBe('accepted');
  });

  it('takes a TVS that is beyond doubt before one whose certificate ended', async () => {
    const holds = list('ITLFile.tlv', {
      signer: pub.callManager,
      records: [...itlRecords([pub], pub.callManager), { function: Role.tvs, certificate: expired }],
    });
    expect((await decide({ ctl: null, itl: holds }, offer('ITL', foreign), vouches)).verdict).toBe('accepted');
  });
});
