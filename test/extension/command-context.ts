import { ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TrustList } from '../../src/core/format/model';
import type { Report } from '../../src/core/trust/report';
import type { Command } from '../../src/extension/host/command';
import type { CommandContext } from '../../src/extension/host/context';
import { backupFiles } from '../../src/extension/host/backup-files';
import { BackupFolder } from '../../src/extension/host/backups';
import { Documents, type EditedState, type Place } from '../../src/extension/host/documents';
import { EditorDocument } from '../../src/extension/host/editor-document';
import type { Platform } from '../../src/extension/host/platform';
import type { Identity } from '../builders';
import { Answers, type Step } from './answers';
import { platform } from './platform';

/** A folder of the workspace for one test alone. */
export async function newFolder(): Promise<vscode.Uri> {
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
  ok(workspace, 'the tests need a folder');
  const folder = vscode.Uri.joinPath(workspace, crypto.randomUUID());
  await vscode.workspace.fs.createDirectory(folder);
  return folder;
}

export async function write(folder: vscode.Uri, name: string, content: Uint8Array | string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder, name);
  await vscode.workspace.fs.writeFile(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return uri;
}

export async function read(uri: vscode.Uri): Promise<Uint8Array> {
  return new Uint8Array(await vscode.workspace.fs.readFile(uri));
}

export async function readText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await read(uri));
}

/** Where documents are kept, and how they are written. @param folder of backups; undefined: none is found */
export function storage(folder?: vscode.Uri): { backups: BackupFolder; platform: Platform } {
  const store = backupFiles(folder, platform);
  return { backups: new BackupFolder({ store, windows: platform }), platform };
}

/** Documents of which no window shows anything; what would be shown is kept. */
class UnshownDocuments extends Documents {
  readonly selected: Place[] = [];
  readonly opened: (EditedState & { readonly fileName: string })[] = [];

  override select(uri: vscode.Uri, place: Place): void {
    this.selected.push(place);
    super.select(uri, place);
  }

  override openNew(fileName: string, edited: EditedState): Promise<void> {
    this.opened.push({ fileName, ...edited });
    return Promise.resolve();
  }
}

/** A list that is open, with commands run on it as in the window; a person's answers come from a script. */
export class TestContext {
  readonly documents = new UnshownDocuments();
  readonly labels: string[] = [];
  #document: EditorDocument | undefined;

  private constructor(readonly folder: vscode.Uri) {}

  static async empty(): Promise<TestContext> {
    return new TestContext(await newFolder());
  }

  static async open(bytes: Uint8Array, name = 'ITLFile.tlv'): Promise<TestContext> {
    const context = await TestContext.empty();
    const document = await EditorDocument.open(await write(context.folder, name, bytes), {
      ...storage(),
      watchers: context.documents.watchers,
    });
    document.onDidEdit(({ label }) => context.labels.push(label));
    context.documents.add(document);
    context.documents.setActive(document, undefined);
    context.#document = document;
    return context;
  }

  get document(): EditorDocument {
    ok(this.#document, 'no document is open');
    return this.#document;
  }

  get bytes(): Uint8Array {
    return this.document.state.bytes;
  }

  get list(): TrustList {
    const { decoded } = this.document.state;
    ok(decoded.ok);
    return decoded.list;
  }

  async report(): Promise<Report> {
    const report = await this.document.state.report();
    ok(report);
    return report;
  }

  /** What a person selected in the page. */
  select(number: number): void {
    this.documents.setActive(this.document, this.#place(number));
  }

  /** What VS Code passes on from the menu of a record. */
  menuOf(number: number): unknown {
    return { webviewSection: 'record', ...this.#place(number), preventDefaultContextMenuItems: true };
  }

  /** Runs a command with these answers, all of which it has to ask for. Rejects where the command does. */
  async run(command: Command, target: unknown, ...steps: readonly Step[]): Promise<Answers> {
    const questions = new Answers(...steps);
    await command.run({ documents: this.documents, questions } satisfies CommandContext, target);
    questions.done();
    return questions;
  }

  /** Runs a command that is refused or given up; the list has to stay what it is. */
  async refusal(command: Command, target: unknown, ...steps: readonly Step[]): Promise<Error & { words: string }> {
    const before = this.#document === undefined ? undefined : this.bytes;
    const questions = new Answers(...steps);
    const run = async (): Promise<void> => command.run({ documents: this.documents, questions }, target);
    const error = await run().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    ok(error instanceof Error, 'the command was carried out');
    questions.done();
    if (this.#document !== undefined) ok(this.bytes === before, 'the list has changed');
    return Object.assign(error, { words: questions.words });
  }

  dispose(): void {
    this.#document?.dispose();
    this.documents.dispose();
  }

  #place(number: number): Place {
    const record = this.list.records[number - 1];
    ok(record, `no record ${number}`);
    return { record: number, offset: record.offset, length: record.length };
  }
}

/** PEM of an identity's private key, PKCS#8, encrypted where there is a password. */
export function keyPem({ key }: Identity, password?: string): string {
  const encryption = password === undefined ? {} : { cipher: 'aes-256-cbc', passphrase: password };
  return key.privateKey.export({ type: 'pkcs8', format: 'pem', ...encryption }).toString();
}

export function certificatePem(...identities: readonly Identity[]): string {
  return identities
    .map(({ der }) => {
      const lines =
        Buffer.from(der)
          .toString('base64')
          .match(/.{1,64}/g) ?? [];
      return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
    })
    .join('');
}
