import { deepEqual, equal, match } from 'node:assert/strict';
import * as vscode from 'vscode';
import { recordFields } from '../../../src/core/format/fields';
import {
  addRecord,
  changeFunction,
  moveRecordDown,
  moveRecordUp,
  removeRecord,
  replaceCertificate,
  setAddress,
  setDnsName,
  turnIntoFullCertificate,
  turnIntoHash,
} from '../../../src/extension/editor/commands/records';
import { certificate, cucm8Publisher, digestOf, Role, rsaKey, type Identity } from '../../builders';
import { pkcs7 } from '../../raw-certificate';
import { answer } from '../answers';
import { certificatePem, TestContext, write } from '../command-context';

describe('The record commands', () => {
  let context: TestContext;
  let identities: Awaited<ReturnType<typeof cucm8Publisher>>['identities'];
  let server: Identity;
  beforeEach(async () => {
    const made = await cucm8Publisher();
    identities = made.identities;
    context = await TestContext.open(made.bytes);
    server = await certificate({
      subject: { CN: 'sub1.example.com' },
      key: rsaKey(2048, 'sub1'),
      dns: ['tftp1.example.com'],
    });
  });
  afterEach(() => {
    context.dispose();
  });

  const functions = (): (number | null)[] => context.list.records.map((record) => recordFields(record).functionCode);
  const fields = (number: number): ReturnType<typeof recordFields> => {
    const record = context.list.records[number - 1];
    return recordFields(record ?? { parts: [] });
  };

  it('add a record with what was asked for, and select it', async () => {
    const file = await write(context.folder, 'sub1.pem', certificatePem(server));
    const asked = await context.run(
      addRecord,
      undefined,
      answer.file(file),
      answer.choice('TFTP'),
      answer.choice(),
      answer.text('tftp1.example.com'),
      answer.text('10.1.1.7'),
    );
    match(asked.asked[3] ?? '', /tftp1\.example\.com$/, 'the name of the certificate is proposed');
    equal(context.list.records.length, 5);
    const { functionCode, dnsName, ipAddress, certificate: der, certHash } = fields(5);
    deepEqual([functionCode, dnsName, ipAddress, certHash], [Role.tftp, 'tftp1.example.com', '10.1.1.7', null]);
    deepEqual(der, server.der);
    equal(context.documents.selected.at(-1)?.record, 5);
    equal((await context.report()).signature.stale, true);
  });

  it('add the certificates of a bundle that were chosen, behind the record whose menu was opened', async () => {
    const file = await write(context.folder, 'chain.pem', certificatePem(identities.tvs, server, identities.authority));
    await context.run(
      addRecord,
      context.menuOf(2),
      answer.file(file),
      answer.choices('CN=CUCM8-Publisher', 'CN=sub1'),
      answer.choice('TVS'),
      answer.choice('Hash'),
      answer.text(''),
      answer.text(''),
    );
    deepEqual(functions(), [0, 2, 21, 21, 21, 4]);
    deepEqual(fields(4).certHash, digestOf('SHA-1', server.der));
    equal(fields(4).certificate, null);
    deepEqual(context.labels, ['Add 2 records']);
  });

  it('add certificates of a PKCS#12 file', async () => {
    const bundle = vscode.Uri.joinPath(context.folder, '..', 'keys', 'ITLRecovery.p12');
    await context.run(
      addRecord,
      undefined,
      answer.file(bundle),
      answer.password('sample'),
      answer.choice('System Administrator Security Token'),
      answer.choice(),
      answer.text(''),
      answer.text(''),
    );
    match(fields(5).subjectName ?? '', /ITLRECOVERY/);
  });

  it('add the certificate of a DER or PKCS#7 file byte for byte', async () => {
    const files = { 'sub1.der': server.der, 'sub1.p7b': pkcs7(server.der) };
    for (const [name, content] of Object.entries(files)) {
      const file = await write(context.folder, name, content);
      await context.run(
        addRecord,
        undefined,
        answer.file(file),
        answer.choice('TFTP'),
        answer.choice(),
        answer.text(''),
        answer.text(''),
      );
      deepEqual(fields(context.list.records.length).certificate, server.der, name);
    }
  });

  it('refuse a file without certificates before anything else is asked', async () => {
    const file = await write(context.folder, 'notes.txt', 'nothing');
    match(
      (await context.refusal(addRecord, undefined, answer.file(file))).message,
      /^notes.txt: The file is neither PEM/,
    );
    const gone = vscode.Uri.joinPath(context.folder, 'gone.pem');
    match((await context.refusal(addRecord, undefined, answer.file(gone))).message, /^gone.pem cannot be read/);
  });

  it('remove the record of a menu, the selected one, or those that are chosen', async () => {
    await context.run(removeRecord, context.menuOf(3));
    deepEqual(functions(), [0, 2, 4]);
    context.select(2);
    await context.run(removeRecord, undefined);
    deepEqual(functions(), [0, 4]);
    context.documents.setActive(context.document, undefined);
    await context.run(removeRecord, undefined, answer.choices('1 ·', '2 ·'));
    deepEqual(functions(), []);
    match((await context.refusal(removeRecord, undefined)).message, /no records/);
  });

  it('ask for a record where the selected one is gone', async () => {
    context.select(4);
    const place = context.documents.selection;
    await context.run(removeRecord, undefined);
    context.documents.setActive(context.document, place);
    await context.run(removeRecord, undefined, answer.choices('1 ·'));
    deepEqual(functions(), [2, 21]);
  });

  it('move a record and stay with it, but not over an end', async () => {
    context.select(3);
    await context.run(moveRecordUp, undefined);
    deepEqual(functions(), [0, 21, 2, 4]);
    equal(context.documents.selected.at(-1)?.record, 2);
    await context.run(moveRecordDown, context.menuOf(2));
    deepEqual(functions(), [0, 2, 21, 4]);
    match(
      (await context.refusal(moveRecordUp, context.menuOf(1))).message,
      /Record 1 is already the first of the list/,
    );
    match(
      (await context.refusal(moveRecordDown, context.menuOf(4))).message,
      /Record 4 is already the last of the list/,
    );
  });

  it('move on with a record while a key is held', async () => {
    context.select(1);
    await Promise.all([1, 2, 3].map(() => context.run(moveRecordDown, undefined)));
    deepEqual(functions(), [2, 21, 4, 0]);
    equal(context.documents.selection?.record, 4);
  });

  it('change a function', async () => {
    const asked = await context.run(changeFunction, context.menuOf(2), answer.choice('TFTP'));
    match(asked.words, /CCM\+TFTP 2 · as it is/);
    deepEqual(functions(), [0, Role.tftp, 21, 4]);
    match(
      (await context.refusal(changeFunction, context.menuOf(2), answer.choice('TFTP'))).message,
      /says that already/,
    );
  });

  it('replace a certificate by its renewal, in its place and form', async () => {
    const file = await write(context.folder, 'tvs.pem', certificatePem(server));
    await context.run(replaceCertificate, context.menuOf(3), answer.file(file));
    deepEqual(fields(3).certHash, digestOf('SHA-1', server.der));
    equal(fields(3).subjectName, 'CN=sub1.example.com');
    deepEqual(functions(), [0, 2, 21, 4]);
  });

  it('turn a certificate into its hash, and back from another record or from its file', async () => {
    await context.run(turnIntoHash, context.menuOf(2));
    deepEqual(fields(2).certHash, digestOf('SHA-1', identities.callManager.der));
    await context.run(turnIntoFullCertificate, context.menuOf(2));
    deepEqual(fields(2).certificate, identities.callManager.der);

    const wrong = await write(context.folder, 'wrong.pem', certificatePem(server));
    const other = await context.refusal(turnIntoFullCertificate, context.menuOf(3), answer.file(wrong));
    match(other.message, /does not match the hash of record 3/);
    const right = await write(context.folder, 'tvs.pem', certificatePem(identities.tvs));
    await context.run(turnIntoFullCertificate, context.menuOf(3), answer.file(right));
    deepEqual(fields(3).certificate, identities.tvs.der);
  });

  it('set and clear the DNS name and the address', async () => {
    await context.run(setDnsName, context.menuOf(2), answer.text('sub.example.com'));
    const asked = await context.run(setDnsName, context.menuOf(2), answer.text('pub.example.com'));
    match(asked.words, /sub\.example\.com$/, 'the present name is proposed');
    equal(fields(2).dnsName, 'pub.example.com');
    await context.run(setAddress, context.menuOf(2), answer.text('2001:db8::1'));
    equal(fields(2).ipAddress, '2001:db8:0:0:0:0:0:1');
    await context.run(setAddress, context.menuOf(2), answer.text(''));
    equal(fields(2).ipAddress, null);
  });
});
