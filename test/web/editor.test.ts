import * as vscode from 'vscode';

describe('a trust list in a browser', () => {
  it('opens in its editor, its findings are in the Problems panel, and it is shown as text', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    if (!folder) throw new Error('no folder is open');
    const list = vscode.Uri.joinPath(folder.uri, 'ITL-mismatched-signer.tlv');
    const found = new Promise<void>((resolve) => {
      vscode.languages.onDidChangeDiagnostics(() => {
        if (vscode.languages.getDiagnostics(list).length > 0) resolve();
      });
    });
    await vscode.commands.executeCommand('vscode.open', list);
    await found;

    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    if (!(input instanceof vscode.TabInputCustom)) throw new Error('it is not in a custom editor');
    const codes = vscode.languages
      .getDiagnostics(list)
      .map(({ code }) => (typeof code === 'object' ? code.value : code));
    if (!codes.includes('signed-by-another')) throw new Error(`its findings are ${codes.join(', ')}`);

    await vscode.commands.executeCommand('trustList.showAsText');
    const text = vscode.window.activeTextEditor?.document;
    if (text?.languageId !== 'cucm-trust-list') throw new Error('it is not shown as the cluster prints it');
    if (!text.getText().includes('Length of ITL file: 6576')) throw new Error(text.getText());
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
