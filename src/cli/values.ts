import { readTime as timeOf } from '../core/edit/time';
import { knownFunctions, RecordFunction } from '../core/format/tags';
import { UsageError, type Io } from './command';

/** `now`, Unix seconds, or a date that ISO 8601 spells with its zone. */
export function readTime(text: string, io: Io): number {
  const time = timeOf(text, io.now());
  if (time === null) {
    throw new UsageError(`'${text}' is not a time: use now, Unix seconds, or a time such as 2026-01-31T12:00:00Z`);
  }
  return time;
}

/** A number of a record, from 1. */
export function readRecordNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new UsageError(`'${text}' is not the number of a record`);
  return Number(text);
}

/** A function by name (`SAST`, `CCM+TFTP`, `tvs`) or by number. */
export function readFunction(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  const wanted = text.toUpperCase();
  if (wanted === 'SAST') return RecordFunction.sast;
  const known = knownFunctions().find(([, name]) => name.toUpperCase() === wanted);
  if (known !== undefined) return known[0];
  const names = knownFunctions().map(([code, name]) => (code === RecordFunction.sast ? 'SAST' : name));
  throw new UsageError(`'${text}' is not a function: use ${names.join(', ')}, or a number`);
}
