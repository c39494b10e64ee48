import { describe, expect, it } from 'vitest';
import { reviewConsolidation } from '../../../../src/core/phone/bundles/consolidation';
import { bundleReasons } from '../../../../src/core/phone/bundles/reasons';
import { planJson } from '../../../../src/core/phone/migration/json';
import type { Cluster, MigrationFacts } from '../../../../src/core/phone/migration/migration';
import { planMigration } from '../../../../src/core/phone/migration/plan';
import { migrationReasons } from '../../../../src/core/phone/migration/reasons';
import { ruleIds, sources } from '../../../../src/core/phone/rules';
import { Role, rsaKey } from '../../../builders';
import { blankItl, bundle, ctl, identity, itl, itlRecords, list, node, now, recoveryOf, token } from '../clusters';

const oldPub = await node('old-pub');
const newPub = await node('new-pub');
const recovery = await recoveryOf('old-pub');
const newRecovery = await recoveryOf('new-pub');
const shared = await token('ADN000000a');

const none: Cluster = { itl: null, ctl: null, bundles: [] };
const oldItl = itl('old/ITLFile.tlv', [oldPub]);
const newItl = itl('new/ITLFile.tlv', [newPub], { recovery: newRecovery, timestamp: 1577880000 });
const withRecovery = itl('old/ITLFile.tlv', [oldPub], { recovery });
const blank = blankItl('blank.tlv', oldPub.callManager);
const withoutTvs = list('bare.tlv', {
  signer: oldPub.callManager,
  records: [{ function: Role.ccmTftp, certificate: oldPub.callManager }],
});
const oldCtl = ctl('old/CTLFile.tlv', [shared], [oldPub]);
const newCtl = ctl('new/CTLFile.tlv', [newRecovery, shared], [newPub]);
/** Phones take it because of its token; it lacks the signer of the new ITL. */
const withoutSigner = ctl('new/CTLFile.tlv', [shared], [newPub]);
/** Whether phones with one CTL take another is open if their SAST in common is not a token, and did not sign. */
const maybe = ctl('old/CTLFile.tlv', [oldPub.callManager], [oldPub]);
const maybeSigners = [newRecovery, oldPub.callManager];
const maybeTaken = ctl('new/CTLFile.tlv', maybeSigners, [oldPub]);
/** Knows the signer of the new ITL too, which that CTL does not. */
const knowsBoth = ctl('old/CTLFile.tlv', [oldPub.callManager], [oldPub, newPub]);
const byCallManager = itl('new/ITLFile.tlv', [newPub], { timestamp: 1577880000 });

const certutils = list('old/ITLFile.tlv', {
  signer: oldPub.callManager,
  order: 'certutils',
  records: itlRecords([oldPub], oldPub.callManager),
});
/** Of 10.0 to 11.5: CallManager signs, and ITLRecovery is there. */
const signedByCallManager = list('old/ITLFile.tlv', {
  signer: oldPub.callManager,
  records: [...itlRecords([oldPub], oldPub.callManager), { function: Role.sast, certificate: recovery }],
});
const large = await identity('old-pub', 'large', { key: rsaKey(2048, 'old-pub large') });
const besideLarge = itl('old/ITLFile.tlv', [{ callManager: large, tvs: oldPub.tvs }], { recovery });

const stores = await bundle('stores.pem', newRecovery, newPub.callManager);
const partial = await bundle('stores.pem', newPub.callManager);
const exported = await bundle('new-pub_tftp.pkcs12', newPub.callManager);
const sameHost = await bundle('new-pub_tftp.pkcs12', oldPub.callManager);
const sameName = [await bundle('all.pem', oldPub.callManager), await bundle('all.pem', newPub.callManager)];

const from = (parts: Partial<Cluster>): Cluster => ({ ...none, ...parts });
const old = from({ itl: oldItl });
const next = from({ itl: newItl });
const reached: MigrationFacts = { oldTvsReachable: true };
const cut: MigrationFacts = { oldTvsReachable: false };

