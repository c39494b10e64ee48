import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { FolderEntry, Io } from '../../../src/cli/command';
import type { ClusterClient } from '../../../src/core/cluster/client';
import { run } from '../../../src/cli/run';
import { concat } from '../../builders';
import type { Translator } from '../../../src/core/words/translate';
import { noNetwork } from '../cluster/no-network';

/** A machine in memory: what a command line reads, writes, prints and is told. */
export class Machine {
  readonly files = new Map<string, Uint8Array>();
  /** Files that were read in pieces, in order. */
  readonly readInPieces: string[] = [];
  /** Other names of files. */
  readonly links = new Map<string, string>();
  /** Paths for whose file a command has asked. */
  readonly lookedUp: string[] = [];
  /** The buffers that commands were given for files, in order. */
  readonly handedOut: Uint8Array[] = [];
  keepsHandedOut = true;
  /** What commands print is shown on a terminal with colours. */
  isColoured = false;
  readonly directories = new Set<string>();
  readonly environment = new Map<string, string>();
  /** Names of files that are there and cannot be read. */
  readonly locked = new Set<string>();
  /** What is piped into a command; null once it was read. */
  standardInput: Uint8Array | null = null;
  /** How many files may be open at once. */
  mostOpen = Number.POSITIVE_INFINITY;
  #open = 0;
  /** The language of the person; null for English. */
  translator: Translator | null = null;
  /** What a person types when asked, one answer after the other; none where nobody sits at a terminal. */
  answers: string[] = [];
  /** What commands have of the network. */
  cluster: ClusterClient = noNetwork;
  /** Bytes of a piece of a file that is read in pieces. */
  chunk = 1_000;
  readonly asked: string[] = [];
  readonly #printed: Uint8Array[] = [];
  #isAsking = false;

  text(path: string, content: string): void {
    this.files.set(path, new TextEncoder().encode(content));
  }

  /** What the last command printed byte for byte. */
  get outBytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#printed));
  }

  bytes(path: string): Uint8Array {
    const bytes = this.files.get(path);
    if (bytes === undefined) throw new Error(`no ${path}`);
    return bytes;
  }

  /** The bytes of a file in small pieces: nothing may depend on where they end. */
  async *#chunks(path: string): AsyncGenerator<Uint8Array> {
    if (this.directories.has(path)) throw failure('EISDIR');
    if (this.locked.has(path)) throw failure('EACCES');
    const bytes = path === '-' ? this.#takeStandardInput() : this.files.get(path);
    if (bytes === undefined) throw failure('ENOENT');
    for (let start = 0; start < bytes.length; start += this.chunk) {
      await setImmediate();
      yield bytes.slice(start, start + this.chunk);
    }
  }

  #takeStandardInput(): Uint8Array {
    const bytes = this.standardInput ?? new Uint8Array();
    this.standardInput = null;
    return bytes;
  }

  run(...args: string[]): Promise<Ran> {
    return this.ran((io) => run(args, io));
  }

  /** What a command line ends with, prints and complains of. */
  async ran(start: (io: Io) => Promise<number>): Promise<Ran> {
    const out: string[] = [];
    this.#printed.length = 0;
    const complaints: string[] = [];
    const io: Io = {
      out: (text) => out.push(text),
      outBytes: (bytes) => this.#printed.push(bytes.slice()),
      isColoured: this.isColoured,
      ready: () => Promise.resolve(),
      complain: (sentence) => complaints.push(sentence),
      readFile: async (path) => {
        if (this.#open >= this.mostOpen) throw failure('EMFILE');
        this.#open += 1;
        await setImmediate();
        this.#open -= 1;
        if (this.locked.has(path)) throw failure('EACCES');
        if (this.#isFolder(path)) throw failure('EISDIR');
        const bytes = this.files.get(path);
        if (bytes === undefined) throw failure('ENOENT');
        const copy = bytes.slice();
        if (this.keepsHandedOut) this.handedOut.push(copy);
        return copy;
      },
      readStandardInput: () => Promise.resolve(this.#takeStandardInput()),
      readChunks: (path) => {
        this.readInPieces.push(path);
        return this.#chunks(path);
      },
      writeFile: (path, bytes) => {
        this.files.set(path, bytes.slice());
        return Promise.resolve();
      },
      writeNewFile: (path, bytes, replace) => {
        if (!replace && (this.files.has(path) || this.links.has(path))) return Promise.reject(failure('EEXIST'));
        this.files.set(path, bytes.slice());
        return Promise.resolve();
      },
      appendFile: (path, text) => {
        this.files.set(path, concat(this.files.get(path) ?? new Uint8Array(), new TextEncoder().encode(text)));
        return Promise.resolve();
      },
      // Content and size change together here.
      stampOf: (path) => {
        const bytes = this.files.get(path);
        return Promise.resolve(bytes === undefined ? null : createHash('sha1').update(bytes).digest('hex'));
      },
      makeDirectory: (path) => {
        this.directories.add(path);
        return Promise.resolve();
      },
      namesIn: (directory) =>
        Promise.resolve(
          [...this.files.keys()].filter((path) => dirname(path) === directory).map((path) => basename(path)),
        ),
      entriesOf: (folder) => Promise.resolve(this.#entriesOf(folder)),
      isDirectory: (path) => Promise.resolve(this.#isFolder(path)),
      fileNumber: (path) => {
        this.lookedUp.push(path);
        const file = this.links.get(path) ?? path;
        return Promise.resolve(this.files.has(file) || this.#isFolder(file) ? `number of ${file}` : null);
      },
      askPassword: async (question) => {
        if (this.#isAsking) throw new Error(`asks “${question}” while it asks something else`);
        this.asked.push(question);
        this.#isAsking = true;
        await setImmediate();
        this.#isAsking = false;
        return this.answers.shift() ?? null;
      },
      workingFolder: () => '/work',
      environment: (name) => this.environment.get(name) ?? null,
      translator: this.translator,
      now: () => 1700000000,
      cluster: () => Promise.resolve(this.cluster),
      threads: 1,
      startThread: null,
    };
    const status = await start(io);
    return { status, out: out.join(''), complaints };
  }

  #isFolder(path: string): boolean {
    return this.directories.has(path) || this.#entriesOf(path).length > 0;
  }

  /** What is in a folder, by the paths of the files. */
  #entriesOf(folder: string): FolderEntry[] {
    const prefix = folder === '.' ? '' : folder.replace(/\/?$/, '/');
    const entries = new Map<string, FolderEntry>();
    for (const path of [...this.files.keys(), ...this.locked]) {
      if (!path.startsWith(prefix) || (prefix === '' && path.startsWith('/'))) continue;
      const [name = '', ...below] = path.slice(prefix.length).split('/');
      entries.set(name, { name, isFolder: below.length > 0 });
    }
    return [...entries.values()];
  }
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly complaints: readonly string[];
}
