import type { Statement } from '../../words/statement';
import type { Bundle } from '../bundles/bundle';
import { clashingHosts, overwriting } from '../bundles/clashes';
import { neededCertificates, type NeededCertificate } from '../bundles/needed';
import { certificateKey, tvsRecords, type InspectedList } from '../held';
import { bulkConditions, bulkEvidence, bulkSteps, type BulkCase } from './bulk-lines';
import { decisions, refusedOf } from './decisions';
import { evidence, linesOf } from './lines';
import { doesNot, method, stillRefused } from './method';
import type { Cluster, ClusterRead, ListDecision, Method, Move } from './migration';
import { state } from './reasons';

const id = 'bulk-certificates';

/** Bulk certificate export, consolidate and import: the old TVS learns to vouch for the new cluster. */
export async function bulkCertificates(move: Move, destination: Cluster): Promise<Method> {
  const { from, to, facts } = move;
  if (facts.unsignedDestination === true) return doesNot(id, state('bulk-unsigned-destination', {}));
  if (facts.oldTvsReachable === false) return doesNot(id, state('bulk-tvs-unreachable', {}));
  const servers = tvsRecords(from.itl);
  if (from.itl !== null && servers.length === 0) return withoutTvs(from.itl);
  // Without the old ITL no TVS is known, and nothing can be said of what it would do.
  const after = from.itl === null ? [] : await decidedByTvs(move, destination);
  const refused = refusedOf(after);
  if (refused !== undefined) return stillRefused(id, refused);
  const needed = neededOf(to, from.bundles);
  const missing = needed.filter(({ bundle }) => bundle === null);
  const of: BulkCase = { ...move, servers, needed, missing, clashes: clashesOf(from, to) };
  const isImported = needed.length > 0 && missing.length === 0;
  return method(id, {
    says: isImported ? state('bulk-signers-imported', {}) : state('bulk-signers-needed', {}),
    conditions: [...linesOf(bulkConditions, of), ...after.flatMap(({ decision }) => decision.dependsOn)],
    evidence: bulkEvidence(of),
    steps: linesOf(bulkSteps, of),
    unknown: after.flatMap(({ decision }) => decision.unknown),
  });
}

function withoutTvs(list: InspectedList): Method {
  const itl = list.file;
  const says = list.blank ? state('bulk-blank-itl', { itl }) : state('bulk-no-tvs', { itl });
  return doesNot(id, says, [evidence(state('no-tvs-record', { itl }), list)]);
}

/** What phones do once a TVS vouches for every signer. */
function decidedByTvs({ phone, facts }: Move, destination: Cluster): Promise<ListDecision[]> {
  return decisions(phone, destination, { tvs: { reachable: 'all', stores: 'holds-signer' }, now: facts.now });
}

/** Bundles that overwrite each other, and servers of both clusters whose exports would. */
function clashesOf(from: ClusterRead, to: ClusterRead): Statement[] {
  const bundles = overwriting([...from.bundles, ...to.bundles]);
  const hosts = clashingHosts(listsOf(from), listsOf(to)).filter(
    ({ host }) => !bundles.some((clash) => clash.host?.toLowerCase() === host),
  );
  return [...bundles, ...hosts].map(({ reason, args, sentence }) => ({ reason, args, sentence }));
}

/** The certificates that the old cluster has to know, those that sign lists first, each once. */
function neededOf(cluster: ClusterRead, stores: readonly Bundle[]): NeededCertificate[] {
  const needed = listsOf(cluster)
    .flatMap((list) => neededCertificates(list, stores))
    .sort((a, b) => Number(b.signsList) - Number(a.signsList));
  const seen = new Set<string>();
  return needed.filter(({ record }) => {
    const key = certificateKey(record);
    return key === null || (!seen.has(key) && seen.add(key));
  });
}

function listsOf({ ctl, itl }: ClusterRead): InspectedList[] {
  return [ctl, itl].filter((list) => list !== null);
}
