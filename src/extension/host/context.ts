import type * as vscode from 'vscode';
import type { BackupFolder } from './backups';
import type { Documents } from './documents';
import type { Manual } from './manual';
import type { Platform } from './platform';
import type { Questions } from './questions';
import type { SignedDocuments } from './signed-documents';

/** What a command works with. */
export interface CommandContext {
  readonly documents: Documents;
  readonly questions: Questions;
}

/** What a feature works with. */
export interface FeatureContext extends CommandContext {
  readonly extensionUri: vscode.Uri;
  /** `publisher.name`. */
  readonly extensionId: string;
  readonly manual: Manual;
  readonly signed: SignedDocuments;
  readonly backups: BackupFolder;
  readonly platform: Platform;
}
