// Programs that import this file and do not include its folder need the types too; a script of ambient modules cannot
// be imported.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
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

/** The plaintext; null if the padding is wrong, which is what a wrong key leaves behind. */
export function decryptCbc({ cipher, key, iv }: CipherKey, data: Uint8Array, opening: Opening): Uint8Array | null {
  const { blockLength } = cipher;
  if (iv.length !== blockLength || data.length === 0 || data.length % blockLength !== 0) return null;
  const decipher = startDecipher(cipher, binary(key), binary(iv));
  decipher.update(forge.util.createBuffer(binary(data)));
  // forge's own check lets some wrong padding pass, so the padding is left on and checked here.
  decipher.finish(() => true);
  const padded = opening.keep(forge.util.binary.raw.decode(decipher.output.getBytes()));
  const padding = padded.at(-1) ?? 0;
  const sound = padding >= 1 && padding <= blockLength && padded.subarray(-padding).every((byte) => byte === padding);
  return sound ? padded.subarray(0, padded.length - padding) : null;
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
