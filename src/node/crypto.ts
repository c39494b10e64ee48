import { constants, createPublicKey, hash, publicEncrypt, verify } from 'node:crypto';

/** How OpenSSL calls a digest. */
const names = { 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-512': 'sha512' } as const;
type DigestName = keyof typeof names;

/** Digests and verifications by OpenSSL in this thread: WebCrypto takes longer to ask than to answer. */
export const nodeCrypto = {
  digest: (name: DigestName, bytes: Uint8Array): Uint8Array => hash(names[name], bytes, 'buffer'),
  sha1: (bytes: Uint8Array): Uint8Array => hash('sha1', bytes, 'buffer'),
  /** Null if the machine does not allow MD5. */
  md5: (bytes: Uint8Array): Uint8Array | null => {
    try {
      return hash('md5', bytes, 'buffer');
    } catch {
      return null;
    }
  },
  /** Null for a key that OpenSSL does not take; a verification that it refuses counts as one that fails. */
  verifier: (spki: Uint8Array, digest: DigestName) => {
    try {
      // A copy: OpenSSL may outlive the file that the key is a part of.
      const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
      return (signature: Uint8Array, data: Uint8Array): boolean => {
        try {
          return verify(names[digest], data, key, signature);
        } catch {
          return false;
        }
      };
    } catch {
      return null;
    }
  },
  /**
   * The public operation of an RSA key with these numbers, without padding. OpenSSL takes exponents of this length up to
   * 3072 bits; null if it, or what Electron uses instead, does not.
   */
  power: (base: bigint, exponent: bigint, modulus: bigint): bigint | null => {
    try {
      const n = octets(modulus);
      const key = createPublicKey({
        key: { kty: 'RSA', n: n.toString('base64url'), e: octets(exponent).toString('base64url') },
        format: 'jwk',
      });
      const power = publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, octets(base, n.length));
      return BigInt(`0x${power.toString('hex')}`);
    } catch {
      return null;
    }
  },
};

/** Big-endian, with as many leading zeros as make so many octets. */
function octets(number: bigint, length = 0): Buffer {
  const digits = number.toString(16);
  return Buffer.from(digits.padStart(Math.max(2 * length, digits.length + (digits.length % 2)), '0'), 'hex');
}
