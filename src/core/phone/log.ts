import { nameWithoutSignature } from '../format/file-names';
import { logPatterns, type LogGroups } from './log-patterns';

/**
 * - `asked`, `received`: what the phone fetched.
 * - `verified`, `refused`: its verdict on a file.
 * - `asked-tvs`, `tvs-answered`: its question to the Trust Verification Service.
 * - `missing`: the server does not have, or did not deliver, what it asked for.
 * - `state`: what it holds, or how it goes on; no verdict.
 */
export type LogEventKind =
  'asked' | 'received' | 'verified' | 'refused' | 'asked-tvs' | 'tvs-answered' | 'missing' | 'state';

/** One line of a phone's console log or status messages that says something about trust. Plain JSON. */
export interface LogEvent {
  /** Line of the text, from 1. */
  readonly line: number;
  /** As the phone wrote it: `16:59:35.170584`; null where the line has none. */
  readonly time: string | null;
  readonly kind: LogEventKind;
  /** What happened, for a person. */
  readonly sentence: string;
  /** The file that it speaks of, without its folder: `ITLSEP0011215A1AE3.tlv`; null where it names none. */
  readonly file: string | null;
  /** Bytes received; null in other events. */
  readonly length: number | null;
  /** HEADERLENGTH of the list that was verified; null in other events. */
  readonly headerLength: number | null;
  /** What it gives a verdict on; null where it gives none. */
  readonly about: 'list' | 'configuration' | null;
  /** 0: no failure. The highest is the one to look at first: it names the cause, and others follow from it. */
  readonly weight: number;
}

export interface LogTimeline {
  /** In the order of the text. */
  readonly events: readonly LogEvent[];
  /** The failing step that explains most, the first of its kind; null where nothing failed. */
  readonly failure: LogEvent | null;
  /** Where what failed succeeded later, and did not fail again: the last time that it did. */
  readonly recovery: LogEvent | null;
}

/** Characters of a line that are looked at, and lines of a log that are read. */
const most = { line: 4_096, lines: 1_000_000 } as const;

/**
 * Reads a phone's console log, or its status messages, one per line. Lines that say nothing about trust are passed
 * over; nothing is ever refused.
 */
export function readPhoneLog(text: string): LogTimeline {
  const events: LogEvent[] = [];
  /** The file that each transfer (`[27]`) is about. */
  const transfers = new Map<string, string>();
  for (const [index, line] of text.split(/\r\n|\r|\n/, most.lines).entries()) {
    const event = readLine(line.slice(0, most.line), index + 1, transfers);
    if (event !== null) events.push(event);
  }
  let failure: LogEvent | null = null;
  for (const event of events) if (event.weight > (failure?.weight ?? 0)) failure = event;
  return { events, failure, recovery: failure === null ? null : recoveryFrom(failure, events) };
}

/** The last success of what failed; null where it never succeeded after that, or failed again. */
function recoveryFrom(failure: LogEvent, events: readonly LogEvent[]): LogEvent | null {
  const last = events.findLast(
    (event) =>
      event.line > failure.line && isAboutTheSame(failure, event) && (event.weight > 0 || undoes(failure, event)),
  );
  return last?.weight === 0 ? last : null;
}

/** A file that was missing is mended when it comes, one that was refused when it is verified, a TVS when it vouches. */
function undoes(failure: LogEvent, { kind, about }: LogEvent): boolean {
  if (failure.kind === 'tvs-answered') return kind === 'tvs-answered';
  return (kind === 'verified' && about !== null) || (kind === 'received' && failure.kind === 'missing');
}

/** The same file, signed or not; where a line names none, the same kind of thing. */
function isAboutTheSame(failure: LogEvent, event: LogEvent): boolean {
  if (failure.kind === 'tvs-answered' || event.kind === 'tvs-answered') return failure.kind === event.kind;
  if (failure.file === null || event.file === null) return failure.about !== null && failure.about === event.about;
  return nameWithoutSignature(failure.file) === nameWithoutSignature(event.file);
}

/** The event of one line by itself, for a hover; null where the line says nothing about trust. */
export function readPhoneLogLine(line: string): LogEvent | null {
  return readLine(line.slice(0, most.line), 1, new Map());
}

function readLine(line: string, number: number, transfers: Map<string, string>): LogEvent | null {
  for (const { pattern, about = null, read } of logPatterns) {
    const match = pattern.exec(line);
    if (match === null) continue;
    const groups: LogGroups = match.groups ?? {};
    const { transfer } = groups;
    const named = groups.file === undefined ? null : withoutFolder(groups.file);
    if (transfer !== undefined && named !== null) transfers.set(transfer, named);
    const file = named ?? (transfer === undefined ? null : (transfers.get(transfer) ?? null));
    return {
      line: number,
      time: /\b\d{1,2}:\d{2}:\d{2}(?:\.\d+)?\b/.exec(line)?.[0] ?? null,
      file,
      length: numberIn(groups.length),
      headerLength: numberIn(groups.header),
      about,
      ...read(groups, file),
    };
  }
  return null;
}

function withoutFolder(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

function numberIn(text: string | undefined): number | null {
  return text === undefined ? null : Number.parseInt(text, 10);
}
