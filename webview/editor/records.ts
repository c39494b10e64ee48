import type { PageOutline, PagePlace } from '../../src/extension/editor/protocol';

/** What the outline says of one record. */
export interface PageRecord {
  readonly label: string;
  readonly place: PagePlace;
}

export function recordCount({ records }: PageOutline): number {
  return records.offsets.length;
}

/** Record `index`, from 1; null if the list has no such record. */
export function recordAt({ records, trailing, length }: PageOutline, index: number): PageRecord | null {
  const offset = records.offsets[index - 1];
  if (offset === undefined) return null;
  const end = records.offsets[index] ?? trailing?.offset ?? length;
  return { label: records.labels[index - 1] ?? '', place: { record: index, offset, length: end - offset } };
}

/** The numbers of the records of each function, by the function's position in `functions`. */
export function recordsByFunction({ functions, records }: PageOutline): readonly (readonly number[])[] {
  const groups = functions.map((): number[] => []);
  records.functions.forEach((position, at) => groups[position]?.push(at + 1));
  return groups;
}
