import type { Statement } from '../../words/statement';

/**
 * - `asked`, `received`: what the phone fetched.
 * - `verified`, `refused`: its verdict on a file or a connection.
 * - `asked-tvs`, `tvs-answered`: its question to the Trust Verification Service.
 * - `missing`: the server does not have, or did not deliver, what it asked for.
 * - `state`: what it holds, or what it does next; no verdict.
 */
export type LogEventKind =
  'asked' | 'received' | 'verified' | 'refused' | 'asked-tvs' | 'tvs-answered' | 'missing' | 'state';

/** What a line gives a verdict on. */
export type LogSubject = 'list' | 'configuration';

/** A message of a phone's console log, status messages or a server's trace that says something about trust. Plain JSON. */
export interface LogEvent extends Statement {
  /** Line of the text where it begins, from 1. */
  readonly line: number;
  /** As the phone wrote it: `16:59:35.170584`; null if the line has none. */
  readonly time: string | null;
  readonly kind: LogEventKind;
  /** The file that it is about, without its folder: `ITLSEP0011215A1AE3.tlv`; null if none is known. */
  readonly file: string | null;
  /** The server that it is about, as the log names it; null if it does not. */
  readonly server: string | null;
  /** Bytes received; null in other events. */
  readonly length: number | null;
  /** HEADERLENGTH of the list that was verified; null in other events. */
  readonly headerLength: number | null;
  /** Null if it gives no verdict. */
  readonly about: LogSubject | null;
  /** 0: no failure. The highest is the one to look at first: it names the cause, and others follow from it. */
  readonly weight: number;
}

export interface LogTimeline {
  /** Lines of the text that were read and are not empty. */
  readonly lines: number;
  /** Of these, the lines that are a message that is known, or part of one. None: nothing is known of this log. */
  readonly understood: number;
  /** In the order of the text; the first ones, if there are very many. */
  readonly events: readonly LogEvent[];
  /** Number of all events. */
  readonly total: number;
  /**
   * The failing step that explains most, the first of its kind; null if nothing failed. One that was not recovered from
   * comes before those that were.
   */
  readonly failure: LogEvent | null;
  /** The last success of what failed; null if it never succeeded after that, or failed again. */
  readonly recovery: LogEvent | null;
  /** What of the log was not read or is not listed, and why; null if all of it was. */
  readonly unread: Statement | null;
}
