import * as vscode from 'vscode';
import type { LogEvent } from '../../core/phone/logs/events';
import type { Documents } from '../host/documents';
import { knownLists, type KnownList } from '../host/known-lists';
import type { PageModel } from './page-model';
import { loadPhoning } from '../host/engine';
import { fileNameOf } from '../host/list-uris';
import type { LogContent, LogEventView } from './protocol';

/** Language of the consoles of phones. */
export const logLanguage = 'cisco-phone-log';

/** Events that the page is given. */
const mostEvents = 2_000;

/** What a phone's log says of trust. */
export class LogModel implements PageModel {
  readonly files: readonly vscode.Uri[];
  /** The lists that lines may speak of: read once, and again when the page is new. */
  #lists: readonly KnownList[] | null = null;

  constructor(
    private readonly documents: Documents,
    private readonly log: vscode.Uri,
  ) {
    this.files = [log];
  }

  get title(): string {
    return `Timeline: ${fileNameOf(this.log)}`;
  }

  fileOf(name: string): vscode.Uri | undefined {
    return this.#lists?.find((list) => list.name === name)?.uri;
  }

  refresh(): void {
    this.#lists = null;
  }

  async read(): Promise<LogContent> {
    const { readPhoneLog } = await loadPhoning();
    const document = await vscode.workspace.openTextDocument(this.log);
    const lists = (this.#lists ??= await knownLists(this.documents));
    const { events, failure, recovery, unread } = readPhoneLog(document.getText());
    const view = (event: LogEvent): LogEventView => ({
      ...event,
      lists: listsOf(event, lists).map(({ name }) => name),
    });
    return {
      kind: 'log',
      name: fileNameOf(this.log),
      events: events.slice(0, mostEvents).map(view),
      total: events.length,
      failure: failure === null ? null : view(failure),
      recovery: recovery === null ? null : view(recovery),
      unread: unread?.sentence ?? null,
    };
  }
}

/** Lists that a line may speak of: those with its file's name, or with the length or header length that it tells. */
export function listsOf({ file, length, headerLength }: LogEvent, lists: readonly KnownList[]): KnownList[] {
  return lists.filter(({ uri, list, length: size }) => {
    if (file !== null && fileNameOf(uri) === file) return true;
    if (length !== null) return size === length;
    return headerLength !== null && list.headerLength === headerLength;
  });
}

/** Says what a line of a phone's log means. */
export class LogHovers implements vscode.HoverProvider {
  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | null> {
    const { readPhoneLogLine } = await loadPhoning();
    const { text, range } = document.lineAt(position.line);
    const event = readPhoneLogLine(text);
    if (event === null) return null;
    // What a log says is text, never markup.
    return new vscode.Hover(new vscode.MarkdownString().appendText(event.sentence), range);
  }
}
