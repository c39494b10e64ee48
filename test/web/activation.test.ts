import * as vscode from 'vscode';

describe('the extension in a browser', () => {
  it('activates', async () => {
    const extension = vscode.extensions.getExtension('trust-list-editor.trust-list-editor');
    if (!extension) throw new Error('it is not installed');
    await extension.activate();
    if (!extension.isActive) throw new Error('it is not active');
  });
});
