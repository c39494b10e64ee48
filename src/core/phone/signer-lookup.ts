import type { Certificate } from '../certificates/certificate';
import { sameBytes } from '../format/bytes';
import { headerFields } from '../format/fields';
import type { InspectedRecord } from '../trust/inspected-record';
import type { MadeBy, SignatureChecker } from '../trust/signature';
import { namedRecords, signerKey, signerKeysOf, signerOf, type SignerId } from '../trust/signer';
import type { OpenQuestion } from './decision';
import type { Candidate, InspectedList } from './held';
import type { TvsFacts } from './known-facts';
import { storedSignerQuestions } from './open-questions';
import { storedReading, type HeaderedFile } from './readings';

/** The signer that a header names with its signature; else which of the two it lacks. */
export function namedSigner(file: Pick<HeaderedFile, 'header'>): SignerId | 'no-signer' | 'no-signature' {
  const signer = signerOf(file);
  if (signer === null) return 'no-signer';
  const { signature } = headerFields(file);
  return signature === null || signature.length === 0 ? 'no-signature' : signer;
}

/** The key of this certificate makes the signature of a file that nobody has made yet, and no other does. */
export function supposedChecker({ key: { spki } }: InspectedRecord): SignatureChecker {
  return (key) => {
    if (key.algorithm !== 'RSA') return Promise.resolve('unsupported');
    return Promise.resolve(key.spki !== null && spki !== null && sameBytes(key.spki, spki) ? 'yes' : 'no');
  };
}

/** The records of a list with the signer's serial number and issuer, of any function. */
export async function candidatesIn(
  list: InspectedList | null,
  signer: SignerId,
  madeBy: SignatureChecker,
): Promise<Candidate[]> {
  if (list === null) return [];
  const candidates: Candidate[] = [];
  for (const record of namedRecords(list.records, signer)) {
    candidates.push({ list, record, made: await madeBy(record.key) });
  }
  return candidates;
}

/** What the trust stores of the TVS say about a signer, and what is not known about its certificate there. */
export interface StoredSigner {
  /**
   * - `verified`: they contain its certificate, and the key of that certificate made the signature.
   * - `assumed`: they contain the signer, and its certificate is not at hand.
   * - `flawed`: the same, with a key whose signatures prove nothing.
   * - `other-key`, `other-key-type`: they contain its serial number and issuer with a key that did not make the
   *   signature, or that cannot be checked here.
   * - `absent`, `unknown`: they do not contain it, or nobody knows what they contain.
   */
  readonly answer: 'verified' | 'assumed' | 'flawed' | 'other-key' | 'other-key-type' | 'absent' | 'unknown';
  readonly openQuestions: readonly OpenQuestion[];
  /** Which of several certificates a TVS finds. */
  readonly readings: readonly OpenQuestion[];
}

export async function storedSigner(
  stores: TvsFacts['stores'],
  signer: SignerId,
  madeBy: SignatureChecker,
  now: Date,
): Promise<StoredSigner> {
  if (stores === 'unknown') return { answer: 'unknown', openQuestions: [], readings: [] };
  if (stores === 'holds-signer') return { answer: 'assumed', openQuestions: [], readings: [] };
  const wanted = signerKey(signer);
  const found: { readonly certificate: Certificate; readonly made: MadeBy }[] = [];
  for (const certificate of stores.filter((one) => signerKeysOf(one).includes(wanted))) {
    const { spki, keyType, keyBits } = certificate;
    found.push({ certificate, made: await madeBy({ spki, algorithm: keyType, bits: keyBits }) });
  }
  const by = (...made: readonly MadeBy[]) => found.find((one) => made.includes(one.made));
  const verified = by('yes');
  if (verified !== undefined) {
    const readings = by('no', 'flawed') === undefined ? [] : [storedReading(signer)];
    return { answer: 'verified', openQuestions: storedSignerQuestions(signer, verified.certificate, now), readings };
  }
  const answer = by('flawed') ? 'flawed' : by('unsupported') ? 'other-key-type' : by('no') ? 'other-key' : 'absent';
  return { answer, openQuestions: [], readings: [] };
}
