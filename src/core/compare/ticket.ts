import { recordLabel } from '../trust/outline';
import type { RecordReport, Report } from '../trust/report';
import type { Statement } from '../words/statement';
import type { BothWays } from './both-ways';
import {
  folds,
  isCosmetic,
  isUnchanged,
  type Comparison,
  type FieldDifference,
  type Row,
  type Uncompared,
} from './comparison';
import { shortFunction } from './functions';
import { phoneSentences } from './phone-sentences';
import { state } from './reasons';
import { fieldsUnder, recordOf, recordsByNumber } from './records';
import { hasBytes } from './values';
import { plural, t } from '../words/translate';

/** One side, with the name by which a person knows it. */
export interface NamedReport {
  readonly name: string;
  readonly report: Report;
}

export interface TicketOptions {
  /** Leave out differences of form. */
  readonly hideForm?: boolean;
  readonly phone?: BothWays;
}

/** What a ticket says of a comparison, before it has a form. Values are as in the files, unescaped. */
export interface Ticket {
  readonly sides: readonly { readonly side: string; readonly name: string; readonly facts: string }[];
  readonly summary: string;
  /** What a phone does, in both directions. */
  readonly phone: readonly string[];
  readonly header: readonly FieldDifference[];
  readonly records: readonly (TicketRecord | { readonly unchanged: number })[];
  readonly uncompared: readonly string[];
}

export interface TicketRecord {
  readonly row: Row;
  /** `TVS cucm-sub1`. */
  readonly label: string;
  /** What differs; of a record that one side lacks, what the other one contains. */
  readonly fields: readonly FieldDifference[];
}

/** A comparison with its two sides, as every form of a ticket takes it. */
export type Compared = readonly [
  left: NamedReport,
  right: NamedReport,
  comparison: Comparison,
  options?: TicketOptions | undefined,
];

export function ticketOf(...[left, right, comparison, { hideForm = false, phone } = {}]: Compared): Ticket {
  const isShown = (difference: FieldDifference): boolean => !(hideForm && isCosmetic(difference));
  return {
    sides: [
      { side: t('Left'), name: left.name, facts: factsOf(left.report) },
      { side: t('Right'), name: right.name, facts: factsOf(right.report) },
    ],
    summary: comparison.summary,
    phone: phone === undefined ? [] : phoneSentences(phone),
    header: comparison.header.filter(isShown),
    records: ticketRecords(left.report, right.report, comparison.rows, hideForm, isShown),
    uncompared: comparison.uncompared.map(uncomparedSentence),
  };
}

function factsOf(report: Report): string {
  const { kind, length, md5, sha1, records } = report;
  const name = kind === 'unknown' ? t('trust list') : kind;
  const count = plural(records.length, '1 record', '{count} records');
  return hasBytes(report)
    ? t('{name}, {length} bytes, {records}, MD5 {md5}, SHA-1 {sha1}', { name, length, records: count, md5, sha1 })
    : t('{name} as printed by the cluster, {records}', { name, records: count });
}

function ticketRecords(
  left: Report,
  right: Report,
  rows: readonly Row[],
  hideForm: boolean,
  isShown: (difference: FieldDifference) => boolean,
): Ticket['records'] {
  const [ofLeft, ofRight] = [recordsByNumber(left), recordsByNumber(right)];
  const folded = new Map(folds(rows, { hideForm, context: 0 }).map((fold) => [fold.first, fold]));
  const records: (TicketRecord | { unchanged: number })[] = [];
  for (let at = 0; at < rows.length; at++) {
    const fold = folded.get(at);
    if (fold !== undefined) {
      records.push({ unchanged: fold.last - fold.first + 1 });
      at = fold.last;
      continue;
    }
    const row = rows[at];
    if (row === undefined) continue;
    const record = recordOf(row, ofLeft, ofRight);
    const shownRow: Row = isUnchanged(row, hideForm) ? { ...row, kind: 'same' } : row;
    records.push({
      row: shownRow,
      label: record === undefined ? '' : labelOf(record),
      fields: fieldsUnder(row, ofLeft, ofRight).filter(isShown),
    });
  }
  return records;
}

function labelOf(record: RecordReport): string {
  return `${shortFunction(record)} ${recordLabel(record).trim()}`;
}

/** What could not be compared, as a sentence without its full stop. */
export function uncomparedSentence(uncompared: Uncompared): string {
  return uncomparedNote(uncompared).sentence;
}

export function uncomparedNote({ field, records, reason }: Uncompared): Statement {
  const count = records ?? 0;
  if (field === 'record') return count === 1 ? state('record-left-out', {}) : state('records-left-out', { count });
  const what = reason === 'text' ? 'not-in-text' : 'in-part';
  if (records === null) return state(`header-${what}`, { field });
  return count === 1 ? state(`record-${what}`, { field }) : state(`records-${what}`, { field, count });
}
