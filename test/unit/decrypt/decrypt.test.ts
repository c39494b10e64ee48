import { generateKeyPairSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/core/format/limits';
import { namedCertificate } from '../../../src/core/decrypt/minimal';
import { digestOf, flipByte, rsaKey, trustList, u16, u8, type Key } from '../../builders';
import { arbitraryDamageTo } from '../../arbitraries';
import { amount } from '../../long';
import { recordBuffers, secretsIn } from '../certificates/recorded-buffers';
import { configurationText, identity, signedBytes } from '../phone/clusters';
import '../seeded';
import { certified, configuration, decrypted, decryptedWith, encrypted, pkcs8Of, ringOf } from './phones';

const phone = rsaKey(1024, 'phone');
const other = rsaKey(1024, 'other phone');

function problemOf(result: Awaited<ReturnType<typeof decrypted>>): string {
  return result.ok ? 'decrypted' : `${result.problem}: ${result.why.reason}`;
}

describe('an encrypted configuration', () => {
  const bits = [1024, 2048, 3072, 4096] as const;
  const digests = ['SHA-1', 'SHA-512'] as const;
  it.each(bits.flatMap((size) => digests.map((digest) => [size, digest] as const)))(
    'is decrypted with the key of its phone: %d bits, %s',
    async (size, digest) => {
      const recipient = rsaKey(size, 'phone');
      for (const length of [0, 1, 15, 16, 17, 5000]) {
        const content = new Uint8Array(randomBytes(length));
        const result = await decrypted(await encrypted(recipient, { content, digest }), ringOf(recipient));
        expect(result).toEqual({ ok: true, content });
      }
    },
    60_000,
  );

  it('is decrypted without padding, with SHA-256, and even if it is not signed', async () => {
    const content = new Uint8Array(randomBytes(64));
    const keys = ringOf(phone);
    const bare = await encrypted(phone, { content, padsWholeBlocks: false });
    expect(await decrypted(bare, keys)).toEqual({ ok: true, content });
    const sha256 = await encrypted(phone, { content, contentDigest: 'SHA-256' });
    expect(await decrypted(sha256, keys)).toEqual({ ok: true, content });
    expect(await decrypted(await encrypted(phone, { content, signed: false }), keys)).toEqual({ ok: true, content });
  });

  it('is decrypted with the one of several keys that fits', async () => {
    const keys = ringOf(rsaKey(2048, 'phone'), other, phone);
    expect(await decrypted(await encrypted(phone), keys)).toEqual({ ok: true, content: configuration });
  });

  it('says that a key is wrong, and which size is needed if it has another one', async () => {
    const bytes = await encrypted(phone);
    const wrong = await decrypted(bytes, ringOf(other));
    expect(problemOf(wrong)).toBe('wrong-key: not-this-key');
    const sized = await decrypted(bytes, ringOf(rsaKey(2048, 'phone'), rsaKey(4096, 'phone')));
    expect(sized).toMatchObject({ ok: false, problem: 'wrong-key' });
    expect(sized.ok ? '' : sized.why.sentence).toBe(
      'Wrong key: it has 2048 and 4096 bits, and the configuration is encrypted for a key of 1024 bits.',
    );
    expect(problemOf(await decrypted(bytes, ringOf()))).toBe('no-key: no-private-key');
    const refused = [{ name: 'SEP0011215A1AE3', algorithm: 'EC P-256', message: '' }];
    expect(problemOf(await decrypted(bytes, { ...ringOf(), refused }))).toBe('wrong-key: not-an-rsa-key');
    const huge = await encrypted(phone, { elements: { 23: u16(8192), 25: new Uint8Array(1024).fill(1) } });
    const [key] = ringOf(phone).keys;
    const hugeRing = { ...ringOf(), keys: key === undefined ? [] : [{ ...key, bits: 8192 }] };
    expect(problemOf(await decrypted(huge, hugeRing))).toBe('wrong-key: key-not-computed');
  });

  it('is never opened by another key: hundreds of them', async () => {
    const bytes = await encrypted(rsaKey(512, 'phone'));
    for (let round = 0; round < 200; round += 1) {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 512 });
      const keyFile = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }));
      expect(problemOf(await decryptedWith(keyFile, bytes))).toBe('wrong-key: not-this-key');
    }
  });

  it('has no AES-128 key in it: nothing says which cipher another length would be for', async () => {
    const bytes = await encrypted(phone, { aesKey: new Uint8Array(32).fill(1) });
    expect(problemOf(await decrypted(bytes, ringOf(phone)))).toBe('wrong-key: not-this-key');
  });

  it('is told from a file that is not encrypted', async () => {
    const signer = await identity('pub', 'call manager 1');
    const bytes = trustList({
      version: [1, 0],
      filename: 'a.cnf.xml.sgn',
      signer,
      records: [],
      trailing: configuration,
    });
    expect(problemOf(await decrypted(bytes, ringOf(phone)))).toBe('not-encrypted: not-encrypted');
  });
});

