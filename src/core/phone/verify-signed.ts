import { encodeSigned, signedKind, type SignedFile } from '../format/signed';
import { RecordFunction } from '../format/tags';
import { signerOf } from '../trust/signer';
import { certificatePhrase, hasFunction, readList, recordPhrase, type NamedList } from './held';
import { unknowns } from './rules';
import { candidatesIn, type Candidate } from './signature';

/**
 * - `verified`: the key of a record made the signature.
 * - `other-function`: it did, but the record has another function than phones take configuration from.
 * - `invalid`: a record goes by the signer's name, and its key did not make the signature.
 * - `unsupported`: it goes by the name, and its key is none that can be checked here.
 * - `signer-not-in-list`: no record of any list goes by the signer's name.
 * - `firmware`: signed with a key inside the phone.
 * - `unsigned`: the header names no signer, or holds no signature.
 */
export type SignedStatus =
  'verified' | 'other-function' | 'invalid' | 'unsupported' | 'signer-not-in-list' | 'firmware' | 'unsigned';

/** What lists say of a signed file. Plain JSON. */
export interface SignedVerdict {
  readonly status: SignedStatus;
  readonly sentence: string;
  /** The list and its record, from 1, that decided; null where none did. */
  readonly file: string | null;
  readonly record: number | null;
}

/**
 * Holds a signed file against lists: which record signed it? Serial number and issuer name the record, and its key has to
 * verify the signature (rules P7 and P9).
 *
 * @param name of the file.
 */
export async function verifySigned(
  file: SignedFile,
  name: string,
  lists: readonly NamedList[],
): Promise<SignedVerdict> {
  if (signedKind(file, name) === 'firmware') return verdict('firmware', unknowns.firmware);
  const signer = signerOf(file);
  if (signer === null)
    return verdict('unsigned', 'The header names no signer: a phone that holds a list refuses the file.');

  const bytes = { header: file.header, bytes: encodeSigned(file) };
  const found: Candidate[] = [];
  for (const list of lists) found.push(...(await candidatesIn(await readList(list), signer, bytes)));
  const { ccmTftp, tftp } = RecordFunction;
  const made = found.filter((candidate) => candidate.made === 'yes');
  const taken = made.find(({ record }) => hasFunction(record, ccmTftp, tftp));
  if (taken !== undefined) return of('verified', taken, (phrase) => `Signed by ${phrase}.`);
  const [other] = made;
  if (other !== undefined) {
    return of('other-function', other, (phrase) => `Signed by ${phrase}. ${unknowns['other-function']}`);
  }
  const wrong = found.find((candidate) => candidate.made === 'no');
  if (wrong !== undefined) {
    return of(
      'invalid',
      wrong,
      (phrase) =>
        `The signature does not verify with the key of ${phrase}: the file was changed, or another key signed it.`,
    );
  }
  const [unsupported] = found;
  if (unsupported !== undefined) {
    return of('unsupported', unsupported, (phrase) => `The signer is ${phrase}. ${unknowns['key-type']}`);
  }
  const who = certificatePhrase(signer);
  if (lists.length === 0) return verdict('signer-not-in-list', `There is no list to hold the signer against: ${who}.`);
  const held = lists.map((list) => list.file).join(', ');
  return verdict(
    'signer-not-in-list',
    `The signer is in neither list: ${who}. Looked in ${held}. A phone that holds these, and that no TVS helps, logs errclass 8, errcode 19 (signer not in CTL).`,
  );
}

function verdict(status: SignedStatus, sentence: string): SignedVerdict {
  return { status, sentence, file: null, record: null };
}

function of(status: SignedStatus, { list, record }: Candidate, sentence: (phrase: string) => string): SignedVerdict {
  return { status, sentence: sentence(recordPhrase(list, record)), file: list.file, record: record.index };
}
