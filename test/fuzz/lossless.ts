import fc from 'fast-check';
import { sameBytes } from '../../src/core/format/bytes';
import { decode } from '../../src/core/format/decode';
import { encode } from '../../src/core/format/encode';
import { arbitraryTrustListBytes } from '../arbitraries';

/**
 * `encode(decode(x))` is x for lists with unknown tags, odd orders, padding wherever it stands, lengths that lie and
 * bytes behind the last record. Prints how many were tried; false where one was not given back.
 */
export function losslessCases(seed: number, runs: number): boolean {
  const started = performance.now();
  const result = fc.check(
    fc.property(arbitraryTrustListBytes(), (bytes) => {
      const decoded = decode(bytes);
      return decoded.ok && sameBytes(encode(decoded.list), bytes);
    }),
    { numRuns: runs, seed },
  );
  const took = ((performance.now() - started) / 1_000).toFixed(1);
  console.log(`${result.numRuns} made lists encode to what they were decoded from, in ${took} s`);
  if (!result.failed) return true;
  console.error(`Not given back: ${Buffer.from(result.counterexample?.[0] ?? []).toString('hex')}`);
  return false;
}
