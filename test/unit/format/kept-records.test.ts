import { beforeEach, describe, expect, it } from 'vitest';
import { decode, type Decoded } from '../../../src/core/format/decode';
import { encode } from '../../../src/core/format/encode';
import { forgetLists } from '../../../src/core/format/kept-lists';
import { keptBytes } from '../../../src/core/format/kept-records';
import { cucm12Cluster, cucm8Publisher } from '../../builders';
import { inputAt } from '../../fuzz/inputs';
import { readerOf } from '../../fuzz/readers';
import { amount } from '../../long';
import { open } from '../edit/lists';

describe('A record that was read before', () => {
  beforeEach(forgetLists);

  it('is one object in every file with the same record at the same place, and keeps none of these files', async () => {
    const { bytes } = await cucm12Cluster();
    const first = open(bytes);
    const other = bytes.slice();
    const second = open(other);
    expect(second.records.every((record, at) => record === first.records[at])).toBe(true);
    const buffers = second.records.flatMap(({ parts }) =>
      parts.map((part) => (part.kind === 'padding' ? null : part.value.buffer)),
    );
    expect(buffers.includes(bytes.buffer) || buffers.includes(other.buffer)).toBe(false);
    expect(keptBytes(first.records[0] ?? { offset: 0, length: 0, parts: [] })).toEqual(
      bytes.slice(first.headerLength, first.headerLength + (first.records[0]?.length ?? 0)),
    );
  });

  it('is another object where it stands elsewhere, or has another byte', async () => {
    const { bytes } = await cucm8Publisher();
    const first = open(bytes);
    const changed = bytes.slice();
    changed[bytes.length - 1] = (changed[bytes.length - 1] ?? 0) ^ 1;
    const second = open(changed);
    expect(second.records.map((record, at) => record === first.records[at])).toEqual([true, true, true, false]);
  });

  it('is read as if it had not been, whatever was read before', async () => {
    const reader = readerOf('lists');
    const samples = await reader.samples();
    const count = amount({ all: 20_000, share: 30 });
    const inputs = Array.from({ length: count }, (_, at) => inputAt(reader, samples, 5, samples.hostile.length + at));
    const afresh = (bytes: Uint8Array): Decoded => {
      forgetLists();
      return decode(bytes);
    };
    const expected = inputs.map(([bytes = new Uint8Array()]) => afresh(bytes));
    forgetLists();
    for (const [start = new Uint8Array()] of samples.starts) decode(start);
    for (const [at, [bytes = new Uint8Array()]] of inputs.entries()) {
      const decoded = decode(bytes);
      expect(decoded).toEqual(expected[at]);
      if (decoded.ok) expect(encode(decoded.list)).toEqual(bytes);
    }
  }, 600_000);
});
