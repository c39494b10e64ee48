import { describe, expect, it } from 'vitest';
import { listKind } from '../../../src/core/format/file-names';
import { decode } from '../../../src/core/format/decode';
import {
  colonHex,
  elementsOf,
  findElement,
  headerFields,
  integerOf,
  ipAddressOf,
  isSast,
  recordFields,
  textOf,
  type RecordFields,
} from '../../../src/core/format/fields';
import type { TrustList } from '../../../src/core/format/model';
import { HeaderTag } from '../../../src/core/format/tags';
import {
  certificate,
  concat,
  cucm8Publisher,
  digestOf,
  hexBytes,
  Role,
  rsaKey,
  sampleTime,
  text,
  trustList,
  u16,
  u8,
  type RecordOptions,
} from '../../builders';

function list(bytes: Uint8Array): TrustList {
  const result = decode(bytes);
  if (!result.ok) throw new Error(result.error.message);
  return result.list;
}

async function record(options: Partial<RecordOptions>): Promise<RecordFields> {
  const signer = await certificate({ subject: { CN: 'a' }, key: rsaKey(512), digest: 'SHA-1' });
  const [first] = list(trustList({ signer, records: [{ function: Role.tftp, ...options }] })).records;
  if (first === undefined) throw new Error('no record');
  return recordFields(first);
}

describe('headerFields', () => {
  it('says what the header of a CUCM 8 list says', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const { signature, ...fields } = headerFields(list(bytes));
    expect(signature).toHaveLength(128);
    expect(fields).toEqual({
      version: { major: 1, minor: 2 },
      headerLength: 296,
      signerName: 'CN=CUCM8-Publisher.bbbburns.lab;OU=TAC;O=Cisco;L=RTP;ST=North Carolina;C=US',
      serialNumber: identities.callManager.serial,
      caName: 'CN=JASBURNS-AD',
      digestAlgorithm: 1,
      signatureAlgorithm: 0,
      signatureModulus: 1,
      filename: 'ITLFile.tlv',
      timestamp: sampleTime,
      signerVersion: null,
    });
  });

  it('reads the signer version that certutils writes', async () => {
    const signer = await certificate({ subject: { CN: 'a' }, key: rsaKey(512), digest: 'SHA-1' });
    const bytes = trustList({ signer, records: [], order: 'certutils', timestamp: null, signed: false });
    expect(headerFields(list(bytes))).toMatchObject({
      signerVersion: { major: 1, minor: 0 },
      timestamp: null,
      signature: null,
    });
  });

  it('takes the first of two elements with one tag', async () => {
    const signer = await certificate({ subject: { CN: 'a' }, key: rsaKey(512), digest: 'SHA-1' });
    const bytes = trustList({ signer, records: [], extra: [{ tag: HeaderTag.filename, value: text('second') }] });
    expect(headerFields(list(bytes)).filename).toBe('ITLFile.tlv');
  });

  it('has no value where the width is not that of the field', async () => {
    const signer = await certificate({ subject: { CN: 'a' }, key: rsaKey(512), digest: 'SHA-1' });
    const timestamp = { tag: HeaderTag.timestamp, value: u16(1) };
    const bytes = trustList({ signer, records: [], timestamp: null, extra: [timestamp] });
    expect(headerFields(list(bytes)).timestamp).toBeNull();
  });
});

describe('recordFields', () => {
  it('says what a record with a certificate says', async () => {
    const made = await certificate({ subject: { C: 'US', CN: 'pub' }, key: rsaKey(1024), serial: '21:00:2D:17' });
    const fields = await record({ certificate: made, dnsName: 'pub.example.com', ipAddress: '10.1.1.1' });
    expect(fields).toEqual({
      recordLength: expect.any(Number) as number,
      dnsName: 'pub.example.com',
      subjectName: 'CN=pub;C=US',
      functionCode: Role.tftp,
      issuerName: 'CN=pub;C=US',
      serialNumber: hexBytes('21002D17'),
      publicKey: made.key.publicKeyValue,
      signature: made.signatureValue,
      certificate: made.der,
      ipAddress: '10.1.1.1',
      certHash: null,
      hashAlgorithm: null,
    });
  });

  it('says what a record with a hash says', async () => {
    const made = await certificate({ subject: { CN: 'tvs' }, key: rsaKey(1024) });
    const fields = await record({ certificate: made, as: 'hash', hash: 'SHA-512' });
    expect(fields).toMatchObject({
      certificate: null,
      certHash: digestOf('SHA-512', made.der),
      hashAlgorithm: 3,
    });
  });

  it('has no value where the width is not that of the field', async () => {
    const fields = await record({ replace: { 4: Uint8Array.of(2), 10: new Uint8Array(5), 12: u16(1) } });
    expect(fields).toMatchObject({ functionCode: null, ipAddress: null, hashAlgorithm: null });
  });

  it('knows the records that may sign', async () => {
    expect(isSast(await record({ function: Role.sast }))).toBe(true);
    expect(isSast(await record({ function: Role.ccmTftp }))).toBe(false);
    expect(isSast(await record({ replace: { 4: null } }))).toBe(false);
  });
});

