import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { blank } from '../../../src/extension/editor/commands/blank';
import { resign } from '../../../src/extension/editor/commands/signing';
import { setTimestamp } from '../../../src/extension/editor/commands/header';
import {
  certificate,
  ctlWithTokens,
  cucm12Cluster,
  cucm8Publisher,
  ecKey,
  mismatchedSigner,
  rsaKey,
} from '../../builders';
import { answer } from '../answers';
import { certificatePem, keyPem, TestContext, write } from '../command-context';

const password = 'correct horse battery staple';

describe('Re-sign', () => {
  let context: TestContext;
  afterEach(() => {
    context.dispose();
  });

  it('signs with the key of the record that the header names, at the time of now', async () => {
    const { bytes, identities } = await mismatchedSigner();
    context = await TestContext.open(bytes);
    const key = await write(context.folder, 'CallManager.pem', keyPem(identities.named));

    const asked = await context.run(resign, undefined, answer.file(key), answer.choice(), answer.choice('SHA-1'));

    match(asked.words, /record 1 ·/);
    const report = await context.report();
    equal(report.signature.status, 'valid');
    equal(report.signature.record, 1);
    deepEqual(context.labels, ['Sign with CUCM8-Publisher.bbbburns.lab']);
    ok(Math.abs(Date.parse(report.timestamp ?? '') - Date.now()) < 60_000, 'signed at another time than now');
  });

  it('keeps the digest of the list unless another one is chosen', async () => {
    const { bytes, identities } = await cucm12Cluster();
    context = await TestContext.open(bytes);
    const key = await write(context.folder, 'key.pem', keyPem(identities.recovery));
    await context.run(resign, undefined, answer.file(key), answer.choice(), answer.choice());
    equal((await context.report()).digest, 'SHA-512');
    await context.run(resign, undefined, answer.file(key), answer.choice(), answer.choice('SHA-1'));
    equal((await context.report()).digest, 'SHA-1');
    equal((await context.report()).signature.status, 'valid');
  });

  it('says that a password is wrong, and asks again', async () => {
    const { bytes, identities } = await cucm8Publisher();
    context = await TestContext.open(bytes);
    const key = await write(context.folder, 'key.pem', keyPem(identities.callManager, password));
    const wrong = 'wrong horse';
    const asked = await context.run(
      resign,
      undefined,
      answer.file(key),
      answer.password(wrong),
      answer.password(password),
      answer.choice(),
      answer.choice(),
    );
    doesNotMatch(asked.asked[1] ?? '', /does not open/);
    match(asked.asked[2] ?? '', /The password does not open the file. Try again./);
    doesNotMatch(asked.words, new RegExp(`${password}|${wrong}`));
    equal((await context.report()).signature.status, 'valid');
  });

  it('opens the PKCS#12 bundle that a cluster exports', async () => {
    context = await TestContext.empty();
    const samples = vscode.Uri.joinPath(context.folder, '..');
    const sample = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(samples, 'ITL-cucm12-cluster.tlv'));
    const bundle = vscode.Uri.joinPath(samples, 'keys', 'ITLRecovery.p12');
    context = await TestContext.open(new Uint8Array(sample));
    await context.run(
      resign,
      undefined,
      answer.file(bundle),
      answer.password('sample'),
      answer.choice(),
      answer.choice(),
    );
    equal((await context.report()).signature.status, 'valid');
  });

  it('offers the keys of a bundle by name', async () => {
    const { bytes, identities } = await cucm8Publisher();
    context = await TestContext.open(bytes);
    const { callManager, tvs } = identities;
    const pem = [keyPem(tvs), certificatePem(tvs), keyPem(callManager), certificatePem(callManager)].join('');
    const key = await write(context.folder, 'keys.pem', pem);
    const name = 'CUCM8-Publisher.bbbburns.lab (2)';
    await context.run(resign, undefined, answer.file(key), answer.choice(name), answer.choice(), answer.choice());
    equal((await context.report()).signature.record, 1);
  });

  it('takes the certificate from a second file, and says what it means that the list does not contain it', async () => {
    const { bytes } = await cucm8Publisher();
    context = await TestContext.open(bytes);
    const signer = await certificate({ subject: { CN: 'New signer' }, key: rsaKey(2048, 'new signer') });
    const key = await write(context.folder, 'key.pem', keyPem(signer));
    const file = await write(context.folder, 'signer.pem', certificatePem(signer));
    const untilTheSigner = [answer.file(key), answer.choice('Choose a Certificate File…'), answer.file(file)];

    const given = await context.refusal(
      resign,
      undefined,
      ...untilTheSigner,
      answer.choice(),
      answer.givesUp('confirm'),
    );
    match(given.words, /No System Administrator Security Token record contains New signer/);

    await context.run(resign, undefined, ...untilTheSigner, answer.choice(), answer.confirm('Add the Signer'));
    const report = await context.report();
    equal(report.signature.status, 'valid');
    deepEqual([report.records[0]?.subject, report.records[0]?.functionCode], ['CN=New signer', 0]);
    equal(report.records.length, 5);
  });

  it('refuses a certificate that is not the key’s', async () => {
    const { bytes, identities } = await cucm8Publisher();
    context = await TestContext.open(bytes);
    const stranger = await certificate({ subject: { CN: 'Stranger' }, key: rsaKey(2048, 'stranger') });
    const key = await write(context.folder, 'key.pem', keyPem(stranger));
    const file = await write(context.folder, 'tvs.pem', certificatePem(identities.tvs));
    const refusal = await context.refusal(
      resign,
      undefined,
      answer.file(key),
      answer.choice('Choose a Certificate File…'),
      answer.file(file),
    );
    match(
      refusal.message,
      /No certificate in this file matches the private key “RSA 2048 key”\. The file contains the public key of CN=CUCM8-P/,
    );
  });

  it('refuses an EC key, a file without a key, and a file that is neither', async () => {
    const { bytes, identities } = await cucm8Publisher();
    context = await TestContext.open(bytes);
    const ec = await certificate({ subject: { CN: 'Elliptic' }, key: ecKey('P-256') });
    const files = [
      ['ec.pem', keyPem(ec), /is EC.*; trust lists are signed with RSA keys/],
      ['certificate.pem', certificatePem(identities.tvs), /contains certificates, but no private key/],
      ['notes.txt', 'no key at all', /Not a key file/],
    ] as const;
    for (const [name, content, reason] of files) {
      const uri = await write(context.folder, name, content);
      match((await context.refusal(resign, undefined, answer.file(uri))).message, reason);
    }
  });

  it('warns of a key that phones do not support before anything changes', async () => {
    const { bytes } = await cucm8Publisher();
    context = await TestContext.open(bytes);
    const large = await certificate({ subject: { CN: 'Large' }, key: rsaKey(4096, 'large') });
    const key = await write(context.folder, 'large.pem', keyPem(large) + certificatePem(large));
    const steps = [answer.file(key), answer.choice(), answer.choice(), answer.confirm('Add the Signer')];
    const refusal = await context.refusal(resign, undefined, ...steps, answer.givesUp('confirm'));
    match(refusal.words, /has 4096 bits; phones support up to 2048/);
    await context.run(resign, undefined, ...steps, answer.confirm('Continue'));
    equal((await context.report()).signature.status, 'valid');
  });

  it('does nothing to a list that was changed while it asked', async () => {
    const { bytes, identities } = await cucm8Publisher();
    context = await TestContext.open(bytes);
    const key = await write(context.folder, 'key.pem', keyPem(identities.callManager));
    const { document } = context;
    const other = bytes.slice();
    other[other.length - 1] = 0;
    const choice = answer.choice();
    const meanwhile = {
      kind: 'choice' as const,
      get answer() {
        document.apply({ label: 'Meanwhile', bytes: other });
        return '';
      },
    };
    const error = await context.run(resign, undefined, answer.file(key), choice, meanwhile).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    match(String(error), /ITLFile.tlv changed in the meantime, so nothing was done/);
    deepEqual(context.bytes, other);
  });

  it('keeps a timestamp that was set since the last signature, and says so', async () => {
    const { bytes, identities } = await cucm8Publisher();
    context = await TestContext.open(bytes);
    const key = await write(context.folder, 'key.pem', keyPem(identities.callManager));
    const signs = [answer.file(key), answer.choice(), answer.choice()];
    await context.run(setTimestamp, undefined, answer.text('2020-02-02T02:02:02Z'));
    const first = await context.run(resign, undefined, ...signs);
    match(first.told.join(), /Keeping the TIMESTAMP you set: 2020-02-02T02:02:02Z/);
    equal((await context.report()).timestamp, '2020-02-02T02:02:02Z');
    const second = await context.run(resign, undefined, ...signs);
    deepEqual(second.told, []);
    equal((await context.report()).timestamp === '2020-02-02T02:02:02Z', false);
  });

  it('needs a list in front that can be read', async () => {
    context = await TestContext.empty();
    match((await context.refusal(resign, undefined)).message, /Open a trust list first/);
    context = await TestContext.open(new TextEncoder().encode('not a trust list'));
    match((await context.refusal(resign, undefined)).message, /ITLFile.tlv is not a trust list/);
  });
});

