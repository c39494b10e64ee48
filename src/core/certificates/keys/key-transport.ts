import { recoverRsa } from '../public-keys';
import type { Opening } from './opening';
import { privateNumbers } from './pkcs8';
import type { PrivateKey } from './private-key';

/** Bytes of random padding that a block has at least (RFC 8017, section 7.2.1). */
const leastPadding = 8;

/**
 * Opens a symmetric key that was encrypted with RSAES-PKCS1-v1_5 (RFC 8017, section 7.2.2): `00 02`, non-zero padding,
 * `00`, the key. WebCrypto has no such decryption, and Node.js 20 refuses it. It is not in constant time: nobody can ask
 * this program for many decryptions.
 *
 * @param length of the symmetric key in bytes.
 * @param opening gets the buffers that contain it, the result included.
 * @returns null if it was encrypted for another key; one other key in some millions passes for the right one.
 */
export function unwrapKey(
  { pkcs8 }: Pick<PrivateKey, 'pkcs8'>,
  wrapped: Uint8Array,
  length: number,
  opening: Opening,
): Uint8Array | null {
  const numbers = privateNumbers(pkcs8);
  const block = numbers === null ? null : recoverRsa(numbers, wrapped);
  if (block === null) return null;
  opening.keep(block);
  const end = block.length - length - 1;
  const isSound =
    block[0] === 0 &&
    block[1] === 2 &&
    end >= 2 + leastPadding &&
    block[end] === 0 &&
    block.subarray(2, end).every((octet) => octet !== 0);
  return isSound ? block.subarray(end + 1) : null;
}
