import { linesCut } from '../../phone/logs/lines';
import { statements, type ArgsOf } from '../../words/statement';
import type { SourceProblem } from '../observation';
import { sourceLimits } from './limits';

/** What of a source could not be read, or was read in a way that a person should know. */
const catalogue = {
  empty: { text: 'The file is empty.', source: null },
  'no-source': {
    text: 'This is not a source of phones: neither a trust list, nor a table, a page of a phone, or a log with DeviceTLInfo alarms.',
    source: null,
  },
  'no-source-but': { text: '{what}, which does not say what list a phone holds.', source: null },
  'no-alarms': {
    text: 'No DeviceTLInfo alarm found in this text, and no table of phones, so it does not say what list a phone holds.',
    source: null,
  },
  workbook: { text: 'This is an Excel workbook: save its sheet as CSV.', source: null },
  'archive-kind': { text: 'This kind of archive is not read: use ZIP, tar or gzip.', source: null },
  'whole-too-large': {
    text: 'Too costly, because it has more than {most} bytes: a list, a table or a page is not that large.',
    source: null,
  },

  // Lists
  'damaged-list': { text: 'Not readable as a trust list. {reason}', source: null },

  // Tables
  'device-unreadable': {
    text: '“{text}” is neither a device name nor a MAC address: this row is not counted.',
    source: null,
  },
  'no-device': { text: 'This row names no device: it is not counted.', source: null },
  'digest-unreadable': {
    text: 'The {list} value of {device} (“{text}”) is not an MD5, SHA-1 or SHA-256 digest: the phone counts as unreadable.',
    source: null,
  },
  'time-unreadable': {
    text: 'The time of {device} (“{text}”) cannot be read: the row counts without a time.',
    source: null,
  },
  'quote-not-closed': {
    text: 'A quotation mark is not closed in this row: the row was read up to the end of its line.',
    source: null,
  },
  'too-few-cells': {
    text: 'This row has {cells} of {columns} columns: what is missing counts as not reported.',
    source: null,
  },
  'digest-taken-as-itl': {
    text: 'No heading says whether column {column} is about the ITL or the CTL: its digests are taken as those of the ITL.',
    source: null,
  },
  'digests-taken-in-order': {
    text: 'No heading says which of the columns {columns} is about the CTL: the first is taken as the CTL, the second as the ITL.',
    source: null,
  },
  'no-digests': {
    text: 'No column contains digests of lists or their status: the phones of this table count as not reported.',
    source: null,
  },
  'days-taken-as-us': {
    text: 'The dates in column {column} do not show whether the day or the month comes first: they are read as month/day/year.',
    source: null,
  },
  'days-of-both-orders': {
    text: 'Column {column} has dates with the day first and with the month first: those that could be either are read as month/day/year.',
    source: null,
  },
  'too-many-rows': {
    text: 'Too costly, because the table has more than {most} rows: it was read up to here.',
    source: null,
  },
  'status-contradicts': {
    text: 'The row of {device} says “not installed” and has a digest: the digest counts.',
    source: null,
  },
  'no-phones': { text: 'No row of this table names a phone.', source: null },

  // Pages of phones
  'page-of-nothing': { text: 'This is a web page, but neither a page of a phone nor a table of phones.', source: null },
  'page-without-device': {
    text: 'Neither this page nor the name of its file says which phone it is from: name the file after the phone (SEP001122334455.html).',
    source: null,
  },
  'page-name-incomplete': {
    text: 'The page names the phone {device}, which is not SEP and 12 hexadecimal digits.',
    source: null,
  },
  'page-without-rows': {
    text: 'This page has no rows for CTL and ITL: save the page “Network setup” of {device} instead.',
    source: null,
  },
  'model-without-rows': {
    text: 'Pages of the model {model} have no rows for CTL and ITL: read the list of {device} on its screen, or from its DeviceTLInfo alarm.',
    source: 'Saved pages of 79xx, 6921, 6901, 7937, CIPC and ATA 187',
  },
  'page-signature-missing': {
    text: 'This page says that {device} has an ITL installed, but not its signature.',
    source: null,
  },
  'labels-not-known': {
    text: 'The labels of this page are not known: its digests were taken by their form, the CTL first.',
    source: null,
  },

  // Alarms
  'alarm-unreadable': {
    text: 'A DeviceTLInfo alarm begins here, and its device or its signatures cannot be read.',
    source: null,
  },
  'lines-cut': linesCut,

  // Archives
  'damaged-archive': { text: 'The archive is damaged: {reason}.', source: null },
  'archive-cut': { text: 'The archive is cut short: the rest is missing.', source: null },
  'member-encrypted': { text: 'This member is encrypted, and was not read.', source: null },
  'member-method': { text: 'This member is compressed by method {method}, which is not read.', source: null },
  'member-damaged': { text: 'This member is damaged ({reason}), and does not count.', source: null },
  'member-too-large': {
    text: 'Too costly, because this member expands to more than {most} bytes: it was not read to its end.',
    source: null,
  },
  'archive-too-large': {
    text: 'Too costly, because the archive expands to more than {most} bytes: it was read up to this member.',
    source: null,
  },
  'too-many-members': {
    text: 'Too costly, because the archive has more than {most} members: it was read up to here.',
    source: null,
  },
  'nested-too-deep': { text: 'Archives in archives are opened {most} deep: this one was not opened.', source: null },
  'no-members': { text: 'The archive contains no files.', source: null },

  'more-of-them': {
    text: 'The problem in line {first} occurs {count} more times, up to line {last}.',
    source: null,
  },
  'more-in-file': { text: 'Further problems of the same kind: {count}. The first: {sentence}', source: null },
} as const;
const state = statements(catalogue);

type Problems = typeof catalogue;
export type ProblemReason = keyof Problems;
export type ProblemArgs<Reason extends ProblemReason> = ArgsOf<Problems, Reason>;

interface Counted {
  count: number;
  readonly first: number | null;
  last: number | null;
  readonly sentence: string;
}

/** The only problem of a file as a whole. */
export function problemOf<Reason extends ProblemReason>(
  file: string,
  reason: Reason,
  args: ProblemArgs<Reason>,
): readonly SourceProblem[] {
  return [{ file, line: null, message: state(reason, args).sentence }];
}

/** The problems of one file: the first ones of each kind with their lines, the others counted. */
export class ProblemLog {
  #waiting: SourceProblem[] = [];
  readonly #kinds = new Map<string, Counted>();

  constructor(private readonly file: string) {}

  /** @param line from 1; null for the file as a whole. */
  note<Reason extends ProblemReason>(reason: Reason, args: ProblemArgs<Reason>, line: number | null): void {
    const message = state(reason, args).sentence;
    const kind = this.#kinds.get(reason);
    if (kind === undefined) this.#kinds.set(reason, { count: 1, first: line, last: line, sentence: message });
    else {
      kind.count += 1;
      kind.last = line;
    }
    if ((kind?.count ?? 1) <= sourceLimits.problemsOfOneKind) this.#waiting.push({ file: this.file, line, message });
  }

  /** Those that were noted since this was asked last. */
  take(): readonly SourceProblem[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }

  /** The rest of them, and how many were only counted. */
  end(): readonly SourceProblem[] {
    for (const { count, first, last, sentence } of this.#kinds.values()) {
      const more = count - sourceLimits.problemsOfOneKind;
      if (more <= 0) continue;
      const message =
        first === null || last === null
          ? state('more-in-file', { count: more, sentence }).sentence
          : state('more-of-them', { count: more, first, last }).sentence;
      this.#waiting.push({ file: this.file, line: last, message });
    }
    return this.take();
  }
}
