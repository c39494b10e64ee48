import { expect } from 'vitest';
import { unpackBackup } from '../../../../src/core/edit/backup';
import { History } from '../../../../src/core/edit/history';
import { sameBytes } from '../../../../src/core/format/bytes';
import { BackupFolder } from '../../../../src/extension/host/backups';
import { DocumentModel, type DocumentFile } from '../../../../src/extension/host/document-model';
import { openHistory } from '../../../../src/extension/host/opened-history';
import type { Questions } from '../../../../src/extension/host/questions';
import { SlowDisk } from './disk';
import { ToldBackups, Unsaved } from './unsaved';
import { Workbench } from './workbench';

/** A content by its name: no two edits and no two writes of other programs make the same. */
const bytesOf = (name: string): Uint8Array => new TextEncoder().encode(`${name}.`);
const nameOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes === undefined ? undefined : new TextDecoder().decode(bytes).slice(0, -1);

/** The list that is edited, and how a second editor of it keeps its backups apart. */
const list = 'list';
export const kinds = ['', '#other'] as const;

/** What windows share, and what they know of each other. */
export interface Arrangement {
  /** As on a server; else each window has a folder of its own for backups. */
  readonly isFolderShared: boolean;
  readonly areProcessesKnown: boolean;
  /** As in windows without a workspace. */
  readonly isOfAllWindows: boolean;
}

interface Window {
  readonly process: string;
  readonly folder: string;
  readonly backups: BackupFolder;
}

/** A document that is open in a window. */
export class OpenDocument {
  readonly workbench: Workbench;
  model!: DocumentModel;
  unsaved = new Unsaved();
  backupId: string | undefined;
  /** What it was saved as, when its editor is about to give way to that of the copy. */
  leftAs: string | undefined;
  /** VS Code renames its file, and nobody works on it. */
  isRenamed = false;
  renamedTo: string | undefined;
  /** Saves and reverts that are under way: until they end, VS Code cannot know. */
  underWay = 0;
  /** What is shown may change: a person edits, or there is nothing to lose. */
  mayChange = true;
  /** A person chose what is on disk. */
  mayReload = false;
  #backups = 0;

  constructor(
    readonly window: Window,
    readonly path: string,
    readonly kind: string,
    isFromBackup: boolean,
  ) {
    this.workbench = new Workbench(isFromBackup);
  }

  get shown(): string {
    return nameOf(this.model.bytes) ?? '';
  }

  get identity(): string {
    return `${this.path}${this.kind}`;
  }

  nextBackup(): string {
    this.#backups += 1;
    return `${this.window.folder}${this.#backups}`;
  }

  /** True if the content is a state of its own, to which undo leads. */
  hasBeen(content: string): boolean {
    return [this.model.bytes, ...this.model.earlier()].some((bytes) => nameOf(bytes) === content);
  }
}

interface Left {
  readonly folder: string;
  readonly identity: string;
  readonly id: string | undefined;
  readonly unsaved: Unsaved;
}

/** Windows, documents and other programs on one slow disk; notes what may not be lost, and fails when it is. */
export class World {
  readonly disk = new SlowDisk();
  readonly documents: OpenDocument[] = [];
  readonly questions: { readonly by: OpenDocument; readonly answer: (isFirst: boolean) => void }[] = [];
  /** In milliseconds; it may go back. */
  clock = 0;
  #left: readonly Left[] = [];
  readonly #windows: (Window | undefined)[] = [];
  readonly #complaints: string[] = [];
  #names = 0;
  /** Documents that are being opened, by process and identity. */
  readonly #openings = new Set<string>();
  /** What documents were opened with, before anybody was asked about it. */
  readonly #openedWith: { readonly state: string; readonly hasEdits: boolean }[] = [];

  constructor(private readonly arrangement: Arrangement) {
    this.disk.files.set(list, bytesOf('original'));
  }

  // What a person does.

