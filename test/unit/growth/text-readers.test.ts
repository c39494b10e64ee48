import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Random } from '../../fuzz/random';
import { Fills, textOf, type Fill } from '../../growth/fills';
import { growthOf, mostGrowth, step } from '../../growth/measure';
import { textReaders, type TextReader } from '../../growth/readers';
import { amount, isLong } from '../../long';

const root = join(import.meta.dirname, '../../..');
/** Characters of the large text: it is compared with one that has a tenth of them. */
const sizes = [10_000, 100_000, ...(isLong ? [1_000_000] : [])];
/** The share is the same every time, so that it fails only after a change; a long run looks elsewhere each time. */
const seed = isLong ? Date.now() : 1;
const timeout = amount({ all: 7_200_000, share: 120_000 });

function fillsFor(reader: TextReader): Fill[] {
  const random = new Random(seed);
  const fills = new Fills(root, reader, random);
  const single = fills.single();
  const some = isLong ? single : Array.from({ length: 3 }, () => random.pick(single));
  return [
    ...(reader.onceSlow ?? []),
    ...some,
    ...Array.from({ length: amount({ all: 100, share: 2 }) }, () => fills.mixed()),
  ];
}

describe('The time that reading takes grows as the text does:', () => {
  it.each(textReaders)(
    '$name',
    async (reader) => {
      const slow: string[] = [];
      for (const fill of fillsFor(reader)) {
        for (const size of sizes) {
          const { ms, factor } = await growthOf(
            reader.read,
            () => textOf(fill, size / step),
            () => textOf(fill, size),
          );
          if (factor <= mostGrowth) continue;
          slow.push(`${JSON.stringify(fill)}: ${ms} ms for ${size} characters, ×${factor}`);
          break; // more characters would only take longer
        }
      }
      expect(slow).toEqual([]);
    },
    timeout,
  );
});
