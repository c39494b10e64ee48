import { deepEqual, equal, match, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { readCaptureCommand } from '../../../src/extension/cluster/read-capture';
import { ReportLinks } from '../../../src/extension/cluster/report';
import { editorViewType } from '../../../src/extension/host/documents';
import { concat, cucm8Publisher } from '../../builders';
import { frames } from '../../unit/cluster/captures/reading';
import {
  certificateMessage,
  clientHello,
  record,
  serverHello,
  serverHelloDone,
  tcpTalk,
  tftpError,
  tftpTalk,
} from '../../unit/cluster/captures/talk';
import { pcap } from '../../unit/cluster/captures/writer';
import { answer, type Step } from '../answers';
import { TestContext, write } from '../command-context';
import { accessTo, shownText, RegisteredFiles } from './access';

const scheme = 'test-captured';

describe('Read Capture', () => {
  let context: TestContext;
  let fetched: RegisteredFiles;
  let list: Uint8Array;
  let tvs: Uint8Array;

  const inWindow = (...packets: readonly Uint8Array[]) => write(context.folder, 'x.pcap', pcap(frames(packets)));
  const run = (file: vscode.Uri | undefined, ...steps: readonly Step[]) =>
    context.run(readCaptureCommand(accessTo({}), fetched), file, ...steps);
  const presented = (): Uint8Array[] => {
    const messages = [serverHello(), certificateMessage(tvs), serverHelloDone];
    return tcpTalk({
      says: [
        { by: 'phone', bytes: record(22, clientHello()) },
        { by: 'server', bytes: concat(...messages.map((message) => record(22, message))) },
      ],
      ports: [51_000, 2_445],
    });
  };
  const folder = () => fetched.readDirectory(vscode.Uri.from({ scheme, path: '/' }))[0]?.[0] ?? '';
  const fileNames = () => fetched.namesIn(vscode.Uri.from({ scheme, path: `/${folder()}` }));

  beforeEach(async () => {
    const publisher = await cucm8Publisher();
    list = publisher.bytes;
    tvs = publisher.identities.tvs.der;
    context = await TestContext.empty();
    fetched = new RegisteredFiles(scheme);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    fetched.dispose();
    context.dispose();
    await vscode.workspace.fs.delete(context.folder, { recursive: true });
  });

  it('opens what TFTP carried, byte for byte, and compares what TVS presented with the ITL of the capture', async () => {
    const file = await inWindow(
      ...tftpTalk({ name: 'ITLFile.tlv', content: list, blockSize: 1_400 }),
      ...tftpError('CTLFile.tlv', 1, 'File not found', 49_999),
      ...presented(),
    );
    const { asked } = await run(file, answer.choice('ITLFile.tlv'), answer.choices('ITLFile.tlv'));
    match(asked[0] ?? '', /Compare the certificates/);
    match(asked[1] ?? '', /1 complete, 1 not[^]*ITLFile\.tlv 5438 bytes, by TFTP .*signature valid/);
    const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: all }) => all.map(({ input }) => input));
    const custom = tabs.flatMap((input) => (input instanceof vscode.TabInputCustom ? input : []));
    deepEqual(
      custom.map(({ viewType, uri }) => `${viewType} ${uri.path}`),
      [`${editorViewType} /${folder()}/ITLFile.tlv`],
    );
    deepEqual(fetched.readFile(vscode.Uri.from({ scheme, path: `/${folder()}/ITLFile.tlv` })), list);
    deepEqual(await vscode.workspace.fs.readDirectory(context.folder), [['x.pcap', vscode.FileType.File]]);
    const report = shownText(scheme);
    match(report, /^x\.pcap: \d+ packets, 2 files requested, 1 connection to a TVS$/m);
    match(
      report,
      /^10\.1\.1\.1:2445: presents the certificate of record 3 of ITLFile\.tlv to 10\.1\.1\.50:51000 \(TLS 1\.2\)$/m,
    );
    match(report, /^CTLFile\.tlv: missing, by TFTP/m);
  });

  it('keeps files of one name apart, and links each from the report; what came twice is there once', async () => {
    const other = concat(list, Uint8Array.of(0));
    const file = await inWindow(
      ...[list, other, list].flatMap((content, at) =>
        tftpTalk({ name: 'ITLFile.tlv', content, ports: [49_152 + at, 69, 40_000 + at] }),
      ),
      ...tftpTalk({ name: '../a:b.loads', content: list, ports: [49_160, 69, 40_010] }),
    );
    await run(file, answer.choices());
    const names = fileNames().slice(0, -1);
    deepEqual([...names.slice(0, 2)], ['ITLFile.tlv', 'ITLFile-2.tlv']);
    equal(names.length, 3);
    ok(names.every((name) => !/[/:\\]/.test(name)));
    const report = vscode.workspace.textDocuments.find(
      ({ uri }) => uri.scheme === scheme && uri.path.startsWith(`/${folder()}/`),
    );
    ok(report);
    const links = new ReportLinks(fetched).provideDocumentLinks(report).map(({ range }) => report.getText(range));
    deepEqual(links, ['ITLFile.tlv', 'ITLFile-2.tlv', 'ITLFile.tlv', names[2]]);
  });

  it('says what a file is that is not a capture, and that a capture contains nothing', async () => {
    const refusal = async (file: vscode.Uri) =>
      (await context.refusal(readCaptureCommand(accessTo({}), fetched), file)).message;
    match(
      await refusal(await write(context.folder, 'a.pcap', '<html><title>404</title></html>')),
      /a\.pcap is not a packet capture.*This is a web page/,
    );
    match(await refusal(await write(context.folder, 'b.pcap', '')), /b\.pcap is empty\.$/);
    equal(folder(), '');
    const { warned } = await run(await inWindow());
    match(warned.join(), /x\.pcap contains no complete file and no certificate of a TVS/);
  });

  it('asks for a capture if none was chosen', async () => {
    const { path } = await inWindow(...tftpTalk({ name: 'ITLFile.tlv', content: list }));
    const shown = path.split('/').slice(-2).join('/');
    const { asked } = await run(undefined, answer.choice(shown), answer.choices());
    match(asked[0] ?? '', /Which packet capture\?/);
  });
});
