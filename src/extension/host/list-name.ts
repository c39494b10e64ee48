import * as vscode from 'vscode';
import { fileNameOf, isSavedVersion } from './documents';

/** `ITLFile.tlv`, `ITLFile.tlv (saved)`, `ITLFile.tlv (HEAD)`: what a list is called beside another version of it. */
export function listName(uri: vscode.Uri, nameOfFile: (uri: vscode.Uri) => string = fileNameOf): string {
  const version = isSavedVersion(uri) ? 'saved' : revisionOf(uri);
  return version === null ? nameOfFile(uri) : `${nameOfFile(uri)} (${version})`;
}

/** Its path in the workspace: `cluster-a/ITLFile.tlv`. */
export function relativePath(uri: vscode.Uri): string {
  const isGit = uri.scheme === 'git'; // of a file in the workspace, whose path it has
  return vscode.workspace.asRelativePath(uri.with({ query: '', fragment: '', ...(isGit ? { scheme: 'file' } : {}) }));
}

/** The revision of a `git:` document, shortly; null for every other. VS Code's Git extension keeps it in the query. */
export function revisionOf({ scheme, query }: Pick<vscode.Uri, 'scheme' | 'query'>): string | null {
  if (scheme !== 'git') return null;
  let ref: unknown;
  try {
    ref = (JSON.parse(query) as { readonly ref?: unknown } | null)?.ref;
  } catch {
    return 'Git';
  }
  if (typeof ref !== 'string') return 'Git';
  if (ref === '' || ref === '~') return 'Index';
  return /^[0-9a-f]{40}$/.test(ref) ? ref.slice(0, 7) : ref;
}
