import * as vscode from 'vscode';
import type { Finding } from '../../core/trust/report';
import { diagnosticOf, diagnosticSource, type FindingsInTexts } from '../host/findings';
import type { Place } from '../host/documents';
import { loadEngine } from '../host/engine';
import { isSavedVersion, listUriOf, revisionOf, textLanguage, textScheme, textUriOf } from '../host/list-uris';
import { revealUri } from '../host/reveal-uri';
import { onDidChangeSeverities } from '../host/severities';
import type { PrintedLists } from './printed-lists';
import { parsedText, type ShownText } from './shown-text';

/** How long after the last keystroke a pasted text is read again, in milliseconds. */
const typingPause = 200;

/** An open text of the language. */
interface OpenText {
  readonly document: vscode.TextDocument;
  /** Follows the file of the list; undefined for a pasted text. */
  readonly follow: vscode.Disposable | undefined;
  /** Runs while somebody types. */
  timer: ReturnType<typeof setTimeout> | undefined;
  /** What the text of this version shows. */
  shown: { readonly version: number; readonly text: Promise<ShownText | undefined> } | undefined;
  /** What is underlined in it, by `keyOf`. */
  underlined: ReadonlySet<string>;
}

/**
 * The texts of the language that are open: those printed of lists, and those that somebody pasted. Underlines what was
 * found in them, and says what they show.
 */
export class Texts implements FindingsInTexts, vscode.Disposable {
  readonly #open = new Map<string, OpenText>();
  readonly #collection = vscode.languages.createDiagnosticCollection('trust-list-text');
  readonly #didChange = new vscode.EventEmitter<void>();
  readonly #didUnderline = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: vscode.Disposable;

  /** What some text shows is something else. */
  readonly onDidChange = this.#didChange.event;
  readonly onDidUnderline = this.#didUnderline.event;

  constructor(
    private readonly lists: PrintedLists,
    private readonly extensionId: string,
  ) {
    this.#subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#add(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#remove(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.#changed(document);
      }),
      lists.onDidChange((uri) => {
        const open = this.#open.get(uri.toString());
        if (open !== undefined) this.#readAgain(open);
      }),
      onDidChangeSeverities(() => {
        for (const open of this.#open.values()) this.#readAgain(open);
      }),
    );
    for (const document of vscode.workspace.textDocuments) this.#add(document);
  }

  /** What a document shows; undefined for one of another language. */
  async of(document: vscode.TextDocument): Promise<ShownText | undefined> {
    const open = this.#open.get(document.uri.toString());
    return open === undefined ? undefined : this.#shown(open);
  }

  /** True for a list whose text is open. */
  has(list: vscode.Uri): boolean {
    return [...this.#open.values()].some(
      ({ document: { uri } }) => uri.scheme === textScheme && listUriOf(uri).toString() === list.toString(),
    );
  }

  underlines(list: vscode.Uri, finding: Finding): boolean {
    return this.#open.get(textUriOf(list).toString())?.underlined.has(keyOf(finding)) === true;
  }

  /** What is held, to be counted by tests. */
  get held(): { readonly texts: number; readonly underlined: number } {
    let underlined = 0;
    this.#collection.forEach((_, diagnostics) => {
      underlined += diagnostics.length;
    });
    return { texts: this.#open.size, underlined };
  }

  dispose(): void {
    for (const { document } of [...this.#open.values()]) this.#remove(document);
    this.#subscriptions.dispose();
    this.#collection.dispose();
    this.#didChange.dispose();
    this.#didUnderline.dispose();
  }

  #add(document: vscode.TextDocument): void {
    const { uri, languageId } = document;
    if (languageId !== textLanguage || this.#open.has(uri.toString())) return;
    const follow = uri.scheme === textScheme ? this.lists.follow(listUriOf(uri)) : undefined;
    const open: OpenText = { document, follow, timer: undefined, shown: undefined, underlined: new Set() };
    this.#open.set(uri.toString(), open);
    this.#underline(open);
  }

  #remove({ uri }: vscode.TextDocument): void {
    const open = this.#open.get(uri.toString());
    if (open === undefined) return;
    clearTimeout(open.timer);
    open.follow?.dispose();
    this.#open.delete(uri.toString());
    this.#collection.delete(uri);
    if (uri.scheme === textScheme) this.#didUnderline.fire(listUriOf(uri));
  }

  #changed({ uri }: vscode.TextDocument): void {
    const open = this.#open.get(uri.toString());
    if (open === undefined) return;
    if (open.follow !== undefined) {
      this.#underline(open);
      return;
    }
    clearTimeout(open.timer);
    open.timer = setTimeout(() => {
      this.#underline(open);
    }, typingPause);
  }

  #readAgain(open: OpenText): void {
    open.shown = undefined;
    this.#underline(open);
  }

  #underline(open: OpenText): void {
    void this.#setDiagnostics(open).then(() => {
      this.#didChange.fire();
    });
  }

  async #setDiagnostics(open: OpenText): Promise<void> {
    const { document } = open;
    const { version, uri } = document;
    const [engine, text] = await Promise.all([loadEngine(), this.#shown(open)]);
    if (text === undefined || this.#open.get(uri.toString()) !== open || document.version !== version) return;
    const { list } = text;
    const target = (place: Place): vscode.Uri | undefined =>
      list === null ? undefined : revealUri(this.extensionId, list, place);
    const findings = isOfRevision(document) ? [] : text.findings;
    const found = findings.map(({ finding, range }) => diagnosticOf(engine, finding, range, target(finding.where)));
    this.#collection.set(uri, text.unread === null ? found : [notRead(text.unread)]);
    open.underlined = new Set(findings.map(({ finding }) => keyOf(finding)));
    if (uri.scheme === textScheme) this.#didUnderline.fire(listUriOf(uri));
  }

  /** Undefined while VS Code has not fetched the text of a list again. */
  #shown(open: OpenText): Promise<ShownText | undefined> {
    const { version } = open.document;
    if (open.shown?.version !== version) open.shown = { version, text: this.#read(open.document) };
    return open.shown.text;
  }

  async #read(document: vscode.TextDocument): Promise<ShownText | undefined> {
    if (document.uri.scheme === textScheme) {
      const { text, shown } = await this.lists.print(listUriOf(document.uri));
      return text === document.getText() ? shown : undefined;
    }
    return parsedText(await loadEngine(), document);
  }
}

/** There is nothing to fix in a revision of Git, or in what is on disk beside the editor: its hovers say what is wrong. */
function isOfRevision({ uri }: vscode.TextDocument): boolean {
  if (uri.scheme !== textScheme) return false;
  const list = listUriOf(uri);
  return isSavedVersion(list) || revisionOf(list) !== null;
}

/** What tells the findings of one list apart. */
function keyOf({ code, message, where: { offset, length } }: Finding): string {
  return `${code} ${offset} ${length} ${message}`;
}

function notRead(why: string): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 1), why, vscode.DiagnosticSeverity.Information);
  diagnostic.source = diagnosticSource;
  return diagnostic;
}
