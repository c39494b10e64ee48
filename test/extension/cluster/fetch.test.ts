import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { FileAnswer, Presented } from '../../../src/core/cluster/client';
import { failure } from '../../../src/core/cluster/failures';
import type { Access } from '../../../src/extension/cluster/access';
import { fetchCommand } from '../../../src/extension/cluster/fetch';
import { FetchedFiles } from '../../../src/extension/cluster/fetched-files';
import { ReportLinks } from '../../../src/extension/cluster/report';
import { editorViewType } from '../../../src/extension/host/documents';
import { Refusal } from '../../../src/extension/host/errors';
import { plainPlatform } from '../../../src/extension/host/platform';
import { certificate, cucm8Publisher, Role, rsaKey, trustList } from '../../builders';
import { answer } from '../answers';
import { TestContext } from '../command-context';
import { accessTo, never, shownText, RegisteredFiles } from './access';

const scheme = 'test-fetched';
const phone = 'SEP001122334455';
const missing: FileAnswer = {
  status: 'missing',
  isReached: true,
  failure: failure('not-found', { answer: 'HTTP 404 Not Found' }),
  presented: null,
};
const found = (bytes: Uint8Array, presented: Presented | null = null): FileAnswer => ({
  status: 'found',
  bytes,
  presented,
});

