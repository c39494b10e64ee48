import { decideSupposed } from '../decide';
import { certificatePhrase, idOf, isItlRecovery, recordPhrase, sameCertificate } from '../held';
import { noTvs } from '../known-facts';
import { isSignedByRecovery, isUsableRecovery, smallRecovery } from '../recovery';
import { evidence, linesOf, type Line } from './lines';
import { doesNot, method } from './method';
import type { Method, Move } from './migration';
import { state, unnamed } from './reasons';
import { t } from '../../words/translate';

interface Case {
  /** `record 1 of ITLFile.tlv (SAST, ITLRECOVERY_pub)`: the ITLRecovery that phones know. */
  readonly record: string;
  readonly certificate: string;
  /** The ITL of the new cluster contains the same ITLRecovery; otherwise there is no such ITL. */
  readonly isSame: boolean;
  /** ITLRecovery signs the ITL, as from 12.0 on: the command signs with the CallManager key then. */
  readonly signsByRecovery: boolean;
  /** An ITLRecovery with which the command fails. */
  readonly small: ReturnType<typeof smallRecovery>;
}

/** `utils itl reset`: an ITL that ITLRecovery signs, for phones of the same cluster. */
export async function itlReset({ from, to, phone, facts }: Move): Promise<Method> {
  const id = 'itl-reset';
  if (facts.unsignedDestination === true) return doesNot(id, state('reset-unsigned-destination', {}));
  if (from.itl === null) return doesNot(id, state('reset-no-itl', {}));
  const recovery = from.itl.records.find(isUsableRecovery);
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
  const supposed = { kind: 'ITL', file: (to.itl ?? from.itl).file, certificate: recovery } as const;
  const taken = await decideSupposed(phone, supposed, { tvs: noTvs, now: facts.now });
  const certificate = idOf(recovery);
  const of: Case = {
    record,
    certificate: certificate === null ? t(unnamed.recovery) : certificatePhrase(certificate),
    isSame,
    signsByRecovery: isSignedByRecovery(to.itl ?? from.itl),
    small: smallRecovery(to.itl ?? from.itl),
  };
  return method(id, {
    says: isSame ? state('reset-same-recovery', {}) : state('reset-works', {}),
    conditions: [...linesOf(conditions, of), ...taken.dependsOn],
    evidence: known,
    steps: linesOf(steps, of),
    unknown: taken.unknown,
  });
}

const conditions: readonly Line<Case>[] = [
  { when: ({ isSame }) => !isSame, says: ({ record }) => state('reset-same-cluster', { record }) },
  { says: () => state('reset-release', {}) },
];

const steps: readonly Line<Case>[] = [
  { says: ({ small }) => (small === null ? [] : state('reset-small-recovery', small)) },
  {
    says: ({ certificate, signsByRecovery }) =>
      state(signsByRecovery ? 'run-remote-reset' : 'run-reset', { certificate }),
  },
  { says: () => state('reset-phones', {}) },
];
