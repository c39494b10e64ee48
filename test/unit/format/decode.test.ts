import { beforeAll, describe, expect, it } from 'vitest';
import { decode, type Refusal } from '../../../src/core/format/decode';
import { encode } from '../../../src/core/format/encode';
import { growthOf, mostGrowth } from '../../growth/measure';
import { recordFields } from '../../../src/core/format/fields';
import { limits } from '../../../src/core/format/limits';
import type { Problem, TrustList } from '../../../src/core/format/model';
import {
  concat,
  cucm8Publisher,
  element,
  recordBytes,
  Role,
  setByte,
  splice,
  text,
  trustList,
  u16,
  u8,
  type Identity,
  type TrustListOptions,
} from '../../builders';

/** Offsets in the CUCM 8 list: its header takes 296 bytes, its records 1972, 1972, 743 and 455. */
const record1 = 296;
const record2 = record1 + 1972;
const record4 = record2 + 1972 + 743;

let sound: Uint8Array;
let signer: Identity;

beforeAll(async () => {
  const { bytes, identities } = await cucm8Publisher();
  sound = bytes;
  signer = identities.callManager;
}, 60_000); // Making keys takes a while on a busy machine.

/** Decodes, and holds the list against the promise that it gives back its bytes. */
function list(bytes: Uint8Array): TrustList {
  const result = decode(bytes);
  if (!result.ok) throw new Error(result.error.message);
  expect(Buffer.compare(encode(result.list), bytes)).toBe(0);
  return result.list;
}

function refusal(bytes: Uint8Array): Refusal {
  const result = decode(bytes);
  if (result.ok) throw new Error('the bytes were taken for a list');
  return result.error;
}

const problems = (bytes: Uint8Array): readonly Problem[] => list(bytes).problems;
const codes = (bytes: Uint8Array): string[] => problems(bytes).map(({ code }) => code);
const lengths = (bytes: Uint8Array): number[] => list(bytes).records.map(({ length }) => length);

/** A small list with the records given, so that a test shows all there is to it. */
function small(options: Partial<TrustListOptions> = {}): Uint8Array {
  return trustList({ signer, records: [{ function: Role.tftp }, { function: Role.tvs }], ...options });
}

