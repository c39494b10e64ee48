import { describe, expect, it } from 'vitest';
import { judgeRegeneration } from '../../../../src/core/phone/regeneration/judge';
import type { Regeneration } from '../../../../src/core/phone/regeneration/regeneration';
import { sentencesOf } from '../../../../src/core/words/statement';
import type { NamedList } from '../../../../src/core/phone/held';
import { unknowns } from '../../../../src/core/phone/rules';
import { Role, type Identity } from '../../../builders';
import { ctl, identity, itl, itlRecords, list, node, now, recoveryOf, token } from '../clusters';

/** Order of regeneration: what the ITL that phones hold and the one now served say together. */

const pub = await node('pub');
const pubNext = await node('pub', 2);
const sub = await node('sub');
const subNext = await node('sub', 2);
const recovery = await recoveryOf('pub');
const held = itl('held.tlv', [pub, sub]);

const judge = (served: NamedList, more: Partial<Parameters<typeof judgeRegeneration>[0]> = {}): Promise<Regeneration> =>
  judgeRegeneration({ held, served, now, ...more });

const recoveryNext = await identity('ITLRECOVERY_pub', 'recovery 2');
const other = { signer: pubNext.callManager };

interface Row {
  readonly change: string;
  readonly before?: NamedList;
  readonly after: NamedList;
  readonly outcome: Regeneration['outcome'];
  /** The sentence, or one of the facts. */
  readonly reads: RegExp;
}

const unchanged = itl('served.tlv', [pub, sub], { timestamp: 1577880000 });

/** What may have changed between two resets of a phone. */
const rows: readonly Row[] = [
  {
    change: 'nothing',
    after: unchanged,
    outcome: 'fine',
    reads: /already trusts the signer, record 1 of held\.tlv/,
  },
  {
    change: 'the TVS certificates of every server: the signer is kept',
    after: itl('served.tlv', [
      { callManager: pub.callManager, tvs: pubNext.tvs },
      { callManager: sub.callManager, tvs: subNext.tvs },
    ]),
    outcome: 'fine',
    reads: /record 5 of held\.tlv \(TVS, sub\) is not in served\.tlv: it was regenerated/,
  },
  {
    change: 'the signer; every TVS certificate is kept',
    after: itl('served.tlv', [{ callManager: pubNext.callManager, tvs: pub.tvs }, sub]),
    outcome: 'fine-through-tvs',
    reads: /if at least one of these TVS vouches for its new signer: record 4 \(pub\) and record 5 \(sub\)/,
  },
  {
    change: 'the signer and the TVS certificate of its server, as a new host name does; that of another server is kept',
    after: itl('served.tlv', [await node('pub-new', 2), sub]),
    outcome: 'fine-through-tvs',
    reads: /if the TVS of record 5 \(sub\) vouches for its new signer/,
  },
  {
    change: 'the signer, by CallManager.pem of another server that signs now',
    after: itl('served.tlv', [sub, pub]),
    outcome: 'fine',
    reads: /record 3 of held\.tlv \(CCM\+TFTP, sub\)/,
  },
  {
    change: 'the signer and the TVS certificate of the only server, as its new host name does',
    before: itl('held.tlv', [pub]),
    after: itl('served.tlv', [await node('pub-new', 2)]),
    outcome: 'locked-out',
    reads: /they do not know the signer of served\.tlv, and it contains no TVS certificate that they know/,
  },
  {
    change: 'the signer and the TVS certificates of all servers, as new host names at once do',
    after: itl('served.tlv', [pubNext, subNext]),
    outcome: 'locked-out',
    reads: /they do not know the signer of served\.tlv, and it contains no TVS certificate that they know/,
  },
  {
    change: 'CallManager.pem and TVS.pem of every server, from 12.0 on: ITLRecovery signs',
    before: itl('held.tlv', [pub, sub], { recovery }),
    after: itl('served.tlv', [pubNext, subNext], { recovery }),
    outcome: 'fine',
    reads: /record 1 of held\.tlv \(SAST, ITLRECOVERY_pub\)/,
  },
  {
    change: 'ITLRecovery alone, from 12.0 on',
    before: itl('held.tlv', [pub, sub], { recovery }),
    after: itl('served.tlv', [pub, sub], { recovery: recoveryNext }),
    outcome: 'fine-through-tvs',
    reads: /vouches for its new signer: record 4 \(pub\) and record 5 \(sub\)/,
  },
  {
    change: 'ITLRecovery and every TVS certificate, from 12.0 on',
    before: itl('held.tlv', [pub], { recovery }),
    after: itl('served.tlv', [{ callManager: pub.callManager, tvs: pubNext.tvs }], { recovery: recoveryNext }),
    outcome: 'locked-out',
    reads: /they do not know the signer of served\.tlv/,
  },
  {
    change: 'the upgrade to 12.0: ITLRecovery signs where CallManager.pem did, and phones know it',
    before: list('held.tlv', {
      signer: pub.callManager,
      records: [...itlRecords([pub], pub.callManager), { function: Role.sast, certificate: recovery }],
    }),
    after: itl('served.tlv', [pub], { recovery }),
    outcome: 'fine',
    reads: /record 4 of held\.tlv \(SAST, ITLRECOVERY_pub\)/,
  },
  {
    change: 'what a restore without CallManager.pem leaves: a signer that is not in its own list, a TVS kept',
    after: list('served.tlv', { ...other, records: itlRecords([pub, sub], pub.callManager) }),
    outcome: 'damaged',
    reads: /^The signer of served\.tlv is not in it: the cluster is damaged\./,
  },
  {
    change: 'the same, with no TVS kept',
    after: list('served.tlv', { ...other, records: itlRecords([subNext], sub.callManager) }),
    outcome: 'damaged',
    reads: /^The signer of served\.tlv is not in it/,
  },
  {
    change: 'the same, where phones know the signer',
    after: list('served.tlv', { signer: pub.callManager, records: itlRecords([sub], sub.callManager) }),
    outcome: 'damaged',
    reads:
      /^The signer of served\.tlv is not in it: the cluster is damaged, although phones that hold held\.tlv accept it\./,
  },
  {
    change: 'bytes that were signed before',
    after: itl('served.tlv', [pub, sub], { signedBy: pubNext.callManager }),
    outcome: 'damaged',
    reads: /^No phone accepts served\.tlv\. The signature of served\.tlv does not verify/,
  },
  {
    change: 'the signature, which is not one',
    after: itl('served.tlv', [pub, sub], { signed: false }),
    outcome: 'damaged',
    reads: /^No phone accepts served\.tlv\. served\.tlv has no signature/,
  },
];

