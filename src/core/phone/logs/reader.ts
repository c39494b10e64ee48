import { limits } from '../../format/limits';
import { statements, type Statement } from '../../words/statement';
import { AlarmReader, type DeviceTlInfo } from './alarm';
import type { LogEvent, LogTimeline } from './events';
import { withoutEntities } from './entities';
import { alarmEvents } from './held';
import { Interpreter } from './interpreter';
import { lineCharacters, LineGroups, linesCut, LineSplitter, type Line } from './lines';
import { Outcome } from './outcome';
import { textsOf, understoodLines } from './texts';

/** What of a log was not read, or is not listed. */
const stateUnread = statements({
  'too-many-messages': {
    text: 'Too costly, because more than {most} lines look like messages about trust: the log was read up to line {line}.',
    source: null,
  },
  'events-not-listed': {
    text: 'Only the first {most} of {total} events are listed. Lines, failure and recovery are those of the whole log.',
    source: null,
  },
  'lines-cut': linesCut,
});

/** Reads a log piece by piece, in memory that does not grow with it. */
export interface LogReader {
  /** Takes the next piece of the text, wherever it was cut. */
  push(text: string): void;
  /** True if it reads no further: the log has too many messages. */
  readonly isFull: boolean;
  /** Lines that were taken, empty ones too. */
  readonly line: number;
  /** What the log says. Nothing may be pushed afterwards. */
  end(): LogTimeline;
}

/** @param options `isWhole`: the log is read to its end, also if it has more events than are listed. */
export function createLogReader({ isWhole }: { readonly isWhole: boolean }): LogReader {
  return new Reader(isWhole);
}

class Reader implements LogReader {
  line = 0;
  #lines = 0;
  #understood = 0;
  readonly #events: LogEvent[] = [];
  #total = 0;
  /** Lines that gave events. */
  #messages = 0;
  #stoppedAt: number | null = null;
  readonly #interpreter = new Interpreter();
  readonly #outcome = new Outcome();
  readonly #alarms = new AlarmReader();
  readonly #groups = new LineGroups((group) => {
    this.#readGroup(group);
  });
  readonly #splitter = new LineSplitter((line) => {
    this.#takeLine(line);
  });

  constructor(private readonly isWhole: boolean) {}

  get isFull(): boolean {
    return this.#stoppedAt !== null;
  }

  push(text: string): void {
    this.#splitter.push(text);
  }

  end(): LogTimeline {
    this.#splitter.end();
    this.#groups.end();
    this.#takeAlarms(this.#alarms.end());
    const { failure, recovery } = this.#outcome;
    return {
      lines: this.#lines,
      understood: this.#understood,
      events: this.#events,
      total: this.#total,
      failure,
      recovery,
      unread: this.#unread(),
    };
  }

  #unread(): Statement | null {
    const most = limits.logMessages;
    if (this.#stoppedAt !== null) return stateUnread('too-many-messages', { most, line: this.#stoppedAt });
    if (this.#total > this.#events.length) return stateUnread('events-not-listed', { most, total: this.#total });
    const { cut } = this.#splitter;
    return cut === 0 ? null : stateUnread('lines-cut', { count: cut, most: lineCharacters });
  }

  #takeLine(written: string): void {
    if (this.isFull) return;
    this.line += 1;
    const text = withoutEntities(written);
    const line: Line = { text, number: this.line };
    const isEmpty = text.trim() === '';
    if (!isEmpty) this.#lines += 1;
    if (isEmpty || AlarmReader.isPart(text)) this.#groups.end();
    else this.#groups.push(line);
    if (!isEmpty) this.#takeAlarms(this.#alarms.take(line));
  }

  #takeAlarms(alarms: readonly DeviceTlInfo[]): void {
    const [first] = alarms;
    if (first === undefined || this.isFull) return;
    this.#groups.end();
    this.#understood += this.#alarms.ownLines;
    this.#add(alarms.flatMap(alarmEvents), first.firstLine);
  }

  #readGroup(group: readonly Line[]): void {
    for (const text of textsOf(group)) {
      if (this.isFull) return;
      this.#understood += understoodLines(text);
      this.#add(this.#interpreter.events(text), text.parts[0]?.number ?? this.line);
    }
  }

  #add(events: readonly LogEvent[], line: number): void {
    if (events.length === 0 || this.isFull) return;
    if (!this.isWhole && this.#messages === limits.logMessages) {
      this.#stoppedAt = line - 1;
      return;
    }
    this.#messages += 1;
    for (const event of events) {
      this.#total += 1;
      this.#outcome.take(event);
      if (!this.isWhole || this.#events.length < limits.logMessages) this.#list(event);
    }
  }

  /** In the order of the text: an alarm is known at its end, and other lines may be in its middle. */
  #list(event: LogEvent): void {
    const before = this.#events.findLastIndex(({ line }) => line <= event.line);
    this.#events.splice(before + 1, 0, event);
  }
}
