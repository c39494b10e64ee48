import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
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
      // A file that opens would be selected in the Explorer some time later, and undo a selection of two.
      const settings = { 'explorer.autoReveal': false };
      const server = await startServer({ release, state, vsix, settings });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],

  workspace: async ({ scratch }, use) => {
    await use(new Workspace(copySamples(mkdtempSync(join(scratch, 'workspace-')))));
  },

  // Nothing may leave the machine: neither the extension's pages nor VS Code for their sake. The browser resolves no other
  // name (see browserArguments), so an attempt fails; here it is seen. Routes would hold up each request and lose messages.
  context: async ({ context }, use) => {
    const outside: string[] = [];
    const note = (url: string) => {
      if (isOutside(new URL(url))) outside.push(url);
    };
    context.on('request', (request) => {
      note(request.url());
    });
    context.on('page', (page) => {
      page.on('websocket', (socket) => {
        note(socket.url());
      });
    });
    await use(context);
    expect(outside, 'requests that would have left this machine').toEqual([]);
  },

  vscode: async ({ page, server, workspace, release }, use) => {
    const window = new VSCodeWindow(page, workspace, release);
    await window.open(server);
    await use(window);
    await window.close();
  },
});

export { expect };
