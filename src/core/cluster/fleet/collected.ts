import type { SourceProblem } from '../observation';
import type { GivenLists } from './given';
import { Phones } from './phones';
import type { DigestReading } from './without-bytes';

/** What the sources of a fleet have said so far. */
export class Collected {
  readonly phones = new Phones();
  #read = 0;

  /**
   * @param lists what is served, and what is known; lists in the sources are added.
   * @param problems those that there are already; those of the sources are added.
   */
  constructor(
    readonly lists: GivenLists,
    readonly problems: SourceProblem[],
  ) {}

  /** Sources with a phone or a list in them. */
  get read(): number {
    return this.#read;
  }

  /** Readings are added in the order of their sources: what is said last counts where times do not decide. */
  async add(reading: DigestReading): Promise<void> {
    if (reading.observations.length + reading.lists.length > 0) this.#read += 1;
    for (const problem of reading.problems) this.problems.push(problem);
    for (const list of reading.lists) {
      const added = await this.lists.addDigested(list);
      if (!added.ok) this.problems.push({ file: list.file, line: null, message: added.problem.sentence });
    }
    for (const observation of reading.observations) this.phones.add(observation);
  }
}
