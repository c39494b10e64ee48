import { ownSigners } from '../../trust/signer';
import type { Statement } from '../../words/statement';
import { certificatesInCommon, filesOf, isItlRecovery, recordPhrase } from '../held';
import { isForeign } from '../recovery';
import type { Line } from './lines';
import { hostsOf, isAmong } from './method';
import type { ClusterRead, ListDecision, Move } from './migration';
import { state } from './reasons';

interface Case extends Move {
  readonly asItIs: readonly ListDecision[];
}

/** What a plan says besides its methods. */
export const notes: readonly Line<Case>[] = [
  {
    when: ({ asItIs }) => asItIs.length > 0 && asItIs.every(({ decision }) => decision.verdict === 'accepted'),
    says: ({ to: { ctl, itl } }) => [
      state('nothing-to-do', {}),
      ...(itl === null && ctl === null ? [] : [state('check-after-move', { lists: filesOf(ctl, itl) })]),
    ],
  },
  {
    when: ({ facts }) => facts.unsignedDestination === true,
    says: ({ from: { ctl, itl }, asItIs }) =>
      asItIs.at(-1)?.decision.verdict === 'refused' ? state('unsigned-refused', { lists: filesOf(ctl, itl) }) : [],
  },
  { says: ({ from, to }) => [from, to].flatMap(damagedCluster) },
  { says: ({ from: { itl } }) => (itl !== null && isForeign(itl) ? state('foreign-list', { itl: itl.file }) : []) },
  { says: equalHosts },
  { says: ({ from, facts }) => contradictions(from, facts.oldVersion) },
  { says: ({ to, facts }) => contradictions(to, facts.newVersion) },
  { when: ({ from }) => from.itl === null && from.ctl === null, says: () => state('no-old-list', {}) },
  { when: lacksCtl, says: () => state('ctl-not-provided', {}) },
  { says: changeOfSigner },
  { says: ({ to: { itl } }) => (itl?.blank === true ? state('new-itl-blank', { itl: itl.file }) : []) },
];

/** The phones hold a CTL, and it is not known which. */
export function lacksCtl({ from, facts }: Move): boolean {
  return facts.phonesHoldCtl === true && from.ctl === null;
}

/** A list whose signer is not in it, as a restore without CallManager.pem leaves it (CSCtn50405). */
function damagedCluster({ itl }: ClusterRead): Statement[] {
  const isDamaged =
    itl?.signer != null && itl.list.problems.length === 0 && ownSigners(itl.records, itl.signer).length === 0;
  return isDamaged ? [state('signer-not-in-own-list', { itl: itl.file })] : [];
}

/** A phone asks a TVS by its name: it may find the server of the other cluster. */
function equalHosts({ from, to }: Case): Statement[] {
  const hosts = hostsOf(from).filter(isAmong(hostsOf(to)));
  return hosts.length === 0 || isSameCluster(from, to) ? [] : [state('equal-hosts', { hosts })];
}

/** Both ITLs contain one certificate. */
function isSameCluster({ itl: old }: ClusterRead, { itl: next }: ClusterRead): boolean {
  return old !== null && next !== null && certificatesInCommon(old.records, next.records).length > 0;
}

/** What a file of a cluster says that its stated version cannot have. */
function contradictions({ itl }: ClusterRead, version: number | undefined): Statement[] {
  if (itl === null || version === undefined) return [];
  const said = version.toFixed(1);
  if (version < 8) return [state('version-contradicts-itl', { itl: itl.file, version: said })];
  const recovery = itl.records.find(isItlRecovery);
  if (recovery === undefined || version >= 10) return [];
  return [state('version-contradicts-recovery', { record: recordPhrase(itl, recovery), version: said })];
}

/** From 12.0 on ITLRecovery signs the ITL: a fact if versions or files show it, otherwise a condition. */
function changeOfSigner({ from, to, facts }: Move): Statement | readonly Statement[] {
  const { oldVersion, newVersion, unsignedDestination } = facts;
  const isOutOfReach = unsignedDestination === true || (newVersion !== undefined && newVersion < 12);
  const isKnown = (oldVersion !== undefined && oldVersion >= 12) || signedByRecovery(from) === true;
  if (isOutOfReach || isKnown) return [];
  if (newVersion !== undefined) return state('signer-changes', {});
  switch (signedByRecovery(to)) {
    case true:
      return state('signer-changed', {});
    case false:
      return [];
    case null:
      return state('signer-may-change', {});
  }
}

/** Null without an ITL. */
function signedByRecovery({ itl }: ClusterRead): boolean | null {
  return itl === null ? null : ownSigners(itl.records, itl.signer).some(isItlRecovery);
}
