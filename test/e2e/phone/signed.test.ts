import { expect, test } from '../fixtures';

const configuration = 'SEP0011215A1AE3.cnf.xml.sgn';

test('a signed configuration leads to its signer; its signature is stripped and made again, and both are undone', async ({
  vscode,
  workspace,
}) => {
  await vscode.openFile(`phone/${configuration}`);
  const page = vscode.webview();
  const signature = page.getByRole('region', { name: 'Signature' });
  await expect(signature).toContainText('Signed by record 2 of ITL-cucm8-publisher.tlv');
  await signature.getByRole('button', { name: 'Show record 2 of ITL-cucm8-publisher.tlv' }).click();
  await expect(vscode.webview().getByRole('heading', { level: 1 })).toContainText('record 2');
  await vscode.tab(configuration).click();
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
