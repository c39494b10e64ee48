import type { FleetGroup, FleetState, HeldFile } from './fleet';
import { isFileAtFault } from './judge';
import type { FleetDevice } from './phones';
import { messages, plural, t } from '../../words/translate';

/** A group in a word or two, by what becomes of it. */
export function titleOf(group: Titled): string {
  return t(titles[keyOf(group)].title);
}

/** How many phones come to what, the groups with the worst first: `2 depend`, `1 with an unknown list`. */
export function headlineParts(groups: readonly FleetGroup[], format: (count: number) => string = String): string[] {
  const counts = new Map<Title, number>();
  for (const group of groups) {
    const key = keyOf(group);
    counts.set(key, (counts.get(key) ?? 0) + group.devices.length);
  }
  return Array.from(counts, ([key, phones]) => {
    const { one, several } = titles[key];
    return plural(phones, one, several, { count: format(phones) });
  });
}

type Titled = Pick<FleetGroup, 'state' | 'verdict' | 'rule'>;

type Title = 'refuses' | 'locked-out' | 'depends' | 'accepts' | 'current' | 'not-judged' | OpenState;
type OpenState = 'unknown' | 'not-reported' | 'unreadable';

interface TitleWords {
  readonly title: string;
  /** In a headline, of one phone and of several. */
  readonly one: string;
  readonly several: string;
}

const titles: Readonly<Record<Title, TitleWords>> = messages({
  refuses: { title: 'Refuses', one: '{count} refuses', several: '{count} refuse' },
  'locked-out': { title: 'Locked out', one: '{count} locked out', several: '{count} locked out' },
  depends: { title: 'Depends', one: '{count} depends', several: '{count} depend' },
  accepts: { title: 'Accepts', one: '{count} accepts', several: '{count} accept' },
  current: { title: 'Current', one: '{count} current', several: '{count} current' },
  'not-judged': { title: 'Not judged', one: '{count} not judged', several: '{count} not judged' },
  unknown: { title: 'Unknown list', one: '{count} with an unknown list', several: '{count} with an unknown list' },
  'not-reported': { title: 'Not reported', one: '{count} not reported', several: '{count} not reported' },
  unreadable: {
    title: 'Unreadable',
    one: '{count} with an unreadable value',
    several: '{count} with an unreadable value',
  },
});

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
  const held = fileWords(itl) ?? t(itlWords[state]);
  return ctl === null ? held : t('{itl}, CTL {ctl}', { itl: held, ctl: fileWords(ctl) ?? t('not given') });
}

const itlWords: Readonly<Record<FleetState, string>> = messages({
  current: 'the list that is served',
  known: 'a list that was given',
  'not-installed': 'ITL not installed',
  unknown: 'a list that was not given',
  'not-reported': 'ITL not reported',
  unreadable: 'value not readable',
});

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
