import type { Statement } from '../../words/statement';
import { decidingFiles, type Fleet, type FleetGroup } from './fleet';
import type { GivenList } from './given';
import { isFileAtFault, judgeServed, type HeldLists } from './judge';
import type { FleetDevice } from './phones';
import { phonesIn, type PlanInput } from './plan-input';
import { phonesPhrase, state } from './reasons';
import { serveAgain, type Again } from './serve-again';
import { findWay, type Way } from './ways';

/**
 * What a step is about:
 *
 * - `fix`: a file that is served, and that no phone takes.
 * - `tvs`, `serve-first`, `remedy`: a way for phones that refuse a file, without a visit.
 * - `serve-again`: a list that was served before.
 * - `give-ctl`, `check`, `identify`: something to find out.
 * - `wait`: until phones have fetched what the steps before it bring.
 * - `before-visit`, `visit`: what is left.
 * - `not-planned`: groups beyond the limit.
 */
export type PlanKind =
  | 'fix'
  | 'give-ctl'
  | 'tvs'
  | 'serve-first'
  | 'remedy'
  | 'check'
  | 'serve-again'
  | 'not-planned'
  | 'wait'
  | 'identify'
  | 'before-visit'
  | 'visit';

/** One thing to do, and the groups that it is for. */
export interface PlanStep {
  readonly kind: PlanKind;
  readonly says: Statement;
  readonly groups: readonly FleetGroup[];
  /** The list that the step serves, for `serve-first` and `serve-again`. */
  readonly list: GivenList | null;
}

/** Groups, the largest first, for which ways without a visit are looked for: each takes some tens of decisions. */
const mostGroups = 200;

/** A phone on which every list was erased. */
const erased: HeldLists = { itl: null, ctl: null, isItlServed: false, isCtlServed: false, unknownCtl: null };

/**
 * What to do, in order, so that the fewest phones have to be visited. Each way without a visit is one that `decide` says
 * these phones take: with the TVS that the step asks for, or the list that it serves. Only phones for which there is no
 * such way are visited, and only if they take what is served afterwards.
 */
export async function planFleet(input: PlanInput): Promise<PlanStep[]> {
  const { fleet } = input;
  const toFix = await fixes(input);
  if (toFix.length > 0) return [...toFix, waiting(), ...identify(fleet)];
  const open = fleet.groups.filter(({ verdict }) => verdict === 'refused' || verdict === 'depends');
  if (open.length === 0) return identify(fleet);
  const bySize = [...open].sort((a, b) => b.devices.length - a.devices.length);
  const [planned, others] = [bySize.slice(0, mostGroups), bySize.slice(mostGroups)];
  const found: Found[] = [];
  for (const group of planned) {
    found.push({ group, way: await findWay(group, input) });
    await input.pause?.();
  }
  const left = found.filter(({ way }) => way.kind === 'visit');
  const again = await serveAgain(groupsOf(left), input);
  if (again !== null) return servedAgain(again, fleet);
  const steps = together(found.filter(({ way }) => way.kind !== 'visit'));
  const changes = steps.some(({ kind }) => kind !== 'check' && kind !== 'give-ctl');
  return [
    ...steps,
    ...notPlanned(others),
    ...(changes ? [waiting()] : []),
    ...identify(fleet),
    ...together(left).filter(({ kind }) => kind === 'before-visit'),
    ...visits(groupsOf(left)),
  ];
}

/** The phones that the plan sends somebody to. */
export function visited(plan: readonly PlanStep[]): FleetDevice[] {
  return plan.filter(({ kind }) => kind === 'visit').flatMap(devicesOf);
}

export function devicesOf({ groups }: Pick<PlanStep, 'groups'>): FleetDevice[] {
  return groups.flatMap(({ devices }) => devices);
}

interface Found {
  readonly group: FleetGroup;
  readonly way: Way;
}

