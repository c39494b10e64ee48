import { statements, type ArgsOf, type Statement } from '../words/statement';
import { messages, said, t } from '../words/translate';
import { recordLabel } from './outline';
import type { Report, SignatureStatus } from './report';
import { signerName } from './signer-name';
import { verdictSentences, type VerdictAction, type VerdictOutcome } from './verdict-sentences';

export type VerdictReason = keyof typeof verdictSentences;

/** The verdict on a list, the worst first: the same in every view, in every setting. Plain JSON. */
export interface Verdict extends Statement<VerdictReason> {
  /** `Signature verified`: for a status bar. */
  readonly label: string;
  /** `signed by CUCM8-Publisher (record 1)`; empty if the label says it all. */
  readonly detail: string;
  readonly outcome: VerdictOutcome;
  /** What to do about it. */
  readonly todo: string;
  /** The command of the editor that does it; null if there is none. */
  readonly action: VerdictAction | null;
}

/** Damage before the signature, and the signature before every other error. */
export function verdictOf(report: Report): Verdict {
  const { damage, fault } = report;
  if (damage !== null) return verdict('damaged', { offset: damage.where.offset, damage: damage.message });
  const { status, record, actualSigner, stale, awaited, flaw } = report.signature;
  if (awaited) return verdict('awaited', {});
  if (stale) return verdict('edited', {});
  if (status === 'unsigned') return verdict('unsigned', {});
  if (record === null) return byUnlisted(report, status);

  const args = { signer: labelOf(report, record), record };
  if (status === 'valid') {
    return fault === null
      ? verdict('verified', args)
      : verdict('verified-with-fault', { ...args, fault: fault.message });
  }
  if (flaw !== undefined) return verdict('proves-nothing', args);
  if (status === 'signer-not-in-list') return byUnlisted(report, status);
  if (actualSigner === null) return verdict(status, args);
  if (actualSigner === record) return verdict(`${status}-own-key`, args);
  return verdict(`${status}-other-key`, { ...args, ...actualArgs(report, actualSigner) });
}

/** The header names nobody whose record is known. */
function byUnlisted(report: Report, status: Exclude<SignatureStatus, 'unsigned'>): Verdict {
  const { actualSigner } = report.signature;
  const args = { signer: clipped(signerName(report.signer)) };
  if (status === 'valid') return verdict('verified-by-cluster', args);
  if (status !== 'signer-not-in-list') return verdict(`${status}-signer-unknown`, args);
  return actualSigner === null
    ? verdict('not-listed', args)
    : verdict('not-listed-other-key', { ...args, ...actualArgs(report, actualSigner) });
}

const state = statements(verdictSentences);

function verdict<Reason extends VerdictReason>(reason: Reason, args: VerdictArgs<Reason>): Verdict {
  const { label, detail, outcome, todo, action } = verdictSentences[reason];
  const { sentence } = state(reason, args);
  return { reason, args, sentence, label: t(label), detail: said(detail, args), outcome, todo: t(todo), action };
}

type VerdictArgs<Reason extends VerdictReason> = ArgsOf<typeof verdictSentences, Reason>;

function actualArgs(report: Report, record: number): { actual: string; actualRecord: number } {
  return { actual: labelOf(report, record), actualRecord: record };
}

/** What a record is called: from 1. */
function labelOf({ records }: Report, index: number): string {
  const record = records[index - 1];
  return record === undefined ? t('Record {index}', { index }) : clipped(recordLabel(record));
}

/** Characters of a name: one in a hostile file may be as long as the file. */
const longestName = 120;

function clipped(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName)}…` : name;
}

/** The verdict as one value among others that are compared: `valid`, `stale`. */
export function verdictValue({ signature: { status, stale } }: Pick<Report, 'signature'>): string {
  return t(stale ? 'stale' : values[status]);
}

const values: Readonly<Record<SignatureStatus, string>> = messages({
  valid: 'valid',
  invalid: 'invalid',
  'signer-not-in-list': 'by a signer that is not in the list',
  unsupported: 'not verifiable',
  unsigned: 'missing',
});
