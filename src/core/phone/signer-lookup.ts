import { headerFields } from '../format/fields';
import type { Part } from '../format/model';
import { signatureChecker } from '../trust/signature';
import { namedRecords, signerKey, signerKeysOf, signerOf, type SignerId } from '../trust/signer';
import type { OpenQuestion } from './decision';
import type { Candidate, InspectedList } from './held';
import type { TvsFacts } from './known-facts';
import { storedSignerQuestions } from './open-questions';

/** A file with a signature in its header: a trust list, or a configuration. */
export interface SignedBytes {
  readonly header: readonly Part[];
  /** The whole file. */
  readonly bytes: Uint8Array;
}

/** The signer that a header names with its signature; else which of the two it lacks. */
export function namedSigner(file: Pick<SignedBytes, 'header'>): SignerId | 'no-signer' | 'no-signature' {
  const signer = signerOf(file);
  if (signer === null) return 'no-signer';
  const { signature } = headerFields(file);
  return signature === null || signature.length === 0 ? 'no-signature' : signer;
}

/** The records of a list with the signer's serial number and issuer, of any function. */
export async function candidatesIn(
  list: InspectedList | null,
  signer: SignerId,
  file: SignedBytes,
): Promise<Candidate[]> {
  if (list === null) return [];
  const madeBy = signatureChecker(file, file.bytes);
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
   * - `other-key`, `other-key-type`: they contain its serial number and issuer with a key that did not make the
   *   signature, or that cannot be checked here.
   * - `absent`, `unknown`: they do not contain it, or nobody knows what they contain.
   */
  readonly answer: 'verified' | 'assumed' | 'other-key' | 'other-key-type' | 'absent' | 'unknown';
  readonly openQuestions: readonly OpenQuestion[];
}

export async function storedSigner(
  stores: TvsFacts['stores'],
  signer: SignerId,
  file: SignedBytes,
  now: Date,
): Promise<StoredSigner> {
  if (stores === 'unknown') return { answer: 'unknown', openQuestions: [] };
  if (stores === 'holds-signer') return { answer: 'assumed', openQuestions: [] };
  const madeBy = signatureChecker(file, file.bytes);
  const wanted = signerKey(signer);
  let answer: StoredSigner['answer'] = 'absent';
  for (const certificate of stores.filter((one) => signerKeysOf(one).includes(wanted))) {
    const { spki, keyType, keyBits } = certificate;
    const made = await madeBy({ spki, algorithm: keyType, bits: keyBits });
    if (made === 'yes') {
      return { answer: 'verified', openQuestions: storedSignerQuestions(signer, certificate, now) };
    }
    if (answer !== 'other-key-type') answer = made === 'no' ? 'other-key' : 'other-key-type';
  }
  return { answer, openQuestions: [] };
}
