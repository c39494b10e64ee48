import type { PemBlock } from '../pem';
import { aes, decryptCbc, des, tripleDes, type BlockCipher } from './ciphers';
import { notAKey, wrongPassword } from './failure';
import { dekInfoKey } from './key-derivation';
import type { Opening } from './opening';
import { t } from '../../words/translate';

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
 * @throws KeyFileFailure
 */
export async function decryptLegacyPem(
  { der, headers, offset }: PemBlock,
  password: string,
  opening: Opening,
): Promise<Uint8Array> {
  const dekInfo = headers.get('DEK-Info') ?? '';
  const [name = '', ivHex = ''] = dekInfo.split(',').map((text) => text.trim());
  const cipher = ciphers.get(name.toUpperCase());
  if (cipher === undefined) {
    throw notAKey(
      t(
        'The private key at offset {offset} is encrypted with {name}, which is not supported. Convert it first, for example with openssl pkcs8 -topk8 -v2 aes-256-cbc.',
        { offset, name: name || t('an unnamed cipher') },
      ),
      offset,
    );
  }
  const iv = Uint8Array.from(ivHex.match(/[0-9A-Fa-f]{2}/g) ?? [], (octet) => Number.parseInt(octet, 16));
  if (iv.length !== cipher.blockLength || ivHex.length !== iv.length * 2) {
    throw notAKey(
      t('The DEK-Info line of the private key at offset {offset} has no valid initialisation vector for {name}.', {
        offset,
        name,
      }),
      offset,
    );
  }
  const key = dekInfoKey(password, iv.subarray(0, 8), cipher.keyLength, opening);
  const plain = await decryptCbc({ cipher, key, iv }, der, opening);
  if (plain === null) throw wrongPassword(offset);
  return plain;
}
