import type { Location, Region as SarifRegion, Result } from 'sarif';
import { visible } from '../../core/show/layout';
import type { Bytes, CheckResult, Level, LogicalPlace, Region } from './result';

/** Where a result is, and how it is said: in the standard's own terms, or in those that a reader of SARIF understands. */
export interface Form {
  /** Most results of a log; the worst are kept. */
  readonly mostResults: number;
  /** Most notifications of a log. */
  readonly mostNotifications: number;
  /** Every file that was read is in the log; else those with results. */
  readonly hasAllFiles: boolean;
  /** The log says where the working folder is. */
  readonly namesFolder: boolean;
  readonly result: (result: CheckResult) => Pick<Result, 'kind' | 'level' | 'message' | 'properties'>;
  readonly region: (region: Region | null) => SarifRegion | null;
}

/** SARIF 2.1.0 as OASIS says it: bytes of a file that is not a text are given as bytes, and by nothing else (3.30). */
export const standard: Form = {
  mostResults: Number.POSITIVE_INFINITY,
  mostNotifications: Number.POSITIVE_INFINITY,
  hasAllFiles: true,
  namesFolder: true,
  result: ({ level, message, region, place }) => {
    const spelled = region?.kind === 'spelled' ? region : null;
    return {
      ...(level === 'open' ? { kind: 'open', level: 'none' } : { level }),
      message: { text: messageText(spelled === null ? message : withPlace(message, spelled, place)) },
      ...(spelled === null ? {} : { properties: bytesOf(spelled) }),
    };
  },
  region: (region) => {
    if (region === null || region.kind === 'spelled') return null;
    return region.kind === 'lines' ? linesOf(region) : bytesOf(region);
  },
};

const firstCharacter: SarifRegion = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/** Characters of a message: a name in a hostile file may be as long as the file. */
const githubMessage = 1_000;

/**
 * What GitHub's code scanning shows. It knows lines and no bytes: without a line it takes a result and shows nothing
 * useful of it. It refuses an upload of more than 25,000 results, and keeps 5,000 of one.
 */
export const github: Form = {
  mostResults: 5_000,
  mostNotifications: 1_000,
  hasAllFiles: false,
  namesFolder: false,
  result: ({ level, message, region, place }) => {
    const bytes = region === null || region.kind === 'lines' ? null : region;
    const clipped = message.length > githubMessage ? `${message.slice(0, githubMessage)}…` : message;
    return {
      level: levelOf(level),
      message: { text: messageText(bytes === null ? clipped : withPlace(clipped, bytes, place)) },
      ...(bytes === null ? {} : { properties: bytesOf(bytes) }),
    };
  },
  region: (region) => (region?.kind === 'lines' ? linesOf(region) : firstCharacter),
};

/** Of a rule, and of a result where nothing says that it is open. */
export function levelOf(level: Level): Exclude<Level, 'open'> {
  return level === 'open' ? 'warning' : level;
}

export function logicalLocation({ name, kind }: LogicalPlace): Pick<Location, 'logicalLocations'> {
  return { logicalLocations: [{ fullyQualifiedName: visible(name), kind }] };
}

/**
 * A sentence as a plain text message: braces are doubled, since single ones are placeholders (3.11.5), and nothing in
 * it is an embedded link (3.11.6).
 */
export function messageText(sentence: string): string {
  return visible(sentence)
    .replace(/[{}]/g, (brace) => brace + brace)
    .replaceAll('](', '] (');
}

function withPlace(message: string, { offset, length }: Bytes, place: LogicalPlace | null): string {
  const at = `0x${offset.toString(16).padStart(4, '0')}`;
  const name = place === null ? '' : `, ${place.name.replace('/', ' ')}`;
  return `${message} (at ${at}, ${length} ${length === 1 ? 'byte' : 'bytes'}${name})`;
}

function bytesOf({ offset, length }: Bytes): { byteOffset: number; byteLength: number } {
  return { byteOffset: offset, byteLength: length };
}

function linesOf({ startLine, startColumn, endLine, endColumn }: Extract<Region, { kind: 'lines' }>): SarifRegion {
  return { startLine, startColumn, endLine, endColumn };
}
