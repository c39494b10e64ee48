import * as vscode from 'vscode';

/** Shows a line of a text, from 1; the nearest one if the text does not have it. */
export async function showLine(
  file: vscode.Uri,
  line: number,
  where: Pick<vscode.TextDocumentShowOptions, 'viewColumn'> = {},
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file);
  const { range } = document.lineAt(Math.min(Math.max(line, 1), document.lineCount) - 1);
  await vscode.window.showTextDocument(document, { ...where, selection: range });
}
