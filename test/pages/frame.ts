import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { messagesElement } from './engine';
import themes from './themes.json' with { type: 'json' };

const resources = join(import.meta.dirname, '../../dist/webview');
const origin = 'http://page.localhost';

export type Theme = Exclude<keyof typeof themes, 'styles'>;
export const themeNames: readonly Theme[] = ['light', 'dark', 'high contrast', 'high contrast light'];
/** All that any theme sets: what the next one does not set must not stay. */
const variableNames = new Set(themeNames.flatMap((theme) => Object.keys(themes[theme].variables)));
export type PageName = 'editor' | 'compare' | 'phone' | 'signed' | 'workspace' | 'fleet';

/** What answers a page: made for each test. */
export interface Host {
  receive(message: unknown): void | Promise<void>;
}

/**
 * One page of the extension in a browser tab, with a host of the test's own in the place of VS Code: the built script
 * and style sheet, the policy of `pageHtml`, and the variables that VS Code gives its webviews.
 */
export class PageFrame {
  /** What the page has said, in order. */
  readonly posts: { readonly type: string }[] = [];
  /** What went wrong in the page, and what its policy refused. */
  readonly errors: string[] = [];
  /** Requests for anything but the page's own files. */
  readonly outside: string[] = [];
  #theme: Theme = 'light';

  constructor(
    readonly page: Page,
    private readonly name: PageName,
    /** The messages of another language; null for English. */
    private readonly messages: Readonly<Record<string, string>> | null = null,
  ) {}

  /** Loads the page, which then says that it is ready. */
  async open(host: Host): Promise<void> {
    const { page } = this;
    page.on('pageerror', (error) => this.errors.push(error.stack ?? error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    await page.route('**/*', async (route) => {
      const { pathname, origin: from } = new URL(route.request().url());
      if (from !== origin) {
        this.outside.push(route.request().url());
        await route.abort();
      } else await route.fulfill(this.#file(pathname));
    });
    await page.exposeFunction('postToHost', async (message: { readonly type: string }) => {
      this.posts.push(message);
      await host.receive(message);
    });
    await page.addInitScript(installApi);
    await page.goto(`${origin}/`);
  }

  /** Loads the page again with what it has kept: VS Code does so when an editor was hidden and is shown again. */
  async reload(): Promise<void> {
    await this.page.reload();
  }

  async send(message: unknown): Promise<void> {
    await this.page.evaluate((data) => {
      window.postMessage(data, '*');
    }, message);
  }

  /** The messages of one type, without what the page says on its own. */
  said<T extends { readonly type: string }>(type: T['type']): T[] {
    return this.posts.filter((post): post is T => post.type === type);
  }

  /** Changes the theme as VS Code does, and waits until the page, with the parts that follow it later, is drawn in it. */
  async setTheme(theme: Theme): Promise<void> {
    this.#theme = theme;
    const unset = Object.fromEntries([...variableNames].map((name) => [name, 'initial']));
    const next = { ...themes[theme], variables: { ...unset, ...themes[theme].variables } };
    await this.page.evaluate(async ({ class: className, kind, variables }) => {
      const { style } = document.documentElement;
      for (const [name, value] of Object.entries(variables)) style.setProperty(name, value);
      document.body.dataset['vscodeThemeKind'] = kind;
      document.body.className = className; // the toolkit follows this, and sets its own variables in the next frame
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    }, next);
  }

  #file(path: string): { readonly body: string; readonly contentType: string } {
    if (path === '/') return { body: this.#html(), contentType: 'text/html' };
    if (path === '/vscode.css') return { body: vscodeStyles(this.#theme), contentType: 'text/css' };
    const contentType = path.endsWith('.css') ? 'text/css' : 'text/javascript';
    return { body: readFileSync(join(resources, path), 'utf8'), contentType };
  }

  /** As `pageHtml` of the extension makes it; `vscode.css` stands for what VS Code adds to every webview. */
  #html(): string {
    const { class: className, kind } = themes[this.#theme];
    const policy = [`default-src 'none'`, `script-src 'nonce-s'`, `style-src ${origin} 'nonce-c'`].join('; ');
    return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta property="csp-nonce" content="c">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    ${messagesElement(this.messages)}
    <title>Trust list</title>
    <link rel="stylesheet" href="/vscode.css">
    <link rel="stylesheet" href="/${this.name}.css">
  </head>
  <body class="${className}" data-vscode-theme-kind="${kind}">
    <script nonce="s" src="/toolkit.js"></script>
    <script nonce="s" src="/${this.name}.js"></script>
  </body>
</html>`;
  }
}

/** The variables of a theme, and what VS Code says before a page's own style sheet; it paints what is behind the page. */
function vscodeStyles(theme: Theme): string {
  const variables = Object.entries(themes[theme].variables).map(([name, value]) => `${name}: ${value};`);
  return `html { ${variables.join(' ')} background: var(--vscode-editor-background); }\n${themes.styles}`;
}

/** Gives the page `acquireVsCodeApi`, once, as VS Code does; what it keeps outlives a reload. */
function installApi(): void {
  const key = 'state';
  const page = window as unknown as {
    postToHost: (message: unknown) => Promise<void>;
    acquireVsCodeApi: (() => unknown) | undefined;
  };
  page.acquireVsCodeApi = () => {
    page.acquireVsCodeApi = undefined;
    return {
      postMessage: (message: unknown) => void page.postToHost(message),
      getState: () => JSON.parse(sessionStorage.getItem(key) ?? 'null') as unknown,
      setState: (state: unknown) => {
        sessionStorage.setItem(key, JSON.stringify(state));
      },
    };
  };
}
