import { deepEqual } from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { fetchCommand } from '../../../src/extension/cluster/fetch';
import { FetchedFiles } from '../../../src/extension/cluster/fetched-files';
import { nodePlatform } from '../../../src/extension/node/platform';
import { cucm8Publisher } from '../../builders';
import { answer } from '../answers';
import { TestContext } from '../command-context';
import { accessTo } from './access';

const scheme = 'test-fetched';

describe('Fetch from Cluster under Node.js', () => {
  it('fetches from a real server', async () => {
    const { bytes } = await cucm8Publisher();
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/ITLFile.tlv' ? 200 : 404).end(request.url === '/ITLFile.tlv' ? bytes : '');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const fetched = new FetchedFiles(scheme);
    const registration = vscode.workspace.registerFileSystemProvider(scheme, fetched, { isReadonly: true });
    const context = await TestContext.empty();
    try {
      const access = { ...accessTo({}), cluster: nodePlatform.cluster };
      const steps = [answer.text(`127.0.0.1:${port}`), answer.choice('HTTP'), answer.text(''), answer.choices()];
      await context.run(fetchCommand(access, fetched), undefined, ...steps);
      const [[folder] = ['']] = fetched.readDirectory(vscode.Uri.from({ scheme, path: '/' }));
      deepEqual(fetched.readFile(vscode.Uri.from({ scheme, path: `/${folder}/ITLFile.tlv` })), bytes);
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      server.close();
      registration.dispose();
      fetched.dispose();
      context.dispose();
    }
  });
});
