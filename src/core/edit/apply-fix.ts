import { recordOrder, setElement } from '../format/draft';
import { encodeParts } from '../format/encode';
import type { TrustList, TrustRecord } from '../format/model';
import { inspectRecords } from '../trust/inspected-record';
import type { Fix } from '../trust/report';
import { t } from '../words/translate';
import { dropTrailingBytes, fixHeaderLength } from './header';
import { finish, refused, type EditOutcome, type EditRefused } from './outcome';
import { dropDuplicate } from './records';
import { elementFromCertificate, takeFromCertificate } from './record-certificates';
import { changedRecord, noSuchRecord } from './record-edit';

/** The fixes that need nothing from a person; signing again needs a key. */
export type ImmediateFix = Exclude<Fix, { readonly kind: 'resign' }>;

/** Makes the edit that fixes a finding. */
export async function applyFix(list: TrustList, fix: ImmediateFix): Promise<EditOutcome> {
  switch (fix.kind) {
    case 'take-from-certificate':
      return takeFromCertificate(list, fix.record, fix.field);
    case 'drop-trailing-bytes':
      return dropTrailingBytes(list);
    case 'fix-header-length':
      return fixHeaderLength(list);
    case 'drop-duplicate':
      return dropDuplicate(list, fix.record);
  }
}

/**
 * Makes the edits that fix findings of one list: of a thousand in little more time than of one. A fix that is no longer
 * needed after the others is passed over.
 *
 * @param fixes as the findings of this very list offer them.
 */
export async function applyFixes(list: TrustList, fixes: readonly ImmediateFix[]): Promise<EditOutcome> {
  let outcome: EditOutcome = refused('nothing-to-do', t('There is nothing to fix.'));
  let whole = list;
  // What is wrong with the file as a whole first: records are read by it.
  for (const fix of fixes) {
    if (fix.kind === 'take-from-certificate' || fix.kind === 'drop-duplicate') continue;
    const next = await applyFix(whole, fix);
    if (next.ok) [outcome, whole] = [next, next.list];
    else if (next.error.code !== 'nothing-to-do') return next;
  }
  const taken = await takenFromCertificates(whole, fixes);
  if (!taken.ok) return taken;
  const duplicates = fixes.flatMap((fix) => (fix.kind === 'drop-duplicate' ? fix.record : []));
  const records = withoutDuplicates(taken.records, duplicates);
  const isSame = records.length === whole.records.length && records.every((one, at) => one === whole.records[at]);
  return isSame ? outcome : finish({ ...whole, records }, t('Fix findings'));
}

/** The records with the fields that their certificates say otherwise. A record that is not changed is the same object. */
async function takenFromCertificates(
  list: TrustList,
  fixes: readonly ImmediateFix[],
): Promise<{ readonly ok: true; readonly records: readonly TrustRecord[] } | EditRefused> {
  const records = [...list.records];
  const wanted = fixes.filter((fix) => fix.kind === 'take-from-certificate');
  const inspected = wanted.length === 0 ? [] : await inspectRecords(list);
  for (const { record: number, field } of wanted) {
    const record = records[number - 1];
    if (record === undefined) return noSuchRecord(list, number);
    const found = await elementFromCertificate(list, number, field, inspected[number - 1]?.certificate ?? undefined);
    if (!found.ok) return found;
    records[number - 1] = changedRecord(record, setElement(record.parts, found.tag, found.value, recordOrder));
  }
  return { ok: true, records };
}

/** Without those of these records that another one repeats, the last first: of equal ones, one always stays. */
function withoutDuplicates(records: readonly TrustRecord[], numbers: readonly number[]): readonly TrustRecord[] {
  if (numbers.length === 0) return records;
  const keys = records.map(keyOf);
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const dropped = new Set<number>();
  for (const number of numbers.toSorted((one, other) => other - one)) {
    const key = keys[number - 1];
    const count = key === undefined ? 0 : (counts.get(key) ?? 0);
    if (key === undefined || count < 2 || dropped.has(number)) continue;
    counts.set(key, count - 1);
    dropped.add(number);
  }
  return records.filter((_, at) => !dropped.has(at + 1));
}

/** Equal for records with the same bytes, and for no others: a character for each byte. */
function keyOf({ parts }: TrustRecord): string {
  return new TextDecoder('latin1').decode(encodeParts(parts));
}