  async open(place: number, kind: string, named: 'right' | 'gone' | 'none', path = list): Promise<void> {
    const window = this.#window(place);
    // VS Code opens a document once, whoever asks for it meanwhile.
    const opening = `${window.process} ${path}${kind}`;
    if (this.#find(window, path, kind) !== undefined || this.#openings.has(opening)) return;
    const left = this.#left
      .filter(({ folder }) => folder === window.folder)
      .find(({ identity, id }) => identity === `${path}${kind}` && id !== undefined);
    // It is under one of two names if its file was renamed when the window was killed.
    const names = this.#left.filter(({ unsaved }) => unsaved === left?.unsaved).length;
    // Of two windows that are restored at once, one gets what both could have.
    const isCertain = names === 1 && this.#openings.size === 0;
    const expected = isCertain ? left?.unsaved : undefined;
    this.#openings.add(opening);
    if (named === 'right') await this.#open(window, path, kind, left?.id, expected);
    else await this.#open(window, path, kind, named === 'gone' ? `${window.folder}gone` : undefined, undefined);
    this.#openings.delete(opening);
  }

  edit(document: OpenDocument): void {
    this.#act(document, () => {
      document.model.apply({ label: 'Edit', bytes: bytesOf(this.#newName('edit')) });
    });
  }

  undo(document: OpenDocument): void {
    this.#act(document, () => {
      document.workbench.undo();
    });
  }

