import { sameBytes } from '../../src/core/format/bytes';
import type { Random } from './random';

/**
 * What a reader is given: one file for most of them, several for those that read files together. The last one may be a
 * script, whose bytes make the choices that are not in the files (`Choices`).
 */
export type Input = readonly Uint8Array[];

/** What the inputs of a reader are made of. Plain data, so that it crosses to a worker. */
export interface Samples {
  /** Sound inputs, to be changed. */
  readonly starts: readonly Input[];
  /** Inputs that are taken as they are: made to cost time or memory. */
  readonly hostile: readonly Input[];
  /** Files that no input changes, such as the key that edits sign with. */
  readonly known?: readonly Uint8Array[];
}

/** A part of the product that reads what others wrote, and what must hold for every input of it. */
export interface Reader {
  /** What `--reader` calls it. */
  readonly name: string;
  /** One of so many inputs of a run is for this reader: what is slow gets fewer. */
  readonly every: number;
  /** Milliseconds of processor time that an input may take; a second by default. */
  readonly mostMs?: number;
  /** Part of its work is in threads of the system: measured by the clock, or by the whole process if that is less. */
  readonly isThreaded?: true;
  readonly samples: () => Promise<Samples>;
  /** One small change. */
  readonly mutate: (random: Random, input: Input, samples: Samples) => Input;
  /**
   * Takes an input through the reader.
   *
   * @returns what became of it, in a word: runs count these.
   * @throws if anything does that is not a documented outcome, or if something does not hold that must.
   */
  readonly check: (input: Input, samples: Samples) => Promise<string>;
}

export const slowMs = 1_000;

/** Checks one input; also that the reader does not write to it. */
export async function examine({ check }: Reader, input: Input, samples: Samples): Promise<string> {
  const before = input.map((file) => file.slice());
  const outcome = await check(input, samples);
  const written = input.findIndex((file, at) => !sameBytes(file, before[at] ?? new Uint8Array()));
  if (written !== -1) throw new Error(`file ${written + 1} of the input was written to`);
  return outcome;
}

/** Every sentence in a conclusion says something. */
export function expectSentences(conclusion: unknown): void {
  if (typeof conclusion !== 'object' || conclusion === null) return;
  for (const [key, value] of Object.entries(conclusion)) {
    if (key === 'sentence' && (typeof value !== 'string' || value.trim() === ''))
      throw new Error(`a conclusion without a sentence: ${JSON.stringify(conclusion).slice(0, 500)}`);
    expectSentences(value);
  }
}
