import type * as vscode from 'vscode';
import type { EraseConditionId } from '../../core/phone/rules';
import type { CommandContext } from '../host/context';
import { saveText } from '../host/save-text';
import type { Content, FactId, VersionId } from './protocol';
import { t } from '../../core/words/translate';

/** What one window about phones is about. */
export interface PageModel {
  readonly title: string;
  /** Files whose changes make it tell something else. */
  readonly files: readonly vscode.Uri[];
  /** Rejects, with one sentence, if a file cannot be read. */
  read(): Promise<Content>;
  /** The file of this name, if a page may show it. */
  fileOf(name: string): vscode.Uri | undefined;
  /** Forgets what it keeps between two readings: the page is new. */
  refresh?(): void;
  /** Asks again what it is about. */
  change?(): Promise<void>;
  save?(): Promise<void>;
  takeFact?(id: FactId, answer: boolean | null): void;
  chooseStores?(): Promise<void>;
  forgetStores?(): void;
  takeEraseAnswer?(id: EraseConditionId, answer: boolean | null): void;
  takeVersion?(id: VersionId, answer: number | null): void;
  copyAddress?(): Promise<void>;
  carryOn?(): Promise<void>;
  /** True if a window about it is open already, and need not be opened again. */
  isSameAs?(other: PageModel): boolean;
  /** Plain JSON from which it is made again after a restart. */
  readonly kept?: unknown;
}

/** Asks where a text for a change ticket goes, and writes it there. */
export async function saveMarkdown(
  { questions }: CommandContext,
  { text, what, name }: { readonly text: string; readonly what: 'plan' | 'check'; readonly name: string },
): Promise<void> {
  const title = what === 'plan' ? t('Save the Plan as Markdown') : t('Save the Check as Markdown');
  await saveText(questions, { title, name, what }, () => text);
}
