import type { LogEvent, LogTimeline } from '../../core/phone/logs/events';
import type { LogReader } from '../../core/phone/logs/reader';
import type { Remedy } from '../../core/phone/logs/remedy';
import type { Statement } from '../../core/words/statement';
import { tonedLines, type Tone, type TonedLine } from '../colour';
import { CommandError, ExitStatus, type Command, type Io } from '../command';
import { jsonText } from '../json';
import { TextStream, type NoText } from '../../core/format/text-stream';
import { loadPhoning } from '../engine';
import { readInPieces } from '../pieces';
import { whatItIs } from '../what-it-is';

/** `trustlist log FILE [--json]` */
export const log: Command = {
  name: 'log',
  summary: 'Say what a phone did by its log, which step failed, and why.',
  operands: 'FILE',
  leastOperands: 1,
  mostOperands: 1,
  options: { json: { type: 'boolean', summary: 'Print one JSON object.' } },
  description: `Reads the console log or the status messages of a phone, the log of a TFTP server, the trace of a TVS
or of CallManager with DeviceTLInfo alarms, or the text of a packet capture, of any size; - is standard
input. Prints how many of its lines were understood, the step that failed and what to do about it,
whether it succeeded later, and every event.`,
  exitStatus: `Exit status: 0 no step failed, or it succeeded later; 1 a step failed; 2 the file could not be read; 3 no line was
understood.`,
  run: async (args, io) => {
    const [file = ''] = args.operands;
    const { createLogReader, remedyOf } = await loadPhoning();
    const reader = createLogReader({ isWhole: true });
    const beginning = await readInto(reader, file, io);
    const timeline = reader.end();
    const other = timeline.understood > 0 ? null : await whatItIs(beginning, file, "a phone's log");
    if (other !== null) throw new CommandError(ExitStatus.unreadable, `${file}: ${other.sentence}`);
    const { failure, recovery } = timeline;
    const remedy = failure === null || recovery !== null ? null : remedyOf(failure);
    if (args.has('json')) io.out(jsonText([logJson(timeline, remedy)]));
    else for (const line of logText(file, timeline, remedy)) io.out(tonedLines([line], io.isColoured));
    return statusOf(timeline);
  },
};

/** @returns the beginning of the file. */
async function readInto(reader: LogReader, file: string, io: Io): Promise<Uint8Array> {
  const text = new TextStream();
  const beginning = await readInPieces(file, io, (bytes) => {
    reader.push(text.push(bytes));
    return text.noText === null;
  });
  reader.push(text.end());
  if (text.noText === null) return beginning;
  const what = await whatItIs(beginning, file, "a phone's log");
  throw new CommandError(ExitStatus.unreadable, `${file}: ${what?.sentence ?? notALog[text.noText]}`);
}

const notALog: Readonly<Record<NoText, string>> = {
  'list or signed file': 'This is a trust list or a signed file, not a log. Run trustlist verify for it.',
  binary: 'This is not text, so it is not a log.',
};

function statusOf({ understood, failure, recovery }: LogTimeline): ExitStatus {
  if (understood === 0) return ExitStatus.depends;
  return failure === null || recovery !== null ? ExitStatus.sound : ExitStatus.errors;
}

/** The contract with scripts: fields are added to it and never renamed. */
function logJson({ lines, understood, events, failure, recovery, unread }: LogTimeline, remedy: Remedy | null): object {
  return {
    lines,
    understood,
    events: events.map(eventJson),
    failure: failure === null ? null : eventJson(failure),
    recovery: recovery === null ? null : eventJson(recovery),
    unread: unread?.sentence ?? null,
    advice: remedy === null ? null : { ...remedy.advice, address: remedy.address },
  };
}

function eventJson({ line, time, kind, file, length, sentence, weight, reason, args, server }: LogEvent): object {
  return { line, time, kind, file, length, sentence, weight, reason, args, server };
}

function logText(file: string, timeline: LogTimeline, remedy: Remedy | null): (string | TonedLine)[] {
  const { lines, understood, events, failure, recovery, unread } = timeline;
  return [
    `${file}: ${understood} of ${lines} lines understood`,
    ...notes(unread),
    ...(failure === null
      ? [`  ${withoutFailure(timeline)}`]
      : ['  The step that failed:', ...rowsOf([failure], 'bad')]),
    ...(remedy === null ? [] : ['  What to do:', `    ${remedy.advice.sentence}`, `    ${remedy.address}`]),
    ...(recovery === null ? [] : ['  Later in this log:', ...rowsOf([recovery], 'good')]),
    ...(events.length === 0 ? [] : ['  Timeline:', ...rowsOf(events)]),
  ];
}

function notes(unread: Statement | null): string[] {
  return unread === null ? [] : [`  ${unread.sentence}`];
}

/** Nothing recognized is not nothing wrong. */
function withoutFailure({ understood, total }: LogTimeline): string {
  if (understood === 0) return 'No line was understood, so nothing is known of what the phone did.';
  if (total === 0) return 'No line that was understood is about trust.';
  return 'No step that was understood failed.';
}

/** @param tone of all of them; without it, failures have one. */
function rowsOf(events: readonly LogEvent[], tone: Tone | null = null): (string | TonedLine)[] {
  const width = String(events.at(-1)?.line ?? 0).length;
  return events.map(({ line, time, kind, sentence, weight }) => {
    const before = `    line ${String(line).padEnd(width)}  ${(time ?? '').padEnd(15)}  `;
    const after = `${' '.repeat(Math.max(0, 12 - kind.length))}  ${sentence}`;
    const own = tone ?? (weight > 0 ? 'bad' : null);
    return own === null ? before + kind + after : { before, words: kind, tone: own, after };
  });
}
