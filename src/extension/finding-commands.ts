import type { Fix } from '../core/trust/report';

/** Makes the edit that mends a finding; without a target, asks which of the list in front. */
export const applyFixCommand = 'trustList.applyFix';

/** Shows what the catalogue says of a code. */
export const explainCommand = 'trustList.explainFinding';

/** What `trustList.applyFix` is given: plain JSON, since links carry it. */
export interface FixTarget {
  /** URI of the list. */
  readonly list: string;
  readonly fix: Fix;
}
