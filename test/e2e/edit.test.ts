import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startServer, type Server } from '../../scripts/vscode/server.mjs';
import { cucm8Publisher } from '../builders';
import { EditorPage } from './editor-page';
import { expect, test as base } from './fixtures';
import { VSCodeWindow } from './window';

const test = base.extend<{ editor: EditorPage }>({
  editor: async ({ vscode }, use) => {
    await use(new EditorPage(vscode));
  },
});

const publisher = 'ITL-cucm8-publisher.tlv';
const mismatched = 'ITL-mismatched-signer.tlv';
const callManagerKey = 'keys/CallManager-cucm8.key.pem';

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}

/** Clicks a record, and waits until it is shown: its keys work from then on. */
async function selectRecord(editor: EditorPage, number: number): Promise<void> {
  await editor.record(number).click();
  await expect(editor.heading).toContainText(`record ${number}`);
}

/** Answers a quick pick by its first choice. Between two of them VS Code gives the keyboard back to the editor for a moment. */
async function takeFirst(vscode: VSCodeWindow, prompt: string): Promise<void> {
  await expect(vscode.quickInput).toHaveAttribute('placeholder', prompt);
  const first = vscode.page.locator('.quick-input-list .monaco-list-row').first();
  await expect(first).toContainClass('focused');
  await first.click();
}

/** Answers what Re-sign asks after the key: the certificate that is known, and the digest of the list. */
async function signAsKnown(vscode: VSCodeWindow): Promise<void> {
  await takeFirst(vscode, 'Choose the signing certificate');
  await takeFirst(vscode, 'Choose the hash algorithm');
}

