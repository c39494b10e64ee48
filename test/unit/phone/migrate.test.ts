import { describe, expect, it } from 'vitest';
import { planMigration } from '../../../src/core/phone/migrate';
import type { NamedList } from '../../../src/core/phone/held';
import type { Cluster, ListDecision, Method, MethodId, MigrationFacts } from '../../../src/core/phone/migration';
import { unknowns } from '../../../src/core/phone/rules';
import { Role, u32 } from '../../builders';
import { blankItl, bundle, ctl, identity, itl, list, node, now, recoveryOf, token } from './clusters';

const oldPub = await node('old-pub');
const newPub = await node('new-pub');
const newSub = await node('new-sub');
const recovery = await recoveryOf('new-pub');
const oldRecovery = await recoveryOf('old-pub');
const tokenA = await token('ADN000000a');
const tokenB = await token('ADN000000b');

const oldItl = itl('old/ITLFile.tlv', [oldPub]);
const newItl = itl('new/ITLFile.tlv', [newPub, newSub], { recovery, timestamp: 1577880000 });
const old: Cluster = { itl: oldItl, ctl: null, bundles: [] };
const next: Cluster = { itl: newItl, ctl: null, bundles: [] };
const oldSecure: Cluster = { ...old, ctl: ctl('old/CTLFile.tlv', [tokenA, tokenB], [oldPub]) };
const nextSecure: Cluster = {
  ...next,
  ctl: ctl('new/CTLFile.tlv', [tokenB], [newPub, newSub, { callManager: recovery, tvs: newPub.tvs }]),
};
const stores = await bundle('old-stores.pem', oldPub.callManager, recovery, newPub.callManager, newSub.callManager);
const everythingDone: MigrationFacts = { oldTvsReachable: true, tvsRestarted: true };

async function judge(id: MethodId, from: Cluster, to: Cluster, facts: MigrationFacts = {}): Promise<Method> {
  const { methods } = await planMigration(from, to, { now, ...facts });
  const method = methods.find((one) => one.id === id);
  if (method === undefined) throw new Error(`no method ${id}`);
  return method;
}

interface Row {
  readonly name: string;
  readonly id: MethodId;
  readonly from: Cluster;
  readonly to: Cluster;
  readonly facts?: MigrationFacts;
  readonly verdict: Method['verdict'];
  /** The sentence of the method, or one of its conditions. */
  readonly reads: RegExp;
}

