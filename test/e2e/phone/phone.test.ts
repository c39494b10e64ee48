import { expect, test } from '../fixtures';
import type { VSCodeWindow } from '../window';

const publisher = 'ITL-cucm8-publisher.tlv';
const cluster = 'ITL-cucm12-cluster.tlv';

/** Opens a file, asks for it what a phone would do, and says what the phone holds. */
async function ask(vscode: VSCodeWindow, { itl, ctl = 'No CTL' }: { itl: string; ctl?: string }): Promise<void> {
  await vscode.runCommand('Trust List: Would a Phone Accept This?…');
  await vscode.page.getByPlaceholder('Which ITL does the phone hold?').waitFor();
  await vscode.pick(itl);
  await vscode.page.getByPlaceholder('Which CTL does the phone hold?').waitFor();
  await vscode.pick(ctl);
}

/** Chooses several files in a list that asks for them. */
async function choose(vscode: VSCodeWindow, prompt: RegExp, ...files: string[]): Promise<void> {
  await vscode.page.getByPlaceholder(prompt).waitFor();
  for (const file of files) await vscode.pick(file);
  await vscode.page.keyboard.press('Enter');
}

test('a phone is asked about the list of another cluster, with TVS turned on and off', async ({ vscode }) => {
  await vscode.openFile(cluster);
  await ask(vscode, { itl: publisher });
  const page = vscode.webview();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`Would a phone accept ${cluster}?`);
  const verdict = page.locator('.result .verdict');
  await expect(verdict).toContainText('It depends');
  await expect(page.locator('.result')).toContainText('answers on TCP 2445');
  await vscode.screenshot('phone-depends-light');

  await page.getByRole('radio', { name: /TVS is reachable and vouches/ }).check();
  await expect(verdict).toContainText('Accepted');
  await page.getByRole('radio', { name: /TVS is unreachable/ }).check();
  await expect(verdict).toContainText('Refused');
  await vscode.setTheme('dark');
  await expect(verdict).toContainText('Refused'); // the switch stays where it was turned to
  await vscode.screenshot('phone-refused-dark');

  await page.getByRole('radio', { name: /TVS: not known/ }).check();
  await page
    .getByRole('button', { name: `Show ${publisher}, record 3` })
    .first()
    .click();
  await expect(vscode.webview().getByRole('main').getByRole('heading', { level: 1 })).toContainText('TVS · record 3');
});

