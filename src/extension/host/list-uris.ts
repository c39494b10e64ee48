import * as vscode from 'vscode';

/** `ITLFile.tlv` of a URI. */
export function fileNameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

const savedFragment = 'saved';

/** The list as it is on disk, which `read` then gives even if an editor shows another state of it. */
export function savedVersionOf(uri: vscode.Uri): vscode.Uri {
  return uri.with({ fragment: savedFragment });
}

/** The file itself, of the list as it is on disk. */
export function withoutVersion(uri: vscode.Uri): vscode.Uri {
  return isSavedVersion(uri) ? uri.with({ fragment: '' }) : uri;
}

export function isSavedVersion(uri: vscode.Uri): boolean {
  return uri.fragment === savedFragment;
}

/** Scheme of the samples that come with the extension. */
export const sampleScheme = 'trust-list-sample';

export function isSample(uri: vscode.Uri): boolean {
  return uri.scheme === sampleScheme;
}

/**
 * `ITLFile.tlv`, `ITLFile.tlv (saved)`, `ITLFile.tlv (HEAD)`: what a list is called beside another version of it. A sample
 * is always called one.
 */
export function listName(uri: vscode.Uri, nameOfFile: (uri: vscode.Uri) => string = fileNameOf): string {
  if (isSample(uri)) return `${fileNameOf(uri)} (sample)`;
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

/** Scheme of the read-only documents that show a list as the cluster prints it. */
export const textScheme = 'trust-list-text';
/** Language of such documents, and of `show itl` outputs that were saved to a file. */
export const textLanguage = 'cucm-trust-list';

const extension = '.showitl';

/**
 * The text document of a list: `trust-list-text:/folder/ITLFile.tlv.showitl?file:///folder/ITLFile.tlv`. The list may
 * be any that `Documents.read` reads: open, on disk, or a revision of Git (`git:`).
 */
export function textUriOf(list: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme: textScheme, path: `${list.path}${extension}`, query: list.toString() });
}

/** The list that a text document shows. */
export function listUriOf(text: vscode.Uri): vscode.Uri {
  return vscode.Uri.parse(text.query, true);
}
