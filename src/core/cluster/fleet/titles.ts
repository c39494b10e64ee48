import type { FleetGroup, FleetState, HeldFile } from './fleet';
import { isFileAtFault } from './judge';
import type { FleetDevice } from './phones';

/** A group in a word or two, by what becomes of it. */
export function titleOf({ state, verdict, rule }: Pick<FleetGroup, 'state' | 'verdict' | 'rule'>): string {
  // No phone takes a file that is at fault, which is not the fault of what phones hold.
  if (verdict === 'refused') return isFileAtFault({ verdict, rule }) ? 'Refuses' : 'Locked out';
  if (verdict === 'depends') return 'Depends';
  if (verdict === 'accepted') return state === 'current' ? 'Current' : 'Accepts';
  return openTitles[state];
}

/** The phones of each title, in the order of the groups: the worst first. */
export function countedTitles(groups: readonly FleetGroup[]): { readonly title: string; readonly phones: number }[] {
  const counts = new Map<string, number>();
  for (const group of groups) {
    const title = titleOf(group);
    counts.set(title, (counts.get(title) ?? 0) + group.devices.length);
  }
  return Array.from(counts, ([title, phones]) => ({ title, phones }));
}

const openTitles: Readonly<Record<FleetState, string>> = {
  current: 'Current',
  known: 'Not judged',
  'not-installed': 'Not judged',
  unknown: 'Unknown list',
  'not-reported': 'Not reported',
  unreadable: 'Unreadable',
};

/** What a group holds, in a few words: files, or the digest of what was not given. */
export function holdingOf({ state, itl, ctl }: Pick<FleetGroup, 'state' | 'itl' | 'ctl'>): string {
  const held = fileWords(itl) ?? itlWords[state];
  return ctl === null ? held : `${held}, CTL ${fileWords(ctl) ?? 'not given'}`;
}

const itlWords: Readonly<Record<FleetState, string>> = {
  current: 'the list that is served',
  known: 'a list that was given',
  'not-installed': 'ITL not installed',
  unknown: 'a list that was not given',
  'not-reported': 'ITL not reported',
  unreadable: 'value not readable',
};

function fileWords({ list, md5, sha1, sha256 }: HeldFile): string | null {
  if (list !== null) return list;
  if (sha1 !== null) return `SHA-1 ${sha1}`;
  if (md5 !== null) return `MD5 ${md5}`;
  return sha256 === null ? null : `SHA-256 ${sha256}`;
}

/** `7841 (12), 8851 (3)`, most first; phones without a model are not counted. */
export function modelsOf(devices: readonly Pick<FleetDevice, 'model'>[]): string {
  const counts = new Map<string, number>();
  for (const { model } of devices) if (model !== null) counts.set(model, (counts.get(model) ?? 0) + 1);
  return [...counts]
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([model, count]) => `${model} (${count})`)
    .join(', ');
}
