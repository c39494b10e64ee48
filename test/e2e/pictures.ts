import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cucm8Variants } from '../cucm8-variants';
import { ComparePage } from './compare/compare-page';
import { EditorPage } from './editor-page';
import { expect, test } from './fixtures';
import type { Theme, VSCodeWindow } from './window';

const media = join(import.meta.dirname, '../../media');
const publisher = 'ITL-cucm8-publisher.tlv';
const mismatched = 'ITL-mismatched-signer.tlv';

test.use({ viewport: { width: 1280, height: 720 } });

async function take(vscode: VSCodeWindow, name: string, theme: Theme): Promise<void> {
  await vscode.setTheme(theme);
  await vscode.page.screenshot({ path: join(media, 'pictures', `${name}.png`), animations: 'disabled' });
}

test('the icon, from its drawing', async ({ page }) => {
  await page.setViewportSize({ width: 256, height: 256 });
  const drawing = readFileSync(join(media, 'icon.svg'), 'utf8').replace(
    /width="\d+" height="\d+"/,
    'width="256" height="256"',
  );
  await page.setContent(`<style>body { margin: 0 }</style>${drawing}`);
  await page.locator('svg').screenshot({ path: join(media, 'icon.png'), omitBackground: true });
});

test('the window', async ({ vscode, workspace }) => {
  await vscode.page.setViewportSize({ width: 1280, height: 720 });
  for (const [file, name, theme] of [
    [publisher, 'editor-light', 'light'],
    [mismatched, 'findings-dark', 'dark'],
  ] as const) {
    await vscode.openFile(file);
    const editor = new EditorPage(vscode);
    await expect(editor.verdict).toBeVisible();
    await editor.item('Overview').click();
    await take(vscode, name, theme);
    await vscode.runCommand('View: Close All Editors');
  }

  const { original, bothRegenerated } = await cucm8Variants();
  workspace.write('before.tlv', original.bytes);
  workspace.write('after.tlv', bothRegenerated);
  await vscode.explorerRow('before.tlv').click();
  await vscode.tab('before.tlv').waitFor();
  await vscode.explorerRow('after.tlv').click({ modifiers: ['Control'] });
  await vscode.explorerRow('after.tlv').click({ button: 'right' });
  await vscode.takeFromMenu('Compare Trust Lists');
  const comparison = new ComparePage(vscode);
  await expect(comparison.verdict('left')).toContainText('locked out');
  await expect(vscode.webview().locator('vscode-progress-ring')).toHaveCount(0);
  await take(vscode, 'comparison-dark', 'dark');
  await vscode.runCommand('View: Close All Editors');

  await vscode.openFile('ITL-cucm12-cluster.tlv');
  await vscode.runCommand('Trust List: Check Whether Phone Accepts File…');
  await vscode.page.getByPlaceholder('Which ITL does the phone hold?').waitFor();
  await vscode.pick(publisher);
  await vscode.page.getByPlaceholder('Which CTL does the phone hold?').waitFor();
  await vscode.pick('No CTL');
  await expect(vscode.webview().locator('.result .verdict')).toBeVisible();
  await take(vscode, 'phone-light', 'light');
});
