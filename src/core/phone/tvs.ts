import type { InspectedRecord } from '../trust/inspected-record';
import type { SignerId } from '../trust/signer';
import type { Statement } from '../words/statement';
import { stepOf, type Decision, type OpenQuestion, type Path, type Step } from './decision';
import { certificatePhrase, idOf, labelOf, tvsRecords, type InspectedList } from './held';
import { dateQuestions } from './open-questions';
import { accept, refuseSigner } from './outcome';
import { recordReadings } from './readings';
import { state } from './reasons';
import { tvsPort } from './rules';
import type { StoredSigner } from './signer-lookup';
import type { Situation } from './situation';

/** What the phone asks a TVS, if the lists that it holds do not settle it. */
export interface TvsQuestion {
  readonly signer: SignerId;
  /** False if the signature cannot be checked here. */
  readonly isIntact: boolean;
  readonly stored: StoredSigner['answer'];
  /** Records that are almost the signer. */
  readonly nearMisses: readonly OpenQuestion[];
  /** What is not known about the signer and the offered file. */
  readonly openQuestions: readonly OpenQuestion[];
}

export function askTvs(path: Path, situation: Situation, question: TvsQuestion): Decision {
  const { rule, offered } = situation;
  const { signer, stored, nearMisses, openQuestions } = question;
  // A record with another key may keep the phone from asking at all. Any other near miss would make asking unnecessary.
  const obstacles = nearMisses.filter(({ id }) => id === 'other-key');
  const shortcuts = nearMisses.filter(({ id }) => id !== 'other-key');
  const servers = serversToAsk(situation);
  const unable = servers.itl === null ? servers.why : notVouching(situation, signer, stored);
  if (servers.itl === null || unable.length > 0) {
    path.add(...unable);
    return shortcuts.length > 0
      ? path.depend(rule, [], [...shortcuts.slice(0, 1), ...openQuestions])
      : refuseSigner(path, situation, nearMisses.length === 0);
  }
  for (const shortcut of shortcuts) path.note(shortcut);

  const { itl, records } = servers;
  const conditions = tvsConditions(situation, question, servers);
  path.add(...records.map((record) => askingStep(situation, itl, record, conditions.length === 0)));
  const open = [...doubtsOfAll(itl, records, situation.now), ...obstacles, ...openQuestions];
  if (conditions.length > 0) return path.depend(rule, conditions, open);
  path.add(stepOf(rule, 'met', state('tvs-vouches', { signer: certificatePhrase(signer) })));
  return accept(path, rule, offered, open);
}

/** The TVS records of the ITL that the phone can ask; else the steps that say why there are none. */
type Servers =
  | { readonly itl: InspectedList; readonly records: readonly InspectedRecord[] }
  | { readonly itl: null; readonly why: readonly Step[] };

function serversToAsk({ itl, rule, tvs: { reachable } }: Situation): Servers {
  if (itl === null) return { itl, why: [stepOf(rule, 'not-met', state('no-itl-for-tvs', {}))] };
  const inList = tvsRecords(itl);
  if (inList.length === 0) {
    const why = state('no-tvs-in-itl', { itl: itl.file });
    return { itl: null, why: [stepOf(itl.blank ? 'P6' : rule, 'not-met', why, { file: itl.file })] };
  }
  const answering = typeof reachable === 'string' ? null : new Set(reachable);
  const records = reachable === 'none' ? [] : inList.filter(({ index }) => answering?.has(index) ?? true);
  if (records.length > 0) return { itl, records };
  const why = state('no-tvs-answers', { itl: itl.file, port: tvsPort, servers: serversPhrase(inList) });
  return {
    itl: null,
    why: [stepOf(rule, 'not-met', why, { file: itl.file }), stepOf(rule, 'applies', state('tvs-answer-is-cached', {}))],
  };
}

/** The step that says why a TVS does not vouch, if its stores are known not to contain the signer. */
function notVouching({ rule }: Situation, signer: SignerId, stored: StoredSigner['answer']): Step[] {
  if (stored !== 'absent' && stored !== 'other-key') return [];
  const reason = stored === 'absent' ? 'tvs-lacks-signer' : 'tvs-has-other-key';
  return [stepOf(rule, 'not-met', state(reason, { signer: certificatePhrase(signer) }))];
}

/** What must be true besides the files for a TVS to vouch. */
function tvsConditions(
  { tvs, offered }: Situation,
  { signer, stored, isIntact }: TvsQuestion,
  { itl, records }: { readonly itl: InspectedList; readonly records: readonly InspectedRecord[] },
): Statement[] {
  const conditions: Statement[] = [];
  if (tvs.reachable === 'unknown') {
    const reason = records.length === 1 ? 'tvs-answers' : 'one-tvs-answers';
    conditions.push(state(reason, { port: tvsPort, itl: itl.file, servers: serversPhrase(records) }));
  }
  if (stored === 'unknown') conditions.push(state('tvs-has-signer', { signer: certificatePhrase(signer) }));
  if (!isIntact) conditions.push(state('intact-by-that-certificate', { offered: offered.file }));
  return conditions;
}

function askingStep({ rule }: Situation, itl: InspectedList, record: InspectedRecord, isAnswered: boolean): Step {
  const place = { file: itl.file, record: record.index };
  const asks = state('asks-tvs', { record: record.index, itl: itl.file, server: serverPhrase(record) });
  return stepOf(rule, isAnswered ? 'met' : 'depends', asks, place);
}

/** What is not known about the first TVS certificate, if no other one is beyond doubt. */
function doubtsOfAll(itl: InspectedList, records: readonly InspectedRecord[], now: Date): OpenQuestion[] {
  const doubts = records.map((record) => [...dateQuestions(itl, record, now), ...recordReadings(itl, record, null)]);
  return doubts.every((questions) => questions.length > 0) ? (doubts[0] ?? []) : [];
}

function serversPhrase(records: readonly InspectedRecord[]): string {
  return records.map(serverPhrase).join('; ');
}

function serverPhrase(record: InspectedRecord): string {
  const id = idOf(record);
  return id === null ? labelOf(record) : certificatePhrase(id);
}
