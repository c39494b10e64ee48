import { deepEqual, equal, rejects } from 'node:assert/strict';
import * as vscode from 'vscode';
import { EditorDocument, type DocumentEdit } from '../../../src/extension/editor/document';
import { FileWatchers } from '../../../src/extension/file-watchers';
import { cucm8Publisher, flipByte } from '../../builders';
import { newFolder, read, write } from '../desk';

describe('A document', () => {
  const watchers = new FileWatchers();
  const documents: EditorDocument[] = [];
  let folder: vscode.Uri;
  let bytes: Uint8Array;
  before(async () => {
    bytes = (await cucm8Publisher()).bytes;
  });
  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(() => {
    for (const document of documents.splice(0)) document.dispose();
  });

  const open = async (
    uri: vscode.Uri,
    backupId?: string,
  ): Promise<{ document: EditorDocument; edits: DocumentEdit[] }> => {
    const document = await EditorDocument.open(uri, { watchers, backupId });
    documents.push(document);
    const edits: DocumentEdit[] = [];
    document.onDidEdit((edit) => edits.push(edit));
    return { document, edits };
  };
  /** States that differ from the first one and from each other. */
  const state = (number: number): Uint8Array => flipByte(bytes, bytes.length - number, 0xff);

  it('saves the bytes that it shows, and nothing else', async () => {
    const uri = await write(folder, 'ITLFile.tlv', bytes);
    const { document } = await open(uri);
    document.apply('First', state(1));
    document.apply('Second', state(2));
    await document.save();
    deepEqual(await read(uri), state(2));
    const copy = vscode.Uri.joinPath(folder, 'copy.tlv');
    document.apply('Third', state(3));
    await document.saveAs(copy);
    deepEqual([await read(copy), await read(uri)], [state(3), state(2)]);
  });

  it('loses nothing in a write that fails', async () => {
    const uri = await write(folder, 'ITLFile.tlv', bytes);
    const { document } = await open(uri);
    document.apply('First', state(1));
    await vscode.workspace.fs.delete(uri);
    await vscode.workspace.fs.createDirectory(uri); // in the place of the file
    await rejects(document.save());
    deepEqual(document.state.bytes, state(1));
    await vscode.workspace.fs.delete(uri);
    await document.save();
    deepEqual(await read(uri), state(1));
  });

  it('reverts to the file on disk', async () => {
    const uri = await write(folder, 'ITLFile.tlv', bytes);
    const { document } = await open(uri);
    document.apply('First', state(1));
    await document.revert();
    deepEqual(document.state.bytes, bytes);
  });

  it('shows a list that another program has written, while there are no edits', async () => {
    const uri = await write(folder, 'list[1].tlv', bytes);
    const { document } = await open(uri);
    const changed = new Promise<void>((resolve) => {
      document.onDidChange(() => {
        resolve();
      });
    });
    await vscode.workspace.fs.writeFile(uri, state(1));
    await changed;
    deepEqual(document.state.bytes, state(1));
  });

  it('comes back from its backup with its edits, which can be undone to the bytes of the file', async () => {
    const uri = await write(folder, 'ITLFile.tlv', bytes);
    const { document } = await open(uri);
    document.apply('First', state(1));
    document.apply('Second', state(2));
    const backup = await document.backup(vscode.Uri.joinPath(folder, 'state', 'backups', 'one'));

    const restored = await open(uri, backup.id);
    deepEqual(restored.document.state.bytes, state(2));
    equal(restored.edits.length, 0, 'VS Code does not know the document yet');
    restored.document.announceRestoredEdits();
    deepEqual(
      restored.edits.map(({ label }) => label),
      ['First', 'Second'],
    );
    for (const { undo } of [...restored.edits].reverse()) undo();
    deepEqual(restored.document.state.bytes, bytes);
    for (const { redo } of restored.edits) redo();
    deepEqual(restored.document.state.bytes, state(2));
    await restored.document.save();
    deepEqual(await read(uri), state(2));
  });

  it('tells the state before an edit, so that an old signature shows as stale', async () => {
    const { document } = await open(await write(folder, 'ITLFile.tlv', bytes));
    const stale = async (): Promise<boolean | undefined> => (await document.state.report())?.signature.stale;
    equal(await stale(), false);
    document.apply('First', state(1));
    equal(await stale(), true);
    document.apply('Second', state(2));
    equal(await stale(), true, 'after another edit too');
  });

  it('does not open from a backup that it cannot read', async () => {
    const uri = await write(folder, 'ITLFile.tlv', bytes);
    const backup = await write(folder, 'backup', 'nonsense');
    await rejects(open(uri, backup.toString()), /The backup of ITLFile.tlv cannot be read/);
  });
});
