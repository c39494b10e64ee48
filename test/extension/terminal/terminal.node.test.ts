import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { extensionId } from '../../extension-id';
import { version } from '../../../package.json';
import { Refusal } from '../../../src/extension/host/errors';
import type { CommandLine } from '../../../src/extension/host/platform';
import { openTerminal, terminalOptions } from '../../../src/extension/terminal/terminal-feature';
import { cucm8Publisher } from '../../builders';
import { newFolder, readText, TestContext, write } from '../command-context';
import { until } from '../until';

/** The environment that a terminal was given beside its own. */
function environmentOf({ creationOptions }: vscode.Terminal): Readonly<Record<string, string | null | undefined>> {
  return 'env' in creationOptions ? (creationOptions.env ?? {}) : {};
}

/** The terminal that something opens. */
async function opened(open: () => Thenable<unknown>): Promise<vscode.Terminal> {
  const before = new Set(vscode.window.terminals);
  await open();
  return until([vscode.window.onDidOpenTerminal], () => vscode.window.terminals.find((one) => !before.has(one)));
}

/** What a line prints into a file, typed into the terminal as a person would. */
async function typed(terminal: vscode.Terminal, line: string): Promise<string> {
  const folder = await newFolder();
  const [unfinished, file] = ['unfinished', 'printed'].map((name) => vscode.Uri.joinPath(folder, name));
  ok(unfinished && file);
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'));
  try {
    terminal.sendText(`cd '${folder.fsPath}'; ${line} > unfinished; mv unfinished printed`);
    return await until([watcher.onDidCreate, watcher.onDidChange], () => readText(file).catch(() => undefined));
  } finally {
    watcher.dispose();
  }
}

describe('Open Terminal', function () {
  this.timeout(60_000);

  afterEach(() => {
    for (const terminal of vscode.window.terminals) terminal.dispose();
  });

  it('opens a terminal whose PATH begins with the folder of a launcher that runs trustlist', async () => {
    const terminal = await opened(() => vscode.commands.executeCommand('trustList.openTerminal'));
    const environment = environmentOf(terminal);
    deepEqual(Object.keys(environment), ['PATH']);
    const [folder = ''] = (environment['PATH'] ?? '').split(delimiter);
    match(folder, /trust-list-editor\.trust-list-editor.bin$/);
    equal(environment['PATH'], [folder, process.env['PATH']].join(delimiter));
    const launcher = join(folder, process.platform === 'win32' ? 'trustlist.cmd' : 'trustlist');
    const { stdout } = await promisify(execFile)(launcher, ['--version'], { shell: process.platform === 'win32' });
    equal(stdout, `trustlist ${version}\n`);
  });

  it('runs trustlist for a person who types it, and leaves other terminals alone', async () => {
    const list = await write(await newFolder(), 'ITL File.tlv', (await cucm8Publisher()).bytes);
    const own = await opened(() => vscode.commands.executeCommand('trustList.openTerminal'));
    const json = await typed(own, `trustlist verify --json '${list.fsPath}'`);
    equal((JSON.parse(json) as { verdict: string }).verdict, 'ok');
    const other = await opened(() => Promise.resolve(vscode.window.createTerminal('other')));
    deepEqual(environmentOf(other), {});
    const [folder = ''] = (environmentOf(own)['PATH'] ?? '').split(delimiter);
    const path = await typed(other, `echo "$PATH"`);
    ok(path.length > 1 && !path.includes(folder), `a terminal of somebody else has it on its PATH: ${path}`);
  });

  const commandLine: CommandLine = {
    install: () => Promise.resolve({ PATH: '/x/bin' }),
    update: () => Promise.resolve(),
    takesPasswords: true,
  };

  it('names --password-file in a terminal where no password can be typed', async () => {
    const isTrusted = (): boolean => true;
    const typing = await terminalOptions({ commandLine, isTrusted });
    ok(!typing.message?.includes('--password-file'));
    const options = await terminalOptions({ commandLine: { ...commandLine, takesPasswords: false }, isTrusted });
    match(options.message ?? '', /password cannot be typed here.*--password-file/);
    deepEqual(options.env, { PATH: '/x/bin' });
  });

  it('is refused in a workspace that is not trusted, and in a browser', async () => {
    const context = await TestContext.empty();
    let installed = 0;
    const counting = { ...commandLine, install: () => Promise.resolve({ PATH: String((installed += 1)) }) };
    const untrusted = openTerminal({ commandLine: counting, isTrusted: () => false });
    const inBrowser = openTerminal({ commandLine: null, isTrusted: () => true });
    match((await context.refusal(untrusted, undefined)).message, /not trusted.*Manage Workspace Trust/);
    match((await context.refusal(inBrowser, undefined)).message, /browser cannot run the command line/);
    await rejects(terminalOptions({ commandLine: null, isTrusted: () => true }), Refusal);
    deepEqual([installed, vscode.window.terminals.length], [0, 0]);
    context.dispose();
  });

  it('has a profile too, for the menu of terminals', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    const { contributes } = extension?.packageJSON as { contributes: { terminal: { profiles: { id: string }[] } } };
    deepEqual(
      contributes.terminal.profiles.map(({ id }) => id),
      ['trustList.terminal'],
    );
    // What the menu of terminals runs.
    const config = {
      extensionIdentifier: extension?.id,
      id: 'trustList.terminal',
      title: 'Trust List',
      icon: 'shield',
    };
    const terminal = await opened(() =>
      vscode.commands.executeCommand('workbench.action.terminal.newWithProfile', { config }),
    );
    deepEqual(Object.keys(environmentOf(terminal)), ['PATH']);
  });
});
