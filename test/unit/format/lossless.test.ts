import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/format/decode';
import { encode, encodeParts, partLength } from '../../../src/core/format/encode';
import type { Part, TrustList } from '../../../src/core/format/model';
import { arbitraryDamageTo, arbitraryTrustListBytes } from '../../arbitraries';
import { ctlWithTokens, cucm12Cluster, cucm8Publisher } from '../../builders';

function decoded(bytes: Uint8Array): TrustList {
  const result = decode(bytes);
  if (!result.ok) throw new Error(result.error.message);
  return result.list;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** Where the parts end, if each begins where the one before it ends; null where one does not. */
function endOfTiles(parts: readonly Part[], start: number): number | null {
  let offset = start;
  for (const part of parts) {
    const end = offset + partLength(part);
    if (part.offset !== offset) return null;
    const opened = part.kind === 'element' && part.children !== null && part.value.length > 0 ? part.children : null;
    if (opened !== null && endOfTiles(opened, offset + 3) !== end) return null;
    offset = end;
  }
  return offset;
}

/** The bytes come back, and every part knows where it stands, from byte 0 to the last. */
function expectLossless(bytes: Uint8Array): void {
  const list = decoded(bytes);
  expect(sameBytes(encode(list), bytes)).toBe(true);
  expect(endOfTiles(list.header, 0)).toBe(list.headerLength);
  let offset = list.headerLength;
  for (const record of list.records) {
    expect(record.offset).toBe(offset);
    offset += record.length;
    expect(endOfTiles(record.parts, record.offset)).toBe(offset);
    expect(sameBytes(encodeParts(record.parts), bytes.subarray(record.offset, offset))).toBe(true);
  }
  expect([offset + list.trailing.length, list.length]).toEqual([bytes.length, bytes.length]);
}

describe('encode(decode(bytes))', () => {
  it('gives back the bytes of lists with unknown tags, odd orders, padding anywhere and trailing bytes', () => {
    fc.assert(fc.property(arbitraryTrustListBytes(), expectLossless), { numRuns: 2000 });
  });

  it('gives back any bytes that begin with VERSION', () => {
    const start = Uint8Array.of(1, 0, 2, 1, 2);
    const rest = fc.uint8Array({ minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(rest, (bytes) => {
        expectLossless(Uint8Array.from([...start, ...bytes]));
      }),
      { numRuns: 1000 },
    );
  });

  describe('of real-looking lists', () => {
    let lists: Uint8Array[] = [];
    beforeAll(async () => {
      const ready = [await cucm8Publisher(), await cucm12Cluster(), await ctlWithTokens()];
      lists = ready.map(({ bytes }) => bytes);
    }, 60_000); // Making keys takes a while on a busy machine.

    it('gives back the bytes, and finds nothing wrong', () => {
      for (const bytes of lists) {
        expectLossless(bytes);
        expect(decoded(bytes).problems).toEqual([]);
      }
    });

    it('gives back the bytes of damaged ones too, or refuses them in words', () => {
      const damaged = fc.constantFrom(...lists).chain((bytes) => arbitraryDamageTo(bytes));
      fc.assert(
        fc.property(damaged, (bytes) => {
          const result = decode(bytes);
          if (result.ok) expectLossless(bytes);
          else expect(result.error.message).toMatch(/\.$/);
        }),
        { numRuns: 1000 },
      );
    });
  });
});
