import * as vscode from 'vscode';
import type { Documents, Place } from '../host/documents';
import { listUriOf, textScheme, textUriOf } from '../host/text-uri';
import type { PrintedLists } from './printed-lists';
import { placeAtLine, type ShownPlace } from './shown-text';
import type { Texts } from './texts';

/** The ways from a list to its text and back. */
export function registerTextCommands(documents: Documents, lists: PrintedLists, texts: Texts): vscode.Disposable {
  /** The list of a title bar or of the explorer, else the one in front. */
  const listFor = (target: unknown): vscode.Uri | undefined => {
    const list = target instanceof vscode.Uri ? target : documents.active?.uri;
    if (list === undefined) void vscode.window.showInformationMessage('Open a trust list first.');
    return list;
  };

  const showAsText = async (target: unknown): Promise<void> => {
    const list = listFor(target);
    if (list !== undefined) await showText(list);
  };

  const revealInText = async (target: unknown): Promise<void> => {
    const list = listFor(undefined);
    if (list === undefined) return;
    const place = isPlace(target) ? target : documents.selection;
    const { shown } = await lists.print(list);
    const found = place === undefined ? undefined : narrowest(shown.places, place);
    await showText(list, {
      viewColumn: vscode.ViewColumn.Beside,
      ...(found === undefined ? {} : { selection: found.range }),
    });
  };

  /** From a CodeLens, else from the line that the cursor is in. */
  const showInEditor = async (text: unknown, line: unknown): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    const uri = text instanceof vscode.Uri ? text : editor?.document.uri;
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri?.toString());
    if (document?.uri.scheme !== textScheme) {
      void vscode.window.showInformationMessage('Show a trust list as text first.');
      return;
    }
    const shown = await texts.of(document);
    const at = typeof line === 'number' ? line : (editor?.selection.active.line ?? 0);
    const place = shown === undefined ? null : placeAtLine(shown, at);
    await documents.reveal(listUriOf(document.uri), place ?? { record: null, offset: 0, length: 0 });
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand('trustList.showAsText', showAsText),
    vscode.commands.registerCommand('trustList.revealInText', revealInText),
    vscode.commands.registerCommand('trustList.showInEditor', showInEditor),
  );
}

/** Shows the text of a list where it is open already, else where the options say. */
async function showText(list: vscode.Uri, asked: vscode.TextDocumentShowOptions = {}): Promise<void> {
  const uri = textUriOf(list);
  const open = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  );
  const options = { preview: false, ...asked, ...(open === undefined ? {} : { viewColumn: open.viewColumn }) };
  // Not openTextDocument, which keeps a document for minutes after its last tab was closed.
  await vscode.commands.executeCommand('vscode.open', uri, options satisfies vscode.TextDocumentShowOptions);
}

/** What shows a place most closely: its own line, else that of the record or header around it. */
function narrowest(places: readonly ShownPlace[], { record, offset, length }: Place): ShownPlace | undefined {
  return places
    .filter(
      (place) => place.record === record && place.offset <= offset && offset + length <= place.offset + place.length,
    )
    .reduce<ShownPlace | undefined>(
      (best, place) => (best === undefined || place.length < best.length ? place : best),
      undefined,
    );
}

function isPlace(target: unknown): target is Place {
  if (typeof target !== 'object' || target === null) return false;
  const { offset, length, record } = target as Record<string, unknown>;
  return typeof offset === 'number' && typeof length === 'number' && (record === null || typeof record === 'number');
}
