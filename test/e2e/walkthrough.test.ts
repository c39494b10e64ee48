import { EditorPage } from './editor-page';
import { expect, test } from './fixtures';

const mismatched = 'ITL-mismatched-signer.tlv';

test('a new user opens a sample from the walkthrough, and saves a copy to edit it', async ({
  vscode,
  page,
  workspace,
  server,
}) => {
  const steps = page.locator('.gettingStartedContainer .getting-started-step');
  const first = steps.filter({ hasText: 'Open a sample' });

  await test.step('the walkthrough opens, with its picture', async () => {
    await vscode.runCommand('View: Toggle Primary Side Bar Visibility'); // VS Code has room for pictures in wide editors only
    await vscode.runCommand('Welcome: Open Walkthrough...');
    await vscode.pick('Get Started with Trust Lists');
    await expect(steps).toHaveCount(6);
    await expect(vscode.webview().locator('svg')).toBeVisible();
    await vscode.screenshot('walkthrough-light');
    await vscode.setTheme('dark');
    await expect(vscode.webview().locator('svg')).toBeVisible();
    await vscode.screenshot('walkthrough-dark');
  });

  await test.step('its button opens a sample beside it, and the step is done', async () => {
    await first.getByRole('button', { name: 'Open Samples' }).click();
    await vscode.pick(mismatched);
    await expect(vscode.tab(mismatched)).toBeVisible();
    await expect(first.locator('.codicon.complete')).toHaveCount(1);
    await expect(new EditorPage(vscode).verdict).toContainText('made the signature');
    await vscode.screenshot('walkthrough-sample-dark');
  });

  await test.step('an edit of the sample says why not, and saves a copy that is edited', async () => {
    await vscode.runCommand('View: Close Editors in Other Groups');
    await expect(new EditorPage(vscode).verdict).toContainText('made the signature');
    await vscode.runCommand('Trust List: Set VERSION…');
    const notification = vscode.notification('is a sample and read-only');
    await expect(notification).toBeVisible();
    await vscode.screenshot('sample-read-only-dark');
    await notification.getByRole('button', { name: 'Save As…' }).click();
    await vscode.chooseFile(`Save a Copy of ${mismatched}`, workspace.path('my-copy.tlv'));
    await expect(vscode.tab('my-copy.tlv')).toBeVisible();
    expect(workspace.read('my-copy.tlv')).toEqual(workspace.read(mismatched));
  });

  await test.step('without a folder, the Explorer offers them too', async () => {
    await page.goto(`${server.url}/?ew=true`);
    await vscode.runCommand('View: Show Explorer');
    const welcome = page.locator('.pane').filter({ hasText: 'Cisco ITL and CTL files' });
    await expect(welcome.getByRole('button', { name: 'Open a Trust List…' })).toBeVisible();
    await vscode.screenshot('welcome-light');
    await welcome.getByRole('button', { name: 'Open Samples' }).click();
    await page.getByPlaceholder(/^Which sample\?/).waitFor();
    await vscode.pick(mismatched);
    await expect(new EditorPage(vscode).verdict).toContainText('made the signature');
  });
});
