import { encode } from '../format/encode';
import { headerBreaksOff } from '../format/fields';
import { nameWithoutSignature } from '../format/file-names';
import { encodeSigned } from '../format/signed';
import { functionName } from '../format/tags';
import { signatureChecker, type SignatureChecker } from '../trust/signature';
import type { SignerId } from '../trust/signer';
import { stepOf, type Decision, type OpenQuestion, type Path, type Step } from './decision';
import { certificatePhrase, inspectList, recordPhrase, type InspectedList } from './held';
import { intactness } from './intact';
import type { OfferedConfiguration, OfferedList, SupposedFile } from './offered';
import { ageQuestions, digestQuestions, flawedKey, nearMiss, signerQuestions } from './open-questions';
import { accept, refuse, refuseSigner } from './outcome';
import { headerReadings, type HeaderedFile } from './readings';
import { state } from './reasons';
import { sharedSast } from './shared-sast';
import { candidatesIn, namedSigner, storedSigner, supposedChecker } from './signer-lookup';
import type { Candidate } from './held';
import { functionsDecide, type Situation } from './situation';
import { trustedSigner, type TrustedSigner } from './trusted-signer';
import { askTvs } from './tvs';

/** A configuration, offered to a phone that holds a list to check its signer against. */
export async function judgeConfiguration(
  path: Path,
  situation: Situation,
  { file, signed }: OfferedConfiguration,
): Promise<Decision> {
  if (signed === null) {
    const requested = `${nameWithoutSignature(file)}.sgn`;
    path.add(stepOf('P9', 'not-met', state('not-signed', { offered: file, requested }), { file }));
    return refuseSigner(path, situation, false);
  }
  return judgeHeadered(path, situation, signed, encodeSigned(signed), null);
}

/** A list, offered to a phone that holds a list to check its signer against. */
export async function judgeList(path: Path, situation: Situation, offered: OfferedList): Promise<Decision> {
  const list = await inspectList(offered);
  return judgeHeadered(path, situation, list.list, encode(list.list), list);
}

/**
 * A file that nobody has made, offered to a phone that holds a list to check its signer against.
 *
 * @param signer the certificate that the file would name; its key would make the signature.
 */
export async function judgeSupposed(
  path: Path,
  situation: Situation,
  { certificate, kind }: SupposedFile,
  signer: SignerId,
): Promise<Decision> {
  const madeBy = supposedChecker(certificate);
  return judgeSigned(path, situation, {
    signer,
    madeBy,
    questions: [],
    own: null,
    provesItself: kind !== 'configuration',
  });
}

/** A file with a signature in its header. */
interface JudgedFile {
  /** The certificate that its header names. */
  readonly signer: SignerId;
  readonly madeBy: SignatureChecker;
  /** What no source settles about the file itself. */
  readonly questions: readonly OpenQuestion[];
  /** The offered list; null for a configuration, and for a file that nobody has made. */
  readonly own: InspectedList | null;
  /** It contains its signer, and is whole: true of any list that a cluster would make. */
  readonly provesItself: boolean;
}

/** @param own the offered list; null for a configuration. */
async function judgeHeadered(
  path: Path,
  situation: Situation,
  file: HeaderedFile,
  bytes: Uint8Array,
  own: InspectedList | null,
): Promise<Decision> {
  const { offered } = situation;
  const signer = namedSigner(file);
  if (typeof signer === 'string') {
    // What reading did not reach may be there.
    if (own !== null && headerBreaksOff(own.list)) return path.depend('P7', [], headerReadings(file, offered.file));
    const reason = signer === 'no-signer' ? 'names-no-signer' : 'has-no-signature';
    path.add(stepOf('P7', 'not-met', state(reason, { offered: offered.file }), { file: offered.file }));
    return refuse(path, 'P7', situation);
  }
  const questions = [
    ...(own === null ? [] : heldListIsNewer(situation, own)),
    ...digestQuestions(file.header, offered.file),
    ...headerReadings(file, offered.file),
  ];
  const madeBy = signatureChecker(file, bytes);
  return judgeSigned(path, situation, { signer, madeBy, questions, own, provesItself: false });
}

