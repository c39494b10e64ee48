import type { Statement } from '../../words/statement';
import type { GivenList, GivenLists } from './given';
import type { DigestObservation, HeldObservation } from './reading';
import { state } from './reasons';
import { t } from '../../words/translate';

/** What a phone holds in the place of one list, by everything that was given. */
export type Held =
  | { readonly state: 'given'; readonly list: GivenList }
  /** `digest` is null if only CUCM's "Mismatch" or "Match" is known; `why` says what is known. */
  | { readonly state: 'unknown'; readonly digest: string | null; readonly why: Statement }
  | { readonly state: 'not-installed' | 'not-reported' | 'unreadable' };

/** The pair of lists that a phone holds. */
export interface HeldPair {
  readonly itl: Held;
  readonly ctl: Held;
}

/** A pair, and what contradicts itself in what a source says. */
export interface Resolved {
  readonly pair: HeldPair;
  readonly contradictions: readonly Statement[];
  /** Only CUCM says that the list is the one that is served. */
  readonly isByMatch: boolean;
}

type Parts = Pick<DigestObservation, 'device' | 'itl' | 'ctl' | 'reported'>;

/** What one source says that a phone holds. */
export function resolve({ device, itl, ctl, reported }: Parts, lists: GivenLists): Resolved {
  const named = { itl: lookUp(itl, lists), ctl: ctl === null ? notReported : lookUp(ctl, lists) };
  const { pair, contradictions } = placedByKind(named, device);
  const isBare = pair.itl.state === 'not-reported' && itl.state === 'not-reported' && reported !== null;
  if (isBare) {
    const byWord = heldByWord(reported, lists);
    return { pair: { ...pair, itl: byWord }, contradictions, isByMatch: byWord.state === 'given' };
  }
  const against = contradiction(pair.itl, { device, reported }, lists);
  return {
    pair,
    contradictions: against === null ? contradictions : [...contradictions, against],
    isByMatch: false,
  };
}

/** A text that is equal for two pairs exactly if they are one group. */
export function pairKey({ itl, ctl }: HeldPair): string {
  // A phone counts as one without a CTL unless a source says that it holds one.
  const isNone = ctl.state === 'not-installed' || ctl.state === 'not-reported';
  return `${heldKey(itl)} ${isNone ? 'none' : heldKey(ctl)}`;
}

export function heldKey(held: Held): string {
  if (held.state === 'given') return `given ${held.list.sha256 ?? held.list.sha1}`;
  return held.state === 'unknown' ? `unknown ${held.digest ?? held.why.reason}` : held.state;
}

const notReported: Held = { state: 'not-reported' };

const algorithms: ReadonlyMap<number, string> = new Map([
  [32, 'MD5'],
  [40, 'SHA-1'],
  [64, 'SHA-256'],
]);

/** `SHA-1 1ba1…`. */
export function digestPhrase(digest: string): string {
  return `${algorithms.get(digest.length) ?? ''} ${digest}`.trim();
}

/** Which digest it is, by its length: null for none that phones or servers have. */
export function algorithmOf(digest: string): string | null {
  return algorithms.get(digest.length) ?? null;
}

function lookUp(observed: HeldObservation, lists: GivenLists): Held {
  if (observed.state !== 'digest') return { state: observed.state };
  const { digest } = observed;
  const algorithm = algorithmOf(digest);
  if (algorithm === null) return { state: 'unreadable' };
  const list = lists.withDigest(digest);
  return list === null ? unknownDigest(algorithm, digest) : { state: 'given', list };
}

function unknownDigest(algorithm: string, digest: string): Held {
  const why =
    algorithm === 'SHA-1' ? state('unknown-sha1', { digest }) : state('unknown-digest', { algorithm, digest });
  return { state: 'unknown', digest, why };
}

