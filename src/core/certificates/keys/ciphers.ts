// Programs that import this file and do not include its folder need the types too; a script of ambient modules cannot
// be imported.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./node-forge-submodules.d.ts" />
import forge from 'node-forge/lib/forge';
import 'node-forge/lib/aes';
import 'node-forge/lib/des';
import 'node-forge/lib/rc2';
import type { Opening } from './opening';

/**
 * The block ciphers of key files, all in CBC mode with PKCS#7 padding. They come from node-forge because WebCrypto has
 * neither DES, 3DES nor RC2, and browsers have no AES-192; its speed does not matter for the size of a key file.
 */
export interface BlockCipher {
  readonly name: 'AES' | 'DES' | '3DES' | 'RC2';
  /** Bytes of the key. */
  readonly keyLength: number;
  /** Bytes of a block and of the initialisation vector. */
  readonly blockLength: number;
  /** RC2 only: how many bits of the key count. */
  readonly effectiveBits: number;
}

export const des: BlockCipher = { name: 'DES', keyLength: 8, blockLength: 8, effectiveBits: 64 };
export const tripleDes: BlockCipher = { name: '3DES', keyLength: 24, blockLength: 8, effectiveBits: 192 };

export function aes(bits: 128 | 192 | 256): BlockCipher {
  return { name: 'AES', keyLength: bits / 8, blockLength: 16, effectiveBits: bits };
}

export function rc2(keyLength: number, effectiveBits = keyLength * 8): BlockCipher {
  return { name: 'RC2', keyLength, blockLength: 8, effectiveBits };
}

/** A cipher with its key and initialisation vector. */
export interface CipherKey {
  readonly cipher: BlockCipher;
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
}

/** Bytes that are decrypted between two returns to the event loop; RC2 takes 20 ms for them. A multiple of any block. */
const sliceBytes = 16 * 1024;

/** The plaintext; null if the padding is wrong, which is what a wrong key leaves behind. */
export async function decryptCbc(cipherKey: CipherKey, data: Uint8Array, opening: Opening): Promise<Uint8Array | null> {
  const { cipher, iv } = cipherKey;
  const { blockLength } = cipher;
  if (iv.length !== blockLength || data.length === 0 || data.length % blockLength !== 0) return null;
  // The last block alone tells a wrong key, however long the data is.
  const padding = soundPadding(decryptSlice(cipherKey, data, data.length - blockLength, opening), blockLength);
  if (padding === null) return null;
  const plain = opening.keep(new Uint8Array(data.length));
  for (let start = 0; start < data.length; start += sliceBytes) {
    if (start > 0) await opening.pause();
    plain.set(decryptSlice(cipherKey, data.subarray(0, start + sliceBytes), start, opening), start);
  }
  return plain.subarray(0, plain.length - padding);
}

/**
 * Decrypts what follows `start`, the first byte of a block, by itself: in CBC mode the block before is its
 * initialisation vector. node-forge takes time in proportion to the square of what one cipher is given.
 */
function decryptSlice({ cipher, key, iv }: CipherKey, data: Uint8Array, start: number, opening: Opening): Uint8Array {
  const before = start === 0 ? iv : data.subarray(start - cipher.blockLength, start);
  const decipher = startDecipher(cipher, binary(key), binary(before));
  decipher.update(forge.util.createBuffer(binary(data.subarray(start))));
  // forge's own check lets some wrong padding pass, so the padding is left on and checked here.
  decipher.finish(() => true);
  return opening.keep(forge.util.binary.raw.decode(decipher.output.getBytes()));
}

/** How many bytes of padding end the plaintext (RFC 5652, section 6.3); null if it does not end in padding. */
function soundPadding(plain: Uint8Array, blockLength: number): number | null {
  const padding = plain.at(-1) ?? 0;
  const isSound = padding >= 1 && padding <= blockLength && plain.subarray(-padding).every((byte) => byte === padding);
  return isSound ? padding : null;
}

type Decipher = Pick<ReturnType<typeof forge.rc2.createDecryptionCipher>, 'update' | 'finish' | 'output'>;

function startDecipher({ name, effectiveBits }: BlockCipher, key: string, iv: string): Decipher {
  if (name === 'RC2') {
    const decipher = forge.rc2.createDecryptionCipher(key, effectiveBits);
    decipher.start(iv);
    return decipher;
  }
  const decipher = forge.cipher.createDecipher(`${name}-CBC`, key);
  decipher.start({ iv });
  return decipher;
}

/** Text with one character a byte, which node-forge takes for bytes. */
function binary(bytes: Uint8Array): string {
  return forge.util.binary.raw.encode(bytes);
}
