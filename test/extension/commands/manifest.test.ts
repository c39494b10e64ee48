import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { declaredCommands as commands } from '../../../src/extension/editor/commands/commands';
import { extensionId } from '../../extension-id';

/** A command, or a submenu. */
interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly submenus: readonly { readonly id: string }[];
    readonly keybindings: readonly { readonly command: string; readonly key: string; readonly when?: string }[];
  };
}

describe('The manifest', () => {
  const extension = vscode.extensions.getExtension(extensionId);
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
      .flatMap(({ command }) => command ?? [])
      .filter((command) => command.startsWith('trustList.') && !registered.has(command));
    deepEqual(dangling, []);
    const submenus = Object.values(contributes.menus).flatMap((items) => items.flatMap(({ submenu }) => submenu ?? []));
    deepEqual(new Set(submenus), new Set(contributes.submenus.map(({ id }) => id)));
  });

  it('has a place in the editor for every command: palette, title bar, the menu of its target, and keys for some', () => {
    const { menus, keybindings } = contributes;
    const commandsOf = (menu: string): string[] => (menus[menu] ?? []).flatMap(({ command }) => command ?? []);
    const hidden = (menus['commandPalette'] ?? []).filter(({ when }) => when === 'false').map(({ command }) => command);
    const submenus = (menus['editor/title'] ?? []).flatMap(({ submenu }) => submenu ?? []);
    const title = [...commandsOf('editor/title'), ...submenus.flatMap(commandsOf)];
    const inEditor = keybindings.filter(({ when }) => when?.startsWith('activeCustomEditorId == trustList.editor'));
    const keys = inEditor.map(({ command }) => command);
    const matrix = commands.map(({ id }) => {
      const places = {
        palette: !hidden.includes(id),
        title: title.includes(id),
        context: commandsOf('webview/context').includes(id),
        key: keys.includes(id),
      };
      return `${id}: ${Object.entries(places)
        .flatMap(([place, is]) => (is ? place : []))
        .join(' ')}`;
    });
    deepEqual(matrix, [
      'trustList.newTrustList: palette title', // it has no target
      'trustList.resign: palette title context key',
      'trustList.applyFix: palette title key', // its targets, the findings, offer it themselves
      'trustList.blank: palette title context key',
      'trustList.addRecord: palette title context key',
      'trustList.removeRecord: palette title context key',
      'trustList.moveRecordUp: palette title context key',
      'trustList.moveRecordDown: palette title context key',
      'trustList.changeFunction: palette title context key',
      'trustList.replaceCertificate: palette title context',
      'trustList.turnIntoHash: palette title context',
      'trustList.turnIntoFullCertificate: palette title context',
      'trustList.setDnsName: palette title context',
      'trustList.setAddress: palette title context',
      'trustList.setFilename: palette title context',
      'trustList.setTimestamp: palette title context',
      'trustList.setVersion: palette title context',
      'trustList.exportPem: palette title context key',
      'trustList.copyAddress: palette title',
      'trustList.copyPem: palette title context',
      'trustList.copyFingerprint: palette title context',
      'trustList.copyHex: palette title context',
      'trustList.copyValue: palette title context',
      'trustList.writeBytesToSign: palette title context',
      'trustList.attachSignature: palette title context',
    ]);
    const chords = inEditor.map(({ key }) => key);
    equal(new Set(chords).size, chords.length, 'no key means two commands');
  });
});
