import type { HeldListObservation } from '../observation';
import { contentDigest } from './given';
import type { DigestObservation, HeldObservation, SourceList, SourceReading } from './reading';

/** A reading in which each content stands once, and observations name it by its SHA-256. */
export interface DigestReading {
  readonly observations: readonly DigestObservation[];
  readonly lists: readonly SourceList[];
  readonly problems: SourceReading['problems'];
}

/** Takes the bytes out of observations, so that a fleet of 120,000 files is a handful of lists and many digests. */
export async function withoutBytes(reading: SourceReading): Promise<DigestReading> {
  const lists = new Map<string, SourceList>();
  for (const list of reading.lists) lists.set(await contentDigest(list.bytes), list);
  const taken = async (held: HeldListObservation, file: string): Promise<HeldObservation> => {
    if (held.state !== 'file') return held;
    const digest = await contentDigest(held.bytes);
    if (!lists.has(digest)) lists.set(digest, { file, bytes: held.bytes });
    return { state: 'digest', digest };
  };
  const observations: DigestObservation[] = [];
  for (const one of reading.observations) {
    const itl = await taken(one.itl, one.source);
    const ctl = one.ctl === null ? null : await taken(one.ctl, one.source);
    observations.push({ ...one, itl, ctl });
  }
  return { observations, lists: [...lists.values()], problems: reading.problems };
}
