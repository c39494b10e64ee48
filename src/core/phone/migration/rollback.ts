import { vouches } from '../../format/fields';
import { RecordFunction } from '../../format/tags';
import type { Evidence } from '../evidence';
import { hasFunction, recordPhrase, type InspectedList } from '../held';
import { isForeign } from '../recovery';
import { decisions, refusedOf } from './decisions';
import { evidence, linesOf, type Line } from './lines';
import { doesNot, method, newHosts, oldHosts, stillRefused } from './method';
import type { Cluster, Method, Move } from './migration';
import { state, unnamed } from './reasons';
import { t } from '../../words/translate';

interface Case extends Move {
  /** The ITL that phones hold is blank already. */
  readonly isDone: boolean;
}

/** The rollback parameter on the old cluster: phones with a blank ITL trust the next list. */
export async function rollback(move: Move, to: Cluster): Promise<Method> {
  const id = 'rollback';
  const { from, facts } = move;
  if (from.itl !== null && isForeign(from.itl)) return doesNot(id, state('rollback-foreign', { itl: from.itl.file }));
  if (from.ctl !== null) {
    const ctl = from.ctl.file;
    return doesNot(id, state('rollback-keeps-ctl', { ctl }), [evidence(state('ctl-stays', { ctl }), from.ctl)]);
  }
  if (facts.phonesHoldCtl === true) return doesNot(id, state('rollback-keeps-unknown-ctl', {}));
  // A phone with a blank ITL is one without lists: rule P1.
  const after = await decisions({ ctl: null, itl: null }, to, { tvs: 'unknown', now: facts.now });
  const refused = refusedOf(after);
  if (refused !== undefined) return stillRefused(id, refused);
  const isDone = from.itl?.blank === true;
  if (!isDone && facts.phonesTrustOld === false) return doesNot(id, state('rollback-refused', {}));
  const of: Case = { ...move, isDone };
  return method(id, {
    says: isDone ? state('rollback-done', { itl: from.itl.file }) : state('rollback-works', {}),
    conditions: [...linesOf(conditions, of), ...after.flatMap(({ decision }) => decision.dependsOn)],
    evidence: evidenceOf(of),
    steps: linesOf(steps, of),
    unknown: after.flatMap(({ decision }) => decision.unknown),
  });
}

const conditions: readonly Line<Case>[] = [
  {
    when: ({ isDone, facts }) => !isDone && facts.phonesTrustOld !== true,
    says: () => state('rollback-set-before-move', {}),
  },
  {
    when: ({ isDone, facts }) => !isDone && facts.everyPhoneBlank !== true,
    says: () => state('rollback-fetched-before-move', {}),
  },
  { when: ({ isDone, facts }) => isDone && facts.everyPhoneBlank !== true, says: () => state('rollback-fetched', {}) },
  // That no CTL was provided does not say that phones hold none.
  { when: ({ facts }) => facts.phonesHoldCtl !== false, says: () => state('rollback-no-ctl', {}) },
];

const isToDo = ({ isDone }: Case): boolean => !isDone;
const steps: readonly Line<Case>[] = [
  { when: isToDo, says: (of) => state('back-up', { hosts: oldHosts(of) }) },
  { when: isToDo, says: (of) => state('set-rollback', { hosts: oldHosts(of) }) },
  { when: isToDo, says: () => state('restart-tvs-and-tftp', {}) },
  { when: isToDo, says: () => state('reset-all', {}) },
  { when: isToDo, says: () => state('check-empty', {}) },
  {
    says: (of) =>
      state('point-phones', {
        hosts: of.facts.unsignedDestination === true ? t(unnamed.destination) : newHosts(of),
      }),
  },
  { says: () => state('unset-rollback', {}) },
];

function evidenceOf({ from: { itl }, facts, isDone }: Case): Evidence[] {
  if (itl === null) return [];
  if (isDone) return [evidence(state('itl-blank', { itl: itl.file }), itl)];
  const notBlank = evidence(state('itl-not-blank', { itl: itl.file }), itl);
  return facts.phonesHoldCtl === false ? [notBlank] : [notBlank, ...mixedMode(itl)];
}

function mixedMode(itl: InspectedList): Evidence[] {
  const record = itl.records.find((one) => hasFunction(one, RecordFunction.ccmTftp) && vouches(one.fields));
  if (record === undefined) return [];
  return [evidence(state('may-hold-ctl', { record: recordPhrase(itl, record) }), itl, record.index)];
}
