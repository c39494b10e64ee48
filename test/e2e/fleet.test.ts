import { fiveGroups } from '../five-groups';
import { EditorPage } from './editor-page';
import { expect, test } from './fixtures';
import { themeNames } from './window';

const phones = 2_000;

test('2,000 phones in five groups are audited in the window', async ({ vscode, workspace, page }) => {
  const { served, before, foreign, table, amounts } = await fiveGroups(phones);
  workspace.write('fleet/served/ITLFile.tlv', served);
  workspace.write('fleet/before/ITLFile.tlv', before);
  workspace.write('fleet/foreign/ITLFile.tlv', foreign);
  // The broken row at its end is another group.
  workspace.write(
    'fleet/phones.csv',
    table
      .split('\r\n')
      .slice(0, phones + 1)
      .join('\r\n'),
  );
  const audit = vscode.webview();
  const segment = (title: string) => audit.locator('.bar').getByRole('button', { name: title });
  const grid = audit.getByRole('grid');
  const headline = `2,000 phones: ${amounts['Locked out']} locked out, ${amounts.Depends} depend, `;

  await test.step('what is asked for is chosen by name', async () => {
    await vscode.runCommand('Trust List: Audit Phones…');
    await vscode.choose(/^What says which lists phones hold/, 'fleet/phones.csv');
    await vscode.choose(/^What do the TFTP servers serve now/, 'fleet/served/ITLFile.tlv');
    const more = page.getByPlaceholder('Is anything else known?');
    await more.waitFor();
    await vscode.pick('Other Lists That Phones May Hold…');
    await vscode.choose(/^Which other lists/, 'fleet/before/ITLFile.tlv', 'fleet/foreign/ITLFile.tlv');
    await more.waitFor();
    await vscode.pick('Audit Now');
    await expect(vscode.tab('Phones: phones.csv')).toBeVisible();
  });
  await test.step('the answer has five groups, the worst first, and a row for each phone', async () => {
    await expect(audit.getByRole('heading', { level: 1 })).toContainText(headline);
    await expect(audit.locator('.bar .segment')).toHaveCount(5);
    await expect(grid).toHaveAttribute('aria-rowcount', String(phones + 1));
    await expect(grid.locator('[aria-rowindex="2"]')).toContainText('Locked out');
    await segment('Depends').click();
    await expect(audit.getByRole('region', { name: 'Group' })).toContainText('This must be true');
    await expect(grid).toHaveAttribute('aria-rowcount', String(amounts.Depends + 1));
    for (const theme of themeNames) {
      await vscode.setTheme(theme);
      await vscode.screenshot(`fleet-${theme.replaceAll(' ', '-')}`);
    }
    await vscode.setTheme('light');
  });
  await test.step('a group leads to its list, and to a comparison', async () => {
    const group = audit.getByRole('region', { name: 'Group' });
    await group.getByRole('button', { name: 'fleet/before/ITLFile.tlv' }).click();
    await expect(new EditorPage(vscode).verdict).toContainText('Signature verified');
    await vscode.runCommand('View: Close Editor');
    await group.getByRole('button', { name: 'Compare' }).click();
    await expect(vscode.tab('fleet/before/ITLFile.tlv ↔ fleet/foreign/ITLFile.tlv')).toBeVisible();
    await expect(vscode.webview().getByRole('heading', { level: 1 })).toContainText('Signer replaced');
    await vscode.runCommand('View: Close Editor');
  });
  await test.step('a phone leads to the line that speaks of it', async () => {
    await expect(segment('Depends')).toHaveAttribute('aria-pressed', 'true');
    await grid.focus();
    await grid.press('ArrowDown');
    await grid.press('Enter');
    await expect(vscode.tab('phones.csv').last()).toBeVisible();
    await expect(page.locator('.view-line').filter({ hasText: 'SEP001121' }).first()).toBeVisible();
    await vscode.runCommand('View: Close Editor');
  });
  await test.step('it is saved for a ticket, and is there again after a reload', async () => {
    await audit.getByRole('button', { name: 'Save as Markdown…' }).click();
    await expect(vscode.quickInput).toHaveValue(/phone-audit\.md$/);
    await vscode.accept();
    await expect(vscode.explorerRow('phone-audit.md')).toBeVisible();
    expect(new TextDecoder().decode(workspace.read('phone-audit.md'))).toMatch(/^# 2000 phones\n/);
    await vscode.reload();
    await expect(audit.getByRole('heading', { level: 1 })).toContainText(headline);
    await expect(grid, 'of the group that was chosen').toHaveAttribute('aria-rowcount', String(amounts.Depends + 1));
  });
});
