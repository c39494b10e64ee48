import * as vscode from 'vscode';
import type { EditedState } from './documents';
import type { FileWatchers } from './file-watchers';
import type { BackupFolder } from './backups';
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

/** Makes the documents and windows of an editor, on VS Code's terms. */
export class EditorProvider implements vscode.CustomEditorProvider<EditorDocument>, vscode.Disposable {
  readonly #didChange = new vscode.EventEmitter<DocumentEvent>();
  readonly onDidChangeCustomDocument = this.#didChange.event;

  private constructor(
    private readonly registry: Registry,
    private readonly backups: BackupFolder,
    private readonly show: (document: EditorDocument, panel: vscode.WebviewPanel) => void,
  ) {}

  /** @param show fills a new window of a document. */
  static register(
    viewType: string,
    registry: Registry,
    backups: BackupFolder,
    show: (document: EditorDocument, panel: vscode.WebviewPanel) => void,
  ): vscode.Disposable {
    const provider = new EditorProvider(registry, backups, show);
    const registration = vscode.window.registerCustomEditorProvider(viewType, provider, {
      supportsMultipleEditorsPerDocument: true,
    });
    return vscode.Disposable.from(registration, provider);
  }

  async openCustomDocument(uri: vscode.Uri, context: vscode.CustomDocumentOpenContext): Promise<EditorDocument> {
    const document = await EditorDocument.open(uri, {
      backups: this.backups,
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
    this.show(document, panel);
    document.announceRestoredEdits();
  }

  saveCustomDocument(document: EditorDocument): Promise<void> {
    return document.save();
  }

  saveCustomDocumentAs(document: EditorDocument, destination: vscode.Uri): Promise<void> {
    return document.saveAs(destination);
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
