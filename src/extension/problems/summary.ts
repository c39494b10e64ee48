import type * as Engine from '../../core/engine';
import type { Report } from '../../core/trust/report';
import type { VerdictOutcome } from '../../core/trust/verdict-sentences';
import { oneLine } from '../host/one-line';
import type { Result } from './result';
import { messages, plural, said, t } from '../../core/words/translate';

/** What one row of a table says of a list: of 120,000 lists, all that is kept. Plain JSON. */
export interface ListSummary {
  /** `ITL`, `CTL (blank)`; empty for a file that is not a list. */
  readonly kind: string;
  readonly outcome: VerdictOutcome;
  /** How bad it is: 0 is the worst. */
  readonly rank: number;
  /** Two to four words: those of the verdict. */
  readonly label: string;
  /** What follows the label: of a file that is not a list, why. */
  readonly detail: string;
  /** What to do about it; empty if nothing is known. */
  readonly todo: string;
  /** The signer that the header names. */
  readonly signer: string | null;
  /** TIMESTAMP, ISO 8601 UTC. */
  readonly date: string | null;
  /** Lower-case hex. */
  readonly md5: string | null;
}

/** Worst first, as everywhere: damage, a file that is not a list, then what the signature says. */
const ranks = { damaged: 0, unreadable: 1, invalid: 2, unknown: 3, ok: 4 } as const;

export function summaryOf({ signerName }: typeof Engine, result: Result): ListSummary {
  if (result.kind === 'unreadable') {
    const { label, message, whatItIs } = result;
    const unknown = { kind: '', signer: null, date: null, md5: null };
    const detail = oneLine(message.replace(`${label}: `, '')); // the label comes before it
    return { ...unknown, outcome: 'invalid', rank: ranks.unreadable, label, detail, todo: whatItIs ?? '' };
  }
  const { report, verdict } = result;
  const { outcome, label, detail, todo } = verdict;
  return {
    kind: kindOf(report),
    outcome,
    rank: report.damage === null ? ranks[outcome] : ranks.damaged,
    label,
    detail: oneLine(detail),
    todo,
    signer: isNamed(report) ? oneLine(signerName(report.signer)) : null,
    date: report.timestamp,
    md5: report.md5,
  };
}

function kindOf({ kind, blank }: Report): string {
  const name = kind === 'unknown' ? t('Trust list') : kind;
  return blank ? t('{kind} (blank)', { kind: name }) : name;
}

function isNamed({ signer: { name, serial } }: Report): boolean {
  return name !== null || serial !== null;
}

/** `3 trust lists checked: 1 verified, 1 not, 1 could not be read`. */
export function checkedSentence(summaries: readonly Pick<ListSummary, 'outcome' | 'rank'>[]): string {
  const { length } = summaries;
  if (length === 0) return t('There are no trust lists (*.tlv) in the workspace');
  const amount = (isOne: (summary: Pick<ListSummary, 'outcome' | 'rank'>) => boolean): number =>
    summaries.filter(isOne).length;
  const unreadable = amount(({ rank }) => rank === ranks.unreadable);
  const parts = [
    [amount(({ outcome }) => outcome === 'ok'), messages('{count} verified')],
    [amount(({ outcome }) => outcome === 'invalid') - unreadable, messages('{count} not')],
    [amount(({ outcome }) => outcome === 'unknown'), messages('{count} cannot be checked')],
    [unreadable, messages('{count} could not be read')],
  ] as const;
  const [verified, ...others] = parts.map(([number, words]) => said(words, { count: numbers.format(number) }));
  const told = [verified, ...others.filter((_, index) => (parts[index + 1]?.[0] ?? 0) > 0)].join(', ');
  return plural(length, '1 trust list checked: {told}', '{count} trust lists checked: {told}', {
    count: numbers.format(length),
    told,
  });
}

const numbers = new Intl.NumberFormat('en');

/** The worst of them; null if there are none. */
export function worstOutcome(summaries: readonly Pick<ListSummary, 'outcome'>[]): VerdictOutcome | null {
  return (
    (['invalid', 'unknown', 'ok'] as const).find((worst) => summaries.some(({ outcome }) => outcome === worst)) ?? null
  );
}
