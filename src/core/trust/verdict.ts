import { filled, statements, type ArgsOf, type Statement } from '../words/statement';
import { recordLabel } from './outline';
import type { Report, SignatureStatus } from './report';
import { signerName } from './signer-name';
import { verdictSentences } from './verdict-sentences';

export type VerdictReason = keyof typeof verdictSentences;

/** The verdict on the signature of a list: the same in every view, in every setting. Plain JSON. */
export interface Verdict extends Statement<VerdictReason> {
  /** `Signature verified`: for a status bar. */
  readonly label: string;
  /** `signed by CUCM8-Publisher (record 1)`; empty if the label says it all. */
  readonly detail: string;
}

/** What is concluded from the signature alone: no finding has a part in it, since a setting can turn findings off. */
export function verdictOf(report: Report): Verdict {
  const { status, record, actualSigner, stale, awaited, unread, flaw } = report.signature;
  if (awaited) return verdict('awaited', {});
  if (stale) return verdict('edited', {});
  if (status === 'unsigned') return verdict(unread ? 'unread' : 'unsigned', {});
  if (record === null) return byUnlisted(report, status);

  const args = { signer: labelOf(report, record), record };
  if (status === 'valid') return verdict('verified', args);
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
  const { label, detail } = verdictSentences[reason];
  return { ...state(reason, args), label, detail: filled(detail, args) };
}

type VerdictArgs<Reason extends VerdictReason> = ArgsOf<typeof verdictSentences, Reason>;

function actualArgs(report: Report, record: number): { actual: string; actualRecord: number } {
  return { actual: labelOf(report, record), actualRecord: record };
}

/** What a record is called: from 1. */
function labelOf({ records }: Report, index: number): string {
  const record = records[index - 1];
  return record === undefined ? `Record ${index}` : clipped(recordLabel(record));
}

/** Characters of a name: one in a hostile file may be as long as the file. */
const longestName = 120;

function clipped(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName)}…` : name;
}

/** The verdict as one value among others that are compared: `valid`, `stale`. */
export function verdictValue({ signature: { status, stale } }: Pick<Report, 'signature'>): string {
  return stale ? 'stale' : values[status];
}

const values: Readonly<Record<SignatureStatus, string>> = {
  valid: 'valid',
  invalid: 'invalid',
  'signer-not-in-list': 'by a signer that is not in the list',
  unsupported: 'not verifiable',
  unsigned: 'missing',
};
