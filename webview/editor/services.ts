import type { FindingAction, FindingCode } from '../../src/core/trust/catalogue';
import type { Fix } from '../../src/core/trust/report';
import type { PagePlace, Replies, Request } from '../../src/extension/editor/protocol';
import type { FindingHover } from './hover';

/** What the parts of the page ask of the page. */
export interface Services {
  /** What says of a finding all that is known. */
  readonly hover: FindingHover;
  /** Rejects when the list changes, or the page goes, before the reply is there. */
  ask<K extends Request['kind']>(request: Extract<Request, { kind: K }>): Promise<Replies[K]>;
  /** Selects and shows a place of the file. */
  go(place: PagePlace): void;
  /** Has the list signed again. */
  resign(): void;
  /** Has the edit made that fixes a finding. */
  fix(fix: Fix): void;
  /** Runs the command that a finding leads to, on its place. */
  act(action: FindingAction, place: PagePlace): void;
  /** Shows what the catalogue says of a code. */
  explain(code: FindingCode): void;
}
