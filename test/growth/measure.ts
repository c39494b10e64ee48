import { processorMs } from '../processor-time';

/** Processor time of some rounds, in milliseconds. */
export async function timeOf(run: () => unknown, rounds = 1): Promise<number> {
  const started = processorMs();
  for (let round = 0; round < rounds; round++) await run();
  return processorMs() - started;
}

export interface Growth {
  /** Of the large input, in milliseconds. */
  readonly ms: number;
  /** 1 if time grows as the input does, 10 if it grows with its square. */
  readonly factor: number;
}

/** How much larger the large input is than the small one. */
export const step = 10;
/** Times below this are noise, in milliseconds. */
const noise = 10;
/** The factor that no linear reader comes near. */
export const mostGrowth = 3;
const attempts = 3;
/** The factor that no noise explains. */
const certainGrowth = 20;

/**
 * How the time of `read` grows from a small input to one that is `step` times as large. Both read the same number of
 * characters, so that equal times mean linear growth. What looks worse than linear is measured again, since a collection
 * of garbage may have fallen on one side; the best attempt counts.
 */
export async function growthOf<Input>(
  read: (input: Input) => unknown,
  small: () => Input,
  large: () => Input,
): Promise<Growth> {
  const input = large();
  const started = performance.now();
  await read(input);
  const first = performance.now() - started;
  if (first < noise) return { ms: first, factor: 1 };
  const smallInput = small();
  let best: Growth | null = null;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const ms = await timeOf(() => read(input));
    if (ms < noise) return { ms, factor: 1 };
    const smallMs = await timeOf(() => read(smallInput), step);
    const factor = ms / Math.max(smallMs, noise / step);
    if (best === null || factor < best.factor) best = { ms, factor };
    if (best.factor <= mostGrowth || best.factor >= certainGrowth) break;
  }
  return best ?? { ms: first, factor: 1 };
}