describe('decode', () => {
  it('reads the header and the records of a CUCM 8 list where they stand', () => {
    const { header, headerLength, records, trailing } = list(sound);
    expect(headerLength).toBe(296);
    expect(header.map((part) => (part.kind === 'element' ? part.tag : part.kind))).toEqual([
      1,
      2,
      3,
      7,
      12,
      14,
      15,
      'padding',
      'padding',
    ]);
    expect(records.map(({ offset, length }) => [offset, length])).toEqual([
      [record1, 1972],
      [record2, 1972],
      [record2 + 1972, 743],
      [record4, 455],
    ]);
    expect(trailing).toHaveLength(0);
  });

  it('opens the containers of the header', () => {
    const names = list(sound).header.flatMap((part) =>
      part.kind === 'element' && part.children !== null
        ? part.children.map((child) => (child.kind === 'element' ? child.tag : child.kind))
        : [],
    );
    expect(names).toEqual([4, 5, 6, 8, 9]);
  });

  it('reads the order of certutils, with tag 28', () => {
    const bytes = small({ order: 'certutils', records: [{ function: Role.sast, certificate: signer }] });
    const { header, records, problems: found } = list(bytes);
    expect(found).toEqual([]);
    expect(header.flatMap((part) => (part.kind === 'element' ? [part.tag] : [])).slice(0, 3)).toEqual([1, 2, 28]);
    expect(records[0]?.parts.flatMap((part) => (part.kind === 'element' ? [part.tag] : []))).toEqual([
      1, 3, 5, 6, 4, 7, 8, 9,
    ]);
  });

  it('does not take the elements of a record for containers', () => {
    const [record] = list(sound).records;
    expect(record?.parts.every((part) => part.kind === 'element' && part.children === null)).toBe(true);
  });

  it('reads a header without records', () => {
    const bytes = small({ records: [] });
    expect(list(bytes)).toMatchObject({ headerLength: bytes.length, records: [], problems: [] });
  });

  describe('refuses', () => {
    it('an empty file', () => {
      expect(refusal(new Uint8Array())).toEqual({
        message: expect.stringMatching(
          /^The file is empty\. CUCM answers .* a phone keeps the list .* blank list: it is signed\.$/,
        ) as string,
        offset: 0,
      });
    });

    it('a file that begins with something else than VERSION', () => {
      const { message, offset } = refusal(new Uint8Array(Buffer.from('<html>')));
      expect(message).toBe('Not a trust list: it starts with 0x3C ("<") at offset 0, not with VERSION (0x01).');
      expect(offset).toBe(0);
    });

    it.each(['SEP001122334455.cnf.xml.sgn', 'SIP42.8-4-2S.loads', 'Desktops/320x212x12/List.xml.sgn'])(
      'the signed file %s, whose content begins with no record',
      (filename) => {
        const bytes = small({ records: [], filename, trailing: text('<device/>') });
        expect(refusal(bytes)).toEqual({
          message: `This is a signed file (${filename}), not a trust list.`,
          offset: Buffer.from(bytes).indexOf(filename) - 3,
        });
      },
    );

    it('no list that has lost its records, or whose records tell what it is', () => {
      expect(list(small({ records: [], filename: 'CTLFile.tlv' })).records).toEqual([]);
      expect(list(small({ records: [], filename: 'other.tlv' })).records).toEqual([]);
      expect(list(small({ filename: 'SEP001122334455.cnf.xml.sgn' })).records).toHaveLength(2);
    });

    it('a VERSION of another width', () => {
      expect(refusal(Uint8Array.of(1, 0, 3, 1, 2, 3, 2)).offset).toBe(1);
    });

    it.each([1, 2, 3, 4, 5])('a file of %i bytes', (length) => {
      expect(refusal(Uint8Array.of(1, 0, 2, 1, 2).subarray(0, length)).message).toMatch(/\.$/);
    });

    it('a file that is larger than is ever read, but not one that is just as large', () => {
      const largest = new Uint8Array(limits.fileBytes);
      largest.set(sound);
      expect(decode(largest).ok).toBe(true);
      const tooLarge = new Uint8Array(limits.fileBytes + 1);
      tooLarge.set(sound);
      expect(refusal(tooLarge).offset).toBe(limits.fileBytes);
    });

    it('a file of nothing but padding, of which no end is in sight', () => {
      const flood = new Uint8Array(limits.parts + 100).fill(13);
      flood.set(Uint8Array.of(1, 0, 2, 1, 2));
      expect(refusal(flood).message).toContain(String(limits.parts));
      expect(decode(flood.subarray(0, limits.parts)).ok).toBe(true);
    });
  });
});

