import { kindOfList } from '../format/fields';
import { phoneLimits } from '../format/phone-limits';
import { Path, stepOf, type Decision } from './decision';
import {
  acceptConfigurationWithoutTftp,
  acceptFirstConfiguration,
  acceptFirstList,
  acceptFirstSupposed,
} from './first-file';
import { idOf, inspectList, type InspectedList, type NamedList, type Phone } from './held';
import { heldDoubt } from './held-doubts';
import { judgeConfiguration, judgeList, judgeSupposed } from './judge';
import type { KnownFacts } from './known-facts';
import type { Offered, OfferedList, SupposedFile } from './offered';
import { refuse } from './outcome';
import { state } from './reasons';
import { ruleFor, type Situation } from './situation';
import { t } from '../words/translate';

/**
 * What a phone would do with a file that it is offered, and by which steps (rules P1 to P10). It is never more certain
 * than its sources: what depends on the network, or on something that no source settles, is `depends`.
 *
 * A list is judged as the kind that its FILENAME says, also if it was given in the other place.
 *
 * @param known what is known besides the files; by default nothing.
 * @throws RangeError for two lists of one kind: a phone holds at most one ITL and one CTL.
 */
export async function decide(
  phone: Phone,
  offered: Offered,
  known: KnownFacts = { tvs: 'unknown' },
): Promise<Decision> {
  if (offered.kind === 'firmware') return decideFirmware(offered.file);
  const { path, situation } = await begin(phone, offered, known);
  const { rule } = situation;
  if (offered.kind === 'configuration') {
    if (rule === 'P1') return acceptFirstConfiguration(path, situation, offered);
    if (rule === 'P10') return acceptConfigurationWithoutTftp(path, situation, offered);
    return judgeConfiguration(path, situation, offered);
  }
  if (offered.list.length > phoneLimits.listBytes) return refuseTooLarge(path, situation, offered);
  return rule === 'P1' ? acceptFirstList(path, situation, offered) : judgeList(path, situation, offered);
}

/**
 * What a phone would do with a file that nobody has made yet, signed by a certificate that a cluster has or had: so that
 * advice says of a file what `decide` says once it is there.
 *
 * @throws RangeError as `decide`, and for a record without serial number or issuer, which no header can name.
 */
export async function decideSupposed(
  phone: Phone,
  supposed: SupposedFile,
  known: KnownFacts = { tvs: 'unknown' },
): Promise<Decision> {
  const signer = idOf(supposed.certificate);
  if (signer === null) throw new RangeError('A record without serial number and issuer cannot be named as signer.');
  const { path, situation } = await begin(phone, supposed, known);
  const isFirst = situation.rule === 'P1' || situation.rule === 'P10';
  const judge = isFirst ? acceptFirstSupposed : judgeSupposed;
  return judge(path, situation, supposed, signer);
}

async function begin(
  phone: Phone,
  offered: Exclude<Situation['offered'], { readonly kind: 'firmware' }>,
  known: KnownFacts,
): Promise<{ readonly path: Path; readonly situation: Situation }> {
  const held = placed(phone);
  const ctl = held.ctl === null ? null : await inspectList(held.ctl);
  const itl = held.itl === null ? null : await inspectList(held.itl);
  const { rule, why } = ruleFor(ctl, itl, offered.kind);
  const tvs = known.tvs === 'unknown' ? ({ reachable: 'unknown', stores: 'unknown' } as const) : known.tvs;
  const situation: Situation = { ctl, itl, offered, rule, tvs, now: known.now ?? new Date() };
  const path = new Path(stepOf(rule, 'applies', why));
  for (const list of [ctl, itl]) if (list !== null) await remark(path, list);
  return { path, situation };
}

/** A list that no phone would have taken changes nothing in the verdict, but in what it is worth. */
async function remark(path: Path, list: InspectedList): Promise<void> {
  const doubt = await heldDoubt(list);
  const id = list.isText === true ? 'held-text' : 'held-not-sound';
  if (doubt !== null) path.remark(id, stepOf('P7', 'unknown', doubt, { file: list.file }));
}

/** Each list in the place of its kind. A list whose FILENAME is of neither kind stays where it is. */
function placed(phone: Phone): Phone {
  const { ctl, itl } = phone;
  const isOf = (list: NamedList | null, kind: 'ITL' | 'CTL'): boolean =>
    list !== null && kindOfList(list.list, list.file) === kind;
  const [itlIsCtl, ctlIsItl] = [isOf(itl, 'CTL'), isOf(ctl, 'ITL')];
  if (!itlIsCtl && !ctlIsItl) return phone;
  if (ctl !== null && itl !== null && itlIsCtl !== ctlIsItl) {
    const kind = itlIsCtl ? 'CTL' : 'ITL';
    throw new RangeError(
      t('{file} and {other} are both a {kind}, and a phone holds only one.', { file: ctl.file, other: itl.file, kind }),
    );
  }
  return { ctl: itl, itl: ctl };
}

function decideFirmware(file: string): Decision {
  const path = new Path(stepOf('P7', 'applies', state('firmware-is-signed', {})));
  const condition = state('firmware-key', { offered: file });
  return path.accept('P7', [{ id: 'firmware', condition, file, record: null }]);
}

function refuseTooLarge(path: Path, situation: Situation, { file, list }: OfferedList): Decision {
  const tooLarge = state('too-large', { offered: file, bytes: list.length, limit: phoneLimits.listBytes });
  path.add(stepOf('L1', 'not-met', tooLarge, { file }));
  return refuse(path, 'L1', situation);
}
