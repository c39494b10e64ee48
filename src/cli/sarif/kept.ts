import type { Level } from './result';

/** From the one that is left out first. */
const byWeight: readonly Level[] = ['note', 'open', 'warning', 'error'];

/** The worst of any number of things, the first of those that are equally bad. Memory is that of `most`. */
export class Worst<T extends { readonly level: Level }> {
  readonly #kept: Readonly<Record<Level, T[]>> = { error: [], warning: [], open: [], note: [] };
  #count = 0;

  constructor(private readonly most: number) {}

  add(one: T): void {
    this.#kept[one.level].push(one);
    this.#count += 1;
    if (this.#count <= this.most) return;
    const full = byWeight.find((level) => this.#kept[level].length > 0) ?? one.level;
    this.#kept[full].pop();
  }

  get leftOut(): number {
    return Math.max(0, this.#count - this.most);
  }

  /** The worst first. */
  *[Symbol.iterator](): Generator<T> {
    for (const level of [...byWeight].reverse()) yield* this.#kept[level];
  }
}
