import { sameBytes } from '../format/bytes';
import { encodeParts } from '../format/encode';
import { recordFields } from '../format/fields';
import { recordOf } from '../format/draft';
import type { Part, TrustList } from '../format/model';
import { functionName } from '../format/tags';
import { t } from '../words/translate';
import { finish, refused, type EditOutcome, type EditRefused } from './outcome';

/** Changes the parts of one record, whose RECORDLENGTH follows. */
export function editRecord(
  list: TrustList,
  number: number,
  label: string,
  change: (parts: readonly Part[]) => readonly Part[],
): EditOutcome {
  const record = list.records[number - 1];
  if (record === undefined) return noSuchRecord(list, number);
  const parts = change(record.parts);
  if (sameBytes(encodeParts(parts), encodeParts(record.parts))) {
    return refused('nothing-to-do', t('Record {number} says that already.', { number }), record.offset);
  }
  return finish({ ...list, records: list.records.with(number - 1, recordOf(parts)) }, label);
}

/** `record 3 (TVS)`. */
export function described(list: TrustList, number: number): string {
  const record = list.records[number - 1];
  const code = record === undefined ? null : recordFields(record).functionCode;
  return code === null
    ? t('record {number}', { number })
    : t('record {number} ({functionName})', { number, functionName: functionName(code) });
}

export function noSuchRecord(list: TrustList, number: number): EditRefused {
  const count = list.records.length;
  return refused(
    'no-such-record',
    count === 0
      ? t('The list has no record {number}: it has none.', { number })
      : t('The list has no record {number}: it has records 1 to {count}.', { number, count }),
  );
}
