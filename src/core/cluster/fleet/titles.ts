import type { FleetGroup, FleetState, HeldFile } from './fleet';
import { isFileAtFault } from './judge';
import type { FleetDevice } from './phones';

/** A group in a word or two, by what becomes of it. */
export function titleOf(group: Titled): string {
  return titles[keyOf(group)].title;
}

/** How many phones come to what, the groups with the worst first: `2 depend`, `1 with an unknown list`. */
export function headlineParts(groups: readonly FleetGroup[], format: (count: number) => string = String): string[] {
  const counts = new Map<Title, number>();
  for (const group of groups) {
    const key = keyOf(group);
    counts.set(key, (counts.get(key) ?? 0) + group.devices.length);
  }
  return Array.from(counts, ([key, phones]) => {
    const { one, more = one } = titles[key];
    return `${format(phones)} ${phones === 1 ? one : more}`;
  });
}

type Titled = Pick<FleetGroup, 'state' | 'verdict' | 'rule'>;

type Title = 'refuses' | 'locked-out' | 'depends' | 'accepts' | 'current' | 'not-judged' | OpenState;
type OpenState = 'unknown' | 'not-reported' | 'unreadable';

interface TitleWords {
  readonly title: string;
  /** After the count of phones: of one, and of more where that differs. */
  readonly one: string;
  readonly more?: string;
}

const titles: Readonly<Record<Title, TitleWords>> = {
  refuses: { title: 'Refuses', one: 'refuses', more: 'refuse' },
  'locked-out': { title: 'Locked out', one: 'locked out' },
  depends: { title: 'Depends', one: 'depends', more: 'depend' },
  accepts: { title: 'Accepts', one: 'accepts', more: 'accept' },
  current: { title: 'Current', one: 'current' },
  'not-judged': { title: 'Not judged', one: 'not judged' },
  unknown: { title: 'Unknown list', one: 'with an unknown list' },
  'not-reported': { title: 'Not reported', one: 'not reported' },
  unreadable: { title: 'Unreadable', one: 'with an unreadable value' },
};

function keyOf({ state, verdict, rule }: Titled): Title {
  // No phone takes a file that is at fault, which is not the fault of what phones hold.
  if (verdict === 'refused') return isFileAtFault({ verdict, rule }) ? 'refuses' : 'locked-out';
  if (verdict === 'depends') return 'depends';
  if (state === 'current') return 'current';
  if (verdict === 'accepted') return 'accepts';
  return state === 'known' || state === 'not-installed' ? 'not-judged' : state;
}

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