const rows: readonly Row[] = [
  {
    name: 'bulk certificates work if the new signers are imported and phones reach an old TVS',
    id: 'bulk-certificates',
    from: old,
    to: next,
    verdict: 'works-if',
    reads:
      /hold the certificate of record 1 of new\/ITLFile\.tlv \(SAST, ITLRECOVERY_new-pub\), which signs new\/ITLFile\.tlv/,
  },
  {
    name: 'bulk certificates hang on the network alone once the stores hold the new signers',
    id: 'bulk-certificates',
    from: { ...old, bundles: [stores] },
    to: next,
    verdict: 'works-if',
    reads: /phones reach an old TVS on TCP 2445 after the move: old-pub/,
  },
  {
    name: 'bulk certificates work where all of it is done',
    id: 'bulk-certificates',
    from: { ...old, bundles: [stores] },
    to: next,
    facts: everythingDone,
    verdict: 'works',
    reads: /stores hold the new signers: its TVS vouches/,
  },
  {
    name: 'bulk certificates do not where the old cluster is off',
    id: 'bulk-certificates',
    from: old,
    to: next,
    facts: { oldTvsReachable: false },
    verdict: 'does-not',
    reads: /cannot reach a TVS of the old cluster after the move/,
  },
  {
    name: 'bulk certificates do not where the ITL is blank',
    id: 'bulk-certificates',
    from: { ...old, itl: blankItl('blank.tlv', oldPub.callManager) },
    to: next,
    verdict: 'does-not',
    reads: /blank\.tlv holds no TVS certificate: it is blank/,
  },
  {
    name: 'bulk certificates do not where the destination signs nothing',
    id: 'bulk-certificates',
    from: old,
    to: { itl: null, ctl: null, bundles: [] },
    facts: { unsignedDestination: true },
    verdict: 'does-not',
    reads: /signs nothing/,
  },
  {
    name: 'bulk certificates do not where the new ITL is damaged',
    id: 'bulk-certificates',
    from: old,
    to: { ...next, itl: itl('forged.tlv', [newPub], { signedBy: oldPub.tvs }) },
    verdict: 'does-not',
    reads: /would refuse forged\.tlv all the same: The signature of forged\.tlv does not verify/,
  },
  {
    name: 'the rollback parameter works if it is set before, and every phone took the blank ITL',
    id: 'rollback',
    from: old,
    to: next,
    verdict: 'works-if',
    reads: /set before the move, while phones still take files from the old cluster/,
  },
  {
    name: 'the rollback parameter works where both are so',
    id: 'rollback',
    from: old,
    to: next,
    facts: { phonesTrustOld: true, everyPhoneBlank: true, phonesHoldCtl: false },
    verdict: 'works',
    reads: /makes phones trust the next list/,
  },
  {
    name: 'the rollback parameter is done where the phones’ ITL is blank',
    id: 'rollback',
    from: { ...old, itl: blankItl('blank.tlv', oldPub.callManager) },
    to: next,
    facts: { everyPhoneBlank: true, phonesHoldCtl: false },
    verdict: 'works',
    reads: /It is done: blank\.tlv is blank/,
  },
  {
    name: 'the rollback parameter works only if phones hold no CTL, where none was given',
    id: 'rollback',
    from: old,
    to: next,
    facts: { phonesTrustOld: true, everyPhoneBlank: true },
    verdict: 'works-if',
    reads: /Phones hold no CTL, which a blank ITL would not clear: none of the old cluster was given here/,
  },
  {
    name: 'a blank ITL is enough only if phones hold no CTL, where none was given',
    id: 'rollback',
    from: { ...old, itl: blankItl('blank.tlv', oldPub.callManager) },
    to: next,
    facts: { everyPhoneBlank: true },
    verdict: 'works-if',
    reads: /Phones hold no CTL, which a blank ITL would not clear/,
  },
  {
    name: 'the rollback parameter does not where phones hold a CTL that was not given',
    id: 'rollback',
    from: old,
    to: next,
    facts: { phonesHoldCtl: true },
    verdict: 'does-not',
    reads: /^Phones hold a CTL: a blank ITL does not clear it/,
  },
  {
    name: 'the rollback parameter does not where the new CTL, which phones take first, does not hold what signs the new ITL',
    id: 'rollback',
    from: old,
    to: { ...next, ctl: ctl('new/CTLFile.tlv', [tokenB], [newPub]) },
    verdict: 'does-not',
    reads: /would refuse new\/ITLFile\.tlv all the same: No TVS can vouch for the signer: the phone holds no ITL/,
  },
  {
    name: 'the rollback parameter does not for phones that refuse files already',
    id: 'rollback',
    from: old,
    to: next,
    facts: { phonesTrustOld: false },
    verdict: 'does-not',
    reads: /would refuse the blank ITL too/,
  },
  {
    name: 'the rollback parameter does not where a CTL is installed',
    id: 'rollback',
    from: oldSecure,
    to: nextSecure,
    verdict: 'does-not',
    reads: /hold a CTL \(old\/CTLFile\.tlv\): a blank ITL does not clear it/,
  },
  {
    name: 'a token in common works, with a word on 79x0',
    id: 'hardware-token',
    from: oldSecure,
    to: nextSecure,
    verdict: 'works-if',
    reads: /no 7940 or 7960 phones, or old\/CTLFile\.tlv lists the new TFTP servers too: new-pub, new-sub/,
  },
  {
    name: 'a token in common works without 79x0',
    id: 'hardware-token',
    from: oldSecure,
    to: nextSecure,
    facts: { has79x0: false },
    verdict: 'works',
    reads: /take new\/CTLFile\.tlv because of the SAST that they know/,
  },
  {
    name: 'a token in common works where the old CTL lists the new TFTP servers',
    id: 'hardware-token',
    from: {
      ...old,
      ctl: ctl(
        'old/CTLFile.tlv',
        [tokenA, tokenB],
        [oldPub, newPub, newSub, { callManager: recovery, tvs: newPub.tvs }],
      ),
    },
    to: nextSecure,
    facts: { has79x0: true },
    verdict: 'works',
    reads: /because of the SAST that they know/,
  },
  {
    name: 'a token in common does not where there is none in common',
    id: 'hardware-token',
    from: { ...old, ctl: ctl('old/CTLFile.tlv', [tokenA], [oldPub]) },
    to: nextSecure,
    verdict: 'does-not',
    reads: /old\/CTLFile\.tlv and new\/CTLFile\.tlv have no SAST in common/,
  },
  {
    name: 'a token in common does not without a CTL on both sides',
    id: 'hardware-token',
    from: old,
    to: nextSecure,
    verdict: 'does-not',
    reads: /none of the old cluster was given/,
  },
  {
    name: 'a token in common does not where the new CTL does not hold what signs the new ITL',
    id: 'hardware-token',
    from: oldSecure,
    to: { ...next, ctl: ctl('new/CTLFile.tlv', [tokenB], [newPub]) },
    facts: { oldTvsReachable: false },
    verdict: 'does-not',
    reads: /take new\/CTLFile\.tlv, and would then refuse new\/ITLFile\.tlv: No TVS in old\/ITLFile\.tlv answers/,
  },
  {
    name: 'a token in common works there too, if a TVS vouches: whether it answers is not known',
    id: 'hardware-token',
    from: oldSecure,
    to: { ...next, ctl: ctl('new/CTLFile.tlv', [tokenB], [newPub]) },
    verdict: 'works-if',
    reads: /answers on TCP 2445[^]*The trust store of that TVS .* contains the signer's certificate: ITLRECOVERY_new-pub/,
  },
  {
    name: 'a token in common works there too, if a TVS vouches that phones reach',
    id: 'hardware-token',
    from: oldSecure,
    to: { ...next, ctl: ctl('new/CTLFile.tlv', [tokenB], [newPub]) },
    facts: { oldTvsReachable: true, has79x0: false },
    verdict: 'works-if',
    reads: /for which a TVS of the old cluster has to vouch\.\nThe trust store of that TVS/,
  },
  {
    name: 'a token in common works there too, where the TVS vouches',
    id: 'hardware-token',
    from: { ...oldSecure, bundles: [stores] },
    to: { ...next, ctl: ctl('new/CTLFile.tlv', [tokenB], [newPub]) },
    facts: { oldTvsReachable: true, has79x0: false },
    verdict: 'works',
    reads: /for which a TVS of the old cluster has to vouch/,
  },
  {
    name: 'a SAST in common that is no token and did not sign is not known',
    id: 'hardware-token',
    from: { ...old, ctl: ctl('old/CTLFile.tlv', [oldPub.callManager], [oldPub]) },
    to: { ...next, ctl: ctl('new/CTLFile.tlv', [recovery, oldPub.callManager], [newPub]) },
    facts: { has79x0: false },
    verdict: 'works-if',
    reads: /Both CTLs contain old-pub as SAST.*That is enough for this phone/,
  },
  {
    name: 'erasing by hand always works',
    id: 'erase',
    from: old,
    to: next,
    verdict: 'works',
    reads: /always works, and takes one visit per phone: without an ITL/,
  },
  {
    name: 'utils itl reset works for the same cluster',
    id: 'itl-reset',
    from: { ...old, itl: itl('old/ITLFile.tlv', [oldPub], { recovery: oldRecovery }) },
    to: { ...next, itl: itl('new/ITLFile.tlv', [newPub], { recovery: oldRecovery }) },
    verdict: 'works-if',
    reads: /CUCM 10\.0 or later/,
  },
  {
    name: 'utils itl reset does not for another cluster',
    id: 'itl-reset',
    from: { ...old, itl: itl('old/ITLFile.tlv', [oldPub], { recovery: oldRecovery }) },
    to: next,
    verdict: 'does-not',
    reads: /for phones of the same cluster\. The new cluster has another ITLRecovery/,
  },
  {
    name: 'utils itl reset hangs on which cluster the new one is, where no ITL of it was given',
    id: 'itl-reset',
    from: { ...old, itl: itl('old/ITLFile.tlv', [oldPub], { recovery: oldRecovery }) },
    to: { ...next, itl: null },
    verdict: 'works-if',
    reads: /The new cluster is the one that these phones come from.*no ITL of it was given here/,
  },
  {
    name: 'utils itl reset does not where the new ITL holds no ITLRecovery',
    id: 'itl-reset',
    from: { ...old, itl: itl('old/ITLFile.tlv', [oldPub], { recovery: oldRecovery }) },
    to: { ...next, itl: itl('new/ITLFile.tlv', [newPub]) },
    verdict: 'does-not',
    reads: /same cluster\. new\/ITLFile\.tlv holds no ITLRecovery/,
  },
  {
    name: 'utils itl reset does not where the destination signs nothing',
    id: 'itl-reset',
    from: { ...old, itl: itl('old/ITLFile.tlv', [oldPub], { recovery: oldRecovery }) },
    to: { ...next, itl: null },
    facts: { unsignedDestination: true },
    verdict: 'does-not',
    reads: /the destination signs nothing/,
  },
  {
    name: 'utils itl reset does not where the ITL holds no ITLRecovery',
    id: 'itl-reset',
    from: old,
    to: next,
    verdict: 'does-not',
    reads: /old\/ITLFile\.tlv does not hold ITLRecovery/,
  },
  {
    name: 'a restore works if the backup holds the old key',
    id: 'restore',
    from: old,
    to: next,
    verdict: 'works-if',
    reads: /A DRS backup holds the key of old-pub, serial 4/,
  },
  {
    name: 'a restore works where it does',
    id: 'restore',
    from: old,
    to: next,
    facts: { backupOfOldKey: true },
    verdict: 'works',
    reads: /is the old cluster as far as phones can tell/,
  },
  {
    name: 'a restore does not without a backup',
    id: 'restore',
    from: old,
    to: next,
    facts: { backupOfOldKey: false },
    verdict: 'does-not',
    reads: /No backup holds the key of old-pub/,
  },
];

