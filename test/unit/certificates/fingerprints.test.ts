import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest, hex, md5, sha1, sha256, sha512 } from '../../../src/core/certificates/fingerprints';

const openssl = (algorithm: string, bytes: Uint8Array): string => createHash(algorithm).update(bytes).digest('hex');

describe('digests', () => {
  it('are those of OpenSSL', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(hex(md5(bytes))).toBe(openssl('md5', bytes));
        expect(hex(await sha1(bytes))).toBe(openssl('sha1', bytes));
        expect(hex(await sha256(bytes))).toBe(openssl('sha256', bytes));
        expect(hex(await sha512(bytes))).toBe(openssl('sha512', bytes));
        expect(await digest('SHA-512', bytes)).toEqual(await sha512(bytes));
      }),
    );
  });

  it.each([0, 1, 55, 56, 64, 4095, 4096, 4097, 70_000])('are those of OpenSSL for %i bytes', async (length) => {
    const bytes = new Uint8Array(length).fill(0xa5);
    expect(hex(md5(bytes))).toBe(openssl('md5', bytes));
    expect(hex(await sha1(bytes))).toBe(openssl('sha1', bytes));
    expect(hex(await sha256(bytes))).toBe(openssl('sha256', bytes));
    expect(hex(await sha512(bytes))).toBe(openssl('sha512', bytes));
  });

  it('read the bytes of a view, and no others of its buffer', async () => {
    const view = new Uint8Array([9, 9, 1, 2, 3, 9]).subarray(2, 5);
    const plain = Uint8Array.of(1, 2, 3);
    expect(md5(view)).toEqual(md5(plain));
    expect(await sha1(view)).toEqual(await sha1(plain));
  });

  it('take shared memory', async () => {
    const shared = new Uint8Array(new SharedArrayBuffer(5000));
    expect(hex(await sha1(shared))).toBe(openssl('sha1', new Uint8Array(5000)));
  });
});

describe('hex', () => {
  it('is lower case, with two digits a byte', () => {
    expect(hex(Uint8Array.of(0, 0x0a, 0xff))).toBe('000aff');
    expect(hex(new Uint8Array())).toBe('');
  });
});
