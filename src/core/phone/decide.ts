import { encode } from '../format/encode';
import { nameWithoutSignature } from '../format/signed';
import { Path, type Decision } from './decision';
import { signerDoubts } from './doubts';
import { ownSigners, readList, recordPhrase, type Phone, type ReadList } from './held';
import type { Offered, OfferedConfiguration } from './offered';
import { accepted, Question, refuse } from './question';
import { mostListBytes, rules, type RuleId } from './rules';
import { madeBy } from './signature';
import type { World } from './world';

/**
 * What a phone would do with a file that it is offered, and by which steps it gets there (rules P1 to P9). Never more
 * certain than its sources: what hangs on the network, or on something that no source settles, is `depends`.
 *
 * @param world what is known beyond the files; nothing, if it is not given.
 */
export async function decide(phone: Phone, offered: Offered, world: World = { tvs: 'unknown' }): Promise<Decision> {
  if (offered.kind === 'firmware') return decideFirmware(offered.file);
  const ctl = phone.ctl === null ? null : await readList(phone.ctl);
  const itl = phone.itl === null ? null : await readList(phone.itl);
  const rule = ruleFor(ctl, itl, offered.kind);

  const path = new Path();
  path.step(rule, 'applies', `The phone holds ${holdings(ctl, itl)}. ${rules[rule].sentence}`);
  if (offered.kind === 'configuration') {
    return rule === 'P1'
      ? firstConfiguration(path, offered, itl)
      : new Question({ path, rule, ctl, itl, offered, world }).configuration(offered);
  }
  if (offered.list.length > mostListBytes) {
    path.step(
      'P7',
      'not-met',
      `${offered.file} has ${offered.list.length} bytes. Phones do not load a list above ${mostListBytes} bytes, and do not register while it is served.`,
      offered,
    );
    return refuse(path, 'P7', { offered, ctl, itl });
  }
  return rule === 'P1'
    ? firstList(path, await readList(offered), world.now ?? new Date())
    : new Question({ path, rule, ctl, itl, offered, world }).list(offered);
}

function decideFirmware(file: string): Decision {
  const path = new Path();
  path.step('P7', 'applies', rules.P7.sentence);
  const hangsOn = `${file} is signed with the firmware key that is inside this phone.`;
  return path.accept('P7', [{ id: 'firmware', hangsOn, file, record: null }]);
}

function ruleFor(ctl: ReadList | null, itl: ReadList | null, kind: 'ITL' | 'CTL' | 'configuration'): RuleId {
  const holdsItl = itl !== null && !itl.blank;
  if (ctl === null && !holdsItl) return 'P1';
  if (kind === 'configuration') return 'P9';
  if (ctl === null) return 'P4';
  if (itl?.blank === true) return 'P6';
  if (kind === 'CTL') return 'P5';
  return itl === null ? 'P2' : 'P3';
}

function holdings(ctl: ReadList | null, itl: ReadList | null): string {
  const held = [
    ctl === null ? null : `a CTL (${ctl.file})`,
    itl === null ? null : `${itl.blank ? 'a blank ITL' : 'an ITL'} (${itl.file})`,
  ].filter((name) => name !== null);
  if (held.length === 0) return 'neither a CTL nor an ITL';
  return held.length === 2 ? held.join(' and ') : `${held.join('')} and no ${ctl === null ? 'CTL' : 'ITL'}`;
}

/** P1, a list: the phone has nothing to hold it against. */
async function firstList(path: Path, offered: ReadList, now: Date): Promise<Decision> {
  const bytes = encode(offered.list);
  for (const record of ownSigners(offered)) {
    if ((await madeBy({ header: offered.list.header, bytes }, record.key)) !== 'yes') continue;
    path.step(
      'P7',
      'met',
      `The signature of ${offered.file} verifies with the key of its own ${recordPhrase(offered, record)}.`,
      { file: offered.file, record: record.index },
    );
    path.step('P1', 'met', `Nothing that the phone holds speaks against ${offered.file}: it trusts it from now on.`);
    return path.accept('P1', signerDoubts(offered, record, now));
  }
  const hangsOn = `The phone takes ${offered.file} as its first list although its signature does not verify with a signer of its own.`;
  return path.accept('P1', [{ id: 'first-signature', hangsOn, file: offered.file, record: null }]);
}

/** P1, a configuration: with a blank ITL any will do. */
function firstConfiguration(path: Path, offered: OfferedConfiguration, blankItl: ReadList | null): Decision {
  const plain = nameWithoutSignature(offered.file);
  path.step(
    'P1',
    'met',
    blankItl === null
      ? `Without a list the phone asks for ${plain}, unsigned, and has nothing to hold a signature against.`
      : `With the blank ITL ${blankItl.file} the phone takes any configuration, whoever signed it and whether it is signed or not.`,
    { file: blankItl?.file ?? offered.file },
  );
  return accepted(path, 'P1', offered);
}
