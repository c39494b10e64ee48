import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { clusterCommands } from '../../../src/extension/cluster/cluster-feature';
import { keptInputs, restoredInputs, type AuditInputs } from '../../../src/extension/cluster/inputs';
import { ListFiles } from '../../../src/extension/cluster/list-files';
import { FleetPanel } from '../../../src/extension/cluster/panel';
import type { AnswerView, FromPage, ToPage } from '../../../src/extension/cluster/protocol';
import type { FeatureContext } from '../../../src/extension/host/context';
import { Documents } from '../../../src/extension/host/documents';
import { relativePath } from '../../../src/extension/host/list-uris';
import { SignedDocuments } from '../../../src/extension/host/signed-documents';
import { fiveGroups, type FiveGroups } from '../../five-groups';
import { answer, Answers, type Step } from '../answers';
import { newFolder, readText, write } from '../command-context';
import { FakeWindow } from '../fake-window';
import { until } from '../until';
import { extensionId } from '../../extension-id';

const phones = 100;
let groups: FiveGroups;
let folder: vscode.Uri;
let documents: Documents;
let signed: SignedDocuments;
let listFiles: ListFiles;
let window: FakeWindow<FromPage, ToPage>;
let questions: Answers;
const windows: FakeWindow<FromPage, ToPage>[] = [];

function useFolder(): void {
  before(async () => {
    groups = await fiveGroups(phones);
  });
  beforeEach(async () => {
    folder = await newFolder();
    documents = new Documents();
    signed = new SignedDocuments(documents);
    listFiles = new ListFiles();
  });
  afterEach(async () => {
    for (const one of windows.splice(0)) one.panel.dispose();
    signed.dispose();
    documents.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });
}

interface Written {
  readonly served: vscode.Uri;
  readonly before: vscode.Uri;
  readonly foreign: vscode.Uri;
  readonly table: vscode.Uri;
}

async function writeAll(): Promise<Written> {
  return {
    served: await write(folder, 'ITLFile.tlv', groups.served),
    before: await write(folder, 'before.tlv', groups.before),
    foreign: await write(folder, 'foreign.tlv', groups.foreign),
    table: await write(folder, 'phones.csv', groups.table),
  };
}

/** Runs the command with these answers; what it would open a window on. */
async function asked(steps: readonly Step[], target?: unknown, selected?: unknown): Promise<AuditInputs> {
  const opened: AuditInputs[] = [];
  const [command] = clusterCommands((inputs) => {
    opened.push(inputs);
  });
  ok(command);
  questions = new Answers(...steps);
  await command.run({ documents, questions }, target, selected);
  questions.done();
  const [inputs] = opened;
  ok(inputs);
  return inputs;
}

function open(inputs: AuditInputs, ...steps: readonly Step[]): void {
  questions = new Answers(...steps);
  const context = { documents, signed, questions, extensionUri: vscode.Uri.file('/extension') };
  window = new FakeWindow();
  windows.push(window);
  new FleetPanel(inputs, window.panel, context as unknown as FeatureContext, listFiles);
  window.say({ type: 'ready' });
}

function inputsOf(sources: readonly vscode.Uri[], { served, before: earlier, foreign }: Written): AuditInputs {
  return { sources, served: [served], known: [earlier, foreign], stores: [] };
}

/** What the page shows once there is an answer, and all phones have come. */
async function answered(): Promise<AnswerView & { readonly devices: number }> {
  return until([window.got.event], () => {
    const at = window.sent.findLastIndex(({ type }) => type === 'show');
    const shown = window.sent[at];
    if (shown?.type !== 'show' || shown.view.phase !== 'answer') return undefined;
    const parts = window.sent.slice(at).filter((message) => message.type === 'phones');
    const { answer: found } = shown.view;
    if (found.phones > 0 && parts.at(-1)?.isLast !== true) return undefined;
    return {
      ...found,
      devices: parts.flatMap(({ runs }) => runs).reduce((sum, { devices }) => sum + devices.length, 0),
    };
  });
}