describe('moving phones', () => {
  it.each(rows)('$name', async ({ id, from, to, facts, verdict, reads }) => {
    const method = await judge(id, from, to, facts);
    expect(method.verdict, [method.sentence, ...method.conditions].join('\n')).toBe(verdict);
    expect([method.sentence, ...method.conditions].join('\n')).toMatch(reads);
    expect(method.conditions.length > 0).toBe(verdict === 'works-if');
    expect(method.steps.length > 0).toBe(verdict !== 'does-not');
    expect(method.sources).not.toEqual([]);
  });

  it('says what phones would do as it is, before and after the import', async () => {
    const partial = await bundle('old-stores.pem', oldPub.callManager);
    const verdicts = async (bundles: Cluster['bundles'], facts: MigrationFacts = {}): Promise<string[]> => {
      const plan = await planMigration({ ...old, bundles }, next, { now, ...facts });
      return plan.asItIs.map(({ decision }) => decision.verdict);
    };
    expect(await verdicts([])).toEqual(['depends']);
    expect(await verdicts([partial])).toEqual(['refused']);
    expect(await verdicts([stores])).toEqual(['depends']);
    expect(await verdicts([stores], { oldTvsReachable: true })).toEqual(['accepted']);
  });

  it('holds the new ITL against the CTL that phones take before it', async () => {
    const before = ctl('old/CTLFile.tlv', [tokenA], [oldPub]);
    const after = ctl('new/CTLFile.tlv', [tokenB, tokenA], [newPub]);
    const served = itl('new/ITLFile.tlv', [newPub], { timestamp: 1577880000 });
    const facts = { oldTvsReachable: false };
    const from = { ...old, ctl: before };
    const { asItIs, notes } = await planMigration(from, { itl: served, ctl: after, bundles: [] }, { now, ...facts });
    expect(asItIs.map(({ file, decision: { verdict, rule } }) => [file, verdict, rule])).toEqual([
      ['new/CTLFile.tlv', 'accepted', 'P5'],
      ['new/ITLFile.tlv', 'accepted', 'P3'],
    ]);
    expect(asItIs[1]?.reasons).toEqual([
      expect.stringContaining('The phone already trusts the signer, record 3 of new/CTLFile.tlv (CCM+TFTP'),
    ]);
    expect(notes.join()).toContain('nothing has to be done');
    const token = await judge('hardware-token', from, { itl: served, ctl: after, bundles: [] }, facts);
    expect(token).toMatchObject({ verdict: 'works-if', conditions: [expect.stringContaining('7940 or 7960')] });
  });

  it('holds the new ITL against the old CTL where phones refuse the new one', async () => {
    const before = ctl('old/CTLFile.tlv', [tokenA], [oldPub, newPub]);
    const after = ctl('new/CTLFile.tlv', [tokenB], [newSub]);
    const served = itl('new/ITLFile.tlv', [newPub], { timestamp: 1577880000 });
    const { asItIs } = await planMigration(
      { ...old, ctl: before },
      { itl: served, ctl: after, bundles: [] },
      { now, oldTvsReachable: false },
    );
    expect(asItIs.map(({ decision }) => decision.verdict)).toEqual(['refused', 'accepted']);
  });

  it('says what the new ITL hangs on where it is open whether phones take the new CTL', async () => {
    const served = itl('new/ITLFile.tlv', [newPub], { timestamp: 1577880000 });
    const verdictOnItl = async (after: NamedList, held = oldItl): Promise<ListDecision | undefined> => {
      const to = { itl: served, ctl: after, bundles: [] };
      return (await planMigration({ ...old, itl: held }, to, { now })).asItIs[1];
    };
    // The new CTL holds the signer of the new ITL.
    const helps = await verdictOnItl(ctl('new/CTLFile.tlv', [tokenB], [newPub]));
    expect(helps).toMatchObject({ file: 'new/ITLFile.tlv', decision: { verdict: 'depends' } });
    expect(helps?.reasons).toEqual([
      expect.stringMatching(
        /^The phone has taken new\/CTLFile\.tlv before; without that CTL this has to be true: This TVS .* answers on TCP 2445/,
      ),
    ]);
    // An ITL that the phone takes with and without it is certain.
    const knows = itl('old/ITLFile.tlv', [oldPub, newPub]);
    expect((await verdictOnItl(ctl('new/CTLFile.tlv', [tokenB], [newPub]), knows))?.decision.verdict).toBe('accepted');
  });

  it('judges nothing as it is where phones hold a CTL that was not given', async () => {
    const { asItIs, notes } = await planMigration(old, next, { now, phonesHoldCtl: true });
    expect(asItIs).toEqual([]);
    expect(notes.join()).toContain('The phones hold a CTL that was not given here');
  });

  it('tells mixed mode by the function CCM+TFTP in the ITL', async () => {
    const facts = async (held: NamedList, more: MigrationFacts = {}): Promise<string> =>
      (await judge('rollback', { ...old, itl: held }, next, more)).evidence.map(({ sentence }) => sentence).join('\n');
    const mixed = 'Phones of this cluster may hold a CTL: record 2 of old/ITLFile.tlv (CCM+TFTP, old-pub)';
    expect(await facts(oldItl)).toContain(mixed);
    expect(await facts(oldItl, { phonesHoldCtl: false })).not.toContain('may hold a CTL');
    const nonSecure = list('old/ITLFile.tlv', {
      signer: oldPub.callManager,
      records: [
        { function: Role.sast, certificate: oldPub.callManager },
        { function: Role.tftp, certificate: oldPub.callManager },
        { function: Role.tvs, certificate: oldPub.tvs },
      ],
    });
    expect(await facts(nonSecure)).not.toContain('may hold a CTL');
    expect(await facts(nonSecure)).toContain('only if its signer is known to them, or a TVS vouches for it');
  });

  it('says of each signer whether the old stores hold it, and else whether an export does', async () => {
    const facts = async (inStores: Cluster['bundles'], exported: Cluster['bundles']): Promise<string[]> => {
      const method = await judge(
        'bulk-certificates',
        { ...old, bundles: inStores },
        { ...next, itl: itl('new/ITLFile.tlv', [newPub], { recovery, timestamp: 1577880000 }), bundles: exported },
      );
      return method.evidence.map(({ sentence }) => sentence).filter((sentence) => !sentence.includes('TVS'));
    };
    const signer = 'the certificate of record 1 of new/ITLFile.tlv (SAST, ITLRECOVERY_new-pub)';
    const server = 'the certificate of record 2 of new/ITLFile.tlv (CCM+TFTP, new-pub)';
    expect(await facts([], [])).toEqual(["What the old cluster's stores hold was not given here."]);
    expect(await facts([await bundle('stores.pem', newPub.callManager)], [])).toEqual([
      `The old cluster's stores (stores.pem) do not hold ${signer}.`,
      `The old cluster's stores hold ${server}: it is in stores.pem.`,
    ]);
    expect(
      await facts(
        [await bundle('stores.pem', oldPub.callManager)],
        [await bundle('new-pub_tftp.pkcs12', newPub.callManager)],
      ),
    ).toEqual([
      `The old cluster's stores (stores.pem) do not hold ${signer}.`,
      `The export of the new cluster (new-pub_tftp.pkcs12) lacks ${signer}.`,
      `The old cluster's stores (stores.pem) do not hold ${server}.`,
      `The export of the new cluster (new-pub_tftp.pkcs12) holds ${server}.`,
    ]);
  });

  it('names a token once that both CTLs hold many times', async () => {
    const many = Array.from({ length: 400 }, () => tokenA);
    const [from, to] = [old, next].map((cluster, side) => ({
      ...cluster,
      ctl: ctl(`${side}/CTLFile.tlv`, many, [oldPub, newPub]),
    }));
    if (from === undefined || to === undefined) throw new Error('two clusters');
    const { evidence } = await judge('hardware-token', from, to);
    expect(evidence.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^Both CTLs hold SAST-.* as hardware token: record 1 of 0\/CTLFile\.tlv, record 1 of 1\//),
    ]);
  });

  it('asks for each of very many certificates once', async () => {
    const unknownCluster: Cluster = { itl: null, ctl: null, bundles: [] };
    const records = [
      { function: Role.sast, certificate: recovery },
      ...Array.from({ length: 25_000 }, (_unused, at) => ({
        function: Role.tftp,
        certificate: newPub.callManager,
        replace: { 6: u32(at + 1), 8: null, 9: null },
      })),
    ];
    const { conditions } = await judge('bulk-certificates', unknownCluster, {
      ...next,
      ctl: ctl('new/CTLFile.tlv', [recovery], [], { records }),
      itl: itl('new/ITLFile.tlv', [newPub], { signer: recovery, records }),
    });
    expect(conditions.filter((condition) => condition.includes('hold the certificate of'))).toHaveLength(25_001);
  });

  it('asks for each certificate once, though CTL and ITL hold it', async () => {
    const { conditions } = await judge('bulk-certificates', oldSecure, nextSecure);
    expect(conditions.filter((condition) => condition.includes('hold the certificate of'))).toHaveLength(4);
  });

  it('never calls a method certain that hangs on something not known', async () => {
    const ended = await identity('old-pub', 'ended', { notAfter: new Date('2021-01-01T00:00:00Z') });
    const expiredTvs = list('old/ITLFile.tlv', {
      signer: oldPub.callManager,
      records: [
        { function: Role.sast, certificate: oldPub.callManager },
        { function: Role.tvs, certificate: ended },
      ],
    });
    const late = itl('old/ITLFile.tlv', [oldPub], { timestamp: 1600000000 });
    for (const [held, unknown] of [
      [expiredTvs, unknowns.expiry.text],
      [late, unknowns['timestamp-order'].text],
    ] as const) {
      const from = { ...old, itl: held, bundles: [stores] };
      const method = await judge('bulk-certificates', from, next, everythingDone);
      expect(method).toMatchObject({ verdict: 'works-if', unknown: [unknown] });
    }
  });
});

