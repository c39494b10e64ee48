import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import type * as Paths from '../../scripts/shared/paths.mjs';
import type * as Scratch from '../../scripts/shared/scratch.mjs';
import type * as Browser from '../../scripts/vscode/browser.mjs';
import type * as ServerModule from '../../scripts/vscode/server.mjs';
import { certificate, cucm8Publisher, Role, rsaKey, trustList, type RecordOptions } from '../builders';
import { VSCodeWindow } from '../e2e/window';
import { Workspace } from '../e2e/workspace';
import { projectScript } from './project';
import { ratio, type Result } from './results';

const manyRecords = 10_000;
const timeoutMs = 60_000;
const files = { few: 'list.tlv', many: 'many.tlv', picture: 'picture.png' } as const;
type File = (typeof files)[keyof typeof files];
/** No phone takes a list of 10,000 records. */
const verdicts = { [files.few]: 'Signature verified', [files.many]: 'Signed, but not sound' };

/** What tells that a file is painted: the outline of a list, or the picture itself. */
const painted = { list: '[role="treeitem"]', picture: 'img' };

/**
 * From the click on a file in the explorer to its first paint, in a real window with the package installed: a list over
 * VS Code's own preview of a picture, and a list of 10,000 records over one of four.
 */
export async function windows(rounds: number): Promise<Result[]> {
  const { startServer } = (await projectScript('scripts/vscode/server.mjs')) as typeof ServerModule;
  const { browserArguments, headlessBrowser } = (await projectScript('scripts/vscode/browser.mjs')) as typeof Browser;
  const { newScratch, removeScratch } = (await projectScript('scripts/shared/scratch.mjs')) as typeof Scratch;
  const { vsix } = (await projectScript('scripts/shared/paths.mjs')) as typeof Paths;

  const scratch = newScratch();
  const state = join(scratch, 'server');
  const folder = join(scratch, 'workspace');
  mkdirSync(state);
  mkdirSync(folder);
  const workspace = new Workspace(folder);
  const server = await startServer({ release: 'newest', state, vsix });
  const browser = await chromium.launch({ executablePath: await headlessBrowser(), args: browserArguments });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    workspace.write(files.few, (await cucm8Publisher()).bytes);
    workspace.write(files.many, await longList());
    workspace.write(files.picture, await page.screenshot());
    const window = new VSCodeWindow(page, workspace, 'newest');
    const stopwatch = await Stopwatch.on(page);
    await window.open(server);

    const cold = await open(window, stopwatch, files.few);
    await open(window, stopwatch, files.picture);
    await open(window, stopwatch, files.many);
    const times: { few: number; many: number; picture: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      const picture = await open(window, stopwatch, files.picture);
      const few = await open(window, stopwatch, files.few);
      const many = await open(window, stopwatch, files.many);
      times.push({ picture, few, many });
    }
    return [
      ratio(
        'click to first paint / VS Code’s picture preview',
        times.map(({ few, picture }) => [few, picture]),
      ),
      ratio(
        `first paint of ${manyRecords} records / of 4`,
        times.map(({ many, few }) => [many, few]),
        2,
      ),
      { name: 'click to first paint, the first time in a window', value: cold, unit: 'ms' },
    ];
  } finally {
    await browser.close();
    await server.stop();
    removeScratch(scratch);
  }
}

/** Opens a file by a click in the explorer, and closes it again. */
async function open(window: VSCodeWindow, stopwatch: Stopwatch, name: File): Promise<number> {
  const row = window.explorerRow(name);
  await row.waitFor();
  const took = stopwatch.measure(name === files.picture ? 'picture' : 'list');
  await row.click();
  const milliseconds = await took;
  // What follows the first paint belongs to it, not to the file that is opened next.
  if (name !== files.picture) await window.webview().locator('.verdict').getByText(verdicts[name]).waitFor();
  await window.runCommand('View: Close All Editors');
  await window.tab(name).waitFor({ state: 'detached' });
  return milliseconds;
}

/** A message of the page: the click, or the first frame in which a thing was to be seen. Unix time in milliseconds. */
interface Signal {
  readonly what: 'click' | keyof typeof painted;
  readonly at: number;
}

/** Times a click and the paint that follows by the clock of the page: a test's own waiting would be part of the result. */
class Stopwatch {
  #clicked: number | null = null;
  #pending: { what: Signal['what']; resolve: (milliseconds: number) => void } | null = null;

  static async on(page: Page): Promise<Stopwatch> {
    const stopwatch = new Stopwatch();
    await page.exposeBinding('benchSignal', (_, signal: Signal) => {
      stopwatch.#signal(signal);
    });
    await page.addInitScript(watchForPaint, painted);
    return stopwatch;
  }

  measure(what: keyof typeof painted): Promise<number> {
    this.#clicked = null;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`The ${what} was not painted within ${timeoutMs / 1_000} s.`));
      }, timeoutMs);
      this.#pending = {
        what,
        resolve: (milliseconds) => {
          clearTimeout(timer);
          resolve(milliseconds);
        },
      };
    });
  }

  #signal({ what, at }: Signal): void {
    if (what === 'click') this.#clicked ??= at;
    else if (this.#pending?.what === what && this.#clicked !== null && at > this.#clicked) {
      this.#pending.resolve(at - this.#clicked);
      this.#pending = null;
    }
  }
}

/** Runs in every document of the window before anything else does. */
function watchForPaint(selectors: typeof painted): void {
  const signal = (what: Signal['what']): void => {
    const at = performance.timeOrigin + performance.now();
    void (globalThis as unknown as { benchSignal: (signal: Signal) => Promise<void> }).benchSignal({ what, at });
  };
  if (globalThis.top === globalThis.self) {
    const click = (): void => {
      signal('click');
    };
    addEventListener('pointerdown', click, { capture: true });
    return;
  }
  // VS Code writes a webview's page into a frame of its own frame; writing ends whatever runs in the innermost one.
  const isVisible = (selector: string): boolean => {
    const frame = document.querySelector<HTMLIFrameElement>('iframe#active-frame');
    const element = frame?.contentDocument?.querySelector(selector);
    if (frame === null || element === undefined || element === null) return false;
    if (getComputedStyle(frame).visibility !== 'visible' || element.getClientRects().length === 0) return false;
    return element.tagName !== 'IMG' || (element as HTMLImageElement).naturalWidth > 0;
  };
  const look = (): void => {
    const what = isVisible(selectors.list) ? 'list' : isVisible(selectors.picture) ? 'picture' : null;
    if (what === null) {
      requestAnimationFrame(look);
      return;
    }
    // A frame callback comes before the paint; the one after it comes when that paint is done.
    requestAnimationFrame(() => {
      signal(what);
    });
  };
  requestAnimationFrame(look);
}

async function longList(): Promise<Uint8Array> {
  const signer = await certificate({ subject: { CN: 'publisher', O: 'Example' }, key: rsaKey(2048, 'long list') });
  const records = Array.from({ length: manyRecords }, (_, at): RecordOptions => ({
    function: at === 0 ? Role.sast : Role.tvs,
    certificate: signer,
    as: at === 0 ? 'full' : 'hash',
    dnsName: `node-${at}.example.com`,
  }));
  return trustList({ signer, records });
}
