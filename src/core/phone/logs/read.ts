import { nameWithoutSignature } from '../../format/file-names';
import { limits } from '../../format/limits';
import { filled, statements, type Statement, type Value } from '../../words/statement';
import type { LogEvent, LogTimeline } from './events';
import { anyMessage, logRows } from './messages';

/** Characters of a line that are looked at: a message is at its beginning. */
const lineCharacters = 4_096;

/** No line that is shorter is a message. */
const shortestMessage = 'CTL installed';

/** Why the end of a log was not read. */
const stateUnread = statements({
  'too-many-characters': {
    text: 'Too costly, because this log has {characters} characters: its first {most} were read, up to line {line}.',
    source: null,
  },
  'too-many-messages': {
    text: 'Too costly, because more than {most} lines look like messages about trust: the log was read up to line {line}.',
    source: null,
  },
});

/**
 * Reads a phone's console log, or its status messages, one per line. Lines that say nothing about trust are passed
 * over; nothing is ever refused, but of a log that is too long only the beginning is read.
 */
export function readPhoneLog(text: string): LogTimeline {
  const events: LogEvent[] = [];
  /** The file that each transfer (`[27]`) is about. */
  const transfers = new Map<string, string>();
  const most = { characters: limits.logCharacters, messages: limits.logMessages };
  let messages = 0;
  let number = 0;
  let unread: Statement | null = null;
  for (const line of linesOf(text.slice(0, most.characters))) {
    number += 1;
    if (line.length < shortestMessage.length || !anyMessage.test(line)) continue;
    if (messages === most.messages) {
      unread = stateUnread('too-many-messages', { most: messages, line: number - 1 });
      break;
    }
    messages += 1;
    const event = readLine(line, number, transfers);
    if (event !== null) events.push(event);
  }
  if (unread === null && text.length > most.characters) {
    const args = { characters: text.length, most: most.characters, line: number };
    unread = stateUnread('too-many-characters', args);
  }
  let failure: LogEvent | null = null;
  for (const event of events) if (event.weight > (failure?.weight ?? 0)) failure = event;
  return { events, failure, recovery: failure === null ? null : recoveryFrom(failure, events), unread };
}

/** What is looked at of each line. They are not kept: there may be millions. */
function* linesOf(text: string): Generator<string> {
  const lineBreak = /\r\n|\r|\n/g;
  for (let start = 0, end = 0; end < text.length; start = lineBreak.lastIndex) {
    lineBreak.lastIndex = start;
    end = lineBreak.exec(text)?.index ?? text.length;
    yield text.slice(start, Math.min(end, start + lineCharacters));
  }
}

function recoveryFrom(failure: LogEvent, events: readonly LogEvent[]): LogEvent | null {
  const last = events.findLast(
    (event) =>
      event.line > failure.line && isAboutTheSame(failure, event) && (event.weight > 0 || undoes(failure, event)),
  );
  return last?.weight === 0 ? last : null;
}

/**
 * A missing file is no longer missing when it arrives; a refused one is fixed when it is verified, a TVS when it
 * vouches.
 */
function undoes(failure: LogEvent, { kind, about }: LogEvent): boolean {
  if (failure.kind === 'tvs-answered') return kind === 'tvs-answered';
  return (kind === 'verified' && about !== null) || (kind === 'received' && failure.kind === 'missing');
}

/** The same file, signed or not; if a line names none, the same kind of thing. */
function isAboutTheSame(failure: LogEvent, event: LogEvent): boolean {
  if (failure.kind === 'tvs-answered' || event.kind === 'tvs-answered') return failure.kind === event.kind;
  if (failure.file === null || event.file === null) return failure.about !== null && failure.about === event.about;
  return nameWithoutSignature(failure.file) === nameWithoutSignature(event.file);
}

/** The event of one line by itself, for a hover; null if the line says nothing about trust. */
export function readPhoneLogLine(line: string): LogEvent | null {
  return readLine(line.slice(0, lineCharacters), 1, new Map());
}

function readLine(line: string, number: number, transfers: Map<string, string>): LogEvent | null {
  for (const { pattern, names, reason, text, kind, about = null, weight = 0 } of logRows) {
    const match = pattern.exec(line);
    if (match === null) continue;
    const groups: Groups = match.groups ?? {};
    const { length, header } = groups;
    const file = fileOf(groups, transfers);
    const args = argsOf(names, { ...groups, file: file ?? '' });
    if (args === null) continue;
    return {
      line: number,
      time: /\b\d{1,2}:\d{2}:\d{2}(?:\.\d+)?\b/.exec(line)?.[0] ?? null,
      kind,
      reason,
      args,
      sentence: filled(text, args),
      file,
      length: numberIn(length),
      headerLength: numberIn(header),
      about,
      weight,
    };
  }
  return null;
}

type Groups = Readonly<Record<string, string | undefined>>;

/**
 * The file that a line names, without its folder, or else the one that its transfer is about; null if neither is known.
 */
function fileOf({ file, transfer }: Groups, transfers: Map<string, string>): string | null {
  const named = file?.split(/[/\\]/).at(-1) ?? '';
  if (transfer === undefined) return named === '' ? null : named;
  if (named !== '') transfers.set(transfer, named);
  return transfers.get(transfer) ?? null;
}

/** The values that a sentence takes; null if the line leaves one of them open. */
function argsOf(names: readonly string[], groups: Groups): Record<string, Value> | null {
  const values = names.map((name) => [name, groups[name]?.trim() ?? ''] as const);
  if (values.some(([, value]) => value === '')) return null;
  return Object.fromEntries(
    values.map(([name, value]) => [name, name !== 'file' && /^-?\d{1,15}$/.test(value) ? Number(value) : value]),
  );
}

function numberIn(text: string | undefined): number | null {
  return text === undefined ? null : Number.parseInt(text, 10);
}
