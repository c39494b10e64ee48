import { createPublicKey, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  ecSpki,
  importVerifier,
  recordKeyAlgorithm,
  recordPublicKey,
  rsaKeyBits,
  rsaSpki,
} from '../../../src/core/certificates/public-keys';
import { concat, ecKey, flipByte, hexBytes, rsaKey, type Key } from '../../builders';
import { bitString, der, oid, sequence } from '../../raw-certificate';

const spkiOf = ({ publicKey }: Key): Uint8Array => new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
const digests = ['SHA-1', 'SHA-256', 'SHA-512'] as const;

/** An RSA public key of any size, without the time that making a private key takes. */
function rsaOfBits(bits: number): Uint8Array {
  const modulus = new Uint8Array(bits / 8).fill(0xff);
  return sequence(der(0x02, Uint8Array.of(0), modulus), der(0x02, hexBytes('010001')));
}

describe('the content of a PUBLICKEY element', () => {
  it.each([512, 1024, 2048] as const)('is an RSA key of %i bits', (bits) => {
    const key = rsaKey(bits);
    expect(rsaSpki(key.publicKeyValue)).toEqual(spkiOf(key));
    expect(rsaKeyBits(key.publicKeyValue)).toBe(bits);
    expect(recordKeyAlgorithm(key.publicKeyValue)).toBe(`RSA ${bits}`);
    expect(recordPublicKey(key.publicKeyValue)).toEqual({ spki: spkiOf(key), algorithm: 'RSA', bits });
  });

  it.each([
    ['P-256', 256],
    ['P-384', 384],
    ['P-521', 521],
  ] as const)('is a point on %s', (curve, bits) => {
    const key = ecKey(curve);
    expect(ecSpki(key.publicKeyValue)).toEqual(spkiOf(key));
    expect(recordKeyAlgorithm(key.publicKeyValue)).toBe(`EC ${curve}`);
    expect(recordPublicKey(key.publicKeyValue)).toEqual({ spki: spkiOf(key), algorithm: 'EC', bits });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a compressed point', concat(Uint8Array.of(2), new Uint8Array(32))],
    ['a point of no known size', concat(Uint8Array.of(4), new Uint8Array(60))],
    ['a sequence of three', sequence(der(2, Uint8Array.of(5)), der(2, Uint8Array.of(3)), der(2, Uint8Array.of(1)))],
    ['a negative modulus', sequence(der(2, Uint8Array.of(0x80)), der(2, Uint8Array.of(3)))],
    ['a modulus of zero', sequence(der(2, Uint8Array.of(0)), der(2, Uint8Array.of(3)))],
    ['an RSA key with a byte behind it', concat(rsaKey(512).publicKeyValue, Uint8Array.of(0))],
    ['an RSA key that is cut off', rsaKey(512).publicKeyValue.subarray(0, -1)],
    ['a SubjectPublicKeyInfo', spkiOf(rsaKey(512))],
  ])('is not a key if it is %s', (_, bytes) => {
    expect(rsaSpki(bytes)).toBeNull();
    expect(ecSpki(bytes)).toBeNull();
    expect(recordKeyAlgorithm(bytes)).toBeNull();
    expect(recordPublicKey(bytes)).toBeNull();
  });

  it('is wrapped so that OpenSSL reads a key of 4096 bits', () => {
    const spki = rsaSpki(rsaOfBits(4096)) ?? new Uint8Array();
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(4096);
  });
});

describe('a verifier', () => {
  const data = new Uint8Array(Buffer.from('the signed bytes'));

  it.each(digests)('takes the signature that OpenSSL made over %s, and no other', async (digest) => {
    const key = rsaKey(1024);
    const signature = new Uint8Array(sign(digest.replace('-', ''), data, key.privateKey));
    const verifier = await importVerifier(spkiOf(key), digest);
    if (verifier === null) throw new Error('the key was not taken');
    expect(await verifier(signature, data)).toBe(true);
    expect(await verifier(flipByte(signature, 10), data)).toBe(false);
    expect(await verifier(signature, flipByte(data, 0))).toBe(false);
    expect(await verifier(signature.subarray(1), data)).toBe(false);
    expect(await verifier(new Uint8Array(), data)).toBe(false);
    for (const other of digests.filter((name) => name !== digest)) {
      const otherVerifier = await importVerifier(spkiOf(key), other);
      expect(otherVerifier !== null && (await otherVerifier(signature, data))).toBe(false);
    }
  });

  it('verifies with a key of 512 bits', async () => {
    const key = rsaKey(512);
    const verifier = await importVerifier(spkiOf(key), 'SHA-1');
    const signature = new Uint8Array(sign('SHA1', data, key.privateKey));
    expect(verifier !== null && (await verifier(signature, data))).toBe(true);
  });
});

describe('importVerifier', () => {
  it.each([512, 1024, 2048, 3072, 4096])('takes an RSA key of %i bits', async (bits) => {
    expect(await importVerifier(rsaSpki(rsaOfBits(bits)) ?? new Uint8Array(), 'SHA-1')).not.toBeNull();
  });

  it.each([
    ['an RSA key of 504 bits', rsaSpki(rsaOfBits(504))],
    ['an RSA key of 4104 bits, which could take long to verify with', rsaSpki(rsaOfBits(4104))],
    ['an EC key', spkiOf(ecKey('P-256'))],
    [
      'bytes that say RSA and are not a key',
      sequence(sequence(oid('1.2.840.113549.1.1.1')), bitString(Uint8Array.of(1))),
    ],
    ['no key', Uint8Array.of(1, 2, 3)],
    ['nothing', new Uint8Array()],
  ])('does not take %s', async (_, spki) => {
    expect(await importVerifier(spki ?? new Uint8Array(), 'SHA-256')).toBeNull();
  });
});
