import type { Edit } from './history';

/**
 * What hot exit keeps of a document: the bytes on disk when the backup was made, and the edits made since. Edits hold
 * bytes of trust lists only, so no key can be in them.
 */
export interface Backup {
  /** The document; null in a backup of the first version, which did not say it. */
  readonly uri: string | null;
  /** When it was made, in milliseconds since 1970; 0 in a backup of the first version. */
  readonly made: number;
  /** The process whose window made it, if the host of the extension tells processes apart. */
  readonly by?: string | undefined;
  /** The backup of another process with whose edits the document was opened: this one contains them. */
  readonly after?: Origin | undefined;
  readonly saved: Uint8Array;
  readonly edits: readonly Edit[];
}

type Origin = Pick<Backup, 'made' | 'by'>;

/** True if `newer` contains what `older` does, both of one document. Two windows may have edits of their own. */
export function supersedes(newer: Backup, older: Backup): boolean {
  if (newer.by === older.by) return newer.made > older.made;
  return newer.after !== undefined && newer.after.by === older.by && newer.after.made >= older.made;
}

/**
 * `length (u32, big-endian) · index (JSON, UTF-8, length bytes) · saved bytes · for each edit: removed, inserted`.
 * The index gives the version of this layout and the lengths in bytes.
 */
interface Index {
  readonly version: 1 | 2;
  /** From version 2 on, as `made`. */
  readonly uri?: string;
  readonly made?: number;
  readonly by?: string;
  readonly after?: Origin;
  readonly saved: number;
  readonly edits: readonly {
    readonly label: string;
    readonly offset: number;
    readonly removed: number;
    readonly inserted: number;
  }[];
}

export function packBackup({ uri, made, by, after, saved, edits }: Backup & { readonly uri: string }): Uint8Array {
  const index: Index = {
    version: 2,
    uri,
    made,
    ...(by === undefined ? {} : { by }),
    ...(after === undefined ? {} : { after }),
    saved: saved.length,
    edits: edits.map(({ label, offset, removed, inserted }) => ({
      label,
      offset,
      removed: removed.length,
      inserted: inserted.length,
    })),
  };
  const json = new TextEncoder().encode(JSON.stringify(index));
  const lead = new Uint8Array(4);
  new DataView(lead.buffer).setUint32(0, json.length);
  const chunks = [lead, json, saved, ...edits.flatMap(({ removed, inserted }) => [removed, inserted])];

  const packed = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    packed.set(chunk, offset);
    offset += chunk.length;
  }
  return packed;
}

/** Null for bytes that are not a backup, only part of one, one of a later version, or one whose edits do not fit. */
export function unpackBackup(packed: Uint8Array): Backup | null {
  if (packed.length < 4) return null;
  const jsonLength = new DataView(packed.buffer, packed.byteOffset).getUint32(0);
  const index = readIndex(packed.subarray(4, 4 + jsonLength));
  if (index === null) return null;

  let offset = 4 + jsonLength;
  const take = (length: number): Uint8Array => packed.slice(offset, (offset += length));
  const saved = take(index.saved);
  const edits = index.edits.map((edit) => ({ ...edit, removed: take(edit.removed), inserted: take(edit.inserted) }));
  if (offset !== packed.length) return null;
  const { uri = null, made = 0, by, after } = index;
  return { uri, made, by, after, saved, edits };
}

function readIndex(json: Uint8Array): Index | null {
  try {
    const index: unknown = JSON.parse(new TextDecoder().decode(json));
    return isIndex(index) && canFollow(index) ? index : null;
  } catch {
    return null;
  }
}

function isIndex(value: unknown): value is Index {
  if (typeof value !== 'object' || value === null) return false;
  const { version, uri, made, by, after, saved, edits }: Partial<Record<keyof Index, unknown>> = value;
  return (
    (version === 1 || version === 2) &&
    (uri === undefined || typeof uri === 'string') &&
    (made === undefined || typeof made === 'number') &&
    (by === undefined || typeof by === 'string') &&
    (after === undefined || isOrigin(after)) &&
    isLength(saved) &&
    Array.isArray(edits) &&
    edits.every(isIndexedEdit)
  );
}

function isOrigin(value: unknown): value is Origin {
  if (typeof value !== 'object' || value === null) return false;
  const { made, by }: Partial<Record<keyof Origin, unknown>> = value;
  return typeof made === 'number' && (by === undefined || typeof by === 'string');
}

function isIndexedEdit(value: unknown): value is Index['edits'][number] {
  if (typeof value !== 'object' || value === null) return false;
  const { label, offset, removed, inserted }: Partial<Record<keyof Edit, unknown>> = value;
  return typeof label === 'string' && [offset, removed, inserted].every(isLength);
}

function isLength(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** Each edit is within the state that those before it lead to. */
function canFollow({ saved, edits }: Index): boolean {
  let length = saved;
  return edits.every(({ offset, removed, inserted }) => {
    const isWithin = offset + removed <= length;
    length += inserted - removed;
    return isWithin;
  });
}
