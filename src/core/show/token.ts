import type { ShownKind } from './layout';

/** A row of a table. */
export interface RowToken {
  readonly type: 'row';
  /** `any`: a tag without a name, which belongs to the table around it. */
  readonly table: 'header' | 'record' | 'any';
  readonly tag: number;
  /** As the cluster prints it, even if CTLParser spells it differently. */
  readonly name: string;
  /** True for a spelling that only CTLParser has. */
  readonly ofParser: boolean;
  /** Bytes, as printed. */
  readonly length: number;
  /** As printed, with lost or inserted line breaks undone; empty if nothing is printed. */
  readonly value: string;
}

/** One thing that the cluster says, apart from rows. */
export type LineToken =
  | { readonly type: 'prompt'; readonly shows: boolean }
  | { readonly type: 'checksums'; readonly kind: ShownKind }
  | { readonly type: 'md5'; readonly value: string }
  | { readonly type: 'sha1'; readonly value: string }
  | { readonly type: 'length'; readonly kind: ShownKind; readonly value: number }
  | { readonly type: 'modified'; readonly kind: ShownKind; readonly value: string }
  | { readonly type: 'title'; readonly kind: ShownKind }
  | { readonly type: 'version'; readonly value: string }
  | { readonly type: 'header-length'; readonly value: number }
  | { readonly type: 'record'; readonly kind: ShownKind; readonly index: number }
  | { readonly type: 'signed'; readonly signed: boolean }
  | { readonly type: 'verdict'; readonly kind: ShownKind; readonly verified: boolean; readonly text: string }
  | { readonly type: 'no-file'; readonly kind: ShownKind; readonly text: string }
  | { readonly type: 'error'; readonly kind: ShownKind; readonly text: string }
  | { readonly type: 'left-out'; readonly signature: boolean };

export type TokenValue = LineToken | RowToken;

/** With its place in the text: UTF-16 units, `end` excluded. */
export type Token = TokenValue & { readonly start: number; readonly end: number };