async function failed(): Promise<string> {
  return until([window.got.event], () => {
    const shown = window.sent.findLast((message) => message.type === 'show');
    return shown?.view.phase === 'failed' ? shown.view.message : undefined;
  });
}

/** What the person is told next. */
function said(how: 'tell' | 'refuse'): Promise<string> {
  return new Promise((resolve) => {
    questions[how] = resolve;
  });
}

const nameOf = (uri: vscode.Uri): string => relativePath(uri);

describe('Audit Phones', () => {
  useFolder();
  it('asks for sources and what is served, and for more only if a person wants to say it', async () => {
    const { served, table } = await writeAll();
    const inputs = await asked([
      answer.choices(nameOf(table)),
      answer.choices(nameOf(served)),
      answer.choice('Audit Now'),
    ]);
    deepEqual([inputs.sources, inputs.served].map(String), [[table], [served]].map(String));
    deepEqual([inputs.known, inputs.stores], [[], []]);
  });

  it('takes what is selected in the Explorer, files and folders of any place, known lists and stores', async () => {
    const { served, before: earlier, foreign, table } = await writeAll();
    const inputs = await asked(
      [
        answer.choices('Choose Files…', 'Choose a Folder…'),
        answer.files(served, served),
        answer.folder(folder),
        answer.choice('Other Lists'),
        answer.choices(nameOf(earlier), nameOf(foreign)),
        answer.choice('Audit Now'),
      ],
      table,
      [table, folder],
    );
    deepEqual(inputs.sources.map(String), [table, folder].map(String));
    deepEqual(inputs.served.map(String), [served, folder].map(String));
    deepEqual(inputs.known.map(String), [earlier, foreign].map(String));
  });

  it('offers a list that is named after a phone not as served, but its folder as a source', async () => {
    const { served } = await writeAll();
    await write(folder, 'ITLSEP0011215A1AE3.tlv', groups.before);
    await asked([answer.choices(`${nameOf(folder)}/`), answer.choices(nameOf(served)), answer.choice()]);
    const [, whatIsServed = ''] = questions.asked;
    ok(!whatIsServed.includes('ITLSEP0011215A1AE3'), whatIsServed);
  });
});

