import * as vscode from 'vscode';
import { registerCommands, type Command } from '../host/command';
import type { FeatureContext } from '../host/context';
import { Refusal } from '../host/errors';
import type { CommandLine } from '../host/platform';
import { t } from '../../core/words/translate';

const profileId = 'trustList.terminal';

/** What stands between a command and a terminal. */
export interface TerminalAccess {
  /** Null where no program can be started. */
  readonly commandLine: CommandLine | null;
  readonly isTrusted: () => boolean;
}

/** Terminals with `trustlist` on their PATH. No other terminal, and nothing outside of it, is changed. */
export function registerTerminal(context: FeatureContext, globalStorageUri: vscode.Uri): vscode.Disposable {
  const { platform, extensionUri } = context;
  const commandLine =
    platform.commandLine?.({
      folder: vscode.Uri.joinPath(globalStorageUri, 'bin').fsPath,
      program: vscode.Uri.joinPath(extensionUri, 'dist/cli.js').fsPath,
    }) ?? null;
  // Terminals that VS Code restores after an update look in the same folder. If this fails, opening one says why.
  void commandLine?.update().catch(() => undefined);
  const access: TerminalAccess = { commandLine, isTrusted: () => vscode.workspace.isTrusted };
  return vscode.Disposable.from(
    registerCommands(context, [openTerminal(access)]),
    vscode.window.registerTerminalProfileProvider(profileId, {
      provideTerminalProfile: async () => new vscode.TerminalProfile(await terminalOptions(access)),
    }),
  );
}

export function openTerminal(access: TerminalAccess): Command {
  return {
    id: 'trustList.openTerminal',
    run: async () => {
      vscode.window.createTerminal(await terminalOptions(access)).show();
    },
  };
}

/** @throws {Refusal} where a terminal cannot be opened, or should not be. */
export async function terminalOptions({ commandLine, isTrusted }: TerminalAccess): Promise<vscode.TerminalOptions> {
  if (commandLine === null) {
    throw new Refusal(
      t('VS Code in a browser cannot run the command line. Use VS Code on a computer, or install trustlist with npm.'),
    );
  }
  if (!isTrusted()) {
    throw new Refusal(
      t(
        'This workspace is not trusted, so no terminal is opened in it. Trust it first, with Workspaces: Manage Workspace Trust.',
      ),
    );
  }
  const env = await commandLine.install();
  return { name: 'trustlist', iconPath: new vscode.ThemeIcon('shield'), env, message: greeting(commandLine) };
}

function greeting({ takesPasswords }: CommandLine): string {
  const help = t('trustlist help prints the commands of trustlist.');
  return takesPasswords
    ? help
    : `${help} ${t('A password cannot be typed here: give that of a key with --password-file.')}`;
}
