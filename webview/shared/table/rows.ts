import type { Column, Columns, SortOrder, SortValue } from './column';

/** A row with what it is compared by: worked out once for an order, since sorting asks for it again and again. */
interface Entry<Row> {
  readonly row: Row;
  readonly key: string;
  /** By the column that is sorted by. */
  value: SortValue;
  /** By the first column, among rows that are equal in the other one. */
  readonly tie: SortValue;
  /** All texts in lower case: made when somebody filters. */
  words: string | undefined;
}

/** The rows of a table, sorted and filtered. */
export class TableRows<Row> {
  #entries: Entry<Row>[] = [];
  #shown: readonly Entry<Row>[] = [];
  /** Positions among the rows that are shown, by key: made when somebody asks. */
  #positions: ReadonlyMap<string, number> | undefined;
  #wanted: readonly string[] = [];
  #isWanted: ((row: Row) => boolean) | null = null;
  #order: SortOrder;

  /** @param keyOf what tells rows apart, and stays when a row is replaced by a newer one. */
  constructor(
    private readonly columns: Columns<Row>,
    private readonly keyOf: (row: Row) => string,
    order: SortOrder,
  ) {
    this.#order = order;
  }

  /** All rows, also those that are not shown. */
  get total(): number {
    return this.#entries.length;
  }

  get length(): number {
    return this.#shown.length;
  }

  get order(): SortOrder {
    return this.#order;
  }

  at(position: number): Row | undefined {
    return this.#shown[position]?.row;
  }

  keyAt(position: number): string | null {
    return this.#shown[position]?.key ?? null;
  }

  /** The position of a row among those that are shown; -1 if it is not. */
  positionOf(key: string): number {
    this.#positions ??= new Map(this.#shown.map((entry, position) => [entry.key, position]));
    return this.#positions.get(key) ?? -1;
  }

  /** The rows that are shown, in order. */
  get all(): Row[] {
    return this.#shown.map(({ row }) => row);
  }

  /** Those of these keys. */
  among(keys: ReadonlySet<string>): Row[] {
    // Few rows are looked up, many are sorted already.
    if (keys.size * 8 > this.#shown.length) return this.#shown.filter(({ key }) => keys.has(key)).map(({ row }) => row);
    const positions = Array.from(keys, (key) => this.positionOf(key)).filter((position) => position !== -1);
    return positions.sort((a, b) => a - b).flatMap((position) => this.at(position) ?? []);
  }

  keys(from = 0, to = this.#shown.length): string[] {
    return this.#shown.slice(from, to).map(({ key }) => key);
  }

  /** Replaces all rows. */
  replace(rows: readonly Row[]): void {
    this.#entries = [];
    this.update(rows, []);
  }

  /** Adds rows, and replaces those that have the same key. */
  update(rows: readonly Row[], removed: readonly string[]): void {
    // Of two rows with one key the later one counts.
    const added = new Map(rows.map((row) => [this.keyOf(row), row]));
    const gone = new Set([...removed, ...added.keys()]);
    const kept = this.#entries.filter(({ key }) => !gone.has(key));
    const valueOf = this.#valueOf();
    const entries = Array.from(added, ([key, row]): Entry<Row> => {
      return { row, key, value: valueOf(row), tie: sortValue(this.columns[0], row), words: undefined };
    });
    // What was there is sorted already, so that sorting costs little more than looking at it.
    this.#entries = [...kept, ...entries];
    this.#sort();
  }

  sort(order: SortOrder): void {
    this.#order = order;
    const valueOf = this.#valueOf();
    for (const entry of this.#entries) entry.value = valueOf(entry.row);
    this.#sort();
  }

  /** Shows the rows that contain each of the words. */
  filter(text: string): void {
    this.#wanted = text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    this.#show();
  }

  /** Shows only these rows of those that the words leave; null for all of them. */
  narrow(isWanted: ((row: Row) => boolean) | null): void {
    this.#isWanted = isWanted;
    this.#show();
  }

  #valueOf(): (row: Row) => SortValue {
    const column = this.columns.find(({ id }) => id === this.#order.column) ?? this.columns[0];
    return (row) => sortValue(column, row);
  }

  #sort(): void {
    const direction = this.#order.isDescending ? -1 : 1;
    this.#entries.sort(
      (a, b) => compare(a.value, b.value, direction) || compare(a.tie, b.tie, 1) || compare(a.key, b.key, 1),
    );
    this.#show();
  }

  #show(): void {
    const isWanted = this.#isWanted;
    const among = isWanted === null ? this.#entries : this.#entries.filter(({ row }) => isWanted(row));
    this.#shown = this.#wanted.length === 0 ? among : among.filter((entry) => this.#hasWanted(entry));
    this.#positions = undefined;
  }

  #hasWanted(entry: Entry<Row>): boolean {
    entry.words ??= this.columns
      .map(({ text }) => text(entry.row))
      .join('\n')
      .toLowerCase();
    const { words } = entry;
    return this.#wanted.every((word) => words.includes(word));
  }
}

function sortValue<Row>({ sortBy, text }: Column<Row>, row: Row): SortValue {
  if (sortBy !== undefined) return sortBy(row);
  const shown = text(row);
  return shown === '' ? null : counted(shown);
}

/** Digits of a number that sort as a number does: more than a version, a date or an address has. */
const digits = 12;

/** A text whose order by characters is the one in which people count, in any case of its letters. */
function counted(text: string): string {
  return text.toLowerCase().replace(/\d+/g, (number) => number.padStart(digits, '0'));
}

/** Texts by their characters: a collator takes three times as long. */
function compare(a: SortValue, b: SortValue, direction: 1 | -1): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -direction : direction;
}