describe('Blank for Rollback', () => {
  let context: TestContext;
  afterEach(() => {
    context.dispose();
  });

  it('names the form as modelled, and leaves the signature stale', async () => {
    context = await TestContext.open((await cucm8Publisher()).bytes);
    const asked = await context.run(blank, undefined, answer.confirm('Blank'));
    match(asked.words, /Blank ITLFile.tlv for rollback\?/);
    match(asked.words, /The blank form is modelled on the documented one of a CTL set to non-secure mode/);
    doesNotMatch(asked.words, /CTL that/);
    const report = await context.report();
    equal(report.blank, true);
    equal(report.signature.stale, true);
    deepEqual(context.labels, ['Blank for rollback']);
  });

  it('says what a CTL beside the file means', async () => {
    context = await TestContext.open((await cucm8Publisher()).bytes);
    await write(context.folder, 'CTLSEP0011215A1AE3.tlv', 'a CTL');
    const refusal = await context.refusal(blank, undefined, answer.givesUp('confirm'));
    match(refusal.words, /CTLSEP0011215A1AE3.tlv is in the same folder. A blank ITL does not clear a CTL/);
  });

  it('knows a CTL by what it is, and passes over that of another phone', async () => {
    context = await TestContext.open((await cucm8Publisher()).bytes, 'ITLSEP0011215A1AE3.tlv');
    const { bytes } = await ctlWithTokens();
    for (const name of ['saved.tlv', 'CTLSEP00AABBCCDDEE.tlv']) await write(context.folder, name, bytes);
    const refusal = await context.refusal(blank, undefined, answer.givesUp('confirm'));
    match(refusal.words, /\n\nsaved.tlv is in the same folder\. A blank ITL/);
  });

  it('stays as it is where there is nothing to blank', async () => {
    context = await TestContext.open((await cucm8Publisher()).bytes);
    await context.run(blank, undefined, answer.confirm('Blank'));
    match((await context.refusal(blank, undefined)).message, /The list is blank already/);
  });

  it('is signed again, and undone to the bytes of the file', async () => {
    const { bytes, identities } = await cucm8Publisher();
    context = await TestContext.open(bytes);
    const undos: (() => void)[] = [];
    context.document.onDidEdit(({ undo }) => undos.push(undo));
    const key = await write(context.folder, 'key.pem', keyPem(identities.callManager));
    await context.run(blank, undefined, answer.confirm('Blank'));
    await context.run(resign, undefined, answer.file(key), answer.choice(), answer.choice());
    const report = await context.report();
    deepEqual([report.blank, report.signature.status], [true, 'valid']);
    for (const undo of undos.reverse()) undo();
    deepEqual(context.bytes, bytes);
  });
});
