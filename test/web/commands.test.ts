import { deepEqual, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId } from '../extension-id';
import { cucm8Publisher, encryptedConfiguration, rsaKey } from '../builders';
import { newFolder, write } from '../extension/command-context';
import { until } from '../extension/until';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

type Ask = (...args: readonly unknown[]) => unknown;

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

/** The members of `vscode.window` by which a person is told or asked, with the position of what is said. */
const questions = {
  showInformationMessage: 0,
  showWarningMessage: 0,
  showErrorMessage: 0,
  showInputBox: 0,
  showOpenDialog: 0,
  showSaveDialog: 0,
  showQuickPick: 1,
} as const;

/**
 * What the installed extension says and asks while `work` goes on, with every question left unanswered. The tests are in
 * its folder, so that VS Code gives it and them the same interface.
 */
async function saidBy(work: () => Thenable<unknown>): Promise<string[]> {
  const said: string[] = [];
  const window = vscode.window as unknown as Record<string, Ask>;
  const originals = Object.keys(questions).map((name) => [name, window[name]] as const);
  for (const [name, position] of Object.entries(questions)) {
    window[name] = (...args) => {
      const what = args[position];
      said.push(typeof what === 'string' ? what : ((what as { readonly title?: string } | undefined)?.title ?? ''));
      return Promise.resolve(undefined);
    };
  }
  try {
    await work();
  } finally {
    for (const [name, original] of originals) if (original !== undefined) window[name] = original;
  }
  return said;
}

/** What is open, and edited. */
const tabs = (): string =>
  JSON.stringify(
    vscode.window.tabGroups.all.map(({ tabs: all, activeTab }) => [
      all.map(({ label, isDirty }) => [label, isDirty]),
      activeTab?.label,
    ]),
  );

/** These copy what is selected, or change what a page shows or what a later command takes, and say nothing. */
const silent: readonly string[] = [
  'trustList.closeDecrypted',
  'trustList.copyHex',
  'trustList.copyPem',
  'trustList.copyValue',
  'trustList.endWorkspaceCheck',
  'trustList.nextDifference',
  'trustList.openSignedFile', // of one that is in front
  'trustList.previousDifference',
  'trustList.selectForCompare',
  'trustList.swapSides',
  'trustList.tryOnSamples', // without the step of the walkthrough that it is for
];
/** What a program says of itself, and no person should read. */
const fault = /not a function|not defined|undefined|\bnull\b|cannot read prop|\[object|\bDetail:|vscode-|node:|ENOPRO/i;

describe('Every command in a browser', () => {
  const { contributes } = vscode.extensions.getExtension(extensionId)?.packageJSON as Manifest;
  const commands = contributes.commands.map(({ command }) => command);
  let folder: vscode.Uri;
  let running = '';

  before(async () => {
    const { bytes, identities } = await cucm8Publisher();
    folder = await newFolder();
    await write(folder, 'ITLFile.tlv', bytes);
    await write(folder, 'pasted.showitl', 'admin:show itl\n');
    await write(
      folder,
      'SEP0011215A1AE3.cnf.xml.enc.sgn',
      encryptedConfiguration({
        signer: identities.callManager,
        recipient: rsaKey(1024, 'phone'),
        content: new TextEncoder().encode('<device/>'),
      }),
    );
  });
  afterEach(function () {
    if (this.currentTest?.isFailed() === true) console.error(`The last command was ${running}.`);
  });
  after(async () => {
    await run('trustList.endWorkspaceCheck');
    await run('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });

  /** What each command says, with a file in front. */
  async function answers(name: string | null): Promise<Map<string, readonly string[]>> {
    const found = new Map<string, readonly string[]>();
    const reopen = async (): Promise<string> => {
      await run('workbench.action.revertAndCloseActiveEditor');
      await run('workbench.action.closeAllEditors');
      if (name !== null) await run('vscode.open', vscode.Uri.joinPath(folder, name));
      return tabs();
    };
    let before = await reopen();
    for (const command of commands) {
      running = command;
      const said = await saidBy(() => run(command));
      if (said.length === 0 && !silent.includes(command))
        await until([vscode.window.tabGroups.onDidChangeTabs], () => tabs() !== before);
      const opened = tabs() !== before;
      if (opened) before = await reopen();
      found.set(command, opened ? [...said, 'opens a tab'] : said);
    }
    return found;
  }

  for (const name of [null, 'ITLFile.tlv', 'pasted.showitl', 'SEP0011215A1AE3.cnf.xml.enc.sgn']) {
    it(`is done, asks, or says in a sentence why not, with ${name ?? 'nothing'} in front`, async () => {
      const found = await answers(name);
      deepEqual(
        [...found].flatMap(([command, said]) =>
          said.filter((one) => fault.test(one)).map((one) => `${command}: ${one}`),
        ),
        [],
      );
      const noServers = /^VS Code in a browser cannot reach the servers of a cluster\. Use VS Code on a computer/;
      for (const command of ['trustList.fetchFromCluster', 'trustList.askTvs'])
        ok(noServers.test(found.get(command)?.join() ?? ''), command);
      if (name !== 'ITLFile.tlv') return;
      for (const command of ['trustList.compareWithHead', 'trustList.compareWithRevision'])
        ok(/^Git is not available in this window\. In a browser/.test(found.get(command)?.join() ?? ''), command);
    });
  }
});
