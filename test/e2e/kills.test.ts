import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startServer, type Server } from '../../scripts/vscode/server.mjs';
import type { Backup } from '../../src/core/edit/backup';
import { isLong } from '../long';
import { EditorPage } from './editor-page';
import { expect, test } from './fixtures';
import { VSCodeWindow } from './window';
import type { Workspace } from './workspace';

const list = 'ITL-cucm8-publisher.tlv';
const kills = 50;
/** VS Code asks for a backup one second after an edit, and a save takes less: a kill comes before, while or after. */
const LONGEST_LIFE_MS = 3_000;
const LOOK_MS = 10;

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}

interface StoredBackup {
  readonly made: number;
  /** What its edits lead through, the last one first, by their MD5. */
  readonly states: readonly string[];
}

/** The newest whole backup of the list; null if there is none. */
function newestBackup(state: string): StoredBackup | null {
  const backups = namesIn(join(state, 'user'))
    .filter((name) => /trust-list-editor\.[^/]*\/[^/.]+$/.test(name))
    .map((name) => readOrNull(join(state, 'user', name)))
    .filter((backup) => backup !== null);
  return backups.sort((a, b) => b.made - a.made)[0] ?? null;
}

/** Empty if the folder is not there, or one in it is gone before it is looked into. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}

/** Null if it is not whole. The layout is that of src/core/edit/backup.ts, whose code these tests cannot load. */
function readOrNull(file: string): StoredBackup | null {
  try {
    const packed = readFileSync(file);
    let end = 4 + packed.readUint32BE(0);
    const index = JSON.parse(packed.toString('utf8', 4, end)) as BackupIndex;
    const take = (length: number): Buffer => packed.subarray(end, (end += length));
    let bytes = take(index.saved);
    const states = [md5(bytes)];
    for (const { offset, removed, inserted } of index.edits) {
      const after = bytes.subarray(offset + take(removed).length);
      bytes = Buffer.concat([bytes.subarray(0, offset), take(inserted), after]);
      states.unshift(md5(bytes));
    }
    return end === packed.length ? { made: index.made, states } : null;
  } catch {
    return null; // deleted meanwhile, a folder, or a part of a backup
  }
}

interface BackupIndex extends Pick<Backup, 'made'> {
  readonly saved: number;
  readonly edits: readonly { readonly offset: number; readonly removed: number; readonly inserted: number }[];
}

/** What must come back, as it is seen on the disk and on the page while a window works. */
class Watch {
  #newest: StoredBackup | null = null;
  /** The states of the list that the page showed, one after the other, by their MD5. Moves may lead back to an earlier one. */
  readonly #shown: string[] = [];
  /** What may be on the screen after the next start. */
  expected: readonly string[] = [];

  constructor(
    private readonly state: string,
    private readonly workspace: Workspace,
  ) {}

  look(shown: string): void {
    this.#newest = newestBackup(this.state) ?? this.#newest;
    if (shown !== '' && shown !== this.#shown.at(-1)) this.#shown.push(shown);
  }

  /**
   * The server was killed: what was backed up last is still there, or was saved, by itself or with edits that came
   * after it. A file that is older than a backup that is gone has lost edits.
   */
  check(): void {
    const onDisk = md5(this.workspace.read(list));
    const left = newestBackup(this.state);
    const seen = this.#newest;
    if (seen !== null && (left === null || left.made < seen.made)) {
      const backedUp = this.#shown.indexOf(seen.states[0] ?? '');
      const saved = this.#shown.lastIndexOf(onDisk);
      // A state that was saved before the page showed it is a new one.
      if (saved >= 0) expect(saved, 'the file is not older than the deleted backup').toBeGreaterThanOrEqual(backedUp);
    }
    this.expected = left === null ? [onDisk] : [left.states[0] ?? ''];
    this.#newest = left;
  }
}

/** Empty while the page shows no list. */
async function shownMd5(editor: EditorPage): Promise<string> {
  const texts = await editor.digest('MD5').allInnerTexts();
  return /\b[0-9a-f]{32}\b/.exec(texts.join('\n'))?.[0] ?? '';
}

/** Keys at random, until the time is up. */
async function work({ page }: VSCodeWindow, editor: EditorPage, watch: Watch, life: number): Promise<void> {
  await editor.record(1).click();
  await expect(editor.heading).toContainText('record 1');
  const end = Date.now() + life;
  while (Date.now() < end) {
    await page.keyboard.press(Math.random() < 0.2 ? 'Control+s' : 'Alt+ArrowDown');
    const next = Math.min(Date.now() + Math.random() * 900, end);
    while (Date.now() < next) {
      await setTimeout(LOOK_MS);
      watch.look(await shownMd5(editor));
    }
  }
}

// In `npm run test:long` alone: edit.test.ts has the one kill of every run.
if (isLong) {
  test(`edits that were backed up come back after each of ${kills} kills of window and server`, async ({
    context,
    workspace,
    release,
    scratch,
    vsix,
  }) => {
    test.setTimeout(kills * 60_000);
    const state = mkdtempSync(join(scratch, 'killed-'));
    const watch = new Watch(state, workspace);
    watch.check();
    let port = 0;
    let server: Server | undefined;
    for (let kill = 0; kill <= kills; kill += 1) {
      server = await startServer({ release, state, port, ...(kill === 0 ? { vsix } : {}) });
      port = Number(new URL(server.url).port);
      const vscode = new VSCodeWindow(await context.newPage(), workspace, release);
      await vscode.open(server);
      await vscode.openFile(list); // VS Code may have forgotten that it was open
      const editor = new EditorPage(vscode);
      await expect(editor.digest('MD5')).toContainText(watch.expected[0] ?? '');
      if (kill < kills) {
        await work(vscode, editor, watch, Math.random() * LONGEST_LIFE_MS);
        await server.stop('SIGKILL');
        watch.check();
      }
      await vscode.page.close();
    }
    await server?.stop();
  });
}
