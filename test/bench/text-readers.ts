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
/** Characters of the longest texts: tables and traces may be longer, and take as much longer. */
const longest = 1_000_000;
/**
 * How many times as long as looking at each character of the longest texts the worst text of a reader may take: about a second
 * on an ordinary machine.
 */
const slow = 600;

/** The slowest text of each reader that a search finds, as long as it may be. */
export async function slowestTexts(): Promise<Result[]> {
  const results: Result[] = [];
  const looked = await lookedAt();
  for (const reader of textReaders) {
    const { ms, fill } = await slowest(reader);
    const { head, pump, tail } = fill;
    const detail = `${longestOf(reader)} characters: ${[head, pump, tail].map(shown).join(' ')}`;
    const name = `worst text found for ${reader.name} / looking at ${longest} characters`;
    results.push({ name, value: ms / looked, unit: '×', detail: `${ms.toFixed(0)} ms, ${detail}`, limit: slow });
  }
  return results;
}

/** Milliseconds that it takes to look at each character of the longest texts. */
async function lookedAt(): Promise<number> {
  const text = textOf({ head: '', pump: 'SEP001122334455;', tail: '\n' }, longest);
  const rounds = 100;
  let sum = 0;
  const look = (): void => {
    for (let at = 0; at < text.length; at++) sum ^= text.charCodeAt(at);
  };
  await timeOf(look, rounds); // compiles it
  const ms = await timeOf(look, rounds);
  return sum < 0 ? NaN : ms / rounds;
}

async function slowest(reader: TextReader): Promise<{ readonly ms: number; readonly fill: Fill }> {
  const random = new Random(seed);
  const fills = new Fills(root, reader, random);
  const all = [...(reader.onceSlow ?? []), ...fills.single(), ...Array.from({ length: mixed }, () => fills.mixed())];
  const first = await timed(reader, all, Math.min(searched, reader.most));
  const last = await timed(
    reader,
    first.slice(0, candidates).map(({ fill }) => fill),
    longestOf(reader),
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

function longestOf({ most }: TextReader): number {
  return Math.min(longest, most);
}

function shown(part: string): string {
  return JSON.stringify(part.length > 60 ? `${part.slice(0, 60)}…` : part);
}
