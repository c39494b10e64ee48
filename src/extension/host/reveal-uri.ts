import * as vscode from 'vscode';
import type { Place } from './documents';

const path = '/reveal';

/**
 * The URI that brings a person back to a place of a list: the Problems panel opens it, since it cannot hand a range to
 * a custom editor. VS Code hands it to the extension's `UriHandler`.
 *
 * @param extensionId `publisher.name`.
 */
export function revealUri(extensionId: string, list: vscode.Uri, { record, offset, length }: Place): vscode.Uri {
  const query = JSON.stringify({ list: list.toString(), record, offset, length });
  return vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: extensionId, path, query });
}

/** Reads such a URI back; undefined for every other one, since anybody can make a URI. */
export function readRevealUri(uri: vscode.Uri): { readonly list: vscode.Uri; readonly place: Place } | undefined {
  if (uri.path !== path) return undefined;
  try {
    const { list, record, offset, length } = JSON.parse(uri.query) as Record<string, unknown>;
    if (typeof list !== 'string' || !isCount(offset) || !isCount(length)) return undefined;
    if (record !== null && !isCount(record)) return undefined;
    return { list: vscode.Uri.parse(list, true), place: { record, offset, length } };
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
