import * as vscode from 'vscode';
import { registerCommands, type Command } from '../host/command';
import type { FeatureContext } from '../host/context';
import { PageWindows } from '../host/page-windows';
import { askBeside, askInputs } from './ask';
import { restoredInputs, type AuditInputs } from './inputs';
import { ListFiles, memberScheme } from './list-files';
import { FleetPanel } from './panel';

/** What clusters and their phones say: audits of phones, and their windows. */
export function registerCluster(context: FeatureContext): vscode.Disposable {
  const listFiles = new ListFiles();
  const windows = new PageWindows<AuditInputs, FleetPanel>({
    viewType: 'trustList.fleet',
    extensionUri: context.extensionUri,
    // The phones are there again once everything was read again.
    restored: restoredInputs,
    make: (inputs, panel) => new FleetPanel(inputs, panel, context, listFiles),
  });
  const open = (inputs: AuditInputs): void => {
    windows.open(inputs);
  };
  return vscode.Disposable.from(
    windows,
    vscode.workspace.registerFileSystemProvider(memberScheme, listFiles, { isReadonly: true }),
    registerCommands(context, clusterCommands(open)),
  );
}

/** @param open opens a window on an audit. */
export function clusterCommands(open: (inputs: AuditInputs) => void): readonly Command[] {
  return [
    {
      id: 'trustList.auditPhones',
      run: async (context, target, selected) => {
        const sources = sourcesOf(target, selected);
        open(sources.length === 0 ? await askInputs(context, null) : await askBeside(context, sources));
      },
    },
  ];
}

/** The files and folders of the Explorer; none if the command was not run there. */
function sourcesOf(target: unknown, selected: unknown): vscode.Uri[] {
  const all: unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [target];
  return all.filter((one) => one instanceof vscode.Uri);
}