describe('a damaged one, with the right key', () => {
  it.each([
    [19, 'a short IV', u8(7), 'element-missing'],
    [19, 'no IV', null, 'element-missing'],
    [20, 'no padding count', null, 'element-missing'],
    [20, 'more padding than a block', u16(17), 'padding-too-long'],
    [20, 'more padding than content', u16(0xffff), 'padding-too-long'],
    [20, 'another padding count', u16(1), 'content-damaged'],
    [25, 'no key', null, 'element-missing'],
    [25, 'a key of another length', new Uint8Array(100).fill(1), 'key-length-differs'],
    [26, 'an unknown digest', u8(9), 'element-missing'],
    [27, 'no digest', null, 'element-missing'],
    [27, 'another digest', new Uint8Array(20), 'content-damaged'],
    [27, 'a short digest', u8(1), 'content-damaged'],
  ])('says what is wrong: tag %d says %s', async (tag, _, value, reason) => {
    const bytes = await encrypted(phone, { elements: { [tag]: value } });
    expect(problemOf(await decrypted(bytes, ringOf(phone)))).toBe(`damaged: ${reason}`);
  });

  it('is one whose content was cut off', async () => {
    const bytes = await encrypted(phone);
    for (const [left, reason] of [
      [bytes.length - 1, 'not-whole-blocks'],
      [bytes.length - 16, 'content-damaged'],
      [bytes.length - readLength(bytes), 'padding-too-long'],
    ] as const) {
      expect(problemOf(await decrypted(bytes.slice(0, left), ringOf(phone)))).toBe(`damaged: ${reason}`);
    }
  });

  it('is never called encrypted for another key, except if its wrapped key itself is damaged', async () => {
    const bytes = await encrypted(phone);
    const start = offsetOfWrapped(bytes);
    const said = new Set<string>();
    for (let offset = 0; offset < bytes.length; offset += amount({ all: 1, share: 8 })) {
      for (const mask of [0x01, 0x80]) {
        const changed = flipByte(bytes, offset, mask);
        if (changed[0] !== 1 || changed[1] !== 0 || changed[2] !== 2) continue; // no signed file at all
        const result = await decrypted(changed, ringOf(phone));
        const isWrapped = offset >= start && offset < start + 128;
        if (result.ok) expect(result.content).toEqual(configuration);
        else if (result.problem === 'wrong-key') expect({ offset, isWrapped }).toEqual({ offset, isWrapped: true });
        said.add(result.ok ? 'ok' : result.problem);
      }
    }
    expect([...said].sort()).toEqual(['damaged', 'not-encrypted', 'ok', 'wrong-key']);
  }, 60_000);

  it('never makes it throw, or give another text', async () => {
    const bytes = await encrypted(phone);
    const keys = ringOf(phone, other);
    await fc.assert(
      fc.asyncProperty(arbitraryDamageTo(bytes), async (changed) => {
        if (changed.length < 6 || changed[0] !== 1 || changed[1] !== 0 || changed[2] !== 2) return;
        const result = await decrypted(changed, keys);
        if (result.ok) expect(result.content).toEqual(configuration);
        else expect(result.why.sentence).toMatch(/\.$/);
      }),
      { numRuns: amount({ all: 500, share: 100 }) },
    );
  }, 60_000);

  it('is decrypted by no other key, whatever is changed in it', async () => {
    const bytes = await encrypted(phone);
    await fc.assert(
      fc.asyncProperty(arbitraryDamageTo(bytes), async (changed) => {
        if (changed.length < 6 || changed[0] !== 1 || changed[1] !== 0 || changed[2] !== 2) return;
        expect((await decrypted(changed, ringOf(other))).ok).toBe(false);
      }),
      { numRuns: amount({ all: 200, share: 60 }) },
    );
  }, 60_000);
});

