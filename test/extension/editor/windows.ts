import { ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { moveRecord } from '../../../src/core/edit/records';
import { decode } from '../../../src/core/format/decode';
import { editorViewType } from '../../../src/extension/host/documents';

/** The tabs that show a file. */
export function tabsOf(uri: vscode.Uri): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputCustom && input.uri.toString() === uri.toString());
}

/** Resolves when every tab of a file is dirty, or none is. */
export async function whenDirty(uri: vscode.Uri, dirty: boolean): Promise<void> {
  const settled = (): boolean => tabsOf(uri).every((tab) => tab.isDirty === dirty);
  if (settled()) return;
  await new Promise<void>((resolve) => {
    const subscription = vscode.window.tabGroups.onDidChangeTabs(() => {
      if (!settled()) return;
      subscription.dispose();
      resolve();
    });
  });
}

export const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);
export const open = (uri: vscode.Uri, column?: vscode.ViewColumn): Thenable<unknown> =>
  run('vscode.openWith', uri, editorViewType, column);
export const moveDown = (record: number): Thenable<unknown> => run('trustList.moveRecordDown', { record });

/** The bytes with a record moved down by one place. */
export function moved(bytes: Uint8Array, record: number): Uint8Array {
  const decoded = decode(bytes);
  ok(decoded.ok);
  const outcome = moveRecord(decoded.list, record, record + 1);
  ok(outcome.ok);
  return outcome.bytes;
}
