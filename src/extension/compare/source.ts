import * as vscode from 'vscode';
import { fileNameOf, listName, relativePath } from '../host/list-uris';
import { t } from '../../core/words/translate';

/** Where a side of a comparison comes from, as plain JSON: it can be read again at any time, after a restart too. */
export type Source =
  /** A list that `Documents.read` reads: open, on disk, its saved version, or a revision of Git (`git:`). */
  | { readonly kind: 'list'; readonly uri: string }
  /** An output of `show itl` or `show ctl` in a text document: the first, second, … in it, from 0. */
  | { readonly kind: 'text'; readonly uri: string; readonly output: number }
  /** Such an output that was pasted. */
  | { readonly kind: 'pasted'; readonly text: string };

export interface Sources {
  readonly left: Source;
  readonly right: Source;
}

export function listSource(uri: vscode.Uri): Source {
  return { kind: 'list', uri: uri.toString() };
}

/** True for what a page kept of a comparison. */
export function isSources(kept: unknown): kept is Sources {
  return typeof kept === 'object' && kept !== null && 'left' in kept && 'right' in kept
    ? isSource(kept.left) && isSource(kept.right)
    : false;
}

function isSource(kept: unknown): kept is Source {
  if (typeof kept !== 'object' || kept === null || !('kind' in kept)) return false;
  const fields = kept as Readonly<Record<string, unknown>>;
  switch (fields['kind']) {
    case 'list':
      return typeof fields['uri'] === 'string';
    case 'text':
      return typeof fields['uri'] === 'string' && typeof fields['output'] === 'number';
    case 'pasted':
      return typeof fields['text'] === 'string';
    default:
      return false;
  }
}

/** Names by which a person tells the two sides apart: with their folders if the files have the same name. */
export function namesOf({ left, right }: Sources): { readonly left: string; readonly right: string } {
  const names = { left: nameOf(left, fileNameOf), right: nameOf(right, fileNameOf) };
  if (names.left !== names.right) return names;
  const paths = { left: nameOf(left, relativePath), right: nameOf(right, relativePath) };
  return paths.left === paths.right ? { left: `${paths.left} (left)`, right: `${paths.right} (right)` } : paths;
}

function nameOf(source: Source, nameOfFile: (uri: vscode.Uri) => string): string {
  if (source.kind === 'pasted') return t('Clipboard');
  const uri = vscode.Uri.parse(source.uri, true);
  const name = listName(uri, nameOfFile);
  return source.kind === 'list' || source.output === 0
    ? name
    : t('{name} (output {output})', { name, output: source.output + 1 });
}
