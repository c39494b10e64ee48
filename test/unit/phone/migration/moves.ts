import { planMigration } from '../../../../src/core/phone/migration/plan';
import type { Cluster, Method, MigrationFacts } from '../../../../src/core/phone/migration/migration';
import type { MethodId } from '../../../../src/core/phone/migration/reasons';
import { bundle, ctl, itl, node, now, recoveryOf, token } from '../clusters';

/** Two clusters, and what is known of a method to move phones from one to the other. */

export const oldPub = await node('old-pub');
export const newPub = await node('new-pub');
export const newSub = await node('new-sub');
export const recovery = await recoveryOf('new-pub');
export const oldRecovery = await recoveryOf('old-pub');
export const tokenA = await token('ADN000000a');
export const tokenB = await token('ADN000000b');

export const oldItl = itl('old/ITLFile.tlv', [oldPub]);
export const newItl = itl('new/ITLFile.tlv', [newPub, newSub], { recovery, timestamp: 1577880000 });
export const old: Cluster = { itl: oldItl, ctl: null, bundles: [] };
export const next: Cluster = { itl: newItl, ctl: null, bundles: [] };
export const oldSecure: Cluster = { ...old, ctl: ctl('old/CTLFile.tlv', [tokenA, tokenB], [oldPub]) };
export const nextSecure: Cluster = {
  ...next,
  ctl: ctl('new/CTLFile.tlv', [tokenB], [newPub, newSub, { callManager: recovery, tvs: newPub.tvs }]),
};
export const stores = await bundle(
  'old-stores.pem',
  oldPub.callManager,
  recovery,
  newPub.callManager,
  newSub.callManager,
);
export const everythingDone: MigrationFacts = { oldTvsReachable: true, tvsRestarted: true };

export async function judge(id: MethodId, from: Cluster, to: Cluster, facts: MigrationFacts = {}): Promise<Method> {
  const { methods } = await planMigration(from, to, { now, ...facts });
  const method = methods.find((one) => one.id === id);
  if (method === undefined) throw new Error(`no method ${id}`);
  return method;
}
