import * as vscode from 'vscode';
import type { LogEvent } from '../../core/phone/logs/events';
import type { Remedy } from '../../core/phone/logs/remedy';
import type { CommandContext } from '../host/context';
import { reasonOf, Refusal } from '../host/errors';
import { knownLists, listsNear, type KnownList } from '../host/known-lists';
import { chooseOffered } from './ask';
import { decisionTitle } from './decision';
import type { PageModel } from './page-model';
import { loadEngine, loadPhoning } from '../host/engine';
import { fileNameOf, isSample } from '../host/list-uris';
import type { LogContent, LogEventView } from './protocol';
import { messages, t } from '../../core/words/translate';

/** Language of the consoles of phones. */
export const logLanguage = 'cisco-phone-log';

/** Events that the page is given, and characters of each line. */
const mostEvents = 2_000;
const mostWords = 400;

/** Bytes of the largest text that VS Code gives to extensions. */
const largestText = 50 * 1024 * 1024;
const readsAll = messages('Run trustlist log on a command line: it reads logs of any size.');

/** @throws {Refusal} if VS Code does not give such a large text, or the file is not a text. */
export async function openLog(log: vscode.Uri): Promise<vscode.TextDocument> {
  const isOpen = vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === log.toString());
  const size = isOpen || log.scheme === 'untitled' ? 0 : (await vscode.workspace.fs.stat(log)).size;
  if (size > largestText) {
    throw new Refusal(
      t('{file} has more than 50 MB, and VS Code gives extensions no larger text. {advice}', {
        file: fileNameOf(log),
        advice: t(readsAll),
      }),
    );
  }
  return vscode.workspace.openTextDocument(log).then(
    (document) => document,
    (error: unknown) => {
      // VS Code says so with the whole address of the file, and no code.
      const isBinary = reasonOf(error).includes('binary');
      const file = fileNameOf(log);
      throw new Refusal(
        isBinary
          ? t('{file} is not a text.', { file })
          : t('{file} cannot be read: {reason}.', { file, reason: reasonOf(error) }),
      );
    },
  );
}

/** What a phone's log says of trust. */
export class LogModel implements PageModel {
  readonly files: readonly vscode.Uri[];
  /** The lists that lines may speak of: read once, and again when the page is new. */
  #lists: readonly KnownList[] | null = null;
  #failure: { readonly file: string | null; readonly remedy: Remedy } | null = null;

  constructor(
    private readonly context: CommandContext,
    private readonly log: vscode.Uri,
  ) {
    this.files = [log];
  }

  get title(): string {
    return t('Timeline: {file}', { file: fileNameOf(this.log) });
  }

  isSameAs(other: PageModel): boolean {
    return other instanceof LogModel && other.log.toString() === this.log.toString();
  }

  fileOf(name: string): vscode.Uri | undefined {
    return this.#lists?.find((list) => list.name === name)?.uri;
  }

  refresh(): void {
    this.#lists = null;
  }

  async read(): Promise<LogContent> {
    const { readPhoneLog, remedyOf } = await loadPhoning();
    const document = await openLog(this.log);
    const lists = (this.#lists ??= await this.#knownLists());
    const { lines, understood, events, total, failure, recovery, unread } = readPhoneLog(document.getText());
    const view = async (event: LogEvent): Promise<LogEventView> => ({
      ...event,
      words: wordsOf(document, event.line),
      lists: (await listsOf(event, lists)).map(({ name }) => name),
    });
    const remedy = failure === null || recovery !== null ? null : remedyOf(failure);
    this.#failure = failure === null || remedy === null ? null : { file: failure.file, remedy };
    return {
      kind: 'log',
      name: fileNameOf(this.log),
      lines,
      understood,
      events: await Promise.all(events.slice(0, mostEvents).map(view)),
      total,
      failure: failure === null ? null : await view(failure),
      recovery: recovery === null ? null : await view(recovery),
      remedy: remedy === null ? null : { advice: remedy.advice.sentence, address: remedy.address, next: remedy.next },
      unread: unread === null ? null : `${unread.sentence} ${t(readsAll)}`,
    };
  }

  #knownLists(): Promise<KnownList[]> {
    const { documents } = this.context;
    return isSample(this.log) ? listsNear(documents, this.log) : knownLists(documents);
  }

  async copyAddress(): Promise<void> {
    if (this.#failure !== null) await vscode.env.clipboard.writeText(this.#failure.remedy.address);
  }

  async carryOn(): Promise<void> {
    const next = this.#failure?.remedy.next ?? null;
    if (next === 'regeneration') await vscode.commands.executeCommand('trustList.checkRegeneration');
    else if (next === 'phone') {
      await vscode.commands.executeCommand('trustList.wouldAPhoneAccept', await this.#refusedFile());
    }
  }

  /** The file that the phone was offered: in the workspace, or one that a person chooses. */
  async #refusedFile(): Promise<vscode.Uri> {
    const name = this.#failure?.file ?? '';
    const names = [name, `${name}.sgn`].map((pattern) => pattern.replace(/[^\w.@~%+-]/g, '?'));
    const [found] = name === '' ? [] : await vscode.workspace.findFiles(`**/{${names.join(',')}}`, undefined, 1);
    if (found !== undefined) return found;
    return chooseOffered(this.context, t(decisionTitle));
  }
}

/** A line of the log, as it is. */
function wordsOf(document: vscode.TextDocument, line: number): string {
  const text = line > document.lineCount ? '' : document.lineAt(line - 1).text.trim();
  return text.length > mostWords ? `${text.slice(0, mostWords)}…` : text;
}

/**
 * Lists that a line may speak of: those with its file's name, or with the length or header length that it tells. A list
 * that a phone found valid is not one that does not verify.
 */
async function listsOf(
  { kind, file, length, headerLength }: LogEvent,
  lists: readonly KnownList[],
): Promise<readonly KnownList[]> {
  const found = lists.filter(({ uri, list, length: size }) => {
    if (file !== null && fileNameOf(uri) === file) return true;
    if (length !== null) return size === length;
    return headerLength !== null && list.headerLength === headerLength;
  });
  if (kind !== 'verified') return found;
  const { verdictOf } = await loadEngine();
  const reports = await Promise.all(found.map(({ report }) => report()));
  return found.filter((_, at) => {
    const report = reports[at];
    return report !== undefined && report !== null && verdictOf(report).outcome !== 'invalid';
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
