import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { editorViewType } from '../../../src/extension/host/documents';
import { handleReveal } from '../../../src/extension/problems/reveal-handler';
import { readRevealUri, revealUri } from '../../../src/extension/host/reveal-uri';
import { cucm8Publisher, mismatchedSigner } from '../../builders';
import { newFolder, write } from '../command-context';
import { Answers } from '../answers';
import { codesOf, diagnosticsWhen } from '../until';
import { extensionId } from '../../extension-id';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);
const open = (uri: vscode.Uri): Thenable<unknown> => run('vscode.openWith', uri, editorViewType);
const has =
  (code: string) =>
  (diagnostics: readonly vscode.Diagnostic[]): boolean =>
    codesOf(diagnostics).includes(code);
const none = (diagnostics: readonly vscode.Diagnostic[]): boolean => diagnostics.length === 0;

describe('The Problems panel', () => {
  let mismatched: Uint8Array;
  let sound: Uint8Array;
  let folder: vscode.Uri;
  before(async () => {
    mismatched = (await mismatchedSigner()).bytes;
    sound = (await cucm8Publisher()).bytes;
  });
  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(async () => {
    await run('trustList.endWorkspaceCheck');
    await run('workbench.action.revertAndCloseActiveEditor');
    await run('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });

  it('has the findings of a list while it is open, each with code, place and severity', async () => {
    const uri = await write(folder, 'ITLFile.tlv', mismatched);
    await open(uri);
    const [found] = await diagnosticsWhen(uri, has('signed-by-another'));
    ok(found);
    equal(found.severity, vscode.DiagnosticSeverity.Error);
    equal(found.source, 'Trust List');
    ok(
      found.message.includes('but the key of CUCM8-Subscriber.bbbburns.lab (record 5) made the signature'),
      found.message,
    );
    ok(found.message.endsWith('(header, SIGNERID, offset 0x000a)'), found.message);
    deepEqual(found.range, new vscode.Range(0, 10, 0, 10 + 113));
    ok(typeof found.code === 'object');
    const target = 'target' in found.code ? found.code.target : undefined;
    ok(target);
    equal(`${target.scheme}:${target.authority}`, `${vscode.env.uriScheme}:${extensionId}`);
    const { list, place } = readRevealUri(target) ?? {};
    equal(list?.toString(), uri.toString());
    deepEqual(place, { record: null, offset: 10, length: 113 });

    await run('workbench.action.closeAllEditors');
    await diagnosticsWhen(uri, none);
  });

  it('follows the edits of a list', async () => {
    const uri = await write(folder, 'ITLFile.tlv', sound);
    await open(uri);
    await diagnosticsWhen(uri, has('weak-digest'));
    await run('trustList.moveRecordDown', { record: 1 });
    await diagnosticsWhen(uri, has('signature-stale'));
    await run('undo');
    await diagnosticsWhen(uri, (diagnostics) => !has('signature-stale')(diagnostics));
  });

  it('says why a file is not a trust list', async () => {
    const uri = await write(folder, 'phone.tlv', '<device/>');
    await open(uri);
    const [found, ...others] = await diagnosticsWhen(uri, (diagnostics) => diagnostics.length > 0);
    equal(others.length, 0);
    ok(found?.message.startsWith('Not a trust list'), found?.message);
  });

  it('gives findings the severities of the settings', async () => {
    const uri = await write(folder, 'ITLFile.tlv', mismatched);
    await open(uri);
    await diagnosticsWhen(uri, has('weak-digest'));
    const setting = vscode.workspace.getConfiguration('trustList.findings');
    await setting.update('severity', { 'weak-digest': 'error', 'weak-key': 'off', 'signed-by-another': 'nonsense' });
    const changed = await diagnosticsWhen(uri, (diagnostics) => !has('weak-key')(diagnostics));
    await setting.update('severity', undefined);
    const severityOf = (code: string): unknown =>
      changed.find((diagnostic) => codesOf([diagnostic]).includes(code))?.severity;
    equal(severityOf('weak-digest'), vscode.DiagnosticSeverity.Error);
    equal(severityOf('signed-by-another'), vscode.DiagnosticSeverity.Error);
    await diagnosticsWhen(uri, has('weak-key'));
  });
});

describe('A URI that leads to a field', () => {
  const list = vscode.Uri.parse('file:///lists/a%20b%23c%25/ITL%20%C3%A9%20%26%3D%3F%2B.tlv');
  const place = { record: 3, offset: 5000, length: 17 };

  it('is read back as it was made, through text, whatever the file is called', () => {
    const uri = vscode.Uri.parse(revealUri(extensionId, list, place).toString(), true);
    const read = readRevealUri(uri);
    deepEqual([read?.list.toString(), read?.place], [list.toString(), place]);
  });

  it('is nothing where anything about it is wrong', () => {
    const good = revealUri(extensionId, list, place);
    const queries = [
      '',
      'null',
      '{}',
      '[]',
      JSON.stringify({ list: 'no uri', record: null, offset: 0, length: 1 }),
      JSON.stringify({ list: list.toString(), record: null, offset: -1, length: 1 }),
      JSON.stringify({ list: list.toString(), record: 'x', offset: 0, length: 1 }),
      JSON.stringify({ list: list.toString(), record: 1, offset: 1.5, length: 1 }),
    ];
    for (const query of queries) equal(readRevealUri(good.with({ query })), undefined, query);
    equal(readRevealUri(good.with({ path: '/other' })), undefined);
  });

  it('opens no list of which no finding is shown', async () => {
    const opened: unknown[] = [];
    const questions = new Answers();
    const documents = {
      reveal: (uri: vscode.Uri, where: unknown) => {
        opened.push([uri.toString(), where]);
        return Promise.resolve();
      },
    };
    const uri = revealUri(extensionId, list, place);
    await handleReveal(uri, { documents, questions }, () => false);
    deepEqual([opened.length, questions.warned.length], [0, 1]);
    await handleReveal(uri, { documents, questions }, (one) => one.toString() === list.toString());
    deepEqual(opened, [[list.toString(), place]]);
  });
});