describe('The window of an audit', () => {
  useFolder();
  it('shows each phone in its group, the worst first, and problems with their lines', async () => {
    const written = await writeAll();
    open(inputsOf([written.table], written));
    const shown = await answered();
    const { amounts } = groups;
    deepEqual(
      shown.groups.map(({ title, phones: amount }) => [title, amount]),
      [
        ['Locked out', amounts['Locked out']],
        ['Depends', amounts.Depends],
        ['Unknown list', amounts['Unknown list']],
        ['Unreadable', 1],
        ['Not reported', amounts['Not reported']],
        ['Current', amounts.Current],
      ],
    );
    equal(shown.devices, phones + 1);
    equal(shown.outcome, 'invalid');
    ok(shown.plan.some(({ kind }) => kind === 'visit'));
    const [problem] = shown.problems;
    deepEqual([problem?.file, problem?.line], [nameOf(written.table), phones + 2]);
    equal(window.panel.title, 'Phones: phones.csv');
  });

  it('reads the files of folders, and says what cannot be read', async () => {
    const written = await writeAll();
    await write(folder, 'SEP001121999999.html', 'not a page');
    await write(folder, '.hidden.csv', groups.table);
    open(inputsOf([folder], written));
    const shown = await answered();
    equal(shown.phones, phones + 1);
    ok(shown.problems.some(({ file, line }) => file.endsWith('SEP001121999999.html') && line === null));
  });

  it('keeps what was read when it is cancelled, and says how much is missing', async () => {
    const written = await writeAll();
    const [heading = '', ...rows] = groups.table.trimEnd().split('\r\n');
    for (const [at, row] of rows.entries())
      await write(folder, `sources/${String(at).padStart(4, '0')}.csv`, `${heading}\n${row}\n`);
    open(inputsOf([vscode.Uri.joinPath(folder, 'sources')], written));
    await until([window.got.event], () => {
      const isReading = window.sent.some((message) => message.type === 'show' && message.view.phase === 'reading');
      if (isReading) window.say({ type: 'cancel' });
      return isReading;
    });
    const shown = await answered();
    ok(shown.missing?.includes(`of ${rows.length} files were read`), String(shown.missing));
    ok(shown.headline.startsWith('Cancelled.'), shown.headline);
    ok(shown.phones < rows.length);
    window.say({ type: 'again' });
    await until([window.got.event], async () => (await answered()).missing === null);
    equal((await answered()).phones, rows.length);
  });

  it('fails with a sentence if what is served is neither a list nor a configuration', async () => {
    const written = await writeAll();
    open({ ...inputsOf([written.table], written), served: [written.table] });
    ok((await failed()).includes('phones.csv: Neither a trust list nor a configuration.'), await failed());
  });

  it('leads from a group to its list, from a phone and a problem to their lines', async () => {
    const written = await writeAll();
    open(inputsOf([written.table], written));
    await answered();
    const inFront = (uri: vscode.Uri) =>
      until([vscode.window.tabGroups.onDidChangeTabs], () => {
        const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        const isThere = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
        return isThere && input.uri.toString() === uri.toString();
      });
    window.say({ type: 'list', group: 1, kind: 'itl' });
    await inFront(written.before);
    window.say({ type: 'problem', index: 0 });
    await inFront(written.table);
    const lineIs = (line: number) =>
      until(
        [vscode.window.onDidChangeTextEditorSelection, vscode.window.onDidChangeActiveTextEditor],
        () => vscode.window.activeTextEditor?.selection.active.line === line,
      );
    await lineIs(phones + 1);
    window.say({ type: 'phone', group: 5, index: 0 });
    await lineIs(1);
    deepEqual(questions.refused, []);
    const refused = said('refuse');
    window.say({ type: 'list', group: 2, kind: 'itl' });
    equal(await refused, 'This list was not given, so it cannot be opened.');
  });

  it('opens a list that is in an archive, read-only and with its bytes', async () => {
    const { GivenLists } = await import('../../../src/core/cluster/fleet/given');
    const added = await new GivenLists().add('lists.zip!old/ITLFile.tlv', groups.before);
    ok(added.ok);
    const uri = listFiles.uriOf(added.given);
    ok(uri.path.endsWith('/ITLFile.tlv'));
    deepEqual(await listFiles.readFile(uri), groups.before);
    await vscode.extensions.getExtension(extensionId)?.activate();
    equal(vscode.workspace.fs.isWritableFileSystem(uri.scheme), false);
  });

  it('is saved as CSV and as Markdown where a person says', async () => {
    const written = await writeAll();
    const [csv, markdown] = [vscode.Uri.joinPath(folder, 'all.csv'), vscode.Uri.joinPath(folder, 'audit.md')];
    open(inputsOf([written.table], written), answer.fileToWrite(csv), answer.fileToWrite(markdown));
    await answered();
    const first = said('tell');
    window.say({ type: 'save', as: 'csv' });
    equal(await first, 'The audit was written to all.csv.');
    const second = said('tell');
    window.say({ type: 'save', as: 'markdown' });
    equal(await second, 'The audit was written to audit.md.');
    const rows = (await readText(csv)).trimEnd().split('\r\n');
    deepEqual([rows.length, rows[0]?.split(',')[0]], [phones + 2, 'name']);
    ok((await readText(markdown)).startsWith(`# ${phones + 1} phones\n`));
  });

  it('is made again after a restart from what its page kept, and from nothing else', async () => {
    const written = await writeAll();
    const inputs = inputsOf([written.table], written);
    const kept = JSON.parse(JSON.stringify(keptInputs(inputs))) as unknown;
    const again = restoredInputs({ kept });
    ok(again);
    deepEqual(keptInputs(again), keptInputs(inputs));
    for (const state of [null, 7, {}, { kept: null }, { kept: { sources: [1], served: ['file:///a'] } }]) {
      equal(restoredInputs(state), null);
    }
  });
});
