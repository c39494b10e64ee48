import { deepEqual, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/extension/commands/register';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly keybindings: readonly { readonly command: string }[];
  };
}

describe('The manifest', () => {
  const extension = vscode.extensions.getExtension('trust-list-editor.trust-list-editor');
  const { contributes } = extension?.packageJSON as Manifest;
  const declared = contributes.commands.map(({ command }) => command);

  it('declares every command that edits, exports or copies, in the category of the extension', () => {
    const missing = commands.filter(({ id }) => !declared.includes(id));
    deepEqual(missing, []);
    deepEqual(new Set(contributes.commands.map(({ category }) => category)), new Set(['Trust List']));
  });

  it('declares no command, menu or key that nothing answers', async () => {
    ok(extension);
    await extension.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings, ...contributes.commands];
    const dangling = used
      .map(({ command }) => command)
      .filter((command) => command.startsWith('trustList.') && !registered.has(command));
    deepEqual(dangling, []);
  });
});
