import * as vscode from 'vscode';
import { sampleUri, samples } from '../../src/extension/host/samples';

describe('the samples in a browser', () => {
  it('are read from where the extension is served, and open read-only in its editor', async () => {
    for (const { name } of samples) {
      const { length } = await vscode.workspace.fs.readFile(sampleUri(name));
      if (length === 0) throw new Error(`${name} is empty`);
    }
    const list = sampleUri('ITL-mismatched-signer.tlv');
    const found = new Promise<void>((resolve) => {
      vscode.languages.onDidChangeDiagnostics(() => {
        if (vscode.languages.getDiagnostics(list).length > 0) resolve();
      });
    });
    await vscode.commands.executeCommand('trustList.tryOnSamples', 'signer');
    await found;
    if (vscode.workspace.fs.isWritableFileSystem(list.scheme) !== false) throw new Error('it can be written to');
  });
});