function groupsOf(found: readonly Found[]): FleetGroup[] {
  return found.map(({ group }) => group);
}

const order: readonly PlanKind[] = ['give-ctl', 'tvs', 'serve-first', 'remedy', 'check', 'before-visit'];

/** One step for each way, for all the groups that take it. */
function together(found: readonly Found[]): PlanStep[] {
  const ways = new Map<string, { way: Way; groups: FleetGroup[] }>();
  for (const { group, way } of found) {
    const entry = ways.get(way.key) ?? { way, groups: [] };
    entry.groups.push(group);
    ways.set(way.key, entry);
  }
  return [...ways.values()]
    .flatMap(({ way, groups }) => {
      const kind = way.kind === 'visit' ? 'before-visit' : way.kind;
      const phones = phonesPhrase(phonesIn(groups));
      return way.says(phones).map((says): PlanStep => ({ kind, says, groups, list: way.list }));
    })
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

function step(kind: PlanKind, says: Statement, groups: readonly FleetGroup[]): PlanStep {
  return { kind, says, groups, list: null };
}

function waiting(): PlanStep {
  return step('wait', state('wait-and-audit', {}), []);
}

/** Files that phones refuse whatever they hold, or refuse even after everything was erased. */
async function fixes({ fleet: { groups }, served, known }: PlanInput): Promise<PlanStep[]> {
  const refusedByAll = new Set(
    (await judgeServed(erased, served, known)).filter(({ verdict }) => verdict === 'refused').map(({ file }) => file),
  );
  const files = new Map<string, { says: Statement; groups: FleetGroup[] }>();
  for (const group of groups) {
    for (const { file, says, ...opinion } of decidingFiles(group.state, group.judged)) {
      const isFault = opinion.verdict === 'refused' && (isFileAtFault(opinion) || refusedByAll.has(file));
      if (!isFault) continue;
      const statement =
        says.reason === 'not-signed'
          ? state('sign-configuration', { file })
          : state('fix-served', { file, why: says.sentence });
      const entry = files.get(file) ?? { says: statement, groups: [] };
      entry.groups.push(group);
      files.set(file, entry);
    }
  }
  return [...files.values()].map(({ says, groups: refusing }) => step('fix', says, refusing));
}

/** Phones whose lists have to be found out. */
function identify({ groups }: Fleet): PlanStep[] {
  const find = (reason: 'find-unknown' | 'find-unreported', states: readonly FleetGroup['state'][]): PlanStep[] => {
    const found = groups.filter((group) => states.includes(group.state));
    return found.length === 0
      ? []
      : [step('identify', state(reason, { phones: phonesPhrase(phonesIn(found)) }), found)];
  };
  return [...find('find-unknown', ['unknown']), ...find('find-unreported', ['not-reported', 'unreadable'])];
}

function notPlanned(groups: readonly FleetGroup[]): PlanStep[] {
  if (groups.length === 0) return [];
  const says = state('not-planned', { phones: phonesPhrase(phonesIn(groups)), groups: groups.length });
  return [step('not-planned', says, groups)];
}

/** A phone that keeps its CTL refuses every list whose signer is not in it. */
function visits(groups: readonly FleetGroup[]): PlanStep[] {
  const holdsCtl = ({ pair }: FleetGroup): boolean => pair.ctl.state === 'given' || pair.ctl.state === 'unknown';
  const kinds = [
    ['visit-both', groups.filter(holdsCtl)],
    ['visit-itl', groups.filter((group) => !holdsCtl(group))],
  ] as const;
  return kinds.flatMap(([reason, some]) =>
    some.length === 0 ? [] : [step('visit', state(reason, { phones: phonesPhrase(phonesIn(some)) }), some)],
  );
}

function servedAgain({ list, says, takers, refusing }: Again, fleet: Fleet): PlanStep[] {
  return [{ kind: 'serve-again', says, groups: takers, list }, waiting(), ...identify(fleet), ...visits(refusing)];
}
