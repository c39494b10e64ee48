import { describe, expect, it } from 'vitest';
import { judgeRegeneration, type Regeneration } from '../../../src/core/phone/regenerate';
import type { NamedList } from '../../../src/core/phone/held';
import { unknowns } from '../../../src/core/phone/rules';
import { Role } from '../../builders';
import { ctl, identity, itl, list, node, now, recoveryOf, token } from './clusters';

/** Order of regeneration: what the ITL that phones hold and the one now served say together. */

const pub = await node('pub');
const pubNext = await node('pub', 2);
const sub = await node('sub');
const subNext = await node('sub', 2);
const recovery = await recoveryOf('pub');
const held = itl('held.tlv', [pub, sub]);

const judge = (served: NamedList, more: Partial<Parameters<typeof judgeRegeneration>[0]> = {}): Promise<Regeneration> =>
  judgeRegeneration({ held, served, now, ...more });

describe('regenerating certificates', () => {
  it('that keep the signer is fine: TVS.pem changed alone', async () => {
    const served = itl('served.tlv', [
      { callManager: pub.callManager, tvs: pubNext.tvs },
      { callManager: sub.callManager, tvs: subNext.tvs },
    ]);
    const judged = await judge(served);
    expect(judged.outcome).toBe('fine');
    expect(judged.sentence).toContain('record 1 of held.tlv (SAST, pub)');
    expect(judged.conditions).toEqual([]);
    expect(judged.evidence.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^served\.tlv is signed by a certificate that held\.tlv holds: pub, serial 4/),
      'The TVS certificate of record 4 of held.tlv (TVS, pub) is not in served.tlv: it was regenerated, or the server is gone.',
      'The TVS certificate of record 5 of held.tlv (TVS, sub) is not in served.tlv: it was regenerated, or the server is gone.',
    ]);
  });

  it('that make the signer new is fine through every TVS that kept its certificate: CallManager.pem changed alone', async () => {
    const served = itl('served.tlv', [{ callManager: pubNext.callManager, tvs: pub.tvs }, sub]);
    const judged = await judge(served);
    expect(judged.outcome).toBe('fine-through-tvs');
    expect(judged.sentence).toContain('TVS record 4 (pub), record 5 (sub) vouches for its new signer');
    expect(judged.conditions).toHaveLength(3);
    expect(judged.remedies[0]).toContain(
      'Keep the TVS certificates of pub, sub until every phone has fetched served.tlv',
    );
  });

  it('that make signer and one TVS new is fine through the other', async () => {
    const judged = await judge(itl('served.tlv', [pubNext, sub]));
    expect(judged.outcome).toBe('fine-through-tvs');
    expect(judged.sentence).toContain('TVS record 5 (sub) vouches');
    expect(judged.evidence.filter(({ record }) => record === 5).map(({ sentence }) => sentence)).toEqual([
      'The TVS certificate of record 5 of held.tlv (TVS, sub) is in served.tlv too: it is still served.',
    ]);
  });

  it('that make signer and every TVS new is a lock-out', async () => {
    const judged = await judge(itl('served.tlv', [pubNext, subNext]));
    expect(judged.outcome).toBe('locked-out');
    expect(judged.remedies.map((remedy) => remedy.slice(0, 22))).toEqual([
      'Restore the DRS backup',
      'Or bring back one TVS ',
      'Ask Cisco TAC whether ',
      'If nothing of this is ',
    ]);
  });

  it('from 12.0 on keeps the signer: ITLRecovery', async () => {
    const before = itl('held.tlv', [pub, sub], { recovery });
    const judged = await judge(itl('served.tlv', [pubNext, subNext], { recovery }), { held: before });
    expect(judged.outcome).toBe('fine');
  });

  it('is not known where the new ITL is older, or the kept TVS certificate has ended', async () => {
    const older = itl('served.tlv', [pub, sub], { timestamp: 1300000000 });
    const judged = await judge(older);
    expect(judged.outcome).toBe('not-known');
    expect(judged.unknown).toEqual([unknowns['timestamp-order']]);
    expect(judged.conditions).toEqual([expect.stringContaining('is older than held.tlv')]);

    const ended = await identity('pub', 'ended tvs', { notAfter: new Date('2022-01-01T00:00:00Z') });
    const records = (signer: typeof pub.callManager): Parameters<typeof list>[1]['records'] => [
      { function: Role.sast, certificate: signer },
      { function: Role.tvs, certificate: ended },
    ];
    const old = list('held.tlv', { signer: pub.callManager, records: records(pub.callManager) });
    const next = list('served.tlv', { signer: pubNext.callManager, records: records(pubNext.callManager) });
    expect(await judge(next, { held: old })).toMatchObject({ outcome: 'not-known', unknown: [unknowns.expiry] });
  });
});

describe('a damaged new ITL', () => {
  it('is named as such, with what to look at', async () => {
    const judged = await judge(itl('served.tlv', [pub, sub], { signedBy: pubNext.callManager }));
    expect(judged.outcome).toBe('damaged');
    expect(judged.sentence).toMatch(/^No phone takes served\.tlv\. The signature of served\.tlv does not verify/);
    expect(judged.remedies.join('\n')).toContain('CSCtn50405');
    expect(judged.remedies.join('\n')).toContain('Authentication and Authorization');
  });
});

describe('what is left after a lock-out', () => {
  const served = itl('served.tlv', [pubNext, subNext]);

  it('is the CTL client, where phones hold a CTL with a hardware token', async () => {
    const hardware = await token('ADN000000a');
    const { remedies } = await judge(served, { ctl: ctl('CTLFile.tlv', [hardware], [pub]) });
    expect(remedies[0]).toMatch(
      /^Run the CTL client with the hardware token SAST-ADN000000a.*record 1 of CTLFile\.tlv/,
    );
  });

  it('is the CTL’s own signer, where it is tokenless', async () => {
    const { remedies } = await judge(served, { ctl: ctl('CTLFile.tlv', [await identity('ca', 'x')], [pub]) });
    expect(remedies[0]).toContain('utils ctl update CTLFile');
  });

  it('is utils itl reset, where the ITL holds ITLRecovery', async () => {
    const old = list('held.tlv', {
      signer: pub.callManager,
      records: [
        { function: Role.sast, certificate: pub.callManager },
        { function: Role.sast, certificate: recovery },
        { function: Role.tvs, certificate: pub.tvs, as: 'hash' },
      ],
    });
    const { outcome, remedies } = await judge(served, { held: old });
    expect(outcome).toBe('locked-out');
    expect(remedies[0]).toMatch(/^Run utils itl reset localkey.*record 2 of held\.tlv \(SAST, ITLRECOVERY_pub\)/);
  });
});
