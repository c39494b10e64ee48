import {
  Asn1Error,
  childrenOf,
  expectOctets,
  expectTag,
  octetsOf,
  oidOf,
  readAsn1,
  Tag,
  withoutLeadingZeros,
  wrapDer,
  type Asn1,
} from '../asn1';
import { curveByOid, ecPublicKey, keyAlgorithmNames, rsaEncryption } from '../oids';
import { rsaKeyBits, rsaPrivateNumbers, type RsaNumbers } from '../public-keys';
import type { Opening } from './opening';
import { t } from '../../words/translate';

/** One private key of a key file, before it has a name. */
export type KeyMaterial =
  | {
      readonly kind: 'rsa';
      /** PrivateKeyInfo DER (RFC 5208). */
      readonly pkcs8: Uint8Array;
      /** RSAPublicKey DER (RFC 8017 A.1.1): what PUBLICKEY of a record contains. */
      readonly publicKey: Uint8Array;
      /** Bits of the modulus. */
      readonly bits: number;
    }
  /** A key that cannot sign a trust list; `algorithm` names it: `EC P-256`, `DSA`, `OID 1.2.3`. */
  | { readonly kind: 'other'; readonly algorithm: string };

const versionZero = wrapDer(Tag.integer, Uint8Array.of(0));
/** AlgorithmIdentifier of rsaEncryption, with the NULL that RFC 8017 A.1 asks for. */
const rsaAlgorithm = wrapDer(Tag.sequence, wrapDer(Tag.oid, rsaEncryption.der), wrapDer(Tag.null));

/** PrivateKeyInfo ::= SEQUENCE { version, privateKeyAlgorithm, privateKey OCTET STRING, attributes [0] OPTIONAL } */
export function readPrivateKeyInfo(info: Asn1, opening: Opening): KeyMaterial {
  const [, algorithm, privateKey] = childrenOf(info);
  const algorithmId = expectTag(algorithm, Tag.sequence, t('the key algorithm'), info);
  const [identifier, parameters] = childrenOf(algorithmId);
  const oid = oidOf(expectTag(identifier, Tag.oid, t('the key algorithm'), algorithmId));
  if (oid === ecPublicKey.oid) return { kind: 'other', algorithm: ecName(parameters) };
  if (oid !== rsaEncryption.oid) return { kind: 'other', algorithm: keyAlgorithmNames.get(oid) ?? `OID ${oid}` };
  const key = expectOctets(privateKey, t('the private key'), info);
  const rsaPrivateKey = readAsn1(opening.keep(octetsOf(key)), key.contentOffset);
  return readRsaPrivateKey(expectTag(rsaPrivateKey, Tag.sequence, t('the RSA key'), key), opening);
}

/**
 * RSAPrivateKey ::= SEQUENCE { version, modulus, publicExponent, … }, RFC 8017 A.1.2; version 1 has more than two
 * primes
 */
export function readRsaPrivateKey(key: Asn1, opening: Opening): KeyMaterial {
  const [version, modulus, exponent, ...secrets] = childrenOf(key);
  const versionValue = expectTag(version, Tag.integer, t('the version of the RSA key'), key);
  if (withoutLeadingZeros(versionValue.content).length > 0) return { kind: 'other', algorithm: t('multi-prime RSA') };
  const n = expectTag(modulus, Tag.integer, t('the modulus'), key);
  const e = expectTag(exponent, Tag.integer, t('the public exponent'), key);
  for (let index = 0; index < 6; index += 1) expectTag(secrets[index], Tag.integer, t('a number of the RSA key'), key);
  const publicKey = wrapDer(Tag.sequence, n.whole, e.whole);
  const bits = rsaKeyBits(publicKey);
  if (bits === null) throw new Asn1Error(t('the modulus of the RSA key is not a positive number'), n.offset);
  const octets = opening.keep(wrapDer(Tag.octetString, key.whole));
  const pkcs8 = opening.keep(wrapDer(Tag.sequence, versionZero, rsaAlgorithm, octets));
  return { kind: 'rsa', pkcs8, publicKey, bits };
}

/** ECPrivateKey ::= SEQUENCE { version 1, privateKey, parameters [0] OPTIONAL, … }, RFC 5915 */
export function readEcPrivateKey(key: Asn1): KeyMaterial {
  const parameters = childrenOf(key).find((value) => value.tag === Tag.context0);
  return { kind: 'other', algorithm: ecName(parameters === undefined ? undefined : childrenOf(parameters)[0]) };
}

function ecName(parameters: Asn1 | undefined): string {
  const oid = parameters?.tag === Tag.oid ? oidOf(parameters) : null;
  return oid === null ? 'EC' : `EC ${curveByOid.get(oid)?.name ?? `curve ${oid}`}`;
}

/**
 * The modulus and the private exponent of an RSA key of 512 to 4096 bits; null for a larger one, and for an exponent
 * that is longer than the modulus.
 *
 * @param pkcs8 as `KeyMaterial` has it.
 */
export function privateNumbers(pkcs8: Uint8Array): RsaNumbers | null {
  const [, , octets] = childrenOf(readAsn1(pkcs8));
  const [, modulus, , exponent] = octets === undefined ? [] : childrenOf(readAsn1(octets.content));
  return modulus === undefined || exponent === undefined ? null : rsaPrivateNumbers(modulus.content, exponent.content);
}
