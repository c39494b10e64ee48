import { viewOf } from '../../format/bytes';

/** A member as the directory of a ZIP archive describes it. */
export interface ZipMember {
  readonly name: string;
  /** `folder` and `link` have no content of their own. */
  readonly kind: 'file' | 'folder' | 'link';
  readonly isEncrypted: boolean;
  /** 0 is stored, 8 is DEFLATE. */
  readonly method: number;
  readonly checksum: number;
  /** Bytes, compressed and expanded, as the directory declares them. */
  readonly compressed: number;
  readonly expanded: number;
  /** Where its local header begins. */
  readonly offset: number;
}

/** Signatures, little-endian [PKWARE APPNOTE 6.3, sections 4.3.7 to 4.3.16]. */
const signatures = { local: 0x04034b50, member: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 };
/** Bytes of these records without what varies. */
const sizes = { local: 30, member: 46, end: 22, locator64: 20, end64: 56 };
const longestComment = 0xffff;
/** What a field of 16 or 32 bits contains if the value is in the ZIP64 extension. */
const [elsewhere16, elsewhere32] = [0xffff, 0xffffffff];

/**
 * The members of a ZIP archive, in the order of its directory, which is at its end.
 *
 * @returns null if there is no directory: the archive is cut, or is not one.
 */
export function zipMembers(bytes: Uint8Array): Generator<ZipMember, { readonly isWhole: boolean }> | null {
  const view = viewOf(bytes);
  const end = endRecord(view);
  return end === null ? null : members(bytes, view, end);
}

interface Directory {
  readonly start: number;
  readonly count: number;
}

/** Layout: signature u32, disks 2 × u16, members here u16, in all u16, size u32, offset u32, comment length u16. */
function endRecord(view: DataView): Directory | null {
  const first = Math.max(0, view.byteLength - sizes.end - longestComment);
  for (let at = view.byteLength - sizes.end; at >= first; at -= 1) {
    if (view.getUint32(at, true) !== signatures.end) continue;
    const [count, size, offset] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 12, true),
      view.getUint32(at + 16, true),
    ];
    if (count === elsewhere16 || size === elsewhere32 || offset === elsewhere32) return end64(view, at);
    // What stands before the archive, as of one that extracts itself, moves it.
    const start = at - size >= 0 ? at - size : offset;
    return { start: isMemberAt(view, offset) ? offset : start, count };
  }
  return null;
}

/** ZIP64: the locator is before the end record, and has the offset of the record with fields of 64 bits. */
function end64(view: DataView, end: number): Directory | null {
  const locator = end - sizes.locator64;
  if (locator < 0 || view.getUint32(locator, true) !== signatures.locator64) return null;
  const at = Number(view.getBigUint64(locator + 8, true));
  if (at + sizes.end64 > view.byteLength || view.getUint32(at, true) !== signatures.end64) return null;
  return { count: Number(view.getBigUint64(at + 32, true)), start: Number(view.getBigUint64(at + 48, true)) };
}

function isMemberAt(view: DataView, at: number): boolean {
  return at + sizes.member <= view.byteLength && view.getUint32(at, true) === signatures.member;
}

function* members(
  bytes: Uint8Array,
  view: DataView,
  { start, count }: Directory,
): Generator<ZipMember, { readonly isWhole: boolean }> {
  let at = start;
  for (let read = 0; read < count; read += 1) {
    if (!isMemberAt(view, at)) return { isWhole: false };
    const { member, end } = memberAt(bytes, view, at);
    if (end > bytes.length) return { isWhole: false };
    yield member;
    at = end;
  }
  return { isWhole: true };
}

/**
 * Layout: signature u32, made by u16 (system in the upper byte), needs u16, flags u16, method u16, time 2 × u16, CRC-32
 * u32, compressed u32, expanded u32, lengths of name, extra and comment 3 × u16, disk u16, internal u16, external u32,
 * offset u32, name, extra, comment.
 */
function memberAt(bytes: Uint8Array, view: DataView, at: number): { member: ZipMember; end: number } {
  const u16 = (offset: number): number => view.getUint16(at + offset, true);
  const u32 = (offset: number): number => view.getUint32(at + offset, true);
  const [nameLength, extraLength, commentLength] = [u16(28), u16(30), u16(32)];
  const flags = u16(8);
  const nameStart = at + sizes.member;
  const name = nameOf(bytes.subarray(nameStart, nameStart + nameLength), (flags & 0x800) !== 0);
  const extra = bytes.subarray(nameStart + nameLength, nameStart + nameLength + extraLength);
  const [expanded, compressed, offset] = longValues(extra, [u32(24), u32(20), u32(42)]);
  const mode = u16(4) >> 8 === 3 ? u32(38) >>> 16 : 0;
  const isFolder = name.endsWith('/') || (mode & 0xf000) === 0x4000;
  const kind = isFolder ? 'folder' : (mode & 0xf000) === 0xa000 ? 'link' : 'file';
  const isEncrypted = (flags & 1) !== 0;
  const member = { name, kind, isEncrypted, method: u16(10), checksum: u32(16), compressed, expanded, offset } as const;
  return { member, end: nameStart + nameLength + extraLength + commentLength };
}

/** The values of the ZIP64 extension (id 1), which has only those that did not fit, in this order. */
function longValues(extra: Uint8Array, values: readonly [number, number, number]): [number, number, number] {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    const [a, b, c] = values.map((value) => {
      if (value !== elsewhere32 || next + 8 > extra.length) return value;
      next += 8;
      return Number(view.getBigUint64(next - 8, true));
    });
    return [a ?? values[0], b ?? values[1], c ?? values[2]];
  }
  return [...values];
}

/** UTF-8 if the archive says so or it is valid; otherwise what Windows takes it for. */
function nameOf(bytes: Uint8Array, isUtf8: boolean): string {
  if (isUtf8) return new TextDecoder().decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

/** The compressed bytes of a member; null if its local header is not where the directory says. */
export function zipContent(bytes: Uint8Array, { offset, compressed }: ZipMember): Uint8Array | null {
  const view = viewOf(bytes);
  if (offset + sizes.local > bytes.length || view.getUint32(offset, true) !== signatures.local) return null;
  const start = offset + sizes.local + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  return start + compressed <= bytes.length ? bytes.subarray(start, start + compressed) : null;
}
