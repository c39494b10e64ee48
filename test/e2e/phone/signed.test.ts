import { expect, test } from '../fixtures';

const configuration = 'SEP0011215A1AE3.cnf.xml.sgn';

test('a signed configuration opens with its signer, its header and its text', async ({ vscode }) => {
  await vscode.openFile(`phone/${configuration}`);
  const page = vscode.webview();
  const signature = page.getByRole('region', { name: 'Signature' });
  await expect(signature).toContainText('Signature verified');
  await expect(signature).toContainText('Signed by record 2 of ITL-cucm8-publisher.tlv');
  await expect(page.getByRole('region', { name: 'Header' })).toContainText('CN=CUCM8-Publisher.bbbburns.lab');
  await expect(page.getByRole('region', { name: 'Content' })).toContainText('<deviceProtocol>SIP</deviceProtocol>');
  await vscode.screenshot('signed-light');
  await vscode.setTheme('dark');
  await page.getByText(/^All \d+ elements$/).click();
  await expect(page.locator('[data-field="SIGNERNAME"]')).toBeVisible();
  await vscode.screenshot('signed-dark');
  await vscode.openFile('ITL-cucm8-publisher.tlv');
  await expect(vscode.webview().getByRole('tree')).toBeVisible();
  await vscode.tab(configuration).click();
  await expect(page.locator('[data-field="SIGNERNAME"]'), 'still unfolded').toBeVisible();
  await signature.getByRole('button', { name: 'Show record 2 of ITL-cucm8-publisher.tlv' }).click();
  await expect(vscode.webview().getByRole('main').getByRole('heading', { level: 1 })).toContainText('record 2');
});

test('the signer of another cluster is in neither list of the folder', async ({ vscode, workspace }) => {
  workspace.write(`moved/${configuration}`, workspace.read(`phone/${configuration}`));
  workspace.write('moved/ITLFile.tlv', workspace.read('ITL-cucm12-cluster.tlv'));
  await vscode.explorerRow('moved').waitFor();
  await vscode.openFile(`moved/${configuration}`);
  const signature = vscode.webview().getByRole('region', { name: 'Signature' });
  await expect(signature).toContainText('Signer in neither list');
  await expect(signature).toContainText('errclass 8, errcode 19 (signer not in CTL)');
  await vscode.screenshot('signed-neither-light');
});

test('a signature is stripped and made anew, and both can be undone', async ({ vscode, workspace }) => {
  await vscode.openFile(`phone/${configuration}`);
  const page = vscode.webview();
  const signature = page.getByRole('region', { name: 'Signature' });
  await expect(signature).toContainText('Signature verified');

  await vscode.runCommand('Trust List: Strip Signature');
  await expect(signature).toContainText('Not signed');
  await expect(vscode.dirtyTab(configuration)).toBeVisible();

  await vscode.runCommand('Trust List: Sign File…');
  const title = `Sign ${configuration}: The TFTP Server’s`;
  await vscode.chooseFile(`${title} Private Key`, workspace.path('keys/CallManager-cucm8.key.pem'));
  await vscode.chooseFile(`${title} Certificate`, workspace.path('certificates/CallManager-cucm8.pem'));
  await vscode.page.getByPlaceholder('Choose the hash algorithm').waitFor();
  await vscode.pick('SHA-1');
  await expect(signature).toContainText('Signed by record 2 of ITL-cucm8-publisher.tlv');

  await vscode.runCommand('Undo');
  await expect(signature).toContainText('Not signed');
  await vscode.runCommand('Undo');
  await expect(signature).toContainText('Signature verified');
  await expect(vscode.dirtyTab(configuration)).toHaveCount(0);
});
