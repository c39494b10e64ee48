import { describe, expect, it } from 'vitest';
import {
  dropTrailingBytes,
  fixHeaderLength,
  setFilename,
  setTimestamp,
  setVersion,
} from '../../../src/core/edit/header';
import { headerFields } from '../../../src/core/format/fields';
import { cucm8Publisher, setByte, splice, trustList, type TrustListOptions } from '../../builders';
import { edited, open, refusal, tagsOf } from './lists';

async function listWith(options: Partial<TrustListOptions>): Promise<Uint8Array> {
  const { identities } = await cucm8Publisher();
  const { callManager } = identities;
  return trustList({ signer: callManager, records: [{ function: 0, certificate: callManager }], ...options });
}

describe('editing the header', () => {
  it.each(['ITLFile.tlv', 'I.tlv', 'ITLSEP0011215A1AE3.tlv', 'ü.tlv'])(
    'writes FILENAME %s with the length and padding that follow from it',
    async (filename) => {
      const { bytes } = await cucm8Publisher();
      const list = open(bytes);
      const result = edited(setFilename(edited(setFilename(list, 'x')).list, filename));
      const fields = headerFields(result.list);
      expect(fields.filename).toBe(filename);
      expect(fields.headerLength).toBe(result.list.headerLength);
      expect(result.list.headerLength % 4).toBe(0);
      expect(result.list.problems).toEqual([]);
      expect(result.bytes.subarray(result.list.headerLength)).toEqual(bytes.subarray(296));
    },
  );

  it('gives back the bytes of the file when the old name is put back', async () => {
    const { bytes } = await cucm8Publisher();
    const changed = edited(setFilename(open(bytes), 'CTLFile-of-another-length.tlv'));
    expect(edited(setFilename(changed.list, 'ITLFile.tlv')).bytes).toEqual(bytes);
  });

  it('touches nothing but the four bytes of TIMESTAMP', async () => {
    const { bytes } = await cucm8Publisher();
    const result = edited(setTimestamp(open(bytes), 0x01020304));
    const at = Buffer.from(bytes).indexOf(Buffer.from('0f0004', 'hex')) + 3;
    expect(result.bytes).toEqual(splice(bytes, at, 4, Uint8Array.of(1, 2, 3, 4)));
  });

  it('keeps the padding of a file that is not aligned where no length changes', async () => {
    const bytes = await listWith({ padding: 1 });
    const list = open(bytes);
    expect(list.headerLength % 4).not.toBe(0);
    expect(edited(setVersion(list, 1, 1)).bytes).toEqual(setByte(bytes, 4, 1));
  });

  it('adds TIMESTAMP after FILENAME and before the padding if the file has none', async () => {
    const list = open(await listWith({ timestamp: null }));
    const result = edited(setTimestamp(list, 1));
    expect(tagsOf({ parts: result.list.header }).replace(/( 13)+$/, '')).toBe('1 2 3{4 5 6} 7{8 9{10 11}} 12 14 15');
    expect(headerFields(result.list).headerLength).toBe(result.list.headerLength);
  });

  it('keeps unknown elements of the header and their order', async () => {
    const bytes = await listWith({ order: 'certutils', extra: [{ tag: 99, value: Uint8Array.of(1, 2, 3) }] });
    const result = edited(setFilename(open(bytes), 'a.tlv'));
    expect(tagsOf({ parts: result.list.header }).replace(/( 13)+$/, '')).toBe(
      '1 2 28 3{4 6 5} 7{8 9{10 11}} 12 14 15 99',
    );
  });

  it.each([
    ['an empty name', (list: ReturnType<typeof open>) => setFilename(list, '')],
    ['a name with a NUL', (list: ReturnType<typeof open>) => setFilename(list, 'a\0b')],
    ['a time before 1970', (list: ReturnType<typeof open>) => setTimestamp(list, -1)],
    ['half a second', (list: ReturnType<typeof open>) => setTimestamp(list, 0.5)],
    ['a time after 2106', (list: ReturnType<typeof open>) => setTimestamp(list, 2 ** 32)],
    ['version 1.256', (list: ReturnType<typeof open>) => setVersion(list, 1, 256)],
  ])('refuses %s', async (_, edit) => {
    const { bytes } = await cucm8Publisher();
    expect(refusal(edit(open(bytes))).code).toBe('bad-value');
  });

  it('refuses a name that HEADERLENGTH cannot hold', async () => {
    const { bytes } = await cucm8Publisher();
    expect(refusal(setFilename(open(bytes), 'x'.repeat(66_000))).code).toBe('too-long');
    expect(refusal(setFilename(open(await listWith({ records: [] })), 'SEP0011215A1AE3.cnf.xml'))).toMatchObject({
      code: 'no-list',
      message: 'This is a signed file (SEP0011215A1AE3.cnf.xml), not a trust list.',
    });
  });

  it('says so where there is nothing to change', async () => {
    const { bytes } = await cucm8Publisher();
    const list = open(bytes);
    expect(refusal(setFilename(list, 'ITLFile.tlv')).code).toBe('nothing-to-do');
    expect(refusal(setVersion(list, 1, 2)).code).toBe('nothing-to-do');
    expect(refusal(fixHeaderLength(list)).code).toBe('nothing-to-do');
    expect(refusal(dropTrailingBytes(list)).code).toBe('nothing-to-do');
  });
});

describe('repairing a header', () => {
  it('makes HEADERLENGTH say where the first record begins', async () => {
    const { bytes } = await cucm8Publisher();
    const lying = splice(bytes, 8, 2, Uint8Array.of(1, 0x20));
    expect(open(lying).problems.map(({ code }) => code)).toEqual(['header-length']);
    expect(edited(fixHeaderLength(open(lying))).bytes).toEqual(bytes);
  });

  it('writes HEADERLENGTH where it is missing', async () => {
    const { bytes } = await cucm8Publisher();
    const without = splice(bytes, 5, 5);
    expect(open(without).problems.map(({ code }) => code)).toEqual(['header-length-missing']);
    const repaired = edited(fixHeaderLength(open(without)));
    expect(repaired.list.problems).toEqual([]);
    expect(repaired.bytes).toEqual(bytes);
  });

  it('removes what follows the last record', async () => {
    const { bytes } = await cucm8Publisher();
    const trailed = new Uint8Array([...bytes, 10, 10, 10]);
    const result = edited(dropTrailingBytes(open(trailed)));
    expect(result.bytes).toEqual(bytes);
    expect(result.label).toBe('Remove 3 bytes after the last record');
  });
});
