import type { FindingAction } from '../../core/trust/catalogue';
import type { Fix } from '../../core/trust/report';
import type { Place } from './documents';

/** Makes the edit that fixes a finding; without a target, asks which of the list in front. */
export const applyFixCommand = 'trustList.applyFix';

/** Runs the command that does what is to be done about a finding, on the place of the finding. */
export const actCommand = 'trustList.actOnFinding';

/** Shows what the catalogue says of a code. */
export const explainCommand = 'trustList.explainFinding';

/** What `trustList.applyFix` is given: plain JSON, since links carry it. */
export interface FixTarget {
  /** URI of the list. */
  readonly list: string;
  readonly fix: Fix;
}

/** What `trustList.actOnFinding` is given: plain JSON too. */
export interface ActTarget {
  /** URI of the list. */
  readonly list: string;
  readonly action: FindingAction;
  readonly place: Place;
}