describe('problems', () => {
  it('element-truncated: an element of a record declares more than is left of it', () => {
    const [problem, ...more] = problems(setByte(sound, record4 + 5 + 1, 0xff));
    expect(more).toEqual([]);
    expect(problem).toEqual({
      code: 'element-truncated',
      offset: record4 + 5,
      length: 450,
      record: 4,
      tag: 2,
      declared: 0xff02,
      actual: 447,
    });
  });

  it('element-truncated: but not one that takes exactly what is left', () => {
    const exactly = recordBytes({ function: Role.tftp, extra: [{ tag: 40, value: new Uint8Array(300) }] });
    expect(codes(concat(small(), exactly))).toEqual([]);
  });

  it('element-truncated: an element of the header', () => {
    const signature = 5 + 5 + 113 + 18;
    const [problem, ...more] = problems(setByte(sound, signature + 1, 1));
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ code: 'element-truncated', offset: signature, tag: 12, record: null });
    expect(lengths(setByte(sound, signature + 1, 1))).toEqual([1972, 1972, 743, 455]);
  });

  it('element-truncated: one or two bytes, too few for a tag and a length', () => {
    const cut = recordBytes({ function: Role.tftp, recordLength: 5 + 5 + 5 + 2 });
    const [problem] = problems(concat(small(), cut, u8(40), u8(0)));
    expect(problem).toMatchObject({ code: 'element-truncated', length: 2, declared: null, actual: 0 });
  });

  it('container-length: a container that does not end where an element ends', () => {
    const signerId = 10;
    const changed = setByte(sound, signerId + 2, 109);
    expect(problems(changed)).toEqual([
      {
        code: 'container-length',
        offset: signerId,
        length: 3,
        record: null,
        tag: 3,
        declared: 109,
        actual: null,
      },
    ]);
    expect(lengths(changed)).toEqual([1972, 1972, 743, 455]);
  });

  it('container-length: but not one that ends after fewer of its elements', () => {
    const changed = setByte(sound, 10 + 2, 110 - 18);
    expect(codes(changed)).toEqual([]);
  });

  it('container-length: not for an empty container', () => {
    expect(codes(small({ extra: [{ tag: 3, value: new Uint8Array() }] }))).toEqual([]);
  });

  it('header-length-missing', () => {
    const [problem] = problems(splice(sound, 5, 5));
    expect(problem).toMatchObject({ code: 'header-length-missing', offset: 0, record: null });
    expect(lengths(splice(sound, 5, 5))).toEqual([1972, 1972, 743, 455]);
  });

  it('header-length-missing: also where it has another width', () => {
    expect(codes(splice(sound, 5, 5, element(2, u8(3))))).toEqual(['header-length-missing']);
  });

  it('header-length-missing: but not where it stands further back', () => {
    const moved = splice(splice(sound, 5, 5), 5 + 113, 0, sound.slice(5, 10));
    expect(codes(moved)).toEqual([]);
  });

  it.each([100, 295, 297, 65_535, 0])('header-length: it says %i where the first record begins at 296', (says) => {
    const changed = splice(sound, 5, 5, element(2, u16(says)));
    expect(problems(changed)).toEqual([
      { code: 'header-length', offset: 5, length: 5, record: null, tag: 2, declared: says, actual: 296 },
    ]);
    expect(lengths(changed)).toEqual([1972, 1972, 743, 455]);
  });

  it('header-length: but not where more padding makes it longer', () => {
    expect(codes(small({ padding: 7 }))).toEqual([]);
  });

  it('header-length: is believed where no record follows it', () => {
    const bytes = concat(small({ records: [] }), element(40, u8(1)));
    expect(codes(bytes)).toEqual(['trailing-bytes']);
  });

  it.each([4, 300, 1971, 1973, 65_535])('record-length: it says %i in a record of 1972 bytes', (says) => {
    const changed = splice(sound, record2, 5, element(1, u16(says)));
    expect(problems(changed)).toEqual([
      { code: 'record-length', offset: record2, length: 5, record: 2, tag: 1, declared: says, actual: 1972 },
    ]);
    expect(lengths(changed)).toEqual([1972, 1972, 743, 455]);
  });

  it('record-length: it ends where one of its elements does, but no record begins there', () => {
    const changed = splice(sound, record2, 5, element(1, u16(10)));
    expect(codes(changed)).toEqual(['record-length']);
    expect(lengths(changed)).toEqual([1972, 1972, 743, 455]);
  });

  it('record-length: but not in a record of RECORDLENGTH alone', () => {
    expect(codes(concat(small(), element(1, u16(5)), recordBytes({ function: Role.tvs })))).toEqual([]);
  });

  it('record-truncated: the file ends inside a record', () => {
    const cut = sound.subarray(0, sound.length - 100);
    const [problem, second, ...more] = problems(cut);
    expect(more).toEqual([]);
    expect(problem).toEqual({
      code: 'record-truncated',
      offset: record4,
      length: 5,
      record: 4,
      tag: 1,
      declared: 455,
      actual: 355,
    });
    expect(second).toMatchObject({ code: 'element-truncated', record: 4, tag: 8 });
    expect(recordFields(list(cut).records[3] ?? { parts: [] }).functionCode).toBe(Role.capf);
  });

  it('record-truncated: the file ends between two elements of a record', () => {
    expect(codes(sound.subarray(0, sound.length - 4))).toEqual(['record-truncated']);
  });

  it('record-truncated: but not where it ends between two records', () => {
    expect(codes(sound.subarray(0, record4))).toEqual([]);
  });

  it.each([
    ['of the first record', record1, 1],
    ['of a record between others', record2, 2],
    ['of the last record', record4, 4],
  ])('record-head: a byte in the head %s is damaged, and all records are still read', (_, offset, record) => {
    for (const at of [0, 1, 2]) {
      const changed = setByte(sound, offset + at, 0x41);
      expect(problems(changed)).toMatchObject([{ code: 'record-head', offset, length: 3, record }]);
      expect(lengths(changed)).toEqual([1972, 1972, 743, 455]);
      expect(recordFields(list(changed).records[record - 1] ?? { parts: [] })).toEqual({
        ...recordFields(list(sound).records[record - 1] ?? { parts: [] }),
        recordLength: null,
      });
    }
  });

  it('record-head: but not where two of its bytes are others, or its length leads to no end', () => {
    expect(codes(setByte(setByte(sound, record4, 0x41), record4 + 1, 0x41))).not.toContain('record-head');
    expect(codes(setByte(setByte(sound, record4, 0x41), record4 + 4, 0x41))).not.toContain('record-head');
  });

  it('record-head: is looked for only so often in one file', () => {
    const head = concat(u8(0x41), u16(2), u16(20), new Uint8Array(15));
    const pair = concat(head, recordBytes({ function: Role.tvs }));
    const bytes = concat(small(), ...new Array<Uint8Array>(limits.damagedHeads).fill(pair));
    const found = codes(bytes).filter((code) => code === 'record-head');
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(limits.damagedHeads);
  });

  it.each([
    ['one zero byte', u8(0)],
    ['zero bytes that would read as an element', new Uint8Array(3)],
    ['64 zero bytes', new Uint8Array(64)],
    ['padding', new Uint8Array(3).fill(13)],
    ['text', text('appended by a transfer')],
    ['the beginning of a record that is cut off', Uint8Array.of(1, 0, 2, 0)],
  ])('trailing-bytes: %s', (_, trailing) => {
    const bytes = concat(sound, trailing);
    expect(problems(bytes)).toEqual([
      {
        code: 'trailing-bytes',
        offset: sound.length,
        length: trailing.length,
        record: null,
        tag: null,
        declared: null,
        actual: null,
      },
    ]);
    expect(lengths(bytes)).toEqual([1972, 1972, 743, 455]);
    expect(list(bytes).trailing).toEqual(trailing);
  });

  it('trailing-bytes: but not padding inside the last record', () => {
    const padded = recordBytes({ function: Role.tvs, recordLength: 5 + 5 + 5 + 2 });
    expect(codes(concat(small(), padded, Uint8Array.of(13, 13)))).toEqual([]);
  });

  it('too-many-records: and the others are kept as bytes', () => {
    const one = element(1, u16(5));
    const start = small({ records: [] });
    const most = concat(start, ...new Array<Uint8Array>(limits.records).fill(one));
    expect(codes(most)).toEqual([]);
    const more = concat(most, one, one);
    expect(problems(more)).toMatchObject([{ code: 'too-many-records', offset: most.length, length: 10 }]);
    expect(list(more).records).toHaveLength(limits.records);
  });

  it('are kept up to the limit', () => {
    const broken = concat(element(1, u16(8)), Uint8Array.of(40, 0, 200));
    const bytes = concat(small(), ...new Array<Uint8Array>(limits.problems + 10).fill(broken));
    expect(problems(bytes)).toHaveLength(limits.problems);
    expect(list(bytes).moreProblems).toBe(10);
  });
});

