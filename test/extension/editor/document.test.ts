import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import * as vscode from 'vscode';
import { decode } from '../../../src/core/format/decode';
import type { DocumentEdit } from '../../../src/extension/host/document-model';
import { EditorDocument } from '../../../src/extension/host/editor-document';
import { FileWatchers } from '../../../src/extension/host/file-watchers';
import { cucm8Publisher, flipByte } from '../../builders';
import { newFolder, read, storage, write } from '../command-context';
import { MemoryFiles } from '../memory-files';

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
    kill();
  });

  const open = async (
    uri: vscode.Uri,
    backupId?: string,
    newFile?: { label: string; bytes: Uint8Array },
  ): Promise<{ document: EditorDocument; edits: DocumentEdit[] }> => {
    const kept = storage(vscode.Uri.joinPath(folder, 'state'));
    const document = await EditorDocument.open(uri, { watchers, ...kept, backupId, newFile });
    documents.push(document);
    const edits: DocumentEdit[] = [];
    document.onDidEdit((edit) => edits.push(edit));
    return { document, edits };
  };
  /** Every document is gone, without a word of VS Code; what is in the folder stays. */
  const kill = (): void => {
    for (const document of documents.splice(0)) document.dispose();
  };
  const backup = async (document: EditorDocument, name = 'one'): Promise<string> =>
    (await document.backup(vscode.Uri.joinPath(folder, 'state', name))).id;
  const backups = async (): Promise<number> =>
    (await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(folder, 'state'))).length;
  const labels = ({ document, edits }: Awaited<ReturnType<typeof open>>): string[] => {
    document.announceRestoredEdits();
    return edits.map(({ label }) => label);
  };
  /** States that differ from the first one and from each other. */
  const state = (number: number): Uint8Array => flipByte(bytes, bytes.length - number, 0xff);

  it('saves the bytes that it shows, and nothing else', async () => {
    const uri = await write(folder, 'ITLFile.tlv', bytes);
    const { document } = await open(uri);
    document.apply({ label: 'First', bytes: state(1) });
    document.apply({ label: 'Second', bytes: state(2) });
    await document.save();
    deepEqual(await read(uri), state(2));
    const copy = vscode.Uri.joinPath(folder, 'copy.tlv');
    document.apply({ label: 'Third', bytes: state(3) });
    await document.saveAs(copy, false);
    deepEqual([await read(copy), await read(uri)], [state(3), state(2)]);
  });

  it('takes the list of an edit, and decodes only what no edit has decoded', async () => {
    const { document, edits } = await open(await write(folder, 'ITLFile.tlv', bytes));
    const decoded = decode(state(1));
    ok(decoded.ok);
    const shown = (): unknown => (document.state.decoded.ok ? document.state.decoded.list : null);
    document.apply({ label: 'First', bytes: state(1), list: decoded.list });
    equal(shown(), decoded.list);
    edits[0]?.undo();
    ok(shown() !== decoded.list);
  });

  it('loses nothing in a write that fails', async () => {
    const uri = await write(folder, 'ITLFile.tlv', bytes);
    const { document } = await open(uri);
    document.apply({ label: 'First', bytes: state(1) });
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
    document.apply({ label: 'First', bytes: state(1) });
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
    document.apply({ label: 'First', bytes: state(1) });
    document.apply({ label: 'Second', bytes: state(2) });
    const stored = await document.backup(vscode.Uri.joinPath(folder, 'state', 'backups', 'one'));

    const restored = await open(uri, stored.id);
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
    document.apply({ label: 'First', bytes: state(1) });
    equal(await stale(), true);
    document.apply({ label: 'Second', bytes: state(2) });
    equal(await stale(), true, 'after another edit too');
  });

  it('comes back from its newest backup, whatever VS Code names after a window was killed', async () => {
    const uri = await write(folder, 'ITLFile.tlv', bytes);
    const { document } = await open(uri);
    document.apply({ label: 'First', bytes: state(1) });
    const deleted = await backup(document, 'one');
    document.apply({ label: 'Second', bytes: state(2) });
    await backup(document, 'two');
    equal(await backups(), 1, 'the older backup is deleted once there is a newer one');
    kill();

    const nonsense = await write(folder, 'nonsense', 'nonsense');
    for (const named of [undefined, deleted, nonsense.toString()]) {
      const restored = await open(uri, named);
      deepEqual(restored.document.state.bytes, state(2));
      deepEqual(labels(restored), ['First', 'Second']);
      for (const { undo } of [...restored.edits].reverse()) undo();
      deepEqual(restored.document.state.bytes, bytes);
      for (const { redo } of restored.edits) redo();
      await backup(restored.document, 'one');
      kill();
    }
    deepEqual(await read(uri), bytes);
    const other = await open(await write(folder, 'Other.tlv', bytes));
    deepEqual(labels(other), [], 'a backup is of one document only');
  });

  it('opens as it is on disk where VS Code names a backup that is nowhere', async () => {
    const uri = await write(folder, 'ITLFile.tlv', bytes);
    const opened = await open(uri, vscode.Uri.joinPath(folder, 'state', 'gone').toString());
    deepEqual(opened.document.state.bytes, bytes);
    deepEqual(labels(opened), []);
  });

  it('leaves a backup where it is until a newer one is written, or until the edits are saved, reverted or undone', async () => {
    const uri = await write(folder, 'ITLFile.tlv', bytes);
    const crash = async (): Promise<EditorDocument> => {
      const { document } = await open(uri);
      document.apply({ label: 'First', bytes: state(1) });
      await backup(document);
      kill();
      const restored = await open(uri);
      equal(await backups(), 1);
      deepEqual(labels(restored), ['First']);
      return restored.document;
    };
    const saved = await crash();
    await backup(saved, 'one');
    equal(await backups(), 1);
    await saved.save();
    equal(await backups(), 0);
    await vscode.workspace.fs.writeFile(uri, bytes);
    kill();

    await (await crash()).revert();
    const undone = await open(uri);
    undone.document.apply({ label: 'First', bytes: state(1) });
    await backup(undone.document);
    for (const { undo } of undone.edits) undo();
    await undone.document.save(); // waits for what the undo has begun
    equal(await backups(), 0);
  });

  it('brings nothing back that is on disk already', async () => {
    const uri = await write(folder, 'ITLFile.tlv', bytes);
    const { document } = await open(uri);
    document.apply({ label: 'First', bytes: state(1) });
    await backup(document);
    await write(folder, 'ITLFile.tlv', state(1)); // as a save does whose window is killed at once
    kill();
    deepEqual(labels(await open(uri)), []);
    equal(await backups(), 0);
  });

  it('does not take the backup of a document that is open, in another editor say', async () => {
    const uri = await write(folder, 'ITLFile.tlv', bytes);
    const kept = storage(vscode.Uri.joinPath(folder, 'state'));
    const first = await EditorDocument.open(uri, { watchers, ...kept });
    documents.push(first);
    first.apply({ label: 'First', bytes: state(1) });
    await backup(first);
    const second = await EditorDocument.open(uri, { watchers, ...kept });
    documents.push(second);
    deepEqual(second.state.bytes, bytes);
    equal(await backups(), 1);
  });

  it('without a file lies under a new one of its name, and undo leads back to it', async () => {
    const untitled = vscode.Uri.parse('untitled:ITLFile.tlv');
    const lost = await open(untitled, undefined, { label: 'New ITL', bytes });
    await backup(lost.document);
    kill();
    const made = await open(untitled, undefined, { label: 'New ITL', bytes: state(1) });
    deepEqual(made.document.state.bytes, state(1));
    deepEqual(labels(made), ['New ITL', 'New ITL']);
    made.edits.at(-1)?.undo();
    deepEqual(made.document.state.bytes, bytes);
    await made.document.revert();
    await made.document.backup(vscode.Uri.joinPath(folder, 'state', 'last')); // waits for what the revert has begun
    equal(await backups(), 1);
  });

  it('does not overwrite what it cannot read', async () => {
    const files = new MemoryFiles();
    const provider = vscode.workspace.registerFileSystemProvider('unreadable', files);
    const uri = vscode.Uri.parse('unreadable:/ITLFile.tlv');
    files.put(uri, bytes);
    const { document } = await open(uri);
    document.apply({ label: 'First', bytes: state(1) });
    files.put(uri, state(2));
    files.isUnreadable = true;
    await rejects(document.save(), /^Error: ITLFile.tlv cannot be read \(.*\): saving might overwrite/);
    files.isUnreadable = false;
    deepEqual(files.readFile(uri), state(2));
    provider.dispose();
  });

  it('saved as itself is saved', async () => {
    const uri = await write(folder, 'ITLFile.tlv', bytes);
    const { document } = await open(uri);
    document.apply({ label: 'First', bytes: state(1) });
    await document.saveAs(uri, false);
    const changed = new Promise<void>((resolve) => {
      document.onDidChange(() => {
        resolve();
      });
    });
    await vscode.workspace.fs.writeFile(uri, state(2));
    await changed; // it was clean, so there was nothing to ask
    deepEqual(document.state.bytes, state(2));
  });
});
