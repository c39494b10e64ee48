import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { diffPeerView } from '../../../src/extension/editor/diff-peer';
import { isLeftOf } from '../../../src/extension/editor/diff-sides';
import { EditorDocument } from '../../../src/extension/host/editor-document';
import { cucm8Variants } from '../../cucm8-variants';
import { newFolder, storage, TestContext, write } from '../command-context';

const file = vscode.Uri.parse('file:///work/ITLFile.tlv');
const git = (ref: string, uri = file): vscode.Uri =>
  uri.with({ scheme: 'git', query: JSON.stringify({ path: uri.path, ref }) });

describe('The sides of VS Code’s own diff', () => {
  it('are told by where the versions stand: commit, index, working folder', () => {
    for (const [left, right] of [
      [git('~'), file],
      [git('HEAD'), file],
      [git('HEAD'), git('')],
      [git('a'.repeat(40)), git('~')],
    ] as const) {
      deepEqual([isLeftOf(left, right, 'any title'), isLeftOf(right, left, 'any title')], [true, false]);
    }
  });

  it('are told by the title where it fits one order only', () => {
    const [a, ba] = ['file:///work/a.tlv', 'file:///work/ba.tlv'].map((uri) => vscode.Uri.parse(uri));
    equal(isLeftOf(a ?? file, ba ?? file, 'ba.tlv ↔ a.tlv'), false);
    equal(isLeftOf(ba ?? file, a ?? file, 'ba.tlv ↔ a.tlv'), true);
    const [one, two] = [git('1'.repeat(40)), git('2'.repeat(40))];
    equal(isLeftOf(one, two, 'ITLFile.tlv (1111111) ↔ ITLFile.tlv (2222222)'), true);
    equal(isLeftOf(two, one, 'ITLFile.tlv (1111111) ↔ ITLFile.tlv (2222222)'), false);
  });

  it('are not told where both are called the same, or the title is about something else', () => {
    const other = vscode.Uri.parse('file:///other/ITLFile.tlv');
    for (const title of ['ITLFile.tlv ↔ ITLFile.tlv', 'Before and after', '', 'a ↔ b ↔ c']) {
      deepEqual([isLeftOf(file, other, title), isLeftOf(other, file, title)], [null, null]);
    }
  });

  it('say what differs, with its direction where that is known', async () => {
    const { original, bothRegenerated } = await cucm8Variants();
    const context = await TestContext.open(original.bytes);
    const folder = await newFolder();
    const uri = await write(folder, 'ITLFile.tlv', bothRegenerated);
    const regenerated = await EditorDocument.open(uri, { ...storage(), watchers: context.documents.watchers });
    try {
      const left = await diffPeerView(regenerated, { document: context.document, isLeft: true });
      ok(left);
      equal(left.isLeft, true);
      deepEqual(
        left.records.map(({ index, word }) => [index, word]),
        [
          [1, 'renewed'],
          [2, 'renewed'],
          [3, 'renewed'],
        ],
      );
      equal(left.signer?.sign, '≠');
      const untold = await diffPeerView(regenerated, { document: context.document, isLeft: null });
      ok(untold);
      deepEqual(new Set(untold.records.map(({ word }) => word)), new Set(['differs']));
      equal(untold.summary, '3 records differ');
      equal(untold.name.endsWith('/ITLFile.tlv'), true, 'two files of one name are told apart by their folders');
      const same = await diffPeerView(context.document, { document: context.document, isLeft: null });
      ok(same);
      deepEqual([same.records, same.header, same.signer], [[], null, null]);
    } finally {
      regenerated.dispose();
      context.dispose();
      for (const each of [folder, context.folder]) await vscode.workspace.fs.delete(each, { recursive: true });
    }
  });
});
