import { equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId } from '../extension-id';

describe('the extension', () => {
  it('activates', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    ok(extension, 'it is not installed');
    await extension.activate();
    equal(extension.isActive, true);
  });
});
