import type { InspectedRecord } from '../../trust/inspected-record';
import { tftpHosts } from '../bundles/tftp-servers';
import type { Evidence } from '../evidence';
import { certificatesInCommon, isHardwareToken, labelOf, type InspectedList } from '../held';
import { noTvs } from '../known-facts';
import { decisions, knownFactsOf, refusedOf } from './decisions';
import { evidence, linesOf, type Line } from './lines';
import { doesNot, isAmong, method, newHosts, refused } from './method';
import type { Cluster, ListDecision, Method, Move } from './migration';
import { state, unnamed } from './reasons';
import { t } from '../../words/translate';

interface Case {
  readonly move: Move;
  readonly oldCtl: InspectedList;
  readonly newCtl: InspectedList;
  /** TFTP servers that 7940 and 7960 phones do not find in the old CTL; none if there are no such phones. */
  readonly missingHosts: readonly string[];
}

/** A SAST that both CTLs contain: phones take the new CTL because of it, and what that CTL vouches for. */
export async function hardwareToken(move: Move, to: Cluster): Promise<Method> {
  const id = 'hardware-token';
  const { from, to: next, facts } = move;
  const [oldCtl, newCtl] = [from.ctl, next.ctl];
  if (oldCtl === null) return doesNot(id, state(newCtl === null ? 'token-no-ctls' : 'token-no-old-ctl', {}));
  if (newCtl === null) return doesNot(id, state('token-no-new-ctl', {}));
  const shared = certificatesInCommon(oldCtl.sast, newCtl.sast);
  if (shared.length === 0) {
    return doesNot(id, state('token-none-shared', { oldCtl: oldCtl.file, newCtl: newCtl.file }));
  }
  const found = shared.map(({ ours, theirs }) => sharedEvidence(oldCtl, ours, newCtl, theirs));
  const { judged, byTvs } = await judgedWithToken(move, to);
  const refusal = refusedOf(judged);
  const ctl = newCtl.file;
  if (refusal !== undefined) {
    const { file } = refusal;
    const says = file === ctl ? state('still-refused', { file }) : state('refused-after-ctl', { ctl, file });
    return refused(id, says, refusal, found);
  }
  const missingHosts = facts.has79x0 === false ? [] : hostsNotIn(oldCtl, newCtl);
  const of: Case = { move, oldCtl, newCtl, missingHosts };
  return method(id, {
    says: byTvs
      ? state('token-needs-tvs', { ctl, itl: next.itl?.file ?? t(unnamed.newItl) })
      : state('token-works', { ctl }),
    conditions: [...judged.flatMap(({ decision }) => decision.dependsOn), ...linesOf(conditions, of)],
    evidence: found,
    steps: linesOf(steps, of),
    unknown: judged.flatMap(({ decision }) => decision.unknown),
  });
}

/** What the SAST does by itself comes first; if that is not enough, a TVS of the old cluster may vouch. */
async function judgedWithToken(
  { from, phone, facts }: Move,
  to: Cluster,
): Promise<{ readonly judged: readonly ListDecision[]; readonly byTvs: boolean }> {
  const alone = await decisions(phone, to, { tvs: noTvs, now: facts.now });
  const byTvs = refusedOf(alone) !== undefined && facts.oldTvsReachable !== false;
  return { judged: byTvs ? await decisions(phone, to, knownFactsOf(from, facts)) : alone, byTvs };
}

const lacksHosts = ({ missingHosts }: Case): boolean => missingHosts.length > 0;
const conditions: readonly Line<Case>[] = [
  {
    when: lacksHosts,
    says: ({ oldCtl, missingHosts }) => state('token-no-79x0', { ctl: oldCtl.file, hosts: missingHosts }),
  },
];
const steps: readonly Line<Case>[] = [
  { when: lacksHosts, says: ({ missingHosts }) => state('token-add-79x0-servers', { hosts: missingHosts }) },
  { says: ({ move }) => state('point-phones', { hosts: newHosts(move) }) },
];

function sharedEvidence(
  oldCtl: InspectedList,
  ours: InspectedRecord,
  newCtl: InspectedList,
  theirs: InspectedRecord,
): Evidence {
  const says = state(isHardwareToken(ours) ? 'shared-token' : 'shared-sast', {
    name: labelOf(ours),
    oldRecord: ours.index,
    oldCtl: oldCtl.file,
    newRecord: theirs.index,
    newCtl: newCtl.file,
  });
  return evidence(says, oldCtl, ours.index);
}

/** TFTP servers of the new CTL that the old one does not list. */
function hostsNotIn(oldCtl: InspectedList, newCtl: InspectedList): string[] {
  const isListed = isAmong(tftpHosts(oldCtl));
  return tftpHosts(newCtl).filter((host) => !isListed(host));
}
