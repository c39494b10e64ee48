import { deepEqual, equal, match } from 'node:assert/strict';
import { sign } from 'node:crypto';
import * as vscode from 'vscode';
import { attachSignature, writeBytesToSign } from '../../../src/extension/editor/commands/signing';
import { cucm12Cluster, cucm8Publisher, digestOf, type Identity } from '../../builders';
import { answer } from '../answers';
import { certificatePem, read, readText, TestContext, write } from '../command-context';

/** What a token does. */
function token(digest: string, bytes: Uint8Array, { key }: Identity): Uint8Array {
  return sign(digest, bytes, key.privateKey);
}

describe('Signing with a key that is elsewhere', () => {
  let context: TestContext;
  afterEach(() => {
    context.dispose();
  });

  it('writes the bytes and their digest, and takes the signature back', async () => {
    const { bytes, identities } = await cucm12Cluster();
    context = await TestContext.open(bytes);
    const out = vscode.Uri.joinPath(context.folder, 'ITLFile.tbs');
    const asked = await context.run(
      writeBytesToSign,
      undefined,
      answer.choice('CN=ITLRECOVERY'),
      answer.choice(),
      answer.confirm('Prepare'),
      answer.fileToWrite(out),
    );
    match(asked.told.join(), /to ITLFile.tbs, and their SHA-512 digest to ITLFile.tbs.sha512/);
    const covered = await read(out);
    equal(covered.length, context.bytes.length - 3 - 256, 'the file without the SIGNATURE element');
    const digest = await readText(vscode.Uri.joinPath(context.folder, 'ITLFile.tbs.sha512'));
    equal(digest, `${Buffer.from(digestOf('SHA-512', covered)).toString('hex')}  ITLFile.tbs\n`);
    equal((await context.report()).signature.status === 'valid', false);

    const signature = token('sha512', covered, identities.recovery);
    const file = await write(context.folder, 'signature.hex', Buffer.from(signature).toString('hex'));
    await context.run(attachSignature, undefined, answer.file(file));
    equal((await context.report()).signature.status, 'valid');
    deepEqual(context.labels.slice(1), ['Sign with ITLRECOVERY_cucm12-pub.example.com']);
  });

  it('refuses the signature of another key, over another digest, or of other bytes', async () => {
    const { bytes, identities } = await cucm12Cluster();
    context = await TestContext.open(bytes);
    const out = vscode.Uri.joinPath(context.folder, 'ITLFile.tbs');
    await context.run(
      writeBytesToSign,
      undefined,
      answer.choice('CN=ITLRECOVERY'),
      answer.choice('SHA-512'),
      answer.confirm('Prepare'),
      answer.fileToWrite(out),
    );
    const covered = await read(out);
    const wrong: readonly (readonly [string, Uint8Array, RegExp])[] = [
      ['key', token('sha512', covered, identities.publisher), /another key or over other bytes/],
      ['digest', token('sha1', covered, identities.recovery), /over a SHA-1 digest, and the header declares SHA-512/],
      ['bytes', token('sha512', bytes, identities.recovery), /another key or over other bytes/],
      ['length', new Uint8Array(128).fill(0x80), /neither hex nor base64; the signer's signature has 256 bytes/],
    ];
    for (const [name, signature, reason] of wrong) {
      const file = await write(context.folder, `${name}.sig`, signature);
      match((await context.refusal(attachSignature, undefined, answer.file(file))).message, reason, name);
    }
  });

  it('takes the signer from a file, and adds its record where a person wants that', async () => {
    const { bytes, identities } = await cucm8Publisher();
    context = await TestContext.open(bytes);
    const file = await write(context.folder, 'tvs.pem', certificatePem(identities.tvs));
    await context.run(
      writeBytesToSign,
      undefined,
      answer.choice('Choose a Certificate File…'),
      answer.file(file),
      answer.choice('SHA-1'),
      answer.confirm('Add the Signer'),
      answer.confirm('Prepare'),
      answer.fileToWrite(vscode.Uri.joinPath(context.folder, 'out')),
    );
    equal(context.list.records.length, 5);
  });

  it('asks before it replaces the digest beside the file that was chosen', async () => {
    const { bytes } = await cucm8Publisher();
    context = await TestContext.open(bytes);
    const out = vscode.Uri.joinPath(context.folder, 'out');
    const digest = await write(context.folder, 'out.sha1', 'another');
    const steps = [answer.choice(), answer.choice(), answer.confirm('Prepare'), answer.fileToWrite(out)];
    const refusal = await context.refusal(writeBytesToSign, undefined, ...steps, answer.givesUp('confirm'));
    match(refusal.words, /Replace out\.sha1\?/);
    equal(await readText(digest), 'another');
    await context.run(writeBytesToSign, undefined, ...steps, answer.confirm('Replace'));
    match(await readText(digest), /^[0-9a-f]{40} {2}out\n$/);
  });

  it('changes nothing where the bytes cannot be written', async () => {
    const { bytes } = await cucm8Publisher();
    context = await TestContext.open(bytes);
    const inFile = vscode.Uri.joinPath(await write(context.folder, 'file', ''), 'out');
    const refusal = await context.refusal(
      writeBytesToSign,
      undefined,
      answer.choice(),
      answer.choice(),
      answer.confirm('Prepare'),
      answer.fileToWrite(inFile),
    );
    match(refusal.message, /^out cannot be written/);
  });
});
