import type { CertificateDetails } from '../../core/certificates/details';
import type { ListKind } from '../../core/format/file-names';
import type { FindingAction, FindingCode, Severity } from '../../core/trust/catalogue';
import type { ExplainedFinding } from '../../core/trust/explain';
import type { OpensAs, WhatItIs } from '../host/what-it-is';
import type { ReplyMessage, RequestMessage, Ready } from '../host/protocol';
import type { FieldReport, Fix, RecordReport, SignatureReport, Signer } from '../../core/trust/report';
import type { Verdict as ListVerdict } from '../../core/trust/verdict';
import type { VerdictAction } from '../../core/trust/verdict-sentences';

/**
 * What the host and the page of the editor say to each other. The host sends what the first paint needs, then what
 * verification found; everything else the page asks for when it shows it, so that messages stay small however large
 * the list is. A `revision` numbers the states of the document: what belongs to an older one is dropped.
 */
export type ToPage =
  | { readonly type: 'open'; readonly revision: number; readonly content: Content }
  | { readonly type: 'overview'; readonly revision: number; readonly overview: Overview }
  /** Inspecting broke off; a sentence for a person. */
  | { readonly type: 'failed'; readonly revision: number; readonly message: string }
  /** What differs from the other side of a diff; null if the editor is in none. */
  | { readonly type: 'diffPeer'; readonly revision: number; readonly diffPeer: DiffPeerView | null }
  /** Select and show this place. */
  | { readonly type: 'reveal'; readonly place: PagePlace }
  | ReplyMessage;

export type FromPage =
  | Ready
  /** What is selected now. */
  | { readonly type: 'selected'; readonly place: PagePlace | null }
  /** A record of the outline has the keyboard, or none has it any more. */
  | { readonly type: 'recordFocus'; readonly onRecord: boolean }
  /** Open the file as what it is. */
  | { readonly type: 'openAs'; readonly opensAs: OpensAs }
  /** Run the command that the verdict leads to. */
  | { readonly type: 'verdictAction'; readonly action: VerdictAction }
  /** Show both sides of the diff in the comparison, or their texts in a diff. */
  | { readonly type: 'compare'; readonly asText: boolean }
  /** Make the edit that fixes a finding. */
  | { readonly type: 'fix'; readonly fix: Fix }
  /** Run the command that a finding leads to, on its place. */
  | { readonly type: 'act'; readonly action: FindingAction; readonly place: PagePlace }
  /** Show what the catalogue says of a code. */
  | { readonly type: 'explain'; readonly code: FindingCode }
  | RequestMessage<Request>;

export interface PagePlace {
  readonly record: number | null;
  readonly offset: number;
  readonly length: number;
}

export type Content =
  | {
      readonly kind: 'list';
      readonly outline: PageOutline;
      /**
       * The numbers that the records of the list that the page showed last have now, null for those that are gone; null
       * as a whole if all have kept theirs, or if the page has shown no list.
       */
      readonly renumbered: readonly (number | null)[] | null;
    }
  /** Not a trust list: why, and where that shows. */
  | {
      readonly kind: 'unreadable';
      readonly length: number;
      readonly message: string;
      readonly offset: number;
      /** What the file is; null if that is not known. */
      readonly what: WhatItIs | null;
    };

export interface PageOutline {
  readonly kind: ListKind;
  readonly length: number;
  readonly timestamp: string | null;
  readonly functions: readonly PageFunction[];
  readonly records: PageRecords;
  readonly trailing: { readonly offset: number; readonly length: number } | null;
}

/** A function of the list, in the order in which records first name it. */
export interface PageFunction {
  /** Null if FUNCTION is missing. */
  readonly code: number | null;
  readonly name: string;
}

/** The records in file order, by columns, since there may be ten thousand: record n stands at n - 1 in each. */
export interface PageRecords {
  /** Cut if they are long. */
  readonly labels: readonly string[];
  /** Positions in `functions`. */
  readonly functions: readonly number[];
  /**
   * Where each begins; it ends where the next one begins, the last one at the trailing bytes or the end of the file.
   */
  readonly offsets: readonly number[];
}

