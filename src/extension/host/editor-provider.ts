import * as vscode from 'vscode';
import { editorViewType, type EditedState } from './documents';
import type { FileWatchers } from './file-watchers';
import type { FeatureContext } from './context';
import { EditorDocument } from './editor-document';

type DocumentEvent =
  vscode.CustomDocumentEditEvent<EditorDocument> | vscode.CustomDocumentContentChangeEvent<EditorDocument>;

/** Where the documents of an editor are looked up by the rest of the extension. */
interface Registry {
  readonly watchers: FileWatchers;
  add(document: EditorDocument): void;
  remove(document: EditorDocument): void;
  takeNew?(uri: vscode.Uri): EditedState | undefined;
}

/** Where documents are kept, and how they are written. */
type Storage = Pick<FeatureContext, 'backups' | 'platform'>;

/** Makes the documents and windows of an editor, on VS Code's terms. */
export class EditorProvider implements vscode.CustomEditorProvider<EditorDocument>, vscode.Disposable {
  readonly #didChange = new vscode.EventEmitter<DocumentEvent>();
  readonly onDidChangeCustomDocument = this.#didChange.event;
  readonly #panels = new WeakMap<EditorDocument, Set<vscode.WebviewPanel>>();

  private constructor(
    private readonly kind: string,
    private readonly registry: Registry,
    private readonly storage: Storage,
    private readonly show: (document: EditorDocument, panel: vscode.WebviewPanel) => void,
  ) {}

  /** @param show fills a new window of a document. */
  static register(
    viewType: string,
    registry: Registry,
    storage: Storage,
    show: (document: EditorDocument, panel: vscode.WebviewPanel) => void,
  ): vscode.Disposable {
    // A file may be open in two editors at once, each with edits of its own.
    const kind = viewType === editorViewType ? '' : `#${viewType}`;
    const provider = new EditorProvider(kind, registry, storage, show);
    const registration = vscode.window.registerCustomEditorProvider(viewType, provider, {
      supportsMultipleEditorsPerDocument: true,
    });
    return vscode.Disposable.from(registration, provider);
  }

  async openCustomDocument(uri: vscode.Uri, context: vscode.CustomDocumentOpenContext): Promise<EditorDocument> {
    const document = await EditorDocument.open(uri, {
      backups: this.storage.backups,
      platform: this.storage.platform,
      kind: this.kind,
      backupId: context.backupId,
      untitledData: context.untitledDocumentData,
      newFile: this.registry.takeNew?.(uri),
      watchers: this.registry.watchers,
    });
    document.onDidEdit((edit) => {
      this.#didChange.fire({ document, ...edit });
    });
    document.onDidLoseSavedState(() => {
      this.#didChange.fire({ document });
    });
    document.onDidDispose(() => {
      this.registry.remove(document);
    });
    this.registry.add(document);
    return document;
  }

  resolveCustomEditor(document: EditorDocument, panel: vscode.WebviewPanel): void {
    const panels = this.#panels.get(document) ?? new Set();
    this.#panels.set(document, panels.add(panel));
    panel.onDidDispose(() => panels.delete(panel));
    this.show(document, panel);
    document.announceRestoredEdits();
  }

  saveCustomDocument(document: EditorDocument): Promise<void> {
    return document.save();
  }

  saveCustomDocumentAs(document: EditorDocument, destination: vscode.Uri): Promise<void> {
    const { size = 0 } = this.#panels.get(document) ?? {};
    // A list that was in no file is replaced wherever it is shown.
    return document.saveAs(destination, size > 1 && document.uri.scheme !== 'untitled');
  }

  revertCustomDocument(document: EditorDocument): Promise<void> {
    return document.revert();
  }

  backupCustomDocument(
    document: EditorDocument,
    context: vscode.CustomDocumentBackupContext,
  ): Promise<vscode.CustomDocumentBackup> {
    return document.backup(context.destination);
  }

  dispose(): void {
    this.#didChange.dispose();
  }
}
