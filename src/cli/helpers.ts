import { setImmediate } from 'node:timers/promises';
import type { Answer, FileTask } from './verify-file';

/** Another thread that answers for files. */
export interface Helper {
  /** The answers for some files, in their order. */
  readonly answer: (tasks: readonly FileTask[]) => Promise<Answers>;
  readonly end: () => Promise<void>;
}

/** Null for a file that is passed over. */
export type Answers = readonly (Answer | null)[];

/** Files that a thread is given at once. */
const share = 16;
/** Shares that a helper has, so that it never waits for the next one. */
const sharesAhead = 2;
/** Shares for each thread that are under way, or wait for an earlier one to be printed: so memory stays flat. */
const sharesInFlight = 8;

/**
 * Answers for files with this thread and helpers, in the order of the files.
 *
 * @param answer says what this thread makes of a file.
 * @param take is given each answer, one after the other.
 */
export async function answerTogether(
  tasks: readonly FileTask[],
  helpers: readonly Helper[],
  answer: (task: FileTask) => Promise<Answer | null>,
  take: (answer: Answer | null) => Promise<void>,
): Promise<void> {
  const run = new SharedRun(tasks, helpers);
  for (let position = 0; position < run.count; position++) {
    let ready = run.taken(position);
    while (ready === undefined) {
      const mine = run.give();
      if (mine === null) await run.change();
      else {
        run.keep(mine.position, await answerAll(mine.tasks, answer));
        await setImmediate(); // for the answers of the helpers to come in
      }
      ready = run.taken(position);
    }
    for (const one of ready) await take(one);
  }
}

async function answerAll(
  tasks: readonly FileTask[],
  answer: (task: FileTask) => Promise<Answer | null>,
): Promise<Answers> {
  const answers: (Answer | null)[] = [];
  for (const task of tasks) answers.push(await answer(task));
  return answers;
}

/** Files in shares, with the answers that were not printed yet. */
class SharedRun {
  readonly count: number;
  readonly #answers = new Map<number, Answers>();
  readonly #busy: number[];
  #next = 0;
  #printed = 0;
  #failure: { readonly error: unknown } | null = null;
  #wake: () => void = () => undefined;

  constructor(
    private readonly tasks: readonly FileTask[],
    private readonly helpers: readonly Helper[],
  ) {
    this.count = Math.ceil(tasks.length / share);
    this.#busy = helpers.map(() => 0);
  }

  /** The answers of a share, which is printed now; undefined if they have not come yet. */
  taken(position: number): Answers | undefined {
    if (this.#failure !== null) throw this.#failure.error;
    const answers = this.#answers.get(position);
    if (answers === undefined) return undefined;
    this.#answers.delete(position);
    this.#printed = position + 1;
    return answers;
  }

  keep(position: number, answers: Answers): void {
    this.#answers.set(position, answers);
    this.#wake();
  }

  /** Gives every helper as much as it may have, and this thread the share after that; null if it has to wait. */
  give(): { readonly position: number; readonly tasks: readonly FileTask[] } | null {
    for (const [number, helper] of this.helpers.entries()) {
      while ((this.#busy[number] ?? 0) < sharesAhead) {
        const given = this.#take();
        if (given === null) return null;
        this.#count(number, 1);
        helper.answer(given.tasks).then(
          (answers) => {
            this.#count(number, -1);
            this.keep(given.position, answers);
          },
          (error: unknown) => {
            this.#failure ??= { error };
            this.#wake();
          },
        );
      }
    }
    return this.#take();
  }

  /** Waits until a helper has answered. */
  change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #count(number: number, change: number): void {
    this.#busy[number] = (this.#busy[number] ?? 0) + change;
  }

  #take(): { readonly position: number; readonly tasks: readonly FileTask[] } | null {
    const inFlight = sharesInFlight * (this.helpers.length + 1);
    if (this.#next >= this.count || this.#next >= this.#printed + inFlight) return null;
    const position = this.#next++;
    return { position, tasks: this.tasks.slice(position * share, (position + 1) * share) };
  }
}
