import { beforeEach, describe, expect, it } from 'vitest';
import { encode } from '../../../src/core/format/encode';
import { headerFields } from '../../../src/core/format/fields';
import { forgetLists } from '../../../src/core/format/kept-lists';
import type { Part } from '../../../src/core/format/model';
import { HeaderTag } from '../../../src/core/format/tags';
import { inspect } from '../../../src/core/trust/inspect';
import { fleet } from '../../bench/fleet';
import { cucm8Publisher } from '../../builders';
import { usedMemory } from '../../fuzz/measure';
import { open } from '../edit/lists';

describe('A list that differs from an earlier one in TIMESTAMP and SIGNATURE', () => {
  beforeEach(forgetLists);

  it('has the same records and elements but for these two, and keeps nothing of the earlier file', async () => {
    const { list } = await fleet();
    const [first, second] = [list(1), list(2)];
    const [one, other] = [open(first), open(second)];
    expect(other.records).toBe(one.records);
    expect(headerFields(other)).toEqual({ ...headerFields(one), ...headerFields(open(second.slice())) });
    expect(headerFields(other).timestamp).toBe((headerFields(one).timestamp ?? 0) + 1);
    expect(encode(other)).toEqual(second);
    const third = open(list(3));
    const shared = third.header.map((part, at) => part === other.header[at]);
    expect(third.header.filter((_, at) => !(shared[at] ?? false)).map(tagOf)).toEqual([
      HeaderTag.signature,
      HeaderTag.timestamp,
    ]);
    const buffers = [...third.header, ...third.records.flatMap(({ parts }) => parts)].flatMap(buffersOf);
    expect(buffers.includes(first.buffer) || buffers.includes(second.buffer)).toBe(false);
  });

  it('is read by itself if anything else in it was changed', async () => {
    const { list } = await fleet();
    const one = open(list(1));
    const changed = list(2);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    const other = open(changed);
    expect(other.records).not.toBe(one.records);
    expect(encode(other)).toEqual(changed);
  });

  it('is not kept if it has very many elements: so memory stays flat for any lists', async () => {
    const { bytes } = await cucm8Publisher();
    const lists = Array.from({ length: 40 }, (_, at) => withElements(bytes, 4_000, at));
    for (const list of lists.slice(0, 10)) await inspect(open(list), list);
    const before = usedMemory();
    for (const list of lists.slice(10)) {
      const { findings } = await inspect(open(list), list);
      expect(findings.length).toBeGreaterThan(4_000);
    }
    expect(usedMemory() - before).toBeLessThan(20_000_000);
  });
});

/** The list with so many elements of an unknown tag at the end of its header, and with a number in its last bytes. */
function withElements(bytes: Uint8Array, count: number, number: number): Uint8Array {
  const headerLength = ((bytes[8] ?? 0) << 8) | (bytes[9] ?? 0);
  const elements = Uint8Array.from({ length: 3 * count }, (_, at) => (at % 3 === 0 ? 0x70 : 0));
  const longer = new Uint8Array(
    Buffer.concat([bytes.subarray(0, headerLength), elements, bytes.subarray(headerLength)]),
  );
  new DataView(longer.buffer).setUint16(8, headerLength + elements.length);
  longer[longer.length - 1] = number;
  return longer;
}

function tagOf(part: Part): number | null {
  return part.kind === 'element' ? part.tag : null;
}

function buffersOf(part: Part): ArrayBufferLike[] {
  if (part.kind === 'padding') return [];
  const children = part.kind === 'element' ? (part.children ?? []) : [];
  return [part.value.buffer, ...children.flatMap(buffersOf)];
}