describe('elements', () => {
  it('are found inside containers, and listed behind them', async () => {
    const { header } = list((await cucm8Publisher()).bytes);
    expect([...elementsOf(header)].map(({ tag }) => tag)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15]);
    expect(findElement(header, HeaderTag.signatureModulus)?.value).toEqual(Uint8Array.of(1));
    expect(findElement(header, HeaderTag.signerVersion)).toBeNull();
  });
});

describe('values', () => {
  it('of text lose the NULs at their end, and no other', () => {
    expect(textOf(text('pub.example.com'))).toBe('pub.example.com');
    expect(textOf(text('a\0b\0'))).toBe('a\0b');
    expect(textOf(Uint8Array.of(0x61))).toBe('a');
    expect(textOf(new Uint8Array())).toBe('');
    expect(textOf(Uint8Array.of(0))).toBe('');
  });

  it('of text are UTF-8, a byte order mark included', () => {
    expect(textOf(text('\ufeffZürich'))).toBe('\ufeffZürich');
  });

  it('of text that is not UTF-8 show what is not, and stay different if their bytes are', () => {
    const shown = (value: string): string => new TextDecoder().decode(new TextEncoder().encode(value));
    expect(shown(textOf(Uint8Array.of(0x61, 0xff, 0)))).toBe('a\ufffd');
    expect(textOf(Uint8Array.of(0x61, 0xff, 0))).not.toBe(textOf(Uint8Array.of(0x61, 0xfe, 0)));
    expect(textOf(concat(text('Zü').subarray(0, 3), u8(0xff), text('漢🔑')))).toBe('Zü\udcff漢🔑');
    // A lead byte alone, one that is cut off, an overlong form, a surrogate, and beyond the last character.
    for (const bytes of ['c3', '41c3', 'e6bc', 'c080', 'e08080', 'eda080', 'f4908080']) {
      const octets = hexBytes(bytes);
      const expected = Array.from(octets, (octet) => String.fromCharCode(octet < 0x80 ? octet : 0xdc00 + octet)).join(
        '',
      );
      expect(textOf(octets)).toBe(expected);
    }
  });

  it('of a key, a certificate or a hash that is empty are absent', async () => {
    const empty = { 7: new Uint8Array(), 9: new Uint8Array(), 11: new Uint8Array() };
    expect(await record({ replace: empty })).toMatchObject({ publicKey: null, certificate: null, certHash: null });
  });

  it('of numbers are big-endian, of one to four bytes', () => {
    expect(integerOf(Uint8Array.of(0xff))).toBe(255);
    expect(integerOf(hexBytes('4E301D78'))).toBe(0x4e301d78);
    expect(integerOf(hexBytes('FFFFFFFF'))).toBe(4_294_967_295);
    expect(integerOf(new Uint8Array())).toBeNull();
    expect(integerOf(new Uint8Array(5))).toBeNull();
  });

  it('of serial numbers are upper-case hex with colons', () => {
    expect(colonHex(hexBytes('21002d170a'))).toBe('21:00:2D:17:0A');
    expect(colonHex(new Uint8Array())).toBe('');
  });

  it('of addresses are IPv4 or IPv6', () => {
    expect(ipAddressOf(Uint8Array.of(10, 48, 47, 153))).toBe('10.48.47.153');
    expect(ipAddressOf(hexBytes('20010db8000000000000000000000001'))).toBe('2001:db8:0:0:0:0:0:1');
    expect(ipAddressOf(new Uint8Array(5))).toBeNull();
  });
});

describe('listKind', () => {
  it.each([
    ['ext_ITLSEP0011215A1AE3.tlv', 'ITL'],
    ['EXT_CTLSEP0011215A1AE3.tlv', 'CTL'],
    ['text_ITL.tlv', 'unknown'],
    ['ITLFile.tlv', 'ITL'],
    ['CTLFile.tlv', 'CTL'],
    ['itlfile.tlv', 'ITL'],
    ['ITLSEP0011215A1AE3.tlv', 'ITL'],
    ['phones\\CTLSEP0011215A1AE3.tlv', 'CTL'],
    ['tftp/CTLFile.tlv', 'CTL'],
    ['file.tlv', 'unknown'],
    ['CTL/file.tlv', 'unknown'],
    ['', 'unknown'],
    [null, 'unknown'],
  ] as const)('of %s is %s', (filename, kind) => {
    expect(listKind(filename)).toBe(kind);
  });
});
