/**
 * The alarm `DeviceTLInfo`, by which SIP phones tell their cluster which trust lists they hold [Cisco 214535]. In a
 * phone's log the prefixes of lines cut its XML in the middle of words, and a page of the phone shows it as
 * `key=value`: so its parameters are read one by one, and never as XML.
 */

/** What a phone says of one of its lists. */
export type HeldListSignature =
  /** Digest of the file that it holds, in lower-case hex: 20 bytes on phones that were seen. */
  | { readonly state: 'installed'; readonly digest: string }
  | { readonly state: 'not-installed' }
  /** What it says is neither. */
  | { readonly state: 'unknown'; readonly text: string };

export interface DeviceTlInfo {
  /** Lines of the text, from 1. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** As the log has it near the alarm; null if it has none. */
  readonly time: string | null;
  /** DeviceName: `SEPC80084AA8743`. */
  readonly device: string;
  /** IPv4Address and IPv6Address. */
  readonly ipv4: string | null;
  readonly ipv6: string | null;
  /** CTL_Signature, ITL_Signature; null if the alarm does not say. */
  readonly ctl: HeldListSignature | null;
  readonly itl: HeldListSignature | null;
  /** CTL_TFTP_Server, ITL_TFTP_Server: from where the list came. */
  readonly ctlServer: string | null;
  readonly itlServer: string | null;
  /** StatusCode, of `tlStatusNames`. */
  readonly status: number | null;
}

/** StatusCode [Cisco IP Phone 8800 Administration Guide]. From 5 on an update failed. */
export const tlStatusNames: Readonly<Record<number, string>> = {
  1: 'TL_SUCCESS',
  2: 'CTL_INITIAL_SUCCESS',
  3: 'ITL_INITIAL_SUCCESS',
  4: 'TL_INITIAL_SUCCESS',
  5: 'TL_FAILED_OLD_CTL',
  6: 'TL_FAILED_NO_TL',
  7: 'TL_FAILED',
  8: 'TL_FAILED_OLD_ITL',
  9: 'TL_FAILED_OLD_TL',
};
const firstFailure = 5;

export function tlUpdateFailed(status: number): boolean {
  return status >= firstFailure && status in tlStatusNames;
}

/** Characters and lines of one alarm, which takes some hundred characters, and lines of others in the middle. */
const most = { characters: 8_192, lines: 60, others: 5 } as const;
const ending = /<\/x-cisco-alarm>|StatusCode\s{0,4}=\s{0,4}\d/i;

const mark =
  /<\/?(?:x-cisco-alarm|Alarm|ParameterList|String|Enum|U?Int)\b|Device(?:T|TLInfo)\s*$|LInfo">|DeviceTLInfo|\b(?:DeviceName|[CI]TL_Signature|[CI]TL_TFTP_Server)\s{0,4}=/i;
const prefix =
  /^\s{0,8}\d{1,9}:?\s{1,4}[A-Z]{3}\s{1,4}(?:[A-Z][a-z]{2}\s{1,4}\d{1,2}\s{1,4})?\d{1,2}:\d{2}:\d{2}(?:\.\d{1,9})?\s{1,4}(?:\(\d{1,9}:\d{1,9}\)\s{0,4})?(?:[A-Za-z]\w{0,15}(?:-|: ?))?/;
