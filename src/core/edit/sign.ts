import type { Certificate } from '../certificates/certificate';
import type { PrivateKey } from '../certificates/keys/private-key';
import { parseName, sameNames, type Name } from '../certificates/names';
import { encode } from '../format/encode';
import { findElement, headerFields, isSast, recordFields, textOf } from '../format/fields';
import type { TrustList } from '../format/model';
import { phoneLimits } from '../format/phone-limits';
import { digestCode, digestNames, HeaderTag, RecordFunction, RecordTag, type DigestName } from '../format/tags';
import { messageOf } from '../trust/catalogue';
import { signedBytes } from '../trust/signature';
import { setElement, headerOrder } from '../format/draft';
import { checkTimestamp } from './header';
import { finish, refused, type EditOutcome, type EditRefused } from './outcome';
import { addRecords } from './records';
import {
  checkKeyPair,
  checkSigningKey,
  chooseDigest,
  digestUnder,
  signatureWarnings,
  signVerified,
  type SigningKey,
} from './rsa-signing';
import { withSigner } from './signer-header';
import { certificateLabel, missingSigner, signerRecord } from './signer';
import { nameBytes, nameStyle, serialBytes } from './spelling';
import { t } from '../words/translate';

export interface SigningRequest {
  /** The signer's certificate. */
  readonly certificate: Certificate;
  /** By default the file's own, or SHA-1 if it has none, as in the lists of older clusters. */
  readonly digest?: DigestName;
  /** TIMESTAMP in Unix seconds; by default the file's own stays. */
  readonly timestamp?: number;
  /** Adds a SAST record for the signer, as the first, if the list has none. */
  readonly addSigner?: boolean;
}

/**
 * A list with everything but the signature in place: SIGNERNAME, SERIALNUMBER, CANAME, DIGESTALGORTITHM,
 * SIGNATUREALGORTITHM, SIGNATUREMODULUS, a SIGNATURE of zeros of the right length, TIMESTAMP, padding and HEADERLENGTH.
 * Names and serial number are spelled as the signer's SAST record spells them.
 */
export async function prepare(list: TrustList, request: SigningRequest): Promise<EditOutcome> {
  const { certificate, timestamp = null, addSigner = false } = request;
  const key = checkSigningKey(certificate);
  if (!key.ok) return key;
  const digest = chooseDigest(list, request.digest, key.bits);
  if (!digest.ok) return digest;
  const wrongTime = timestamp === null ? null : checkTimestamp(timestamp);
  if (wrongTime !== null) return wrongTime;

  if (signerRecord(list, certificate) === null) {
    if (!addSigner) return missingSigner(list, certificate);
    const added = await addRecords(list, [{ certificate, functionCode: RecordFunction.sast, form: 'full' }], 1);
    if (!added.ok) return added;
    return prepare(added.list, { ...request, addSigner: false });
  }

  const header = withSigner(list.header, {
    ...signerFields(list, certificate, key),
    digestCode: digestCode(digest.digest),
    modulusCode: key.modulusCode,
    signatureLength: key.bits / 8,
    timestamp,
  });
  const outcome = finish(
    { ...list, header },
    t('Prepare for the signature of {certificate}', { certificate: certificateLabel(certificate) }),
  );
  return outcome.ok
    ? { ...outcome, warnings: warningsOf(outcome.list, certificate, key.bits, digest.digest) }
    : outcome;
}

/** The bytes that a signature covers: the whole file with the complete SIGNATURE element cut out. */
export function bytesToSign(list: TrustList): Uint8Array | null {
  return signedBytes(list, encode(list));
}

/**
 * Signs a list: RSASSA-PKCS1-v1_5 over `bytesToSign` of the prepared list. The signature is verified with the
 * certificate before the list is given back.
 */
