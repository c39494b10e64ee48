import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { FrameLocator, Locator } from '@playwright/test';
import { cucm8Variants } from '../../cucm8-variants';
import { EditorPage } from '../editor-page';
import { expect, test as base } from '../fixtures';
import type { VSCodeWindow } from '../window';
import type { Workspace } from '../workspace';
import { ComparePage } from './compare-page';

const publisher = 'ITL-cucm8-publisher.tlv';
const trustlist = join(import.meta.dirname, '../../../dist/cli.js');

const test = base.extend<{ comparison: ComparePage; lists: Workspace }>({
  comparison: async ({ vscode }, use) => {
    await use(new ComparePage(vscode));
  },
  /** The workspace with the CUCM 8 publisher's list before and after its certificates were regenerated. */
  lists: async ({ workspace, vscode }, use) => {
    const { original, callManagerRegenerated, tvsRegenerated, bothRegenerated, otherWriter } = await cucm8Variants();
    const files = { callManagerRegenerated, tvsRegenerated, bothRegenerated, otherWriter };
    workspace.write('original.tlv', original.bytes);
    for (const [name, bytes] of Object.entries(files)) workspace.write(`${name}.tlv`, bytes);
    await vscode.explorerRow('otherWriter.tlv').waitFor();
    await use(workspace);
  },
});

/**
 * Selects two files in the Explorer and takes an item of their menu. The first one is shown by its selection, and is
 * looked at: on VS Code 1.100 in a browser, a page that is closed while it loads holds up the next one for 30 s.
 */
async function compareInExplorer(vscode: VSCodeWindow, left: string, right: string, item = 'Compare Trust Lists') {
  await vscode.explorerRow(left).click();
  await vscode.tab(left).waitFor();
  await expect(new EditorPage(vscode).item('Overview')).toBeVisible();
  await vscode.explorerRow(right).click({ modifiers: ['Control'] });
  for (const file of [left, right]) await expect(vscode.explorerRow(file)).toHaveAttribute('aria-selected', 'true');
  await vscode.explorerRow(right).click({ button: 'right' });
  await vscode.takeFromMenu(item);
}

test('lists are compared with each other, with what is saved, and with the clipboard', async ({
  vscode,
  comparison,
  lists,
  page,
  workspace,
  context,
}) => {
  await test.step('two files selected in the Explorer are compared, side by side', async () => {
    await compareInExplorer(vscode, 'original.tlv', 'bothRegenerated.tlv');
    await expect(vscode.tab('original.tlv ↔ bothRegenerated.tlv')).toBeVisible();
    await expect(comparison.summary).toContainText('Signer renewed');
    await expect(comparison.summary).toContainText('TVS');
    await expect(comparison.side('left')).toContainText('original.tlv');
    await expect(comparison.side('right')).toContainText('bothRegenerated.tlv');
    await expect(comparison.verdict('left')).toContainText('locked out');
    await expect(comparison.verdict('right')).toContainText('rule P4');
    await expect(comparison.position).toHaveText(/^\d+ differences$/);
    await vscode.screenshot('compare');

    await expect(comparison.feed.getByRole('article').first(), 'has the keyboard').toBeFocused();
    await page.keyboard.press('F7');
    await expect(comparison.position).toHaveText(/^1 of /);
    await page.keyboard.press('F7');
    await expect(comparison.position).toHaveText(/^2 of /);
    await page.keyboard.press('Shift+F7');
    await expect(comparison.position).toHaveText(/^1 of /);
    await page.keyboard.press('ArrowDown');
    await expect(comparison.feed.getByRole('article').nth(1)).toBeFocused();

    await comparison.button('Swap sides').focus();
    await page.keyboard.press('Enter');
    await expect(comparison.side('left')).toContainText('bothRegenerated.tlv');
    await expect(vscode.tab('bothRegenerated.tlv ↔ original.tlv')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(comparison.side('left')).toContainText('original.tlv');
    expect(lists.read('original.tlv')).toHaveLength(5438);
  });
  await vscode.runCommand('View: Close All Editors');
  await test.step('an edit in one editor shows in the comparison, and can be held against the saved version', async () => {
    const editor = new EditorPage(vscode);
    await vscode.openFile(publisher);
    await editor.record(4).click();
    await expect(editor.heading).toContainText('record 4');
    await page.keyboard.press('Delete');
    await expect(vscode.dirtyTab(publisher)).toBeVisible();
    await vscode.runCommand('Trust List: Compare with Saved Version');
    await expect(comparison.summary).toContainText('CAPF removed');
    await expect(comparison.side('left')).toContainText(`${publisher} (saved)`);
    await vscode.screenshot('compare-saved');

    await vscode.tab(publisher).first().click();
    await expect(editor.verdict).toContainText('Edited since signed');
    await editor.record(1).click();
    await page.keyboard.press('Control+z');
    await expect(editor.verdict).toContainText('Signature verified');
    await vscode.tab(`${publisher} (saved) ↔`).click();
    await expect(comparison.summary).toContainText(/identical/i);
  });
  await vscode.runCommand('View: Close All Editors');
  await test.step('the output of show itl on the clipboard is a side like any file', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const printed = execFileSync(process.execPath, [trustlist, 'show', workspace.path(publisher)], {
      encoding: 'utf8',
    });
    await vscode.openFile(publisher);
    await expect(new EditorPage(vscode).verdict).toContainText('Signature verified');
    await page.evaluate((text) => navigator.clipboard.writeText(text), printed);
    await vscode.runCommand('Trust List: Compare with Clipboard');
    await expect(comparison.side('left')).toContainText('Clipboard');
    await expect(comparison.summary).toContainText('Same in meaning');
    await vscode.screenshot('compare-pasted');

    await comparison.button('Copy Markdown').click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(publisher);
    await comparison.side('left').getByRole('button', { name: 'Clipboard' }).click();
    await expect(vscode.tab('Clipboard.showitl')).toBeVisible();
  });
});

