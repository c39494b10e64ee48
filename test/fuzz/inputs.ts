import { mutant, sampleOf, type Sample } from './mutate';
import { Random } from './random';
import type { Material } from './samples';

/** The inputs of a run, by number: the hostile lists as they are, and then changed ones without end. */
export class Inputs {
  readonly #hostile: readonly Uint8Array[];
  readonly #samples: readonly Sample[];

  constructor(
    material: Material,
    private readonly seed: number,
  ) {
    this.#hostile = material.hostile;
    this.#samples = material.samples.map(sampleOf);
  }

  at(number: number): Uint8Array {
    return this.#hostile[number] ?? mutant(new Random(this.seed, number), this.#samples);
  }
}
