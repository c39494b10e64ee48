import { viewOf } from './bytes';
import { findElement, textOf } from './fields';
import { isListName, listKind } from './file-names';
import { keepList, keptList } from './kept-lists';
import { keep, keptRecord } from './kept-records';
import { limits } from './limits';
import type { Part, Problem, TrustList, TrustRecord } from './model';
import {
  elementOverhead,
  headerContainers,
  newAllowance,
  noContainers,
  readRun,
  recordHead,
  recordHeadLength,
  recordStartsAt,
  skipRun,
  u16,
  type Allowance,
} from './reader';
import { HeaderTag, RecordTag } from './tags';
import { messages, t } from '../words/translate';

/** Why a file is not a trust list, in one sentence, and where that shows. */
export interface Refusal {
  readonly message: string;
  /** Offset in bytes from the start of the file. */
  readonly offset: number;
}

export type Decoded = { readonly ok: true; readonly list: TrustList } | { readonly ok: false; readonly error: Refusal };

/**
 * Reads a trust list (ITL or CTL): a header that begins with VERSION, then records.
 *
 * Never throws. Damage becomes `problems`, and reading continues for as long as the structure allows; only a file that
 * does not begin as a trust list, or is too large to be read, is refused. `file` must not change afterwards: the list
 * contains views of them.
 */
export function decode(file: Uint8Array): Decoded {
  // Of a Buffer, which is a Uint8Array too, views take several times as long to make.
  const bytes = new Uint8Array(file.buffer, file.byteOffset, file.length);
  const refusal = refuse(bytes);
  if (refusal !== null) return { ok: false, error: refusal };
  const known = keptList(bytes);
  if (known !== undefined) return { ok: true, list: known };

  const allowance = newAllowance();
  const header = readHeader(bytes, allowance);
  const { records, problems, next } = readRecords(bytes, header.end, allowance);
  if (allowance.parts < 0) {
    return {
      ok: false,
      error: {
        message: t('Too costly, because the file has more than {most} elements. No trust list has.', {
          most: limits.parts,
        }),
        offset: 0,
      },
    };
  }
  const signed = records.length === 0 ? signedFile(header.parts) : null;
  if (signed !== null) return { ok: false, error: signed };
  const trailing = bytes.subarray(next);
  if (trailing.length > 0 && !problems.some((problem) => problem.code === 'too-many-records')) {
    problems.push(problemAt('trailing-bytes', next, trailing.length));
  }
  const found = [...header.problems, ...problems];
  const list = {
    header: header.parts,
    headerLength: header.end,
    records,
    trailing,
    length: bytes.length,
    problems: found.slice(0, limits.problems),
    moreProblems: Math.max(0, found.length - limits.problems),
  };
  keepList(list, bytes, limits.parts - allowance.parts);
  return { ok: true, list };
}

/**
 * A header with another FILENAME than a list's, and no record behind it, belongs to a signed file: a configuration,
 * firmware or any other file that a TFTP server signs. A list that lost its records still has the name of a list.
 */
function signedFile(header: readonly Part[]): Refusal | null {
  const element = findElement(header, HeaderTag.filename);
  const filename = element === null ? '' : textOf(element.value);
  const isFileName = /^[ -~]+\.\w+$/.test(filename);
  if (element === null || !isFileName || listKind(filename) !== 'unknown' || isListName(filename)) return null;
  return { message: t('This is a signed file ({filename}), not a trust list.', { filename }), offset: element.offset };
}

/** People put an empty file on a TFTP server to make phones drop a list. CUCM serves it as not there (Cisco 222878). */
const emptyFile = messages(
  'The file is empty. CUCM answers as if it were not there, so a phone keeps the list that it holds. To make phones drop a list, serve a blank list: it is signed.',
);

