import { catalogue } from './catalogue';
import type { Finding, FindingPlace, Fix } from './report';

/** A finding with what the catalogue knows of its code: all that a hover says of it. */
export interface ExplainedFinding extends Finding {
  /** Two or three words. */
  readonly title: string;
  /** What it does to a phone. */
  readonly phone: string;
  /** Where that is documented. */
  readonly source: string;
  /** What its fix does, for a button; null where no edit mends it. */
  readonly fixLabel: string | null;
}

export function explain(found: Finding): ExplainedFinding {
  const { title, phone, source } = catalogue[found.code];
  return { ...found, title, phone, source, fixLabel: found.fix === null ? null : fixLabel(found.fix) };
}

function fixLabel(fix: Fix): string {
  switch (fix.kind) {
    case 'resign':
      return 'Re-sign…';
    case 'take-from-certificate':
      return `Take ${fix.field} from the certificate`;
    case 'drop-trailing-bytes':
      return 'Remove the bytes after the last record';
    case 'fix-header-length':
      return 'Correct HEADERLENGTH';
    case 'drop-duplicate':
      return `Remove record ${fix.record}`;
  }
}

/** `record 2, ISSUERNAME, offset 0x0951`. */
export function placeWords({ record, field, offset }: FindingPlace): string {
  const part = record !== null ? `record ${record}` : field !== null ? 'header' : null;
  return [part, field, `offset 0x${offset.toString(16).padStart(4, '0')}`].filter((word) => word !== null).join(', ');
}
