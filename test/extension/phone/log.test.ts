import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import * as vscode from 'vscode';
import { logLanguage, LogModel, openLog } from '../../../src/extension/phone/log';
import { editorViewType } from '../../../src/extension/host/documents';
import { Refusal } from '../../../src/extension/host/errors';
import { fileOf, textOf } from '../../../src/extension/host/target';
import { answer, Answers } from '../answers';
import { TestContext, write } from '../command-context';
import { isInBrowser } from '../platform';
import { until } from '../until';

const refused = [
  '12:00:01.5 SECD: -Requesting SEPAABBCC001122.cnf.xml.sgn from 192.0.2.9',
  '12:00:02.5 SECD: -sgn verify file failed <SEPAABBCC001122.cnf.xml.sgn>, errclass 8, errcode 19 (signer not in CTL)',
  'something else',
].join('\n');

const run = <T>(command: string, ...args: readonly unknown[]): Thenable<T> =>
  vscode.commands.executeCommand(command, ...args);

describe('A log of a phone', () => {
  let context: TestContext;

  beforeEach(async () => {
    context = await TestContext.empty();
  });
  afterEach(async () => {
    await run('workbench.action.closeAllEditors');
    context.dispose();
    await vscode.workspace.fs.delete(context.folder, { recursive: true });
  });

  const documentOf = (uri: vscode.Uri): vscode.TextDocument | undefined =>
    vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const tabs = (label: string): vscode.Tab[] =>
    vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => tab.label === label);

  for (const name of ['console.txt', 'console.log', 'CONSOLE.LOG']) {
    it(`has its language by its content: ${name}`, async () => {
      const log = await write(context.folder, name, refused);
      await run('vscode.open', log);
      await until([vscode.workspace.onDidOpenTextDocument, vscode.workspace.onDidCloseTextDocument], () => {
        return documentOf(log)?.languageId === logLanguage;
      });
    });
  }

  it('is not every text that names a file or speaks of lists', async () => {
    const prose = await write(
      context.folder,
      'prose.txt',
      'The ITL is in ITLFile.tlv.\nTrust List Update Failed, it said.',
    );
    const log = await write(context.folder, 'console.txt', refused);
    await run('vscode.open', prose, { preview: false });
    await run('vscode.open', log, { preview: false });
    await until([vscode.workspace.onDidOpenTextDocument, vscode.workspace.onDidCloseTextDocument], () => {
      return documentOf(log)?.languageId === logLanguage;
    });
    equal(documentOf(prose)?.languageId, 'plaintext');
  });

  it('has one window, however often it is read', async () => {
    const log = await write(context.folder, 'twice.log', refused);
    const other = await write(context.folder, 'other.log', refused);
    for (const file of [log, other, log]) await run('trustList.readPhoneLog', file);
    await until([vscode.window.tabGroups.onDidChangeTabs], () => tabs('Timeline: twice.log')[0]?.isActive);
    equal(tabs('Timeline: twice.log').length, 1);
    equal(tabs('Timeline: other.log').length, 1);
  });

  it('says what was understood, what the phone wrote and what to do', async () => {
    const log = await write(context.folder, 'console.log', refused);
    const model = new LogModel({ documents: context.documents, questions: new Answers() }, log);
    const { lines, understood, failure, remedy } = await model.read();
    deepEqual([lines, understood], [3, 2]);
    equal(failure?.words, refused.split('\n')[1]);
    equal(remedy?.next, 'phone');
    await model.copyAddress();
    equal(await vscode.env.clipboard.readText(), 'http://192.0.2.9:6970/SEPAABBCC001122.cnf.xml.sgn');
  });

  it('leads on to the file that the phone was offered, which a person chooses', async () => {
    const log = await write(context.folder, 'console.log', refused);
    const questions = new Answers(answer.givesUp('choice'));
    const model = new LogModel({ documents: context.documents, questions }, log);
    await model.read();
    await rejects(model.carryOn(), vscode.CancellationError);
    questions.done();
  });

  it('that is not a text is refused, and a list in front is not taken for a log', async () => {
    const list = await write(context.folder, 'ITLFile.tlv', Uint8Array.of(1, 0, 2, 1, 2, 0, 0, 0));
    await rejects(openLog(list), new Refusal('ITLFile.tlv is not a text.'));
    await run('vscode.openWith', list, editorViewType);
    equal(textOf(undefined), undefined);
    equal(fileOf(undefined)?.toString(), list.toString());
  });

  // A browser takes seconds for texts of this size.
  if (!isInBrowser) {
    it('that is larger than VS Code gives to extensions is refused with the command that reads it', async () => {
      const log = await write(context.folder, 'huge.log', new Uint8Array(50 * 1024 * 1024 + 1).fill(0x20));
      await rejects(openLog(log), (error: Error) => {
        match(error.message, /^huge\.log has more than 50 MB/);
        ok(error.message.includes('Run trustlist log on a command line'));
        return true;
      });
    });

    it('of which only the beginning is read says so, and names the command', async () => {
      const log = await write(context.folder, 'long.log', `${refused}\n${' '.repeat(8_000_000)}`);
      const model = new LogModel({ documents: context.documents, questions: new Answers() }, log);
      match((await model.read()).unread ?? '', /its first 8000000 were read.* Run trustlist log on a command line/);
    });
  }
});
