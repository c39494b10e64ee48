import { isPage } from '../../format/text-of';
import type { TextStream } from '../../format/text-stream';
import type { PhoneObservation } from '../observation';
import { contentsOf, type FileReader, type SourceContents } from './contents';
import { rowsOf, type Delimiter, type Row } from './delimited';
import { readPageText, type PageText } from './html';
import { sourceLimits } from './limits';
import { isPhonePage, readPhonePage, saysOfItsLists } from './phone-page';
import { ProblemLog, problemOf } from './problems';
import { delimiterOf, hasDevice, isHeaderOfPhones, readTable } from './table';
import { TraceReader } from './trace';

/**
 * The reader for a text.
 *
 * @param beginning the text of the bytes that `stream` has had.
 * @param isWhole there is no more of it.
 * @param nothing what to say if the text names no phone.
 */
export function textReader(
  file: string,
  { stream, beginning, isWhole, nothing }: TextStart & { readonly nothing: () => SourceContents },
): TextFile {
  if (isPage(beginning)) return new WholeText(file, stream, (text) => readPage(text, file));
  if (isXmlPage(beginning)) return new WholeText(file, stream, (text) => readXmlPage(text, file));
  const lines = isWhole ? beginning : beginning.slice(0, beginning.lastIndexOf('\n') + 1);
  const delimiter = hasAlarm(beginning) ? null : delimiterOf(lines === '' ? beginning : lines);
  if (delimiter !== null) return new WholeText(file, stream, (text) => readDelimited(text, delimiter, file));
  return new TraceFile(file, stream, nothing);
}

/** A reader that is given the text of the first bytes, and then the other bytes. */
export interface TextFile extends FileReader {
  take(text: string): Iterable<SourceContents>;
}

export interface TextStart {
  readonly stream: TextStream;
  readonly beginning: string;
  readonly isWhole: boolean;
}

function hasAlarm(text: string): boolean {
  return /[CI]TL_Signature|DeviceTLInfo/i.test(text);
}

/** A text that is read when it is there as a whole. It is given its beginning like every other piece. */
class WholeText implements TextFile {
  #text: string[] = [];
  #length = 0;
  isDone = false;

  constructor(
    private readonly file: string,
    private readonly stream: TextStream,
    private readonly read: (text: string) => Iterable<SourceContents>,
  ) {}

  take(text: string): Iterable<SourceContents> {
    this.#length += text.length;
    if (this.#length <= sourceLimits.wholeBytes) {
      this.#text.push(text);
      return [];
    }
    this.isDone = true;
    this.#text = [];
    return [
      contentsOf(this.file, { problems: problemOf(this.file, 'whole-too-large', { most: sourceLimits.wholeBytes }) }),
    ];
  }

  push(bytes: Uint8Array): Iterable<SourceContents> {
    return this.isDone ? [] : this.take(this.stream.push(bytes));
  }

  *end(isBroken: boolean): Generator<SourceContents> {
    if (this.isDone || isBroken) return;
    this.isDone = true;
    const text = this.#text.join('') + this.stream.end();
    this.#text = [];
    yield* this.read(text);
  }
}

/** A log or trace, of any length. */
class TraceFile implements TextFile {
  readonly isDone = false;
  readonly #problems: ProblemLog;
  readonly #trace: TraceReader;
  #hasProblems = false;

  constructor(
    private readonly file: string,
    private readonly stream: TextStream,
    private readonly nothing: () => SourceContents,
  ) {
    this.#problems = new ProblemLog(file);
    this.#trace = new TraceReader(file, this.#problems);
  }

  take(text: string): Iterable<SourceContents> {
    this.#trace.push(text);
    return this.#contents(this.#problems.take());
  }

  push(bytes: Uint8Array): Iterable<SourceContents> {
    return this.take(this.stream.push(bytes));
  }

  *end(isBroken: boolean): Generator<SourceContents> {
    this.#trace.push(this.stream.end());
    this.#trace.end();
    yield* this.#contents(this.#problems.end());
    if (this.#trace.phones === 0 && !this.#hasProblems && !isBroken) yield this.nothing();
  }

  #contents(problems: SourceContents['problems']): SourceContents[] {
    const observations = this.#trace.takeObservations();
    this.#hasProblems ||= problems.length > 0;
    if (observations.length === 0 && problems.length === 0) return [];
    return [contentsOf(this.file, { observations, problems })];
  }
}

function* readDelimited(text: string, delimiter: Delimiter, file: string): Generator<SourceContents> {
  yield* tableContents(() => rowsOf(text, delimiter), file);
}

/** The phones of a table, some at a time. */
function* tableContents(rows: () => Iterable<Row>, file: string): Generator<SourceContents> {
  const problems = new ProblemLog(file);
  let observations: PhoneObservation[] = [];
  for (const phone of readTable(rows, file, problems)) {
    observations.push(phone);
    if (observations.length < sourceLimits.batch) continue;
    yield contentsOf(file, { observations, problems: problems.take() });
    observations = [];
  }
  yield contentsOf(file, { observations, problems: problems.end() });
}

function* readPage(html: string, file: string): Generator<SourceContents> {
  const page = readPageText(html);
  if (!saysOfItsLists(page) && isTableOfPhones(page)) {
    yield* tableContents(() => page.rows, file);
    return;
  }
  const problems = new ProblemLog(file);
  if (hasAlarm(html)) {
    const trace = new TraceReader(file, problems);
    trace.push(html);
    trace.end();
    if (trace.phones > 0) {
      yield contentsOf(file, { observations: trace.takeObservations(), problems: problems.end() });
      return;
    }
  }
  yield pageContents(page, file, problems);
}

function pageContents(page: PageText, file: string, problems: ProblemLog): SourceContents {
  if (!isPhonePage(page)) {
    problems.note('page-of-nothing', {}, null);
    return contentsOf(file, { problems: problems.end() });
  }
  const phone = readPhonePage(page, file, problems);
  return contentsOf(file, { observations: phone === null ? [] : [phone], problems: problems.end() });
}

/** A row for each phone, as a cluster's pages and reports have; a page of one phone has a row for each of its values. */
function isTableOfPhones({ rows }: PageText): boolean {
  if (rows.some(({ cells }) => cells.length >= 2 && isHeaderOfPhones(cells)) && rows.some(hasDevice)) return true;
  const wide = rows.filter((row) => row.cells.filter((cell) => cell !== '').length >= 3 && hasDevice(row));
  const first = rows.filter(
    ({ cells }) => cells.length === 2 && hasDevice({ line: 0, cells: cells.slice(0, 1), isBroken: false }),
  );
  return wide.length > 0 || first.length > 1;
}

const xmlElement = /<(\w{1,64})>([^<>]{0,1024})<\/\1>/g;

/** A page of a phone for programs: `/NetworkConfigurationX`, `/DeviceInformationX`. */
function isXmlPage(beginning: string): boolean {
  return /^\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:DeviceInformation|NetworkConfiguration|SecurityConfiguration)X?>/.test(
    beginning,
  );
}

function* readXmlPage(xml: string, file: string): Generator<SourceContents> {
  const rows = [...xml.matchAll(xmlElement)].map(([, name = '', value = '']) => {
    const label = name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/_/g, ' ');
    return { line: 1, cells: [label, value.trim()], isBroken: false };
  });
  yield pageContents({ rows, outside: 'Cisco IP Phone' }, file, new ProblemLog(file));
}
