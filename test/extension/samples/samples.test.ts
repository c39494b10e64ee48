import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { declaredCommands } from '../../../src/extension/editor/commands/commands';
import { compareCommands } from '../../../src/extension/compare/commands';
import type { Comparisons } from '../../../src/extension/compare/comparisons';
import type { Sources } from '../../../src/extension/compare/source';
import { editorViewType } from '../../../src/extension/host/documents';
import { EditorDocument } from '../../../src/extension/host/editor-document';
import { loadEngine } from '../../../src/extension/host/engine';
import { knownLists, nameOf } from '../../../src/extension/host/known-lists';
import { samples, sampleUri, type SampleKind } from '../../../src/extension/host/samples';
import { SignedDocuments } from '../../../src/extension/host/signed-documents';
import { askByDigest, askHeld, askServedCtl } from '../../../src/extension/phone/ask';
import { phoneCommands } from '../../../src/extension/phone/commands';
import { askBundles } from '../../../src/extension/phone/consolidation';
import { DecisionModel } from '../../../src/extension/phone/decision';
import { LogModel } from '../../../src/extension/phone/log';
import { askClusters } from '../../../src/extension/phone/migration';
import type { PageModel } from '../../../src/extension/phone/page-model';
import { sampleCommands, sampleDecorations, saveCopyCommand } from '../../../src/extension/samples/samples-feature';
import { signedFileCommands } from '../../../src/extension/signed/commands';
import { openHexDump } from '../../../src/extension/text/hex-dump';
import { answer, Answers, type Step } from '../answers';
import { read, storage, TestContext } from '../command-context';
import { isInBrowser } from '../platform';
import { until } from '../until';

const extension = vscode.extensions.getExtension('trust-list-editor.trust-list-editor');
const mismatched = sampleUri('ITL-mismatched-signer.tlv');
const oldList = sampleUri('ITL-cucm8-publisher.tlv');
const newList = sampleUri('ITL-cucm12-cluster.tlv');
const configuration = sampleUri('SEP0011215A1AE3-moved.cnf.xml.sgn');
const stores = sampleUri('cucm8-stores.pem');

/** A picker without its title has the samples last, all in their group. */
function samplesIn(question: string | undefined): string[] {
  const lines = (question ?? '').split('\n');
  const first = lines.findIndex((line) => line.startsWith('Samples: '));
  const last = first < 0 ? [] : lines.slice(first);
  ok(last.every((line) => line.startsWith('Samples: ')));
  return last.map((line) => line.split(' ')[1] ?? '');
}

const namesOf = (...kinds: readonly SampleKind[]): string[] =>
  samples.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);

