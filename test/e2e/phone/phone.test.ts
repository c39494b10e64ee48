import { expect, test } from '../fixtures';
import type { VSCodeWindow } from '../window';

const publisher = 'ITL-cucm8-publisher.tlv';
const cluster = 'ITL-cucm12-cluster.tlv';

/** Opens a file, asks for it what a phone would do, and says what the phone holds. */
async function ask(vscode: VSCodeWindow, { itl, ctl = 'No CTL' }: { itl: string; ctl?: string }): Promise<void> {
  await vscode.runCommand('Trust List: Check Whether Phone Accepts File…');
  await vscode.page.getByPlaceholder('Which ITL does the phone hold?').waitFor();
  await vscode.pick(itl);
  await vscode.page.getByPlaceholder('Which CTL does the phone hold?').waitFor();
  await vscode.pick(ctl);
}

test('a phone is asked about a list, and its log is read', async ({ vscode, workspace, page }) => {
  await test.step('a phone is asked about a list; its record and its rule open; the list that it holds is found', async () => {
    await vscode.openFile(cluster);
    await expect(vscode.webview().locator('.verdict')).toContainText('Signature verified');
    await ask(vscode, { itl: publisher });
    const page = vscode.webview();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(`Would a phone accept ${cluster}?`);
    const verdict = page.locator('.result .verdict');
    await page.getByRole('radio', { name: /TVS is unreachable/ }).check();
    await expect(verdict).toContainText('Refused');
    await page
      .getByRole('button', { name: /^Rule P\d:/ })
      .first()
      .click();
    await expect(vscode.tab('phone-rules')).toBeVisible();
    await expect(vscode.webview().getByRole('cell', { name: /^P\d/ }).first()).toBeInViewport();
    await vscode.tab(`Phone: ${cluster}`).click();
    await expect(verdict, 'the switch stays where it was turned to').toContainText('Refused');
    await page.getByRole('radio', { name: /TVS: not known/ }).check();
    await page
      .getByRole('button', { name: `Show ${publisher}, record 3` })
      .first()
      .click();
    await expect(vscode.webview().getByRole('heading', { level: 1 })).toContainText('TVS · record 3');

    await vscode.runCommand('View: Close All Editors');
    const { createHash } = await import('node:crypto');
    const sha1 = createHash('sha1').update(workspace.read(cluster)).digest('hex').toUpperCase();
    await vscode.runCommand('Trust List: Find List Held by Phone…');
    await vscode.answer('MD5 or SHA-1 as shown on the phone', sha1.replace(/..(?=.)/g, '$& '));
    await expect(vscode.tab(cluster)).toBeVisible();
  });
  await vscode.runCommand('View: Close All Editors');
  await test.step('a phone’s log names the step that failed first, and leads to its lines and lists', async () => {
    await vscode.openFile('phone/console.log');
    await vscode.runCommand('Trust List: Read Phone Log');
    const timeline = vscode.webview();
    await expect(timeline.locator('.failure')).toContainText('is in neither list that the phone holds');
    await expect(timeline.locator('.event')).toHaveCount(12);
    await expect(timeline.locator('.event').nth(2)).toContainText(publisher); // 5438 bytes
    await vscode.screenshot('phone-log-light');
    await vscode.setTheme('dark');
    await vscode.screenshot('phone-log-dark');
    await timeline.locator('.failure').getByRole('button', { name: 'line 11' }).click();
    const line = page.locator('.view-line').filter({ hasText: 'errcode' });
    await expect(line).toBeVisible();
    await line.getByText('verify').first().hover();
    await expect(page.locator('.monaco-hover').filter({ hasText: 'is in neither list' })).toBeVisible();
  });
});

test('the planner asks for files and a password, is saved, and comes back after a restart', async ({
  vscode,
  workspace,
}) => {
  await vscode.runCommand('Trust List: Plan a Migration…');
  await vscode.choose(/^The old cluster/, publisher, 'bundles/cucm8-stores.pem');
  await vscode.choose(/^The new cluster/, cluster);
  const page = vscode.webview();
  const bulk = page.locator('[data-method="bulk-certificates"]');
  await expect(bulk).toHaveAttribute('data-verdict', 'works-if');
  await page.getByRole('button', { name: 'Change…' }).click();
  await vscode.choose(/^The old cluster/, 'bundles/cucm12-pub_tftp.pkcs12'); // what was chosen before still is
  await vscode.answer('Password of cucm12-pub_tftp.pkcs12', 'sample');
  await vscode.choose(/^The new cluster/);
  await expect(bulk).toContainText('cucm12-pub_tftp.pkcs12');
  await page.locator('details.facts > summary').click();
  for (const question of ['phones can still reach the old TVS', 'TVS was restarted', 'still accept files']) {
    await page.getByRole('combobox', { name: new RegExp(question) }).selectOption('yes');
  }
  await expect(bulk).toHaveAttribute('data-verdict', 'works');
  await page.getByRole('button', { name: 'Save as Markdown…' }).click();
  await expect(vscode.quickInput).toHaveValue(/migration-plan\.md$/);
  await vscode.accept();
  await expect(vscode.explorerRow('migration-plan.md')).toBeVisible();
  const saved = new TextDecoder().decode(workspace.read('migration-plan.md'));
  expect(saved).toMatch(/^# Moving phones to another cluster\n/);

  await page.getByRole('button', { name: 'Change…' }).click();
  // A restart forgets the password of a bundle.
  await vscode.choose(/^The old cluster/, 'bundles/cucm8-stores.pem', 'bundles/cucm12-pub_tftp.pkcs12');
  await vscode.choose(/^The new cluster/);
  const central = page.getByRole('combobox', { name: /central TFTP cluster/ });
  await central.selectOption('before 8.0');
  const answer = page.locator('[data-centralized="needs-rollback-parameter"]');
  await expect(answer).toBeVisible();
  await vscode.reload();
  await expect(answer).toBeVisible();
  await expect(central).toHaveValue('before 8.0');
});
