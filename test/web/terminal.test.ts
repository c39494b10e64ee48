import * as vscode from 'vscode';

describe('the terminal in a browser', () => {
  it('is not there: the command says so, and opens none', async () => {
    const commands = await vscode.commands.getCommands(true);
    if (!commands.includes('trustList.openTerminal')) throw new Error('it is not registered');
    await vscode.commands.executeCommand('trustList.openTerminal');
    if (vscode.window.terminals.length > 0) throw new Error('a terminal was opened');
  });
});
