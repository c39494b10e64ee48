import { decode } from '../format/decode';
import { encode, encodedLength } from '../format/encode';
import { limits } from '../format/limits';
import type { Part, TrustList, TrustRecord } from '../format/model';
import { headerTagName, recordTagName } from '../format/tags';
import { t } from '../words/translate';

export type EditErrorCode =
  /** No record has this number. */
  | 'no-such-record'
  /** The list has this form already. */
  | 'nothing-to-do'
  /** A value that does not fit the field. */
  | 'bad-value'
  /** A length that does not fit a u16, or a file that is too large to be read. */
  | 'too-long'
  /** The result would not be read as a trust list. */
  | 'no-list'
  /** The structure is damaged where the edit would touch it. */
  | 'damaged'
  /** The record contains no certificate, and the list has none for it. */
  | 'no-certificate'
  /** A certificate that cannot be read. */
  | 'unreadable-certificate'
  /** A key that cannot sign a trust list. */
  | 'unsupported-key'
  /** Private key and certificate do not belong together. */
  | 'key-mismatch'
  /** No SAST record contains the signer's certificate: adding one is for a person to decide. */
  | 'needs-signer-record'
  /** A signature that does not verify with the signer's certificate. */
  | 'bad-signature';

/** Why an edit was not made, as one sentence that a person can act on. */
export interface EditError {
  readonly code: EditErrorCode;
  readonly message: string;
  /** Byte of the file that it is about; null if it is not about a byte. */
  readonly offset: number | null;
}

export interface Edited {
  readonly ok: true;
  /** The edited list: exactly what `decode(bytes)` gives, so that nobody has to decode again. */
  readonly list: TrustList;
  readonly bytes: Uint8Array;
  /** What undo and redo call it: `Remove record 3 (TVS)`. */
  readonly label: string;
  /** What a person should know before saving it, one sentence each. */
  readonly warnings: readonly string[];
}

export interface EditRefused {
  readonly ok: false;
  readonly error: EditError;
}

export type EditOutcome = Edited | EditRefused;

export function refused(code: EditErrorCode, message: string, offset: number | null = null): EditRefused {
  return { ok: false, error: { code, message, offset } };
}

/** The result of an edit before it is encoded: its offsets do not count yet. */
export type Draft = Pick<TrustList, 'header' | 'records' | 'trailing'>;

const u16Max = 0xffff;

/**
 * Encodes a draft and decodes it again, so that offsets are those of the new file. Refuses a draft whose lengths do
 * not fit the format, and one that reads back as another structure: that happens if an edit touches a damaged place,
 * and would silently swallow or split what follows it.
 */
export function finish(draft: Draft, label: string, warnings: readonly string[] = []): EditOutcome {
  const tooLong = findTooLong(draft);
  if (tooLong !== null) return refused('too-long', tooLong);
  const bytes = encode({ ...draft, headerLength: 0, length: 0, problems: [], moreProblems: 0 });
  const decoded = decode(bytes);
  if (!decoded.ok) {
    const code = bytes.length > limits.fileBytes ? 'too-long' : 'no-list';
    return refused(code, decoded.error.message, decoded.error.offset);
  }
  const { list } = decoded;
  const split = firstDifference(draft, list);
  if (split !== null) {
    return refused(
      'damaged',
      t(
        'The list is damaged around offset {split}, so this change would alter how everything behind it is read. Repair or remove the damaged part first.',
        { split },
      ),
      split,
    );
  }
  return { ok: true, list, bytes, label, warnings };
}

function findTooLong(draft: Draft): string | null {
  const header = encodedLength(draft.header);
  if (header > u16Max)
    return t('The header would take {header} bytes; the maximum of HEADERLENGTH is {most}.', { header, most: u16Max });
  const inHeader = tooLongElement(draft.header, headerTagName);
  if (inHeader !== null) {
    return t('{element} of the header would be longer than {most} bytes, the maximum of its length.', {
      element: inHeader,
      most: u16Max,
    });
  }
  for (const [index, { length, parts }] of draft.records.entries()) {
    if (length > u16Max) {
      return t('Record {record} would take {length} bytes; the maximum of RECORDLENGTH is {most}.', {
        record: index + 1,
        length,
        most: u16Max,
      });
    }
    const inRecord = tooLongElement(parts, recordTagName);
    if (inRecord !== null) {
      return t('{element} of record {record} would be longer than {most} bytes, the maximum of its length.', {
        element: inRecord,
        record: index + 1,
        most: u16Max,
      });
    }
  }
  return null;
}

function tooLongElement(parts: readonly Part[], name: (tag: number) => string): string | null {
  for (const part of parts) {
    if (part.kind === 'element' && part.value.length > u16Max) return name(part.tag);
  }
  return null;
}

/** The first offset in the new file that reads back differently from the draft; null if all is the same. */
function firstDifference(draft: Draft, list: TrustList): number | null {
  const headerLength = encodedLength(draft.header);
  if (list.headerLength !== headerLength || list.header.length !== draft.header.length) {
    return Math.min(list.headerLength, headerLength);
  }
  let offset = headerLength;
  for (const [index, { length, parts }] of draft.records.entries()) {
    const read: TrustRecord | undefined = list.records[index];
    if (read?.length !== length || read.parts.length !== parts.length) return offset;
    offset += length;
  }
  return list.records.length === draft.records.length ? null : offset;
}
