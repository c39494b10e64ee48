import { equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension', () => {
  it('activates', async () => {
    const extension = vscode.extensions.getExtension('trust-list-editor.trust-list-editor');
    ok(extension, 'it is not installed');
    await extension.activate();
    equal(extension.isActive, true);
  });
});
