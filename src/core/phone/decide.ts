import { kindOfList } from '../format/fields';
import { nameWithoutSignature } from '../format/file-names';
import { encode } from '../format/encode';
import { phoneLimits } from '../format/phone-limits';
import { encodeSigned } from '../format/signed';
import { signatureChecker } from '../trust/signature';
import { ownSigners, signerOf } from '../trust/signer';
import { Path, type Decision, type OpenQuestion } from './decision';
import { blankQuestions, digestQuestions, signerQuestions } from './open-questions';
import { inspectList, recordPhrase, type NamedList, type Phone, type InspectedList } from './held';
import type { Offered, OfferedConfiguration } from './offered';
import { accepted, Question, refuse } from './question';
import { rules, type RuleId } from './rules';
import { candidatesIn } from './signature';
import type { KnownFacts } from './known-facts';

/**
 * What a phone would do with a file that it is offered, and by which steps it gets there (rules P1 to P9). Never more
 * certain than its sources: what hangs on the network, or on something that no source settles, is `depends`.
 *
 * A list is judged as what its FILENAME says, whichever place it was given.
 *
 * @param known what is known beyond the files; nothing, if it is not given.
 * @throws RangeError for two lists of one kind: a phone holds one ITL and one CTL at most.
 */
export async function decide(
  phone: Phone,
  offered: Offered,
  known: KnownFacts = { tvs: 'unknown' },
): Promise<Decision> {
  if (offered.kind === 'firmware') return decideFirmware(offered.file);
  const held = placed(phone);
  const ctl = held.ctl === null ? null : await inspectList(held.ctl);
  const itl = held.itl === null ? null : await inspectList(held.itl);
  const rule = ruleFor(ctl, itl, offered.kind);

  const path = new Path();
  path.step(rule, 'applies', `The phone holds ${holdings(ctl, itl)}. ${rules[rule].sentence}`);
  if (offered.kind === 'configuration') {
    return rule === 'P1'
      ? firstConfiguration(path, offered, itl)
      : new Question({ path, rule, ctl, itl, offered, known }).configuration(offered);
  }
  if (offered.list.length > phoneLimits.listBytes) {
    path.step(
      'L1',
      'not-met',
      `${offered.file} has ${offered.list.length} bytes. Phones do not load a list above ${phoneLimits.listBytes} bytes, and do not register while it is served.`,
      offered,
    );
    return refuse(path, 'L1', { offered, ctl, itl });
  }
  return rule === 'P1'
    ? firstList(path, { offered: await inspectList(offered), blankItl: itl, now: known.now ?? new Date() })
    : new Question({ path, rule, ctl, itl, offered, known }).list(offered);
}

/** Each list in the place of its kind; a list whose FILENAME says neither stays where it is. */
function placed(phone: Phone): Phone {
  const { ctl, itl } = phone;
  const isOf = (list: NamedList | null, kind: 'ITL' | 'CTL'): boolean =>
    list !== null && kindOfList(list.list, list.file) === kind;
  const [itlIsCtl, ctlIsItl] = [isOf(itl, 'CTL'), isOf(ctl, 'ITL')];
  if (!itlIsCtl && !ctlIsItl) return phone;
  if (ctl !== null && itl !== null && itlIsCtl !== ctlIsItl) {
    const kind = itlIsCtl ? 'CTL' : 'ITL';
    throw new RangeError(`${ctl.file} and ${itl.file} are both a ${kind}, and a phone holds one at most.`);
  }
  return { ctl: itl, itl: ctl };
}

function decideFirmware(file: string): Decision {
  const path = new Path();
  path.step('P7', 'applies', rules.P7.sentence);
  const hangsOn = `${file} is signed with the firmware key that is inside this phone.`;
  return path.accept('P7', [{ id: 'firmware', hangsOn, file, record: null }]);
}

function ruleFor(ctl: InspectedList | null, itl: InspectedList | null, kind: 'ITL' | 'CTL' | 'configuration'): RuleId {
  const holdsItl = itl !== null && !itl.blank;
  if (ctl === null && !holdsItl) return 'P1';
  if (kind === 'configuration') return 'P9';
  if (ctl === null) return 'P4';
  if (itl?.blank === true) return 'P6';
  if (kind === 'CTL') return 'P5';
  return itl === null ? 'P2' : 'P3';
}

