import type { Fleet } from '../core/cluster/fleet/fleet';
import type { FleetDevice } from '../core/cluster/fleet/phones';
import type { PlanStep } from '../core/cluster/fleet/plan';
import type { Verdict } from '../core/phone/decision';
import { visible } from '../core/show/layout';
import { withFileNames } from '../core/words/file-names';
import { toned, type Tone } from './colour';
import { loadFleet } from './engine';

/** Phones that a group is shown with, and problems. Other formats have all of them. */
const mostNames = 20;
const mostProblems = 50;

/** The answer about a fleet for a person: a summary, the groups with the worst first, what to do, and problems. */
export async function fleetText(fleet: Fleet, plan: readonly PlanStep[], isColoured: boolean): Promise<string[]> {
  const { headlineParts, holdingOf, modelsOf, problemLine, titleOf } = await loadFleet();
  const names = filesOf(fleet);
  const shown = (line: string): string => visible(withFileNames(line, names));
  const summary = summaryOf(fleet, headlineParts(fleet.groups));
  const groups = fleet.groups.flatMap((group) => {
    const { devices, rule, says, verdict } = group;
    const models = modelsOf(devices);
    const holding = `: ${counted(devices.length)}, ${holdingOf(group)}${rule === null ? '' : ` (rule ${rule})`}`;
    const title = {
      before: '',
      words: titleOf(group),
      tone: tones[verdict ?? 'depends'],
      after: withFileNames(holding, names),
    };
    const rows = [
      ...says.map(({ sentence }) => `  ${sentence}`),
      ...group.judged.map(({ file, verdict }) => `  ${file}: ${verdict}`),
      ...(models === '' ? [] : [`  Models: ${models}`]),
      `  Phones: ${nameList(devices)}`,
    ];
    return ['', toned(title, isColoured), ...rows.map(shown)];
  });
  const steps = plan.flatMap((step, at) => [`  ${at + 1}. ${step.says.sentence}`, ...visitLines(step)]);
  const problems = fleet.problems.slice(0, mostProblems).map((problem) => `  ${problemLine(problem)}`);
  const more = fleet.problems.length - problems.length;
  return [
    ...summary.map(shown),
    ...groups,
    ...(steps.length === 0 ? [] : ['', 'What to do:', ...steps.map(shown)]),
    ...(problems.length === 0 ? [] : ['', `Problems (${fleet.problems.length}):`, ...problems.map(visible)]),
    ...(more === 0 ? [] : [`  and ${more} more: --json has all of them`]),
  ];
}

const tones: Readonly<Record<Verdict, Tone>> = { accepted: 'good', depends: 'open', refused: 'bad' };

function filesOf({ served, groups }: Fleet): string[] {
  const held = groups.flatMap(({ itl, ctl }) => [itl.list, ctl?.list ?? null]);
  return [...served.map(({ file }) => file), ...held.filter((file) => file !== null)];
}

function summaryOf({ phones, served }: Fleet, parts: readonly string[]): string[] {
  return [
    `${counted(phones)}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`,
    ...served.map(({ file, md5, sha1 }) => `Served: ${file} (MD5 ${md5}, SHA-1 ${sha1})`),
  ];
}

function counted(phones: number): string {
  return phones === 1 ? '1 phone' : `${phones} phones`;
}

function nameList(devices: readonly FleetDevice[]): string {
  const names = devices.slice(0, mostNames).map(({ name }) => name);
  const more = devices.length - names.length;
  return names.join(', ') + (more === 0 ? '' : ` and ${more} more (--csv has all of them)`);
}

/** Whoever visits phones needs every name, and where to find it. */
function visitLines({ kind, groups }: PlanStep): string[] {
  if (kind !== 'visit') return [];
  return groups
    .flatMap(({ devices }) => devices)
    .map(({ name, address, description, location }) => {
      const where = [address, description, location].filter((part) => part !== null && part !== '');
      return `       ${[name, ...where].join(', ')}`;
    });
}
