import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { samples } from '../../scripts/shared/paths.mjs';
import { expect, test as base } from './fixtures';
import { VSCodeWindow } from './window';
import { Workspace } from './workspace';

const sample = (...path: readonly string[]): Uint8Array => readFileSync(join(samples, ...path));
const listText = 'admin:show itl\nThe checksum value of the ITL file:\n0123456789abcdef0123456789abcdef(MD5)\n';

/** Files of projects that have nothing to do with phones. */
const unrelated = {
  'notes.txt': 'Some notes.\n',
  'build.log': 'all 12 tests passed\n',
  'image.iso.sha512': `${'ab'.repeat(64)}  image.iso\n`,
  'table.csv': 'name,number\n',
};

const test = base.extend<{ texts: VSCodeWindow }>({
  /** A window on a folder with texts and without a list. */
  texts: async ({ page, server, release, scratch }, use) => {
    const workspace = new Workspace(mkdtempSync(join(scratch, 'texts-')));
    for (const [name, text] of Object.entries(unrelated)) workspace.write(name, text);
    workspace.write('session.txt', `${'some words of a login banner\n'.repeat(200)}${listText}`);
    workspace.write('console.txt', sample('phone', 'console.log'));
    workspace.write('SEP0011215A1AE3.cnf.xml.sha512', sample('phone', 'SEP0011215A1AE3.cnf.xml.sgn'));
    const window = new VSCodeWindow(page, workspace, release);
    await window.open(server);
    await use(window);
    await window.close();
  },
});

/** The language of the text in front, as the status bar shows it. */
function language(window: VSCodeWindow, name: string): Locator {
  return window.page.locator('.statusbar-item', { hasText: name });
}

async function takeFromExplorer(window: VSCodeWindow, file: string, item: string): Promise<void> {
  await window.explorerRow(file).click({ button: 'right' });
  await window.takeFromMenu(item);
}

test('nothing runs in a window with texts and no list, until it is asked for', async ({ texts: window }) => {
  await test.step('texts are open, as text', async () => {
    for (const [name, text] of Object.entries(unrelated)) {
      await window.openFile(name);
      await expect(window.page.locator('.monaco-editor .view-line').first()).toContainText(text.slice(0, 10));
    }
    await window.openFile('console.txt');
    await expect(language(window, 'Plain Text')).toBeVisible();
  });

  await test.step('the Explorer offers what these may be, and only that', async () => {
    await window.explorerRow('table.csv').click({ button: 'right' });
    await expect(window.page.getByRole('menuitem', { name: 'Open to the Side' })).toBeVisible();
    await expect(window.page.getByRole('menuitem', { name: 'Audit Phones…' })).toHaveCount(0);
    await window.page.keyboard.press('Escape');
    await takeFromExplorer(window, 'session.txt', 'Read show itl Text');
    await expect(language(window, 'Trust List (show itl, show ctl)')).toBeVisible();
    // The log has one line: so nothing before has started the extension.
    expect(window.activations).toEqual(['onCommand:trustList.readShowText']);
  });

  await test.step('then texts are recognised by their content', async () => {
    await window.tab('console.txt').click();
    await expect(language(window, 'Cisco Phone Log')).toBeVisible();
    await window.tab('notes.txt').click();
    await expect(language(window, 'Plain Text')).toBeVisible();
  });

  await test.step('a signed file that is named as a checksum opens where it is asked to', async () => {
    await takeFromExplorer(window, 'SEP0011215A1AE3.cnf.xml.sha512', 'Open as Signed File');
    await expect(window.webview().getByRole('region', { name: 'Signature' })).toContainText(
      'No list to verify against',
    );
  });
});

test('texts are recognised in a folder with a list, though none is open', async ({ vscode: window, workspace }) => {
  workspace.write('session.txt', listText);
  await window.openFile('session.txt');
  await expect(language(window, 'Trust List (show itl, show ctl)')).toBeVisible();
  expect(window.activations).toEqual(['workspaceContains:**/*.{tlv,showitl}']);
});
