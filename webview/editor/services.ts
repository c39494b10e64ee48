import type { VerdictAction } from '../../src/core/trust/verdict-sentences';
import type { PagePlace, Replies, Request } from '../../src/extension/editor/protocol';
import type { FindingActions, FindingHover } from './hover';

/** What the parts of the page ask of the page. */
export interface Services extends FindingActions {
  /** What says of a finding all that is known. */
  readonly hover: FindingHover;
  /** Rejects when the list changes, or the page goes, before the reply is there. */
  ask<K extends Request['kind']>(request: Extract<Request, { kind: K }>): Promise<Replies[K]>;
  /** Selects and shows a place of the file. */
  go(place: PagePlace): void;
  /** Runs the command that the verdict leads to. */
  followVerdict(action: VerdictAction): void;
}
