import { withPrivateKeys } from '../../src/core/certificates/keys/open-files';
import { concat } from '../../src/core/format/bytes';
import { decodeSigned } from '../../src/core/format/signed';
import { decryptConfiguration } from '../../src/core/decrypt/decrypt';

const { subtle } = globalThis.crypto;

/** `tag (u8) · length (u16) · value` */
function element(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const value = concat(...parts);
  return concat(Uint8Array.of(tag, value.length >> 8, value.length & 0xff), value);
}

/** RSAES-PKCS1-v1_5, which WebCrypto does not have, under the public exponent 65537. */
function wrap(aesKey: Uint8Array, modulusText: string): Uint8Array {
  const base64 = modulusText.replaceAll('-', '+').replaceAll('_', '/');
  const modulus = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const padding = new Uint8Array(modulus.length - 3 - aesKey.length).fill(0x5a);
  const number = (bytes: Uint8Array): bigint => bytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n);
  const n = number(modulus);
  const block = number(concat(Uint8Array.of(0, 2), padding, Uint8Array.of(0), aesKey));
  let power = block;
  for (let square = 0; square < 16; square += 1) power = (power * power) % n;
  let rest = (power * block) % n;
  const wrapped = new Uint8Array(modulus.length);
  for (let at = wrapped.length - 1; at >= 0; at -= 1, rest /= 256n) wrapped[at] = Number(rest % 256n);
  return wrapped;
}

describe('an encrypted configuration in a browser', () => {
  it('is decrypted there', async () => {
    const rsa = { name: 'RSA-OAEP', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-1' };
    const { privateKey, publicKey } = await subtle.generateKey(rsa, true, ['encrypt', 'decrypt']);
    const keyFile = new Uint8Array(await subtle.exportKey('pkcs8', privateKey));
    const { n = '' } = await subtle.exportKey('jwk', publicKey);

    // PKCS#7 pads with other bytes than a cluster does, but only their count is read.
    const text = '<device><sshPassword>cisco</sshPassword></device>';
    const content = new TextEncoder().encode(text);
    const [aesKey, iv] = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)];
    const key = await subtle.importKey('raw', aesKey, 'AES-CBC', false, ['encrypt']);
    const encrypted = new Uint8Array(await subtle.encrypt({ name: 'AES-CBC', iv }, key, content));
    const digest = new Uint8Array(await subtle.digest('SHA-512', content));
    const ivInfo = element(17, element(19, iv), element(20, Uint8Array.of(0, encrypted.length - content.length)));
    const keyInfo = element(21, element(23, Uint8Array.of(8, 0)), element(25, wrap(aesKey, n)));
    const info = concat(element(16, ivInfo, keyInfo), element(26, Uint8Array.of(3)), element(27, digest));
    const length = 10 + info.length;
    const start = concat(element(1, Uint8Array.of(2, 0)), element(2, Uint8Array.of(length >> 8, length & 0xff)));

    const decoded = decodeSigned(concat(start, info, encrypted));
    if (!decoded.ok) throw new Error(decoded.error.message);
    const opened = await withPrivateKeys(keyFile, { askPassword: () => Promise.resolve(null) }, (ring) =>
      decryptConfiguration(decoded.file, ring, null),
    );
    if (!opened.ok) throw new Error(opened.message);
    const result = opened.value;
    if (!result.ok) throw new Error(result.why.sentence);
    if (new TextDecoder().decode(result.content) !== text) throw new Error('it is decrypted to another text');
    if (keyFile.some((octet) => octet !== 0)) throw new Error('the key file was not overwritten');
  });
});