/** What CUCM's own word says if there is no digest beside it. */
function heldByWord(reported: NonNullable<Parts['reported']>, lists: GivenLists): Held {
  switch (reported) {
    case 'not-installed':
      return { state: 'not-installed' };
    case 'unknown':
      return notReported;
    case 'mismatch':
      return { state: 'unknown', digest: null, why: state('reported-mismatch', {}) };
    case 'match': {
      const served = servedItls(lists);
      const [only] = served;
      if (only !== undefined && served.length === 1) return { state: 'given', list: only };
      const why =
        only === undefined
          ? state('reported-match-of-none', {})
          : state('reported-match-of-several', { count: served.length });
      return { state: 'unknown', digest: null, why };
    }
  }
}

function servedItls({ all }: GivenLists): GivenList[] {
  return all.filter(({ kind, isServed }) => isServed && kind === 'ITL');
}

/** What CUCM's word has against a digest or a phone's own word, which count more. */
function contradiction(
  itl: Held,
  { device, reported }: Pick<Parts, 'device' | 'reported'>,
  lists: GivenLists,
): Statement | null {
  if (reported === null || reported === 'unknown') return null;
  if (itl.state === 'not-installed') {
    if (reported === 'not-installed') return null;
    return state('status-without-list', { device, reported: reported === 'match' ? 'Match' : 'Mismatch' });
  }
  if (itl.state !== 'given' && itl.state !== 'unknown') return null;
  if (reported === 'not-installed') return state('not-installed-with-digest', { device });
  if (itl.state === 'given') {
    const { file, isServed } = itl.list;
    if (reported === 'mismatch') return isServed ? state('mismatch-with-served-digest', { device, file }) : null;
    return isServed || servedItls(lists).length === 0 ? null : state('match-with-other-digest', { device, file });
  }
  const isComparable = reported === 'match' && servedItls(lists).length > 0;
  return isComparable ? state('match-with-unknown-digest', { device }) : null;
}

/** Each list in the place of its kind: a digest says which list it is, whatever column it stands in. */
function placedByKind(
  { itl, ctl }: HeldPair,
  device: string,
): { readonly pair: HeldPair; readonly contradictions: readonly Statement[] } {
  const isCtl = itl.state === 'given' && itl.list.kind === 'CTL';
  const isItl = ctl.state === 'given' && ctl.list.kind === 'ITL';
  if (!isCtl && !isItl) return { pair: { itl, ctl }, contradictions: [] };
  const isFree = (other: Held): boolean => other.state === 'not-reported';
  const contradictions: Statement[] = [];
  const say = (given: 'ITL' | 'CTL', list: GivenList, isPlaced: boolean): void => {
    const args = { device, given, file: list.file, kind: list.kind === 'CTL' ? t('a CTL') : t('an ITL') };
    contradictions.push(state(isPlaced ? 'digest-of-other-kind' : 'digest-not-placed', args));
  };
  let [newItl, newCtl] = [itl, ctl];
  if (isCtl) {
    const isPlaced = isItl || isFree(ctl) || heldKey(ctl) === heldKey(itl);
    if (isPlaced) newCtl = itl;
    newItl = isItl ? ctl : isPlaced ? notReported : unknownOfOtherKind(itl.list);
    say('ITL', itl.list, isPlaced);
  }
  if (isItl) {
    const isPlaced = isCtl || isFree(itl) || heldKey(itl) === heldKey(ctl);
    if (isPlaced) newItl = ctl;
    if (!isCtl) newCtl = isPlaced ? notReported : unknownDigestOf(ctl.list);
    say('CTL', ctl.list, isPlaced);
  }
  return { pair: { itl: newItl, ctl: newCtl }, contradictions };
}

function unknownOfOtherKind({ file, sha1 }: GivenList): Held {
  return { state: 'unknown', digest: sha1, why: state('unknown-other-kind', { file }) };
}

function unknownDigestOf({ sha1 }: GivenList): Held {
  return { state: 'unknown', digest: sha1, why: state('unknown-sha1', { digest: sha1 }) };
}
