import { Random } from '../fuzz/random';
import { Fills, textOf, type Fill } from '../growth/fills';
import { timeOf } from '../growth/measure';
import { textReaders, type TextReader } from '../growth/readers';
import { root } from './project';
import type { Result } from './results';

/** The same search every time. */
const seed = 1;
/** Characters of the texts that are compared with each other. */
const searched = 20_000;
const mixed = 300;
/** Texts that are read again at the length of the longest that the reader is given. */
const candidates = 5;
/** Milliseconds that the worst text of a reader may take. */
const slow = 1_000;

/** The slowest text of each reader that a search finds, at the full length that it may have. */
export async function slowestTexts(): Promise<Result[]> {
  const results: Result[] = [];
  for (const reader of textReaders) {
    const { ms, fill } = await slowest(reader);
    const { head, pump, tail } = fill;
    const detail = `${reader.most} characters: ${[head, pump, tail].map(shown).join(' ')}`;
    results.push({ name: `worst text found for ${reader.name}`, value: ms, unit: 'ms', detail, limit: slow });
  }
  return results;
}

async function slowest(reader: TextReader): Promise<{ readonly ms: number; readonly fill: Fill }> {
  const random = new Random(seed);
  const fills = new Fills(root, reader, random);
  const all = [...(reader.onceSlow ?? []), ...fills.single(), ...Array.from({ length: mixed }, () => fills.mixed())];
  const first = await timed(reader, all, Math.min(searched, reader.most));
  const last = await timed(
    reader,
    first.slice(0, candidates).map(({ fill }) => fill),
    reader.most,
  );
  const [worst] = last;
  if (worst === undefined) throw new Error(`${reader.name}: no texts`);
  return worst;
}

/** The fills at a length, the slowest first. */
async function timed({ read }: TextReader, fills: readonly Fill[], characters: number) {
  const found: { readonly ms: number; readonly fill: Fill }[] = [];
  for (const fill of fills) {
    const text = textOf(fill, characters);
    await read(text); // compiles what this text takes
    found.push({ ms: await timeOf(() => read(text)), fill });
  }
  return found.sort((a, b) => b.ms - a.ms);
}

function shown(part: string): string {
  return JSON.stringify(part.length > 60 ? `${part.slice(0, 60)}…` : part);
}
