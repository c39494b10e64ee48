import { limits } from '../format/limits';
import { refused, type EditRefused } from './outcome';
import { t } from '../words/translate';

/**
 * Reads a signature that a token or an HSM made: its bytes alone, or their hex or base64 as text; also as
 * `openssl dgst -hex -sign` prints it, behind the name of the digest and the file: `RSA-SHA512(list.tbs)= 0a1b…`.
 *
 * @param length bytes that the signature has to have: those of SIGNATURE in the prepared list.
 */
export function readSignatureFile(
  bytes: Uint8Array,
  length: number,
): { readonly ok: true; readonly signature: Uint8Array } | EditRefused {
  if (bytes.length === length) return { ok: true, signature: bytes };
  const most = limits.keyFileBytes;
  if (bytes.length > most) {
    const values = { length: bytes.length, most };
    return refused(
      'bad-signature',
      t(
        'Too costly, because the file has {length} bytes, and a signature file of more than {most} is not read.',
        values,
      ),
    );
  }
  const text = new TextDecoder()
    .decode(bytes)
    .replace(/^.*\)= /, '')
    .replace(/[\s:]/g, '');
  const signature = fromHex(text) ?? fromBase64(text);
  if (signature?.length === length) return { ok: true, signature };
  const found =
    signature === null
      ? t('{length} bytes that are neither hex nor base64', { length: bytes.length })
      : t('a signature of {length} bytes', { length: signature.length });
  return refused(
    'bad-signature',
    t("The file contains {found}; the signer's signature has {length} bytes.", { found, length }),
  );
}

function fromHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9A-Fa-f]+$/.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (octet) => Number.parseInt(octet, 16));
}

function fromBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
