import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { Documents, editorViewType } from '../../../src/extension/host/documents';
import type { FeatureContext } from '../../../src/extension/host/context';
import type { ListState } from '../../../src/extension/host/list-state';
import { relativePath } from '../../../src/extension/host/list-uris';
import type { CheckView, FromPage, ListRow, ToPage } from '../../../src/extension/problems/protocol';
import { Results } from '../../../src/extension/problems/results';
import { WorkspaceCheck } from '../../../src/extension/problems/workspace-check';
import { WorkspacePanel } from '../../../src/extension/problems/workspace-panel';
import { EditorDocument } from '../../../src/extension/host/editor-document';
import { cucm8Publisher, mismatchedSigner } from '../../builders';
import { answer, Answers } from '../answers';
import { newFolder, readText, storage, write } from '../command-context';
import { FakeWindow } from '../fake-window';
import { codesOf, diagnosticsWhen, until } from '../until';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

let mismatched: Uint8Array;
let sound: Uint8Array;
let folder: vscode.Uri;
function useFolder(): void {
  before(async () => {
    mismatched = (await mismatchedSigner()).bytes;
    sound = (await cucm8Publisher()).bytes;
  });
  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(async () => {
    await run('trustList.endWorkspaceCheck');
    await run('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });
}

describe('Check All Trust Lists in Workspace', () => {
  useFolder();
  const tables = (): readonly vscode.Tab[] =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('trustList.workspace'));

  it('opens one table, however often it is run', async () => {
    await write(folder, 'ITLFile.tlv', mismatched);
    await run('trustList.checkWorkspace');
    await run('trustList.checkWorkspace');
    deepEqual(
      tables().map(({ label }) => label),
      ['Trust Lists in the Workspace'],
    );
  });

  it('puts no problem of a list into the Problems panel before the list is open', async () => {
    const uri = await write(folder, 'ITLFile.tlv', mismatched);
    await write(folder, 'empty.tlv', '');
    await run('trustList.checkWorkspace');
    const ours = vscode.languages
      .getDiagnostics()
      .flatMap(([, all]) => all.filter(({ source }) => source === 'Trust List'));
    deepEqual(ours, []);
    await run('vscode.openWith', uri, editorViewType);
    await diagnosticsWhen(uri, (diagnostics) => codesOf(diagnostics).includes('signed-by-another'));
    await run('workbench.action.closeActiveEditor');
    await diagnosticsWhen(uri, (diagnostics) => diagnostics.length === 0);
  });
});

/** Documents that tell a test which file is read. */
class ReadDocuments extends Documents {
  onRead: () => void = () => undefined;

  override readFromDisk(uri: vscode.Uri): Promise<ListState> {
    this.onRead();
    return super.readFromDisk(uri);
  }
}

describe('The table of trust lists', () => {
  useFolder();
  let documents: ReadDocuments;
  let questions: Answers;
  let results: Results;
  let check: WorkspaceCheck;
  let window: FakeWindow<FromPage, ToPage>;
  beforeEach(() => {
    documents = new ReadDocuments();
    results = new Results(documents);
    open(new Answers());
    window.say({ type: 'ready' });
  });
  afterEach(() => {
    window.panel.dispose();
    check.dispose();
    results.dispose();
    documents.dispose();
  });

  function open(person: Answers): void {
    questions = person;
    const context = { documents, questions, extensionUri: vscode.Uri.file('/extension') } as unknown as FeatureContext;
    check = new WorkspaceCheck(context, results);
    window = new FakeWindow();
    new WorkspacePanel(window.panel, context, check, results);
  }

  /** What the page shows: the rows of the test's folder by their names, and how far the check is. */
  function shown(): { readonly rows: ReadonlyMap<string, ListRow>; readonly check: CheckView | undefined } {
    const rows = new Map<string, ListRow>();
    let last: CheckView | undefined;
    let isWhole = true;
    for (const message of window.sent) {
      if (message.type === 'show' && isWhole) rows.clear();
      if (message.type === 'show') isWhole = message.isLast;
      for (const row of message.rows) rows.set(row.uri, row);
      for (const uri of message.type === 'update' ? message.removed : []) rows.delete(uri);
      last = message.check;
    }
    const prefix = `${relativePath(folder)}/`;
    const own = [...rows.values()].filter(({ file }) => file.startsWith(prefix));
    return { rows: new Map(own.map((row) => [row.file.slice(prefix.length), row])), check: last };
  }

  /** Once the page shows what it should. */
  const shownWhen = (isRight: (page: ReturnType<typeof shown>) => boolean): Promise<ReturnType<typeof shown>> =>
    until([window.got.event], () => {
      const page = shown();
      return isRight(page) ? page : undefined;
    });
  const labelIs =
    (name: string, label: string | undefined) =>
    ({ rows }: ReturnType<typeof shown>): boolean =>
      rows.get(name)?.label === label;

  it('has a row for each list, and the reason for each file that is not a list', async () => {
    await write(folder, 'ITLFile.tlv', mismatched);
    await write(folder, 'OLDLIST.TLV', sound);
    await write(folder, 'empty.tlv', '');
    await write(folder, 'page.tlv', '<html><body>404</body></html>');
    await check.run();
    const { rows, check: view } = await shownWhen(
      ({ rows: all, check: now }) => now?.phase === 'checked' && all.size === 4,
    );
    const row = rows.get('ITLFile.tlv');
    equal(row?.file, `${relativePath(folder)}/ITLFile.tlv`);
    deepEqual(
      [row.kind, row.outcome, row.label, row.signer, row.date],
      ['ITL', 'invalid', 'Signature does not verify', 'CUCM8-Publisher.bbbburns.lab', '2011-07-27T14:16:24Z'],
    );
    ok(/^[0-9a-f]{32}$/.test(row.md5 ?? ''), String(row.md5));
    equal(rows.get('OLDLIST.TLV')?.outcome, 'ok');
    deepEqual([rows.get('empty.tlv')?.label, rows.get('empty.tlv')?.outcome], ['Not a trust list', 'invalid']);
    ok(rows.get('empty.tlv')?.detail.startsWith('The file is empty.'));
    ok(rows.get('page.tlv')?.todo.startsWith('This is a web page'));
    ok(view);
    equal(view.outcome, 'invalid');
    ok(/^\d+ trust lists checked: \d+ verified, \d+ not/.test(view.headline), view.headline);
    deepEqual(questions.told, [`${view.headline}.`]);
  });

  it('follows files that are written, made and deleted, and folders that are renamed and deleted', async () => {
    const inner = vscode.Uri.joinPath(folder, 'inner');
    await vscode.workspace.fs.createDirectory(inner);
    await write(folder, 'ITLFile.tlv', mismatched);
    await write(inner, 'ITLFile.tlv', mismatched);
    await check.run();
    await write(folder, 'ITLFile.tlv', sound);
    await shownWhen(labelIs('ITLFile.tlv', 'Signature verified'));
    const made = await write(folder, 'Made.tlv', mismatched);
    await shownWhen(labelIs('Made.tlv', 'Signature does not verify'));
    await vscode.workspace.fs.delete(made);
    await shownWhen(labelIs('Made.tlv', undefined));
    const renamed = vscode.Uri.joinPath(folder, 'renamed.once');
    await vscode.workspace.fs.rename(inner, renamed);
    await shownWhen(labelIs('inner/ITLFile.tlv', undefined));
    await shownWhen(labelIs('renamed.once/ITLFile.tlv', 'Signature does not verify'));
    await vscode.workspace.fs.delete(renamed, { recursive: true });
    await shownWhen(labelIs('renamed.once/ITLFile.tlv', undefined));
  });

  it('shows of a list that is open what is open, and what is on disk once it is closed', async () => {
    const uri = await write(folder, 'ITLFile.tlv', sound);
    await check.run();
    await shownWhen(labelIs('ITLFile.tlv', 'Signature verified'));
    const document = await EditorDocument.open(uri, { ...storage(), watchers: documents.watchers });
    documents.add(document);
    documents.painted(document);
    document.apply({ label: 'Edit', bytes: mismatched });
    await shownWhen(labelIs('ITLFile.tlv', 'Signature does not verify'));
    documents.remove(document);
    document.dispose();
    await shownWhen(labelIs('ITLFile.tlv', 'Signature verified'));
  });

  it('keeps what was checked when the check is cancelled, and says how much is missing', async () => {
    for (const name of ['a.tlv', 'b.tlv', 'c.tlv', 'd.tlv']) await write(folder, name, sound);
    documents.onRead = () => {
      window.say({ type: 'cancel' });
    };
    await check.run();
    const { check: view } = await shownWhen(({ check: now }) => now?.phase === 'cancelled');
    const { done = 0, total } = view ?? {};
    ok(done >= 1 && done < (total ?? 0), `${done} of ${total}`);
    // A file that VS Code reports as new only now is looked at too.
    ok(results.checked.length >= done);
    documents.onRead = () => undefined;
    ok(view?.outcome !== 'ok', 'what was not read may be anything');
    window.say({ type: 'check' });
    await shownWhen(({ check: now, rows }) => now?.phase === 'checked' && rows.size === 4);
  });

  it('is empty once the check is ended, also while it reads', async () => {
    await write(folder, 'ITLFile.tlv', mismatched);
    const checking = check.run();
    check.end();
    await checking;
    await shownWhen(({ check: now }) => now?.phase === 'off');
    deepEqual([shown().rows.size, results.size, questions.told], [0, 0, []]);
  });

  it('reads no further once its window is closed', async () => {
    for (const name of ['a.tlv', 'b.tlv', 'c.tlv']) await write(folder, name, sound);
    const { panel } = window;
    documents.onRead = () => {
      panel.dispose();
    };
    await check.run();
    const { phase, done, total } = check.view;
    equal(phase, 'cancelled');
    ok(done >= 1 && done < (total ?? 0), `${done} of ${total}`);
  });

  it('opens a list that it shows, and no other file', async () => {
    const uri = await write(folder, 'ITLFile.tlv', sound);
    const other = await write(folder, 'other.txt', 'text');
    await check.run();
    equal(check.view.phase, 'checked', check.view.headline);
    window.say({ type: 'open', uri: other.toString() });
    window.say({ type: 'open', uri: uri.toString() });
    await until([vscode.window.tabGroups.onDidChangeTabs], () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputCustom && input.uri.toString() === uri.toString();
    });
    deepEqual(questions.refused, ['The table does not contain this file any more.']);
  });

  it('is saved where a person says', async () => {
    const target = vscode.Uri.joinPath(folder, 'lists.csv');
    window.panel.dispose();
    open(new Answers(answer.fileToWrite(target)));
    window.say({ type: 'ready' });
    const written = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*.csv'));
    window.say({ type: 'save', csv: 'File\r\n' });
    await until([written.onDidCreate, written.onDidChange], () =>
      readText(target).then(
        (text) => text === 'File\r\n',
        () => false,
      ),
    );
    written.dispose();
  });
});
