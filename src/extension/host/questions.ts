import type * as vscode from 'vscode';

/**
 * What a command asks a person, and what it tells them. A question that the person leaves unanswered rejects with
 * `vscode.CancellationError`, so that a command reads as what it does when everything is answered.
 */
export interface Questions {
  /** A file to read. */
  file(question: FileQuestion): Promise<vscode.Uri>;
  /** Files to read; at least one. */
  files(question: FileQuestion): Promise<readonly vscode.Uri[]>;
  /** A file to write; if it exists, the person has agreed to replace it. */
  fileToWrite(question: FileQuestion & { readonly name: string }): Promise<vscode.Uri>;
  /** A folder to write files into. */
  folder(question: Omit<FileQuestion, 'kind'>): Promise<vscode.Uri>;
  password(question: PasswordQuestion): Promise<string>;
  text(question: TextQuestion): Promise<string>;
  /** The first choice is the one that Enter takes. */
  choice<T>(question: ChoiceQuestion<T>): Promise<T>;
  /** At least one. */
  choices<T>(question: ChoiceQuestion<T>): Promise<readonly T[]>;
  /** Resolves when the person agrees. */
  confirm(question: Confirmation): Promise<void>;
  /** A message with what can be done about it; undefined if the person does nothing. Nothing else waits for it. */
  offer<Action extends string>(offer: Offer<Action>): Promise<Action | undefined>;
  /** What was done, if the editor itself does not show it. */
  tell(message: string): void;
  /** What a person has to know though all was done. */
  warn(message: string): void;
  /** Why nothing was done. */
  refuse(message: string): void;
}

export type FileKind = 'trust list' | 'private key' | 'certificate' | 'PEM' | 'signature' | 'any';

export interface FileQuestion {
  readonly title: string;
  readonly kind: FileKind;
  /** The folder to begin in. */
  readonly folder: vscode.Uri | undefined;
}

export interface PasswordQuestion {
  readonly title: string;
  readonly prompt: string;
  /** What was wrong with the password before. */
  readonly problem: string | null;
}

export interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  /** What is wrong with a text; null if nothing is. */
  readonly check?: (text: string) => string | null;
}

export interface Choice<T> {
  /** The name of an icon of VS Code, before the label. */
  readonly icon?: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly value: T;
  /** Chosen unless the person says otherwise, if several may be chosen. */
  readonly picked?: boolean;
  /** What the line above the choices of a group says; those without one come first. */
  readonly group?: string;
}

export interface ChoiceQuestion<T> {
  readonly title: string;
  readonly prompt: string;
  readonly choices: readonly Choice<T>[];
}

export interface Confirmation {
  readonly message: string;
  readonly detail: string;
  /** What the button says: `Blank`. */
  readonly action: string;
}

export interface Offer<Action extends string> {
  readonly severity: 'information' | 'warning';
  readonly message: string;
  /** What the buttons say. */
  readonly actions: readonly Action[];
}
