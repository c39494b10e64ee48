import type { FindingArgs, FindingReason } from '../trust/catalogue';
import { finding } from '../trust/finding';
import type { FieldReport, Finding, FindingPlace, RecordReport } from '../trust/report';
import type { TextRange } from './outputs';

/** A finding with the place of its cause in the text. */
export interface ShownFinding extends TextRange {
  readonly finding: Finding;
}

export function shown<Reason extends FindingReason>(
  reason: Reason,
  args: FindingArgs<Reason>,
  where: FindingPlace,
  at: TextRange,
): ShownFinding {
  return shownAt(finding(reason, args, where), at);
}

export function shownAt(found: Finding, { start, end }: TextRange): ShownFinding {
  return { finding: found, start, end };
}

/** The file as a whole. */
export function filePlace(length: number): FindingPlace {
  return { record: null, field: null, offset: 0, length };
}

export function recordPlace({ index, offset, length }: RecordReport): FindingPlace {
  return { record: index, field: null, offset, length };
}

/** A row of the header, or of a record. */
export function rowPlace(record: number | null, { name, offset, length }: FieldReport): FindingPlace {
  return { record, field: name, offset, length };
}
