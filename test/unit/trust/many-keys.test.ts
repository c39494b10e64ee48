import { sign, verify } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { holdsDigest, recoverRsa, rsaNumbers } from '../../../src/core/certificates/public-keys';
import { decode } from '../../../src/core/format/decode';
import { inspect } from '../../../src/core/trust/inspect';
import {
  certificate,
  digestOf,
  flipByte,
  Role,
  rsaKey,
  trustList,
  type Digest,
  type RecordOptions,
} from '../../builders';

describe('what an RSA signature holds', () => {
  it.each<[512 | 1024 | 2048 | 4096, Digest]>([
    [512, 'SHA-1'],
    [1024, 'SHA-1'],
    [1024, 'SHA-512'],
    [2048, 'SHA-256'],
    [2048, 'SHA-512'],
    [4096, 'SHA-512'],
  ])('is the digest that OpenSSL signed: %d bits, %s', (bits, digest) => {
    const { privateKey, publicKey } = rsaKey(bits, 'recover');
    const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
    const numbers = rsaNumbers(spki);
    if (numbers === null) throw new Error('no RSA key');
    const name = digest.replace('-', '').toLowerCase();
    for (let round = 0; round < 20; round++) {
      const data = Uint8Array.from({ length: 64 }, (_, at) => (at * 31 + round * 7) & 0xff);
      const signature = new Uint8Array(sign(name, data, privateKey));
      const changed = flipByte(signature, round % signature.length);
      for (const candidate of [signature, changed]) {
        const content = recoverRsa(numbers, candidate);
        const holds = content !== null && holdsDigest(content, digest, digestOf(digest, data));
        expect(holds).toBe(verify(name, data, publicKey, candidate));
      }
    }
  });

  it('is nothing for a signature of another length or above the modulus', () => {
    const { publicKey } = rsaKey(1024, 'recover');
    const numbers = rsaNumbers(new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })));
    if (numbers === null) throw new Error('no RSA key');
    expect(recoverRsa(numbers, new Uint8Array(127))).toBeNull();
    expect(recoverRsa(numbers, new Uint8Array(128).fill(0xff))).toBeNull();
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a list of two thousand keys whose signature none of them made', () => {
  it.each([
    ['signers', Role.sast],
    ['servers', Role.tvs],
  ])('is digested once for all of them: %s', async (_, role) => {
    const signer = await certificate({ subject: { CN: 'signer' }, key: rsaKey(1024, 'many keys') });
    const records = Array.from({ length: 2_000 }, (_unused, at): RecordOptions => {
      const key = signer.key.publicKeyValue.slice();
      // Never the key that it was: the first of the two bytes changes in any case.
      key.set([(key[12] ?? 0) ^ ((at & 0x7f) + 1), (key[13] ?? 0) ^ (at >> 7)], 12);
      return { function: role, certificate: signer, replace: { 7: key, 8: null, 9: null } };
    });
    const bytes = trustList({ signer, records });
    const decoded = decode(bytes);
    if (!decoded.ok) throw new Error(decoded.error.message);
    const digest = vi.spyOn(globalThis.crypto.subtle, 'digest');
    const verify = vi.spyOn(globalThis.crypto.subtle, 'verify');
    const { signature } = await inspect(decoded.list, bytes);
    expect(signature.actualSigner).toBeNull();
    // Once for each digest and twice for the file, however many keys there are.
    expect(digest.mock.calls.length).toBeLessThanOrEqual(5);
    expect(verify.mock.calls.length).toBeLessThanOrEqual(1); // with the first key
  });
});

describe('a list of many certificates, and as many hashes that stand for none of them', () => {
  it('digests each certificate once, and not once for each hash', async () => {
    const signer = await certificate({ subject: { CN: 'signer' }, key: rsaKey(1024, 'many keys') });
    const count = 30;
    const records = Array.from({ length: count }, (_, at): RecordOptions[] => [
      { function: Role.tftp, certificate: { ...signer, der: flipByte(signer.der, signer.der.length - 1 - at) } },
      { function: Role.tvs, certificate: signer, replace: { 9: null, 11: new Uint8Array(64).fill(at) } },
    ]).flat();
    const bytes = trustList({ signer, records });
    const decoded = decode(bytes);
    if (!decoded.ok) throw new Error(decoded.error.message);
    const digest = vi.spyOn(globalThis.crypto.subtle, 'digest');
    await inspect(decoded.list, bytes);
    const calls = digest.mock.calls.filter(([name]) => name === 'SHA-512');
    // One for each certificate, and one for the signature.
    expect(calls.length).toBeLessThanOrEqual(count + 1);
  });
});

describe('a list whose header names its signer by a long name', () => {
  it('reads that name once for all records of its serial number', async () => {
    const signer = await certificate({ subject: { CN: 'signer' }, key: rsaKey(1024, 'many keys') });
    const long = `CN=${'x'.repeat(30_000)}`;
    const records = Array.from({ length: 500 }, (): RecordOptions => ({
      function: Role.sast,
      certificate: signer,
      as: 'none',
      replace: { 7: null, 8: null },
    }));
    const bytes = trustList({ signer, signerIssuer: long, records });
    const decoded = decode(bytes);
    if (!decoded.ok) throw new Error(decoded.error.message);
    const read = vi.spyOn(RegExp.prototype, 'exec');
    await inspect(decoded.list, bytes);
    expect(read.mock.calls.filter(([value]) => value.length >= long.length).length).toBeLessThan(20);
  });
});