describe('the steps', () => {
  it('carry the names of these clusters', async () => {
    const { steps } = await judge('bulk-certificates', old, next);
    expect(steps[0]).toContain('OS Administration of new-pub, new-sub');
    expect(steps).toContainEqual(
      expect.stringContaining('Upload ITLRecovery of the new cluster (ITLRECOVERY_new-pub)'),
    );
    expect(steps.at(-1)).toContain('Keep old-pub running until the last one has moved');
  });

  it('leave out the import where it is done', async () => {
    const { steps } = await judge('bulk-certificates', { ...old, bundles: [stores] }, next);
    expect(steps[0]).toBe('Restart the Trust Verification Service on every node of the old cluster (old-pub).');
  });

  it('keep bundles of equal names apart', async () => {
    const method = await judge(
      'bulk-certificates',
      { ...old, bundles: [await bundle('CCMPUB_tftp.pkcs12', oldPub.callManager)] },
      { ...next, bundles: [await bundle('CCMPUB_tftp.pkcs12', newPub.callManager)] },
    );
    expect(method.evidence.map(({ sentence }) => sentence)).toContainEqual(
      expect.stringContaining('2 bundles are called CCMPUB_tftp.pkcs12'),
    );
    expect(method.steps.join('\n')).toContain('to another directory');
    expect(method.steps.join('\n')).toContain('Consolidate the bundles here');
    expect(method.steps.join('\n')).toMatch(
      /No source says that CUCM imports a file that was made elsewhere: upload on old-pub by hand, as CallManager-trust and as Phone-SAST-trust, one by one: ITLRECOVERY_new-pub, new-pub, new-sub\./,
    );
    expect(method.steps.join('\n')).not.toContain('Import (TFTP)');
  });

  it.each([
    ['the same name', 'ccmpub', 'ccmpub'],
    ['the same name in another case and domain', 'CCMPUB.old.example', 'ccmpub.new.example'],
    ['the same address', '10.48.47.153', '10.48.47.153'],
  ])('keep the exports of servers apart that have %s, with no bundle given', async (_, before, after) => {
    const [ours, theirs] = [await node(before), await node(after, 2)];
    const method = await judge(
      'bulk-certificates',
      { ...old, itl: itl('old/ITLFile.tlv', [ours]) },
      { ...next, itl: itl('new/ITLFile.tlv', [theirs]) },
    );
    expect(method.evidence.map(({ sentence }) => sentence)).toContainEqual(
      expect.stringMatching(
        /^Both clusters have a TFTP server called .*, and on one SFTP server the later export overwrites/,
      ),
    );
    expect(method.steps.join('\n')).toContain('to another directory');
    expect(method.steps.join('\n')).not.toContain('the same SFTP directory');
  });

  it.each([
    ['other names', 'ccmpub', 'ccmpub2', 2],
    ['other addresses of one network', '10.48.47.153', '10.48.47.154', 2],
    ['the certificates of one server', 'ccmpub', 'ccmpub', 1],
  ])('put the exports of servers together that have %s', async (_, before, after, generation) => {
    const [ours, theirs] = [await node(before), await node(after, generation)];
    const { evidence } = await judge(
      'bulk-certificates',
      { ...old, itl: itl('old/ITLFile.tlv', [ours]) },
      { ...next, itl: itl('new/ITLFile.tlv', [theirs]) },
    );
    expect(evidence.map(({ sentence }) => sentence).join('\n')).not.toContain('overwrites');
  });

  it('know the way around the import that answers null', async () => {
    const { steps } = await judge('bulk-certificates', old, next, { oldVersion: 8.5, newVersion: 11 });
    expect(steps.join('\n')).toMatch(
      /answers "null".*upload on old-pub by hand, as CallManager-trust and as Phone-SAST-trust/,
    );
  });

  it.each([
    ['is not known', {}, true],
    ['is 8.6', { oldVersion: 8.6 }, true],
    ['is 10.5', { oldVersion: 10.5 }, false],
  ])('name that way where the old version %s: %j', async (_, facts, named) => {
    const { steps } = await judge('bulk-certificates', old, next, facts);
    expect(steps.join('\n').includes('If the import answers "null"')).toBe(named);
  });

  it('erase the CTL too where there is one', async () => {
    const { sentence, steps } = await judge('erase', oldSecure, next);
    expect(sentence).toContain('without CTL and ITL');
    expect(steps.at(-1)).toContain('Erase the CTL (old/CTLFile.tlv) as well');
    expect((await judge('erase', old, next)).steps.at(-1)).toContain('Where a phone holds a CTL too, erase it as well');
    expect((await judge('erase', old, next, { phonesHoldCtl: false })).steps.join()).not.toContain('CTL');
  });
});