function refuse(bytes: Uint8Array): Refusal | null {
  const { length } = bytes;
  if (length === 0) return { message: t(emptyFile), offset: 0 };
  const most = limits.fileBytes;
  if (length > most) {
    const message = t(
      'Too costly, because the file has {length} bytes, and a file of more than {most} is not read. A trust list has a few thousand.',
      { length, most },
    );
    return { message, offset: most };
  }
  const first = bytes[0] ?? 0;
  if (first !== HeaderTag.version) {
    const byte = `0x${hexByte(first)}${character(first)}`;
    return {
      message: t('Not a trust list: it starts with {byte} at offset 0, not with VERSION (0x01).', { byte }),
      offset: 0,
    };
  }
  const versionLength = u16(bytes, 1);
  if (length < elementOverhead || versionLength !== 2) {
    const message =
      length < elementOverhead
        ? t('Not a trust list: VERSION at offset 0 declares no length, not 2 bytes.')
        : t('Not a trust list: VERSION at offset 0 declares {declared} bytes, not 2 bytes.', {
            declared: versionLength,
          });
    return { message, offset: 1 };
  }
  if (length < 6)
    return { message: t('The file ends after {length} bytes, inside its header.', { length }), offset: length };
  return null;
}

/** ` ("<")`: a byte as a printable ASCII character, which tells HTML and XML at a glance. */
function character(byte: number): string {
  return byte > 0x20 && byte < 0x7f ? ` ("${String.fromCharCode(byte)}")` : '';
}

interface Header {
  readonly parts: Part[];
  readonly end: number;
  readonly problems: Problem[];
}

/**
 * The header ends at HEADERLENGTH if a record begins there (its head may be damaged) or the file ends there. Otherwise
 * HEADERLENGTH is the damaged part, and the header ends before the first element that can only be a RECORDLENGTH. If
 * there is no such element, HEADERLENGTH is believed if the elements end there, or run past the end of the file.
 */
function readHeader(bytes: Uint8Array, allowance: Allowance): Header {
  const firstRecord = (offset: number): boolean => offset > 0 && recordStartsAt(bytes, offset);
  const walk = readRun({
    bytes,
    start: 0,
    end: bytes.length,
    containers: headerContainers,
    stop: firstRecord,
    allowance,
  });
  const declaration = findHeaderLength(walk.parts);
  if (declaration === null) {
    const problem = problemAt('header-length-missing', 0, walk.next);
    return { parts: walk.parts, end: walk.next, problems: [...walk.problems, problem] };
  }
  const { declared, offset } = declaration;
  if (declared === walk.next) return { parts: walk.parts, end: walk.next, problems: walk.problems };

  if (declared > offset && declared <= bytes.length) {
    const exact = readRun({ bytes, start: 0, end: declared, containers: headerContainers, allowance });
    const follows =
      declared === bytes.length ||
      recordStartsAt(bytes, declared) ||
      (exact.problems.length === 0 && damagedRecordEnd(bytes, declared, allowance) !== null);
    const isAlone = walk.next === bytes.length && (exact.problems.length === 0 || walk.problems.length > 0);
    if (follows || isAlone) {
      return { parts: exact.parts, end: declared, problems: exact.problems };
    }
  }
  const problem: Problem = {
    code: 'header-length',
    offset,
    length: elementOverhead + 2,
    record: null,
    tag: HeaderTag.headerLength,
    declared,
    actual: walk.next,
  };
  return { parts: walk.parts, end: walk.next, problems: [...walk.problems, problem] };
}

function findHeaderLength(parts: readonly Part[]): { declared: number; offset: number } | null {
  for (const part of parts) {
    if (part.kind === 'element' && part.tag === HeaderTag.headerLength && part.value.length === 2) {
      return { declared: u16(part.value, 0), offset: part.offset };
    }
  }
  return null;
}

function readRecords(
  bytes: Uint8Array,
  start: number,
  allowance: Allowance,
): { records: TrustRecord[]; problems: Problem[]; next: number } {
  const view = viewOf(bytes);
  const records: TrustRecord[] = [];
  const problems: Problem[] = [];
  let offset = start;
  for (;;) {
    const isWhole = recordStartsAt(bytes, offset);
    const damagedEnd = isWhole ? null : damagedRecordEnd(bytes, offset, allowance);
    if (!isWhole && damagedEnd === null) break;
    if (records.length === limits.records) {
      problems.push(problemAt('too-many-records', offset, bytes.length - offset));
      break;
    }
    const number = records.length + 1;
    const read =
      damagedEnd === null
        ? readRecord(bytes, offset, allowance, view)
        : readDamagedRecord(bytes, offset, damagedEnd, allowance);
    records.push(read.record);
    for (const problem of read.problems) problems.push({ ...problem, record: number });
    offset += read.record.length;
  }
  return { records, problems, next: offset };
}

