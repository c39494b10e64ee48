import * as vscode from 'vscode';
import { explainCommand } from '../host/finding-commands';

/** Shows what the catalogue says of a code: its section of the page of findings. */
export function registerExplainFinding(extensionUri: vscode.Uri): vscode.Disposable {
  const page = vscode.Uri.joinPath(extensionUri, 'docs', 'findings.md');
  return vscode.commands.registerCommand(explainCommand, async (code: unknown) => {
    const fragment = typeof code === 'string' && /^[a-z-]+$/.test(code) ? code : '';
    await vscode.commands.executeCommand('markdown.showPreview', page.with({ fragment }));
  });
}