const testInGit = test.extend({
  /** With a list that was changed since its commit; before the window opens, so that Git is on from its start. */
  workspace: async ({ workspace }, use) => {
    workspace.write('.vscode/settings.json', JSON.stringify({ 'git.enabled': true }));
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=Engineer', '-c', 'user.email=engineer@example.com', ...args], {
        cwd: workspace.folder,
      });
    const { original, bothRegenerated } = await cucm8Variants();
    workspace.write('ITLFile.tlv', original.bytes);
    git('init', '--quiet');
    git('add', 'ITLFile.tlv');
    git('commit', '--quiet', '--message', 'The list that phones hold');
    workspace.write('ITLFile.tlv', bothRegenerated);
    await use(workspace);
  },
});

test.describe('in a Git repository', () => {
  /** The two pages of a diff; which is which they say themselves. */
  function pages(vscode: VSCodeWindow): FrameLocator[] {
    const frames = vscode.page.locator('iframe.webview').filter({ visible: true });
    return [0, 1].map((index) => frames.nth(index).contentFrame().locator('iframe#active-frame').contentFrame());
  }

  async function openChange(vscode: VSCodeWindow): Promise<Locator> {
    await vscode.page.getByRole('tab', { name: /^Source Control/ }).click();
    const row = vscode.page.locator('.scm-view .monaco-list-row').filter({ hasText: 'ITLFile.tlv' });
    await expect(row).toBeVisible();
    await row.click();
    return row;
  }

  testInGit('a list is compared with its last commit', async ({ vscode, comparison }) => {
    await test.step('a list is compared with its last commit by a command', async () => {
      await vscode.openFile('ITLFile.tlv');
      const editor = new EditorPage(vscode);
      await expect(editor.verdict).toContainText('Signature verified');
      await vscode.runCommand('Trust List: Compare with Git HEAD');
      await expect(comparison.summary).toContainText('Signer renewed');
      await expect(comparison.side('left')).toContainText(/ITLFile\.tlv \([0-9a-f]{7}\)/);
    });
    await vscode.runCommand('View: Close All Editors');
    await test.step('a changed list opens from Source Control as two marked editors', async () => {
      const change = await openChange(vscode);
      const sides = pages(vscode);
      for (const side of sides) {
        await expect(side.locator('.beside')).toContainText('signer renewed');
        await expect(side.getByRole('treeitem', { name: /record 1, .*renewed/ })).toBeVisible();
        await expect(side.getByRole('treeitem', { name: /^Signer, changed/ })).toBeVisible();
      }
      const words = await Promise.all(sides.map((side) => side.locator('.beside').innerText()));
      expect(words.filter((text) => text.includes('on the left'))).toHaveLength(1);
      expect(words.filter((text) => text.includes('on the right'))).toHaveLength(1);
      await vscode.screenshot('diff-source-control');

      const [first] = sides;
      await first?.getByRole('button', { name: 'Compare as Text' }).click();
      await expect(vscode.page.locator('.diff-editor, .monaco-diff-editor').first()).toBeVisible();
      await expect(vscode.page.locator('.view-line').filter({ hasText: 'SIGNERNAME' }).first()).toBeVisible();
      await change.click(); // the text took the place of the diff, which was a preview
      await first?.getByRole('button', { name: 'Compare Side by Side' }).click();
      await expect(vscode.page.locator('iframe.webview').filter({ visible: true })).toHaveCount(1);
      await expect(comparison.side('right')).toContainText('ITLFile.tlv');
      await expect(comparison.side('left')).toContainText(/ITLFile\.tlv \(.+\)/);
      await expect(comparison.verdict('left')).toContainText('locked out');
      await vscode.screenshot('compare-source-control');
    });
  });
});
