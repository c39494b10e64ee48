import * as vscode from 'vscode';
import type { Documents, TrustListDocument } from './documents';
import type { FileWatchers } from './file-watchers';

/** The view types of the editor of signed files, as in package.json: the one that opens them, and the one that may. */
export const signedViewTypes = ['trustList.signed', 'trustList.signedOptional'] as const;

/**
 * Opens a file in the editor of signed files. A `.sha512` or a `.loads` may be one or a text: `sha512sum` gives its name
 * to the checksums of any project. So only `.sgn` opens there by itself.
 */
export async function openSigned(file: vscode.Uri): Promise<void> {
  const [byItself, ifAsked] = signedViewTypes;
  // One of the two for each file, so that it has one document.
  const viewType = /\.sgn$/i.test(file.path) ? byItself : ifAsked;
  await vscode.commands.executeCommand('vscode.openWith', file, viewType);
}

/**
 * The signed files that are open. They are kept from the trust lists: no list's command, finding or text fits them.
 */
export class SignedDocuments implements vscode.Disposable {
  readonly watchers: FileWatchers;
  readonly #open = new Map<string, TrustListDocument>();
  readonly #didChange = new vscode.EventEmitter<TrustListDocument>();
  /** A document was opened, changed or closed. */
  readonly onDidChange = this.#didChange.event;

  constructor(private readonly documents: Documents) {
    this.watchers = documents.watchers;
  }

  get all(): readonly TrustListDocument[] {
    return [...this.#open.values()];
  }

  get(uri: vscode.Uri): TrustListDocument | undefined {
    return this.#open.get(uri.toString());
  }

  /** The bytes of any file as they are shown if it is open, else as they are on disk. Rejects if it cannot be read. */
  async read(uri: vscode.Uri): Promise<Uint8Array> {
    return (this.get(uri)?.state ?? (await this.documents.read(uri))).bytes;
  }

  /** The editor's part: a document was opened. */
  add(document: TrustListDocument): void {
    this.#open.set(document.uri.toString(), document);
    document.onDidChange(() => {
      this.#didChange.fire(document);
    });
    this.#didChange.fire(document);
  }

  /** The editor's part: a document was closed. */
  remove(document: TrustListDocument): void {
    this.#open.delete(document.uri.toString());
    this.#didChange.fire(document);
  }

  dispose(): void {
    this.#didChange.dispose();
  }
}
