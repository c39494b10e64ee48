import { sameBytes } from '../../format/bytes';
import { encode } from '../../format/encode';
import type { Statement } from '../../words/statement';
import type { Decision } from '../decision';
import { filesOf, inspectList, tvsRecords, type Phone } from '../held';
import type { KnownFacts } from '../known-facts';
import type { Offered } from '../offered';
import { eraseConditionIds, type EraseConditionId } from '../rules';
import { state } from './reasons';

/** `not-known`: what was given does not tell. */
export type ConditionState = 'holds' | 'does-not-hold' | 'not-known';

/** Whether conditions hold, if a person says so. */
export type EraseAnswers = Readonly<Partial<Record<EraseConditionId, boolean | undefined>>>;

/** One of the four conditions under which an ITL must be deleted, and what is known of it. */
export interface EraseCondition extends Statement {
  readonly id: EraseConditionId;
  /** The condition itself, which holds or does not. */
  readonly condition: Statement;
  readonly state: ConditionState;
  /** How to find out; null if it is known. */
  readonly check: Statement | null;
}

export interface EraseAdvice extends Statement {
  /** `erase` only if all four conditions hold, or if the server signs nothing. */
  readonly advice: 'erase' | 'do-not-erase' | 'not-known';
  /** The catalogue's words for the advice, followed by those of `because`. */
  readonly sentence: string;
  /** The condition that does not hold; null if that is not the reason. */
  readonly because: Statement | null;
  /** None where they do not matter: phones take nothing from a server that signs nothing. */
  readonly conditions: readonly EraseCondition[];
}

/** What was found out about one phone; null for what was not. */
export interface EraseFacts {
  /** The phone's ITL is, byte by byte, the one that the TFTP server serves: their MD5 or SHA-1 agree. */
  readonly sameItl: boolean | null;
  /** The TVS presents on TCP 2445 a certificate that the phone's ITL contains as TVS. */
  readonly sameTvs: boolean | null;
  /** The phone shows "Verification Failed" or "Trust List Update Failed". */
  readonly showsFailure: boolean | null;
  /** A backup contains the private key of the phone's ITL signer. */
  readonly backupOfKey: boolean | null;
  /** False: the phone's ITL contains no TVS certificate, and can authenticate none. Left out: true. */
  readonly itlHasTvs?: boolean;
  /** The phone holds a CTL too, which an erased ITL leaves in force. Left out: false. */
  readonly holdsCtl?: boolean;
}

/** What was offered to a phone, and what it did. */
export interface Refusal {
  readonly phone: Phone;
  readonly offered: Offered;
  readonly known: KnownFacts;
  readonly decision: Decision;
}

/**
 * Whether to erase the phone's ITL after a refusal: the files and the known facts settle some of the four conditions, a
 * person's answers the others. A refused unsigned configuration needs none of them. Null if erasing is not a question:
 * nothing was refused, the file itself is at fault, or the phone holds no ITL that vouches for anybody.
 */
export async function adviseAfterRefusal(
  { phone, offered, known, decision }: Refusal,
  answers: EraseAnswers = {},
): Promise<EraseAdvice | null> {
  const isFileAtFault = decision.rule === 'P7' || decision.rule === 'L1';
  const isUnsigned = offered.kind === 'configuration' && offered.signed === null;
  if (decision.verdict !== 'refused' || isFileAtFault) return null;
  if (isUnsigned) return eraseForUnsigned(phone);
  const itl = phone.itl === null ? null : await inspectList(phone.itl);
  if (itl === null || itl.blank) return null;
  const { tvs } = known;
  const isServed = tvs !== 'unknown' && (tvs.reachable === 'all' || Array.isArray(tvs.reachable));
  const sameItl = offered.kind === 'ITL' ? sameBytes(encode(offered.list), encode(itl.list)) : null;
  const itlHasTvs = tvsRecords(itl).length > 0;
  return adviseErase({
    sameItl: sameItl ?? opposite(answers['itl-differs']),
    sameTvs: isServed ? true : opposite(answers['tvs-differs']),
    itlHasTvs,
    holdsCtl: phone.ctl !== null,
    showsFailure: true,
    backupOfKey: opposite(answers['no-backup']),
  });
}

/** A phone with a list that names a TFTP server asks such a server for signed files only. */
function eraseForUnsigned({ ctl, itl }: Phone): EraseAdvice {
  const lists = filesOf(ctl, itl);
  const why = state(ctl === null ? 'erase-for-unsigned' : 'erase-all-for-unsigned', { lists });
  return { ...why, advice: 'erase', because: null, conditions: [] };
}

/** Whether a phone's ITL must be deleted at all: only if all four conditions hold. */
export function adviseErase(facts: EraseFacts): EraseAdvice {
  const { sameItl, sameTvs, showsFailure, backupOfKey, itlHasTvs = true, holdsCtl = false } = facts;
  const holds: Readonly<Record<EraseConditionId, boolean | null>> = {
    'itl-differs': opposite(sameItl),
    'tvs-differs': itlHasTvs ? opposite(sameTvs) : true,
    'verification-failed': showsFailure,
    'no-backup': opposite(backupOfKey),
  };
  const conditions = eraseConditionIds.map((id) => conditionOf(id, holds[id], itlHasTvs));
  return { ...advise(conditions, holdsCtl), conditions };
}

function advise(conditions: readonly EraseCondition[], holdsCtl: boolean): Omit<EraseAdvice, 'conditions'> {
  const against = conditions.find((condition) => condition.state === 'does-not-hold');
  if (against !== undefined) {
    const stop = state('do-not-erase', {});
    const { reason, args, sentence } = against;
    const because = { reason, args, sentence };
    return { ...stop, advice: 'do-not-erase', sentence: `${stop.sentence} ${sentence}`, because };
  }
  const open = conditions.filter((condition) => condition.state === 'not-known').length;
  if (open === 0) return { ...state(holdsCtl ? 'erase-with-ctl' : 'erase', {}), advice: 'erase', because: null };
  const wait = open === 1 ? state('one-condition-open', {}) : state('conditions-open', { open });
  return { ...wait, advice: 'not-known', because: null };
}

function conditionOf(id: EraseConditionId, holds: boolean | null, itlHasTvs: boolean): EraseCondition {
  const condition = state(id, {});
  // Nobody looked at a TVS, and nobody has to.
  if (id === 'tvs-differs' && !itlHasTvs) {
    return { ...state('no-tvs-to-differ', {}), id, condition, state: 'holds', check: null };
  }
  if (holds === null) {
    return { ...state(`${id}:open`, {}), id, condition, state: 'not-known', check: state(`${id}:check`, {}) };
  }
  return holds
    ? { ...condition, id, condition, state: 'holds', check: null }
    : { ...state(`${id}:not`, {}), id, condition, state: 'does-not-hold', check: null };
}

function opposite(value: boolean | null | undefined): boolean | null {
  return value == null ? null : !value;
}