async function judgeSigned(
  path: Path,
  situation: Situation,
  { signer, madeBy, questions, own, provesItself }: JudgedFile,
): Promise<Decision> {
  const { ctl, itl, offered, rule, tvs, now } = situation;
  const held = [...(await candidatesIn(ctl, signer, madeBy)), ...(await candidatesIn(itl, signer, madeBy))];
  const within = await candidatesIn(own, signer, madeBy);
  const stored = await storedSigner(tvs.stores, signer, madeBy, now);

  const intact = provesItself ? null : intactness(offered.file, signer, [...held, ...within], stored.answer);
  if (intact !== null) path.add(intact);
  if (intact?.outcome === 'not-met') return refuse(path, 'P7', situation);

  const flawed = intact?.reason === 'proves-nothing' ? flawedSigner(signer, [...held, ...within]) : [];
  const fileQuestions = [...questions, ...flawed];
  const trusted = trustedSigner(situation, signer, held);
  if (trusted !== null) return acceptSigner(path, situation, trusted, fileQuestions);
  const misplaced = held.filter((candidate) => isOfOtherFunction(situation, candidate));
  path.add(...listsWithoutSigner(situation, signer, held), ...misplaced.map((one) => functionStep(situation, one)));

  const proven = within.find(({ made }) => made === 'yes');
  const aboutSigner =
    proven === undefined ? stored.openQuestions : signerQuestions(proven.list, proven.record, signer, now);
  const openQuestions = [...aboutSigner, ...stored.readings, ...fileQuestions];
  const isIntact = intact === null || intact.outcome === 'met' || flawed.length > 0;
  const shared = isIntact && own !== null && offered.kind === 'CTL' ? sharedSast(situation, own) : null;
  if (shared?.isEnough === true) {
    path.add(shared.step);
    return accept(path, rule, offered, [...openQuestions, ...shared.openQuestions]);
  }
  const near = held.filter((candidate) => !misplaced.includes(candidate));
  const nearMisses = [...near.map(nearMiss), ...(shared === null ? [] : [shared.nearMiss])];
  return askTvs(path, situation, { signer, isIntact, stored: stored.answer, nearMisses, openQuestions });
}

function acceptSigner(
  path: Path,
  { rule, offered }: Situation,
  { candidate: { list, record }, openQuestions }: TrustedSigner,
  fileQuestions: readonly OpenQuestion[],
): Decision {
  const held = state('signer-is-held', { signer: recordPhrase(list, record) });
  path.add(stepOf(rule, 'met', held, { file: list.file, record: record.index }));
  return accept(path, rule, offered, [...openQuestions, ...fileQuestions]);
}

/** The key made the signature, and the record is of a function that makes nobody a signer of the file. */
function isOfOtherFunction({ rule, ctl }: Situation, { list, record, made }: Candidate): boolean {
  const decides = functionsDecide(rule, list === ctl ? 'ctl' : 'itl');
  return decides && made === 'yes' && record.fields.functionCode !== null;
}

function functionStep({ rule, offered }: Situation, { list, record }: Candidate): Step {
  const { functionCode } = record.fields;
  const values = {
    signer: recordPhrase(list, record),
    function: functionName(functionCode ?? 0),
    offered: offered.file,
  };
  return stepOf(rule, 'not-met', state('signer-has-other-function', values), { file: list.file, record: record.index });
}

/** The question about the key with which alone the signature verifies. */
function flawedSigner(signer: SignerId, candidates: readonly Candidate[]): OpenQuestion[] {
  const found = candidates.find(({ made }) => made === 'flawed');
  return [found === undefined ? flawedKey(certificatePhrase(signer), { file: null, record: null }) : nearMiss(found)];
}

function listsWithoutSigner({ ctl, itl, rule }: Situation, signer: SignerId, held: readonly Candidate[]): Step[] {
  return [ctl, itl].flatMap((list) => {
    if (list === null || held.some((candidate) => candidate.list === list)) return [];
    const missing = state('signer-is-not-in-list', { list: list.file, signer: certificatePhrase(signer) });
    return [stepOf(rule, 'not-met', missing, { file: list.file })];
  });
}

function heldListIsNewer({ ctl, itl, offered }: Situation, own: InspectedList): OpenQuestion[] {
  return ageQuestions(own, offered.kind === 'ITL' ? itl : ctl);
}