function holdings(ctl: InspectedList | null, itl: InspectedList | null): string {
  const held = [
    ctl === null ? null : `a CTL (${ctl.file})`,
    itl === null ? null : `${itl.blank ? 'a blank ITL' : 'an ITL'} (${itl.file})`,
  ].filter((name) => name !== null);
  if (held.length === 0) return 'neither a CTL nor an ITL';
  return held.length === 2 ? held.join(' and ') : `${held.join('')} and no ${ctl === null ? 'CTL' : 'ITL'}`;
}

/** P1, a list: the phone has nothing to hold it against. */
async function firstList(
  path: Path,
  { offered, blankItl, now }: { offered: InspectedList; blankItl: InspectedList | null; now: Date },
): Promise<Decision> {
  const file = { header: offered.list.header, bytes: encode(offered.list) };
  const madeBy = signatureChecker(file, file.bytes);
  for (const record of ownSigners(offered.records, offered.signer)) {
    if ((await madeBy(record.key)) !== 'yes') continue;
    const phrase = recordPhrase(offered, record);
    path.step('P7', 'met', `The signature of ${offered.file} verifies with the key of its signer, ${phrase}.`, {
      file: offered.file,
      record: record.index,
    });
    path.step('P1', 'met', `Nothing that the phone holds speaks against ${offered.file}: it trusts it from now on.`);
    return path.accept('P1', [
      ...blankQuestions(blankItl),
      ...signerQuestions(offered, record, now),
      ...digestQuestions(file, offered.file),
    ]);
  }
  const hangsOn = `The phone takes ${offered.file} as its first list although its signature does not verify with a signer of its own.`;
  return path.accept('P1', [
    ...blankQuestions(blankItl),
    { id: 'first-signature', hangsOn, file: offered.file, record: null },
  ]);
}

/** P1, a configuration: without a list the phone asks for unsigned ones, with a blank ITL any will do. */
async function firstConfiguration(
  path: Path,
  offered: OfferedConfiguration,
  blankItl: InspectedList | null,
): Promise<Decision> {
  const { file, signed } = offered;
  if (blankItl === null) {
    path.step(
      'P1',
      signed === null ? 'met' : 'applies',
      `Without a list the phone asks for ${nameWithoutSignature(file)}, unsigned, and has nothing to hold a signature against.`,
      { file },
    );
    if (signed === null) return path.accept('P1');
    const hangsOn = `The phone takes ${file} although it is signed.`;
    return accepted(path, 'P1', offered, [{ id: 'unasked-signed', hangsOn, file, record: null }]);
  }
  const unproven = await checkWholeness(path, offered, blankItl);
  path.step(
    'P1',
    'met',
    `With the blank ITL ${blankItl.file} the phone takes any configuration, whoever signed it and whether it is signed or not.`,
    { file: blankItl.file },
  );
  return accepted(path, 'P1', offered, [...blankQuestions(blankItl), ...unproven]);
}

/** P7 under a blank ITL, which may still hold the signer as SAST. A key that the phone does not hold, it cannot try. */
async function checkWholeness(
  path: Path,
  { file, signed }: OfferedConfiguration,
  blankItl: InspectedList,
): Promise<OpenQuestion[]> {
  const signer = signed === null ? null : signerOf(signed);
  if (signed === null || signer === null) return [];
  const candidates = await candidatesIn(blankItl, signer, { header: signed.header, bytes: encodeSigned(signed) });
  const best = candidates.find(({ made }) => made === 'yes') ?? candidates.find(({ made }) => made === 'no');
  if (best === undefined) return [];
  const phrase = recordPhrase(blankItl, best.record);
  const place = { file: blankItl.file, record: best.record.index };
  if (best.made === 'yes') {
    path.step('P7', 'met', `The signature of ${file} verifies with the key of ${phrase}: the file is whole.`, place);
    return [];
  }
  path.step('P7', 'not-met', `The signature of ${file} does not verify with its signer's key, ${phrase}.`, place);
  return [{ id: 'blank-check', hangsOn: `The phone takes ${file} although its signature does not verify.`, ...place }];
}
