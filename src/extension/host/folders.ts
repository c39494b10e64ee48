import * as vscode from 'vscode';

/** False for what is known to be read-only as a whole: samples, what was fetched, revisions of Git. */
export function isWritableScheme({ scheme }: vscode.Uri): boolean {
  return vscode.workspace.fs.isWritableFileSystem(scheme) !== false;
}

/** Where dialogs begin that are about no file. */
export function firstFolder(): vscode.Uri | undefined {
  return vscode.workspace.workspaceFolders?.[0]?.uri;
}

/** The folder of a file; for one that is in no folder that can be written to, the first folder of the workspace. */
export function folderOf(uri: vscode.Uri | undefined): vscode.Uri | undefined {
  if (uri !== undefined && uri.scheme !== 'untitled' && isWritableScheme(uri)) return vscode.Uri.joinPath(uri, '..');
  return firstFolder();
}
