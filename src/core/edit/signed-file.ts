import { nameWithoutSignature } from '../format/file-names';
import { encodeParts } from '../format/encode';
import type { Part } from '../format/model';
import { decodeSigned, encodeSigned, encryptionOf, type SignedFile } from '../format/signed';
import { digestCode, HeaderTag, type DigestName } from '../format/tags';
import type { Certificate } from '../certificates/certificate';
import type { PrivateKey } from '../certificates/keys/private-key';
import { signedBytes } from '../trust/signature';
import { element, headerOrder, setElement, textBytes } from '../format/draft';
import { checkTimestamp } from './header';
import { refused, type EditRefused } from './outcome';
import { checkKeyPair, checkSigningKey, chooseDigest, signatureWarnings, signVerified } from './rsa-signing';
import { certificateLabel } from './signer';
import { withSigner } from './signer-header';
import { nameBytes, serialBytes } from './spelling';
import { t } from '../words/translate';

export interface FileSigningRequest {
  /** The TFTP server's certificate: CallManager.pem. */
  readonly certificate: Certificate;
  /** By default the file's own, and SHA-1 if it has none. */
  readonly digest?: DigestName;
  /** TIMESTAMP in Unix seconds. */
  readonly timestamp: number;
  /** FILENAME of a file that is signed for the first time: `SEP0011215A1AE3.cnf.xml.sgn`. */
  readonly filename: string;
}

export interface EditedFile {
  readonly ok: true;
  readonly bytes: Uint8Array;
  /** What undo and redo call it. */
  readonly label: string;
  /** What a person should know before saving it, one sentence each. */
  readonly warnings: readonly string[];
}

export type FileOutcome = EditedFile | EditRefused;

/** What is signed: a file without a header, or one that has a header already. */
export type Signable = Pick<SignedFile, 'header' | 'content'>;

/**
 * Signs a file as a TFTP server does: a header in CUCM's form (version 1.0, `1, 2, 3{4,5,6}, 7{8, 9{10,11}}, 12, 14,
 * 15, 13…`), then the content as it is. A file that is signed already keeps its version, its FILENAME, and the elements
 * of its header in their order. The signature is verified with the certificate before the file is given back.
 */
export async function signFile(file: Signable, key: PrivateKey, request: FileSigningRequest): Promise<FileOutcome> {
  const { certificate } = request;
  const mismatch = checkKeyPair(key, certificate);
  if (mismatch !== null) return mismatch;
  const signing = checkSigningKey(certificate);
  if (!signing.ok) return signing;
  const digest = chooseDigest(file, request.digest, signing.bits);
  if (!digest.ok) return digest;
  const wrongTime = checkTimestamp(request.timestamp);
  if (wrongTime !== null) return wrongTime;

  const prepared = withSigner(file.header.length === 0 ? newHeader(request.filename) : file.header, {
    name: nameBytes(signing.subject, 'cucm'),
    issuer: nameBytes(signing.issuer, 'cucm'),
    serialNumber: serialBytes(certificate.serialNumber),
    digestCode: digestCode(digest.digest),
    modulusCode: signing.modulusCode,
    signatureLength: signing.bits / 8,
    timestamp: request.timestamp,
  });
  const readable = decodeSigned(encodeSigned({ header: prepared, content: file.content }));
  if (!readable.ok) return refused('too-long', readable.error.message, readable.error.offset);
  const covered = signedBytes(readable.file, encodeSigned(readable.file));
  if (covered === null || readable.file.headerLength !== encodeParts(prepared).length) {
    return refused('damaged', t('The header is damaged: strip the signature first, then sign the content.'));
  }
  const made = await signVerified(key, digest.digest, covered, certificate);
  if (!made.ok) return made;
  const header = setElement(readable.file.header, HeaderTag.signature, made.signature, headerOrder);
  return {
    ok: true,
    bytes: encodeSigned({ header, content: file.content }),
    label: t('Sign with {certificate}', { certificate: certificateLabel(certificate) }),
    warnings: signatureWarnings('file', null, signing.bits, digest.digest),
  };
}

/** The content of a signed file as it was before it was signed. */
export function stripSignature(file: SignedFile): FileOutcome {
  if (encryptionOf(file) !== null) {
    return refused(
      'damaged',
      t('The content is encrypted and needs its header to be decrypted: without the header it would be lost.'),
    );
  }
  return { ok: true, bytes: file.content.slice(), label: t('Strip signature'), warnings: [] };
}

/**
 * `SEP….cnf.xml.sgn`: the name under which a TFTP server offers a file once it is signed. A file of a `.sha512` name
 * keeps it: under another one nobody would ask for it.
 */
export function signedName(file: string): string {
  return /\.sha512$/i.test(file) ? file : `${nameWithoutSignature(file)}.sgn`;
}

function newHeader(filename: string): readonly Part[] {
  return [element(HeaderTag.version, Uint8Array.of(1, 0)), element(HeaderTag.filename, textBytes(filename))];
}