export async function sign(list: TrustList, key: PrivateKey, request: SigningRequest): Promise<EditOutcome> {
  const { certificate } = request;
  const mismatch = checkKeyPair(key, certificate);
  if (mismatch !== null) return mismatch;
  const prepared = await prepare(list, request);
  if (!prepared.ok) return prepared;
  const digest = digestOf(prepared.list);
  const covered = bytesToSign(prepared.list);
  if (digest === null || covered === null) return noSignature();
  const made = await signVerified(key, digest, covered, certificate);
  if (!made.ok) return made;
  return withSignature(prepared.list, made.signature, certificate, prepared.warnings);
}

/**
 * Attaches an external signature to a prepared list, if it is the signer's over this list.
 *
 * @param signature as long as the signer's modulus.
 */
export async function attach(
  prepared: TrustList,
  signature: Uint8Array,
  certificate: Certificate,
): Promise<EditOutcome> {
  const place = findElement(prepared.header, HeaderTag.signature);
  const covered = bytesToSign(prepared);
  const declared = digestOf(prepared);
  if (place === null || covered === null || declared === null) return noSignature();
  const expected = place.value.length;
  if (signature.length !== expected) {
    return refused(
      'bad-signature',
      t('The signature has {length} bytes; that of {certificate} has {expected}.', {
        length: signature.length,
        certificate: certificateLabel(certificate),
        expected,
      }),
      place.offset,
    );
  }
  const made = await digestUnder(signature, covered, certificate);
  if (made !== declared) {
    const reason =
      made === null
        ? t('it was made with another key or over other bytes than the {length} that were to be signed', {
            length: covered.length,
          })
        : t('it was made over a {made} digest, and the header declares {declared}', { made, declared });
    return refused(
      'bad-signature',
      t('The signature does not verify with the certificate of {certificate}: {reason}.', {
        certificate: certificateLabel(certificate),
        reason,
      }),
      place.offset,
    );
  }
  return withSignature(prepared, signature, certificate);
}

function withSignature(
  prepared: TrustList,
  signature: Uint8Array,
  certificate: Certificate,
  warnings: readonly string[] = [],
): EditOutcome {
  const header = setElement(prepared.header, HeaderTag.signature, signature, headerOrder);
  return finish(
    { ...prepared, header },
    t('Sign with {certificate}', { certificate: certificateLabel(certificate) }),
    warnings,
  );
}

/** Name, issuer and serial number byte for byte as in the signer's record, where they agree with the certificate. */
function signerFields(
  list: TrustList,
  certificate: Certificate,
  { subject, issuer }: SigningKey,
): { name: Uint8Array; issuer: Uint8Array; serialNumber: Uint8Array } {
  const record = list.records[(signerRecord(list, certificate) ?? 0) - 1];
  const value = (tag: number): Uint8Array | null => findElement(record?.parts ?? [], tag)?.value ?? null;
  const style = nameStyle(list);
  const spelled = (bytes: Uint8Array | null, name: Name): Uint8Array => {
    const parsed = bytes === null ? null : parseName(textOf(bytes));
    return bytes !== null && parsed !== null && sameNames(parsed, name) ? bytes : nameBytes(name, style);
  };
  return {
    name: spelled(value(RecordTag.subjectName), subject),
    issuer: spelled(value(RecordTag.issuerName), issuer),
    serialNumber: value(RecordTag.serialNumber) ?? serialBytes(certificate.serialNumber),
  };
}

function warningsOf(list: TrustList, certificate: Certificate, bits: number, digest: DigestName): string[] {
  const sast = list.records.filter((record) => isSast(recordFields(record))).length;
  const warnings = signatureWarnings(t('trust list'), signerRecord(list, certificate), bits, digest);
  if (sast > phoneLimits.sast) warnings.push(messageOf('too-many-sast', { count: sast }));
  if (list.length > phoneLimits.listBytes) warnings.push(messageOf('too-large', { length: list.length }));
  return warnings;
}

function digestOf(list: TrustList): DigestName | null {
  const { digestAlgorithm } = headerFields(list);
  return digestAlgorithm === null ? null : (digestNames.get(digestAlgorithm) ?? null);
}

function noSignature(): EditRefused {
  return refused(
    'damaged',
    t('The list is not prepared for a signature: its header has no SIGNATURE or no known digest.'),
  );
}
