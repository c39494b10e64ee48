import type { PhoneObservation, SourceProblem } from '../observation';
import { algorithmOf, heldKey, resolve, type Held, type HeldPair, type Resolved } from './held-pair';
import type { GivenLists } from './given';
import type { DigestObservation, HeldObservation } from './reading';
import { state } from './reasons';
import { t } from '../../words/translate';

/** A phone as an answer names it, with the place that says what it holds. */
export interface FleetDevice {
  readonly name: string;
  readonly source: string;
  readonly line: number | null;
  readonly time: string | null;
  readonly reported: PhoneObservation['reported'];
  readonly model: string | null;
  readonly address: string | null;
  readonly description: string | null;
  readonly pool: string | null;
  readonly location: string | null;
}

/** A phone with what it holds, by everything that was given. */
export interface FleetPhone {
  readonly device: FleetDevice;
  readonly pair: HeldPair;
  /** Only CUCM's "Match" says that its ITL is the one that is served. */
  readonly isByMatch: boolean;
  /** A source says whether the phone holds a CTL. */
  readonly hasWordOfCtl: boolean;
}

const details = ['model', 'address', 'description', 'pool', 'location'] as const;

/** What is said of one phone: mostly one thing; else each distinct thing once, in the order of the sources. */
type Entries = DigestObservation | Map<string, DigestObservation>;

/** Phones that are resolved without a pause. */
const phonesAtOnce = 500;

/** The phones of all sources, each with every distinct thing that is said of it. */
export class Phones {
  readonly #phones = new Map<string, Entries>();
  readonly #texts = new Map<string, string>();

  get count(): number {
    return this.#phones.size;
  }

  /** Observations are added in the order of the sources, and of the lines in them. */
  add(observation: DigestObservation): void {
    const entry = this.#compact(observation);
    const device = deviceKey(entry.device);
    const known = this.#phones.get(device);
    if (known === undefined) {
      this.#phones.set(device, entry);
      return;
    }
    const entries = known instanceof Map ? known : new Map([[statementKey(known), known]]);
    this.#phones.set(device, entries);
    const key = statementKey(entry);
    const same = entries.get(key);
    // What is said again is kept once, at its newest place, with the details of both.
    if (same !== undefined && !isNewer(entry, same)) {
      entries.set(key, withDetails(same, entry));
      return;
    }
    entries.delete(key);
    entries.set(key, same === undefined ? entry : withDetails(entry, same));
  }

  /**
   * Each phone once, sorted by its name, and what is wrong with what is said of it.
   *
   * @param isTold true for a place that a source has reported as unreadable.
   * @param pause lets others work; it is called after every few hundred phones.
   */
  async resolved(
    lists: GivenLists,
    isTold: (file: string, line: number | null) => boolean,
    pause: () => Promise<void>,
  ): Promise<{ readonly phones: readonly FleetPhone[]; readonly problems: readonly SourceProblem[] }> {
    const problems: SourceProblem[] = [];
    const phones: FleetPhone[] = [];
    for (const known of this.#phones.values()) {
      if (phones.length % phonesAtOnce === 0) await pause();
      const entries = known instanceof Map ? [...known.values()] : [known];
      phones.push(resolvedPhone(entries, { lists, isTold, problems }));
    }
    phones.sort((a, b) => compareText(a.device.name, b.device.name));
    return { phones, problems };
  }

  /** Sources repeat the same few digests, paths and models thousands of times. */
  #compact(one: DigestObservation): DigestObservation {
    const text = (value: string | null): string | null => {
      if (value === null) return null;
      const known = this.#texts.get(value);
      if (known === undefined) this.#texts.set(value, value);
      return known ?? value;
    };
    const held = (value: HeldObservation): HeldObservation =>
      value.state === 'digest' ? { state: 'digest', digest: text(value.digest) ?? '' } : value;
    return {
      ...one,
      source: text(one.source) ?? '',
      itl: held(one.itl),
      ctl: one.ctl === null ? null : held(one.ctl),
      model: text(one.model),
      pool: text(one.pool),
      location: text(one.location),
    };
  }
}

