import { limits } from '../../format/limits';

/**
 * Hard caps on what is read of a source, counted in work as those of `format/limits.ts` are. The largest cluster is
 * 120,000 phones; their lists take 1 GB.
 */
export const sourceLimits = {
  /** Bytes in which a file shows what it is. */
  beginning: 64 * 1024,
  /** Bytes of a list, a table or a page: what is read as a whole. */
  wholeBytes: limits.fileBytes,
  /** Bytes of a ZIP archive as it is on disk: its directory is at the end, so it is read as a whole. */
  zipBytes: 512 * 1024 * 1024,
  /** Expanded bytes of one member of an archive: a trace is read line by line, and may be longer than a list. */
  memberBytes: 512 * 1024 * 1024,
  /** Expanded bytes and members of one archive, those of archives in it counted with it. */
  expandedBytes: 2 * 1024 * 1024 * 1024,
  members: 500_000,
  /** How deep archives are opened: `a.zip!b.tar.gz!c.zip` takes four. */
  nesting: 4,
  /** Rows of one table, and cells of one row; the others are not read. */
  rows: 1_000_000,
  cells: 256,
  /** Characters and lines of a value in quotation marks: behind them a mark is missing. */
  quoted: { characters: 4_096, lines: 20 },
  /** Characters of a value that are read, and kept. */
  valueCharacters: 256,
  /** Rows that tell what a column contains, spread over the table. */
  sampledRows: 2_000,
  /** Problems of one kind in one file that are told one by one; the others are counted. */
  problemsOfOneKind: 1_000,
  /** Phones that are handed on together. */
  batch: 1_000,
} as const;

/** The caps that stop an archive. */
export type ArchiveLimits = Readonly<
  Record<'wholeBytes' | 'zipBytes' | 'memberBytes' | 'expandedBytes' | 'members' | 'nesting', number>
>;
