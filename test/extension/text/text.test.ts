import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { print } from '../../../src/core/show/print';
import { decode } from '../../../src/core/format/decode';
import { inspect } from '../../../src/core/trust/inspect';
import { editorViewType } from '../../../src/extension/host/documents';
import { savedVersionOf, textLanguage, textUriOf } from '../../../src/extension/host/list-uris';
import { certificate, concat, cucm8Publisher, mismatchedSigner, Role, rsaKey, text, trustList } from '../../builders';
import { newFolder, read, write } from '../command-context';
import { codesOf, diagnosticsWhen, until } from '../until';

const run = <T>(command: string, ...args: readonly unknown[]): Thenable<T> =>
  vscode.commands.executeCommand<T>(command, ...args);
const openEditor = (uri: vscode.Uri): Thenable<unknown> => run('vscode.openWith', uri, editorViewType);

/** What the project prints of a list. */
async function printed(bytes: Uint8Array, fileName = 'ITLFile.tlv'): Promise<string> {
  const decoded = decode(bytes);
  ok(decoded.ok);
  return print(await inspect(decoded.list, bytes, { fileName }), decoded.list);
}

function documentOf(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}

/** The text of a list, once it is `text`. */
function textWhen(uri: vscode.Uri, text: string): Promise<vscode.TextDocument> {
  return until([vscode.workspace.onDidOpenTextDocument, vscode.workspace.onDidChangeTextDocument], () => {
    const document = documentOf(uri);
    return document?.getText() === text ? document : undefined;
  });
}

function lineOf(document: vscode.TextDocument, pattern: RegExp): number {
  const line = document
    .getText()
    .split('\n')
    .findIndex((text) => pattern.test(text));
  ok(line >= 0, `no line is like ${String(pattern)}`);
  return line;
}

async function hoverAt(document: vscode.TextDocument, line: number): Promise<string> {
  const at = new vscode.Position(line, document.lineAt(line).firstNonWhitespaceCharacterIndex + 1);
  const hovers = await run<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}

async function actionsAt(document: vscode.TextDocument, line: number): Promise<vscode.CodeAction[]> {
  return run('vscode.executeCodeActionProvider', document.uri, document.lineAt(line).range, 'quickfix');
}

