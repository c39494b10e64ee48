import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from '@playwright/test';
import { expect, test } from './fixtures';
import type { VSCodeWindow } from './window';

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  readonly name: string;
  readonly publisher: string;
};

/** The page of the extension, as a person opens it from the list of what is installed. */
async function openExtensionPage(vscode: VSCodeWindow): Promise<void> {
  await vscode.runCommand('Extensions: Show Enabled Extensions');
  const row = vscode.page
    .locator(`.extensions-list [data-extension-id="${manifest.publisher}.${manifest.name}"]`)
    .first();
  await row.click();
  await vscode.page.locator('.extension-editor').waitFor();
}

/** What leads nowhere: a picture without an image, a link into the page without its heading, a link to no whole address. */
async function deadEnds(page: FrameLocator): Promise<string[]> {
  return page.locator('body').evaluate((body) => {
    const pictures = Array.from(body.querySelectorAll('img')).filter(
      ({ complete, naturalWidth }) => !complete || naturalWidth === 0,
    );
    const links = Array.from(body.querySelectorAll('a:not(#scroll-to-top)')).map(
      (link) => link.getAttribute('href') ?? '',
    );
    const ids = new Set(Array.from(body.querySelectorAll('[id]'), ({ id }) => id));
    const dead = links.filter((link) => {
      if (link.startsWith('#')) return !ids.has(decodeURIComponent(link.slice(1)));
      return !/^(https|mailto|command):/.test(link);
    });
    return [...pictures.map(({ src }) => src), ...dead];
  });
}

test('the page of the extension has no broken picture and no dead link', async ({ vscode }) => {
  await openExtensionPage(vscode);
  const icon = vscode.page.locator('.extension-editor img.icon').first();
  await expect.poll(() => icon.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(256);
  for (const [tab, words] of [
    ['Details', 'Trust List Editor for Cisco ITL and CTL'],
    ['Changelog', 'Changelog'],
  ] as const) {
    await vscode.page.locator('.extension-editor .navbar').getByText(tab, { exact: false }).click();
    const page = vscode.webview();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words);
    expect(await deadEnds(page), tab).toEqual([]);
  }
});
