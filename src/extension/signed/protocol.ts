import type { SignedKind } from '../../core/format/signed';
import type { SignedVerdict } from '../../core/phone/verify-signed';
import type { FieldReport } from '../../core/trust/report';
import type { Ready } from '../host/protocol';

/** What the host and the page of a signed file say to each other. */
export type ToSignedPage =
  | { readonly type: 'show'; readonly view: SignedView }
  /** What the lists say, once they are read. */
  | { readonly type: 'verdict'; readonly verdict: VerdictView };

export type FromSignedPage =
  | Ready
  /** Show the record that signed it. */
  | { readonly type: 'reveal'; readonly file: string; readonly record: number | null }
  /** Verify it against another list as well. */
  | { readonly type: 'addList' };

export interface SignedView {
  /** Null for a file that is not, or no longer, signed. */
  readonly header: HeaderView | null;
  readonly content: ContentView;
}

export interface HeaderView {
  readonly kind: SignedKind;
  readonly version: string | null;
  readonly filename: string | null;
  /** ISO 8601 UTC. */
  readonly timestamp: string | null;
  readonly digest: string | null;
  readonly signer: { readonly name: string | null; readonly issuer: string | null; readonly serial: string | null };
  /** In bytes. */
  readonly length: number;
  /** The first of them. */
  readonly fields: readonly FieldReport[];
  /** How many there are. */
  readonly elements: number;
}

export interface ContentView {
  readonly kind: 'text' | 'bytes' | 'encrypted';
  /** The text; empty for bytes. */
  readonly text: string;
  /** The first bytes; empty for text. */
  readonly bytes: Uint8Array;
  /** Bytes of the whole content. */
  readonly length: number;
  /** Where it begins in the file. */
  readonly offset: number;
  /** True if the page has only its beginning. */
  readonly isCut: boolean;
}

export type VerdictView = SignedVerdict & {
  /** Why the lists may be wrong about it. */
  readonly doubts: readonly string[];
  /** Lists that were looked in. */
  readonly lists: readonly string[];
};