/** What Markdown of escaped text says. */
function unescaped(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

let folder: vscode.Uri;
function useFolder(): void {
  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(async () => {
    await run('workbench.action.revertAndCloseActiveEditor');
    await run('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });
}

describe('The text of a list', () => {
  useFolder();
  let mismatched: Uint8Array;
  let sound: Uint8Array;
  before(async () => {
    mismatched = (await mismatchedSigner()).bytes;
    sound = (await cucm8Publisher()).bytes;
  });

  const show = async (bytes: Uint8Array): Promise<{ list: vscode.Uri; document: vscode.TextDocument }> => {
    const list = await write(folder, 'ITLFile.tlv', bytes);
    await openEditor(list);
    await run('trustList.showAsText', list);
    return { list, document: await textWhen(textUriOf(list), await printed(bytes)) };
  };

  it('is what the cluster prints, in its own language, and read-only', async () => {
    const { document } = await show(mismatched);
    equal(document.languageId, textLanguage);
    await run('type', { text: 'x' });
    equal(document.getText(), await printed(mismatched));
  });

  it('underlines each finding on its line', async () => {
    const { document } = await show(mismatched);
    const found = await diagnosticsWhen(document.uri, (diagnostics) => diagnostics.length > 0);
    const line = lineOf(document, /^3 +SIGNERID/);
    const signer = found.find((diagnostic) => codesOf([diagnostic]).includes('signed-by-another'));
    deepEqual(signer?.range, document.lineAt(line).range);
    equal(signer.severity, vscode.DiagnosticSeverity.Error);
    const keys = found.filter((diagnostic) => codesOf([diagnostic]).includes('weak-key'));
    ok(keys.length > 0);
    // Of a certificate that stands there as a hash, the key is in PUBLICKEY alone.
    for (const { range } of keys) ok(/^(9 +CERTIFICATE|7 +PUBLICKEY)/.test(document.lineAt(range.start.line).text));
  });

  it('has each finding in the Problems panel once, while it is open and afterwards', async () => {
    const { list, document } = await show(mismatched);
    const text = await diagnosticsWhen(document.uri, (diagnostics) =>
      codesOf(diagnostics).includes('signed-by-another'),
    );
    await diagnosticsWhen(list, (diagnostics) => diagnostics.length === 0);
    await run('vscode.open', document.uri); // in front, so that it is what is closed
    await run('workbench.action.closeActiveEditor');
    const file = await diagnosticsWhen(list, (diagnostics) => diagnostics.length > 0);
    deepEqual(codesOf(file), codesOf(text));
    deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });

  it('of a file that is not a list leaves its problem with the file', async () => {
    const list = await write(folder, 'phone.tlv', '<device/>');
    await openEditor(list);
    await run('trustList.showAsText', list);
    await until([vscode.workspace.onDidOpenTextDocument], () => documentOf(textUriOf(list)));
    const [found] = await diagnosticsWhen(list, (diagnostics) => diagnostics.length > 0);
    ok(found?.message.startsWith('Not a trust list'), found?.message);
  });

  it('as it is on disk, beside the editor, has hovers but no problems: there is nothing to fix', async () => {
    const list = await write(folder, 'ITLFile.tlv', mismatched);
    await openEditor(list);
    const saved = textUriOf(savedVersionOf(list));
    await run('vscode.open', saved);
    const document = await textWhen(saved, await printed(mismatched));
    const hover = unescaped(await hoverAt(document, lineOf(document, /^3 +SIGNERID/)));
    ok(hover.includes('*Actual signer:*'), hover);
    await diagnosticsWhen(list, (diagnostics) => codesOf(diagnostics).includes('signed-by-another'));
    deepEqual(vscode.languages.getDiagnostics(saved), []);
  });

  it('says in a hover what the file says, the actual signer, what a phone does and what to do', async () => {
    const { list, document } = await show(mismatched);
    const hover = unescaped(await hoverAt(document, lineOf(document, /^3 +SIGNERID/)));
    ok(hover.includes('CN=CUCM8-Publisher.bbbburns.lab;'), hover);
    ok(hover.includes('*Actual signer:* CUCM8-Subscriber.bbbburns.lab (record 5, TFTP,'), hover);
    ok(hover.includes('*What a phone does:* A phone rejects this list'), hover);
    const link = /\[Re-sign…\]\(command:trustList\.applyFix\?([^)]*)\)/.exec(hover)?.[1];
    deepEqual(JSON.parse(decodeURIComponent(link ?? '')), [{ list: list.toString(), fix: { kind: 'resign' } }]);
    equal(await hoverAt(document, lineOf(document, /^4 +SIGNERNAME/)), '');
  });

  it('shows names of a file as text, whatever they look like', async () => {
    const name =
      '[click](command:trustList.resign) <img src=x> **bold** `code` http://example.com $(key) \u202egnp\n# x';
    const signer = await certificate({ subject: { CN: 'signer' }, key: rsaKey(1024, 'hostile') });
    const other = await certificate({ subject: { CN: name }, key: rsaKey(1024, 'hostile other') });
    const bytes = trustList({
      signer,
      records: [
        { function: Role.sast, certificate: signer },
        { function: Role.tvs, certificate: other },
      ],
    });
    const { document } = await show(bytes);
    const found = await diagnosticsWhen(document.uri, (diagnostics) => diagnostics.length > 0);
    for (const { message } of found) ok(!/[\n\u202e]/.test(message), message);
    const lines = document
      .getText()
      .split('\n')
      .flatMap((text, line) => (/^9 +CERTIFICATE/.test(text) ? [line] : []));
    const hover = await hoverAt(document, lines[1] ?? 0);
    ok(hover.length > 0);
    // The only links are those to the catalogue and to what is to be done; every other punctuation mark is escaped.
    const links = [...hover.matchAll(/(?<!\\)\[([^\]]*)\]\(([^)]*)\)/g)].map(([, , target]) => target ?? '');
    const commands = links.map((target) => target.slice(0, target.indexOf('?')));
    deepEqual(new Set(commands), new Set(['command:trustList.explainFinding', 'command:trustList.actOnFinding']));
  });

  it('has an outline and folds by record', async () => {
    const { document } = await show(sound);
    const symbols = await run<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    deepEqual(
      symbols.map(({ name }) => name),
      ['Header', 'Record 1', 'Record 2', 'Record 3', 'Record 4'],
    );
    ok(symbols[1]?.detail.startsWith('System Administrator Security Token · CUCM8-Publisher'), symbols[1]?.detail);
    const fields = symbols[0]?.children.map(({ name }) => name) ?? [];
    deepEqual(fields.slice(0, 4), ['VERSION', 'HEADERLENGTH', 'SIGNERID', 'SIGNERNAME']);
    equal(fields.filter((name) => name === 'SIGNATURE').length, 1);
    const folds = await run<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    for (const { range } of symbols)
      ok(folds.some(({ start, end }) => start === range.start.line && end === range.end.line));
  });

  it('leads from each record to the editor', async () => {
    const { document } = await show(sound);
    const lenses = await run<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    equal(lenses.length, 5);
    for (const { command } of lenses) equal(command?.command, 'trustList.showInEditor');
    const [, first] = lenses;
    await run(first?.command?.command ?? '', ...((first?.command?.arguments ?? []) as unknown[]));
    ok(vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputCustom);
    await run('trustList.revealInText', { record: 2, offset: 296 + 1972, length: 1972 });
    const heading = lineOf(document, /ITL Record #:2/);
    await until([vscode.window.onDidChangeTextEditorSelection, vscode.window.onDidChangeActiveTextEditor], () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document === document && editor.selection.active.line === heading;
    });
  });

  it('follows edit, undo and the file on disk', async () => {
    const { list, document } = await show(sound);
    await openEditor(list);
    await run('trustList.moveRecordDown', { record: 1 });
    await until([vscode.workspace.onDidChangeTextDocument], () =>
      document.getText().includes('Verification of the ITL file failed.'),
    );
    await diagnosticsWhen(document.uri, (diagnostics) => codesOf(diagnostics).includes('signature-stale'));
    await run('undo');
    await textWhen(document.uri, await printed(sound));
    await diagnosticsWhen(document.uri, (diagnostics) => !codesOf(diagnostics).includes('signature-stale'));

    await run('workbench.action.closeActiveEditor');
    await write(folder, 'ITLFile.tlv', mismatched);
    await textWhen(document.uri, await printed(mismatched));
    await vscode.workspace.fs.delete(list);
    await until([vscode.workspace.onDidChangeTextDocument], () =>
      document.getText().startsWith('ITLFile.tlv cannot be shown: '),
    );
  });

  it('offers the fix of a finding, which is an edit of the list with undo', async () => {
    const damaged = concat(sound, new Uint8Array(40));
    const { list, document } = await show(damaged);
    const found = await diagnosticsWhen(document.uri, (diagnostics) => codesOf(diagnostics).includes('trailing-bytes'));
    const trailing = found.find((diagnostic) => codesOf([diagnostic]).includes('trailing-bytes'));
    const [action] = await actionsAt(document, trailing?.range.start.line ?? 0);
    equal(action?.title, 'Remove the bytes after the last record');
    equal(action.isPreferred, true);
    await run(action.command?.command ?? '', ...((action.command?.arguments ?? []) as unknown[]));
    await textWhen(document.uri, await printed(sound));
    deepEqual(await actionsAt(document, trailing?.range.start.line ?? 0), []);

    await openEditor(list);
    await run('undo');
    await textWhen(document.uri, await printed(damaged));
    await diagnosticsWhen(document.uri, (diagnostics) => codesOf(diagnostics).includes('trailing-bytes'));
    await run('redo');
    await run('workbench.action.files.save');
    deepEqual(await read(list), sound);
  });

  it('leaves to a person whether a field or its certificate is right', async () => {
    const signer = await certificate({ subject: { CN: 'signer' }, key: rsaKey(1024, 'decided') });
    const records = [
      { function: Role.sast, certificate: signer },
      { function: Role.tvs, certificate: signer, replace: { 3: text('CN=other') } },
    ];
    const { document } = await show(trustList({ signer, records }));
    await diagnosticsWhen(document.uri, (diagnostics) => codesOf(diagnostics).includes('subject-differs'));
    const [action] = await actionsAt(document, lineOf(document, /^3 +SUBJECTNAME .*CN=other/));
    equal(action?.title, 'Take SUBJECTNAME from the certificate');
    equal(action.isPreferred, false);
  });

  it('says in a hover what is to be done, with the command that does it on the record', async () => {
    const { list, document } = await show(mismatched);
    const line = lineOf(document, /^9 +CERTIFICATE/);
    const hover = unescaped(await hoverAt(document, line));
    ok(hover.includes('*What to do:* Regenerate the certificate on the cluster'), hover);
    const link = /\[Replace Certificate…\]\(command:trustList\.actOnFinding\?([^)]*)\)/.exec(hover)?.[1];
    const [target] = JSON.parse(decodeURIComponent(link ?? '')) as [{ list: string; action: string; place: object }];
    equal(target.list, list.toString());
    equal(target.action, 'replaceCertificate');
    equal('record' in target.place && target.place.record, 1);
  });

  it('fixes from the palette what the list in front offers, and nothing else', async () => {
    const { list } = await show(sound);
    await openEditor(list);
    await run('trustList.applyFix', { list: list.toString(), fix: { kind: 'drop-duplicate', record: 2 } });
    await run('workbench.action.files.save');
    deepEqual(await read(list), sound);
  });

  it('says why a file is not a trust list', async () => {
    const list = await write(folder, 'phone.tlv', '<device/>');
    await run('trustList.showAsText', list);
    await until([vscode.workspace.onDidOpenTextDocument, vscode.workspace.onDidChangeTextDocument], () =>
      documentOf(textUriOf(list))?.getText().startsWith('phone.tlv: Not a trust list'),
    );
  });
});