describe('the certificate that a minimal configuration names', () => {
  const minimal = 'SEP0011215A1AE3.cnf.xml.sgn';
  const textFor = (certHash: string): Uint8Array =>
    new TextEncoder().encode(
      `<device><fullConfig>false</fullConfig><certHash>${certHash}</certHash><encrConfig>true</encrConfig></device>`,
    );

  it('is read from it, signed or plain', async () => {
    const md5 = '00112233445566778899aabbccddeeff';
    const named = { md5, file: minimal };
    const signer = await identity('pub', 'call manager 1');
    expect(namedCertificate(textFor(md5), minimal)).toEqual(named);
    expect(namedCertificate(signedBytes(minimal, signer, { trailing: textFor(md5) }), minimal)).toEqual(named);
    expect(namedCertificate(textFor(`\n ${md5.toUpperCase().replace(/..(?=.)/g, '$&:')} `), minimal)).toEqual(named);
    for (const none of [textFor(''), textFor('0123'), configurationText, new Uint8Array(), await encrypted(phone)]) {
      expect(namedCertificate(none, minimal)).toBeNull();
    }
    expect(namedCertificate(new Uint8Array(limits.contentBytes + 1).fill(0x20), minimal)).toBeNull();
  });

  it('tells a wrong key from a damaged one for sure, and is tried first', async () => {
    const lsc = await identity('SEP0011215A1AE3', 'lsc');
    const renewed = await identity('SEP0011215A1AE3', 'lsc before');
    const needed = { md5: Buffer.from(digestOf('MD5', lsc.der)).toString('hex'), file: minimal };
    const bytes = await encrypted(lsc.key);
    const right = await certified(lsc);
    const wrong = await certified(renewed);
    expect(await decrypted(bytes, ringOf(wrong, right), needed)).toEqual({ ok: true, content: configuration });
    const refused = await decrypted(bytes, ringOf(wrong), needed);
    expect(problemOf(refused)).toBe('wrong-key: not-this-certificate');
    expect(refused.ok ? '' : refused.why.sentence).toContain(needed.md5);
    expect(problemOf(await decrypted(bytes, ringOf(other), needed))).toBe('wrong-key: not-the-named-certificate');
    const changed = flipByte(bytes, offsetOfWrapped(bytes) + 60);
    expect(problemOf(await decrypted(changed, ringOf(right), needed))).toBe('damaged: wrapped-key-damaged');
    // Of another time: the key decides, and not what a file says of it.
    expect(await decrypted(await encrypted(renewed.key), ringOf(wrong), needed)).toMatchObject({ ok: true });
    const many = [...Array.from({ length: limits.triedKeys }, () => wrong), right];
    expect(await decrypted(bytes, ringOf(...many), needed)).toMatchObject({ ok: true });
    expect(problemOf(await decrypted(bytes, ringOf(...many)))).toBe('wrong-key: too-many-keys');
  });
});

describe('after a decryption', () => {
  const secretsOf = (key: Key, aesKey: Uint8Array): ReadonlyMap<string, Uint8Array> => {
    const { d = '', p = '' } = key.privateKey.export({ format: 'jwk' });
    return new Map([
      ['AES key', aesKey],
      ['private exponent', new Uint8Array(Buffer.from(d, 'base64url').subarray(8))],
      ['prime', new Uint8Array(Buffer.from(p, 'base64url').subarray(8))],
    ]);
  };

  it.each([
    ['the text is right', (bytes: Uint8Array) => bytes, 'decrypted'],
    ['the content is damaged', (bytes: Uint8Array) => flipByte(bytes, bytes.length - 1), 'damaged: content-damaged'],
    ['the file was cut off', (bytes: Uint8Array) => bytes.slice(0, -3), 'damaged: not-whole-blocks'],
  ])('no buffer contains the key or the symmetric key: %s', async (_, change, outcome) => {
    const aesKey = new Uint8Array(randomBytes(16));
    const bytes = change(await encrypted(phone, { aesKey }));
    const secrets = secretsOf(phone, aesKey);
    const keyFile = pkcs8Of(phone);
    expect(secretsIn([keyFile], secrets)).toEqual(['private exponent', 'prime']);
    let problem = '';
    const buffers = await recordBuffers(async () => {
      problem = problemOf(await decryptedWith(keyFile, bytes));
    });
    expect(problem).toBe(outcome);
    expect(buffers.length).toBeGreaterThan(20);
    expect(secretsIn([...buffers, keyFile], secrets)).toEqual([]);
  });
});

/** Where the value of WRAPPEDKEY begins: 128 bytes. */
function offsetOfWrapped(bytes: Uint8Array): number {
  return Buffer.from(bytes).indexOf(Buffer.from([25, 0, 128])) + 3;
}

/** Bytes of the content. */
function readLength(bytes: Uint8Array): number {
  return bytes.length - ((bytes[8] ?? 0) * 256 + (bytes[9] ?? 0));
}
