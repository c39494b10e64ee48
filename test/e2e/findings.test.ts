import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import type { VerifyJson } from '../../src/cli/json';
import { cucm8Publisher, Role, trustList } from '../builders';
import { EditorPage } from './editor-page';
import { expect, test as base } from './fixtures';
import type { VSCodeWindow } from './window';

const test = base.extend<{ editor: EditorPage }>({
  editor: async ({ vscode }, use) => {
    await use(new EditorPage(vscode));
  },
});

const mismatched = 'ITL-mismatched-signer.tlv';
/** What the finding on the mismatched signer holds, wherever it is told at length. */
const evidence = [
  /Signer in the header:?\s*CN=CUCM8-Publisher\.bbbburns\.lab;/,
  /Actual signer:?\s*CUCM8-Subscriber\.bbbburns\.lab \(record 5, TFTP, serial 5B:0A:77:12:9C:E4:38:01\)/,
  /What a phone does:?\s*A phone rejects this list, because the key of the signer does not verify it, and keeps the one it holds \(rules P7 and P8\)\./,
];

test('a mismatched signer is one finding: in the editor, the text, Problems, the status bar and on the command line', async ({
  editor,
  vscode,
  workspace,
  page,
}) => {
  const found = verify(workspace.path(mismatched)).findings.find(({ code }) => code === 'signed-by-another');
  if (found === undefined) throw new Error('The command line does not find it.');
  expect(found).toMatchObject({ severity: 'error', record: null, field: 'SIGNERID', offset: 10 });

  await vscode.openFile(mismatched);
  await editor.item(/^Header/).click();
  await editor.field('SIGNERID').hover();
  await expect(editor.hover).toContainText(found.message);
  for (const part of evidence) await expect(editor.hover).toContainText(part);
  await expect(editor.hover.getByRole('button', { name: 'Re-sign…' })).toBeVisible();
  await expect(editor.hover).toContainText(/What to do:?\s*Find out why the cluster signed with that key/);
  await vscode.screenshot('findings-hover');
  const verdict = page.locator('.statusbar-item[id*="trustList.verdict"]');
  await expect(verdict).toContainText('Signature does not verify');

  const problems = await vscode.problems();
  const problem = problems.filter({ hasText: 'signed-by-another' });
  await expect(problem).toContainText(`${found.message} (header, SIGNERID, offset 0x000a)`);
  await vscode.screenshot('findings-problems');
  await editor.item('Overview').click();
  await problem.getByText('signed-by-another', { exact: true }).click();
  await expect(editor.field('SIGNERID')).toBeFocused();

  await vscode.runCommand('View: Toggle Panel Visibility');
  await editor.item(/^Header/).click();
  await vscode.runCommand('Trust List: Show as Text');
  await expect(page.locator('.squiggly-error').first()).toBeVisible();
  // The lens moves the lines below it: a pointer that was there before would not be on the line any more.
  await expect(page.locator('.codelens-decoration').filter({ hasText: 'Show in editor' }).first()).toBeVisible();
  await textLine(vscode, /^3\s+SIGNERID/)
    .getByText('SIGNERID')
    .hover();
  await expect(textHover(vscode)).toBeVisible();
  await expect(textHover(vscode)).toContainText(found.message);
  for (const part of evidence) await expect(textHover(vscode)).toContainText(part);
  await vscode.screenshot('findings-text');

  await vscode.tab(mismatched).first().click();
  await editor.field('SIGNERID').hover();
  await editor.hover.getByRole('button', { name: 'signed-by-another' }).click();
  await vscode.tab('Preview findings.md').waitFor();
  await expect(vscode.webview().getByRole('heading', { name: 'signed-by-another' })).toBeInViewport();
});