describe('hostile bytes', () => {
  const version = Uint8Array.of(1, 0, 2, 1, 2);

  /** Containers one in another, as deep as 64 KB hold; `core` stands in the innermost. */
  function nested(levels: number, core: Uint8Array): Uint8Array {
    const heads = Array.from({ length: levels }, (_, level) =>
      concat(u8(3), u16(Math.min(0xffff, (levels - 1 - level) * 3 + core.length))),
    );
    return concat(version, ...heads, core);
  }

  it.each([
    ['containers in containers', (size: number) => nested(size / 20, new Uint8Array())],
    ['such containers around an element that is cut off', (size: number) => nested(size / 80, Uint8Array.of(40, 0, 9))],
    ['forty such containers', () => nested(40, Uint8Array.of(40, 0, 9))],
    ['containers that lie', (size: number) => concat(version, repeated(Uint8Array.of(3, 0xff, 0xf0), size))],
    ['empty containers', (size: number) => concat(version, repeated(Uint8Array.of(7, 0, 0), size))],
    ['a long run of padding', (size: number) => concat(version, new Uint8Array(size).fill(13))],
    [
      'records whose lengths lie',
      (size: number) => concat(version, repeated(Uint8Array.of(1, 0, 2, 255, 255), size / 4)),
    ],
    ['records of zero length', (size: number) => concat(version, repeated(Uint8Array.of(1, 0, 2, 0, 0), size / 4))],
  ])('are read in time that grows as they do, and written back: %s', async (_, make) => {
    const bytes = make(390_000);
    const { factor } = await growthOf(
      decode,
      () => make(39_000),
      () => bytes,
    );
    expect(factor).toBeLessThanOrEqual(mostGrowth);
    const result = decode(bytes);
    if (!result.ok) throw new Error(result.error.message);
    expect(Buffer.compare(encode(result.list), bytes)).toBe(0);
  });

  function repeated(bytes: Uint8Array, times: number): Uint8Array {
    const all = new Uint8Array(bytes.length * times);
    for (let index = 0; index < times; index++) all.set(bytes, index * bytes.length);
    return all;
  }
});
