import type { FieldView } from '../../src/extension/compare/protocol';

/** Rows that are asked for at once. */
const chunk = 100;

/** The lines under the rows of one state of the comparison, asked for by the chunk when the first of them is shown. */
export class Fields {
  readonly #known = new Map<number, readonly FieldView[]>();
  readonly #asked = new Set<number>();

  /**
   * @param ask gives the lines of `count` rows from `first` on; rejects when the lists change meanwhile.
   * @param onArrived is given the rows whose lines are there now.
   */
  constructor(
    private readonly ask: (first: number, count: number) => Promise<readonly (readonly FieldView[])[]>,
    private readonly onArrived: (first: number, count: number) => void,
  ) {}

  /** Null while the host is asked for them. */
  of(row: number): readonly FieldView[] | null {
    const known = this.#known.get(row);
    if (known !== undefined) return known;
    void this.#load(row - (row % chunk));
    return null;
  }

  async #load(first: number): Promise<void> {
    if (this.#asked.has(first)) return;
    this.#asked.add(first);
    try {
      const rows = await this.ask(first, chunk);
      rows.forEach((fields, position) => this.#known.set(first + position, fields));
      this.onArrived(first, rows.length);
    } catch {
      this.#asked.delete(first); // the next state of the comparison asks for its own
    }
  }
}
