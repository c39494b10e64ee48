import { said as worded, type Value } from '../../words/translate';
import type { LogEvent } from './events';
import { isOf } from './file-name';
import type { LogRow } from './messages/all';
import type { Groups, Place, Reading } from './places';
import { lineAt, type LogText } from './texts';
import { Connections, Transfers } from './transfers';

/** Characters behind a message in which it may name a server or a port. */
const behind = 160;

const times = /(?<![\d:.])\d{1,2}:\d{2}:\d{2}(?:\.\d{1,9})?(?![\d:])/g;
const serverIn =
  /\b(?:server|serv|from|in)\W{1,8}((?:\d{1,3}\.){3}\d{1,3}|[a-z][\w-]{0,62}(?:\.[\w-]{1,63}){1,6}|[\da-f]{1,4}(?::[\da-f]{0,4}){2,7})/i;

/** What phones say of a request that was answered before. */
const summary = /^(?:XXTP|DDGETTFTP)/i;

/** A message in its text. */
interface Message {
  readonly text: LogText;
  readonly place: Place;
  /** From its first word to a little behind its last, without the next message. */
  readonly said: string;
  /** What the text has before it. */
  readonly before: string;
}

/** What messages mean, with what those before them told: who asked for what, and which connection is to a TVS. */
export class Interpreter {
  readonly #transfers = new Transfers();
  readonly #connections = new Connections();
  /** A download by HTTP was answered with 200 OK, and its length comes next. */
  #isOk = false;
  /** What messages that repeat each other have said last. */
  #said: string | undefined;
  #server: string | null = null;

  /** The events of a text, in its order. */
  events(text: LogText): LogEvent[] {
    const { places } = text;
    return places.flatMap((place, at) => {
      const end = Math.min(places[at + 1]?.start ?? text.text.length, place.end + behind);
      const said = text.text.slice(place.start, end);
      return this.#event({ text, place, said, before: text.text.slice(0, place.start) }) ?? [];
    });
  }

  /** Null for a message that says nothing about trust, or nothing new. */
  #event(message: Message): LogEvent | null {
    const { place, said, text } = message;
    // What happens on a new connection is not said again.
    if (this.#connections.note(said)) this.#said = undefined;
    if (place.readings.length === 0) {
      if (place.step['server'] !== undefined) this.#server = plainAddress(place.step['server']);
      if (/^HTTP\/1\.\d 200/i.test(said)) this.#isOk = /GHTTP|TFTP|\bhdr\b/i.test(text.text);
      return null;
    }
    for (const reading of place.readings) {
      const event = this.#read(reading, message);
      if (event === null) continue;
      return this.#isNew(reading.row) ? event : null;
    }
    return null;
  }

  /** Null if the row says more than is known. */
  #read({ row, groups, file: named }: Reading, { text, place, said, before }: Message): LogEvent | null {
    const file = named ?? (row.answers === true ? this.#transfers.answered(before, summary.test(said)) : null);
    const tvs = row.onTvs === true ? this.#connections.tvsOf(said, before) : null;
    if (row.onTvs === true && tvs === null) return null;
    if (row.afterOk === true && !this.#isOk) return null;
    if (row.of !== undefined && (file === null || !isOf[row.of](file))) return null;
    const server = tvs === null ? this.#serverOf(row, groups, said) : tvs.server;
    const args = argsOf(row.names, { ...groups, file: file ?? '', server: server ?? '' });
    if (args === null) return null;
    if (file !== null && (row.kind === 'asked' || row.says === 'signed')) this.#transfers.ask(kept(file), before);
    if (file !== null && row.answers === true) this.#transfers.close(file);
    return {
      line: lineAt(text, place.start),
      time: timeOf(text, place.start),
      kind: row.kind,
      reason: row.reason,
      args,
      sentence: worded(row.text, args),
      file: file === null ? null : kept(file),
      server,
      length: numberIn(groups['length']),
      headerLength: numberIn(groups['header']),
      about: row.about ?? null,
      weight: row.weight ?? 0,
    };
  }

  /** The server that a request goes to; of a missing or refused file the one that the log named last. */
  #serverOf({ kind }: LogRow, groups: Groups, said: string): string | null {
    if (kind !== 'asked' && kind !== 'missing' && kind !== 'refused') return null;
    const named = kind === 'refused' || groups['client'] !== undefined ? undefined : serverIn.exec(said)?.[1];
    if (named !== undefined) this.#server = plainAddress(named);
    return this.#server;
  }

  /** Notes what a message changes; false if it says again what was just said. */
  #isNew({ kind, reason, says }: LogRow): boolean {
    if (reason === 'no-cached-answer' || reason === 'connects-to-tvs') this.#connections.toTvs(true);
    if (kind === 'tvs-answered') this.#connections.toTvs(false);
    if (reason.endsWith('received-by-http')) this.#isOk = false;
    const isNew = says === undefined || says !== this.#said;
    if (says !== undefined || kind === 'asked') this.#said = says;
    return isNew;
  }
}

/** The times in a text, which has many messages if a log lost its line breaks. */
const timesIn = new WeakMap<LogText, readonly RegExpExecArray[]>();

/** The time before the message, else the first one of its line. */
function timeOf(text: LogText, place: number): string | null {
  const all = timesIn.get(text) ?? [...text.text.matchAll(times)];
  timesIn.set(text, all);
  const time = all.findLast(({ index }) => index < place) ?? all[0];
  return time === undefined ? null : kept(time[0]);
}

/** The values that a sentence takes; null if the line leaves one of them open. */
function argsOf(names: readonly string[], groups: Groups): Record<string, Value> | null {
  const values = names.map((name) => [name, groups[name]?.trim() ?? ''] as const);
  if (values.some(([, value]) => value === '')) return null;
  return Object.fromEntries(values.map(([name, value]) => [name, isNumber(name, value) ? Number(value) : kept(value)]));
}

function isNumber(name: string, value: string): boolean {
  return name !== 'file' && /^-?\d{1,15}$/.test(value);
}

function numberIn(text: string | undefined): number | null {
  return text === undefined ? null : Number.parseInt(text, 10);
}

/** An IPv4 address as such, also where it is written as an IPv6 one. */
function plainAddress(address: string): string {
  return kept(address.replace(/^::ffff:/i, '').replace(/\.$/, ''));
}

/** A copy: a part of a string keeps all of it, and a log may have hundreds of megabytes. */
function kept(text: string): string {
  return ` ${text}`.slice(1);
}