const moves: readonly (readonly [Cluster, Cluster, MigrationFacts?])[] = [
  [from({ itl: certutils }), next],
  [from({ itl: signedByCallManager }), next],
  [from({ itl: signedByCallManager }), none],
  [from({ itl: besideLarge }), none],
  [none, none],
  [none, none, { phonesHoldCtl: true }],
  [none, next, { oldVersion: 8.5, newVersion: 12.5, centralTftpVersion: 11.5 }],
  [old, next],
  [old, next, { phonesTrustOld: false, backupOfOldKey: false }],
  [old, none, { unsignedDestination: true, centralTftpVersion: 11.5 }],
  [old, none, { centralTftpVersion: 11.5 }],
  [old, next, { oldVersion: 7.1 }],
  [from({ itl: withRecovery }), next, { oldVersion: 9.1 }],
  [none, none, { centralTftpVersion: 7 }],
  [old, next, { centralTftpVersion: 7 }],
  [none, none, { oldVersion: 7, newVersion: 7, centralTftpVersion: 7 }],
  [from({ itl: blank }), from({ itl: blank })],
  [from({ itl: withoutTvs }), next],
  [old, from({ itl: itl('forged.tlv', [newPub], { signedBy: oldPub.tvs }) }), { phonesHoldCtl: false }],
  [from({ itl: oldItl, bundles: [stores] }), next, reached],
  [from({ itl: oldItl, bundles: [partial] }), from({ itl: newItl, bundles: [exported] })],
  [from({ itl: oldItl, bundles: [sameHost] }), from({ itl: newItl, bundles: [exported] })],
  [from({ itl: oldItl, bundles: sameName }), next],
  [old, from({ itl: itl('new/ITLFile.tlv', [await node('old-pub', 2)]) })],
  [from({ itl: withRecovery }), next],
  [from({ itl: withRecovery }), none],
  [from({ itl: withRecovery }), from({ itl: withRecovery })],
  [from({ itl: withRecovery }), from({ itl: itl('new/ITLFile.tlv', [newPub]) })],
  [from({ itl: oldItl, ctl: oldCtl }), next],
  [old, from({ itl: newItl, ctl: newCtl })],
  [from({ itl: oldItl, ctl: ctl('old/CTLFile.tlv', [recovery], [oldPub]) }), from({ itl: newItl, ctl: newCtl })],
  [from({ itl: oldItl, ctl: oldCtl }), from({ itl: newItl, ctl: newCtl })],
  [from({ itl: oldItl, ctl: oldCtl }), from({ itl: newItl, ctl: withoutSigner })],
  [from({ itl: oldItl, ctl: oldCtl }), from({ itl: newItl, ctl: withoutSigner }), cut],
  [from({ itl: oldItl, ctl: maybe }), from({ itl: newItl, ctl: ctl('new/CTLFile.tlv', maybeSigners, [newPub]) })],
  [from({ itl: oldItl, ctl: maybe }), from({ itl: newItl, ctl: ctl('new/CTLFile.tlv', maybeSigners, [newPub]) }), cut],
  [from({ itl: oldItl, ctl: knowsBoth }), from({ itl: byCallManager, ctl: maybeTaken })],
  [from({ itl: oldItl, ctl: knowsBoth }), from({ itl: byCallManager, ctl: maybeTaken }), cut],
];

/** The reasons of anything that is plain JSON. */
function reasonsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'reason' in value && typeof value.reason === 'string' ? [value.reason] : [];
  return [...own, ...Object.values(value).flatMap(reasonsIn)];
}

describe('the reasons of migration plans and bundles', () => {
  it('are all given by a plan', async () => {
    const plans = [];
    for (const [before, after, facts] of moves) plans.push(await planMigration(before, after, { now, ...facts }));
    const given = new Set(reasonsIn(plans));
    expect(Object.keys(migrationReasons).filter((reason) => !given.has(reason))).toEqual([]);
  }, 60_000);

  it('are all given by a consolidation or a plan', async () => {
    const review = await reviewConsolidation([sameHost, exported, ...sameName], [oldItl, newItl]);
    const plan = await planMigration(old, from({ itl: itl('new.tlv', [await node('old-pub', 2)]) }), { now });
    const given = new Set(reasonsIn([review, plan]));
    expect(Object.keys(bundleReasons).filter((reason) => !given.has(reason))).toEqual([]);
  });

  it('rest on sources and rules that exist', () => {
    const known: readonly string[] = [...Object.keys(sources), ...ruleIds];
    const named = [...Object.values(migrationReasons), ...Object.values(bundleReasons)].flatMap(
      ({ source }: { readonly source: string | null }) => source?.split(', ') ?? [],
    );
    expect(named.filter((source) => !known.includes(source))).toEqual([]);
  });
});

describe('a plan as JSON', () => {
  it('has sentences as text, and beside them the reason and the values of each', async () => {
    const json = planJson(await planMigration(old, next, { now }));
    const [bulk] = json.methods;
    expect(bulk).toMatchObject({
      id: 'bulk-certificates',
      reason: 'bulk-signers-needed',
      args: {},
      sentence: migrationReasons['bulk-signers-needed'].text,
      becauseReasons: [],
    });
    expect(bulk?.steps).toContain('On old-pub, run Consolidate (TFTP), then Import (TFTP).');
    expect(bulk?.stepsReasons).toContainEqual({ reason: 'consolidate-and-import', args: { hosts: ['old-pub'] } });
    for (const method of json.methods) {
      expect(method.stepsReasons).toHaveLength(method.steps.length);
      expect(method.conditionsReasons).toHaveLength(method.conditions.length);
      expect(method.unknownReasons).toHaveLength(method.unknown.length);
    }
    expect(json.notesReasons).toEqual([{ reason: 'signer-changed', args: {} }]);
    expect(json.notes).toEqual([migrationReasons['signer-changed'].text]);
  });

  it('says why phones refuse a list, in words and beside them', async () => {
    const forged = from({ itl: itl('forged.tlv', [newPub], { signedBy: oldPub.tvs }) });
    const [bulk] = planJson(await planMigration(old, forged, { now })).methods;
    expect(bulk).toMatchObject({ reason: 'still-refused', args: { file: 'forged.tlv' } });
    expect(bulk?.sentence).toMatch(/^Phones would still refuse forged\.tlv\. The signature of forged\.tlv /);
    expect(bulk?.becauseReasons).toHaveLength(1);
  });
});
