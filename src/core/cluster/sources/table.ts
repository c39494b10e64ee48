import { observation } from './contents';
import { columnsOf, headingsIn, isDeviceHeading, saysOfLists, type Columns, type ListOfColumn } from './columns';
import { rowsOf, type Delimiter, type Row } from './delimited';
import { deviceOf, isBrokenName } from './device';
import { addressOf } from './addresses';
import { heldListOf, looksLikeDigest, reportedOf } from './held-value';
import { sourceLimits } from './limits';
import type { HeldListObservation, PhoneObservation, ReportedStatus } from '../observation';
import type { ProblemLog } from './problems';
import { dayOrderOf, epochOf, isAmbiguousDay, timeOf, type DayOrder } from './times';

/** Rows in which a header is looked for. */
const headerRows = 200;
/** Rows of the beginning of a text that tell its delimiter. */
const tellingRows = 500;

const delimiters: readonly Delimiter[] = [',', ';', '\t', 'bars', 'blanks'];

/**
 * What separates the cells of a table of phones; null for a text that is not one. A third of its rows name a device, in
 * a cell of its own, or its header says that they do.
 *
 * @param beginning of the text, whole lines.
 */
export function delimiterOf(beginning: string): Delimiter | null {
  let best: { delimiter: Delimiter; named: number; cells: number } | null = null;
  for (const delimiter of delimiters) {
    if (delimiter === 'bars' && !/^ {0,8}\|[-| :]*--/m.test(beginning)) continue;
    const { named, cells } = telling(firstRows(beginning, delimiter));
    if (cells > 0 && (best === null || named > best.named || (named === best.named && cells > best.cells))) {
      best = { delimiter, named, cells };
    }
  }
  return best?.delimiter ?? null;
}

function firstRows(text: string, delimiter: Delimiter): Row[] {
  const rows: Row[] = [];
  for (const row of rowsOf(text, delimiter)) {
    if (rows.length === tellingRows) break;
    if (!isEmpty(row.cells)) rows.push(row);
  }
  return rows;
}

/** How many rows name a device, and how many cells these have; no cells for what is not a table. */
function telling(rows: readonly Row[]): { named: number; cells: number } {
  const first = rows.findIndex(hasDevice);
  if (first === -1) {
    const header = rows.slice(0, headerRows).find(({ cells }) => isHeaderOfPhones(cells));
    return { named: 0, cells: header?.cells.length ?? 0 };
  }
  const named = rows.filter(hasDevice);
  const isTable =
    named.length * 3 >= rows.length - first || rows.slice(0, first).some(({ cells }) => isHeaderOfPhones(cells));
  return { named: named.length, cells: isTable ? named.reduce((sum, { cells }) => sum + cells.length, 0) : 0 };
}

export function isHeaderOfPhones(cells: readonly string[]): boolean {
  return headingsIn(cells) >= 2 && cells.some(isDeviceHeading) && cells.some(saysOfLists);
}

export function hasDevice({ cells }: Row): boolean {
  return cells.some((cell) => deviceOf(cell) !== null);
}

