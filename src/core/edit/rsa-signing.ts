import type { Certificate } from '../certificates/certificate';
import { unshared } from '../certificates/host-crypto';
import type { PrivateKey } from '../certificates/keys/private-key';
import type { Name } from '../certificates/names';
import { importVerifier } from '../certificates/public-keys';
import { findElement, headerFields } from '../format/fields';
import type { TrustList } from '../format/model';
import { phoneLimits } from '../format/phone-limits';
import { digestNames, HeaderTag, modulusBits, type DigestName } from '../format/tags';
import { messageOf } from '../trust/catalogue';
import { refused, type EditRefused } from './outcome';
import { belongsTo, certificateLabel } from './signer';
import { t } from '../words/translate';

/** An RSA key that SIGNATUREMODULUS has a code for. */
export interface SigningKey {
  readonly ok: true;
  readonly bits: number;
  readonly modulusCode: number;
  readonly subject: Name;
  readonly issuer: Name;
}

/** Refuses what SIGNATUREMODULUS has no code for. */
export function checkSigningKey(certificate: Certificate): SigningKey | EditRefused {
  const { details, keyType, keyBits, subjectName, issuerName } = certificate;
  if (details.error !== null || subjectName === null || issuerName === null) {
    return refused(
      'unreadable-certificate',
      t("The signer's certificate cannot be read: {error}.", { error: details.error ?? t('it is incomplete') }),
    );
  }
  const signer = certificateLabel(certificate);
  if (keyType !== 'RSA' || keyBits === null) {
    return refused(
      'unsupported-key',
      t('{signer} has the key {keyAlgorithm}; trust lists are signed with RSA keys.', {
        signer,
        keyAlgorithm: details.keyAlgorithm ?? t('of an unknown kind'),
      }),
    );
  }
  const code = [...modulusBits].find(([, bits]) => bits === keyBits)?.[0];
  if (code === undefined) {
    const sizes = [...modulusBits.values()].join(', ');
    return refused(
      'unsupported-key',
      t('{signer} has an RSA key of {keyBits} bits; a trust list can say only {sizes} in SIGNATUREMODULUS.', {
        signer,
        keyBits,
        sizes,
      }),
    );
  }
  return { ok: true, bits: keyBits, modulusCode: code, subject: subjectName, issuer: issuerName };
}

/**
 * Bytes that PKCS#1 v1.5 puts around a digest: 11 of padding, 15 or 19 that name the digest (RFC 8017, section 9.2).
 */
const digestSizes: Readonly<Record<DigestName, number>> = {
  'SHA-1': 11 + 15 + 20,
  'SHA-256': 11 + 19 + 32,
  'SHA-512': 11 + 19 + 64,
};

/**
 * The digest that is wanted, else the header's own, and SHA-1 if it has none: that of the lists of older clusters.
 */
export function chooseDigest(
  file: Pick<TrustList, 'header'>,
  wanted: DigestName | undefined,
  bits: number,
): { readonly ok: true; readonly digest: DigestName } | EditRefused {
  const code = headerFields(file).digestAlgorithm;
  const digest = wanted ?? (code === null ? 'SHA-1' : digestNames.get(code));
  if (digest === undefined) {
    const offset = findElement(file.header, HeaderTag.digestAlgorithm)?.offset ?? null;
    return refused(
      'bad-value',
      t('DIGESTALGORTITHM is {code}, which is not a known digest: choose one.', { code: code ?? '' }),
      offset,
    );
  }
  if (digestSizes[digest] > bits / 8) {
    return refused(
      'unsupported-key',
      t('An RSA key of {bits} bits is too short for a {digest} signature: choose another digest.', { bits, digest }),
    );
  }
  return { ok: true, digest };
}

/** Refuses a key that is not the certificate's. */
export function checkKeyPair(key: PrivateKey, certificate: Certificate): EditRefused | null {
  if (belongsTo(key, certificate)) return null;
  return refused(
    'key-mismatch',
    t('The private key “{name}” does not belong to the certificate of {certificate}: their public keys differ.', {
      name: key.name,
      certificate: certificateLabel(certificate),
    }),
  );
}

/** RSASSA-PKCS1-v1_5, verified with the certificate before it is given back. */
export async function signVerified(
  key: PrivateKey,
  hash: DigestName,
  covered: Uint8Array,
  certificate: Certificate,
): Promise<{ readonly ok: true; readonly signature: Uint8Array } | EditRefused> {
  const signature = await signWith(key, hash, covered);
  if (signature === null) {
    return refused(
      'unsupported-key',
      t('The private key “{name}” cannot be used: it is damaged or of an unusual size.', { name: key.name }),
    );
  }
  if ((await digestUnder(signature, covered, certificate)) !== hash) {
    return refused(
      'bad-signature',
      t('The signature does not verify with the certificate of {certificate}.', {
        certificate: certificateLabel(certificate),
      }),
    );
  }
  return { ok: true, signature };
}

/** Null for a key that cannot be used. */
async function signWith(key: PrivateKey, hash: DigestName, data: Uint8Array): Promise<Uint8Array | null> {
  const { subtle } = globalThis.crypto;
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash };
  try {
    const signingKey = await subtle.importKey('pkcs8', unshared(key.pkcs8), algorithm, false, ['sign']);
    return new Uint8Array(await subtle.sign(algorithm.name, signingKey, unshared(data)));
  } catch {
    return null;
  }
}

/** The digest over which the certificate's key made the signature; null where it did not make it. */
export async function digestUnder(
  signature: Uint8Array,
  covered: Uint8Array,
  { spki }: Certificate,
): Promise<DigestName | null> {
  if (spki === null) return null;
  for (const digest of digestNames.values()) {
    const verifier = await importVerifier(spki, digest);
    if (verifier !== null && (await verifier(signature, covered))) return digest;
  }
  return null;
}

/**
 * What phones may make of a signature by a key of so many bits over this digest, one sentence each.
 *
 * @param what that is signed: `trust list`.
 * @param record the signer's; null where what is signed has no records.
 */
export function signatureWarnings(what: string, record: number | null, bits: number, digest: DigestName): string[] {
  const warnings: string[] = [];
  if (bits > phoneLimits.signerBits) {
    warnings.push(
      record === null
        ? messageOf('signer-key-size/chosen', { bits })
        : messageOf('signer-key-size/record', { record, bits }),
    );
  }
  if (digest === 'SHA-256') {
    warnings.push(
      t('No known {what} is signed over a SHA-256 digest; whether a phone accepts one is not known.', { what }),
    );
  }
  return warnings;
}
