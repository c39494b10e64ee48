import * as vscode from 'vscode';
import type { TrustList } from '../../core/format/model';
import { CountedEmitter } from './counted-emitter';
import { fileNameOf, withoutVersion } from './list-uris';
import { FileWatchers } from './file-watchers';
import { readListFile } from './files';
import { FirstPaints } from './first-paints';
import { loadEngine } from './engine';
import { ListState } from './list-state';

/** The view type of the custom editor, as in package.json. */
export const editorViewType = 'trustList.editor';

/** What an edit makes of a file. */
export interface EditedState {
  /** What undo and redo call the edit. */
  readonly label: string;
  readonly bytes: Uint8Array;
  /** What `bytes` decode to, if the edit knows it: they are not decoded again. */
  readonly list?: TrustList;
}

/** A trust list that is open in an editor. Its state is replaced by every edit, undo, redo, revert and reload. */
export interface TrustListDocument {
  readonly uri: vscode.Uri;
  readonly state: ListState;
  /** `state` is a new one. */
  readonly onDidChange: vscode.Event<void>;
  /** The states that undo leads to, the next one first. */
  earlierStates(): Iterable<Uint8Array>;
  /** Makes this the new state, as an edit that can be undone. */
  apply(edited: EditedState): void;
}

/** A run of bytes of a list: what a person selects, and what a finding points at. */
export interface Place {
  /** From 1; null in the header and behind the last record. */
  readonly record: number | null;
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
}

/**
 * The trust lists that are open, and the one that a person works with: what the features know of each other. The editor
 * registers its documents here; every other feature only looks them up.
 */
export class Documents implements vscode.Disposable {
  readonly watchers = new FileWatchers();
  readonly #open = new Map<
    string,
    { readonly document: TrustListDocument; readonly subscription: vscode.Disposable }
  >();
  readonly #newFiles = new Map<string, EditedState>();
  readonly #firstPaints = new FirstPaints();
  #active: TrustListDocument | undefined;
  #selection: Place | undefined;
  #reveal: { readonly uri: string; readonly place: Place } | undefined;

  readonly #didOpen = new CountedEmitter<TrustListDocument>();
  readonly #didChange = new CountedEmitter<TrustListDocument>();
  readonly #didClose = new CountedEmitter<TrustListDocument>();
  readonly #didChangeActive = new CountedEmitter<TrustListDocument | undefined>();
  readonly #didRequestReveal = new CountedEmitter<vscode.Uri>();

