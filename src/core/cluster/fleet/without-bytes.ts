import type { HeldListObservation } from '../observation';
import { contentDigest } from './given';
import type { DigestObservation, HeldObservation, SourceList, SourceReading } from './reading';

/** A list with the SHA-256 by which observations name it. */
export interface DigestedList extends SourceList {
  readonly sha256: string;
}

/** A reading in which each content stands once, and observations name it by its SHA-256. */
export interface DigestReading {
  readonly observations: readonly DigestObservation[];
  readonly lists: readonly DigestedList[];
  readonly problems: SourceReading['problems'];
}

/** Takes the bytes out of observations, so that a fleet of 120,000 files is a handful of lists and many digests. */
export async function withoutBytes(reading: SourceReading): Promise<DigestReading> {
  const lists = new Map<string, DigestedList>();
  // A reader gives the same bytes as a list and as what a phone holds.
  const digests = new Map<Uint8Array, string>();
  const added = async (file: string, bytes: Uint8Array): Promise<string> => {
    const sha256 = digests.get(bytes) ?? (await contentDigest(bytes));
    digests.set(bytes, sha256);
    if (!lists.has(sha256)) lists.set(sha256, { file, bytes, sha256 });
    return sha256;
  };
  const taken = async (held: HeldListObservation, file: string): Promise<HeldObservation> =>
    held.state === 'file' ? { state: 'digest', digest: await added(file, held.bytes) } : held;
  for (const { file, bytes } of reading.lists) await added(file, bytes);
  const observations: DigestObservation[] = [];
  for (const one of reading.observations) {
    const itl = await taken(one.itl, one.source);
    const ctl = one.ctl === null ? null : await taken(one.ctl, one.source);
    observations.push({ ...one, itl, ctl });
  }
  return { observations, lists: [...lists.values()], problems: reading.problems };
}

/** The parts of one source as one reading: a content that is in many of them stands once. */
export function joinedReadings(parts: readonly DigestReading[]): DigestReading {
  const lists = new Map<string, DigestedList>();
  for (const list of parts.flatMap((part) => part.lists)) if (!lists.has(list.sha256)) lists.set(list.sha256, list);
  return {
    observations: parts.flatMap(({ observations }) => observations),
    lists: [...lists.values()],
    problems: parts.flatMap(({ problems }) => problems),
  };
}
