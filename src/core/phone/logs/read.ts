import { limits } from '../../format/limits';
import { statements } from '../../words/statement';
import type { LogEvent, LogTimeline } from './events';
import { createLogReader } from './reader';

/** Why the end of a log was not read. */
const stateUnread = statements({
  'too-many-characters': {
    text: 'Too costly, because this log has {characters} characters: its first {most} were read, up to line {line}.',
    source: null,
  },
});

/** Characters that are read before it is asked whether the log has too many messages. */
const piece = 65_536;

/**
 * Reads a phone's console log or status messages, the trace of a server, or the text of a capture. Lines that say nothing
 * about trust are passed over; nothing is ever refused, but of a log that is too long only the beginning is read.
 */
export function readPhoneLog(text: string): LogTimeline {
  const reader = createLogReader({ isWhole: false });
  const most = limits.logCharacters;
  const end = Math.min(text.length, most);
  for (let start = 0; start < end && !reader.isFull; start += piece) {
    reader.push(text.slice(start, Math.min(end, start + piece)));
  }
  const timeline = reader.end();
  const isCut = !reader.isFull && text.length > most;
  const args = { characters: text.length, most, line: reader.line };
  return isCut ? { ...timeline, unread: stateUnread('too-many-characters', args) } : timeline;
}

/** The first event of one line by itself, for a hover; null if the line says nothing about trust. */
export function readPhoneLogLine(line: string): LogEvent | null {
  return readPhoneLog(line).events[0] ?? null;
}