function isEmpty(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** What columns a table has, and where its rows begin. */
interface Layout {
  readonly columns: Columns;
  readonly header: Row | null;
  /** Line of the first row behind the header. */
  readonly firstLine: number;
  /** For each column of times. */
  readonly orders: ReadonlyMap<number, DayOrder>;
}

/**
 * Reads a table of phones: a phone for each row that names one. Of other rows those that look like data are problems.
 *
 * @param rows gives the rows from the first one each time.
 */
export function* readTable(
  rows: () => Iterable<Row>,
  source: string,
  problems: ProblemLog,
): Generator<PhoneObservation> {
  const layout = layoutOf(rows(), problems);
  const headerText = layout.header?.cells.join('\n') ?? null;
  let count = 0;
  let phones = 0;
  for (const row of rows()) {
    if (row.line < layout.firstLine || row.cells.join('\n') === headerText) continue;
    count += 1;
    if (count > sourceLimits.rows) {
      problems.note('too-many-rows', { most: sourceLimits.rows }, row.line);
      break;
    }
    const phone = new RowReader(row, source, layout, problems).phone();
    if (phone === null) continue;
    phones += 1;
    yield phone;
  }
  if (phones === 0) problems.note('no-phones', {}, layout.header?.line ?? null);
}

function layoutOf(rows: Iterable<Row>, problems: ProblemLog): Layout {
  const beginning: Row[] = [];
  const sample = new Sample();
  let isBefore = true;
  for (const row of rows) {
    if (isEmpty(row.cells)) continue;
    if (isBefore && beginning.length < headerRows) beginning.push(row);
    isBefore &&= !hasDevice(row);
    sample.add(row);
  }
  const header = headerOf(beginning);
  const firstLine = header === null ? (beginning[0]?.line ?? 1) : header.line + 1;
  const sampled = sample.rows.filter(({ line }) => line >= firstLine);
  const columns = columnsOf(sampled, header?.cells ?? []);
  noteColumns(columns, header?.line ?? beginning.at(-1)?.line ?? null, problems);
  return { columns, header, firstLine, orders: ordersOf(columns, sampled, header?.line ?? null, problems) };
}

/** Some of the rows, spread over all of them. */
class Sample {
  rows: Row[] = [];
  #step = 1;
  #count = 0;

  add(row: Row): void {
    if (this.#count % this.#step === 0) this.rows.push(row);
    this.#count += 1;
    if (this.rows.length < 2 * sourceLimits.sampledRows) return;
    this.rows = this.rows.filter((_, at) => at % 2 === 0);
    this.#step *= 2;
  }
}

/** The row of headings among those up to the first that names a device; null if there is none. */
function headerOf(beginning: readonly Row[]): Row | null {
  const first = beginning.at(-1);
  const before = beginning.filter((row) => !hasDevice(row));
  const best = before.reduce<{ row: Row | null; hits: number }>(
    (found, row) => {
      const hits = headingsIn(row.cells);
      return hits > found.hits ? { row, hits } : found;
    },
    { row: null, hits: 0 },
  );
  if (best.row !== null && (best.hits >= 2 || best.row.cells.length <= 2)) return best.row;
  // Headings in another language: words without numbers, as many as the first row has cells.
  const last = before.at(-1);
  if (first === undefined || last === undefined || first === last) return best.row;
  const areWords = last.cells.every((cell) => /^[^\d]{1,60}$/.test(cell.trim()));
  return areWords && last.cells.length > 1 && last.cells.length === first.cells.length ? last : best.row;
}

function noteColumns({ digests, status, unlabelled }: Columns, line: number | null, problems: ProblemLog): void {
  const numbers = unlabelled.map((column) => String(column + 1));
  if (digests.ctl.length > 0 && unlabelled.length > 0)
    problems.note('digests-taken-in-order', { columns: numbers }, line);
  else if (unlabelled.length > 0) problems.note('digest-taken-as-itl', { column: numbers }, line);
  const lists = [...digests.itl, ...digests.ctl, status.itl, status.ctl];
  if (lists.every((column) => column === null)) problems.note('no-digests', {}, line);
}

/** The order of day and month in each column of times, by its values that have only one reading. */
function ordersOf(
  { times }: Columns,
  rows: readonly Row[],
  line: number | null,
  problems: ProblemLog,
): ReadonlyMap<number, DayOrder> {
  return new Map(
    times.map((column) => {
      const values = rows.map(({ cells }) => cells[column] ?? '');
      const orders = new Set(values.map(dayOrderOf).filter((order) => order !== null));
      const [only] = orders;
      if (only !== undefined && orders.size === 1) return [column, only];
      if (values.some(isAmbiguousDay)) {
        problems.note(orders.size === 0 ? 'days-taken-as-us' : 'days-of-both-orders', { column: column + 1 }, line);
      }
      return [column, 'month-first'];
    }),
  );
}

/** Totals, rules, blank rows and sentences: what is in a table and is not a row of it. */
function isNote(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const [first = ''] = filled;
  if (filled.every((cell) => /^[-=_*:+|.~\s]{1,400}$/.test(cell))) return true;
  if (/^(?:(?:grand|sub)[ -]?total|total|totals|sum|count|summe|gesamt|anzahl|totale?|suma|somme|sep=.)\b/i.test(first))
    return true;
  if (/^\(?\d{1,9} (?:rows?|records?|phones?|devices?|entries|results?|zeilen|ger[äa]te)\b/i.test(first)) return true;
  return filled.length === 1 && /\s/.test(first) && !isBrokenName(first) && !looksLikeDigest(first);
}

class RowReader {
  constructor(
    private readonly row: Row,
    private readonly source: string,
    private readonly layout: Layout,
    private readonly problems: ProblemLog,
  ) {}

  phone(): PhoneObservation | null {
    const { columns } = this.layout;
    const device = this.#device();
    if (device === null) return null;
    const { line, isBroken, cells } = this.row;
    if (isBroken) this.problems.note('quote-not-closed', {}, line);
    const last = Math.max(
      ...columns.digests.itl,
      ...columns.digests.ctl,
      columns.status.itl ?? 0,
      columns.status.ctl ?? 0,
    );
    const width = this.layout.header?.cells.length ?? 0;
    if (cells.length <= last) this.problems.note('too-few-cells', { cells: cells.length, columns: width }, line);
    return observation({
      device,
      source: this.source,
      line,
      time: this.#time(device),
      itl: this.#list('itl', device) ?? { state: 'not-reported' },
      ctl: this.#list('ctl', device),
      reported: this.#reported(),
      model: this.#text(columns.model),
      address: this.#address(),
      description: this.#text(columns.description),
      pool: this.#text(columns.pool),
      location: this.#text(columns.location),
    });
  }

  #cell(column: number | null): string {
    return column === null ? '' : (this.row.cells[column] ?? '').trim();
  }

  #text(column: number | null): string | null {
    const text = this.#cell(column).slice(0, sourceLimits.valueCharacters);
    return text === '' ? null : text;
  }

  /** Null for a row that names none: a problem, unless it is a note in the table. */
  #device(): string | null {
    const { devices, isNamed } = this.layout.columns;
    const names = devices.map((column) => this.#cell(column)).filter((name) => name !== '');
    for (const name of names) {
      const found = deviceOf(name);
      if (found !== null) return found.device;
    }
    if (isNote(this.row.cells)) return null;
    const [name] = names;
    if (name === undefined) this.problems.note('no-device', {}, this.row.line);
    else if (isNamed && isGivenName(name)) return name;
    else this.problems.note('device-unreadable', { text: name.slice(0, 64) }, this.row.line);
    return null;
  }

  /** Null where the table does not speak of the list. */
  #list(list: ListOfColumn, device: string): HeldListObservation | null {
    const { digests, status } = this.layout.columns;
    const columns = digests[list];
    const said = columns.map((column) => heldListOf(this.#cell(column)));
    const word = status[list] === null ? null : heldListOf(this.#cell(status[list]));
    if (columns.length === 0 && word === null) return null;
    const [digest] = said.filter((one) => one.state === 'digest').sort((a, b) => b.digest.length - a.digest.length);
    const isMissing = word?.state === 'not-installed';
    if (digest !== undefined) {
      if (isMissing) this.problems.note('status-contradicts', { device }, this.row.line);
      return digest;
    }
    const unreadable = said.find((one) => one.state === 'unreadable');
    if (unreadable !== undefined) {
      const args = { list: list.toUpperCase(), device, text: unreadable.text.slice(0, 64) };
      this.problems.note('digest-unreadable', args, this.row.line);
      return unreadable;
    }
    if (isMissing || said.some(({ state }) => state === 'not-installed')) return { state: 'not-installed' };
    return { state: 'not-reported' };
  }

  #reported(): ReportedStatus | null {
    const { digests, status } = this.layout.columns;
    if (status.itl !== null) return reportedOf(this.#cell(status.itl));
    const [word] = digests.itl
      .map((column) => reportedOf(this.#cell(column)))
      .filter((one) => one === 'match' || one === 'mismatch');
    return word ?? null;
  }

  #time(device: string): string | null {
    const { columns, orders } = this.layout;
    const filled = columns.times.filter((column) => !/^[-–—.?]{0,3}$|^n\/?a$|^never$|^null$/i.test(this.#cell(column)));
    for (const column of filled) {
      const text = this.#cell(column);
      const order = orders.get(column);
      const time = timeOf(`${text} ${this.#cell(columns.clock)}`, order) ?? timeOf(text, order) ?? epochOf(text);
      if (time !== null) return time;
    }
    const [first] = filled;
    if (first !== undefined) {
      const text = this.#cell(first).slice(0, 64);
      this.problems.note('time-unreadable', { device, text }, this.row.line);
    }
    return null;
  }

  #address(): string | null {
    const found = this.layout.columns.addresses.map((column) => addressOf(this.#cell(column)));
    return found.find((address) => address !== null) ?? null;
  }
}

/** Names as CUCM allows them, but not a phone's name or a MAC address that was cut. */
function isGivenName(name: string): boolean {
  return (
    /^[a-z][\w.-]{1,63}$/i.test(name) && !isBrokenName(name) && !/^[\da-f]{6,}$/i.test(name) && !/^SEP/i.test(name)
  );
}
