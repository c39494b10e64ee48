import { equal, ok, rejects } from 'node:assert/strict';
import * as vscode from 'vscode';
import { print } from '../../../src/core/show/print';
import { decode } from '../../../src/core/format/decode';
import { inspect } from '../../../src/core/trust/inspect';
import { textLanguage } from '../../../src/extension/host/list-uris';
import { readShowText } from '../../../src/extension/text/read-show-text';
import { cucm8Publisher } from '../../builders';
import { answer, Answers, type Step } from '../answers';
import { TestContext, write } from '../command-context';

const run = <T>(command: string, ...args: readonly unknown[]): Thenable<T> =>
  vscode.commands.executeCommand<T>(command, ...args);

describe('Read show itl Text', () => {
  let context: TestContext;
  let session: string;

  before(async () => {
    const { bytes } = await cucm8Publisher();
    const decoded = decode(bytes);
    ok(decoded.ok);
    const output = print(await inspect(decoded.list, bytes, { fileName: 'ITLFile.tlv' }), decoded.list);
    // Further down than what is looked at when a text opens.
    session = `${'a line of a login banner\n'.repeat(200)}admin:show itl\n${output}`;
  });
  beforeEach(async () => {
    context = await TestContext.empty();
  });
  afterEach(async () => {
    await run('workbench.action.revertAndCloseActiveEditor');
    await run('workbench.action.closeAllEditors');
    context.dispose();
    await vscode.workspace.fs.delete(context.folder, { recursive: true });
  });

  const read = async (target?: vscode.Uri, ...steps: readonly Step[]): Promise<void> => {
    const questions = new Answers(...steps);
    await readShowText({ documents: context.documents, questions }, target);
    questions.done();
  };
  const inFront = (): vscode.TextDocument | undefined => vscode.window.activeTextEditor?.document;

  for (const name of ['session.txt', 'session.log', 'session.1', 'session']) {
    it(`gives a text its language, wherever the output begins, and shows it: ${name}`, async () => {
      const uri = await write(context.folder, name, session);
      await read(uri);
      equal(inFront()?.uri.toString(), uri.toString());
      equal(inFront()?.languageId, textLanguage);
    });
  }

  it('does so for what was pasted into the editor in front', async () => {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: session }));
    await read();
    equal(inFront()?.isUntitled, true);
    equal(inFront()?.languageId, textLanguage);
  });

  it('asks for a file if the text in front is something else', async () => {
    const uri = await write(context.folder, 'session.txt', session);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: 'notes' }));
    await read(undefined, answer.choice('Choose a File…'), answer.file(uri));
    equal(inFront()?.uri.toString(), uri.toString());
  });

  it('refuses a text without such an output, and leaves it as it is', async () => {
    const uri = await write(context.folder, 'notes.txt', 'The ITL is in ITLFile.tlv.\n');
    await rejects(read(uri), /^Error: notes\.txt contains no output of show itl or show ctl\.$/);
    equal((await vscode.workspace.openTextDocument(uri)).languageId, 'plaintext');
  });
});
