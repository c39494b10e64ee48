import * as vscode from 'vscode';

describe('a trust list in a browser', () => {
  it('opens in its editor, and its findings are in the Problems panel', async () => {
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
  });
});
