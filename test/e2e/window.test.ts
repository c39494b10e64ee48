import { expect, test } from './fixtures';

test('the window follows each theme', async ({ vscode }) => {
  for (const theme of ['light', 'dark', 'high contrast', 'high contrast light'] as const) {
    await vscode.setTheme(theme);
    await vscode.screenshot(`window-${theme.replaceAll(' ', '-')}`);
  }
  await expect(vscode.page.locator('.monaco-workbench')).toBeVisible();
});

test('the packaged extension opens a .tlv file in its editor', async ({ vscode }) => {
  vscode.workspace.write('list.tlv', 'not a trust list');
  await vscode.openFile('list.tlv');
  await expect(vscode.webview().locator('body')).not.toBeEmpty();
  await vscode.screenshot('not-a-trust-list');
});