describe('the notes', () => {
  const notes = async (from: Cluster, to: Cluster, facts: MigrationFacts = {}): Promise<string> =>
    (await planMigration(from, to, { now, ...facts })).notes.join('\n');

  it('name what a phone shows at a destination that signs nothing', async () => {
    const nothing: Cluster = { itl: null, ctl: null, bundles: [] };
    expect(await notes(old, nothing, { unsignedDestination: true })).toContain('TFTP Timeout : SEP….cnf.xml.sgn');
    const blank = { ...old, itl: blankItl('blank.tlv', oldPub.callManager) };
    expect(await notes(blank, nothing, { unsignedDestination: true })).toBe('');
  });

  it('say that phones without lists (from CUCM Express) take the new ones', async () => {
    expect(await notes({ itl: null, ctl: null, bundles: [] }, next)).toContain('CUCM Express');
  });

  it('say where nothing has to be done', async () => {
    expect(await notes({ ...old, itl: blankItl('blank.tlv', oldPub.callManager) }, next)).toContain(
      'nothing has to be done',
    );
  });

  it('tell of the signer that changes with 12.0', async () => {
    expect(await notes(old, next, { oldVersion: 10.5, newVersion: 12.5 })).toContain(
      'From 12.0 on the ITL is signed by ITLRecovery',
    );
  });

  it.each<[string, string, Cluster, MigrationFacts, RegExp]>([
    [
      'the new ITL shows it',
      '',
      next,
      {},
      /ITLRecovery, not by CallManager\.pem, and so is that of the new cluster: the/,
    ],
    ['nothing shows it', '', { ...next, itl: null }, {}, /: if the new cluster runs 12\.0 or later, the old cluster/],
    ['CallManager signs', 'not ', { ...next, itl: itl('new.tlv', [newPub]) }, {}, /ITLRecovery/],
    ['the old is 12 too', 'not ', next, { oldVersion: 12.5 }, /ITLRecovery/],
    ['the new is 11.5', 'not ', { ...next, itl: null }, { newVersion: 11.5 }, /ITLRecovery/],
  ])('where %s, do %ssay so without both versions', async (_, not, to, facts, reads) => {
    expect(reads.test(await notes(old, to, facts))).toBe(not === '');
  });

  it('warn of a new cluster that still is in rollback', async () => {
    const to = { ...next, itl: blankItl('new/blank.tlv', newPub.callManager) };
    expect(await notes(old, to)).toContain('new/blank.tlv of the new cluster is blank');
  });
});

describe('a central TFTP cluster in front of both', () => {
  const nothing: Cluster = { itl: null, ctl: null, bundles: [] };
  it.each<[string, Cluster, Cluster, MigrationFacts, string | undefined]>([
    ['is none unless somebody says so', old, next, {}, undefined],
    ['of 8.0 or later works with two clusters that serve ITLs', old, next, { centralTftpVersion: 11.5 }, 'works'],
    [
      'of 8.0 or later needs the rollback parameter for CUCM Express',
      old,
      nothing,
      { centralTftpVersion: 11.5, unsignedDestination: true },
      'needs-rollback-parameter',
    ],
    [
      'before 8.0 needs it for a cluster that serves an ITL',
      old,
      next,
      { centralTftpVersion: 7 },
      'needs-rollback-parameter',
    ],
    ['hangs on a version that nobody gave', old, nothing, { centralTftpVersion: 11.5 }, 'not-known'],
    ['takes a version for a list', old, nothing, { centralTftpVersion: 11.5, newVersion: 8 }, 'works'],
  ])('%s', async (_, from, to, facts, verdict) => {
    expect((await planMigration(from, to, { now, ...facts })).centralizedTftp?.verdict).toBe(verdict);
  });
});
