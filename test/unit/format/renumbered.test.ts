import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveRecord, removeRecords, setDnsName } from '../../../src/core/edit/records';
import { decode } from '../../../src/core/format/decode';
import { encode } from '../../../src/core/format/encode';
import { renumbered, type ListBytes } from '../../../src/core/format/renumbered';
import { certificate, Role, rsaKey, trustList } from '../../builders';

const tvs = await certificate({ subject: { CN: 'tvs' }, key: rsaKey(1024, 'tvs') });

/** A list with a record for each of these names; equal names make equal records. */
function listOf(names: readonly string[]): ListBytes {
  return opened(
    trustList({ signer: tvs, records: names.map((dnsName) => ({ function: Role.tvs, certificate: tvs, dnsName })) }),
  );
}

function opened(bytes: Uint8Array): ListBytes {
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return { list: decoded.list, bytes };
}

describe('the new numbers of records', () => {
  const before = listOf(['a', 'b', 'c', 'd']);
  const after = (edit: ReturnType<typeof removeRecords>): readonly (number | null)[] | null => {
    if (!edit.ok) throw new Error(edit.error.message);
    return renumbered(before, opened(encode(edit.list)));
  };

  it('follow a record that was moved, and those behind one that is gone', () => {
    expect(after(moveRecord(before.list, 3, 1))).toEqual([2, 3, 1, 4]);
    expect(after(removeRecords(before.list, [2]))).toEqual([1, null, 2, 3]);
    expect(after(removeRecords(before.list, [1, 4]))).toEqual([null, 1, 2, null]);
  });

  it('are the same for a record that was changed in its place', () => {
    expect(after(setDnsName(before.list, 2, 'other'))).toBe(null);
  });

  it('lead to the same bytes, to each place once, whatever was moved, removed and added', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 7 });
    fc.assert(
      fc.property(names, names, (left, right) => {
        const numbers = renumbered(listOf(left), listOf(right)) ?? left.map((_, at) => at + 1);
        const kept = numbers.filter((number) => number !== null);
        expect(new Set(kept).size).toBe(kept.length);
        expect(kept.every((number) => number >= 1 && number <= right.length)).toBe(true);
        const counts = (list: readonly string[], name: string): number => list.filter((one) => one === name).length;
        for (const name of 'abcde') {
          const found = left.filter((one, at) => one === name && right[(numbers[at] ?? 0) - 1] === name).length;
          expect(found, name).toBe(Math.min(counts(left, name), counts(right, name)));
        }
      }),
    );
  });
});
