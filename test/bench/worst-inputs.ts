import { climb } from '../fuzz/climb';
import { slowMs } from '../fuzz/reader';
import { readers } from '../fuzz/readers';
import type { Result } from './results';

/** The same search every time; the machine decides how far it gets. */
const seed = 1;

/** The slowest input of each reader that a search of so many seconds finds, in milliseconds of processor time. */
export async function worstInputs(seconds: number): Promise<Result[]> {
  const results: Result[] = [];
  for (const reader of readers) {
    const { ms, outcome, input, inputs } = await climb(reader, seconds, seed);
    const bytes = input.reduce((sum, file) => sum + file.length, 0);
    const detail = `of ${inputs} inputs: ${bytes} bytes, ${outcome}`;
    const limit = reader.mostMs ?? slowMs;
    results.push({ name: `worst input found for ${reader.name}`, value: ms, unit: 'ms', detail, limit });
  }
  return results;
}
