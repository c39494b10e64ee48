import { encodedLength } from '../format/encode';
import { headerFields } from '../format/fields';
import type { Part, TrustList } from '../format/model';
import { HeaderTag } from '../format/tags';
import { fitHeader, headerOrder, setElement, textBytes, u16Bytes, u32Bytes } from '../format/draft';
import { finish, refused, type EditOutcome, type EditRefused } from './outcome';
import { plural, t } from '../words/translate';

/** Writes FILENAME: NUL-terminated UTF-8, `ITLFile.tlv` or `CTLFile.tlv` in what a cluster writes. */
export function setFilename(list: TrustList, filename: string): EditOutcome {
  if (filename === '' || filename.includes('\0')) {
    return refused('bad-value', t('FILENAME takes a name of at least one character, without NUL.'));
  }
  if (headerFields(list).filename === filename) return unchanged(t('FILENAME is already “{filename}”.', { filename }));
  const value = textBytes(filename);
  return setHeaderElement(list, HeaderTag.filename, value, t('Set FILENAME to {filename}', { filename }));
}

/**
 * Writes TIMESTAMP.
 *
 * @param seconds Unix seconds, UTC, as a u32.
 */
export function setTimestamp(list: TrustList, seconds: number): EditOutcome {
  const wrong = checkTimestamp(seconds);
  if (wrong !== null) return wrong;
  if (headerFields(list).timestamp === seconds) return unchanged(t('TIMESTAMP already has this value.'));
  const iso = new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
  return setHeaderElement(list, HeaderTag.timestamp, u32Bytes(seconds), t('Set TIMESTAMP to {iso}', { iso }));
}

/** Refuses a number that is not a u32, which TIMESTAMP would wrap. */
export function checkTimestamp(seconds: number): EditRefused | null {
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= 0xffffffff) return null;
  return refused(
    'bad-value',
    t('TIMESTAMP takes whole seconds from 1970-01-01 to 2106-02-07 UTC; {seconds} is not one of them.', { seconds }),
  );
}

/** Writes VERSION: two bytes, major and minor. */
export function setVersion(list: TrustList, major: number, minor: number): EditOutcome {
  if (!isU8(major) || !isU8(minor)) {
    return refused(
      'bad-value',
      t('VERSION takes two numbers from 0 to 255; {major}.{minor} is not that.', { major, minor }),
    );
  }
  const { version } = headerFields(list);
  if (version?.major === major && version.minor === minor)
    return unchanged(t('VERSION is already {major}.{minor}.', { major, minor }));
  const value = Uint8Array.of(major, minor);
  return setHeaderElement(list, HeaderTag.version, value, t('Set VERSION to {major}.{minor}', { major, minor }));
}

/** Makes HEADERLENGTH say where the first record really begins; nothing else changes. */
export function fixHeaderLength(list: TrustList): EditOutcome {
  if (headerFields(list).headerLength === list.headerLength) {
    return unchanged(
      t('HEADERLENGTH is already {headerLength}, and the first record begins there.', {
        headerLength: list.headerLength,
      }),
    );
  }
  // An absent HEADERLENGTH takes bytes of its own once it is there.
  const present = setElement(list.header, HeaderTag.headerLength, u16Bytes(0), headerOrder);
  const header =
    encodedLength(present) === list.headerLength
      ? setElement(present, HeaderTag.headerLength, u16Bytes(list.headerLength), headerOrder)
      : fitHeader(present);
  return finish({ ...list, header }, t('Correct HEADERLENGTH'));
}

/** Removes the bytes after the last record. */
export function dropTrailingBytes(list: TrustList): EditOutcome {
  const { length } = list.trailing;
  if (length === 0) return unchanged(t('No bytes follow the last record.'));
  return finish(
    { ...list, trailing: new Uint8Array() },
    plural(length, 'Remove 1 byte after the last record', 'Remove {count} bytes after the last record'),
  );
}

/** Padding and HEADERLENGTH only change if the header's length does. */
function setHeaderElement(list: TrustList, tag: HeaderTag, value: Uint8Array, label: string): EditOutcome {
  const changed: readonly Part[] = setElement(list.header, tag, value, headerOrder);
  const header = encodedLength(changed) === encodedLength(list.header) ? changed : fitHeader(changed);
  return finish({ ...list, header }, label);
}

function unchanged(message: string): EditOutcome {
  return refused('nothing-to-do', message);
}

function isU8(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 0xff;
}
