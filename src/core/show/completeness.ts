import type { Output, ShownRecord } from './outputs';
import { declaredLength, rowsLength } from './read-rows';
import { t } from '../words/translate';

/** How much of a list is in a text. */
export interface Completeness {
  /** Every record is. */
  readonly complete: boolean;
  /** What is not, in words: `records 2 to 4`, `the verdict`. Empty if nothing is missing. */
  readonly missing: readonly string[];
  /** Bytes of header and records by HEADERLENGTH and RECORDLENGTH; null unless the text has all of these. */
  readonly length: number | null;
}

export function completenessOf(output: Output): Completeness {
  const { records } = output;
  const gaps = gapsBetween(records);
  const length = gaps.length > 0 ? null : lengthOf(output);
  const cutRecords = records.filter((record) => isCut(record, output));
  const addsUp = length !== null && length === output.length?.value;
  const ended = addsUp || (endIsShown(output) && !(records.at(-1) ?? output.header).cut);
  const complete = gaps.length === 0 && cutRecords.length === 0 && ended;
  const missing = [
    ...missingOfHeader(output),
    ...gaps,
    ...cutRecords.map(({ index }) => t('the rest of record {index}', { index })),
    ...(ended
      ? []
      : [
          records.length === 0
            ? t('the records')
            : t('what follows record {index}', { index: records.at(-1)?.index ?? 0 }),
        ]),
    ...(output.verdict === null && !output.ofParser ? [t('the verdict')] : []),
  ];
  const crowded = output.crowded && !complete;
  const reported = crowded ? [t('the breaks between rows, which cannot be told apart without them')] : missing;
  return { complete, missing: failureOf(output) === null ? reported : [], length };
}

/** Why an output shows no list: the cluster has no such file, or could not parse it. */
export function failureOf({ noFile, error, records }: Output): 'no-file' | 'not-parsed' | null {
  if (noFile !== null) return 'no-file';
  return error !== null && records.length === 0 ? 'not-parsed' : null;
}

/** True for a record with missing rows: its end was left out, or the text ends inside it. */
export function isCut(record: ShownRecord, { records, verdict, crowded }: Output): boolean {
  const declared = declaredLength(record);
  const isLast = record === records.at(-1);
  const mayBeCut = record.cut || crowded || (isLast && verdict === null);
  return declared === null || (mayBeCut && rowsLength(record) < declared);
}

/** CTLParser prints neither a length nor a verdict at the end. */
function endIsShown({ verdict, ofParser }: Output): boolean {
  return verdict !== null || ofParser;
}

function lengthOf({ headerLength, records }: Output): number | null {
  let length = headerLength?.value ?? null;
  for (const record of records) {
    const declared = declaredLength(record);
    length = length === null || declared === null ? null : length + declared;
  }
  return length;
}

function gapsBetween(records: readonly ShownRecord[]): string[] {
  let expected = 1;
  return records.flatMap(({ index }) => {
    const [first, last] = [expected, index - 1];
    expected = index + 1;
    if (first > last) return [];
    return [first === last ? t('record {first}', { first }) : t('records {first} to {last}', { first, last })];
  });
}

function missingOfHeader({ headerLength, header, signatureLeftOut, crowded }: Output): string[] {
  if (headerLength === null && header.rows.length === 0) return [t('the header')];
  if (header.rows.length === 0) return [t('the rows of the header')];
  if (signatureLeftOut) return [t('the signature')];
  return header.cut || crowded || headerLength === null ? [t('part of the header')] : [];
}

export function hasWholeHeader(output: Output): boolean {
  return missingOfHeader(output).length === 0;
}