describe('Fetch from Cluster', () => {
  let context: TestContext;
  let fetched: RegisteredFiles;
  let list: Uint8Array;
  let sent: string[];

  /** A cluster with these files. */
  const clusterOf = (files: Readonly<Record<string, FileAnswer>>) =>
    accessTo({
      fetchFile: (transport, { host, port }, { name }) => {
        sent.push(`${transport} ${host} ${port} ${name}`);
        return Promise.resolve(files[name] ?? missing);
      },
    });
  const folders = () => fetched.readDirectory(vscode.Uri.from({ scheme, path: '/' })).map(([name]) => name);
  const filesIn = (folder = '') =>
    fetched.readDirectory(vscode.Uri.from({ scheme, path: `/${folder}` })).map(([name]) => name);
  const openFiles = () =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .flatMap(({ input }) =>
        input instanceof vscode.TabInputCustom && input.uri.scheme === scheme
          ? [`${input.viewType} ${input.uri.path.split('/').at(-1) ?? ''}`]
          : [],
      );
  const run = (
    access: Access,
    ...steps: Parameters<TestContext['run']> extends [unknown, unknown, ...infer S] ? S : never
  ) => context.run(fetchCommand(access, fetched), undefined, ...steps);

  beforeEach(async () => {
    context = await TestContext.empty();
    fetched = new RegisteredFiles(scheme);
    list = (await cucm8Publisher()).bytes;
    sent = [];
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    fetched.dispose();
    context.dispose();
    await vscode.workspace.fs.delete(context.folder, { recursive: true });
  });

  it('opens what was found in its editors, read-only and byte for byte, and writes nothing', async () => {
    const signed = trustList({ signer: (await cucm8Publisher()).identities.callManager, records: [] });
    const cluster = clusterOf({ 'ITLFile.tlv': found(list), [`${phone}.cnf.xml.sgn`]: found(signed) });
    const { asked } = await run(
      cluster,
      answer.text('cucm-pub'),
      answer.text('00:11:22:33:44:55'),
      answer.choices('ITLFile.tlv', `${phone}.cnf.xml.sgn`),
    );
    match(asked.at(-1) ?? '', /2 found, 4 not/);
    match(asked.at(-1) ?? '', /ITLFile\.tlv 5438 bytes, by HTTP, signature valid/);
    deepEqual(openFiles(), [`${editorViewType} ITLFile.tlv`, `trustList.signed ${phone}.cnf.xml.sgn`]);
    const [folder = ''] = folders();
    match(folder, /^cucm-pub \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d$/);
    const uri = vscode.Uri.from({ scheme, path: `/${folder}/ITLFile.tlv` });
    deepEqual(new Uint8Array(await vscode.workspace.fs.readFile(uri)), list);
    equal(vscode.workspace.fs.isWritableFileSystem(scheme), false);
    await rejects(async () => vscode.workspace.fs.writeFile(uri, list));
    deepEqual(await vscode.workspace.fs.readDirectory(context.folder), []);
    const report = vscode.workspace.textDocuments.find((document) => document.uri.path.startsWith(`/${folder}/`));
    ok(report);
    const links = new ReportLinks(fetched).provideDocumentLinks(report);
    deepEqual(
      links.map(({ range, target }) => `${report.getText(range)} ${target?.path ?? ''}`),
      ['ITLFile.tlv', `${phone}.cnf.xml.sgn`].map((name) => `${name} /${folder}/${name}`),
    );
    ok(cluster.shown.includes('Fetching from cucm-pub'));
    ok(cluster.shown.includes('ITLFile.tlv: found'));
  });

  it('asks as phones do, and for nothing that nobody named', async () => {
    await run(clusterOf({ 'ITLFile.tlv': found(list) }), answer.text('10.1.1.1'), answer.text(''), answer.choices());
    deepEqual(sent, ['http 10.1.1.1 6970 CTLFile.tlv', 'http 10.1.1.1 6970 ITLFile.tlv']);
  });

  it('asks what is served on a port, and takes an IPv6 address in brackets only', async () => {
    const cluster = clusterOf({ 'ITLFile.tlv': found(list) });
    await run(cluster, answer.text('[2001:db8::1]:6972'), answer.choice('HTTPS'), answer.text(''), answer.choices());
    deepEqual(sent[0], 'https 2001:db8::1 6972 CTLFile.tlv');
    sent.length = 0;
    for (const host of ['2001:db8::1', '', 'http://cucm-pub', 'cucm-pub:0', 'cucm pub']) {
      await rejects(run(cluster, answer.text(host)), { name: 'AssertionError' });
    }
    for (const device of ['SEP00112233445', `${phone} and more`, Array(21).fill(phone).join(',')]) {
      await rejects(run(cluster, answer.text('cucm-pub'), answer.text(device)), { name: 'AssertionError' });
    }
    deepEqual(sent, []);
  });

  it('says in the report what was found, what was not, and why', async () => {
    const key = rsaKey(2048, 'https server');
    const server = await certificate({ subject: { CN: 'cucm-pub' }, key, serial: '01' });
    const presented = { tls: 'TLS 1.2', isOld: false, certificate: server.der };
    const itl = trustList({ signer: server, records: [{ function: Role.ccmTftp, certificate: server }] });
    const busy: FileAnswer = {
      status: 'busy',
      isReached: true,
      failure: failure('busy', { answer: 'HTTP 503' }),
      presented,
    };
    const cluster = clusterOf({
      [`CTL${phone}.tlv`]: { ...missing, presented },
      [`ITL${phone}.tlv`]: found(itl, presented),
      'CTLFile.tlv': busy,
    });
    await run(cluster, answer.text('cucm-pub:6971'), answer.choice('HTTPS'), answer.text(phone), answer.choices());
    const report = shownText(scheme);
    match(
      report,
      /^CTLSEP001122334455\.tlv: missing\n {2}The server does not have this file \(HTTP 404 Not Found\)\.$/m,
    );
    match(
      report,
      /^ITLSEP001122334455\.tlv: \d+ bytes, by HTTPS, signature \S+\n {2}MD5 [0-9a-f]{32}, SHA-1 [0-9a-f]{40}/m,
    );
    match(report, /^CTLFile\.tlv: busy\n {2}The server is busy \(HTTP 503\)\. Ask again later/m);
    match(
      report,
      /^SEP001122334455\.cnf\.xml\.sgn: busy\n {2}Not requested, because the server said that it is busy\.$/m,
    );
    match(report, /cucm-pub:6971 presents .*CN=cucm-pub.*, of record 1 of ITLSEP001122334455\.tlv$/m);
  });

  it('names the fallback to TFTP, and a server that was not reached by either', async () => {
    const refused: FileAnswer = {
      status: 'failed',
      isReached: false,
      failure: failure('refused', { address: 'cucm-pub:6970' }),
      presented: null,
    };
    const byTftp = accessTo({
      fetchFile: (transport) => Promise.resolve(transport === 'tftp' ? found(list) : refused),
    });
    await run(byTftp, answer.text('cucm-pub'), answer.text(''), answer.choices());
    match(shownText(scheme), /by TFTP[^]*Fetched by TFTP from cucm-pub:69, as phones do when HTTP does not answer/);

    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const nobody = accessTo({ fetchFile: () => Promise.resolve(refused) });
    const { warned } = await run(nobody, answer.text('cucm-pub'), answer.text(''));
    match(warned.join(), /cucm-pub was not reached/);
    deepEqual(openFiles(), []);
    equal(folders().length, 2);
    equal(filesIn(folders()[1]).length, 1);
  });

  it('keeps each fetch apart, so that two can be compared', async () => {
    const steps = [answer.text('cucm-pub'), answer.text(''), answer.choices('ITLFile.tlv')];
    await run(clusterOf({ 'ITLFile.tlv': found(list) }), ...steps);
    await run(clusterOf({ 'ITLFile.tlv': found(list.slice(0, -1)) }), ...steps);
    const [first = '', second = ''] = folders();
    ok(first !== second);
    const lengths = [first, second].map((folder) => {
      const uri = vscode.Uri.from({ scheme, path: `/${folder}/ITLFile.tlv` });
      return fetched.readFile(uri).length;
    });
    deepEqual(lengths, [list.length, list.length - 1]);
  });

  it('that is cancelled ends at once, and leaves nothing', async () => {
    const cluster = accessTo({
      fetchFile: (_, __, { signal }) =>
        never(signal, () => {
          cluster.cancel();
        }),
    });
    await rejects(run(cluster, answer.text('cucm-pub'), answer.text('')), vscode.CancellationError);
    deepEqual(folders(), []);
  });

  it('contacts nobody in an untrusted workspace or in a browser, and says so before it asks anything', async () => {
    const cluster = clusterOf({ 'ITLFile.tlv': found(list) });
    await rejects(run({ ...cluster, isTrusted: () => false }), (error: Error) => {
      ok(error instanceof Refusal);
      return /not trusted, so no server is contacted/.test(error.message);
    });
    equal(plainPlatform.cluster, null);
    await rejects(run({ ...cluster, cluster: plainPlatform.cluster }), /in a browser cannot reach the servers/);
    deepEqual(sent, []);
  });

  it('holds a bounded number of bytes: the oldest files go, the newest never', () => {
    const small = new FetchedFiles(scheme, 10);
    const added = [6, 6, 20].map((length) =>
      small.add('cucm-pub', [{ name: 'ITLFile.tlv', bytes: new Uint8Array(length) }], new Date(0)),
    );
    deepEqual(new Set(added.map(String)).size, 3);
    const root = vscode.Uri.from({ scheme, path: '/' });
    deepEqual(
      small.readDirectory(root).map(([name]) => `/${name}`),
      [added[2]?.path],
    );
    small.dispose();
  });
});
