import { nameWithoutSignature } from '../../format/file-names';
import type { LogEvent } from './events';

/** Failures of different things that are kept apart; more are not recovered from in this reading. */
const mostFailures = 10_000;

/** What failed in a log, and whether it was recovered from, told event by event. */
export class Outcome {
  /** Failures that nothing has undone yet, by what they are about, then by the file or device. */
  readonly #open = new Map<string, Map<string, LogEvent>>();
  #size = 0;
  #undone: { readonly failure: LogEvent; recovery: LogEvent } | null = null;

  take(event: LogEvent): void {
    if (event.weight > 0) this.#fail(event);
    else this.#succeed(event);
  }

  /** The failing step that explains most; one that is still open before those that were undone. */
  get failure(): LogEvent | null {
    let failure: LogEvent | null = null;
    for (const failures of this.#open.values()) {
      for (const event of failures.values()) {
        if (failure === null || event.weight > failure.weight) failure = event;
        else if (event.weight === failure.weight && event.line < failure.line) failure = event;
      }
    }
    return failure ?? this.#undone?.failure ?? null;
  }

  get recovery(): LogEvent | null {
    return this.#size === 0 ? (this.#undone?.recovery ?? null) : null;
  }

  #fail(event: LogEvent): void {
    const { subject, key } = aboutWhat(event);
    const failures = this.#open.get(subject) ?? new Map<string, LogEvent>();
    this.#open.set(subject, failures);
    const known = failures.get(key);
    if (known === undefined && this.#size >= mostFailures) return;
    if (known === undefined) this.#size += 1;
    if (known === undefined || event.weight > known.weight) failures.set(key, event);
  }

  #succeed(event: LogEvent): void {
    for (const [subject, keys] of undoneBy(event)) {
      const failures = this.#open.get(subject);
      if (failures === undefined) continue;
      for (const key of keys ?? [...failures.keys()]) {
        const failure = failures.get(key);
        if (failure === undefined) continue;
        this.#undo(failures, key);
        this.#remember(failure, event);
      }
    }
    if (this.#undone !== null && isOfTheSame(this.#undone.failure, event)) this.#undone.recovery = event;
  }

  #undo(failures: Map<string, LogEvent>, key: string): void {
    failures.delete(key);
    this.#size -= 1;
  }

  /** Of the failures that were undone, the one that explains most is told. What follows from it went with it. */
  #remember(failure: LogEvent, recovery: LogEvent): void {
    if (failure.weight > (this.#undone?.failure.weight ?? 0)) this.#undone = { failure, recovery };
    for (const failures of this.#open.values()) {
      const unnamed = failures.get('');
      if (unnamed === undefined || unnamed.weight >= failure.weight || unnamed.line < failure.line) continue;
      if (unnamed.kind !== 'missing') this.#undo(failures, '');
    }
  }
}

interface What {
  readonly subject: string;
  /** Empty if nothing is named. */
  readonly key: string;
}

function aboutWhat({ kind, reason, about, file, args }: LogEvent): What {
  const device = args['device'];
  if (typeof device === 'string') return { subject: 'device', key: device };
  if (kind === 'tvs-answered') return { subject: 'tvs', key: '' };
  if (kind === 'refused' && about === null) return { subject: reason.includes('tvs') ? 'tvs' : 'connection', key: '' };
  return {
    subject: kind === 'missing' ? 'missing' : (about ?? kind),
    key: file === null ? '' : nameWithoutSignature(file),
  };
}

/** What a success undoes: the subject, and the keys in it; null: all of them. */
function undoneBy(event: LogEvent): readonly (readonly [string, readonly string[] | null])[] {
  const { subject, key } = aboutWhat(event);
  if (subject === 'device') return event.kind === 'verified' ? [[subject, [key]]] : [];
  if (event.kind === 'tvs-answered') return [['tvs', null]];
  if (event.kind === 'received') return [['missing', key === '' ? [] : [key, '']]];
  if (event.kind !== 'verified' || event.about === null) return [];
  // A list that phones take has no name in many messages, and neither have those that they refuse.
  const of: readonly string[] | null = key === '' ? null : [key, ''];
  return [
    [event.about, of],
    ['missing', key === '' ? [] : [key]],
  ];
}

function isOfTheSame(failure: LogEvent, event: LogEvent): boolean {
  const { subject, key } = aboutWhat(failure);
  return undoneBy(event).some(([undone, keys]) => undone === subject && (keys === null || keys.includes(key)));
}
