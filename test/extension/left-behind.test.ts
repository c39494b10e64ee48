import { deepEqual, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { editorViewType } from '../../src/extension/host/documents';
import { textUriOf } from '../../src/extension/host/list-uris';
import type { Api } from '../../src/extension/extension';
import { mismatchedSigner } from '../builders';
import { amount } from '../long';
import { extensionId } from '../extension-id';
import { newFolder, write } from './command-context';
import { isInBrowser } from './platform';
import { until } from './until';

/** What is left behind in one round is left behind in each. */
const rounds = amount({ all: 200, share: isInBrowser ? 3 : 12 });
const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

describe(`After ${rounds} lists and their texts were opened and closed`, () => {
  let isOver = false;
  after(() => {
    isOver = true; // also where the time was up: what goes on would close the editors of the tests that follow
  });

  it('no document, diagnostic, watcher or listener is left', async function () {
    this.timeout(600_000);
    const extension = vscode.extensions.getExtension<Api>(extensionId);
    ok(extension);
    const { held } = await extension.activate();
    const uri = await write(await newFolder(), 'ITLFile.tlv', (await mismatchedSigner()).bytes);
    const before = held();
    const most: Record<string, number> = {};
    for (let round = 0; round < rounds && !isOver; round += 1) {
      await run('vscode.openWith', uri, editorViewType);
      await run('trustList.showAsText', uri);
      for (const [name, amount] of Object.entries(held())) most[name] = Math.max(most[name] ?? 0, amount);
      await run('workbench.action.closeAllEditors');
    }
    const events = [vscode.workspace.onDidCloseTextDocument, vscode.languages.onDidChangeDiagnostics];
    await until(events, () => JSON.stringify(held()) === JSON.stringify(before));
    deepEqual(held(), before);
    ok(vscode.workspace.textDocuments.every((document) => document.uri.toString() !== textUriOf(uri).toString()));
    for (const name of ['documents', 'texts', 'watchers', 'listeners', 'results']) {
      ok((most[name] ?? 0) > (before[name] ?? 0), `${name} were never counted`);
    }
  });
});