/** A MAC address has no case; other names are taken as given. */
function deviceKey(name: string): string {
  return /^[A-Za-z]{2,5}[0-9A-Fa-f]{12}$/.test(name) ? name.toUpperCase() : name;
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A text that is equal for two observations exactly if they say the same of the lists. */
function statementKey({ itl, ctl, reported }: DigestObservation): string {
  return JSON.stringify([itl, ctl, reported]);
}

function withDetails(one: DigestObservation, other: DigestObservation): DigestObservation {
  const merged = { ...one };
  for (const key of details) merged[key] = one[key] ?? other[key];
  return merged;
}

/** Milliseconds; a time without zone counts as UTC, so that the answer is the same on every machine. */
function instantOf({ time }: DigestObservation): number {
  if (time === null) return Number.NEGATIVE_INFINITY;
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(time) || !time.includes('T');
  const instant = Date.parse(hasZone ? time : `${time}Z`);
  return Number.isNaN(instant) ? Number.NEGATIVE_INFINITY : instant;
}

/** The one that is read later wins where times do not decide; one with a time wins over one without. */
function isNewer(later: DigestObservation, earlier: DigestObservation): boolean {
  return instantOf(later) >= instantOf(earlier);
}

function newest(entries: readonly DigestObservation[]): DigestObservation | null {
  return entries.reduce<DigestObservation | null>(
    (best, entry) => (best === null || isNewer(entry, best) ? entry : best),
    null,
  );
}

/** The source says something of the ITL: a value, or a word of CUCM that tells. */
function speaksOfItl({ itl, reported }: DigestObservation): boolean {
  return itl.state !== 'not-reported' || (reported !== null && reported !== 'unknown');
}

function speaksOfCtl({ ctl }: DigestObservation): boolean {
  return ctl !== null && ctl.state !== 'not-reported';
}

interface Resolving {
  readonly lists: GivenLists;
  readonly isTold: (file: string, line: number | null) => boolean;
  readonly problems: SourceProblem[];
}

function resolvedPhone(entries: readonly DigestObservation[], resolving: Resolving): FleetPhone {
  const forItl = newest(entries.filter(speaksOfItl)) ?? newest(entries);
  if (forItl === null) throw new RangeError('A phone is in a source.');
  const forCtl = newest(entries.filter(speaksOfCtl)) ?? forItl;
  const used = { ...forItl, ctl: forCtl.ctl };
  const resolved = resolve(used, resolving.lists);
  report(entries, { forItl, forCtl }, resolving);
  return {
    device: deviceOf(forItl, entries),
    pair: resolved.pair,
    isByMatch: resolved.isByMatch,
    hasWordOfCtl: resolved.pair.ctl.state !== 'not-reported',
  };
}

function deviceOf(used: DigestObservation, entries: readonly DigestObservation[]): FleetDevice {
  const detail = (key: (typeof details)[number]): string | null =>
    used[key] ?? newest(entries.filter((entry) => entry[key] !== null))?.[key] ?? null;
  return {
    name: used.device,
    source: used.source,
    line: used.line,
    time: used.time,
    reported: used.reported ?? newest(entries.filter(({ reported }) => reported !== null))?.reported ?? null,
    model: detail('model'),
    address: detail('address'),
    description: detail('description'),
    pool: detail('pool'),
    location: detail('location'),
  };
}

interface Used {
  readonly forItl: DigestObservation;
  readonly forCtl: DigestObservation;
}

/** What cannot be read, contradicts itself, or differs from what is used. */
function report(
  entries: readonly DigestObservation[],
  { forItl, forCtl }: Used,
  { lists, isTold, problems }: Resolving,
): void {
  for (const entry of entries) {
    const at = { file: entry.source, line: entry.line };
    const say = (message: string): void => void problems.push({ ...at, message });
    const own = resolve(entry, lists);
    for (const { sentence } of own.contradictions) say(sentence);
    for (const kind of ['ITL', 'CTL'] as const) {
      const held = kind === 'ITL' ? entry.itl : entry.ctl;
      const isUnreadable = held?.state === 'unreadable' || isOddDigest(held);
      if (!isUnreadable || isTold(entry.source, entry.line)) continue;
      say(state('not-a-digest', { device: entry.device, kind, text: textOf(held) }).sentence);
    }
    if (entry !== forItl && speaksOfItl(entry)) differs(entry, forItl, { kind: 'itl', own, lists }, say);
    if (entry !== forCtl && speaksOfCtl(entry)) differs(entry, forCtl, { kind: 'ctl', own, lists }, say);
  }
}

function isOddDigest(held: HeldObservation | null): boolean {
  return held?.state === 'digest' && algorithmOf(held.digest) === null;
}

/** Characters of a value that a sentence repeats. */
const longestValue = 80;

function textOf(held: HeldObservation | null): string {
  const text = held?.state === 'unreadable' ? held.text : held?.state === 'digest' ? held.digest : '';
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

function differs(
  entry: DigestObservation,
  used: DigestObservation,
  { kind, own, lists }: { readonly kind: 'itl' | 'ctl'; readonly own: Resolved; readonly lists: GivenLists },
  say: (message: string) => void,
): void {
  const other = resolve(used, lists);
  if (heldKey(own.pair[kind]) === heldKey(other.pair[kind])) return;
  const why = instantOf(used) > instantOf(entry) ? t('newer') : t('the last in order');
  const place = used.line === null ? used.source : t('{source}, line {line}', { source: used.source, line: used.line });
  const args = { device: entry.device, kind: kind.toUpperCase(), place, why };
  const [here, there] = [heldPhrase(own.pair[kind]), heldPhrase(other.pair[kind])];
  say(state('differs-from-other', { ...args, here, there }).sentence);
}

function heldPhrase(held: Held): string {
  switch (held.state) {
    case 'given':
      return held.list.file;
    case 'unknown':
      return held.digest ?? (held.why.reason === 'reported-mismatch' ? 'Mismatch' : 'Match');
    case 'not-installed':
      return t('not installed');
    case 'not-reported':
      return t('not reported');
    case 'unreadable':
      return t('not a digest');
  }
}
