import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect, type BrowserContext, type Page, type Request } from '@playwright/test';
import type { Release } from '../../scripts/vscode/releases.mjs';
import { startServer, type Server } from '../../scripts/vscode/server.mjs';
import { copySamples } from '../../scripts/vscode/workspace.mjs';
import { Workspace } from './workspace';
import { VSCodeWindow } from './window';

export interface VSCodeOptions {
  release: Release;
  /** The folder for all that a run leaves behind. */
  scratch: string;
  /** The packaged extension. */
  vsix: string;
  /** One VS Code server with the packaged extension installed; each test has a window of its own on it. */
  server: Server;
  /** One browser profile for all windows, so that what a workbench is made of is loaded and compiled once. */
  profile: BrowserContext;
}

interface Fixtures {
  /** A folder with a copy of media/samples, for this test alone. */
  workspace: Workspace;
  /** A VS Code window on that folder, all extensions ready. */
  vscode: VSCodeWindow;
}

/** Names that stay on this machine; those of the last kind are answered by the service worker of VS Code's webviews. */
const LOCAL = /^(localhost|.*\.localhost|127\.0\.0\.1|.*\.vscode-resource\.vscode-cdn\.net)$/;

const isOutside = ({ protocol, hostname }: URL) => /^(https?|wss?):$/.test(protocol) && !LOCAL.test(hostname);

export const test = base.extend<Fixtures, VSCodeOptions>({
  release: ['newest', { scope: 'worker', option: true }],
  scratch: ['', { scope: 'worker', option: true }],
  vsix: ['', { scope: 'worker', option: true }],

  server: [
    async ({ release, scratch, vsix }, use) => {
      const state = mkdtempSync(join(scratch, 'server-'));
      const settings = {
        // A file that opens would be selected in the Explorer some time later, and undo a selection of two.
        'explorer.autoReveal': false,
        // VS Code gives a new page the keyboard some time after it is there, and would close the palette then.
        'workbench.quickOpen.closeOnFocusLost': false,
      };
      const server = await startServer({ release, state, vsix, settings });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],

  profile: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      context.setDefaultTimeout(30_000);
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],

  workspace: async ({ scratch }, use) => {
    await use(new Workspace(copySamples(mkdtempSync(join(scratch, 'workspace-')))));
  },

  // Nothing may leave the machine: neither the extension's pages nor VS Code for their sake. The browser resolves no other
  // name (see browserArguments), so an attempt fails; here it is seen. Routes would hold up each request and lose messages.
  context: async ({ profile }, use) => {
    const outside: string[] = [];
    const note = (url: string): void => {
      if (isOutside(new URL(url))) outside.push(url);
    };
    const noteRequest = (request: Request): void => {
      note(request.url());
    };
    const notePage = (page: Page): void => {
      page.on('websocket', (socket) => {
        note(socket.url());
      });
    };
    profile.on('request', noteRequest);
    profile.on('page', notePage);
    await use(profile);
    profile.off('request', noteRequest);
    profile.off('page', notePage);
    expect(outside, 'requests that would have left this machine').toEqual([]);
  },

  page: async ({ context }, use) => {
    const page = await context.newPage();
    await use(page);
    await page.close();
  },

  vscode: async ({ page, server, workspace, release }, use) => {
    const window = new VSCodeWindow(page, workspace, release);
    await window.open(server);
    await use(window);
    await window.close();
  },
});

export { expect };