describe('The samples', () => {
  let context: TestContext;
  let signed: SignedDocuments;
  const asked = (...steps: readonly Step[]) => ({ documents: context.documents, questions: new Answers(...steps) });
  const [openSamples] = sampleCommands;
  ok(openSamples);

  before(async () => {
    await extension?.activate();
  });
  beforeEach(async () => {
    context = await TestContext.empty();
    signed = new SignedDocuments(context.documents);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    signed.dispose();
    context.dispose();
    await vscode.workspace.fs.delete(context.folder, { recursive: true });
  });

  it('open one by one, each as what it is, with a line about what it shows', async () => {
    const shown: Record<SampleKind, (input: unknown, uri: vscode.Uri) => boolean> = {
      ITL: (input, uri) => isEditorOf(input, uri, editorViewType),
      signed: (input, uri) => isEditorOf(input, uri, 'trustList.signed'),
      certificates: (input, uri) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString(),
      log: (input) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('trustList.phone'),
    };
    const folders = vscode.workspace.workspaceFolders;
    for (const { name, kind, shows } of samples) {
      const { asked: words } = await context.run(openSamples, undefined, answer.choice(name));
      ok(words[0]?.includes(`${name}  ${shows}`), name);
      await until([vscode.window.tabGroups.onDidChangeTabs, vscode.window.tabGroups.onDidChangeTabGroups], () =>
        shown[kind](vscode.window.tabGroups.activeTabGroup.activeTab?.input, sampleUri(name)),
      );
    }
    deepEqual(vscode.workspace.workspaceFolders, folders);
    deepEqual(await vscode.workspace.fs.readDirectory(context.folder), []);
  });

  it('are marked in their tabs', async () => {
    const token = new vscode.CancellationTokenSource().token;
    const mark = await sampleDecorations.provideFileDecoration(oldList, token);
    deepEqual([mark?.badge, mark?.tooltip], ['S', 'Sample, read-only']);
    equal(await sampleDecorations.provideFileDecoration(context.folder, token), undefined);
  });

  it('are the packed files, byte for byte, in a folder that nothing writes', async () => {
    ok(extension);
    const folder = vscode.Uri.joinPath(oldList, '..');
    const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
    deepEqual(
      names,
      samples.map(({ name }) => name),
    );
    for (const { name, folder: packed } of samples) {
      const file = vscode.Uri.joinPath(extension.extensionUri, 'media', 'samples', packed, name);
      const bytes = await read(file);
      deepEqual(await read(sampleUri(name)), bytes, name);
      const { size, permissions } = await vscode.workspace.fs.stat(sampleUri(name));
      deepEqual([size, permissions], [bytes.length, vscode.FilePermission.Readonly]);
      await rejects(async () => vscode.workspace.fs.writeFile(sampleUri(name), bytes));
      await rejects(async () => vscode.workspace.fs.delete(sampleUri(name)));
    }
    const others = ['/keys/ITLRecovery.p12', '/../package.json', '/bundles/cucm8-stores.pem', '/nothing.tlv'];
    for (const path of others) await rejects(async () => read(oldList.with({ path })), path);
  });

  // A browser does not list the files of an extension.
  if (!isInBrowser) {
    it('take at most 30 KB of the package, and none of it is a key', async () => {
      ok(extension);
      const folder = vscode.Uri.joinPath(extension.extensionUri, 'media', 'samples');
      const packed = await filesIn(folder);
      deepEqual(
        packed.map(String).sort(),
        samples.map(({ name, folder: inside }) => vscode.Uri.joinPath(folder, inside, name).toString()).sort(),
      );
      const contents = await Promise.all(packed.map(read));
      ok(contents.reduce((sum, { length }) => sum + length, 0) <= 30_000);
      for (const content of contents) ok(!new TextDecoder('latin1').decode(content).includes('PRIVATE KEY'));
    });
  }

  it('show what their lines say', async () => {
    const { verdictOf } = await loadEngine();
    const verdict = async (uri: vscode.Uri) => {
      const report = await (await context.documents.read(uri)).report();
      ok(report);
      return verdictOf(report);
    };
    deepEqual(
      (await Promise.all([mismatched, oldList, newList].map(verdict))).map(({ outcome }) => outcome),
      ['invalid', 'ok', 'ok'],
    );
    equal((await verdict(mismatched)).reason, 'invalid-other-key');
    const decide = async (offered: vscode.Uri) => {
      const { decisions } = await new DecisionModel(asked(), signed, offered, { itl: oldList, ctl: null }).read();
      return [decisions.unknown.verdict, decisions.unreachable.verdict];
    };
    deepEqual(await decide(newList), ['depends', 'refused']);
    deepEqual(await decide(configuration), ['depends', 'refused']);
    const { failure, events } = await new LogModel(asked(), sampleUri('console.log')).read();
    equal(failure?.file, 'SEP0011215A1AE3.cnf.xml.sgn');
    ok(events.some(({ lists }) => lists.includes(nameOf(oldList))));
  });

  it('come last in the pickers that they answer, and are named as samples', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const opened: PageModel[] = [];
    const phone = (id: string, ...steps: Step[]): Promise<Answers> => {
      const command = phoneCommands(signed, (model) => opened.push(model)).find((one) => one.id === id);
      ok(command);
      return context.run(command, undefined, ...steps);
    };
    const held = [answer.choice('Samples: ITL-cucm8-publisher.tlv'), answer.choice('No CTL')];
    const offered = await phone(
      'trustList.wouldAPhoneAccept',
      answer.choice('Samples: ITL-cucm12-cluster.tlv'),
      ...held,
    );
    deepEqual(samplesIn(offered.asked[0]), namesOf('ITL', 'signed'));
    deepEqual(samplesIn(offered.asked[1]), namesOf('ITL'));
    deepEqual(samplesIn(offered.asked[2]), []); // no sample is a CTL
    deepEqual(opened[0]?.files.map(String), [newList, oldList].map(String));
    const content = await opened[0].read();
    equal(content.kind === 'decision' && content.offered, 'ITL-cucm12-cluster.tlv (sample)');

    const log = await phone('trustList.readPhoneLog', answer.choice('Samples: console.log'));
    deepEqual(samplesIn(log.asked[0]), namesOf('log'));

    let compared: Sources | undefined;
    const comparisons = { open: (sources: Sources) => (compared = sources) } as unknown as Comparisons;
    const compareWithFile = compareCommands(comparisons).find(({ id }) => id === 'trustList.compareWithFile');
    ok(compareWithFile);
    const { asked: others } = await context.run(compareWithFile, oldList, answer.choice('Samples: ITL-cucm12'));
    deepEqual(
      samplesIn(others[0]),
      namesOf('ITL').filter((name) => name !== 'ITL-cucm8-publisher.tlv'),
    );
    deepEqual(compared, {
      left: { kind: 'list', uri: newList.toString() },
      right: { kind: 'list', uri: oldList.toString() },
    });
  });

  it('are in no picker that they do not answer', async () => {
    await vscode.env.clipboard.writeText('no dump');
    const dump = asked(answer.givesUp('choice'));
    await rejects(openHexDump(dump), vscode.CancellationError);
    deepEqual(samplesIn(dump.questions.asked[0]), []);
    // What the stores of a sample contain says nothing of another cluster.
    const list = vscode.Uri.joinPath(context.folder, 'ITLFile.tlv');
    await vscode.workspace.fs.copy(oldList, list);
    for (const [held, offered] of [
      [list, []],
      [oldList, namesOf('certificates')],
    ] as const) {
      const choosing = asked(answer.givesUp('choices'));
      const model = new DecisionModel(choosing, signed, newList.with({ scheme: 'file' }), { itl: held, ctl: null });
      await rejects(model.chooseStores(), vscode.CancellationError);
      deepEqual(samplesIn(choosing.questions.asked[0]), offered);
    }
    const served = asked(answer.choice('The Same CTL'));
    equal(await askServedCtl(served, 'T', list), null);
    deepEqual(samplesIn(served.questions.asked[0]), []);
  });

  it('never count as lists of a cluster or a phone, though they are open', async () => {
    const document = await EditorDocument.open(mismatched, { ...storage(), watchers: context.documents.watchers });
    context.documents.add(document);
    const lists = await knownLists(context.documents);
    deepEqual(
      lists.filter(({ uri }) => uri.scheme === mismatched.scheme),
      [],
    );
    document.dispose();
  });

  it('are found by the digest that a phone would show, if no other list has it', async () => {
    const md5 = createHash('md5')
      .update(await read(newList))
      .digest('hex');
    const found = await askByDigest(asked(answer.text(md5)), [], 'T');
    equal(found.uri.toString(), newList.toString());
    const held = asked(answer.choice('Samples: ITL-mismatched'), answer.choice('No CTL'));
    equal((await askHeld(held, 'T')).itl?.toString(), mismatched.toString());
  });

  it('are planned with and consolidated, and chosen again with the rest', async () => {
    const planning = asked(
      answer.choices('Samples: ITL-cucm8-publisher.tlv', 'Samples: cucm8-stores.pem'),
      answer.choices('Samples: ITL-cucm12-cluster.tlv'),
    );
    const clusters = await askClusters(planning);
    deepEqual(
      [clusters.from.itl, clusters.from.bundles[0]?.uri, clusters.to.itl].map(String),
      [oldList, stores, newList].map(String),
    );
    deepEqual(samplesIn(planning.questions.asked[0]), namesOf('ITL', 'certificates'));
    const again = asked(answer.choices(), answer.choices());
    deepEqual(await askClusters(again, clusters), clusters, 'what was chosen is chosen again');

    const consolidating = asked(answer.choices('Samples: cucm8-stores.pem', 'Samples: ITL-cucm12-cluster.tlv'));
    const { bundles, lists } = await askBundles(consolidating);
    deepEqual([bundles[0]?.uri, ...lists].map(String), [stores, newList].map(String));
    deepEqual(samplesIn(consolidating.questions.asked[0]), namesOf('ITL', 'certificates'));
  });

  it('are edited by no command: each says so, and offers a copy that can be edited', async () => {
    const document = await EditorDocument.open(mismatched, { ...storage(), watchers: context.documents.watchers });
    context.documents.add(document);
    context.documents.setActive(document, { record: 1, offset: 0, length: 1 });
    const { bytes } = document.state;
    const edits = declaredCommands.filter(({ id }) => !/\.(newTrustList|exportPem|copy\w+)$/.test(id));
    ok(edits.length > 15);
    for (const command of edits) {
      const choosing = asked(answer.offer(undefined));
      await rejects(async () => command.run(choosing, undefined), vscode.CancellationError, command.id);
      match(choosing.questions.words, /ITL-mismatched-signer\.tlv is a sample and read-only\. Save a copy and edit/);
      equal(document.state.bytes, bytes, command.id);
    }
    const copy = vscode.Uri.joinPath(context.folder, 'copy.tlv');
    const [edit] = edits;
    const saving = asked(answer.offer('Save As…'), answer.fileToWrite(copy));
    await rejects(async () => edit?.run(saving, undefined), vscode.CancellationError);
    deepEqual(await read(copy), bytes);
    await until([vscode.window.tabGroups.onDidChangeTabs], () =>
      isEditorOf(vscode.window.tabGroups.activeTabGroup.activeTab?.input, copy, editorViewType),
    );
    document.dispose();
  });

  it('that are signed are neither signed again nor stripped', async () => {
    const document = await EditorDocument.open(configuration, { ...storage(), watchers: signed.watchers });
    signed.add(document);
    const { bytes } = document.state;
    const edits = signedFileCommands(signed).filter(({ id }) => id !== 'trustList.openSignedFile');
    equal(edits.length, signedFileCommands(signed).length - 1);
    for (const command of edits) {
      const choosing = asked(answer.offer(undefined));
      await rejects(async () => command.run(choosing, configuration), vscode.CancellationError);
      match(choosing.questions.words, /is a sample and read-only/);
    }
    equal(document.state.bytes, bytes);
    signed.remove(document);
    document.dispose();
  });

  it('are saved as files that can be edited, which open', async () => {
    for (const uri of [newList, configuration, stores]) {
      const copy = vscode.Uri.joinPath(context.folder, uri.path);
      const { asked: words } = await context.run(saveCopyCommand, uri, answer.fileToWrite(copy));
      match(words[0] ?? '', /^Save a Copy of /);
      deepEqual(await read(copy), await read(uri));
      await until([vscode.window.tabGroups.onDidChangeTabs], () => {
        const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        const isOpen = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
        return isOpen && input.uri.toString() === copy.toString();
      });
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rejects(
      async () => saveCopyCommand.run(asked(), undefined),
      /Open a sample, or a file that was fetched, first/,
    );
  });
});

async function filesIn(folder: vscode.Uri): Promise<vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  for (const [name, type] of await vscode.workspace.fs.readDirectory(folder)) {
    const uri = vscode.Uri.joinPath(folder, name);
    found.push(...(type === vscode.FileType.Directory ? await filesIn(uri) : [uri]));
  }
  return found;
}

function isEditorOf(input: unknown, uri: vscode.Uri, viewType: string): boolean {
  return (
    input instanceof vscode.TabInputCustom && input.viewType === viewType && input.uri.toString() === uri.toString()
  );
}