test('a workspace is checked, and a file named like a link is text', async ({ vscode, page, editor, workspace }) => {
  await test.step('all lists of a workspace are checked, and end in a table, the worst first', async () => {
    await vscode.runCommand('Trust List: Check All Trust Lists in Workspace');
    const lists = readdirSync(vscode.workspace.folder, { recursive: true, encoding: 'utf8' });
    const { length } = lists.filter((file) => file.endsWith('.tlv'));
    const table = vscode.webview().getByRole('grid');
    await expect(vscode.webview().getByRole('heading', { level: 1 })).toContainText(`${length} trust lists checked`);
    await expect(vscode.notification(`${length} trust lists checked`)).toContainText('verified');
    await expect(table.locator('[aria-rowindex="2"]')).toContainText('ITL-damaged.tlv');
    await vscode.screenshot('findings-workspace');
    // One sign in the Explorer, and no flood of problems.
    await expect.poll(() => badge(vscode, mismatched)).toBe('"✗"');
    await expect(await vscode.problems()).toHaveCount(0);
    await expect(page.locator('.markers-panel')).toContainText('No problems have been detected');
    await vscode.runCommand('View: Toggle Panel Visibility');
  });
  await test.step('a list is opened from the table by the keyboard, and is then the one with problems', async () => {
    const table = vscode.webview().getByRole('grid');
    await vscode.webview().getByRole('textbox').fill('mismatched');
    await vscode.webview().getByRole('textbox').press('ArrowDown');
    await expect(table).toBeFocused();
    await table.press('ArrowDown');
    await table.press('Enter');
    await expect(editor.verdict).toContainText('Signature does not verify');
    // VS Code's own count of its problems, and nothing beside it.
    await expect.poll(() => badge(vscode, mismatched)).toMatch(/^"\d+\+?"$/);
    await vscode.runCommand('View: Close Editor');
  });
  await test.step('the table is there again after a reload, and empty once the check is stopped', async () => {
    await vscode.reload();
    await expect(vscode.webview().getByRole('grid')).toHaveAttribute('aria-rowcount', '2'); // filtered as it was
    await vscode.runCommand('Trust List: Stop Checking Workspace');
    await expect(vscode.webview().getByRole('heading', { level: 1 })).toHaveText('The workspace is not being checked');
    await expect.poll(() => badge(vscode, mismatched)).toBe('none');
    await vscode.runCommand('View: Close All Editors');
  });
  await test.step('a file named like a link to a command is named in a notification, and nothing runs when it is clicked', async () => {
    const name = '[open](command:workbench.view.extensions).tlv';
    const { callManager, tvs } = (await cucm8Publisher()).identities;
    const records = [{ function: Role.tvs, certificate: tvs }];
    workspace.write(name, trustList({ signer: callManager, timestamp: 1_400_000_000, records }));
    await vscode.openFile(name);
    await expect(editor.verdict).toContainText('Signer is not in the list');
    await vscode.runCommand('Trust List: Attach Signature…');

    const notification = vscode.notification('[open] (command:workbench.view.extensions).tlv');
    await expect(notification).toBeVisible();
    await expect(notification.locator('a[href]')).toHaveCount(0);
    await notification.getByText('[open]').click();
    // The click has been dealt with once a command that comes after it is.
    await vscode.runCommand('View: Toggle Panel Visibility');
    await expect(page.locator('.part.panel')).toBeVisible();
    await expect(page.locator('.extensions-viewlet')).toHaveCount(0);
    await vscode.screenshot('name-like-a-link');
  });
});

/** A notification makes a link of `[words](command:id)`, and runs the command when it is clicked. */
/** What the explorer shows behind a file's name, which it draws by style. */
function badge(vscode: VSCodeWindow, file: string): Promise<string> {
  const label = vscode.explorerRow(file).locator('.monaco-icon-label');
  return label.evaluate((element) => getComputedStyle(element, '::after').content);
}

function verify(file: string): VerifyJson {
  const cli = join(import.meta.dirname, '../../dist/cli.js');
  const { stdout } = spawnSync(process.execPath, [cli, 'verify', '--json', file], { encoding: 'utf8' });
  return JSON.parse(stdout) as VerifyJson;
}

/** A line of the text in the text editor in sight. VS Code draws blanks as no-break spaces. */
function textLine({ page }: VSCodeWindow, pattern: RegExp): Locator {
  return page.locator('.editor-instance .view-line').filter({ hasText: pattern });
}

function textHover({ page }: VSCodeWindow): Locator {
  return page.locator('.monaco-resizable-hover');
}