/** What a mark of the outline says: the worst finding there, or that there is none. */
export type Mark = Severity | 'sound';

export interface Overview {
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
  readonly verdict: Verdict;
  /** The record whose key made the signature. */
  readonly signedBy: number | null;
  readonly blank: boolean;
  /** The digest under the signature: `SHA-1`, `unknown (9)`; null if the header declares none. */
  readonly digest: string | null;
  /** What is wrong with the signature. */
  readonly signature: readonly ExplainedFinding[];
  readonly counts: Readonly<Record<Severity, number>>;
  /** Each is the worst of the findings on the page of that part. */
  readonly marks: {
    readonly overview: Mark;
    readonly header: Mark;
    readonly signer: Mark;
    /** Of record n at n - 1. */
    readonly records: readonly Mark[];
    readonly trailing: Mark;
  };
}

export interface Verdict extends Pick<ListVerdict, 'reason' | 'outcome' | 'label' | 'detail' | 'todo' | 'action'> {
  /** What the command is called, for a button; null if there is none. */
  readonly actionLabel: string | null;
}

/** The other side of a diff, and what differs. */
export interface DiffPeerView {
  /** `ITLFile.tlv (HEAD)`. */
  readonly name: string;
  /** It is on the left; null if VS Code does not tell. */
  readonly isLeft: boolean | null;
  /** One sentence, without its full stop: from left to right (`signer kept; CAPF added`) if the sides are known. */
  readonly summary: string;
  /** Null: it is the same there. */
  readonly header: Change | null;
  readonly signer: Change | null;
  /** The records of this list that are not the same there, by number. */
  readonly records: readonly (Change & { readonly index: number })[];
}

/** How something differs from the other side: a sign, and a word for it. */
export interface Change {
  readonly sign: string;
  readonly word: string;
}

export type Request =
  | { readonly kind: 'header'; readonly from: number }
  | { readonly kind: 'signer' }
  | { readonly kind: 'record'; readonly index: number; readonly from: number }
  | { readonly kind: 'findings'; readonly from: number }
  | { readonly kind: 'trailing' }
  | { readonly kind: 'bytes'; readonly offset: number; readonly length: number }
  /** Numbers of the records whose names, function, serial number or address hold this text. */
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'copy'; readonly text: string };

/** A share of the rows of a table. */
export interface Rows {
  readonly rows: readonly FieldReport[];
  readonly from: number;
  readonly total: number;
}

export interface HeaderView extends Rows {
  readonly offset: number;
  readonly length: number;
  readonly findings: readonly ExplainedFinding[];
}

export interface SignerView {
  readonly signer: Signer;
  /** Null until it is verified. */
  readonly signature: SignatureReport | null;
  readonly digest: string | null;
  readonly offset: number;
  readonly length: number;
  readonly findings: readonly ExplainedFinding[];
}

export interface RecordView extends Rows {
  readonly index: number;
  readonly function: string;
  readonly label: string;
  readonly offset: number;
  readonly length: number;
  /** Null until the list is inspected. */
  readonly report: Omit<RecordReport, 'fields'> | null;
  readonly certificate: CertificateDetails | null;
  readonly findings: readonly ExplainedFinding[];
}

export interface FindingsView {
  readonly findings: readonly ExplainedFinding[];
  readonly from: number;
  readonly total: number;
}

export interface TrailingView {
  readonly offset: number;
  readonly length: number;
  readonly findings: readonly ExplainedFinding[];
}

export interface Replies {
  readonly header: HeaderView;
  readonly signer: SignerView;
  readonly record: RecordView;
  readonly findings: FindingsView;
  readonly trailing: TrailingView;
  readonly bytes: Uint8Array;
  readonly search: readonly number[];
  readonly copy: null;
}
