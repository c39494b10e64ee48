import * as vscode from 'vscode';
import type { ClusterClient } from '../../core/cluster/client';
import { fateOf, thisProcess } from '../../node/processes';
import { ChangedMeanwhile, mayReplace, NotReplaced, writeWhole } from '../../node/whole-file';
import { reasonOf } from '../host/errors';
import { fileNameOf } from '../host/list-uris';
import { plainPlatform, type Platform } from '../host/platform';
import { commandLineIn } from './command-line';
import { t } from '../../core/words/translate';

/** Why a folder does not let a file be replaced by another, though the file itself may be written to. */
const refusals: readonly string[] = ['EACCES', 'EPERM', 'EBUSY', 'EXDEV'];

/** One for the window: its limit of open requests to a server counts for all commands together. */
let cluster: Promise<ClusterClient> | null = null;

/** Under Node.js: files on disk are replaced by whole new ones, and processes are told apart. */
export const nodePlatform: Platform = {
  async write(uri, bytes, expected) {
    if (uri.scheme !== 'file' || !(await mayReplace(uri.fsPath))) return plainPlatform.write(uri, bytes, expected);
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(uri, '..')); // it may have been deleted
    try {
      await writeWhole(uri.fsPath, bytes, expected);
      return true;
    } catch (error) {
      if (error instanceof ChangedMeanwhile) return false;
      if (isRefusal(error)) return plainPlatform.write(uri, bytes, expected);
      const [reason = ''] = reasonOf(error).split(','); // what follows names the temporary file
      throw new Error(t('{file} cannot be written, and is as it was ({reason}).', { file: fileNameOf(uri), reason }), {
        cause: error,
      });
    }
  },
  process: thisProcess,
  isRunning: (process) => fateOf(process) === 'running',
  commandLine: commandLineIn,
  cluster: () =>
    (cluster ??= import('../../net/cluster-client').then(({ createClusterClient }) => createClusterClient())),
};

function isRefusal(error: unknown): boolean {
  if (error instanceof NotReplaced) return true;
  return error instanceof Error && 'code' in error && refusals.includes(String(error.code));
}
