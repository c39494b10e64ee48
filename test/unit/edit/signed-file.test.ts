import { afterAll, describe, expect, it } from 'vitest';
import { signedName, signFile, stripSignature, type FileOutcome } from '../../../src/core/edit/signed-file';
import { headerFields } from '../../../src/core/format/fields';
import { decide } from '../../../src/core/phone/decide';
import { concat, flipByte, splice, type Digest, type Identity } from '../../builders';
import { Openssl } from '../certificates/openssl';
import {
  configurationText,
  encryptionElements,
  identity,
  itl,
  node,
  readSigned,
  signed,
  signedBytes,
} from '../phone/clusters';
import { certificateOf, privateKeyOf, tagsOf } from './lists';
import { opensslVerdict } from './signing';

const name = 'SEP0011215A1AE3.cnf.xml.sgn';
const plain = { header: [], content: configurationText };
const timestamp = 1_700_000_000;
const pub = await node('pub');
const { callManager } = pub;
const openssl = new Openssl();

afterAll(() => {
  openssl.remove();
});

async function sign(file: Parameters<typeof signFile>[0], by: Identity, digest?: Digest): Promise<Uint8Array> {
  const certificate = await certificateOf(by);
  const request = { certificate, timestamp, filename: name, ...(digest === undefined ? {} : { digest }) };
  return bytesOf(await signFile(file, await privateKeyOf(by), request));
}

function bytesOf(outcome: FileOutcome): Uint8Array {
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.bytes;
}

describe('a plain configuration that is signed', () => {
  it('gets the header that a TFTP server writes, byte for byte, and keeps its content', async () => {
    const bytes = await sign(plain, callManager);
    expect(bytes).toEqual(signedBytes(name, callManager, { timestamp }));
    const file = readSigned(bytes);
    expect(tagsOf({ parts: file.header })).toMatch(/^1 2 3\{4 5 6\} 7\{8 9\{10 11\}\} 12 14 15( 13)*$/);
    expect(file.headerLength % 4).toBe(0);
    expect(headerFields(file)).toMatchObject({ version: { major: 1, minor: 0 }, filename: name, timestamp });
    expect(file.content).toEqual(configurationText);
  });

  it.each(['SHA-1', 'SHA-256', 'SHA-512'] as const)('verifies with openssl over %s', async (digest) => {
    const bytes = await sign(plain, callManager, digest);
    expect(opensslVerdict(openssl, bytes, callManager, digest)).toBe('Verified OK');
    const changed = flipByte(bytes, bytes.length - 1);
    expect(() => opensslVerdict(openssl, changed, callManager, digest)).toThrow();
  });

  it('is accepted by a phone that holds the ITL of the signer, and by no other', async () => {
    const offered = { kind: 'configuration', file: name, signed: readSigned(await sign(plain, callManager)) } as const;
    const other = await node('other');
    const held = itl('ITLFile.tlv', [pub]);
    const now = new Date('2024-06-01T00:00:00Z');
    expect((await decide({ itl: held, ctl: null }, offered, { tvs: 'unknown', now })).verdict).toBe('accepted');
    const stranger = { itl: itl('ITLFile.tlv', [other]), ctl: null };
    const alone = { tvs: { reachable: 'none', stores: 'unknown' }, now } as const;
    expect((await decide(stranger, offered, alone)).verdict).toBe('refused');
  });

  it('of no bytes, or of bytes like a header, is given back by stripping', async () => {
    for (const content of [new Uint8Array(), Uint8Array.of(13, 13, 1, 0, 2), new Uint8Array(70_000).fill(12)]) {
      const file = readSigned(await sign({ header: [], content }, callManager));
      expect(bytesOf(stripSignature(file))).toEqual(content);
    }
  });
});

