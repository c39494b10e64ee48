import { xmlText } from './xml';

/** One thing that was checked. */
export interface TestCase {
  readonly name: string;
  /** The file that it is about, if that is not its name. */
  readonly file?: string;
  /** Null for one that passed. */
  readonly trouble: Trouble | null;
}

/**
 * - `failure`: it was checked, and is wrong.
 * - `error`: it could not be checked.
 */
export interface Trouble {
  readonly kind: 'failure' | 'error';
  /** What kind of failure or error, in a word. */
  readonly type: string;
  readonly message: string;
  readonly lines: readonly string[];
}

/** Lines of one failure: a hostile file has thousands of findings. */
const mostLines = 100;

/**
 * Writes JUnit's XML: one suite for the run. A suite says before its cases how many of them failed, so that what each
 * case says is kept until the end.
 */
export class JunitLog {
  readonly #cases: string[] = [];
  readonly #counts = { failure: 0, error: 0 };

  constructor(
    private readonly suite: string,
    private readonly write: (text: string) => void,
  ) {}

  add({ name, file = name, trouble }: TestCase): void {
    const attributes = `classname="${xmlText(this.suite)}" name="${xmlText(name)}" file="${xmlText(file)}"`;
    if (trouble === null) {
      this.#cases.push(`<testcase ${attributes}/>`);
      return;
    }
    const { kind, type, message, lines } = trouble;
    this.#counts[kind] += 1;
    const more = lines.length - mostLines;
    const shown = more > 0 ? [...lines.slice(0, mostLines), `${more} more lines`] : lines;
    const body = shown.map(xmlText).join('\n');
    const inner = `<${kind} type="${xmlText(type)}" message="${xmlText(message)}">${body}</${kind}>`;
    this.#cases.push(`<testcase ${attributes}>\n${inner}\n</testcase>`);
  }

  end(): void {
    const { failure, error } = this.#counts;
    const counts = `tests="${this.#cases.length}" failures="${failure}" errors="${error}" skipped="0"`;
    this.write('<?xml version="1.0" encoding="UTF-8"?>\n');
    this.write(`<testsuites ${counts}>\n<testsuite name="${xmlText(this.suite)}" ${counts}>\n`);
    for (const one of this.#cases) this.write(`${one}\n`);
    this.write('</testsuite>\n</testsuites>\n');
  }
}