test('a list is signed, blanked, edited by menus and keyboard, and kept from what another program writes', async ({
  editor,
  vscode,
  workspace,
  page,
}) => {
  await test.step('a list is signed again by the button beside its verdict, and saved', async () => {
    const before = workspace.read(mismatched);
    await vscode.openFile(mismatched);
    await expect(editor.verdict).toContainText('Signature does not verify');
    await editor.todo.getByRole('button', { name: 'Re-sign…' }).click();
    await vscode.chooseFile(`Re-sign ${mismatched}: Private Key`, workspace.path(callManagerKey));
    await expect(vscode.page.locator('.quick-input-widget')).toContainText('record 1 · RSA 1024');
    await vscode.screenshot('resign-signer');
    await takeFirst(vscode, 'Choose the signing certificate');
    await expect(vscode.page.locator('.quick-input-widget')).toContainText('as it has now');
    await vscode.screenshot('resign-digest');
    await takeFirst(vscode, 'Choose the hash algorithm');

    await expect(editor.verdict).toContainText('Signature verified');
    await expect(editor.verdict).toContainText('signed by CUCM8-Publisher.bbbburns.lab (record 1)');
    await expect(editor.verdict.getByRole('button')).toHaveCount(0);
    await expect(vscode.dirtyTab(mismatched)).toBeVisible();
    expect(md5(workspace.read(mismatched)), 'nothing is written before it is saved').toBe(md5(before));

    await vscode.page.keyboard.press('Control+s');
    await expect(vscode.dirtyTab(mismatched)).toHaveCount(0);
    await expect(editor.digest('MD5')).toContainText(md5(workspace.read(mismatched)));
    expect(workspace.read(mismatched)).toHaveLength(before.length);
  });
  await test.step('a list is blanked, signed again, and undone to the bytes of the file', async () => {
    const original = md5(workspace.read(publisher));
    await vscode.openFile(publisher);
    await expect(editor.verdict).toContainText('Signature verified');
    await vscode.runCommand('Trust List: Blank for Rollback…');
    const dialog = vscode.page.locator('.monaco-dialog-box');
    await expect(dialog).toContainText('The blank form is modelled on the documented one');
    await expect(dialog).toContainText('CTL-two-tokens.tlv is in the same folder. A blank ITL does not clear a CTL');
    await vscode.screenshot('blank-dialog');
    await vscode.dialogButton('Blank').click();

    const notice = editor.frame.locator('.summary-notice');
    await expect(notice).toContainText(
      'This list is blank and not yet re-signed. Phones reject it until you re-sign it.',
    );
    await expect(editor.verdict).toContainText('Edited since signed');
    await expect(editor.item('TVS, 1 record')).toBeVisible();
    await vscode.screenshot('blank-unsigned');
    await notice.getByRole('button', { name: 'Re-sign…' }).click();
    await vscode.chooseFile(`Re-sign ${publisher}: Private Key`, workspace.path(callManagerKey));
    await signAsKnown(vscode);
    await expect(editor.verdict).toContainText('Signature verified');
    await expect(notice).toBeEmpty();
    await vscode.screenshot('blank-signed');

    await vscode.page.keyboard.press('Control+z');
    await expect(notice).toContainText('not yet re-signed');
    await vscode.page.keyboard.press('Control+z');
    await expect(editor.digest('MD5')).toContainText(original);
    await expect(vscode.dirtyTab(publisher)).toHaveCount(0);
    await vscode.page.keyboard.press('Control+Shift+z');
    await expect(notice).toContainText('not yet re-signed');
    await vscode.runCommand('File: Revert File');
    await expect(editor.digest('MD5')).toContainText(original);
  });
  await test.step('the menus of a record and of a field act on what they were opened on, and a record moves by keyboard', async () => {
    await vscode.openFile(publisher);
    await editor.record(2).click();
    await page.keyboard.press('ArrowDown'); // to its successor's function
    await page.keyboard.press('ArrowDown');
    await expect(editor.record(3)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menuitem', { name: 'Remove Record' })).toBeVisible();
    await vscode.screenshot('record-menu');
    const focused = page.locator('.monaco-menu .action-item.focused');
    await expect(async () => {
      await page.keyboard.press('ArrowDown');
      await expect(focused).toContainText('Remove Record', { timeout: 100 });
    }).toPass();
    await page.keyboard.press('Enter');
    await expect(editor.item('TVS, 1 record')).toHaveCount(0);
    await expect(editor.record(3)).toHaveAccessibleName(/^CAPF/);
    await expect(editor.verdict).toContainText('Edited since signed');

    await editor.item(/^Header/).click();
    await editor.field('FILENAME').click({ button: 'right' });
    await vscode.takeFromMenu('Set FILENAME…');
    await vscode.answer('A cluster writes ITLFile.tlv or CTLFile.tlv', 'ITLSEP0011215A1AE3.tlv');
    await expect(editor.field('FILENAME')).toContainText('ITLSEP0011215A1AE3.tlv');
    await selectRecord(editor, 1);
    for (const index of [2, 3]) {
      await page.keyboard.press('Alt+ArrowDown');
      await expect(editor.heading).toContainText(`record ${index}`);
    }
  });
  await vscode.runCommand('File: Revert File');
  await test.step('what another program writes is never overwritten unasked', async () => {
    await vscode.openFile(publisher);
    await selectRecord(editor, 4);
    await page.keyboard.press('Delete');
    await expect(vscode.dirtyTab(publisher)).toBeVisible();
    const other = workspace.read(mismatched);
    workspace.write(publisher, other);
    const question = vscode.notification('has changed on disk, and has edits here that are not saved');
    await expect(question).toBeVisible();
    await vscode.screenshot('changed-on-disk');

    await page.keyboard.press('Control+s');
    await expect(page.locator('.monaco-dialog-box')).toContainText('has changed on disk since it was last read');
    await vscode.dialogButton('Cancel').click();
    expect(md5(workspace.read(publisher))).toBe(md5(other));
    await expect(vscode.dirtyTab(publisher)).toBeVisible();

    await question.getByRole('button', { name: 'Reload from Disk' }).click();
    await expect(editor.digest('MD5')).toContainText(md5(other));
    await expect(vscode.dirtyTab(publisher)).toHaveCount(0);
  });
});

test('a key signs, and is left nowhere', async ({ editor, vscode, workspace, server, page }) => {
  await test.step('neither a private key nor its password is left anywhere', async () => {
    const password = 'pa55word-of-the-call-manager';
    const { bytes, identities } = await cucm8Publisher();
    const { privateKey } = identities.callManager.key;
    const encryption = { cipher: 'aes-256-cbc', passphrase: password } as const;
    workspace.write('ITLFile.tlv', bytes);
    workspace.write('keys/signer.pem', privateKey.export({ type: 'pkcs8', format: 'pem', ...encryption }).toString());
    const spoken: string[] = [];
    vscode.page.on('console', (message) => spoken.push(message.text()));
    await vscode.explorerRow('ITLFile.tlv').waitFor();
    await vscode.openFile('ITLFile.tlv');
    await expect(editor.verdict).toContainText('Signature verified');

    await vscode.runCommand('Trust List: Re-sign…');
    await vscode.chooseFile('Re-sign ITLFile.tlv: Private Key', workspace.path('keys/signer.pem'));
    await vscode.answer('Password of signer.pem', 'wrong');
    await expect(vscode.page.locator('.quick-input-widget')).toContainText('The password does not open the file.');
    await expect(vscode.quickInput).toHaveAttribute('type', 'password');
    await vscode.screenshot('resign-wrong-password');
    await vscode.answer('The password does not open the file.', password);
    await signAsKnown(vscode);
    await expect(vscode.dirtyTab('ITLFile.tlv')).toBeVisible();
    await expect.poll(() => backupsIn(server.state)).not.toEqual([]);

    const { d = '', p = '' } = privateKey.export({ format: 'jwk' });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().split('\n').slice(2, 6);
    const secrets = [password, ...pem, ...[d, p].flatMap(spellings)];
    const found = files(server.state).filter((file) => {
      const content = contentOf(file);
      return secrets.some((secret) => content.includes(secret));
    });
    expect(found, 'files of the server that hold a secret').toEqual([]);
    const shown = [await vscode.page.content(), await editor.frame.locator('html').innerHTML(), ...spoken].join('\n');
    expect(secrets.filter((secret) => typeof secret === 'string' && shown.includes(secret))).toEqual([]);
  });
  await vscode.runCommand('File: Revert File');
  await test.step('a new list is made from a key, and saved', async () => {
    await vscode.runCommand('Trust List: New Trust List…');
    await vscode.pick('ITL');
    await vscode.pick('Continue to Signing Key…');
    await vscode.chooseFile('New ITL: The Signer’s Private Key', workspace.path('keys/ITLRecovery.p12'));
    await vscode.answer('Password of ITLRecovery.p12', 'sample');
    await signAsKnown(vscode);
    await expect(editor.verdict).toContainText('Signature verified');
    await expect(vscode.dirtyTab('ITLFile.tlv')).toBeVisible();
    await vscode.screenshot('new-list');
    await page.keyboard.press('Control+s');
    await vscode.chooseFile('Save As', workspace.path('made.tlv'));
    await expect(vscode.tab('made.tlv')).toBeVisible();
    await expect(editor.digest('MD5')).toContainText(md5(workspace.read('made.tlv')));
  });
});

/** A number of a key, as text and as the bytes that hold it. */
function spellings(base64url: string): (string | Buffer)[] {
  const bytes = Buffer.from(base64url, 'base64url');
  return [base64url, bytes.toString('base64'), bytes.toString('hex'), bytes];
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
}

/** What a file contains; nothing once it is gone, as a backup is when a newer one takes its place. */
function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return Buffer.alloc(0);
  }
}