const key =
  /\b(DeviceName|IPv[46]Address|[CI]TL_Signature|[CI]TL_TFTP_Server|StatusCode)(?:["']\s{0,4}>|\s{0,4}=\s{0,4}["']?)/gi;
/** What only this alarm has: its name, and a signature that is not empty. */
const named = /Name\s{0,4}=\s{0,4}["']DeviceTLInfo|[CI]TL_Signature["']?\s{0,4}[>=]\s{0,4}["']?\w/i;
const time = /(?<![\d:.])\d{1,2}:\d{2}:\d{2}(?:\.\d{1,9})?(?![\d:])/;

/** Finds the alarms in a text that is given line by line. */
export class AlarmReader {
  #lines: AlarmLine[] = [];
  /** Lines that are parts of the alarms that were found last. */
  ownLines = 0;
  /** First line of an alarm in which no phone could be read; null again once that was told. */
  unreadAt: number | null = null;

  /** True if the line is a part of an alarm, and of nothing else. */
  static isPart(line: string): boolean {
    return mark.test(line);
  }

  /** Takes the next line, whether or not it is a part; gives the alarms that end with it. */
  take({ text, number }: { readonly text: string; readonly number: number }): readonly DeviceTlInfo[] {
    const isPart = AlarmReader.isPart(text);
    if (!isPart && this.#lines.length === 0) return [];
    if (this.#isOver(text)) {
      const before = this.end();
      if (before.length > 0) {
        if (isPart) this.#lines.push({ text, number, isPart });
        return before;
      }
      if (!isPart) return [];
    }
    this.#lines.push({ text, number, isPart });
    return ending.test(text) ? this.end() : [];
  }

  /** The alarms at the end of the text. */
  end(): readonly DeviceTlInfo[] {
    const lines = this.#lines;
    this.#lines = [];
    const [first] = lines;
    if (first === undefined) return [];
    const raw = lines.map(({ text }) => text).join('\n');
    const place = { firstLine: first.number, lastLine: lines.at(-1)?.number ?? 0, time: time.exec(raw)?.[0] ?? null };
    // As the phone wrote it before its log cut it; as it is; and as it was before a terminal broke its lines.
    const texts = [withoutPrefixes(lines, '\n'), raw, withoutPrefixes(lines, '')];
    const { alarms } = texts
      .map((text) => alarmsIn(text, place))
      .reduce((best, next) => (next.told > best.told ? next : best));
    this.ownLines = alarms.length === 0 ? 0 : lines.filter(({ isPart }) => isPart).length;
    if (alarms.length === 0 && texts.some((text) => named.test(text))) this.unreadAt = first.number;
    return alarms;
  }

  #isOver(next: string): boolean {
    const lines = this.#lines;
    const characters = lines.reduce((sum, { text }) => sum + text.length, next.length);
    const others = lines.length - 1 - lines.findLastIndex(({ isPart }) => isPart);
    return lines.length >= most.lines || others >= most.others || (lines.length > 0 && characters > most.characters);
  }
}

interface AlarmLine {
  readonly text: string;
  readonly number: number;
  readonly isPart: boolean;
}

/** The text without the prefixes of the log: what a prefix cut grows together. `between` is before other lines. */
function withoutPrefixes(lines: readonly AlarmLine[], between: string): string {
  return lines
    .map(({ text }) => {
      const rest = text.replace(prefix, '');
      return rest === text ? between + text : rest;
    })
    .join('');
}

interface Read {
  readonly alarms: readonly DeviceTlInfo[];
  /** How many parameters were read; signatures that can be understood count twice. */
  readonly told: number;
}

type Place = Pick<DeviceTlInfo, 'firstLine' | 'lastLine' | 'time'>;

/** A phone begins at its DeviceName, and is one if it tells a signature. */
function alarmsIn(text: string, place: Place): Read {
  const keys = [...text.matchAll(key)];
  const alarms: DeviceTlInfo[] = [];
  let parameters = new Map<string, string>();
  let told = 0;
  const close = (): void => {
    const alarm = alarmOf(parameters, place);
    if (alarm === null) return;
    alarms.push(alarm);
    told += parameters.size + [alarm.ctl, alarm.itl].filter((list) => list !== null && list.state !== 'unknown').length;
  };
  keys.forEach((match, at) => {
    const name = (match[1] ?? '').toLowerCase();
    if (name === 'devicename') {
      close();
      parameters = new Map();
    }
    const value = text.slice(match.index + match[0].length, keys[at + 1]?.index ?? text.length);
    // What a prefix cut is not a value.
    if (!parameters.has(name)) parameters.set(name, (value.split(/[<\r\n"']/, 1)[0] ?? '').trim().replace(/[,;]$/, ''));
  });
  close();
  return { alarms, told };
}

function alarmOf(parameters: ReadonlyMap<string, string>, place: Place): DeviceTlInfo | null {
  const device = parameters.get('devicename') ?? '';
  if (!/^[\w.-]{1,64}$/.test(device)) return null;
  const text = (name: string): string | null => {
    const value = parameters.get(name) ?? '';
    return value === '' || value === 'N/A' ? null : value.slice(0, 256);
  };
  const [ctl, itl] = ['ctl_signature', 'itl_signature'].map((name) => signatureOf(parameters.get(name)));
  if ((ctl ?? null) === null && (itl ?? null) === null) return null;
  const status = Number.parseInt(parameters.get('statuscode') ?? '', 10);
  return {
    ...place,
    device,
    ipv4: text('ipv4address'),
    ipv6: text('ipv6address'),
    ctl: ctl ?? null,
    itl: itl ?? null,
    ctlServer: text('ctl_tftp_server'),
    itlServer: text('itl_tftp_server'),
    status: Number.isNaN(status) ? null : status,
  };
}

function signatureOf(text: string | undefined): HeldListSignature | null {
  if (text === undefined || text === '') return null;
  if (/^not\s?installed$/i.test(text)) return { state: 'not-installed' };
  const digest = text.replace(/[\s:-]/g, '').toLowerCase();
  return /^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64})$/.test(digest)
    ? { state: 'installed', digest }
    : { state: 'unknown', text: text.slice(0, 256) };
}
