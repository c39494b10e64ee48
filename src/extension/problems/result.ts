import type { Report } from '../../core/trust/report';
import type { Verdict } from '../../core/trust/verdict';
import { loadEngine } from '../host/engine';
import { reasonOf } from '../host/errors';
import type { ListState } from '../host/list-state';
import { whatItIs } from '../host/what-it-is';
import { t } from '../../core/words/translate';

/** What there is to say of one file. */
export type Result =
  | { readonly kind: 'list'; readonly report: Report; readonly verdict: Verdict }
  /** Not a trust list, or cannot be read. */
  | Unreadable;

interface Unreadable {
  readonly kind: 'unreadable';
  /** That, in a few words. */
  readonly label: string;
  /** Why, in one sentence. */
  readonly message: string;
  /** Of the byte that shows it. */
  readonly offset: number;
  /** What the file is, if it is recognized, and what to do with it. */
  readonly whatItIs: string | null;
}

export async function resultOf(state: ListState): Promise<Result> {
  const [engine, report] = await Promise.all([loadEngine(), state.report()]);
  if (report === null) {
    const { message, offset } = state.decoded.ok ? { message: '', offset: 0 } : state.decoded.error;
    const known = await whatItIs(engine, state.bytes, state.fileName);
    return { kind: 'unreadable', label: t('Not a trust list'), message, offset, whatItIs: known?.sentence ?? null };
  }
  return { kind: 'list', report, verdict: engine.verdictOf(report) };
}

export function unreadable(error: unknown): Result {
  return { kind: 'unreadable', label: t('Cannot be read'), message: reasonOf(error), offset: 0, whatItIs: null };
}
