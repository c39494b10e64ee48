import * as vscode from 'vscode';
import type { Command } from '../host/command';
import type { Documents, Place } from '../host/documents';
import { Refusal } from '../host/errors';
import { listUriOf, textScheme, textUriOf } from '../host/list-uris';
import { isPlace } from '../host/target';
import type { PrintedLists } from './printed-lists';
import { openHexDump } from './hex-dump';
import { readShowText } from './read-show-text';
import { placeAtLine, type ShownPlace } from './shown-text';
import type { Texts } from './texts';
import { t } from '../../core/words/translate';

/** The ways from a list to its text and back. */
export function textCommands(lists: PrintedLists, texts: Texts): readonly Command[] {
  return [
    { id: 'trustList.openHexDump', run: openHexDump },
    { id: 'trustList.readShowText', run: readShowText },
    { id: 'trustList.showAsText', run: ({ documents }, target) => showText(listFor(target, documents)) },
    {
      id: 'trustList.revealInText',
      run: async ({ documents }, target) => {
        const list = listFor(undefined, documents);
        const place = isPlace(target) ? target : documents.selection;
        const { shown } = await lists.print(list);
        const found = place === undefined ? undefined : narrowest(shown.places, place);
        const selection = found === undefined ? {} : { selection: found.range };
        await showText(list, { viewColumn: vscode.ViewColumn.Beside, ...selection });
      },
    },
    {
      id: 'trustList.showInEditor',
      // From a CodeLens, else from the line that the cursor is in.
      run: async ({ documents }, text, line) => {
        const editor = vscode.window.activeTextEditor;
        const uri = text instanceof vscode.Uri ? text : editor?.document.uri;
        const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri?.toString());
        if (document?.uri.scheme !== textScheme) throw new Refusal(t('Show a trust list as text first.'));
        const shown = await texts.of(document);
        const at = typeof line === 'number' ? line : (editor?.selection.active.line ?? 0);
        const place = shown === undefined ? null : placeAtLine(shown, at);
        await documents.reveal(listUriOf(document.uri), place ?? { record: null, offset: 0, length: 0 });
      },
    },
  ];
}

/** The list of a title bar or of the explorer, else the one in front. */
function listFor(target: unknown, documents: Documents): vscode.Uri {
  const list = target instanceof vscode.Uri ? target : documents.active?.uri;
  if (list === undefined) throw new Refusal(t('Open a trust list first.'));
  return list;
}

/** Shows the text of a list in the tab that it has, else as the options say. */
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
