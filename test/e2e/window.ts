import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import type { Release } from '../../scripts/vscode/releases.mjs';
import type { Server } from '../../scripts/vscode/server.mjs';
import type { Workspace } from './workspace';

const SCREENSHOTS = join(import.meta.dirname, '../../out/screenshots');
const START_TIMEOUT_MS = 60_000;
const WATCH_TIMEOUT_MS = 2_000;

/** The theme of each kind that VS Code starts with, by release, and the class by which the workbench wears it. */
const themes = {
  light: { newest: 'Light 2026', oldest: 'Default Light Modern', workbenchClass: 'vs' },
  dark: { newest: 'Dark 2026', oldest: 'Default Dark Modern', workbenchClass: 'vs-dark' },
  'high contrast': { newest: 'Default High Contrast', oldest: 'Default High Contrast', workbenchClass: 'hc-black' },
  'high contrast light': {
    newest: 'Default High Contrast Light',
    oldest: 'Default High Contrast Light',
    workbenchClass: 'hc-light',
  },
};
export type Theme = keyof typeof themes;
export const themeNames = ['light', 'dark', 'high contrast', 'high contrast light'] as const satisfies readonly Theme[];

/** A VS Code window as a person uses it. The class names are VS Code's, and the same in all releases that the tests run. */
export class VSCodeWindow {
  #activations: () => readonly string[] = () => [];

  constructor(
    readonly page: Page,
    readonly workspace: Workspace,
    private readonly release: Release,
  ) {}

  /** Opens the window on the workspace; waits until all extensions are registered and changes on disk are seen. */
  async open(server: Server): Promise<void> {
    const before = server.readyExtensionHosts();
    const ready = () => [...server.readyExtensionHosts()].filter((host) => !before.has(host));
    await this.page.goto(`${server.url}/?folder=${encodeURIComponent(this.workspace.folder)}`);
    await this.page.locator('.monaco-workbench').waitFor();
    await expect.poll(ready, { timeout: START_TIMEOUT_MS, intervals: [50] }).not.toEqual([]);
    this.#activations = () => ready().flatMap((host) => server.activations(host));
    await this.waitForWatcher();
  }

  /** What has made VS Code start the extension in this window: `onCommand:trustList.resign`. */
  get activations(): readonly string[] {
    return this.#activations();
  }

