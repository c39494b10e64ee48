import { oncePer } from '../format/once-per';
import { Recent } from '../format/recent';
import { crypto } from './host-crypto';
import { keyId, rsaKeyOf, rsaNumbers, type RsaNumbers } from './public-keys';

/**
 * Why a signature that verifies with an RSA key does not prove who made it. Whoever reads the key can compute its
 * private half, or needs none:
 *
 * - `exponent-one`: a signature is what it signs.
 * - `exponent-even`, `modulus-even`: no RSA key has these, and implementations disagree about them.
 * - `modulus-prime`, `modulus-factor`: the factors of the modulus, which are the private key, are plain to see.
 */
export type KeyFlaw = ObviousKeyFlaw | 'modulus-prime' | 'modulus-factor';
export type ObviousKeyFlaw = 'exponent-one' | 'exponent-even' | 'modulus-even';

/** The flaw that the last octets of modulus and exponent show; null for a key without one, or that is not RSA. */
export const obviousKeyFlaw = oncePer((spki: Uint8Array): ObviousKeyFlaw | null => {
  const key = rsaKeyOf(spki);
  if (key === null) return null;
  const { modulus, exponent } = key;
  if (exponent.length > 0 && exponent.at(-1) === 1 && exponent.subarray(0, -1).every((octet) => octet === 0)) {
    return 'exponent-one';
  }
  if (isEven(exponent)) return 'exponent-even';
  return isEven(modulus) ? 'modulus-even' : null;
});

function isEven(octets: Uint8Array): boolean {
  return ((octets.at(-1) ?? 0) & 1) === 0;
}

/** Keys that were looked at last, by SPKI: a folder of lists has the same few signers. */
const flaws = new Recent<string, KeyFlaw | null>(64);

/**
 * The flaw of a key that verifies a signature; null for a key without one, or that is not an RSA key of 512 to 4096
 * bits. Takes as long as one operation with the private half (4096 bits without help of the host: about 0.1 s), so only such
 * keys are asked.
 */
export function keyFlaw(spki: Uint8Array): KeyFlaw | null {
  const id = keyId(spki);
  const known = flaws.get(id);
  if (known !== undefined) return known;
  const numbers = rsaNumbers(spki);
  const flaw = obviousKeyFlaw(spki) ?? (numbers === null ? null : flawOfModulus(numbers));
  flaws.set(id, flaw);
  return flaw;
}

const smallPrimes = [3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97];

/**
 * By Fermat's little theorem, `2^(n - 1) - 1` has the factor p in common with n if n is p or a power of p. With an RSA
 * modulus it has none in common.
 */
function flawOfModulus({ modulus }: RsaNumbers): KeyFlaw | null {
  if (smallPrimes.some((prime) => modulus % BigInt(prime) === 0n)) return 'modulus-factor';
  const common = greatestCommonDivisor(powerOf(2n, modulus - 1n, modulus) - 1n, modulus);
  if (common === 1n) return null;
  return common === modulus && isProbablyPrime(modulus) ? 'modulus-prime' : 'modulus-factor';
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [greater, less] = [b, a];
  while (less > 0n) [greater, less] = [less, greater % less];
  return greater;
}

function powerOf(base: bigint, exponent: bigint, modulus: bigint): bigint {
  const known = crypto().power(base, exponent, modulus);
  if (known !== null) return known;
  let result = 1n;
  for (const digit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (digit === '1') result = (result * base) % modulus;
  }
  return result;
}

/** Miller and Rabin's test with four fixed bases, for an odd number: it only tells apart two ways to be flawed. */
function isProbablyPrime(number: bigint): boolean {
  let odd = number - 1n;
  let twos = 0;
  for (; (odd & 1n) === 0n; odd >>= 1n) twos += 1;
  return [2n, 3n, 5n, 7n].every((base) => {
    let power = powerOf(base, odd, number);
    if (power === 1n || power === number - 1n) return true;
    for (let round = 1; round < twos; round += 1) {
      power = (power * power) % number;
      if (power === number - 1n) return true;
    }
    return false;
  });
}