/** What the extension wrote to come back after a crash: the content of each backup. */
function backupsIn(state: string): Buffer[] {
  return files(join(state, 'user'))
    .map(contentOf)
    .filter((content) => content.includes('"version":2,"uri":"file:'));
}

test('edits that were not saved are there again after window and server were killed', async ({
  context,
  workspace,
  release,
  scratch,
  vsix,
}) => {
  const original = md5(workspace.read(publisher));
  const state = mkdtempSync(join(scratch, 'killed-'));
  const windowOn = async (server: Server): Promise<{ vscode: VSCodeWindow; editor: EditorPage }> => {
    const vscode = new VSCodeWindow(await context.newPage(), workspace, release);
    await vscode.open(server);
    return { vscode, editor: new EditorPage(vscode) };
  };
  const remove = async ({ vscode, editor }: Awaited<ReturnType<typeof windowOn>>, number: number): Promise<void> => {
    await selectRecord(editor, number);
    await vscode.page.keyboard.press('Delete');
    await expect(editor.record(number)).toHaveCount(0);
    await expect
      .poll(() => backupsIn(state).some((backup) => backup.includes(`"label":"Remove record ${number}`)))
      .toBe(true);
  };

  const killed = await startServer({ release, state, vsix });
  const first = await windowOn(killed);
  await first.vscode.openFile(publisher);
  await remove(first, 4);
  await remove(first, 3);
  await killed.stop('SIGKILL');
  await first.vscode.page.close();

  const server = await startServer({ release, state, port: Number(new URL(killed.url).port) });
  const { vscode, editor } = await windowOn(server);
  await vscode.openFile(publisher); // VS Code may have forgotten that it was open
  await expect(vscode.dirtyTab(publisher)).toBeVisible();
  await expect(editor.verdict).toContainText('Edited since signed');
  await expect(editor.record(2)).toBeVisible();
  await expect(editor.record(3)).toHaveCount(0);
  expect(md5(workspace.read(publisher)), 'the file is as it was').toBe(original);
  await vscode.screenshot('hot-exit');

  await selectRecord(editor, 1);
  await vscode.page.keyboard.press('Control+z');
  await expect(editor.record(3)).toBeVisible();
  await expect(editor.record(4)).toHaveCount(0);
  await vscode.page.keyboard.press('Control+z');
  await expect(editor.digest('MD5')).toContainText(original);
  await expect(vscode.dirtyTab(publisher)).toHaveCount(0);
  await vscode.close();
  await server.stop();
});
