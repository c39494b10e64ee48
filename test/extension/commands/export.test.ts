import { deepEqual, equal, match } from 'node:assert/strict';
import * as vscode from 'vscode';
import { copyFingerprint, copyHex, copyPem, copyValue } from '../../../src/extension/editor/commands/copying';
import { exportPem } from '../../../src/extension/editor/commands/export-pem';
import { cucm8Publisher, digestOf } from '../../builders';
import { answer } from '../answers';
import { certificatePem, readText, TestContext, write } from '../command-context';

describe('Export Certificates as PEM', () => {
  let context: TestContext;
  let identities: Awaited<ReturnType<typeof cucm8Publisher>>['identities'];
  beforeEach(async () => {
    const made = await cucm8Publisher();
    identities = made.identities;
    context = await TestContext.open(made.bytes);
  });
  afterEach(() => {
    context.dispose();
  });

  const bothHashes =
    /Record 3 \(TVS\) contains only the hash of its certificate. Record 4 \(CAPF\) contains only the hash/;

  it('writes all certificates into a bundle, each once', async () => {
    const uri = vscode.Uri.joinPath(context.folder, 'all.pem');
    const asked = await context.run(
      exportPem,
      undefined,
      answer.choices('1 ·', '2 ·', '3 ·', '4 ·'),
      answer.choice('One Bundle'),
      answer.fileToWrite(uri),
    );
    equal(await readText(uri), certificatePem(identities.callManager));
    match(asked.told.join(), /^Exported 1 certificate to all.pem. /);
    match(asked.told.join(), bothHashes);
    match(asked.words, /ITLFile\.pem/, 'the name that is proposed');
  });

  it('proposes the records that have a certificate', async () => {
    const refusal = await context.refusal(exportPem, undefined, answer.choices(), answer.givesUp('choice'));
    match(refusal.words, /TVS · only a hash: no certificate to export/);
    match(refusal.words, /2 records contain a certificate/);
  });

  it('writes one file each, named by function, subject and serial number, and asks before it replaces one', async () => {
    const names = ['CCM-TFTP', 'SAST'].map((role) =>
      role === 'SAST'
        ? 'SAST_CUCM8-Publisher.bbbburns.lab_21002D17000000000005.pem'
        : 'CCM+TFTP_CUCM8-Publisher.bbbburns.lab_21002D17000000000005.pem',
    );
    const steps = [
      answer.choices('1 ·', '2 ·'),
      answer.choice('One File Each'),
      answer.folder(context.folder),
    ] as const;
    await context.run(exportPem, undefined, ...steps);
    for (const name of names) {
      equal(await readText(vscode.Uri.joinPath(context.folder, name)), certificatePem(identities.callManager));
    }
    await write(context.folder, names[0] ?? '', 'mine');
    await context.refusal(exportPem, undefined, ...steps, answer.givesUp('confirm'));
    equal(await readText(vscode.Uri.joinPath(context.folder, names[0] ?? '')), 'mine');
    await context.run(exportPem, undefined, ...steps, answer.confirm('Replace'));
  });

  it('writes the certificate of the record whose menu was opened', async () => {
    const uri = vscode.Uri.joinPath(context.folder, 'one.pem');
    const asked = await context.run(exportPem, context.menuOf(2), answer.fileToWrite(uri));
    equal(await readText(uri), certificatePem(identities.callManager));
    match(asked.words, /CCM\+TFTP_CUCM8-Publisher/);
  });

  it('says where there is nothing to export, and where a file cannot be written', async () => {
    match(
      (await context.refusal(exportPem, context.menuOf(3))).message,
      /There is nothing to export. Record 3 \(TVS\)/,
    );
    const inFile = vscode.Uri.joinPath(await write(context.folder, 'file', ''), 'one.pem');
    match(
      (await context.refusal(exportPem, context.menuOf(1), answer.fileToWrite(inFile))).message,
      /cannot be written/,
    );
  });

  it('copies as PEM, as fingerprint, as hex and as shown', async () => {
    const clipboard = (): Thenable<string> => vscode.env.clipboard.readText();
    await context.run(copyPem, context.menuOf(1));
    equal(await clipboard(), certificatePem(identities.callManager));
    match((await context.refusal(copyPem, context.menuOf(4))).message, /Record 4 \(CAPF\) contains only the hash/);

    const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
    const { der } = identities.callManager;
    await context.run(copyFingerprint, context.menuOf(1), answer.choice());
    equal(await clipboard(), hex(digestOf('SHA-1', der)));
    await context.run(copyFingerprint, context.menuOf(1), answer.choice('SHA-256'));
    equal(await clipboard(), hex(digestOf('SHA-256', der)));
    await context.run(copyFingerprint, context.menuOf(4));
    equal(await clipboard(), hex(digestOf('SHA-1', identities.capf.der)), 'the hash, where that is all there is');

    const record = context.list.records[1];
    const start = record?.offset ?? 0;
    await context.run(copyHex, context.menuOf(2));
    equal(await clipboard(), hex(context.bytes.subarray(start, start + (record?.length ?? 0))));

    const report = await context.report();
    const field = report.records[1]?.fields.find(({ name }) => name === 'ISSUERNAME');
    const place = { record: 2, offset: field?.offset, length: field?.length };
    await context.run(copyValue, place);
    equal(await clipboard(), 'CN=JASBURNS-AD');
    await context.run(copyValue, { ...place, cell: '0x0951' });
    equal(await clipboard(), '0x0951');
    match((await context.refusal(copyValue, undefined)).message, /Select a field/);
    deepEqual(context.labels, []);
  });
});
