import { certificatePhrase, idOf, isItlRecovery, recordPhrase, sameCertificate } from '../held';
import { evidence, linesOf, type Line } from './lines';
import { doesNot, method } from './method';
import type { Method, Move } from './migration';
import { state, unnamed } from './reasons';

interface Case {
  /** `record 1 of ITLFile.tlv (SAST, ITLRECOVERY_pub)`: the ITLRecovery that phones know. */
  readonly record: string;
  readonly certificate: string;
  /** The ITL of the new cluster contains the same ITLRecovery; otherwise there is no such ITL. */
  readonly isSame: boolean;
}

/** `utils itl reset`: an ITL that ITLRecovery signs, for phones of the same cluster. */
export function itlReset({ from, to, facts }: Move): Method {
  const id = 'itl-reset';
  if (facts.unsignedDestination === true) return doesNot(id, state('reset-unsigned-destination', {}));
  if (from.itl === null) return doesNot(id, state('reset-no-itl', {}));
  const recovery = from.itl.records.find(isItlRecovery);
  if (recovery === undefined) return doesNot(id, state('reset-no-recovery', { itl: from.itl.file }));
  const record = recordPhrase(from.itl, recovery);
  const known = [evidence(state('phones-know', { record }), from.itl, recovery.index)];
  const theirs = to.itl?.records.filter(isItlRecovery) ?? [];
  const isSame = theirs.some((one) => sameCertificate(recovery, one));
  if (to.itl !== null && !isSame) {
    const says =
      theirs.length === 0 ? state('reset-no-new-recovery', { itl: to.itl.file }) : state('reset-other-recovery', {});
    return doesNot(id, says, known);
  }
  const certificate = idOf(recovery);
  const of: Case = {
    record,
    certificate: certificate === null ? unnamed.recovery : certificatePhrase(certificate),
    isSame,
  };
  return method(id, {
    says: isSame ? state('reset-same-recovery', {}) : state('reset-works', {}),
    conditions: linesOf(conditions, of),
    evidence: known,
    steps: linesOf(steps, of),
  });
}

const conditions: readonly Line<Case>[] = [
  { when: ({ isSame }) => !isSame, says: ({ record }) => state('reset-same-cluster', { record }) },
  { says: state('reset-release', {}) },
];

const steps: readonly Line<Case>[] = [
  { says: ({ certificate }) => state('run-reset', { certificate }) },
  { says: state('reset-phones', {}) },
];
