import { sentencesOf, type Statement } from '../../words/statement';
import type { Evidence } from '../evidence';
import type { InspectedList } from '../held';
import type { Explained } from './migration';

/** A line of a plan, and the case that it is for. */
export interface Line<Case> {
  /** Left out: in every case. */
  readonly when?: (of: Case) => boolean;
  readonly says: Statement | ((of: Case) => Statement | readonly Statement[]);
}

/** What a table of lines says of a case, in the order of the table. */
export function linesOf<Case>(table: readonly Line<Case>[], of: Case): Statement[] {
  return table
    .filter(({ when }) => when?.(of) ?? true)
    .flatMap(({ says }) => (typeof says === 'function' ? says(of) : says));
}

/** Each sentence once, at its first place. */
export function distinct(all: readonly Statement[]): Statement[] {
  const seen = new Set<string>();
  return all.filter(({ sentence }) => !seen.has(sentence) && seen.add(sentence));
}

/** A statement with its reasons after it. */
export function explained(statement: Statement, because: readonly Statement[]): Explained {
  return { ...statement, sentence: sentencesOf([statement, ...because]).join(' '), because };
}

/** @param record counts from 1. */
export function evidence(
  statement: Statement,
  list: InspectedList | null = null,
  record: number | null = null,
): Evidence {
  return { ...statement, file: list?.file ?? null, record };
}
