import { RecordFunction } from '../../format/tags';
import type { InspectedRecord } from '../../trust/inspected-record';
import type { Statement } from '../../words/statement';
import { decideSupposed } from '../decide';
import type { Verdict } from '../decision';
import type { Evidence } from '../evidence';
import {
  certificateKey,
  hasFunction,
  inspectList,
  isHardwareToken,
  labelOf,
  recordPhrase,
  type InspectedList,
  type NamedList,
} from '../held';
import { canSign, configurationSignersOf, eachCertificateOnce } from '../signing';
import { noTvs } from '../known-facts';
import { keptTvsVouch, type Answers, type Change } from './change';
import { state } from './reasons';
import type { RegenerationOutcome } from './regeneration';

/** What a change of certificates does to the CTL of a cluster in mixed mode. */
export interface CtlState {
  /** Null if there is no CTL, or phones can use it as it is. */
  readonly fault: { readonly outcome: RegenerationOutcome; readonly why: Statement } | null;
  readonly evidence: readonly Evidence[];
  readonly remedies: readonly Statement[];
}

/** Judges the CTL that phones hold, or the one that they are given, beside the new ITL. */
export async function judgeCtl(change: Change, served: NamedList | null, answers: Answers): Promise<CtlState> {
  const newest = served === null ? change.ctl : await inspectList(served);
  if (newest === null) return { fault: null, evidence: [], remedies: [] };
  const missing = missingFrom(newest, change.next);
  const { file } = newest;
  const outdated = {
    outcome: 'ctl-outdated',
    why: state('ctl-outdated', { ctl: file, served: change.next.file }),
  } as const;
  const refusal = served === null ? null : refusalOf(file, change.old.file, answers);
  const fault = refusal ?? (missing.length > 0 ? outdated : null);
  return {
    fault,
    evidence:
      missing.length === 0
        ? [{ ...state('ctl-is-current', { ctl: file, served: change.next.file }), file, record: null }]
        : missing.map((record) => ({
            ...state('ctl-lacks', { ctl: file, record: recordPhrase(change.next, record) }),
            file: change.next.file,
            record: record.index,
          })),
    remedies: fault === null ? [] : await newCtl(change, change.ctl ?? newest),
  };
}

/**
 * The certificates of CallManager, TFTP and CAPF in the new ITL that the CTL does not contain, each once. A CTL without
 * any certificate of a function, as on a cluster that is not secure, is not expected to have the new one.
 */
function missingFrom(ctl: InspectedList, itl: InspectedList): InspectedRecord[] {
  const known = new Set(ctl.records.map(certificateKey));
  const expected = [configurationSignersOf, capfOf].filter((of) => of(ctl).length > 0).flatMap((of) => of(itl));
  return eachCertificateOnce(expected).filter((record) => !known.has(certificateKey(record)));
}

function capfOf({ records }: InspectedList): InspectedRecord[] {
  return records.filter((record) => hasFunction(record, RecordFunction.capf) && canSign(record));
}

/** Why phones do not take the CTL that they are given; null if they do, also through a TVS. */
function refusalOf(ctl: string, held: string, { alone, through }: Answers): CtlState['fault'] {
  const verdicts = [alone.ctl?.verdict, through.ctl?.verdict];
  if (verdicts.includes('accepted')) return null;
  if (through.ctl?.verdict === 'refused') {
    return { outcome: 'locked-out', why: state('refuses-new-ctl', { ctl, held }) };
  }
  return { outcome: 'not-known', why: state('new-ctl-not-known', { ctl }) };
}

/** How phones that hold this CTL get a new one: by a token, by a key that the cluster still has, or not at all. */
export async function newCtl({ phone, now, next, kept }: Change, ctl: InspectedList): Promise<Statement[]> {
  const answer = async (certificate: InspectedRecord, tvs = noTvs): Promise<Verdict> => {
    const supposed = { kind: 'CTL', file: ctl.file, certificate } as const;
    return (await decideSupposed({ ...phone, ctl }, supposed, { tvs, now })).verdict;
  };
  for (const token of ctl.records.filter((record) => isHardwareToken(record) && canSign(record))) {
    if ((await answer(token)) !== 'accepted') continue;
    return [state('run-ctl-client', { token: labelOf(token), record: recordPhrase(ctl, token) })];
  }
  const own = eachCertificateOnce([...next.sast.filter(canSign), ...configurationSignersOf(next)]);
  for (const record of own) {
    if ((await answer(record)) !== 'accepted') continue;
    return [state('update-ctl', { ctl: ctl.file, record: recordPhrase(next, record) })];
  }
  const orphaned = state('ctl-orphaned', { ctl: ctl.file });
  for (const record of own) {
    if (kept.length === 0 || (await answer(record, keptTvsVouch(kept))) !== 'accepted') continue;
    return [state('ctl-through-tvs', { ctl: ctl.file, hosts: kept.map(labelOf) }), orphaned];
  }
  return [orphaned];
}
