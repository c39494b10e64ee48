import type * as Fleeting from '../../core/fleeting';
import type { Fleet, FleetGroup } from '../../core/cluster/fleet/fleet';
import type { PlanStep } from '../../core/cluster/fleet/plan';
import { withFileNames } from '../../core/words/file-names';
import type { AnswerView, GroupDetails, GroupView, PhoneRun, ProblemView, StepView } from './protocol';
import { plural, t } from '../../core/words/translate';

/** What an audit has found. */
export interface Answer {
  readonly fleet: Fleet;
  readonly plan: readonly PlanStep[];
  /** How many of the files were read, if that was cancelled; null if all of them were. */
  readonly cancelled: { readonly done: number; readonly total: number } | null;
}

/** Problems that the page lists: nobody reads more, and `trustlist audit --json` prints all. */
const mostProblems = 500;

/** Files whose paths a sentence of the plan shortens. */
const mostNames = 500;

const numbers = new Intl.NumberFormat('en');

/** @param opens true for a file that can be opened by its name. */
export function answerView(
  tools: typeof Fleeting,
  { fleet, plan, cancelled }: Answer,
  opens: (file: string) => boolean,
): AnswerView {
  const { phones, served, groups, problems } = fleet;
  const outcome = ({ refused: 'invalid', open: 'unknown', accepted: 'ok' } as const)[tools.fleetOutcome(fleet)];
  const names = fileNamesIn(fleet);
  const position = new Map(groups.map((group, at) => [group, at]));
  return {
    headline:
      cancelled === null
        ? headlineOf(tools, fleet)
        : t('Cancelled. {headline}', { headline: headlineOf(tools, fleet) }),
    // What was not read may be anything.
    outcome: cancelled !== null && outcome === 'ok' ? 'unknown' : outcome,
    missing: cancelled === null ? null : missing(cancelled),
    phones,
    served,
    groups: groups.map((group) => groupView(tools, group)),
    plan: plan.map(({ kind, says, groups: some }): StepView => ({
      kind,
      sentence: withFileNames(says.sentence, names),
      groups: some.flatMap((group) => position.get(group) ?? []),
    })),
    problems: problems
      .slice(0, mostProblems)
      .map((problem): ProblemView => ({ ...problem, opens: opens(problem.file) })),
    problemCount: problems.length,
  };
}

/** `2,000 phones: 57 locked out, 1,943 current`. */
function headlineOf({ headlineParts }: typeof Fleeting, { phones, groups }: Fleet): string {
  if (phones === 0) return t('No phones found in these sources');
  const parts = headlineParts(groups, (count) => numbers.format(count));
  return plural(phones, '{count} phone: {parts}', '{count} phones: {parts}', {
    count: numbers.format(phones),
    parts: parts.join(', '),
  });
}

function missing({ done, total }: NonNullable<Answer['cancelled']>): string {
  const files = t('{done} of {total} files were read', { done: numbers.format(done), total: numbers.format(total) });
  return t('{files}: what the others say of phones is missing, and lists in them do not count as given.', { files });
}

function groupView({ holdingOf, titleOf }: typeof Fleeting, group: FleetGroup): GroupView {
  const { state, verdict, rule, devices, itl } = group;
  return {
    state,
    verdict,
    rule,
    title: titleOf(group),
    holding: holdingOf(group),
    phones: devices.length,
    opens: itl.list !== null,
  };
}

export function groupDetails({ modelsOf }: typeof Fleeting, fleet: Fleet, group: FleetGroup): GroupDetails {
  const { says, judged, devices, itl, ctl } = group;
  const names = [...fleet.served.map(({ file }) => file), ...filesOf(group)];
  return {
    sentences: says.map(({ sentence }) => withFileNames(sentence, names)),
    judged: judged.map(({ file, verdict }) => ({ file, verdict })),
    models: modelsOf(devices),
    itl: itl.list,
    ctl: ctl?.list ?? null,
  };
}

/** All phones in parts of at most so many, with the position of their groups: a group may be larger or smaller. */
export function* phoneParts({ groups }: Pick<Fleet, 'groups'>, most: number): Generator<readonly PhoneRun[]> {
  let runs: PhoneRun[] = [];
  let free = most;
  for (const [group, { devices }] of groups.entries()) {
    for (let from = 0; from < devices.length;) {
      const run = devices.slice(from, from + free);
      runs.push({ group, from, devices: run });
      from += run.length;
      free -= run.length;
      if (free > 0) continue;
      yield runs;
      [runs, free] = [[], most];
    }
  }
  if (runs.length > 0) yield runs;
}

function filesOf({ itl, ctl }: FleetGroup): string[] {
  return [itl.list, ctl?.list ?? null].filter((file) => file !== null);
}

function fileNamesIn({ served, groups }: Fleet): string[] {
  return [...served.map(({ file }) => file), ...groups.slice(0, mostNames).flatMap(filesOf)];
}