  /** Leaves the workbench and comes back; VS Code keeps what is open only if it is asked by its own command. */
  async reload(): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.runCommand('Developer: Reload Window')]);
    await this.page.locator('.monaco-workbench').waitFor();
  }

  /**
   * VS Code watches the folder some time after it has listed it, and misses what changes in between. A file that was there
   * when it listed the folder would prove nothing.
   */
  private async waitForWatcher(): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    const written: string[] = [];
    await expect(async () => {
      const newest = `watched-${written.length}`;
      written.push(newest);
      // All of them: the row of one whose end was missed stays until it comes and goes again.
      for (const name of written) this.workspace.write(name, '');
      await this.explorerRow(newest).waitFor({ timeout: WATCH_TIMEOUT_MS });
      for (const name of written) this.workspace.remove(name);
      // Rows move for a moment when one goes, though it is the last: a click would meet another.
      for (const name of written) {
        await this.explorerRow(name).waitFor({ state: 'detached', timeout: WATCH_TIMEOUT_MS });
      }
    }).toPass({ timeout: START_TIMEOUT_MS });
  }

  /** Leaves the workbench as a person does, so that the server ends this window's extension host. */
  async close(): Promise<void> {
    await this.page.goto('about:blank');
  }

  /** Double-clicks a file in the explorer, after its folders; waits for its tab. */
  async openFile(path: string): Promise<void> {
    const segments = path.split('/');
    const name = segments.pop() ?? path;
    for (const folder of segments) {
      const row = this.explorerRow(folder);
      if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
    }
    await this.explorerRow(name).dblclick();
    await this.tab(name).waitFor();
  }

  explorerRow(name: string): Locator {
    const label = this.page.locator('.label-name').getByText(name, { exact: true });
    return this.page.locator('.explorer-folders-view .monaco-list-row').filter({ has: label });
  }

  tab(name: string): Locator {
    return this.page.locator('.tabs-container .tab').filter({ hasText: name });
  }

  /** The tab of a file with unsaved changes. */
  dirtyTab(name: string): Locator {
    return this.page.locator('.tabs-container .tab.dirty').filter({ hasText: name });
  }

  /** The document of the one webview in sight, innermost of three: workbench, VS Code's frame, the page itself. */
  webview(): FrameLocator {
    return this.webviewIn('iframe.webview');
  }

  /** The one page of this extension in sight, also beside a webview of VS Code's own, such as a picture of a walkthrough. */
  ownPage(): FrameLocator {
    return this.webviewIn('iframe.webview[src*="extensionId=trust-list-editor"]');
  }

  private webviewIn(frame: string): FrameLocator {
    const outer = this.page.locator(frame).filter({ visible: true });
    return outer.contentFrame().locator('iframe#active-frame').contentFrame();
  }

  /**
   * Runs a command by its title in the command palette (`Category: Title`). The palette is opened in the title bar: a key
   * goes to whatever has the focus, and a page that is loading loses it.
   */
  async runCommand(title: string): Promise<void> {
    await this.page.locator('.part.titlebar .command-center-center').click();
    await this.quickInput.fill(`>${title}`);
    await this.pick(title);
  }

  /** The text box of the command palette, of input boxes, of quick picks and of file pickers. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget input.input');
  }

  /** Chooses the row with this text in the list under the quick input. */
  async pick(label: string): Promise<void> {
    const text = this.page.getByText(label, { exact: true });
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ has: text }).first().click();
  }

  /**
   * Types the path of a file into the file picker that is open, as a person does: first its folder, then, with that in
   * sight, its name. Enter takes the row that has the focus; a name that is not there yet has no row.
   */
  async chooseFile(title: string, path: string): Promise<void> {
    const asked = this.page.locator('.quick-input-title').getByText(title, { exact: true });
    const focused = this.page.locator('.quick-input-list .monaco-list-row.focused');
    await expect(asked).toBeVisible();
    await expect.poll(() => this.listsItsFolder()).toBe(true);
    await this.quickInput.fill(`${dirname(path)}/`);
    await expect.poll(() => this.listsItsFolder()).toBe(true);
    await this.quickInput.fill(path);
    if (existsSync(path)) await expect(focused).toContainText(basename(path));
    else await expect(focused).toHaveCount(0);
    await this.accept();
    await expect(asked).toBeHidden();
  }

  /** True once the file picker shows what is in the folder that it names; until then it may still change what is typed. */
  private async listsItsFolder(): Promise<boolean> {
    const path = await this.quickInput.inputValue();
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    if (!existsSync(folder)) return false;
    const inFolder = new Set(readdirSync(folder));
    const shown = await this.page.locator('.quick-input-list .monaco-list-row .label-name').allInnerTexts();
    return shown.some((name) => inFolder.has(name.trim()));
  }

  /** Takes an item of the menu that is open. A menu passes over clicks in its first tenth of a second, but no key. */
  async takeFromMenu(name: string): Promise<void> {
    await this.page.getByRole('menuitem', { name }).hover();
    await this.page.keyboard.press('Enter');
  }

  /** Types into the quick input that asks for `prompt`, and accepts. */
  async answer(prompt: string, text: string): Promise<void> {
    const asked = this.page.locator('.quick-input-widget').filter({
      has: this.page.getByText(prompt).or(this.page.getByPlaceholder(prompt)),
    });
    await asked.locator('input.input').fill(text);
    await this.accept();
  }

  /** Ticks files in the list that asks with `prompt`, and accepts what is ticked. */
  async choose(prompt: RegExp, ...files: string[]): Promise<void> {
    const asked = this.page.getByPlaceholder(prompt);
    await asked.waitFor();
    for (const file of files) await this.pick(file);
    await this.accept();
    await asked.waitFor({ state: 'hidden' });
  }

  /** Enter in the quick input, which may have lost the keyboard: VS Code gives it back to the page between two of them. */
  async accept(): Promise<void> {
    await this.quickInput.press('Enter');
  }

  notification(text: string): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text });
  }

  /** A button of a modal dialog. */
  dialogButton(label: string): Locator {
    return this.page.locator('.monaco-dialog-box').getByRole('button', { name: label, exact: true });
  }

  /** Shows the Problems panel. */
  async problems(): Promise<Locator> {
    await this.runCommand('Problems: Focus on Problems View');
    return this.page.locator('.markers-panel .monaco-list-row');
  }

  /** Gives this workspace settings of its own; the window follows them at once. */
  configure(settings: Readonly<Record<string, unknown>>): void {
    this.workspace.write('.vscode/settings.json', JSON.stringify(settings));
  }

  async setTheme(theme: Theme): Promise<void> {
    this.configure({ 'workbench.colorTheme': themes[theme][this.release] });
    await this.page.locator(`.monaco-workbench.${themes[theme].workbenchClass}`).waitFor();
  }

  /** Keeps a picture of the whole window in out/screenshots. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(SCREENSHOTS, this.release, `${name}.png`), animations: 'disabled' });
  }
}
