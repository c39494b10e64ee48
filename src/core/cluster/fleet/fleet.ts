import type { Verdict } from '../../phone/decision';
import type { KnownFacts } from '../../phone/known-facts';
import type { RuleId } from '../../phone/rules';
import type { Statement } from '../../words/statement';
import type { SourceProblem } from '../observation';
import type { GivenLists } from './given';
import { digestPhrase, pairKey, type Held, type HeldPair } from './held-pair';
import { judgeServed, worstOf, type HeldLists, type JudgedFile, type ServedFiles } from './judge';
import { compareText, type FleetDevice, type FleetPhone, type Phones } from './phones';
import { state } from './reasons';
import { t } from '../../words/translate';

/**
 * What phones hold as ITL:
 *
 * - `current`: a list that is served now.
 * - `known`: a list that was given and is not served.
 * - `unknown`: a list that was not given. Nothing is said of what becomes of these phones.
 * - `not-installed`: none.
 * - `not-reported`: no source says.
 * - `unreadable`: what a source says of a list is not a digest.
 */
export type FleetState = 'current' | 'known' | 'not-installed' | 'unknown' | 'not-reported' | 'unreadable';

/** A list that phones hold: its file if it was given, and what is known of its digests, in lower-case hex. */
export interface HeldFile {
  readonly list: string | null;
  readonly md5: string | null;
  readonly sha1: string | null;
  readonly sha256: string | null;
}

/** The phones that hold one pair of lists, and what becomes of them. */
export interface FleetGroup {
  readonly state: FleetState;
  readonly itl: HeldFile;
  /** Null if these phones hold none, or no source says that they do. */
  readonly ctl: HeldFile | null;
  readonly pair: HeldPair;
  /** The worst of what is `judged`; null if nothing is known of what they hold. */
  readonly verdict: Verdict | null;
  readonly rule: RuleId | null;
  /** Why, and what the answer rests on. */
  readonly says: readonly [Statement, ...Statement[]];
  /** What they do with each file that is served, in the order in which they ask for it. */
  readonly judged: readonly JudgedFile[];
  /** Sorted by name. */
  readonly devices: readonly FleetDevice[];
}

/** A file that is served, as an answer names it. */
export interface ServedFile {
  readonly file: string;
  readonly md5: string;
  readonly sha1: string;
}

/** The answer about a fleet. */
export interface Fleet {
  readonly phones: number;
  readonly served: readonly ServedFile[];
  /** The worst first, the larger before the smaller. */
  readonly groups: readonly FleetGroup[];
  readonly problems: readonly SourceProblem[];
}

export interface FleetInput {
  readonly phones: Phones;
  readonly lists: GivenLists;
  readonly served: ServedFiles & { readonly files: readonly ServedFile[] };
  readonly known: KnownFacts;
  /** Of the sources, as their readers reported them. */
  readonly problems: readonly SourceProblem[];
  /** Lets others work: called between phones and between groups, where they share a thread. */
  readonly pause?: () => Promise<void>;
}

/** Groups the phones of a fleet by the pair of lists that they hold, and decides once for each group. */
export async function auditFleet(input: FleetInput): Promise<Fleet> {
  const { phones, lists, served, known, problems, pause = () => Promise.resolve() } = input;
  const told = new Set(problems.map(({ file, line }) => placeKey(file, line)));
  const isTold = (file: string, line: number | null): boolean => line !== null && told.has(placeKey(file, line));
  const resolved = await phones.resolved(lists, isTold, pause);
  const groups: FleetGroup[] = [];
  for (const members of grouped(resolved.phones)) {
    groups.push(await judgedGroup(members, served, known));
    await pause();
  }
  groups.sort(worstFirst);
  return { phones: phones.count, served: served.files, groups, problems: [...problems, ...resolved.problems] };
}

/** What a group of phones holds, for `judgeServed`; null if what they hold is not known. */
export function heldListsOf({ itl, ctl }: HeldPair): HeldLists | null {
  const isKnown = (itl.state === 'given' || itl.state === 'not-installed') && ctl.state !== 'unreadable';
  if (!isKnown) return null;
  const unknownCtl = ctl.state !== 'unknown' ? null : ctl.digest === null ? '' : digestPhrase(ctl.digest);
  return {
    itl: itl.state === 'given' ? itl.list.named() : null,
    ctl: ctl.state === 'given' ? ctl.list.named() : null,
    isItlServed: itl.state === 'given' && itl.list.isServed,
    isCtlServed: ctl.state === 'given' && ctl.list.isServed,
    unknownCtl,
  };
}

/** The worst of what becomes of the phones; `open` if it is not known of one, or of a fleet without phones. */
export function fleetOutcome({ phones, groups }: Pick<Fleet, 'phones' | 'groups'>): 'refused' | 'open' | 'accepted' {
  if (groups.some(({ verdict }) => verdict === 'refused')) return 'refused';
  return phones === 0 || groups.some(({ verdict }) => verdict !== 'accepted') ? 'open' : 'accepted';
}

