import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { answerTogether, type Answers, type Helper } from '../../../src/cli/helpers';
import type { Answer, FileTask } from '../../../src/cli/verify-file';

const files = (count: number): FileTask[] =>
  Array.from({ length: count }, (_, at) => ({ path: String(at), isInFolder: true }));

/** Every third file is passed over. */
const answerFor = ({ path }: FileTask): Answer | null =>
  Number(path) % 3 === 0 ? null : { out: [path], complaints: [], status: 0 };

/** A helper that answers when it is told to; how many files it was ever given at once is counted. */
class SlowHelper implements Helper {
  readonly waiting: { readonly tasks: readonly FileTask[]; readonly resolve: (answers: Answers) => void }[] = [];
  given = 0;

  answer(tasks: readonly FileTask[]): Promise<Answers> {
    this.given += tasks.length;
    return new Promise((resolve) => this.waiting.push({ tasks, resolve }));
  }

  /** Answers the first share that waits; false if none does. */
  go(): boolean {
    const next = this.waiting.shift();
    next?.resolve(next.tasks.map(answerFor));
    return next !== undefined;
  }

  end(): Promise<void> {
    return Promise.resolve();
  }
}

describe('files that several threads answer for', () => {
  test.each([0, 1, 15, 16, 17, 500])('are answered in their order, each once: %d', async (count) => {
    const helpers = [new SlowHelper(), new SlowHelper()];
    const taken: (string | null)[] = [];
    const state = { isDone: false };
    const running = answerTogether(
      files(count),
      helpers,
      (task) => Promise.resolve(answerFor(task)),
      (answer) => {
        taken.push(answer?.out[0] ?? null);
        return Promise.resolve();
      },
    ).then(() => (state.isDone = true));
    while (!state.isDone) {
      helpers.map((helper) => helper.go());
      await setImmediate();
    }
    await running;
    expect(taken).toEqual(files(count).map((task) => answerFor(task)?.out[0] ?? null));
  });

  test('are not answered ahead of a slow one without end', async () => {
    const helper = new SlowHelper();
    let mine = 0;
    const state = { isDone: false };
    const running = answerTogether(
      files(100_000),
      [helper],
      (task) => {
        mine += 1;
        return Promise.resolve(answerFor(task));
      },
      () => Promise.resolve(),
    ).then(() => (state.isDone = true));
    for (let turn = 0; turn < 1_000; turn++) await setImmediate();
    // The helper has the first share and does not answer: nothing can be printed.
    expect(mine + helper.given).toBeLessThan(500);
    while (!state.isDone) {
      helper.go();
      await setImmediate();
    }
    await running;
    expect(mine + helper.given).toBe(100_000);
  });

  test('are given up if a helper fails', async () => {
    const failing: Helper = { answer: () => Promise.reject(new Error('out of memory')), end: () => Promise.resolve() };
    const answers = answerTogether(
      files(100),
      [failing],
      (task) => Promise.resolve(answerFor(task)),
      () => Promise.resolve(),
    );
    await expect(answers).rejects.toThrow('out of memory');
  });
});
