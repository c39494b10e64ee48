import { aes, decryptCbc, des, tripleDes, type BlockCipher } from './ciphers';
import { notAKey, wrongPassword } from './failure';
import { dekInfoKey } from './key-derivation';

/** The ciphers that `openssl genrsa -des3` and its kin name in DEK-Info. */
const ciphers: ReadonlyMap<string, BlockCipher> = new Map([
  ['DES-CBC', des],
  ['DES-EDE3-CBC', tripleDes],
  ['AES-128-CBC', aes(128)],
  ['AES-192-CBC', aes(192)],
  ['AES-256-CBC', aes(256)],
]);

/**
 * Decrypts a private key of the old PEM kind: `DEK-Info: AES-256-CBC,<IV in hex>`, the key made with EVP_BytesToKey
 * from the password and the first 8 bytes of the IV.
 *
 * @param offset of the block in the file, for errors.
 * @throws KeyFileFailure
 */
export function decryptLegacyPem(dekInfo: string, data: Uint8Array, password: string, offset: number): Uint8Array {
  const [name = '', ivHex = ''] = dekInfo.split(',').map((text) => text.trim());
  const cipher = ciphers.get(name.toUpperCase());
  if (cipher === undefined) {
    throw notAKey(
      `The private key at offset ${offset} is encrypted with ${name || 'an unnamed cipher'}, which is not read here. Convert it first, for example with openssl pkcs8 -topk8 -v2 aes-256-cbc.`,
      offset,
    );
  }
  const iv = Uint8Array.from(ivHex.match(/[0-9A-Fa-f]{2}/g) ?? [], (octet) => Number.parseInt(octet, 16));
  if (iv.length !== cipher.blockLength || ivHex.length !== iv.length * 2) {
    throw notAKey(
      `The DEK-Info line of the private key at offset ${offset} holds no initialisation vector of ${name}.`,
      offset,
    );
  }
  const key = dekInfoKey(password, iv.subarray(0, 8), cipher.keyLength);
  const plain = decryptCbc(cipher, key, iv, data);
  key.fill(0);
  if (plain === null) throw wrongPassword(offset);
  return plain;
}
