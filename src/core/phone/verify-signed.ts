import { headerFields, kindOfList } from '../format/fields';
import { encodeSigned, signedKind, type SignedFile } from '../format/signed';
import { signerOf } from '../trust/signer';
import { digestQuestions } from './open-questions';
import { certificatePhrase, hasFunction, inspectList, recordPhrase, type NamedList, type InspectedList } from './held';
import { unknowns } from './rules';
import { candidatesIn, configurationSigners, type Candidate } from './signature';

/**
 * - `verified`: the key of a record made the signature.
 * - `other-function`: it did, but the record has another function than phones take configuration from.
 * - `invalid`: a record goes by the signer's name, and its key did not make the signature.
 * - `unsupported`: it goes by the name, and its key is none that can be checked here.
 * - `signer-not-in-list`: no record of any list goes by the signer's name.
 * - `no-list`: there is no list to hold it against.
 * - `firmware`: signed with a key inside the phone.
 * - `unsigned`: the header names no signer, or holds no signature.
 */
export type SignedStatus =
  | 'verified'
  | 'other-function'
  | 'invalid'
  | 'unsupported'
  | 'signer-not-in-list'
  | 'no-list'
  | 'firmware'
  | 'unsigned';

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
  const { signature } = headerFields(file);
  if (signer === null || signature === null || signature.length === 0) {
    const lacks = signer === null ? 'names no signer' : 'holds no signature';
    return verdict('unsigned', `The header ${lacks}: a phone that holds a list refuses the file.`);
  }
  const who = certificatePhrase(signer);
  if (lists.length === 0) return verdict('no-list', `There is no list to hold the signer against: ${who}.`);

  const bytes = { header: file.header, bytes: encodeSigned(file) };
  const read = await Promise.all(lists.map(inspectList));
  const found: Candidate[] = [];
  for (const list of read) found.push(...(await candidatesIn(list, signer, bytes)));
  const made = found.filter((candidate) => candidate.made === 'yes');
  const taken = made.find(({ record }) => hasFunction(record, ...configurationSigners));
  if (taken !== undefined) {
    const openQuestions = digestQuestions(file, name).map(({ id }) => ` ${unknowns[id]}`);
    return of('verified', taken, (phrase) => `Signed by ${phrase}.${openQuestions.join('')}`);
  }
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
  const held = lists.map((list) => list.file).join(', ');
  return verdict(
    'signer-not-in-list',
    `No list holds the signer: ${who}. Looked in ${held}. ${phoneWithoutSigner(read)}`,
  );
}

/** What phones that hold these lists make of a signer that is in none of them (P9, and P1 for a blank ITL alone). */
function phoneWithoutSigner(lists: readonly InspectedList[]): string {
  const refusal = 'logs errclass 8, errcode 19 (signer not in CTL)';
  const blank = lists.filter((list) => list.blank && kindOfList(list.list, list.file) === 'ITL');
  const these = lists.length === 1 ? 'this list' : 'these';
  if (blank.length === 0) return `A phone that holds ${these}, and that no TVS helps, ${refusal}.`;
  const taken = `A phone whose only list is a blank ITL (${blank.map(({ file }) => file).join(', ')}) takes any configuration, whoever signed it`;
  return blank.length === lists.length ? `${taken}.` : `${taken}; any other that no TVS helps ${refusal}.`;
}

function verdict(status: SignedStatus, sentence: string): SignedVerdict {
  return { status, sentence, file: null, record: null };
}

function of(status: SignedStatus, { list, record }: Candidate, sentence: (phrase: string) => string): SignedVerdict {
  return { status, sentence: sentence(recordPhrase(list, record)), file: list.file, record: record.index };
}