/**
 * A record takes RECORDLENGTH bytes if another record or the end of the file follows, or if its elements end there and
 * a record with a damaged head follows. Otherwise RECORDLENGTH is the damaged part, and the record takes the elements
 * up to the next RECORDLENGTH. If there is no next one, RECORDLENGTH is believed if the elements end there, or run past
 * the end of the file: the record is then the last one.
 */
function readRecord(
  bytes: Uint8Array,
  start: number,
  allowance: Allowance,
  view: DataView,
): { record: TrustRecord; problems: Problem[] } {
  const declared = u16(bytes, start + elementOverhead);
  const end = start + declared;
  const follows = end === bytes.length || recordStartsAt(bytes, end);
  const kept = follows && declared >= 5 ? keptRecord(view, start, end) : undefined;
  if (kept !== undefined && kept.parts.length <= allowance.parts) {
    allowance.parts -= kept.parts.length;
    return { record: kept, problems: [] };
  }
  const exact =
    declared >= 5 && end <= bytes.length ? readRun({ bytes, start, end, containers: noContainers, allowance }) : null;
  if (
    exact !== null &&
    (follows || (exact.problems.length === 0 && damagedRecordEnd(bytes, end, allowance) !== null))
  ) {
    const record = { offset: start, length: declared, parts: exact.parts };
    const isWhole = exact.problems.length === 0 && allowance.parts >= 0;
    return { record: isWhole ? keep(record, bytes.subarray(start, end)) : record, problems: exact.problems };
  }
  const nextRecord = (offset: number): boolean => offset > start && recordStartsAt(bytes, offset);
  const { next, truncated } = skipRun({ bytes, start, end: bytes.length, stop: nextRecord });
  if (exact !== null && next === bytes.length && (exact.problems.length === 0 || truncated)) {
    return { record: { offset: start, length: declared, parts: exact.parts }, problems: exact.problems };
  }
  const walk = readRun({ bytes, start, end: next, containers: noContainers, allowance });
  const problem: Problem = {
    code: end > bytes.length && next === bytes.length ? 'record-truncated' : 'record-length',
    offset: start,
    length: elementOverhead + 2,
    record: null,
    tag: RecordTag.recordLength,
    declared,
    actual: next - start,
  };
  return { record: { offset: start, length: next - start, parts: walk.parts }, problems: [problem, ...walk.problems] };
}

/**
 * Where a record ends whose head (`01 00 02`) has one damaged byte: its RECORDLENGTH is believed if its elements end
 * there, and another record begins there or the file ends. Null if there is no such record at `start`.
 */
function damagedRecordEnd(bytes: Uint8Array, start: number, allowance: Allowance): number | null {
  const right = recordHead.filter((byte, at) => bytes[start + at] === byte).length;
  const end = start + u16(bytes, start + elementOverhead);
  if (right !== recordHead.length - 1 || end < start + recordHeadLength || end > bytes.length) return null;
  if (end < bytes.length && !recordStartsAt(bytes, end)) return null;
  // Each look may pass over a whole record, so their number is limited for each file.
  if (allowance.damagedHeads === 0) return null;
  allowance.damagedHeads -= 1;
  return skipRun({ bytes, start: start + recordHeadLength, end }).truncated ? null : end;
}

function readDamagedRecord(
  bytes: Uint8Array,
  start: number,
  end: number,
  allowance: Allowance,
): { record: TrustRecord; problems: Problem[] } {
  const elements = start + recordHeadLength;
  const head: Part = { kind: 'stray', offset: start, value: bytes.subarray(start, elements) };
  const { parts, problems } = readRun({ bytes, start: elements, end, containers: noContainers, allowance });
  return {
    record: { offset: start, length: end - start, parts: [head, ...parts] },
    problems: [problemAt('record-head', start, recordHead.length), ...problems],
  };
}

function problemAt(code: Problem['code'], offset: number, length: number): Problem {
  return { code, offset, length, record: null, tag: null, declared: null, actual: null };
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, '0').toUpperCase();
}