describe('a signed file that is signed again', () => {
  it('by its own signer at the same time is the same file, whoever wrote it', async () => {
    for (const options of [{}, { extra: [{ tag: 40, value: Uint8Array.of(1, 2) }] }]) {
      const bytes = signedBytes(name, callManager, { timestamp, ...options });
      expect(await sign(readSigned(bytes), callManager)).toEqual(bytes);
    }
  });

  it('by another signer keeps its version, FILENAME, digest, order and content', async () => {
    const other = (await node('other')).callManager;
    const before = signed('ringlist.xml.sgn', callManager, { digest: 'SHA-512', version: [1, 1], order: 'certutils' });
    const after = readSigned(await sign(before, other));
    expect(headerFields(after)).toMatchObject({
      version: { major: 1, minor: 1 },
      filename: 'ringlist.xml.sgn',
      digestAlgorithm: 3,
      signerName: other.subjectName,
    });
    const order = ({ header }: typeof before): string => tagsOf({ parts: header }).replaceAll(' 13', '');
    expect(order(after)).toBe(order(before));
    expect(after.content).toEqual(before.content);
  });

  it('keeps its encryption', async () => {
    const before = signed('SEP0011215A1AE3.cnf.xml.enc.sgn', callManager, {
      version: [2, 0],
      extra: encryptionElements,
    });
    const after = readSigned(await sign(before, (await node('other')).callManager));
    expect(tagsOf({ parts: after.header })).toBe(tagsOf({ parts: before.header }));
    expect(after.content).toEqual(before.content);
    expect(stripSignature(after)).toMatchObject({ ok: false });
  });

  it('is fixed if its HEADERLENGTH was wrong', async () => {
    const bytes = signedBytes(name, callManager);
    const { headerLength } = readSigned(bytes);
    const damaged = concat(
      splice(bytes.subarray(0, headerLength), 8, 2, Uint8Array.of(0, 0)),
      bytes.subarray(headerLength),
    );
    const file = readSigned(damaged);
    expect(file.problems).not.toEqual([]);
    expect(readSigned(await sign(file, callManager)).problems).toEqual([]);
  });
});

describe('signing', () => {
  it('refuses a key that is not the certificate’s', async () => {
    const outcome = await signFile(plain, await privateKeyOf(pub.tvs), {
      certificate: await certificateOf(callManager),
      timestamp,
      filename: name,
    });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'key-mismatch' } });
  });

  it.each([-1, 2 ** 32])('refuses the time %d, for which TIMESTAMP has no room', async (time) => {
    const request = { certificate: await certificateOf(callManager), timestamp: time, filename: name };
    const outcome = await signFile(plain, await privateKeyOf(callManager), request);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'bad-value' } });
  });

  it('warns of what phones may not take', async () => {
    const certificate = await certificateOf(callManager);
    const outcome = await signFile(plain, await privateKeyOf(callManager), {
      certificate,
      timestamp,
      filename: name,
      digest: 'SHA-256',
    });
    expect(outcome).toMatchObject({ ok: true, warnings: [expect.stringContaining('SHA-256')] });
    const large = await identity('large', 'call manager', {
      key: (await import('../../builders')).rsaKey(4096, 'large'),
    });
    const signedByLarge = await signFile(plain, await privateKeyOf(large), {
      certificate: await certificateOf(large),
      timestamp,
      filename: name,
    });
    expect(signedByLarge).toMatchObject({
      ok: true,
      warnings: ['The signer’s key has 4096 bits; phones support up to 2048.'],
    });
  });

  it.each([
    ['SEP0011215A1AE3.cnf.xml', 'SEP0011215A1AE3.cnf.xml.sgn'],
    ['SEP0011215A1AE3.cnf.xml.sgn', 'SEP0011215A1AE3.cnf.xml.sgn'],
    ['ringlist.xml', 'ringlist.xml.sgn'],
    ['ringlist.xml.sha512', 'ringlist.xml.sha512'],
  ])('%s is served as %s', (file, served) => {
    expect(signedName(file)).toBe(served);
  });
});
