import type * as vscode from 'vscode';

/** Bytes up to which a list is inspected in a moment: what a phone takes at the most. */
const soonInspected = 64 * 1024;
/**
 * How long everything else waits for the window that opens with a document, in milliseconds; VS Code opens a document
 * without one when it restores a backup behind other tabs.
 */
const patience = 2000;

interface OpenDocument {
  readonly state: { readonly bytes: Uint8Array };
}

interface Wait {
  readonly over: Promise<void>;
  readonly end: () => void;
}

/**
 * Lets the window that opens with a large list paint before the list is inspected for anything else: inspecting keeps
 * the extension host busy.
 */
export class FirstPaints implements vscode.Disposable {
  readonly #waits = new Map<OpenDocument, Wait>();

  /** A document was opened: a window will show it. */
  expect(document: OpenDocument): void {
    if (document.state.bytes.length > soonInspected) this.#waits.set(document, waitFor(patience));
  }

  /** Resolves when a window shows the document, or none is likely to. */
  async of(document: OpenDocument): Promise<void> {
    await this.#waits.get(document)?.over;
  }

  /** A window shows the document, or it was closed. */
  done(document: OpenDocument): void {
    this.#waits.get(document)?.end();
    this.#waits.delete(document);
  }

  dispose(): void {
    for (const { end } of this.#waits.values()) end();
    this.#waits.clear();
  }
}

function waitFor(milliseconds: number): Wait {
  let resolve = (): void => undefined;
  const over = new Promise<void>((settled) => {
    resolve = settled;
  });
  const timer = setTimeout(resolve, milliseconds);
  const end = (): void => {
    clearTimeout(timer);
    resolve();
  };
  return { over, end };
}