describe('A hex dump', () => {
  useFolder();
  const dumpOf = (bytes: Uint8Array): string =>
    Array.from({ length: Math.ceil(bytes.length / 16) }, (_, row) => {
      const digits = Buffer.from(bytes.subarray(row * 16, row * 16 + 16)).toString('hex');
      return `${(row * 16).toString(16).padStart(8, '0')}: ${digits}`;
    }).join('\n');

  it('of a list opens as a file that is not saved yet', async () => {
    const { bytes } = await cucm8Publisher();
    const content = `admin:file dump tftp ITLSEP0011215A1AE3.tlv hex\n${dumpOf(bytes)}\nadmin:`;
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
    await run('trustList.openHexDump');
    const tab = await until([vscode.window.tabGroups.onDidChangeTabs], () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputCustom ? input : undefined;
    });
    equal(tab.viewType, editorViewType);
    equal(tab.uri.scheme, 'untitled');
    equal(tab.uri.path, 'ITLSEP0011215A1AE3.tlv');
    await run('workbench.action.revertAndCloseActiveEditor');
  });
});

describe('A pasted output', () => {
  useFolder();
  let output: string;
  before(async () => {
    output = await printed((await mismatchedSigner()).bytes);
  });

  /** What the window has open of a file, in the language that it has now. */
  const openFile = async (name: string, content: string): Promise<vscode.TextDocument> => {
    const uri = await write(folder, name, content);
    await run('vscode.open', uri);
    return until([vscode.workspace.onDidOpenTextDocument, vscode.workspace.onDidCloseTextDocument], () => {
      const document = documentOf(uri);
      return document?.languageId === textLanguage ? document : undefined;
    });
  };

  it('has its language by the name of the file, and by its first words in a plain text', async () => {
    await openFile('saved.showitl', output);
    await openFile('saved.txt', `admin:show itl\n${output}`);
    await openFile('without-extension', output);
  });

  it('underlines the cluster’s own verdict, and says in a hover what it means', async () => {
    const document = await openFile('saved.txt', output);
    const found = await diagnosticsWhen(document.uri, (diagnostics) => codesOf(diagnostics).includes('show-verdict'));
    const verdict = found.find((diagnostic) => codesOf([diagnostic]).includes('show-verdict'));
    equal(verdict?.range.start.line, lineOf(document, /^Verification of the ITL file failed/));
    const hover = unescaped(await hoverAt(document, verdict.range.start.line));
    ok(hover.includes('Failed according to the cluster') && hover.includes('*What a phone does:*'), hover);
    deepEqual(await actionsAt(document, verdict.range.start.line), []);
  });

  it('is read again as it is edited', async () => {
    const document = await openFile('saved.showitl', output);
    await diagnosticsWhen(document.uri, (diagnostics) => !codesOf(diagnostics).includes('show-length-sum'));
    const edit = new vscode.WorkspaceEdit();
    const line = document.lineAt(lineOf(document, /Length of ITL file/)).range;
    edit.replace(document.uri, line, 'Length of ITL file: 7');
    await vscode.workspace.applyEdit(edit);
    const found = await diagnosticsWhen(document.uri, (all) => codesOf(all).includes('show-length-sum'));
    const sum = found.find((diagnostic) => codesOf([diagnostic]).includes('show-length-sum'));
    equal(sum?.range.start.line, line.start.line);
  });

  it('has one outline entry for each of several outputs', async () => {
    const second = await printed((await cucm8Publisher()).bytes);
    const document = await openFile('saved.showitl', `admin:show itl\n${output}\nadmin:show itl\n${second}\nadmin:`);
    const symbols = await run<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    deepEqual(
      symbols.map(({ name, children }) => [name, children.length]),
      [
        ['ITL, 5 records', 6],
        ['ITL, 4 records', 5],
      ],
    );
  });

  it('is left alone once a person gave it another language', async () => {
    const document = await openFile('saved.txt', output);
    const plain = await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    equal(plain.languageId, 'plaintext');
    await run('workbench.action.files.save');
    equal(documentOf(document.uri)?.languageId, 'plaintext');
    deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });

  it('is not read where it is larger than any cluster prints, and says so', async () => {
    const document = await openFile('huge.showitl', `${output}${'x'.repeat(80)}\n`.repeat(600));
    const [found] = await diagnosticsWhen(document.uri, (diagnostics) => diagnostics.length > 0);
    ok(found?.message.includes('is not read'), found?.message);
  });
});
