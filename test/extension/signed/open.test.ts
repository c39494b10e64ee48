import { equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { signedViewTypes } from '../../../src/extension/host/signed-documents';
import { newFolder, write } from '../command-context';
import { until } from '../until';

const [byItself, ifAsked] = signedViewTypes;
const run = <T>(command: string, ...args: readonly unknown[]): Thenable<T> =>
  vscode.commands.executeCommand<T>(command, ...args);

/** What shows a file: the view type of a custom editor, or `text`. */
function shownAs(uri: vscode.Uri): Promise<string> {
  return until([vscode.window.tabGroups.onDidChangeTabs], () => {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    if (input instanceof vscode.TabInputCustom && input.uri.toString() === uri.toString()) return input.viewType;
    return input instanceof vscode.TabInputText && input.uri.toString() === uri.toString() ? 'text' : undefined;
  });
}

describe('A file that may be signed', () => {
  let folder: vscode.Uri;
  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(async () => {
    await run('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });

  for (const name of ['image.iso.sha512', 'checksums.SHA512', 'SEP001122334455.cnf.xml', 'SIP42.8-4-2S.loads']) {
    it(`opens as text, and as a signed file if that is asked for: ${name}`, async () => {
      const uri = await write(folder, name, `${'0123456789abcdef'.repeat(8)}  image.iso\n`);
      await run('vscode.open', uri);
      equal(await shownAs(uri), 'text');
      await run('trustList.openSignedFile', uri);
      await until([vscode.window.tabGroups.onDidChangeTabs], () => {
        const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        return input instanceof vscode.TabInputCustom && input.viewType === ifAsked;
      });
    });
  }

  it('has one editor, also if its name opens that by itself', async () => {
    const uri = await write(folder, 'SEP001122334455.cnf.xml.SGN', 'x');
    await run('vscode.open', uri);
    equal(await shownAs(uri), byItself);
    await run('trustList.openSignedFile', uri);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    equal(tabs.filter(({ input }) => input instanceof vscode.TabInputCustom).length, 1);
    ok(tabs.every(({ input }) => !(input instanceof vscode.TabInputCustom) || input.viewType === byItself));
  });
});
