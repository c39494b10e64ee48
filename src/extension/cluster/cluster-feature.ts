import * as vscode from 'vscode';
import { registerCommands, type Command } from '../host/command';
import type { FeatureContext } from '../host/context';
import { PageWindows } from '../host/page-windows';
import { accessOf } from './access';
import { askBeside, askInputs } from './ask';
import { askTvsCommand } from './ask-tvs';
import { fetchCommand } from './fetch';
import { FetchedFiles, fetchedScheme } from './fetched-files';
import { restoredInputs, type AuditInputs } from './inputs';
import { ListFiles, memberScheme } from './list-files';
import { FleetPanel } from './panel';
import { readCaptureCommand } from './read-capture';
import { ReportLinks } from './report';

/**
 * What clusters and their phones say: audits of phones in windows, and what servers have and answer, which are asked only
 * by these commands.
 */
export function registerCluster(context: FeatureContext): vscode.Disposable {
  const listFiles = new ListFiles();
  const access = accessOf(context.platform);
  const fetched = new FetchedFiles();
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
  // Folders, archives and tables are in every project. The Explorer offers to audit them where there are lists.
  void vscode.commands.executeCommand('setContext', 'trustList.isActive', true);
  return vscode.Disposable.from(
    windows,
    fetched,
    listFiles,
    vscode.workspace.registerFileSystemProvider(fetchedScheme, fetched, { isReadonly: true, isCaseSensitive: true }),
    vscode.languages.registerDocumentLinkProvider({ scheme: fetchedScheme }, new ReportLinks(fetched)),
    vscode.workspace.registerFileSystemProvider(memberScheme, listFiles, { isReadonly: true }),
    registerCommands(context, [
      ...clusterCommands(open),
      fetchCommand(access, fetched),
      readCaptureCommand(access, fetched),
      askTvsCommand(access, fetched, context.signed),
    ]),
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
