import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { flipByte } from '../builders';
import { isLong } from '../long';
import { EditorPage } from './editor-page';
import { expect, test as base } from './fixtures';

// What only a window of VS Code can show: its keyboard, its menus, its clipboard, its frames. What the page does by
// itself is tested in test/pages.

const test = base.extend<{ editor: EditorPage }>({
  editor: async ({ vscode }, use) => {
    await use(new EditorPage(vscode));
  },
});

const publisher = 'ITL-cucm8-publisher.tlv';

test('a trust list is read by keyboard and pointer, edited, hidden, narrowed, and follows its file', async ({
  editor,
  vscode,
  page,
  context,
  workspace,
}) => {
  await test.step('a trust list opens from the Explorer by keyboard; no script but its own runs; values are copied', async () => {
    const refused: string[] = [];
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refused.push(message.text());
    });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await vscode.explorerRow(publisher).click();
    await page.keyboard.press('Enter');
    await expect(editor.verdict).toContainText('Signature verified');
    await expect(editor.verdict).toContainText('signed by CUCM8-Publisher.bbbburns.lab (record 1)');
    await expect(editor.tree).toBeFocused();
    expect(refused, 'the page keeps to its own policy').toEqual([]);

    const sha256 = createHash('sha256').update(workspace.read(publisher)).digest('hex');
    await expect(editor.digest('SHA-256')).toContainText(sha256);
    await editor.frame.getByRole('button', { name: 'Copy SHA-256', exact: true }).click();
    await expectClipboard(page, sha256);
    await editor.record(4).click();
    await editor.field('FUNCTION').focus();
    await vscode.runCommand('Trust List: Copy Bytes as Hex');
    await expectClipboard(page, '0400020004'); // tag 4, length 2, CAPF
    await editor.record(3).click();
    await editor.field('FUNCTION').click({ button: 'right' });
    await vscode.takeFromMenu('Copy Value');
    await expectClipboard(page, '21 · TVS');

    await editor.frame.locator('body').evaluate((body) => {
      // A page that trusted its text would run both of these.
      body.insertAdjacentHTML('beforeend', `<img src="data:," onerror="document.body.dataset.owned='1'">`);
      const script = document.createElement('script');
      script.textContent = `document.body.dataset.owned='1'`;
      body.append(script);
    });
    await expect.poll(() => refused.length).toBeGreaterThan(0);
    await expect(editor.frame.locator('body')).not.toHaveAttribute('data-owned');
  });
  await test.step('undo in the filter is the text’s, and in the outline the list’s; the field that has the keyboard keeps it', async () => {
    await vscode.openFile(publisher);
    await editor.record(4).click();
    await expect(editor.heading).toContainText('record 4');
    await page.keyboard.press('Delete');
    await expect(editor.record(4)).toHaveCount(0);
    await editor.filter.click();
    await page.keyboard.type('tvs');
    await expect(editor.filter).toHaveValue('tvs');
    await page.keyboard.press('Control+z');
    await expect(editor.filter).not.toHaveValue('tvs');
    await expect(vscode.dirtyTab(publisher)).toBeVisible();
    await editor.filter.fill('');
    await expect(editor.record(3)).toBeVisible();
    await expect(editor.record(4)).toHaveCount(0);

    await editor.record(1).click();
    await editor.field('SUBJECTNAME').click();
    await expect(editor.field('SUBJECTNAME')).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect(editor.record(4)).toHaveCount(1);
    await expect(editor.field('SUBJECTNAME')).toBeFocused();
  });
  await test.step('the place is kept while the editor is hidden, and a window that is narrow has room for all', async () => {
    await vscode.openFile('ITL-cucm12-cluster.tlv');
    await editor.record(2).click();
    await editor.field('SERIALNUMBER').click();
    await editor.filter.fill('tvs');
    await vscode.openFile(publisher);
    await expect(editor.verdict).toContainText('CUCM8-Publisher');
    await vscode.tab('ITL-cucm12-cluster.tlv').click();
    await expect(editor.filter).toHaveValue('tvs');
    await expect(editor.heading).toContainText('record 2');
    await expect(editor.field('SERIALNUMBER')).toHaveAttribute('aria-selected', 'true');
    await expect(page.locator('.tab.dirty')).toHaveCount(0);

    await vscode.runCommand('View: Toggle Primary Side Bar Visibility');
    await page.setViewportSize({ width: 460, height: 900 });
    await expect(editor.tree).toBeInViewport();
    await expect(editor.detail).toBeInViewport();
    const overflow = await editor.frame.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
    expect(overflow, 'nothing to scroll to sideways').toBe(0);
  });
  await page.setViewportSize({ width: 1280, height: 800 });
  await vscode.runCommand('View: Toggle Primary Side Bar Visibility');
  await test.step('editors follow the file on disk, two of them in step', async () => {
    await vscode.openFile(publisher);
    await editor.record(2).click();
    await expect(editor.verdict).toContainText('Signature verified');
    const sound = Uint8Array.from(workspace.read(publisher));
    workspace.write(publisher, flipByte(sound, 296 + 40));
    await expect(editor.verdict).toContainText('Signature does not verify');
    await expect(editor.heading).toContainText('record 2');
    workspace.remove(publisher);
    workspace.write(publisher, workspace.read('ITL-cucm12-cluster.tlv'));
    await expect(editor.verdict).not.toContainText('CUCM8-Publisher');

    await vscode.runCommand('View: Split Editor Right');
    const frames = page.locator('iframe.webview').filter({ visible: true });
    await expect(frames).toHaveCount(2);
    workspace.write(publisher, sound);
    for (const index of [0, 1]) {
      const frame = frames.nth(index).contentFrame().locator('iframe#active-frame').contentFrame();
      await expect(frame.locator('.verdict')).toContainText('CUCM8-Publisher');
    }
  });
});

// In `npm run test:long` alone: it waits 10 seconds for the page to give up.
if (isLong) {
  test('a page that waits forever for VS Code’s service worker is made again', async ({ editor, vscode, page }) => {
    // In a browser this happens now and then to one of two pages that start at once.
    await page.addInitScript(() => {
      if (!location.pathname.includes('/webview/browser/pre/') || sessionStorage.getItem('waits') !== null) return;
      sessionStorage.setItem('waits', 'yes');
      ServiceWorkerContainer.prototype.register = () => new Promise(() => undefined);
    });
    await vscode.openFile(publisher);
    await expect(editor.verdict).toContainText('Signature verified');
    expect(await page.evaluate(() => sessionStorage.getItem('waits'))).toBe('yes');
    await expect(page.locator('.tabs-container .tab')).toHaveCount(1);
  });
}

async function expectClipboard(page: Page, expected: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(expected);
}
