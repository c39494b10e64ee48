import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { DecryptedContents } from '../../../src/extension/signed/decrypted-contents';
import { decryptedScheme, DecryptedTexts } from '../../../src/extension/signed/decrypted-text';
import { decryptionCommands } from '../../../src/extension/signed/decryption';
import { SignedPanel } from '../../../src/extension/signed/panel';
import type { FeatureContext } from '../../../src/extension/host/context';
import { EditorDocument } from '../../../src/extension/host/editor-document';
import { Manual } from '../../../src/extension/host/manual';
import { SignedDocuments } from '../../../src/extension/host/signed-documents';
import { cucm8Publisher, digestOf, encryptedConfiguration, rsaKey } from '../../builders';
import { answer, Answers, type Step } from '../answers';
import { newFolder, read, storage, TestContext, write } from '../command-context';
import { isInBrowser } from '../platform';
import { until } from '../until';
import { extensionId } from '../../extension-id';

const marker = 'd3crypted-marker-5b21';
const content = new TextEncoder().encode(`<device>\n<sshPassword>${marker}</sshPassword>\n</device>\n`);
const name = 'SEP0011215A1AE3.cnf.xml.enc.sgn';

describe('An encrypted configuration in its editor', () => {
  let folder: vscode.Uri;
  let context: TestContext;
  let signed: SignedDocuments;
  let decrypted: DecryptedContents;
  let document: EditorDocument;
  let key: vscode.Uri;
  let said: Answers[];

  const keyOf = (phone: string): string =>
    rsaKey(1024, phone).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

  const run = async (id: string, ...steps: readonly Step[]): Promise<Answers> => {
    const command = decryptionCommands({ signed, decrypted }).find((known) => known.id === `trustList.${id}`);
    ok(command);
    const questions = new Answers(...steps);
    said.push(questions);
    await command.run({ documents: context.documents, questions }, document.uri);
    questions.done();
    return questions;
  };

  beforeEach(async () => {
    context = await TestContext.empty();
    ({ folder } = context);
    said = [];
    const { identities } = await cucm8Publisher();
    const bytes = encryptedConfiguration({ signer: identities.callManager, recipient: rsaKey(1024, 'phone'), content });
    const uri = await write(folder, name, bytes);
    key = await write(folder, 'phone.pem', keyOf('phone'));
    signed = new SignedDocuments(context.documents);
    decrypted = new DecryptedContents(signed);
    document = await EditorDocument.open(uri, { ...storage(await newFolder()), watchers: signed.watchers });
    signed.add(document);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    decrypted.dispose();
    signed.dispose();
    document.dispose();
  });

  it('is decrypted with the key that a person gives, until it is another file, is closed, or the person closes it', async () => {
    await run('decrypt', answer.file(key));
    const held = decrypted.get(document);
    deepEqual(held, content);
    document.apply({ label: 'Damage', bytes: document.state.bytes.with(-1, 0) });
    equal(decrypted.get(document), null);
    deepEqual(held, new Uint8Array(content.length), 'it was not overwritten');
    await rejects(
      run('decrypt', answer.file(key)),
      /^Error: SEP0011215A1AE3\.cnf\.xml\.enc\.sgn: Damaged: the key is right/,
    );
    await document.revert();
    await run('decrypt', answer.file(key));
    await run('closeDecrypted');
    equal(decrypted.get(document), null);
    await run('decrypt', answer.file(key));
    signed.remove(document);
    equal(decrypted.get(document), null);
  });

  it('says that a key is the wrong one, and which one the minimal configuration beside it names', async () => {
    const other = await write(folder, 'other.pem', keyOf('other'));
    await rejects(run('decrypt', answer.file(other)), /^Error: other\.pem: Wrong key: .* another phone/);
    const md5 = Buffer.from(digestOf('MD5', content)).toString('hex');
    await write(folder, 'SEP0011215A1AE3.cnf.xml.sgn', `<device><certHash>${md5}</certHash></device>`);
    await rejects(
      run('decrypt', answer.file(other)),
      new RegExp(`MD5 ${md5}, which SEP0011215A1AE3.cnf.xml.sgn names`),
    );
    equal(decrypted.get(document), null);
  });

  it('is opened as a text only once a person was told who can read it, and written only where a person says', async () => {
    await rejects(run('openDecryptedText', answer.file(key), answer.givesUp('confirm')));
    equal(openTexts().length, 0);
    const provider = vscode.workspace.registerTextDocumentContentProvider(
      decryptedScheme,
      new DecryptedTexts(signed, decrypted),
    );
    try {
      const { asked } = await run('openDecryptedText', answer.confirm('Open as Text'));
      for (const reader of [/every extension/i, /backups \(hot exit\)/, /local history/]) match(asked.join(), reader);
      const texts = openTexts().map((text) => ({ text: text.getText(), isDirty: text.isDirty }));
      deepEqual(texts, [{ text: new TextDecoder().decode(content), isDirty: false }]);
    } finally {
      provider.dispose();
    }
    await rejects(run('saveDecrypted', answer.fileToWrite(document.uri)), /itself is not replaced/);
    const target = vscode.Uri.joinPath(folder, 'plain.xml');
    const { asked, told } = await run('saveDecrypted', answer.fileToWrite(target));
    match(asked.join(), /SEP0011215A1AE3\.cnf\.xml$/);
    deepEqual(await read(target), content);
    match(told.join(), /plain\.xml contains passwords in plain text/);
  });

  if (!isInBrowser) {
    it('leaves nothing of it in a backup, a log, a state, a message or any other file', async () => {
      const extension = vscode.extensions.getExtension(extensionId);
      ok(extension);
      const { extensionUri } = extension;
      const questions = new Answers();
      said.push(questions);
      const window = vscode.window.createWebviewPanel('trustList.test', name, vscode.ViewColumn.Active, {
        enableScripts: true,
      });
      const shown = new vscode.EventEmitter<void>();
      const types: string[] = [];
      window.webview.onDidReceiveMessage(({ type }: { readonly type: string }) => {
        types.push(type);
        shown.fire();
      });
      const manual = new Manual(extensionUri);
      const { documents } = context;
      const features = { ...storage(), signed, documents, manual, questions, extensionUri, extensionId: '' };
      const panel = new SignedPanel(document, window, features satisfies FeatureContext, { signed, decrypted });
      await until([shown.event], () => types.includes('ready'));
      await run('decrypt', answer.file(key));
      const backups = await newFolder();
      const provider = vscode.workspace.registerTextDocumentContentProvider(
        decryptedScheme,
        new DecryptedTexts(signed, decrypted),
      );
      await run('openDecryptedText', answer.confirm('Open as Text'));
      await document.backup(vscode.Uri.joinPath(backups, 'backup'));
      await vscode.commands.executeCommand('workbench.action.files.saveAll');
      panel.dispose();
      provider.dispose();
      manual.dispose();
      deepEqual(questions.refused, []);

      const state = process.env['TEST_STATE'];
      ok(state, 'TEST_STATE does not say where VS Code keeps what it keeps');
      const files = [...filesIn(state), ...filesIn(folder.fsPath), ...filesIn(backups.fsPath)];
      ok(files.length > 5, 'there is nothing to search');
      deepEqual(files.filter(holdsMarker), []);
      ok(!said.some(({ words }) => words.includes(marker)));
      // The search finds what is there.
      const target = vscode.Uri.joinPath(folder, 'plain.xml');
      await run('saveDecrypted', answer.fileToWrite(target));
      deepEqual(filesIn(folder.fsPath).filter(holdsMarker), [target.fsPath]);
    });
  }
});

function openTexts(): vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(({ uri, isClosed }) => uri.scheme === decryptedScheme && !isClosed);
}

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function holdsMarker(file: string): boolean {
  const bytes = readFileSync(file);
  return [marker, Buffer.from(marker, 'utf16le'), Buffer.from(marker).toString('base64')].some((text) =>
    bytes.includes(text),
  );
}