/** The files by which a group is judged: a phone without an ITL asks for configuration only after it took a list. */
export function decidingFiles(groupState: FleetState, judged: readonly JudgedFile[]): readonly JudgedFile[] {
  const lists = judged.filter(({ kind }) => kind !== 'configuration');
  return groupState === 'not-installed' && lists.length > 0 ? lists : judged;
}

function placeKey(file: string, line: number | null): string {
  return `${line ?? ''}\n${file}`;
}

function grouped(phones: readonly FleetPhone[]): Iterable<readonly [FleetPhone, ...FleetPhone[]]> {
  const groups = new Map<string, [FleetPhone, ...FleetPhone[]]>();
  for (const phone of phones) {
    const key = pairKey(phone.pair);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [phone]);
    else group.push(phone);
  }
  return groups.values();
}

async function judgedGroup(
  members: readonly [FleetPhone, ...FleetPhone[]],
  served: ServedFiles,
  known: KnownFacts,
): Promise<FleetGroup> {
  const [{ pair }] = members;
  const groupState = stateOf(pair);
  const held = heldListsOf(pair);
  const judged = held === null ? [] : await judgeServed(held, served, known);
  const worst = worstOf(decidingFiles(groupState, judged));
  const says = [
    ...(worst === null ? [] : [worst.says]),
    ...(worst === null ? unjudged(pair, groupState) : besides(groupState, judged, served)),
    ...restsOn(members, groupState),
  ];
  const [first = state('itl-not-reported', {}), ...others] = says;
  return {
    state: groupState,
    itl: fileOf(pair.itl) ?? nothingHeld,
    ctl: fileOf(pair.ctl),
    pair,
    verdict: worst?.verdict ?? null,
    rule: worst?.rule ?? null,
    says: [first, ...others],
    judged,
    devices: members.map(({ device }) => device),
  };
}

function stateOf({ itl, ctl }: HeldPair): FleetState {
  if (ctl.state === 'unreadable') return 'unreadable';
  if (itl.state !== 'given') return itl.state;
  return itl.list.isServed ? 'current' : 'known';
}

const nothingHeld: HeldFile = { list: null, md5: null, sha1: null, sha256: null };

function fileOf(held: Held): HeldFile | null {
  if (held.state === 'given') {
    const { file, md5, sha1, sha256 } = held.list;
    return { list: file, md5, sha1, sha256 };
  }
  if (held.state !== 'unknown') return null;
  const digest = (digits: number): string | null => (held.digest?.length === digits ? held.digest : null);
  return { list: null, md5: digest(32), sha1: digest(40), sha256: digest(64) };
}

/** Why nothing is said of what becomes of these phones. */
function unjudged({ itl, ctl }: HeldPair, groupState: FleetState): Statement[] {
  if (groupState === 'unreadable' || ctl.state === 'unreadable') return [state('itl-unreadable', {})];
  return [itl.state === 'unknown' ? itl.why : state('itl-not-reported', {})];
}

/** What is not judged, and what is judged without counting. */
function besides(groupState: FleetState, judged: readonly JudgedFile[], served: ServedFiles): Statement[] {
  if (served.configurations.length === 0) return [state('only-list-judged', {})];
  if (served.itls.length + served.ctls.length === 0) return [state('only-configuration-judged', {})];
  if (groupState !== 'not-installed') return [];
  return judged
    .filter(({ kind }) => kind === 'configuration')
    .map(({ file, verdict, says }) => state('configuration-beside', { file, verdict, why: says.sentence }));
}

/** Sources that a sentence names. */
const mostSources = 3;

/** What is assumed of these phones, or said by CUCM alone. */
function restsOn(members: readonly FleetPhone[], groupState: FleetState): Statement[] {
  if (groupState === 'not-reported' || groupState === 'unreadable') return [];
  const says: Statement[] = [];
  const byMatch = members.filter(({ isByMatch }) => isByMatch);
  if (byMatch.length > 0) {
    const sources = [...new Set(byMatch.map(({ device }) => device.source))].sort(compareText);
    const named = sources.length > mostSources ? [...sources.slice(0, mostSources), t('other sources')] : sources;
    says.push(state('current-by-cucm', { count: byMatch.length, sources: named }));
  }
  const count = members.filter(({ hasWordOfCtl }) => !hasWordOfCtl).length;
  if (count === members.length) says.push(state('ctl-none-assumed-of-all', {}));
  else if (count > 0) says.push(state('ctl-none-assumed', { count }));
  return says;
}

/** How much a group asks of somebody. */
function weightOf({ state: groupState, verdict }: FleetGroup): number {
  if (verdict === 'refused') return 0;
  if (verdict === 'depends') return 1;
  const open: readonly FleetState[] = ['unknown', 'unreadable', 'not-reported'];
  const at = open.indexOf(groupState);
  if (at >= 0) return 2 + at;
  return groupState === 'current' ? 6 : 5;
}

function worstFirst(a: FleetGroup, b: FleetGroup): number {
  return (
    weightOf(a) - weightOf(b) ||
    b.devices.length - a.devices.length ||
    compareText(a.devices[0]?.name ?? '', b.devices[0]?.name ?? '')
  );
}
