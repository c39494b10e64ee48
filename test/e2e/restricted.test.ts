import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '../../scripts/vscode/server.mjs';
import { EditorPage } from './editor-page';
import { expect, test } from './fixtures';
import { VSCodeWindow } from './window';

const mismatched = 'ITL-mismatched-signer.tlv';

test('in Restricted Mode a list opens and is edited, and a folder cannot hide what is wrong with it', async ({
  page,
  workspace,
  release,
  scratch,
  vsix,
}) => {
  const state = mkdtempSync(join(scratch, 'restricted-'));
  const settings = { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' };
  const server = await startServer({ release, state, vsix, restricted: true, settings });
  const vscode = new VSCodeWindow(page, workspace, release);
  vscode.configure({ 'trustList.findings.severity': { 'signed-by-another': 'off' } });
  await vscode.open(server);
  await expect(page.locator('.statusbar-item', { hasText: 'Restricted Mode' })).toBeVisible();

  const editor = new EditorPage(vscode);
  await vscode.openFile(mismatched);
  await expect(editor.finding('signed-by-another'), 'although the folder says off').toBeVisible();
  await editor.record(5).click();
  await expect(editor.heading).toContainText('record 5');
  await page.keyboard.press('Delete');
  await expect(editor.record(5)).toHaveCount(0);
  await expect(vscode.dirtyTab(mismatched)).toBeVisible();
  await vscode.close();
  await server.stop();
});