describe('between two resets of a phone', () => {
  it.each(rows)('$outcome: what changes is $change', async ({ before, after, outcome, reads }) => {
    const { evidence, sentence, conditions, remedies, ...judged } = await judge(after, before ? { held: before } : {});
    expect(judged.outcome, sentence).toBe(outcome);
    expect([sentence, ...evidence.map((fact) => fact.sentence)].join('\n')).toMatch(reads);
    expect(conditions.length > 0).toBe(outcome === 'fine-through-tvs');
    expect(remedies.length > 0).toBe(after !== unchanged);
    expect(sentencesOf(remedies).some((remedy) => remedy.includes('CSCtn50405'))).toBe(outcome === 'damaged');
  });
});

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
      expect.stringMatching(/^served\.tlv is signed by a certificate that held\.tlv contains: pub, serial 4/),
      'The TVS certificate of record 4 of held.tlv (TVS, pub) is not in served.tlv: it was regenerated, or the server is gone.',
      'The TVS certificate of record 5 of held.tlv (TVS, sub) is not in served.tlv: it was regenerated, or the server is gone.',
    ]);
  });

  it('that make the signer new is fine through every TVS that kept its certificate: CallManager.pem changed alone', async () => {
    const served = itl('served.tlv', [{ callManager: pubNext.callManager, tvs: pub.tvs }, sub]);
    const judged = await judge(served);
    expect(judged.outcome).toBe('fine-through-tvs');
    expect(judged.sentence).toContain('vouches for its new signer: record 4 (pub) and record 5 (sub)');
    expect(judged.conditions).toHaveLength(3);
    expect(judged.remedies[0]?.sentence).toContain(
      'Keep the TVS certificates of pub and sub until every phone has fetched served.tlv',
    );
  });

  it('that make signer and one TVS new is fine through the other', async () => {
    const judged = await judge(itl('served.tlv', [pubNext, sub]));
    expect(judged.outcome).toBe('fine-through-tvs');
    expect(judged.sentence).toContain('the TVS of record 5 (sub) vouches');
    expect(judged.evidence.filter(({ record }) => record === 5).map(({ sentence }) => sentence)).toEqual([
      'The TVS certificate of record 5 of held.tlv (TVS, sub) is in served.tlv too: it is still served.',
    ]);
  });

  it('that make signer and every TVS new is a lock-out', async () => {
    const judged = await judge(itl('served.tlv', [pubNext, subNext]));
    expect(judged.outcome).toBe('locked-out');
    expect(sentencesOf(judged.remedies).map((remedy) => remedy.slice(0, 22))).toEqual([
      'Restore the DRS backup',
      'Or restore one TVS fro',
      'Ask Cisco TAC whether ',
      'If none of this is pos',
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
    expect(sentencesOf(judged.unknown)).toEqual([unknowns['timestamp-order'].text]);
    expect(sentencesOf(judged.conditions)).toEqual([expect.stringContaining('is older than held.tlv')]);

    const ended = await identity('pub', 'ended tvs', { notAfter: new Date('2022-01-01T00:00:00Z') });
    const records = (signer: typeof pub.callManager): Parameters<typeof list>[1]['records'] => [
      { function: Role.sast, certificate: signer },
      { function: Role.tvs, certificate: ended },
    ];
    const old = list('held.tlv', { signer: pub.callManager, records: records(pub.callManager) });
    const next = list('served.tlv', { signer: pubNext.callManager, records: records(pubNext.callManager) });
    const doubtful = await judge(next, { held: old });
    expect(doubtful.outcome).toBe('not-known');
    expect(sentencesOf(doubtful.unknown)).toEqual([unknowns.expiry.text]);
  });
});

