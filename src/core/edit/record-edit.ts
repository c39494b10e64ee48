import { sameBytes } from '../format/bytes';
import { encodeParts } from '../format/encode';
import { recordFields } from '../format/fields';
import { recordOf } from '../format/draft';
import type { Part, TrustList, TrustRecord } from '../format/model';
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
  const changed = changedRecord(record, change(record.parts));
  if (changed === record) {
    return refused('nothing-to-do', t('Record {number} says that already.', { number }), record.offset);
  }
  return finish({ ...list, records: list.records.with(number - 1, changed) }, label);
}

/** A record with these parts; the very same record if they say nothing else. */
export function changedRecord(record: TrustRecord, parts: readonly Part[]): TrustRecord {
  return sameBytes(encodeParts(parts), encodeParts(record.parts)) ? record : recordOf(parts);
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
