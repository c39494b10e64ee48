import * as vscode from 'vscode';
import type { CommandContext } from '../host/context';
import { fieldsOf } from '../host/target';
import type { BundleFile } from '../host/bundles';
import { BundlesModel } from './consolidation';
import { MigrationModel, type ClusterFiles } from './migration';
import type { PageModel } from './page-model';
import type { FactId, VersionId } from './protocol';
import { RegenerationModel } from './regeneration';

/**
 * What a window was about before a restart.
 *
 * @param state what its page kept: written by it, and read as if anybody had.
 * @returns null if it cannot be shown again.
 */
export function restoredModel(context: CommandContext, state: unknown): PageModel | null {
  const kept = fieldsOf(fieldsOf(state)['kept']);
  switch (kept['kind']) {
    case 'plan': {
      const model = new MigrationModel(context, cluster(kept['from']), cluster(kept['to']));
      for (const [id, answer] of Object.entries(fieldsOf(kept['facts']))) {
        if (typeof answer === 'boolean') model.takeFact(id as FactId, answer);
      }
      for (const [id, answer] of Object.entries(fieldsOf(kept['versions']))) {
        if (typeof answer === 'number') model.takeVersion(id as VersionId, answer);
      }
      return model.files.length === 0 ? null : model;
    }
    case 'regeneration': {
      const [held, served] = [file(kept['held']), file(kept['served'])];
      if (held === null || served === null) return null;
      return new RegenerationModel(context, {
        held,
        served,
        ctl: file(kept['ctl']),
        servedCtl: file(kept['servedCtl']),
      });
    }
    case 'bundles': {
      const bundles = files(kept['bundles']).map(unopened);
      return bundles.length === 0 ? null : new BundlesModel(context, { bundles, lists: files(kept['lists']) });
    }
    default:
      return null;
  }
}

function cluster(kept: unknown): ClusterFiles {
  const { itl, ctl, bundles } = fieldsOf(kept);
  return { itl: file(itl), ctl: file(ctl), bundles: files(bundles).map(unopened) };
}

/** Passwords are not kept: a file that has one asks to be chosen again. */
function unopened(uri: vscode.Uri): BundleFile {
  return { uri, opened: null };
}

function files(value: unknown): vscode.Uri[] {
  return Array.isArray(value) ? value.map(file).filter((uri) => uri !== null) : [];
}

function file(value: unknown): vscode.Uri | null {
  if (typeof value !== 'string') return null;
  try {
    return vscode.Uri.parse(value, true);
  } catch {
    return null;
  }
}
