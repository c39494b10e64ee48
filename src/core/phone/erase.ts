import { sameBytes } from '../format/bytes';
import { encode } from '../format/encode';
import type { Decision } from './decision';
import { inspectList, tvsRecords, type Phone } from './held';
import type { Offered } from './offered';
import type { EraseConditionId } from './rules';
import type { KnownFacts } from './known-facts';

/** `holds`, `does-not-hold`, or not to be told from what was given. */
export type ConditionState = 'holds' | 'does-not-hold' | 'not-known';

/** Whether conditions hold, as far as a person says. */
export type EraseAnswers = Readonly<Partial<Record<EraseConditionId, boolean | undefined>>>;

/** One of the four conditions under which an ITL has to be deleted. */
export interface EraseCondition {
  readonly id: EraseConditionId;
  /** The condition itself, which holds or does not. */
  readonly condition: string;
  readonly state: ConditionState;
  /** What is known of it, and what follows where it does not hold. */
  readonly sentence: string;
  /** How to find out, where it is not known. */
  readonly check: string | null;
}

export interface EraseAdvice {
  /** `erase` only where all four conditions hold. */
  readonly advice: 'erase' | 'do-not-erase' | 'not-known';
  readonly sentence: string;
  readonly conditions: readonly EraseCondition[];
}

/** What was found out about one phone; null for what was not. */
export interface EraseFacts {
  /** The phone's ITL is, byte by byte, the one that the TFTP server serves: their MD5 or SHA-1 agree. */
  readonly sameItl: boolean | null;
  /** The TVS presents on TCP 2445 a certificate that the phone's ITL holds as TVS. */
  readonly sameTvs: boolean | null;
  /** The phone shows "Verification Failed" or "Trust List Update Failed". */
  readonly showsFailure: boolean | null;
  /** A backup holds the private key of the phone's ITL signer. */
  readonly backupOfKey: boolean | null;
}

/** What was offered to a phone, and what it did. */
export interface Refusal {
  readonly phone: Phone;
  readonly offered: Offered;
  readonly known: KnownFacts;
  readonly decision: Decision;
}

/**
 * Whether to erase the phone's ITL after a refusal, with what the files and the known facts tell of the four conditions, and
 * what a person says where they tell nothing. Null where erasing is no question: nothing was refused, the file itself is
 * at fault, the configuration is unsigned, or the phone holds no ITL that vouches for anybody.
 */
export async function adviseAfterRefusal(
  { phone, offered, known, decision }: Refusal,
  answers: EraseAnswers = {},
): Promise<EraseAdvice | null> {
  const isFileAtFault = decision.rule === 'P7' || decision.rule === 'L1';
  const isUnsigned = offered.kind === 'configuration' && offered.signed === null;
  const itl = phone.itl === null ? null : await inspectList(phone.itl);
  if (decision.verdict !== 'refused' || isFileAtFault || isUnsigned || itl === null || itl.blank) return null;
  const { tvs } = known;
  const isServed = tvs !== 'unknown' && (tvs.reachable === 'all' || Array.isArray(tvs.reachable));
  const sameItl = offered.kind === 'ITL' ? sameBytes(encode(offered.list), encode(itl.list)) : null;
  const sameTvs = tvsRecords(itl).length === 0 ? false : isServed ? true : null;
  return adviseErase({
    sameItl: sameItl ?? opposite(answers['itl-differs']),
    sameTvs: sameTvs ?? opposite(answers['tvs-differs']),
    showsFailure: true,
    backupOfKey: opposite(answers['no-backup']),
  });
}

/** Whether a phone's ITL has to be deleted at all: only when all four conditions hold. */
export function adviseErase(facts: EraseFacts): EraseAdvice {
  const conditions: EraseCondition[] = [
    condition('itl-differs', opposite(facts.sameItl), {
      holds: "The phone's ITL is not the one that the TFTP server serves.",
      open: "Whether the phone's ITL is the one that the TFTP server serves is not known.",
      not: "The phone's ITL is the one that the TFTP server serves: erasing it would bring back the same list.",
      check:
        'Compare the MD5 or SHA-1 that the phone shows (Settings > Security Configuration > Trust List, or its web page) with that of the file from the TFTP server.',
    }),
    condition('tvs-differs', opposite(facts.sameTvs), {
      holds: "The TVS presents a certificate that the phone's ITL does not hold.",
      open: "Whether the TVS presents a certificate that the phone's ITL holds is not known.",
      not: "The TVS presents the certificate that the phone's ITL holds: it can vouch for a new signer.",
      check:
        'Capture the TLS handshake on TCP 2445, and compare the server certificate with the TVS records of the ITL.',
    }),
    condition('verification-failed', facts.showsFailure, {
      holds: 'The phone shows that it refuses lists or configuration.',
      open: 'Whether the phone shows a refusal is not known.',
      not: 'The phone shows no refusal: its ITL is not the problem.',
      check: 'Read the status messages of the phone for "Verification Failed" or "Trust List Update Failed".',
    }),
    condition('no-backup', opposite(facts.backupOfKey), {
      holds: "No backup holds the key that signed the phone's ITL.",
      open: "Whether a backup holds the key that signed the phone's ITL is not known.",
      not: "A backup holds the key that signed the phone's ITL: restore it, and phones trust the cluster again.",
      check: 'Look for a DRS backup from before the certificates changed.',
    }),
  ];
  return { ...advice(conditions), conditions };
}

function advice(conditions: readonly EraseCondition[]): Pick<EraseAdvice, 'advice' | 'sentence'> {
  const against = conditions.find(({ state }) => state === 'does-not-hold');
  if (against !== undefined) return { advice: 'do-not-erase', sentence: `Do not erase the ITL. ${against.sentence}` };
  const open = conditions.filter(({ state }) => state === 'not-known');
  if (open.length > 0) {
    return {
      advice: 'not-known',
      sentence: `Do not erase the ITL yet: ${open.length} of the four conditions ${open.length === 1 ? 'is' : 'are'} not known. All four have to hold.`,
    };
  }
  return { advice: 'erase', sentence: 'Erase the ITL: all four conditions hold, and nothing else is left.' };
}

function condition(
  id: EraseCondition['id'],
  holds: boolean | null,
  words: { readonly holds: string; readonly open: string; readonly not: string; readonly check: string },
): EraseCondition {
  const known = { id, condition: words.holds };
  if (holds === null) return { ...known, state: 'not-known', sentence: words.open, check: words.check };
  return holds
    ? { ...known, state: 'holds', sentence: words.holds, check: null }
    : { ...known, state: 'does-not-hold', sentence: words.not, check: null };
}

function opposite(value: boolean | null | undefined): boolean | null {
  return value == null ? null : !value;
}