test('trust stores settle the verdict, and a refusal says whether to erase the ITL', async ({ vscode }) => {
  await vscode.openFile(cluster);
  await ask(vscode, { itl: publisher });
  const page = vscode.webview();
  const [verdict, erase] = [page.locator('.result .verdict'), page.locator('.erase')];
  const chooseStores = async (file: string): Promise<void> => {
    await page.getByRole('button', { name: 'Choose Certificates…' }).click();
    await vscode.page.getByPlaceholder(/^What do the trust stores of its TVS contain/).waitFor();
    await vscode.pick(file);
    await vscode.page.keyboard.press('Enter');
  };
  await expect(page.locator('.stores')).toContainText('is not known');
  await chooseStores('bundles/cucm8-stores.pem');
  await expect(page.locator('.stores')).toContainText('cucm8-stores.pem');
  await page.getByRole('radio', { name: /answers by its trust stores/ }).check();
  await expect(verdict).toContainText('Refused');
  await expect(erase).toContainText('Do not erase the ITL. The TVS presents the certificate');

  await page.getByRole('radio', { name: /TVS is unreachable/ }).check();
  await expect(erase).toContainText('2 of the four conditions are not known');
  await erase.scrollIntoViewIfNeeded();
  await vscode.screenshot('phone-erase-light');
  await page
    .getByRole('combobox', { name: /The TVS presents a certificate that the phone's ITL does not hold/ })
    .selectOption('yes');
  await page.getByRole('combobox', { name: /No backup holds the key/ }).selectOption('yes');
  await expect(erase).toHaveAttribute('data-advice', 'erase');
  await vscode.setTheme('dark');
  await expect(erase).toHaveAttribute('data-advice', 'erase');
  await erase.scrollIntoViewIfNeeded();
  await vscode.screenshot('phone-erase-dark');

  await chooseStores('bundles/cucm12-pub_tftp.pkcs12');
  await vscode.answer('Password of cucm12-pub_tftp.pkcs12', 'sample');
  await page.getByRole('radio', { name: /answers by its trust stores/ }).check();
  await expect(verdict).toContainText('Accepted');
  await page.getByRole('button', { name: 'Forget' }).click();
  await expect(page.getByRole('radio', { name: /TVS is reachable and vouches/ })).toBeChecked();
  await expect(page.getByRole('main'), 'has the keyboard of the button that is gone').toBeFocused();
});

test('the rule of a step opens where it is written down', async ({ vscode, page }) => {
  await vscode.openFile(publisher);
  await ask(vscode, { itl: 'No ITL' });
  await expect(vscode.webview().locator('.result .verdict')).toContainText('Accepted');
  await vscode
    .webview()
    .getByRole('button', { name: /^Rule P1:/ })
    .first()
    .click();
  await expect(vscode.tab('phone-rules')).toBeVisible();
  await expect(page.locator('iframe.webview').filter({ visible: true })).toHaveCount(1);
});

test('the list that a phone holds is found by the digest on its screen', async ({ vscode, workspace }) => {
  const { createHash } = await import('node:crypto');
  const sha1 = createHash('sha1').update(workspace.read(cluster)).digest('hex').toUpperCase();
  await vscode.runCommand('Trust List: Find the List That a Phone Holds…');
  await vscode.answer('The MD5 or SHA-1 of its list', sha1.replace(/..(?=.)/g, '$& '));
  await expect(vscode.tab(cluster)).toBeVisible();
});

test('the planner judges the move of the samples before and after the import of certificates', async ({
  vscode,
  workspace,
}) => {
  await vscode.runCommand('Trust List: Plan a Migration…');
  await choose(vscode, /^The old cluster/, publisher, 'bundles/cucm8-stores.pem');
  await choose(vscode, /^The new cluster/, cluster);
  const page = vscode.webview();
  const bulk = page.locator('[data-method="bulk-certificates"]');
  await expect(page.getByRole('region').or(page.locator('.cluster')).first()).toContainText(publisher);
  const asItIs = page.locator('.as-it-is > li');
  await expect(asItIs).toHaveAttribute('data-verdict', 'refused');
  await expect(asItIs).toContainText('The TVS would not vouch: its store');
  await expect(bulk).toHaveAttribute('data-verdict', 'works-if');
  await expect(bulk).toContainText('stores (cucm8-stores.pem) do not hold the certificate of record 1');
  const missing = page.getByText(/^The old cluster's stores .*hold the certificate of .*, which signs/);
  await expect(missing).toHaveCount(3);
  await vscode.screenshot('planner-before-light');
  await vscode.setTheme('dark');
  await vscode.screenshot('planner-before-dark');

  await page.getByRole('button', { name: 'Change…' }).click();
  await choose(vscode, /^The old cluster/, publisher, 'bundles/cucm8-stores.pem', 'bundles/cucm12-pub_tftp.pkcs12');
  await vscode.answer('Password of cucm12-pub_tftp.pkcs12', 'sample');
  await choose(vscode, /^The new cluster/, cluster);
  await expect(bulk).toContainText('it is in cucm12-pub_tftp.pkcs12');
  await expect(bulk).toHaveAttribute('data-verdict', 'works-if');
  await expect(missing).toHaveCount(0);
  await expect(asItIs).toHaveAttribute('data-verdict', 'depends');
  await page.getByText('What the files do not say').click();
  for (const question of ['phones reach the old TVS', 'TVS was restarted', 'still take files']) {
    await page.getByRole('combobox', { name: new RegExp(question) }).selectOption('yes');
  }
  await expect(bulk).toHaveAttribute('data-verdict', 'works');
  await expect(asItIs).toHaveAttribute('data-verdict', 'accepted');
  await vscode.screenshot('planner-after-dark');
  await vscode.setTheme('light');
  await vscode.screenshot('planner-after-light');

  await page.getByRole('button', { name: 'Save as Markdown…' }).click();
  await expect(vscode.quickInput).toHaveValue(/migration-plan\.md$/);
  await vscode.page.keyboard.press('Enter');
  await expect(vscode.explorerRow('migration-plan.md')).toBeVisible();
  const saved = new TextDecoder().decode(workspace.read('migration-plan.md'));
  expect(saved).toMatch(/^# Moving phones to another cluster\n/);
});

test('the planner keeps what was opened and closed and what was answered, over a restart too', async ({ vscode }) => {
  await vscode.runCommand('Trust List: Plan a Migration…');
  await choose(vscode, /^The old cluster/, publisher);
  await choose(vscode, /^The new cluster/, cluster);
  const page = vscode.webview();
  const erase = page.locator('[data-method="erase"]');
  const token = page.locator('[data-method="hardware-token"]');
  await erase.locator('summary').click();
  await token.locator('summary').click();
  await page.getByText('What the files do not say').click();
  const central = page.getByRole('combobox', { name: /central TFTP cluster/ });
  await central.selectOption('before 8.0');
  const answer = page.locator('[data-centralized="needs-rollback-parameter"]');
  await expect(answer).toContainText('It does not work as it is');
  const left = async (): Promise<void> => {
    await expect(erase).not.toHaveAttribute('open');
    await expect(token).toHaveAttribute('open');
    await expect(central).toHaveValue('before 8.0');
  };
  await left();
  await vscode.screenshot('planner-central-tftp-light');

  await vscode.reload();
  await expect(answer).toContainText('It does not work as it is');
  await left();
});

test('bundles show what they hold and lack, and are consolidated', async ({ vscode, workspace }) => {
  await vscode.runCommand('Trust List: Consolidate Certificate Bundles…');
  await choose(vscode, /^Which bundles/, 'bundles/cucm8-stores.pem', publisher, cluster);
  const page = vscode.webview();
  await expect(page.getByRole('heading', { name: 'Missing' })).toBeVisible();
  await expect(page.getByText(`No bundle holds the certificate of record 1 of ${cluster}`)).toBeVisible();
  await vscode.screenshot('bundles-missing-light');

  await page.getByRole('button', { name: 'Change…' }).click();
  const exported = 'bundles/cucm12-pub_tftp.pkcs12';
  await choose(vscode, /^Which bundles/, 'bundles/cucm8-stores.pem', exported, publisher, cluster);
  await vscode.answer('Password of cucm12-pub_tftp.pkcs12', 'sample');
  await expect(page.locator(`[data-bundle="${exported}"]`)).toContainText('Exported by cucm12-pub as tftp');
  await expect(page.locator(`[data-bundle="${exported}"]`)).toContainText(`record 1 of ${cluster}`);
  await expect(page.getByText('Nothing is missing')).toBeVisible();
  await vscode.setTheme('dark');
  await vscode.screenshot('bundles-complete-dark');

  await page.getByRole('button', { name: 'Consolidate…' }).click();
  await expect(vscode.quickInput).toHaveValue(/consolidated\.pem$/);
  await vscode.page.keyboard.press('Enter');
  await expect(vscode.explorerRow('consolidated.pem')).toBeVisible();
  const text = new TextDecoder().decode(workspace.read('consolidated.pem'));
  await expect(page.getByText(`writes ${text.match(/BEGIN CERTIFICATE/g)?.length ?? 0} certificates`)).toBeVisible();
});

test('a regeneration check asks for the CTL, names the way out, and is saved for a ticket', async ({
  vscode,
  workspace,
}) => {
  await vscode.runCommand('Trust List: Check a Regeneration…');
  await vscode.page.getByPlaceholder('Which ITL does the phone hold?').waitFor();
  await vscode.pick(publisher);
  await vscode.page.getByPlaceholder('Which CTL does the phone hold?').waitFor();
  await vscode.pick('CTL-two-tokens.tlv');
  await vscode.page.getByPlaceholder('Which ITL does the same cluster serve now?').waitFor();
  await vscode.pick(cluster);
  const page = vscode.webview();
  await expect(page.locator('[data-outcome]')).toHaveAttribute('data-outcome', 'locked-out');
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Run the CTL client with the hardware token' }),
  ).toBeVisible();
  await vscode.screenshot('regeneration-light');
  await page.getByRole('button', { name: 'Save as Markdown…' }).click();
  await expect(vscode.quickInput).toHaveValue(/regeneration-check\.md$/);
  await vscode.page.keyboard.press('Enter');
  await expect(vscode.explorerRow('regeneration-check.md')).toBeVisible();
  const saved = new TextDecoder().decode(workspace.read('regeneration-check.md'));
  expect(saved).toMatch(/^# Changed certificates\n\nThe phones hold: ITL-cucm8-publisher\.tlv, CTL-two-tokens\.tlv/);
});

test('a phone’s log names the step that failed first, and leads to its lines and lists', async ({ vscode, page }) => {
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
