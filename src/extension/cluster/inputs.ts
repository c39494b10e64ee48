import * as vscode from 'vscode';
import type { BundleFile } from '../host/bundles';
import { fileNameOf } from '../host/list-uris';
import { fieldsOf } from '../host/target';
import { t } from '../../core/words/translate';

/** What an audit is about: files and folders. */
export interface AuditInputs {
  /** What says which lists phones hold. */
  readonly sources: readonly vscode.Uri[];
  /** What the TFTP servers give to phones. */
  readonly served: readonly vscode.Uri[];
  /** Other lists that phones may hold. */
  readonly known: readonly vscode.Uri[];
  /** What the trust stores of the TVS contain; none: not known. */
  readonly stores: readonly BundleFile[];
}

/** What the window of an audit is called. */
export function titleOfAudit({ sources: [first, ...others] }: AuditInputs): string {
  const name = first === undefined ? '' : fileNameOf(first);
  return others.length === 0
    ? t('Phones: {name}', { name })
    : t('Phones: {name} and {count} more', { name, count: others.length });
}

/** Plain JSON from which the inputs are made again after a restart. Passwords are not kept. */
export function keptInputs({ sources, served, known, stores }: AuditInputs): unknown {
  return {
    sources: sources.map(String),
    served: served.map(String),
    known: known.map(String),
    stores: stores.map(({ uri }) => uri.toString()),
  };
}

/**
 * What a window was about before a restart.
 *
 * @param state what its page kept: written by it, and read as if anybody had.
 * @returns null if it cannot be shown again.
 */
export function restoredInputs(state: unknown): AuditInputs | null {
  const kept = fieldsOf(fieldsOf(state)['kept']);
  const [sources, served] = [files(kept['sources']), files(kept['served'])];
  if (sources.length === 0 || served.length === 0) return null;
  const stores = files(kept['stores']).map((uri) => ({ uri, opened: null }));
  return { sources, served, known: files(kept['known']), stores };
}

function files(value: unknown): vscode.Uri[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((text: unknown) => {
    if (typeof text !== 'string') return [];
    try {
      return [vscode.Uri.parse(text, true)];
    } catch {
      return [];
    }
  });
}
