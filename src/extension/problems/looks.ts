import { oneLine } from '../host/one-line';
import type { Result } from './result';
import { plural, t } from '../../core/words/translate';

/** What the status bar shows of a list. */
export interface Look {
  readonly icon: string;
  readonly label: string;
  readonly tooltip: string;
  readonly background: 'error' | 'warning' | null;
}

export function barLook(result: Result): Look {
  if (result.kind === 'unreadable') {
    return { icon: 'error', label: result.label, tooltip: oneLine(result.message), background: 'error' };
  }
  const { report, verdict } = result;
  const tooltip = [verdict.label, oneLine(verdict.detail), counts(report.findings)].filter((line) => line !== '');
  const shown = { label: verdict.label, tooltip: tooltip.join('\n') };
  switch (verdict.outcome) {
    case 'ok':
      return { ...shown, icon: 'verified-filled', background: null };
    case 'unknown':
      return { ...shown, icon: 'question', background: 'warning' };
    case 'invalid':
      return { ...shown, icon: 'error', background: 'error' };
  }
}

/** `1 error, 2 warnings`; `nothing found`. */
function counts(findings: readonly { readonly severity: string }[]): string {
  const count = (severity: string): number => findings.filter((found) => found.severity === severity).length;
  const parts = [
    [count('error'), '1 error', '{count} errors'],
    [count('warning'), '1 warning', '{count} warnings'],
    [count('information'), '1 note', '{count} notes'],
  ] as const;
  const written = parts.filter(([amount]) => amount > 0).map(([amount, one, several]) => plural(amount, one, several));
  return written.length === 0 ? t('nothing found') : written.join(', ');
}
