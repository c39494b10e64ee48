import type { CheckView, FromPage, ListRow, ToPage } from '../../../src/extension/problems/protocol';
import { checkedSentence, engine, readList, said, summaryOf, whatItIs, worstOutcome } from '../engine';
import type { Host } from '../frame';
import { TableParts } from './table';

/** A file by its path in the workspace. */
export type FileBytes = readonly [file: string, bytes: Uint8Array];

/** Stands in for the extension under the table of the trust lists in the workspace. */
export class WorkspaceHost extends TableParts implements Host {
  #rows: readonly ListRow[] = [];
  #check: CheckView | undefined;
  #isOpen = false;

  /** Shows these files as they are once all of them are checked. */
  async show(files: readonly FileBytes[]): Promise<void> {
    await this.showRows(await Promise.all(files.map(rowOf)));
  }

  async showRows(rows: readonly ListRow[], check: Partial<CheckView> = {}): Promise<void> {
    this.#rows = rows;
    this.#check = { ...checked(rows), ...check };
    if (this.#isOpen) await this.#showState();
    else {
      this.#isOpen = true;
      await this.host.open(this);
    }
  }

  /** Shows as many rows as `make` gives, which are made in the page: they are too many to be sent there. */
  async showMany(make: (amount: number) => ListRow[], amount: number): Promise<void> {
    await this.showRows([]);
    await this.headline.waitFor(); // an empty table is not shown
    const check = JSON.stringify(checked([]));
    const rows = `(${make.toString()})(${amount})`;
    await this.page.evaluate(`window.postMessage({ type: 'show', isLast: true, check: ${check}, rows: ${rows} }, '*')`);
  }

  /** Tells the page what is new, as the check goes on. */
  async update(
    rows: readonly ListRow[],
    removed: readonly string[] = [],
    check: Partial<CheckView> = {},
  ): Promise<void> {
    const others = this.#rows.filter(({ uri }) => !removed.includes(uri) && rows.every((row) => row.uri !== uri));
    this.#rows = [...others, ...rows];
    this.#check = { ...checked(this.#rows), ...check };
    await this.#post({ type: 'update', rows, removed, check: this.#check });
  }

  async receive(message: FromPage): Promise<void> {
    if (message.type === 'ready') await this.#showState();
  }

  /** In two parts, as many rows come. */
  async #showState(): Promise<void> {
    const check = this.#check ?? checked(this.#rows);
    const half = Math.floor(this.#rows.length / 2);
    await this.#post({ type: 'show', rows: this.#rows.slice(0, half), isLast: false, check });
    await this.#post({ type: 'show', rows: this.#rows.slice(half), isLast: true, check });
  }

  async #post(message: ToPage): Promise<void> {
    await this.host.send(message);
  }
}

/** The row of a file, as the extension makes it. */
export async function rowOf([file, bytes]: FileBytes): Promise<ListRow> {
  const read = await readList(bytes, file.split('/').at(-1) ?? file);
  const result = read.ok
    ? ({ kind: 'list', report: read.report, verdict: engine.verdictOf(read.report) } as const)
    : ({
        kind: 'unreadable',
        label: said('Not a trust list', {}),
        ...read.error,
        whatItIs: await itIs(file, bytes),
      } as const);
  return { ...summaryOf(engine, result), uri: `file:///${file}`, file };
}

async function itIs(file: string, bytes: Uint8Array): Promise<string | null> {
  return (await whatItIs(engine, bytes, file))?.sentence ?? null;
}

function checked(rows: readonly ListRow[]): CheckView {
  const [headline, outcome] = [checkedSentence(rows), worstOutcome(rows)];
  return { phase: 'checked', done: rows.length, total: rows.length, headline, outcome };
}
