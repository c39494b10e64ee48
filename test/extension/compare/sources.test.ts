import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { savedVersionOf, textUriOf } from '../../../src/extension/host/list-uris';
import * as vscode from 'vscode';
import { decode } from '../../../src/core/format/decode';
import { print } from '../../../src/core/show/print';
import { inspect } from '../../../src/core/trust/inspect';
import {
  chosenFile,
  clipboard,
  gitHead,
  type Other,
  otherKindBeside,
  savedVersion,
} from '../../../src/extension/compare/others';
import { PastedTexts } from '../../../src/extension/compare/text-diff';
import { readSide } from '../../../src/extension/compare/side';
import { isSources, listSource, namesOf, type Source } from '../../../src/extension/compare/source';
import { sourceOf, targetOf } from '../../../src/extension/compare/source-of';
import { ctlWithTokens, cucm8Publisher } from '../../builders';
import { answer, Answers, type Step } from '../answers';
import { read, TestContext, write } from '../command-context';
import { isInBrowser } from '../platform';

async function printed(bytes: Uint8Array): Promise<string> {
  const decoded = decode(bytes);
  ok(decoded.ok);
  return print(await inspect(decoded.list, bytes, { fileName: 'ITLFile.tlv' }), decoded.list);
}

describe('A side of a comparison', () => {
  let context: TestContext;
  let itl: Uint8Array;
  const asked = (...steps: readonly Step[]) => ({ documents: context.documents, questions: new Answers(...steps) });
  const chosen = async (other: Other, list: vscode.Uri, ...steps: readonly Step[]): Promise<Source> => {
    const asking = asked(...steps);
    const source = await other(list, asking);
    asking.questions.done();
    return source;
  };
  const nameOf = (source: Source): string =>
    namesOf({ left: source, right: listSource(vscode.Uri.parse('file:///elsewhere.tlv')) }).left;

  beforeEach(async () => {
    itl = (await cucm8Publisher()).bytes;
    context = await TestContext.open(itl);
  });
  afterEach(async () => {
    context.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(context.folder, { recursive: true });
  });

  it('is a list as it is shown, as it is on disk, or as a text prints it', async () => {
    const list = context.document.uri;
    const text = await write(context.folder, 'pasted.showitl', await printed(itl));
    context.document.apply({ label: 'Cut', bytes: itl.slice(0, -455) });
    const shown = await readSide(await sourceOf(list, asked()), 'shown', context.documents);
    const saved = await readSide(await chosen(savedVersion, list), 'saved', context.documents);
    const printedSide = await readSide(await sourceOf(text, asked()), 'text', context.documents);
    deepEqual(
      [shown, saved, printedSide].map(({ report, list: bytes }) => [
        report.records.length,
        bytes?.bytes.length ?? null,
      ]),
      [
        [3, itl.length - 455],
        [4, itl.length],
        [4, null],
      ],
    );
    deepEqual(await read(list), itl, 'the file is as it was');
  });

  it('is one output of several, as a person chooses', async () => {
    const ctl = await printed((await ctlWithTokens()).bytes);
    const both = await write(context.folder, 'both.showitl', `${await printed(itl)}\n${ctl}`);
    const asking = asked(answer.choice('CTL'));
    const source = await sourceOf(both, asking);
    match(asking.questions.words, /both\.showitl contains several outputs\. Which one\?/);
    deepEqual(source, { kind: 'text', uri: both.toString(), output: 1 });
    equal((await readSide(source, 'both', context.documents)).report.kind, 'CTL');
    equal(nameOf(source), 'both.showitl (output 2)');
  });

  it('says in a sentence why it cannot be read', async () => {
    const prose = await write(context.folder, 'prose.tlv', 'Dear colleague');
    const side = (source: Source) => readSide(source, 'side', context.documents);
    await rejects(side(await sourceOf(prose, asked())), /trust list/);
    await rejects(side(listSource(vscode.Uri.joinPath(context.folder, 'gone.tlv'))));
    await rejects(side({ kind: 'pasted', text: 'Dear colleague' }), /contains no output of show itl or show ctl/);
    const none = 'Length of ITL file: 0\nITL File not found. Error parsing the ITL File.\n';
    await rejects(side({ kind: 'pasted', text: none }), /has no such file/);
  });

  it('can be what is on the clipboard: one output or the one that is chosen; without one, a file that is asked for', async () => {
    const list = context.document.uri;
    await vscode.env.clipboard.writeText(await printed(itl));
    const one = await chosen(clipboard, list);
    equal(one.kind, 'pasted');
    equal(nameOf(one), 'Clipboard');
    equal((await readSide(one, 'Clipboard', context.documents)).report.records.length, 4);
    await vscode.env.clipboard.writeText('Dear colleague');
    const ctl = await write(context.folder, 'CTLFile.tlv', (await ctlWithTokens()).bytes);
    deepEqual(await chosen(clipboard, list, answer.choice('Choose a File'), answer.file(ctl)), listSource(ctl));
  });

  it('can be another file, the CTL beside an ITL, or a file that is asked for', async () => {
    const list = context.document.uri;
    await rejects(chosen(otherKindBeside, list, answer.givesUp('choice')), vscode.CancellationError);
    const ctl = await write(context.folder, 'CTLFile.tlv', (await ctlWithTokens()).bytes);
    deepEqual(await chosen(otherKindBeside, list), listSource(ctl));
    deepEqual(await chosen(otherKindBeside, ctl), listSource(list));
    deepEqual(await chosen(chosenFile, list, answer.choice('Choose a File'), answer.file(ctl)), listSource(ctl));
    await rejects(chosen(savedVersion, vscode.Uri.parse('untitled:ITLFile.tlv')), /has not been saved yet/);
  });

  if (isInBrowser) {
    it('is refused in Git, which is not there, with what to do instead', async () => {
      await rejects(
        chosen(gitHead, context.document.uri),
        /^Error: Git is not available in this window\. In a browser, open the folder in VS Code on a computer instead/,
      );
    });
  } else {
    it('is refused in Git by what keeps the list out of it: no repository, or Git turned off', async () => {
      const list = context.document.uri;
      const settings = vscode.workspace.getConfiguration('git');
      ok(settings.get('enabled') === false, 'as the tests start VS Code');
      await rejects(chosen(gitHead, list), /Git is turned off in VS Code: turn on the setting git\.enabled\./);
      await settings.update('enabled', true, vscode.ConfigurationTarget.Global);
      try {
        await rejects(chosen(gitHead, list), /ITLFile\.tlv is not in a Git repository that VS Code has open\./);
      } finally {
        await settings.update('enabled', false, vscode.ConfigurationTarget.Global);
      }
    });
  }

  it('is the list, where the text that shows it is in front', async () => {
    const list = context.document.uri;
    equal((await targetOf(textUriOf(list), asked())).toString(), list.toString());
    equal((await targetOf(undefined, asked())).toString(), list.toString());
  });

  it('is the text that has the focus, also where a list is in sight beside it', async () => {
    const text = await write(context.folder, 'pasted.showitl', await printed(itl));
    await vscode.window.showTextDocument(text);
    equal((await targetOf(undefined, asked())).toString(), text.toString());
  });

  it('has its folder in its name where the other one is called the same', () => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    ok(root);
    const of = (path: string) => listSource(vscode.Uri.joinPath(root, path));
    deepEqual(namesOf({ left: of('a/ITLFile.tlv'), right: of('b/ITLFile.tlv') }), {
      left: 'a/ITLFile.tlv',
      right: 'b/ITLFile.tlv',
    });
    const list = vscode.Uri.joinPath(root, 'ITLFile.tlv');
    const git = (ref: string) =>
      listSource(list.with({ scheme: 'git', query: JSON.stringify({ path: list.fsPath, ref }) }));
    const names = ['', '~', 'HEAD', 'a'.repeat(40)].map((ref) => nameOf(git(ref)));
    deepEqual(
      names,
      ['Index', 'Index', 'HEAD', 'aaaaaaa'].map((ref) => `ITLFile.tlv (${ref})`),
    );
    equal(nameOf(listSource(savedVersionOf(list))), 'ITLFile.tlv (saved)');
    deepEqual(namesOf({ left: listSource(list), right: listSource(list) }), {
      left: 'ITLFile.tlv (left)',
      right: 'ITLFile.tlv (right)',
    });
  });

  it('is kept over a restart as plain JSON, and nothing else is taken for one', () => {
    const list: Source = listSource(context.document.uri);
    const kept: unknown = JSON.parse(JSON.stringify({ left: list, right: { kind: 'text', uri: 'x:y', output: 1 } }));
    ok(isSources(kept));
    for (const other of [null, {}, { left: list }, { left: list, right: { kind: 'text', uri: 'x:y' } }, [list, list]]) {
      ok(!isSources(other));
    }
  });

  it('is shown by VS Code as a text that ends as files do, and forgotten with it', () => {
    const texts = new PastedTexts();
    try {
      const uri = texts.uriOf('show itl');
      equal(texts.uriOf('show itl').toString(), uri.toString());
      equal(texts.provideTextDocumentContent(uri), 'show itl\n');
      equal(texts.size, 1);
    } finally {
      texts.dispose();
    }
    equal(texts.size, 0);
  });
});
