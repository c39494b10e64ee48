import * as vscode from 'vscode';

describe('the network in a browser', () => {
  for (const command of ['trustList.fetchFromCluster', 'trustList.askTvs']) {
    it(`is not there: ${command} says so, and asks nothing`, async () => {
      const commands = await vscode.commands.getCommands(true);
      if (!commands.includes(command)) throw new Error('it is not registered');
      // With a question it would wait for an answer that nobody gives.
      await vscode.commands.executeCommand(command);
    });
  }
});
