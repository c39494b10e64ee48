import type { SignedKind } from '../../core/format/signed';
import type { SignedVerdict } from '../../core/phone/verify-signed';
import type { FieldReport } from '../../core/trust/report';
import type { NamedCertificate } from '../../core/decrypt/minimal';
import type { Ready, RequestMessage } from '../host/protocol';

/** What the host and the page of a signed file say to each other. */
export type ToSignedPage =
  /** `revision` is that of the requests about it. */
  | { readonly type: 'show'; readonly revision: number; readonly view: SignedView }
  /** What the lists say, once they are read. */
  | { readonly type: 'verdict'; readonly verdict: VerdictView };

export type FromSignedPage =
  | Ready
  /** Show the record that signed it. */
  | { readonly type: 'reveal'; readonly file: string; readonly record: number | null }
  /** Verify it against another list as well. */
  | { readonly type: 'addList' }
  /** Ask for the phone's key, and decrypt the content. */
  | { readonly type: 'decrypt' }
  /** What becomes of what was decrypted. */
  | { readonly type: 'openDecrypted' | 'saveDecrypted' | 'closeDecrypted' }
  | RequestMessage<{
      readonly kind: 'secrets';
      /** Their numbers in the decrypted text. */
      readonly numbers: readonly number[];
    }>;

export interface SignedReplies {
  /** The values, which the page does not have before a person asks. */
  readonly secrets: readonly string[];
}

export interface SignedView {
  /** Null for a file that is not, or no longer, signed. */
  readonly header: HeaderView | null;
  readonly content: ContentView;
  /** Null for a file that is not encrypted. */
  readonly encryption: EncryptionView | null;
}

export interface EncryptionView {
  /** Whose key decrypts it, by the minimal configuration beside it; null if there is none. */
  readonly needed: NamedCertificate | null;
  /** Null before it is decrypted. */
  readonly decrypted: DecryptedView | null;
}

/** What was decrypted, without what is secret in it. */
export interface DecryptedView {
  /** The text and the places of what is hidden in it, in order; null for what is not a text. */
  readonly parts: readonly (string | HiddenPart)[] | null;
  /** In bytes. */
  readonly length: number;
  /** True if the page has only its beginning. */
  readonly isCut: boolean;
}

export interface HiddenPart {
  /** From 0, in the order of the text. */
  readonly number: number;
  /** What it is the value of: `sshPassword`. */
  readonly name: string;
  /** Line breaks in it. */
  readonly breaks: number;
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
