import * as vscode from 'vscode';
import { sameBytes } from '../../core/format/bytes';
import type { TrustListDocument } from '../host/documents';
import type { SignedDocuments } from '../host/signed-documents';

interface Held {
  /** The file that it was decrypted from. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
}

/**
 * What was decrypted of the files that are open, in memory alone: it goes to the page of its file, and wherever a person
 * sends it. It is overwritten when the file is closed, or is another one.
 */
export class DecryptedContents implements vscode.Disposable {
  readonly #held = new Map<TrustListDocument, Held>();
  readonly #didChange = new vscode.EventEmitter<TrustListDocument>();
  readonly #following: vscode.Disposable;
  /** The content of a file was decrypted, or forgotten. */
  readonly onDidChange = this.#didChange.event;

  constructor(signed: SignedDocuments) {
    this.#following = signed.onDidChange((document) => {
      const isOpen = signed.get(document.uri) === document;
      const held = this.#held.get(document);
      if (held !== undefined && (!isOpen || !sameBytes(held.bytes, document.state.bytes))) this.forget(document);
    });
  }

  get(document: TrustListDocument): Uint8Array | null {
    return this.#held.get(document)?.content ?? null;
  }

  /** @param content is overwritten when it is forgotten. */
  hold(document: TrustListDocument, content: Uint8Array): void {
    this.#held.get(document)?.content.fill(0);
    this.#held.set(document, { bytes: document.state.bytes, content });
    this.#didChange.fire(document);
  }

  forget(document: TrustListDocument): void {
    const held = this.#held.get(document);
    if (held === undefined) return;
    held.content.fill(0);
    this.#held.delete(document);
    this.#didChange.fire(document);
  }

  dispose(): void {
    for (const { content } of this.#held.values()) content.fill(0);
    this.#held.clear();
    this.#following.dispose();
    this.#didChange.dispose();
  }
}