  redo(document: OpenDocument): void {
    this.#act(document, () => {
      document.workbench.redo();
    });
  }

  save(document: OpenDocument): Promise<void> {
    return this.#whileUnderWay(document, () => document.workbench.save(document.model));
  }

  saveAs(document: OpenDocument, staysOpen: boolean): Promise<void> {
    const target = this.#newName('copy');
    const write = async (bytes: Uint8Array): Promise<void> => {
      await this.disk.replace(document.window.process, target, bytes, () => true);
      document.leftAs = staysOpen ? undefined : nameOf(bytes);
    };
    return this.#whileUnderWay(document, () => document.workbench.saveAs(document.model, write, staysOpen));
  }

  revert(document: OpenDocument): Promise<void> {
    document.mayChange = true;
    return this.#whileUnderWay(document, () => document.workbench.revert(document.model));
  }

  /** VS Code closes what it takes for saved without a question; else a person decides. */
  close(document: OpenDocument, isReverted: boolean): void {
    const { workbench, model, leftAs, unsaved } = document;
    if (document.underWay > 0 || (workbench.isDirty && !isReverted)) return;
    if (workbench.isDirty) void this.revert(document);
    else if (model.isDirty) {
      if (leftAs !== document.shown) this.#complaints.push(`${document.shown} is closed unasked`);
      unsaved.settle();
    }
    this.#remove(document);
    model.dispose();
  }

  // What VS Code does.

  async backup(document: OpenDocument): Promise<void> {
    const { model, unsaved } = document;
    const isThere = model.isDirty ? unsaved.ask(document.shown) : undefined;
    const id = await model.backup(document.nextBackup()).catch(() => undefined);
    if (id === undefined) return;
    document.backupId = id;
    isThere?.();
  }

  /** In the Explorer: VS Code hands the edits over by a backup. */
  async rename(document: OpenDocument): Promise<void> {
    if (document.underWay > 0) return;
    document.isRenamed = true;
    await this.#rename(document);
    document.isRenamed = false;
  }

  async #rename(document: OpenDocument): Promise<void> {
    const { path, kind, window, unsaved, workbench } = document;
    const isDirty = workbench.isDirty;
    const before = document.backupId;
    if (isDirty) await this.backup(document);
    const found = this.disk.files.get(path);
    const isAlone = this.documents.every((other) => other === document || other.path !== path);
    if (found === undefined || !this.documents.includes(document) || !isAlone) return;
    if (isDirty && document.backupId === before) return;
    const target = this.#newName('renamed');
    document.renamedTo = `${target}${kind}`;
    this.#change(target, found);
    this.#change(path, undefined);
    await this.#open(window, target, kind, isDirty ? document.backupId : undefined, isDirty ? unsaved : undefined);
    if (this.#find(window, target, kind) === undefined || !this.documents.includes(document)) return;
    this.#remove(document);
    document.model.dispose();
  }

  kill(place: number, choice: number): void {
    const window = this.#windows[place];
    if (window === undefined) return;
    this.#windows[place] = undefined;
    this.disk.kill(window.process, choice);
    for (const document of this.documents.filter((one) => one.window === window)) {
      const { identity, renamedTo, backupId: id, unsaved } = document;
      this.#remove(document);
      const names = renamedTo === undefined ? [identity] : [identity, renamedTo];
      this.#left = [...this.#left, ...names.map((name) => ({ folder: window.folder, identity: name, id, unsaved }))];
    }
  }

  // What other programs do.

  write(path = list): void {
    this.#change(path, bytesOf(this.#newName('foreign')));
  }

  delete(path = list): void {
    this.#change(path, undefined);
  }

  /** Away, or back. */
  move(path = list): void {
    const [from, to] = this.disk.files.has(path) ? [path, `${path}-moved`] : [`${path}-moved`, path];
    const bytes = this.disk.files.get(from);
    if (bytes === undefined) return;
    this.#change(to, bytes);
    this.#change(from, undefined);
  }

  // What is found out.

  /** Lets everybody hear what they were told, and checks what may never be otherwise. */
  async settle(): Promise<void> {
    await new Promise(setImmediate);
    for (const document of this.documents) {
      const { model, workbench, unsaved } = document;
      workbench.hearWhatIsLate();
      if (!model.isDirty) {
        unsaved.own.add(document.shown);
        unsaved.settle();
      }
      if (document.underWay > 0) continue;
      const isLeft = document.leftAs === document.shown;
      if (model.isDirty && !isLeft && !workbench.isDirty)
        this.#complaints.push(`VS Code takes ${document.shown} for saved`);
      document.mayChange = !model.isDirty;
    }
    expect(this.#complaints).toEqual([]);
    this.#checkPromises();
  }

  /** The disk does all that it was asked for, in order. */
  async catchUp(): Promise<void> {
    await this.settle();
    while (!this.disk.isIdle) {
      this.disk.doOne(0);
      await this.settle();
    }
  }

  /** Does everything that was asked for, until nothing is. */
  async finish(): Promise<void> {
    this.disk.isFailing = false;
    for (let round = 0; round < 10_000; round += 1) {
      await this.settle();
      if (!this.disk.isIdle) this.disk.doOne(round);
      else if (this.questions.length > 0) this.answer(0, true);
      else return;
    }
    throw new Error('It goes on for ever.');
  }

  /** True if the file contains what the document shows. */
  hasOnDisk({ path, shown }: OpenDocument): boolean {
    return nameOf(this.disk.files.get(path)) === shown;
  }

  answer(choice: number, isFirst: boolean): void {
    const [question] = this.questions.splice(choice % this.questions.length, 1);
    question?.answer(isFirst);
  }

  /** Every document that is still open is saved, if a person says so each time. */
  async saveAll(): Promise<void> {
    for (const document of [...this.documents]) {
      await this.finish();
      const saved = this.save(document);
      await this.finish();
      await saved;
      expect(document.model.isDirty, 'saved at last').toBe(false);
      expect(this.hasOnDisk(document)).toBe(true);
    }
  }

  /** Every window is killed; what was promised comes back, one after the other, in new windows. */
  async recoverAll(): Promise<void> {
    for (const place of [0, 1]) this.kill(place, 0);
    const owed = this.#left.filter(({ unsaved }) => unsaved.owed.length > 0);
    this.#openedWith.length = 0;
    for (const identity of new Set(owed.map((one) => one.identity))) {
      const [path = '', editor] = identity.split('#');
      const kind = editor === undefined ? '' : `#${editor}`;
      for (const place of [0, 1]) await this.#comingBack(place, kind, path);
    }
    for (const { unsaved } of owed) {
      if (unsaved.owed.length === 0) continue; // it came back
      const states = this.#openedWith.map(({ state }) => state);
      expect(states, 'what comes back').toEqual(expect.arrayContaining([expect.toBeOneOf([...unsaved.owed])]));
    }
  }

  async #comingBack(place: number, kind: string, path: string): Promise<void> {
    // A backup without edits may be found before another window's with some, which come back the next time.
    for (let round = 0, without = 0; round < 50 && without < 2; round += 1) {
      if (!this.disk.files.has(path)) this.write(path);
      const before = this.#openedWith.length;
      const opened = this.open(place, kind, round === 0 ? 'right' : 'none', path);
      await this.finish();
      await opened;
      const document = this.#find(this.#window(place), path, kind);
      if (document === undefined) throw new Error('It does not open.');
      without = this.#openedWith.slice(before).some(({ hasEdits }) => hasEdits) ? 0 : without + 1;
      this.close(document, true);
      await this.finish();
      if (round === 49) throw new Error('Edits come back for ever.');
    }
  }

  async #open(window: Window, path: string, kind: string, id: string | undefined, expected: Unsaved | undefined) {
    const document = new OpenDocument(window, path, kind, id !== undefined);
    const { process } = window;
    const file: DocumentFile = {
      read: () => this.disk.read(process, path),
      write: (bytes, known) =>
        this.disk.replace(process, path, bytes, (found) => {
          const isExpected = found === undefined || known.some((one) => sameBytes(one, found));
          if (isExpected) this.#noteReplaced(document, nameOf(found), nameOf(bytes) ?? '');
          return isExpected;
        }),
    };
    const backups = new ToldBackups(document.identity, window.backups);
    const opened = { name: path, file, backups, questions: { warn: () => undefined }, backupId: id };
    const history = await openHistory(opened).catch(() => undefined);
    if (history === undefined || this.#find(window, path, kind) !== undefined) return;
    document.backupId = id;
    document.model = new DocumentModel(history, {
      name: path,
      file,
      backups,
      questions: this.#questionsOf(document),
      shown: () => {
        document.unsaved.own.add(document.shown); // loaded into the editor, if it was on disk
        const isChosen = document.mayReload && !document.mayChange;
        if (isChosen) document.mayReload = false;
        else if (!document.mayChange) this.#complaints.push(`${document.shown} is shown, and edits are gone`);
        if (!document.model.isDirty) document.unsaved.settle();
      },
      edited: (edit) => {
        document.workbench.edited(edit);
      },
      lostSavedState: () => {
        document.workbench.contentChanged();
      },
      dirtyAfterSave: () => {
        document.workbench.contentChangedLater();
      },
      save: () => this.save(document),
    });
    this.#takeOver(document, expected);
    backups.onWrite = (state) => {
      if (document.model.isDirty) document.unsaved.ask(nameOf(state) ?? '');
    };
    this.documents.push(document);
    document.model.announceRestoredEdits();
    if (history.isDirty) void document.model.lookAtDisk();
  }

  /** The edits that a document is opened with are those of one that was lost. */
  #takeOver(document: OpenDocument, expected: Unsaved | undefined): void {
    const { shown, model, identity } = document;
    this.#openedWith.push({ state: shown, hasEdits: model.isDirty });
    const owed = expected?.owed ?? [];
    if (owed.length > 0 && !owed.includes(shown)) this.#complaints.push(`${shown} is restored, and not ${owed.join()}`);
    document.unsaved.own.add(shown);
    if (!model.isDirty) {
      for (const left of this.#left.filter((one) => one.identity === identity)) left.unsaved.reached(shown);
      return;
    }
    const left = this.#left.map(({ unsaved }) => unsaved);
    const taken = left.find(({ owed }) => owed.includes(shown)) ?? left.find((one) => one.wasAsked(shown));
    this.#left = this.#left.filter(({ unsaved }) => unsaved !== taken);
    document.unsaved = taken ?? expected ?? document.unsaved;
  }

  #questionsOf(document: OpenDocument): Pick<Questions, 'confirm' | 'offer'> {
    const found = (): string => nameOf(this.disk.files.get(document.path)) ?? '';
    return {
      confirm: () => {
        const about = found();
        return new Promise((resolve, reject) => {
          const answer = (isFirst: boolean): void => {
            if (isFirst) document.unsaved.own.add(about);
            if (isFirst) resolve();
            else reject(new Error('Cancelled'));
          };
          this.questions.push({ by: document, answer });
        });
      },
      offer: ({ actions }) => {
        const about = found();
        return new Promise((resolve) => {
          const answer = (isFirst: boolean): void => {
            document.mayReload = isFirst;
            if (!isFirst) document.unsaved.own.add(about);
            resolve(actions[isFirst ? 0 : 1]);
          };
          this.questions.push({ by: document, answer });
        });
      },
    };
  }

  #act(document: OpenDocument, action: () => void): void {
    const { mayChange, model } = document;
    const before = model.bytes;
    document.mayChange = true;
    action();
    document.mayChange = model.bytes === before ? mayChange : !model.isDirty;
  }

  async #whileUnderWay(document: OpenDocument, task: () => Promise<void>): Promise<void> {
    document.underWay += 1;
    // It failed or was cancelled, and VS Code says so.
    await task().catch(() => undefined);
    document.underWay -= 1;
    if (!document.model.isDirty) document.unsaved.settle();
  }

  #noteReplaced(document: OpenDocument, found: string | undefined, written: string): void {
    const { unsaved } = document;
    const isOwn = found === undefined || unsaved.own.has(found) || document.hasBeen(found);
    if (!isOwn) this.#complaints.push(`${found} is overwritten unasked`);
    this.#reached(document.path);
    unsaved.own.add(written);
  }

  #change(path: string, bytes: Uint8Array | undefined): void {
    this.#reached(path);
    if (bytes === undefined) this.disk.files.delete(path);
    else this.disk.files.set(path, bytes);
  }

  /** A file is about to be changed: its content was there. */
  #reached(path: string): void {
    const content = nameOf(this.disk.files.get(path));
    for (const { unsaved } of this.documents.filter((one) => one.path === path)) unsaved.reached(content);
    for (const { unsaved } of this.#left.filter(({ identity }) => identity.split('#')[0] === path)) {
      unsaved.reached(content);
    }
  }

  #checkPromises(): void {
    const there = new Set([...this.#backedUp(), ...[...this.disk.files.values()].map(nameOf)]);
    for (const { unsaved } of [...this.documents, ...this.#left]) {
      if (unsaved.owed.length > 0)
        expect(unsaved.owed).toSatisfy((owed: string[]) => owed.some((one) => there.has(one)));
    }
  }

  /** States of which there is a whole backup. */
  #backedUp(): (string | undefined)[] {
    return [...this.disk.files]
      .filter(([path]) => path.startsWith('backups'))
      .map(([, bytes]) => unpackBackup(bytes))
      .filter((backup) => backup !== null)
      .map(({ saved, edits }) => nameOf(new History(saved, edits).bytes));
  }

  #window(place: number): Window {
    return (this.#windows[place] ??= this.#newWindow(place));
  }

  #newWindow(place: number): Window {
    const { disk, arrangement } = this;
    const process = this.#newName('process');
    const folder = arrangement.isFolderShared ? 'backups/' : `backups-${place}/`;
    const store = {
      list: () => disk.list(process, folder),
      read: async (at: string) => (await disk.read(process, at)) ?? Promise.reject(new Error('There is no such file.')),
      write: (at: string, bytes: Uint8Array) => disk.write(process, at, bytes),
      delete: (at: string) => disk.delete(process, at),
    };
    const windows = {
      process: arrangement.areProcessesKnown ? process : undefined,
      isRunning: (name: string) => this.#windows.some((window) => window?.process === name),
    };
    const { isOfAllWindows } = arrangement;
    return { process, folder, backups: new BackupFolder({ store, windows, isOfAllWindows, clock: () => this.clock }) };
  }

  #find(window: Window, path: string, kind: string): OpenDocument | undefined {
    return this.documents.find((one) => one.window === window && one.path === path && one.kind === kind);
  }

  #remove(document: OpenDocument): void {
    this.documents.splice(this.documents.indexOf(document), 1);
    for (const question of this.questions.filter(({ by }) => by === document)) {
      this.questions.splice(this.questions.indexOf(question), 1);
    }
  }

  #newName(kind: string): string {
    this.#names += 1;
    return `${kind}${this.#names}`;
  }
}
