import { readCertificate, type Certificate } from '../../certificates/certificate';
import { sameSerial } from '../../certificates/serial';
import { sameBytes } from '../../format/bytes';
import { findElement, textOf } from '../../format/fields';
import type { Part } from '../../format/model';
import { HeaderTag, RecordTag } from '../../format/tags';
import type { InspectedRecord } from '../../trust/inspected-record';
import { signerKey, signerKeysOf, signerOf, type SignerId } from '../../trust/signer';
import { addressText, type Server } from '../address';
import type { TvsAnswer, TvsQuestion } from '../client';
import { failure, type ClusterFailure } from '../failures';
import { encodeQuery, encodeVerify, firstSession, noPhone, vouchingStatus, type TvsQuery } from './message';
import { t } from '../../words/translate';

/** Whose certificate a TVS is asked about, and how. */
export type Asking = {
  /** What a person named: a file, or a record. */
  readonly of: string;
} & (
  | { readonly kind: 'verify'; readonly certificate: Certificate }
  /** By name and serial number, if the certificate is not at hand. */
  | { readonly kind: 'query'; readonly query: TvsQuery; readonly signer: SignerId }
);

/** Asks about the certificate of a record: in the record's own bytes, since the server compares texts. */
export function askingOfRecord({ record: { parts }, index }: InspectedRecord, of: string): Asking | string {
  const valueOf = (tag: number): Uint8Array | null => findElement(parts, tag)?.value ?? null;
  const asking = queryOf(of, {
    subject: valueOf(RecordTag.subjectName),
    issuer: valueOf(RecordTag.issuerName),
    serial: valueOf(RecordTag.serialNumber),
  });
  return asking ?? t('Record {index} lacks the subject, issuer or serial number of its certificate.', { index });
}

/**
 * Asks about the signer that the header of a list or signed file names: with its certificate if one of these is it, else by
 * its names.
 */
export function askingOfSigner(
  file: { readonly header: readonly Part[] },
  of: string,
  certificates: readonly Certificate[],
): Asking | string {
  const signer = signerOf(file);
  if (signer === null) return t('The header does not name a signer.');
  const key = signerKey(signer);
  const certificate = certificates.find((one) => one.details.error === null && signerKeysOf(one).includes(key));
  if (certificate !== undefined) return { of, kind: 'verify', certificate };
  const valueOf = (tag: number): Uint8Array | null => findElement(file.header, tag)?.value ?? null;
  const asking = queryOf(of, {
    subject: valueOf(HeaderTag.signerName),
    issuer: valueOf(HeaderTag.caName),
    serial: valueOf(HeaderTag.serialNumber),
  });
  return asking ?? t("The header lacks the signer's name.");
}

function queryOf(of: string, { subject, issuer, serial }: Nullable<TvsQuery>): Asking | null {
  if (subject === null || issuer === null || serial === null) return null;
  const signer = { name: textOf(subject), issuer: textOf(issuer), serialNumber: serial };
  return { of, kind: 'query', query: { subject, issuer, serial }, signer };
}

type Nullable<T> = { readonly [Key in keyof T]: T[Key] | null };

/** The messages that ask; null for a certificate that is too long for one. Each has a session of its own. */
export function questionsOf(askings: readonly Asking[]): (TvsQuestion | null)[] {
  return askings.map((asking, at) => {
    const head = { session: firstSession + at, device: noPhone };
    const message =
      asking.kind === 'verify' ? encodeVerify(head, asking.certificate.der) : encodeQuery(head, asking.query);
    return message === null ? null : { message, kind: asking.kind, session: head.session };
  });
}

/** What a TVS said about a certificate. Plain JSON. */
export interface TvsJudgement {
  readonly of: string;
  /** As the server sent it; null without an answer. */
  readonly status: number | null;
  /** Null if there is no answer, which is neither yes nor no. */
  readonly vouches: boolean | null;
  /** FUNCTION codes; null if the answer does not say. */
  readonly roles: readonly number[] | null;
  readonly ttlSeconds: number | null;
  readonly failure: ClusterFailure | null;
  /** False for a server that does not present a TVS certificate of the ITL: what it says is not known to be true. */
  readonly isAuthenticated: boolean;
}

/**
 * Reads an answer for what it says: only status 0 vouches, and a certificate that is not the one asked for says nothing.
 *
 * @param answer null if the question was not sent; `why` says why.
 */
export async function judgeAnswer(
  asking: Asking,
  answer: TvsAnswer | null,
  why: ClusterFailure,
  server: Server,
): Promise<TvsJudgement> {
  const none = { of: asking.of, status: null, vouches: null, roles: null, ttlSeconds: null };
  if (answer === null) return { ...none, failure: why, isAuthenticated: false };
  const { isAuthenticated, reply } = answer;
  if (reply === null) return { ...none, failure: answer.failure, isAuthenticated };
  const { status, roles, ttlSeconds, certificate } = reply;
  if (status === vouchingStatus && certificate !== null && !(await isAskedFor(asking, certificate))) {
    const reason = failure('another-certificate-sent', { address: addressText(server) });
    return { ...none, status, failure: reason, isAuthenticated };
  }
  return {
    of: asking.of,
    status,
    vouches: status === vouchingStatus,
    roles,
    ttlSeconds,
    failure: null,
    isAuthenticated,
  };
}

async function isAskedFor(asking: Asking, der: Uint8Array): Promise<boolean> {
  if (asking.kind === 'verify') return sameBytes(asking.certificate.der, der);
  const certificate = await readCertificate(der);
  const { signer } = asking;
  return (
    sameSerial(certificate.serialNumber, signer.serialNumber) && signerKeysOf(certificate).includes(signerKey(signer))
  );
}