describe('a damaged new ITL', () => {
  it('is named as such, with what to look at', async () => {
    const judged = await judge(itl('served.tlv', [pub, sub], { signedBy: pubNext.callManager }));
    expect(judged.outcome).toBe('damaged');
    expect(judged.sentence).toMatch(/^No phone accepts served\.tlv\. The signature of served\.tlv does not verify/);
    expect(sentencesOf(judged.remedies).join('\n')).toContain('CSCtn50405');
    expect(sentencesOf(judged.remedies).join('\n')).toContain('Authentication and Authorization');
  });
});

describe('a new ITL above 64 KB', () => {
  it.each([
    ['whose signer phones know', [pub, sub]],
    ['that would lock them out', [pubNext, subNext]],
  ])('is loaded by no phone: one %s', async (_, nodes) => {
    const judged = await judge(itl('served.tlv', nodes, { trailing: new Uint8Array(66_000) }));
    expect(judged.outcome).toBe('too-large');
    expect(judged.sentence).toMatch(
      /^No phone accepts served\.tlv\. served\.tlv has \d+ bytes\. Phones do not load a list/,
    );
    expect(sentencesOf(judged.remedies).join('\n')).toContain('39 certificates');
    expect(sentencesOf(judged.remedies).join('\n')).not.toContain('erase');
  });
});

describe('what is left after a lock-out', () => {
  const served = itl('served.tlv', [pubNext, subNext]);

  it('is the CTL client, where phones hold a CTL with a hardware token', async () => {
    const hardware = await token('ADN000000a');
    const { remedies } = await judge(served, { ctl: ctl('CTLFile.tlv', [hardware], [pub]) });
    expect(remedies[0]?.sentence).toMatch(
      /^Run the CTL client with the hardware token SAST-ADN000000a.*record 1 of CTLFile\.tlv/,
    );
  });

  it('is the CTL’s own signer, where it is tokenless and the cluster still has its key', async () => {
    const half = itl('served.tlv', [pubNext, { callManager: sub.callManager, tvs: subNext.tvs }]);
    const { remedies } = await judge(half, {
      held: itl('held.tlv', [pub]),
      ctl: ctl('CTLFile.tlv', [sub.callManager], [pub]),
    });
    expect(remedies[0]?.sentence).toMatch(/utils ctl update CTLFile.*trust record 3 of served\.tlv/);
  });

  it('is not a CTL that the cluster can sign, if it is tokenless and every key is new', async () => {
    const { remedies } = await judge(served, { ctl: ctl('CTLFile.tlv', [pub.callManager], [pub]) });
    expect(remedies[0]?.sentence).toMatch(/no key left .*FN70613/);
    expect(sentencesOf(remedies).at(-1)).toContain('erase the CTL and the ITL');
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
    expect(remedies[0]?.sentence).toMatch(
      /^Run utils itl reset localkey.*record 2 of held\.tlv \(SAST, ITLRECOVERY_pub\)/,
    );
    expect(remedies[0]?.sentence).toContain(
      'served.tlv contains no ITLRecovery, so it does not say whether the publisher still has that key',
    );
  });

  it('is utils itl reset with either key, where ITLRecovery is still the same', async () => {
    const both = (signer: Identity, server: Identity, file: string): NamedList =>
      list(file, {
        signer,
        records: [
          { function: Role.sast, certificate: signer },
          { function: Role.sast, certificate: recovery },
          { function: Role.tvs, certificate: server },
        ],
      });
    const { outcome, remedies } = await judge(both(pubNext.callManager, pubNext.tvs, 'served.tlv'), {
      held: both(pub.callManager, pub.tvs, 'held.tlv'),
    });
    expect(outcome).toBe('locked-out');
    expect(remedies[0]?.sentence).toBe(
      'Run utils itl reset localkey on the publisher (CUCM 10.0 or later), or utils itl reset remotekey with ITLRecovery.p12: record 2 of held.tlv (SAST, ITLRECOVERY_pub) is a signer that these phones know.',
    );
  });

  it('is the saved ITLRecovery.p12 alone, where ITLRecovery itself was regenerated', async () => {
    const { outcome, remedies } = await judge(itl('served.tlv', [pubNext], { recovery: recoveryNext }), {
      held: itl('held.tlv', [pub], { recovery }),
    });
    expect(outcome).toBe('locked-out');
    expect(remedies[0]?.sentence).toMatch(
      /^Run utils itl reset remotekey with the ITLRecovery\.p12 that was saved before the change.* localkey does not help: it signs with the key of record 2 of served\.tlv/,
    );
  });
});
