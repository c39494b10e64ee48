import { vouches } from '../format/fields';
import { RecordFunction } from '../format/tags';
import type { Statement } from '../words/statement';
import { hasFunction, type InspectedList } from './held';
import type { TvsFacts } from './known-facts';
import type { Offered, SupposedFile } from './offered';
import { state } from './reasons';
import type { RuleId } from './rules';

const { sast, ccmTftp, tftp } = RecordFunction;

/** The rules of which exactly one applies, by what the phone holds and is offered. */
export type TrustRule = Exclude<RuleId, 'P7' | 'P8' | 'L1'>;

/** What a phone holds, what it is offered, and what is known besides. */
export interface Situation {
  readonly ctl: InspectedList | null;
  readonly itl: InspectedList | null;
  readonly offered: Offered | SupposedFile;
  readonly rule: TrustRule;
  readonly tvs: TvsFacts;
  readonly now: Date;
}

/** A rule, and why it is the one: what the phone holds. */
interface ApplyingRule {
  readonly rule: TrustRule;
  readonly why: Statement;
}

type OfferedKind = 'ITL' | 'CTL' | 'configuration';

export function ruleFor(ctl: InspectedList | null, itl: InspectedList | null, kind: OfferedKind): ApplyingRule {
  if (kind === 'configuration' && (ctl !== null || itl?.blank === false)) {
    const lists = [ctl, itl].filter((list) => list !== null);
    if (!lists.some(authenticatesTftp)) {
      return { rule: 'P10', why: state('lists-without-tftp', { lists: lists.map(({ file }) => file) }) };
    }
  }
  if (ctl !== null) return itl === null ? ruleForCtl(ctl.file, kind) : ruleForBoth(ctl.file, itl, kind);
  if (itl === null) return { rule: 'P1', why: state('holds-nothing', {}) };
  if (itl.blank) return { rule: 'P1', why: state('holds-blank-itl', { itl: itl.file }) };
  return kind === 'configuration'
    ? { rule: 'P9', why: state('configuration-for-itl', { itl: itl.file }) }
    : { rule: 'P4', why: state('holds-itl', { itl: itl.file }) };
}

function ruleForCtl(ctl: string, kind: OfferedKind): ApplyingRule {
  switch (kind) {
    case 'configuration':
      return { rule: 'P9', why: state('configuration-for-ctl', { ctl }) };
    case 'CTL':
      return { rule: 'P5', why: state('ctl-for-ctl', { ctl }) };
    case 'ITL':
      return { rule: 'P2', why: state('holds-ctl', { ctl }) };
  }
}

function ruleForBoth(ctl: string, itl: InspectedList, kind: OfferedKind): ApplyingRule {
  const files = { ctl, itl: itl.file };
  if (kind === 'configuration') {
    const reason = itl.blank ? 'configuration-for-ctl-and-blank-itl' : 'configuration-for-ctl-and-itl';
    return { rule: 'P9', why: state(reason, files) };
  }
  if (itl.blank) return { rule: 'P6', why: state('holds-ctl-and-blank-itl', files) };
  return kind === 'CTL'
    ? { rule: 'P5', why: state('ctl-for-ctl-and-itl', files) }
    : { rule: 'P3', why: state('holds-ctl-and-itl', files) };
}

/** The functions by which a record makes its certificate a signer of configuration (P9). */
export const configurationSigners: readonly number[] = [tftp, ccmTftp];

/** A record of a TFTP server with a certificate, a hash or a key: without one the phone asks for no signed file (P10). */
function authenticatesTftp({ records }: InspectedList): boolean {
  return records.some((record) => hasFunction(record, ...configurationSigners) && vouches(record.fields));
}

/**
 * True if the sources say which functions make a record of this list a signer, and not only "in the list": a record of
 * any other function is not a signer then. Elsewhere that is not known.
 */
export function functionsDecide(rule: TrustRule, list: 'ctl' | 'itl'): boolean {
  return rule === 'P9' || (list === 'ctl' && (rule === 'P2' || rule === 'P3'));
}

/** The functions by which a record of the CTL, or of the ITL, makes its certificate a signer of the offered file. */
export function signerFunctions({ rule, offered }: Situation): Readonly<Record<'ctl' | 'itl', readonly number[]>> {
  switch (rule) {
    case 'P1':
    case 'P10':
      return { ctl: [], itl: [] };
    case 'P2':
      return { ctl: [sast, ccmTftp], itl: [] };
    case 'P3':
      return { ctl: [sast, ccmTftp], itl: [sast, ccmTftp, tftp] };
    case 'P4':
      return { ctl: [], itl: [sast, ccmTftp, tftp] };
    case 'P5':
      return { ctl: [sast], itl: [sast, ccmTftp, tftp] };
    case 'P6':
      // A blank ITL adds no signer: a CTL needs the same signer as under P5.
      return { ctl: offered.kind === 'CTL' ? [sast] : [sast, ccmTftp], itl: [] };
    case 'P9':
      return { ctl: configurationSigners, itl: configurationSigners };
  }
}
