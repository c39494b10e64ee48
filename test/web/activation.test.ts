import * as vscode from 'vscode';
import { extensionId } from '../extension-id';

describe('the extension in a browser', () => {
  it('activates', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    if (!extension) throw new Error('it is not installed');
    await extension.activate();
    if (!extension.isActive) throw new Error('it is not active');
  });
});