  readonly #emitters: readonly Pick<CountedEmitter<never>, 'listeners' | 'dispose'>[] = [
    this.#didOpen,
    this.#didChange,
    this.#didClose,
    this.#didChangeActive,
    this.#didRequestReveal,
  ];

  readonly onDidOpen = this.#didOpen.event;
  readonly onDidChange = this.#didChange.event;
  readonly onDidClose = this.#didClose.event;
  /** The document in the editor that has the focus, or had it last while another one is not in front. */
  readonly onDidChangeActive = this.#didChangeActive.event;
  /** `takeReveal` has something for an editor of this file. */
  readonly onDidRequestReveal = this.#didRequestReveal.event;

  /** Calls when a list is opened, changed or closed. */
  onDidTouch(listener: (document: TrustListDocument) => void): vscode.Disposable {
    return vscode.Disposable.from(this.onDidOpen(listener), this.onDidChange(listener), this.onDidClose(listener));
  }

  get all(): readonly TrustListDocument[] {
    return [...this.#open.values()].map(({ document }) => document);
  }

  get(uri: vscode.Uri): TrustListDocument | undefined {
    return this.#open.get(uri.toString())?.document;
  }

  /** The document whose editor is in front. */
  get active(): TrustListDocument | undefined {
    return this.#active;
  }

  /** The field, record or other run of bytes that is selected in the active document. */
  get selection(): Place | undefined {
    return this.#selection;
  }

  /** The list as it is shown if it is open, else as it is on disk. Rejects if the file cannot be read. */
  async read(uri: vscode.Uri): Promise<ListState> {
    const document = this.get(uri);
    if (document === undefined) return this.readFromDisk(uri);
    await this.whenPainted(document);
    return document.state;
  }

  /**
   * Resolves when a window shows a document that was just opened: so long, a large list is inspected for nobody else.
   */
  whenPainted(document: TrustListDocument): Promise<void> {
    return this.#firstPaints.of(document);
  }

  /** The list as it is on disk, whether or not it is open. Rejects if the file cannot be read. */
  async readFromDisk(uri: vscode.Uri): Promise<ListState> {
    const [engine, bytes] = await Promise.all([loadEngine(), readListFile(uri)]);
    return new ListState(engine, bytes, fileNameOf(uri));
  }

  /** Opens the editor of a list, and shows and selects a place in it. */
  async reveal(list: vscode.Uri, place: Place): Promise<void> {
    // What is on disk is shown in the editor of the file: there is no other.
    const uri = withoutVersion(list);
    this.#reveal = { uri: uri.toString(), place };
    await vscode.commands.executeCommand('vscode.openWith', uri, editorViewType, columnOf(uri));
    this.#didRequestReveal.fire(uri);
  }

  /** As `reveal`, of a record; of the whole list if there is no such record. Rejects if the file cannot be read. */
  async revealRecord(uri: vscode.Uri, record: number | null): Promise<void> {
    const { decoded, bytes } = await this.read(uri);
    const place = decoded.ok && record !== null ? decoded.list.records[record - 1] : undefined;
    const { offset, length } = place ?? { offset: 0, length: bytes.length };
    await this.reveal(uri, { record: place === undefined ? null : record, offset, length });
  }

  /** Selects a place in the editor of a list that is in front; the keyboard stays where it is. */
  select(uri: vscode.Uri, place: Place): void {
    this.#reveal = { uri: uri.toString(), place };
    // The next command may come before the editor has said so.
    if (this.#active?.uri.toString() === uri.toString()) this.#selection = place;
    this.#didRequestReveal.fire(uri);
  }

  /** Opens a list that is in no file yet, under a name to be saved as; dirty from the first. */
  async openNew(fileName: string, edited: EditedState): Promise<void> {
    const uri = this.#freeUntitled(fileName);
    this.#newFiles.set(uri.toString(), edited);
    await vscode.commands.executeCommand('vscode.openWith', uri, editorViewType);
  }

  /** What is held, to be counted by tests. */
  get held(): { readonly documents: number; readonly watchers: number; readonly listeners: number } {
    const listeners = this.#emitters.reduce((sum, emitter) => sum + emitter.listeners, 0);
    return { documents: this.#open.size, watchers: this.watchers.size, listeners };
  }

  /** The editor's part: a document was opened. */
  add(document: TrustListDocument): void {
    const subscription = document.onDidChange(() => {
      this.#didChange.fire(document);
    });
    this.#open.set(document.uri.toString(), { document, subscription });
    this.#firstPaints.expect(document);
    this.#didOpen.fire(document);
  }

  /** The editor's part: a window shows the document. */
  painted(document: TrustListDocument): void {
    this.#firstPaints.done(document);
  }

  /** The editor's part: a document was closed. */
  remove(document: TrustListDocument): void {
    this.#firstPaints.done(document);
    this.#open.get(document.uri.toString())?.subscription.dispose();
    this.#open.delete(document.uri.toString());
    if (this.#active === document) this.setActive(undefined, undefined);
    this.#didClose.fire(document);
  }

  /** The editor's part: another editor is in front, or another place is selected in it. */
  setActive(document: TrustListDocument | undefined, selection: Place | undefined): void {
    const changed = this.#active !== document;
    this.#active = document;
    this.#selection = selection;
    if (changed) this.#didChangeActive.fire(document);
  }

  /** The editor's part: the place to reveal in an editor of this file, once. */
  takeReveal(uri: vscode.Uri): Place | undefined {
    if (this.#reveal?.uri !== uri.toString()) return undefined;
    const { place } = this.#reveal;
    this.#reveal = undefined;
    return place;
  }

  /** The editor's part: what `openNew` gave for this URI, once. */
  takeNew(uri: vscode.Uri): EditedState | undefined {
    const file = this.#newFiles.get(uri.toString());
    this.#newFiles.delete(uri.toString());
    return file;
  }

  dispose(): void {
    for (const { subscription } of this.#open.values()) subscription.dispose();
    this.#open.clear();
    this.#firstPaints.dispose();
    for (const emitter of this.#emitters) emitter.dispose();
  }

  #freeUntitled(fileName: string): vscode.Uri {
    const [stem = fileName, extension = 'tlv'] = fileName.split(/\.(?=[^.]*$)/);
    for (let number = 1; ; number += 1) {
      const path = number === 1 ? `${stem}.${extension}` : `${stem}-${number}.${extension}`;
      const uri = vscode.Uri.from({ scheme: 'untitled', path });
      if (this.get(uri) === undefined) return uri;
    }
  }
}

/** The column in which a list is open already, the one that has the focus before all others. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn | undefined {
  const { activeTabGroup, all } = vscode.window.tabGroups;
  const shows = ({ input }: vscode.Tab): boolean =>
    input instanceof vscode.TabInputCustom &&
    input.viewType === editorViewType &&
    input.uri.toString() === uri.toString();
  return [activeTabGroup, ...all].find(({ tabs }) => tabs.some(shows))?.viewColumn;
}
