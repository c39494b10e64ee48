import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amount } from '../../../long';
import { backupsIn, contentOf, listIn, numberOf, onDisk, openOnDisk } from './node-document';
import { Unsaved } from './unsaved';

/** As long as the program may take to start, or less. */
const START_MS = 150;
const WORK_MS = 100;

let scratch: string;
let program: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'kills-'));
  program = join(scratch, 'program.mjs');
  const entryPoints = [join(import.meta.dirname, 'killed-program.ts')];
  await build({ entryPoints, outfile: program, bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' });
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** What is owed of a document that is killed again and again. */
class Ledger {
  readonly unsaved = new Unsaved();
  /** All that the program said, for a test that fails. */
  readonly said: string[] = [];
  readonly #asked = new Map<string, () => void>();
  #shown = '';
  /** Where the last backup is of which VS Code would know. */
  named: string | undefined;

  /** @param line what the program said */
  read(line: string): void {
    this.said.push(line);
    const [what, state = '', at] = line.split(' ');
    if (what === 'shown' || what === 'opened') this.#shown = state;
    if (what === 'clean') this.unsaved.settle();
    if (what === 'asked') this.#asked.set(state, this.unsaved.ask(state));
    if (what === 'promised') {
      this.#asked.get(state)?.();
      this.named = at;
    }
    if (what === 'opened') this.opened(state);
  }

  /** The program was killed: nothing is owed of what is on disk. */
  killed(onDisk: string): void {
    this.said.push(`on disk ${onDisk}`);
    if (onDisk === this.#shown) this.unsaved.settle();
    this.unsaved.reached(onDisk);
  }

  opened(state: string): void {
    const { owed } = this.unsaved;
    if (owed.length > 0) expect(owed, `what comes back after\n${this.said.slice(-40).join('\n')}\n`).toContain(state);
  }
}

/** Starts the program, and kills it while it opens the document or works on it. */
async function liveAndDie(folder: string, first: number, ledger: Ledger): Promise<void> {
  const named = Math.random() < 0.5 ? ledger.named : undefined;
  const args = [program, folder, String(first), ...(named === undefined ? [] : [named])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('close', (_, signal) => {
      resolve(signal);
    });
  });
  let said = '';
  const hasOpened = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('opened')) resolve();
    });
  });
  if (Math.random() < 0.25) await setTimeout(Math.random() * START_MS);
  else {
    await Promise.race([hasOpened, ended]);
    await setTimeout(Math.random() * WORK_MS);
  }
  child.kill('SIGKILL');
  expect(await ended, 'it works until it is killed').toBe('SIGKILL');
  for (const line of said.split('\n').slice(0, -1)) ledger.read(line);
  const saved = onDisk(folder);
  expect(saved, 'the file is whole').not.toBeNull();
  ledger.killed(String(saved));
}

async function killAgainAndAgain(folder: string, kills: number): Promise<void> {
  await mkdir(backupsIn(folder), { recursive: true });
  await writeFile(listIn(folder), contentOf(0));
  const ledger = new Ledger();
  for (let kill = 0; kill < kills; kill += 1) await liveAndDie(folder, kill * 1_000 + 1, ledger);

  const document = await openOnDisk(folder, undefined);
  ledger.opened(String(numberOf(document.bytes)));
  document.apply({ label: 'Last', bytes: contentOf(kills * 1_000 + 1) });
  await document.backup(join(backupsIn(folder), 'last'));
  await document.save();
  expect([onDisk(folder), document.isDirty]).toEqual([kills * 1_000 + 1, false]);
  expect(await readdir(folder), 'nothing is left of what was being written').toEqual(['backups', 'list.tlv']);
  expect(await readdir(backupsIn(folder))).toEqual([]);
}

const kills = amount({ all: 1_000, share: 10 });

describe(`A document whose process is killed ${kills} times at any moment`, () => {
  it('comes back with every edit that was backed up, its file whole, and leaves nothing behind', async () => {
    // Two at a time, each in a folder of its own.
    const folders = ['one', 'two'].map((name) => join(scratch, name));
    await Promise.all(folders.map((folder) => killAgainAndAgain(folder, kills / 2)));
  }, 1_800_000);
});
