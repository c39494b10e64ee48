import { encode } from '../format/encode';
import { nameWithoutSignature } from '../format/file-names';
import { encodeSigned } from '../format/signed';
import { signatureChecker, type SignatureChecker } from '../trust/signature';
import { ownSigners, signerOf, type SignerId } from '../trust/signer';
import type { Statement } from '../words/statement';
import { stepOf, type Decision, type OpenQuestion, type Path } from './decision';
import { inspectList, recordPhrase, type InspectedList } from './held';
import { intactness } from './intact';
import type { OfferedConfiguration, OfferedList, SupposedFile } from './offered';
import { blankQuestions, damageQuestions, digestQuestions, nearMiss, signerQuestions } from './open-questions';
import { accept } from './outcome';
import { blankReadings, headerReadings } from './readings';
import { state } from './reasons';
import { candidatesIn, supposedChecker } from './signer-lookup';
import type { Situation } from './situation';

/** P1, a list: the phone has nothing to check its signer against. */
export async function acceptFirstList(
  path: Path,
  { itl: blankItl, now }: Situation,
  offered: OfferedList,
): Promise<Decision> {
  const { file } = offered;
  const list = await inspectList(offered);
  const { header } = list.list;
  const madeBy = signatureChecker({ header }, encode(list.list));
  const flawed: OpenQuestion[] = [];
  for (const record of ownSigners(list.records, list.signer)) {
    const made = await madeBy(record.key);
    if (made === 'flawed') flawed.push(nearMiss({ list, record, made }));
    if (made !== 'yes') continue;
    const intact = state('first-list-intact', { offered: file, signer: recordPhrase(list, record) });
    path.add(stepOf('P7', 'met', intact, { file, record: record.index }));
    path.add(stepOf('P1', 'met', state('first-list-accepted', { offered: file })));
    return path.accept('P1', [
      ...blankDoubts(blankItl),
      ...headerReadings(list.list, file),
      ...signerQuestions(list, record, list.signer, now),
      ...digestQuestions(header, file),
    ]);
  }
  const [question] = flawed;
  if (question !== undefined) return path.accept('P1', [...blankDoubts(blankItl), question]);
  const condition = state('first-list-not-verified', { offered: file });
  return path.accept('P1', [...blankDoubts(blankItl), { id: 'first-signature', condition, file, record: null }]);
}

/** P1, a configuration: without a list the phone asks for an unsigned one; with a blank ITL it accepts any. */
export async function acceptFirstConfiguration(
  path: Path,
  { itl: blankItl }: Situation,
  offered: OfferedConfiguration,
): Promise<Decision> {
  const { file } = offered;
  if (blankItl === null) {
    return acceptUnsigned(path, 'P1', state('asks-for-unsigned', { requested: nameWithoutSignature(file) }), offered);
  }
  const notIntact = await checkUnderBlankItl(path, offered, blankItl);
  const accepts = state('blank-itl-accepts-any-configuration', { itl: blankItl.file });
  path.add(stepOf('P1', 'met', accepts, { file: blankItl.file }));
  return accept(path, 'P1', offered, [...blankDoubts(blankItl), ...notIntact]);
}

/** P1 and P10, a file that nobody has made: a list is taken whoever signs it; nobody asks for signed configuration. */
export async function acceptFirstSupposed(
  path: Path,
  { itl, rule }: Situation,
  { kind, file, certificate }: SupposedFile,
  signer: SignerId,
): Promise<Decision> {
  const doubts = blankDoubts(itl);
  if (kind !== 'configuration') return path.accept(rule, doubts);
  if (rule === 'P1' && itl !== null) {
    return path.accept(rule, [
      ...doubts,
      ...(await blankCheck(path, file, itl, signer, supposedChecker(certificate))).open,
    ]);
  }
  const condition = state('signed-although-not-asked-for', { offered: file });
  return path.accept(rule, [...doubts, { id: 'unasked-signed', condition, file, record: null }]);
}

/** Why an ITL that looks blank may not be. */
function blankDoubts(itl: InspectedList | null): OpenQuestion[] {
  return itl === null ? [] : [...blankQuestions(itl), ...blankReadings(itl)];
}

/** P10: no list on the phone contains a TFTP server, or what is left of a damaged one does not. */
export function acceptConfigurationWithoutTftp(
  path: Path,
  { ctl, itl }: Situation,
  offered: OfferedConfiguration,
): Decision {
  const requested = nameWithoutSignature(offered.file);
  const damaged = [ctl, itl].flatMap((list) => (list === null ? [] : damageQuestions(list)));
  return acceptUnsigned(path, 'P10', state('asks-for-unsigned-without-tftp', { requested }), offered, damaged);
}

/** A phone that asks for unsigned configuration takes it; what it makes of a signed one is not known. */
function acceptUnsigned(
  path: Path,
  rule: 'P1' | 'P10',
  asks: Statement,
  offered: OfferedConfiguration,
  openQuestions: readonly OpenQuestion[] = [],
): Decision {
  const { file, signed } = offered;
  path.add(stepOf(rule, signed === null ? 'met' : 'applies', asks, { file }));
  if (signed === null) return path.accept(rule, openQuestions);
  const condition = state('signed-although-not-asked-for', { offered: file });
  return accept(path, rule, offered, [...openQuestions, { id: 'unasked-signed', condition, file, record: null }]);
}

/** P7 with a blank ITL, which may still contain the signer as SAST. */
async function checkUnderBlankItl(
  path: Path,
  { file, signed }: OfferedConfiguration,
  blankItl: InspectedList,
): Promise<OpenQuestion[]> {
  const signer = signed === null ? null : signerOf(signed);
  if (signed === null || signer === null) return [];
  const madeBy = signatureChecker(signed, encodeSigned(signed));
  const { isTried, open } = await blankCheck(path, file, blankItl, signer, madeBy);
  return isTried ? [...headerReadings(signed, file), ...open] : open;
}

/**
 * Tries the keys that a blank ITL has under the name of the signer.
 *
 * @returns what is open then, and whether one of them can have made the signature.
 */
async function blankCheck(
  path: Path,
  file: string,
  blankItl: InspectedList,
  signer: SignerId,
  madeBy: SignatureChecker,
): Promise<{ readonly isTried: boolean; readonly open: OpenQuestion[] }> {
  const candidates = await candidatesIn(blankItl, signer, madeBy);
  const flawed = candidates.filter(({ made }) => made === 'flawed').map(nearMiss);
  const step = intactness(file, signer, candidates, 'unknown');
  // The phone cannot try a key that it does not hold.
  if (step.outcome === 'depends' && flawed.length === 0) return { isTried: false, open: [] };
  path.add(step);
  if (step.outcome !== 'not-met') return { isTried: true, open: flawed.slice(0, 1) };
  const condition = state('accepted-although-not-intact', { offered: file });
  return { isTried: false, open: [{ id: 'blank-check', condition, file: step.file, record: step.record }] };
}
