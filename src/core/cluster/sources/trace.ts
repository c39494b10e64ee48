import { withoutEntities } from '../../phone/logs/entities';
import { AlarmReader, type DeviceTlInfo, type HeldListSignature } from '../../phone/logs/alarm';
import { lineCharacters, LineSplitter } from '../../phone/logs/lines';
import type { HeldListObservation, PhoneObservation } from '../observation';
import { observation } from './contents';
import { deviceOf } from './device';
import { heldListOf } from './held-value';
import type { ProblemLog } from './problems';
import { dayOrderOf, timeOf } from './times';

/** Characters of a line in which its date is looked for. */
const stampCharacters = 120;
/** Dates of lines that are kept: an alarm takes fewer lines. */
const mostStamps = 64;
const dated =
  /\d{4}[-/]\d{1,2}[-/]\d{1,2}[T ,]{1,2}\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?|\d{1,2}\/\d{1,2}\/\d{2,4},? \d{1,2}:\d{2}:\d{2}(?:\.\d{1,9})?(?: ?[ap]m)?|\d{1,2}:\d{2}:\d{2}(?:\.\d{1,9})?(?: ?[ap]m)?,? \d{1,2}\/\d{1,2}\/\d{2,4}/i;

/**
 * Finds the `DeviceTLInfo` alarms in a log or trace of any length that comes in pieces, in memory that does not grow
 * with it.
 */
export class TraceReader {
  readonly #alarms = new AlarmReader();
  readonly #stamps: { readonly line: number; readonly time: string }[] = [];
  #line = 0;
  #waiting: PhoneObservation[] = [];
  /** Phones that were found. */
  phones = 0;
  readonly #splitter = new LineSplitter((line) => {
    this.#take(line);
  });

  constructor(
    private readonly source: string,
    private readonly problems: ProblemLog,
  ) {}

  push(text: string): void {
    this.#splitter.push(text);
  }

  end(): void {
    this.#splitter.end();
    this.#add(this.#alarms.end());
    const { cut } = this.#splitter;
    if (cut > 0) this.problems.note('lines-cut', { count: cut, most: lineCharacters }, null);
  }

  /** Phones that were found since this was asked last. */
  takeObservations(): readonly PhoneObservation[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }

  #take(written: string): void {
    this.#line += 1;
    const text = withoutEntities(written);
    if (text.trim() === '') return;
    this.#keepStamp(text);
    this.#add(this.#alarms.take({ text, number: this.#line }));
  }

  #keepStamp(text: string): void {
    const [found] = dated.exec(text.slice(0, stampCharacters)) ?? [];
    const time = found === undefined ? null : timeOf(found, dayOrderOf(found) ?? 'month-first');
    if (time === null) return;
    this.#stamps.push({ line: this.#line, time });
    if (this.#stamps.length > mostStamps) this.#stamps.shift();
  }

  #add(alarms: readonly DeviceTlInfo[]): void {
    const { unreadAt } = this.#alarms;
    if (unreadAt !== null) this.problems.note('alarm-unreadable', {}, unreadAt);
    this.#alarms.unreadAt = null;
    for (const alarm of alarms) {
      this.phones += 1;
      this.#waiting.push(this.#observation(alarm));
    }
  }

  #observation({ device: written, firstLine, lastLine, itl, ctl, ipv4, ipv6 }: DeviceTlInfo): PhoneObservation {
    const device = deviceOf(written)?.device ?? written;
    const before = this.#stamps.findLast(({ line }) => line <= firstLine);
    const time = (before ?? this.#stamps.find(({ line }) => line <= lastLine))?.time ?? null;
    const held = (list: 'ITL' | 'CTL', signature: HeldListSignature | null): HeldListObservation | null => {
      if (signature?.state !== 'unknown') return signature === null ? null : heldOf(signature);
      const said = heldListOf(signature.text);
      const args = { list, device, text: signature.text.slice(0, 64) };
      if (said.state === 'unreadable') this.problems.note('digest-unreadable', args, firstLine);
      return said;
    };
    const address = ipv4 ?? ipv6;
    const said = { device, source: this.source, line: firstLine, time, address, ctl: held('CTL', ctl) };
    return observation({ ...said, itl: held('ITL', itl) ?? { state: 'not-reported' } });
  }
}

function heldOf(signature: Exclude<HeldListSignature, { readonly state: 'unknown' }>): HeldListObservation {
  return signature.state === 'installed' ? { state: 'digest', digest: signature.digest } : signature;
}
