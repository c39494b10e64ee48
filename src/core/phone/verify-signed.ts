import { kindOfList } from '../format/fields';
import { encodeSigned, signedKind, type SignedFile } from '../format/signed';
import { damageIn } from '../trust/damage';
import { signatureChecker } from '../trust/signature';
import type { SignatureReport } from '../trust/report';
import type { SignerId } from '../trust/signer';
import type { Statement } from '../words/statement';
import { certificatePhrase, hasFunction, inspectList, recordPhrase, type NamedList, type InspectedList } from './held';
import { digestQuestions } from './open-questions';
import type { OpenQuestion } from './decision';
import { headerReadings, recordReadings } from './readings';
import { state } from './reasons';
import { notKnown } from './rules';
import { candidatesIn, namedSigner } from './signer-lookup';
import type { Candidate } from './held';
import { configurationSigners } from './situation';

/**
 * What lists say of a signed file. Plain JSON. With a record of a list:
 *
 * - `verified`: its key made the signature.
 * - `other-function`: the same, but phones do not accept configuration from a record of its function.
 * - `invalid`: it has the signer's serial number and issuer, and its key did not make the signature.
 * - `unsupported`: it has them, and its key cannot be checked here, or proves nothing; or it made the signature in one
 *   of two readings of the file or the list.
 *
 * Without one:
 *
 * - `signer-not-in-list`: no record of any list has the signer's serial number and issuer.
 * - `no-list`: there is no list to look it up in.
 * - `firmware`: signed with a key inside the phone.
 * - `unsigned`: the header does not name a signer, or has no signature.
 */
export type SignedVerdict = Statement &
  (
    | {
        readonly status: 'verified' | 'other-function' | 'invalid' | 'unsupported';
        readonly file: string;
        /** From 1. */
        readonly record: number;
      }
    | {
        readonly status: 'signer-not-in-list' | 'no-list' | 'firmware' | 'unsigned';
        readonly file: null;
        readonly record: null;
      }
  );

export type SignedStatus = SignedVerdict['status'];

/**
 * Looks for the record that signed a file: it has the signer's serial number and issuer, and its key verifies the
 * signature (rules P7 and P9).
 *
 * @param name of the file.
 */
export async function verifySigned(
  file: SignedFile,
  name: string,
  lists: readonly NamedList[],
): Promise<SignedVerdict> {
  if (signedKind(file, name) === 'firmware') return without('firmware', notKnown('firmware', {}));
  const signer = namedSigner(file);
  if (signer === 'no-signer') return without('unsigned', state('header-names-no-signer', {}));
  if (signer === 'no-signature') return without('unsigned', state('header-has-no-signature', {}));
  if (lists.length === 0) return without('no-list', state('no-list-to-check', { signer: certificatePhrase(signer) }));

  const madeBy = signatureChecker(file, encodeSigned(file));
  const read = await Promise.all(lists.map(inspectList));
  const found: Candidate[] = [];
  for (const list of read) found.push(...(await candidatesIn(list, signer, madeBy)));
  const isUsual = digestQuestions(file.header, name).length === 0;
  const readings = headerReadings(file, name);
  return verdictOf(found, signer, isUsual, readings) ?? without('signer-not-in-list', signerInNoList(signer, read));
}

/** A list, and what its own signature is worth. */
export interface SelfVerifiedList extends NamedList {
  readonly signature: Pick<SignatureReport, 'status'>;
}

/** The lists that are verified themselves before the others: the first record that signed a file decides. */
export function soundFirst<List extends SelfVerifiedList>(lists: readonly List[]): List[] {
  const isSound = ({ signature }: SelfVerifiedList): boolean => signature.status === 'valid';
  return [...lists.filter(isSound), ...lists.filter((list) => !isSound(list))];
}

/**
 * What makes a verdict doubtful: the list of the record that decided, or without one any list, if its own signature is
 * not verified. A damaged record may name another signer, and a wrong key.
 */
export function doubtsOf({ status, file }: SignedVerdict, lists: readonly SelfVerifiedList[]): Statement[] {
  if (file === null && status !== 'signer-not-in-list') return [];
  const asked = lists.filter((list) => file === null || list.file === file);
  return asked
    .filter(({ signature }) => signature.status !== 'valid')
    .map((list) => state('list-not-verified', { list: list.file }));
}

/** The best of the records that are named as signer; null if there are none. */
function verdictOf(
  found: readonly Candidate[],
  signer: SignerId,
  hasUsualDigest: boolean,
  fileReadings: readonly OpenQuestion[],
): SignedVerdict | null {
  const made = found.filter((candidate) => candidate.made === 'yes');
  const signers = made.filter(({ record }) => hasFunction(record, ...configurationSigners));
  const doubts = ({ list, record }: Candidate): readonly OpenQuestion[] => [
    ...fileReadings,
    ...(damageIn(list.list) === null ? [] : headerReadings(list.list, list.file)),
    ...recordReadings(list, record, signer),
  ];
  const taken = signers.find((candidate) => doubts(candidate).length === 0) ?? signers[0];
  if (taken !== undefined) {
    const [doubt] = doubts(taken);
    if (doubt !== undefined) return byReading(taken, doubt);
    return by('verified', taken, hasUsualDigest ? 'signed-by' : 'signed-by-over-other-digest');
  }
  const [other] = made;
  if (other !== undefined) return by('other-function', other, 'signed-by-other-function');
  const flawed = found.find((candidate) => candidate.made === 'flawed');
  if (flawed !== undefined) return by('unsupported', flawed, 'signature-proves-nothing');
  const wrong = found.find((candidate) => candidate.made === 'no');
  if (wrong !== undefined) return by('invalid', wrong, 'signature-does-not-verify');
  const [unsupported] = found;
  return unsupported === undefined ? null : by('unsupported', unsupported, 'signer-has-other-key-type');
}

/** What phones that hold these lists do (P9, and P1 with only a blank ITL). */
function signerInNoList(id: SignerId, lists: readonly InspectedList[]): Statement {
  const signer = certificatePhrase(id);
  const blank = lists.filter((list) => list.blank && kindOfList(list.list, list.file) === 'ITL').map(fileOf);
  if (blank.length === lists.length) return state('signer-not-in-blank-itl', { blank, signer });
  const files = lists.map(fileOf);
  return blank.length === 0
    ? state('signer-in-no-list', { lists: files, signer })
    : state('signer-in-no-list-one-blank', { lists: files, signer, blank });
}

function fileOf({ file }: NamedList): string {
  return file;
}

type StatusOf<Record> = Extract<SignedVerdict, { readonly record: Record }>['status'];
type SignerReason =
  | 'signed-by'
  | 'signed-by-over-other-digest'
  | 'signed-by-other-function'
  | 'signature-proves-nothing'
  | 'signature-does-not-verify'
  | 'signer-has-other-key-type';

function without(status: StatusOf<null>, statement: Statement): SignedVerdict {
  return { ...statement, status, file: null, record: null };
}

function by(status: StatusOf<number>, { list, record }: Candidate, reason: SignerReason): SignedVerdict {
  const statement = state(reason, { signer: recordPhrase(list, record) });
  return { ...statement, status, file: list.file, record: record.index };
}

function byReading({ list, record }: Candidate, { condition }: OpenQuestion): SignedVerdict {
  const args = { signer: recordPhrase(list, record), condition: condition.sentence };
  return { ...state('signed-in-one-reading', args), status: 'unsupported', file: list.file, record: record.index };
}
