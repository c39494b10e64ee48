import * as vscode from 'vscode';

/** Scheme of the read-only documents that show a list as the cluster prints it. */
export const textScheme = 'trust-list-text';
/** Language of such documents, and of `show itl` outputs that were saved to a file. */
export const textLanguage = 'cucm-trust-list';

const extension = '.showitl';

/**
 * The text document of a list: `trust-list-text:/folder/ITLFile.tlv.showitl?file:///folder/ITLFile.tlv`. The list may be any
 * that `Documents.read` reads: open, on disk, or a revision of Git (`git:`).
 */
export function textUriOf(list: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme: textScheme, path: `${list.path}${extension}`, query: list.toString() });
}

/** The list that a text document shows. */
export function listUriOf(text: vscode.Uri): vscode.Uri {
  return vscode.Uri.parse(text.query, true);
}
