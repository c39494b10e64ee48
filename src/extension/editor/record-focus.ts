import * as vscode from 'vscode';

/** The context key that the keys that act on a record wait for. */
const key = 'trustList.recordFocus';

let owner: object | undefined;

/**
 * Sets the context key of a record that has the keyboard in the outline of some window of the editor.
 *
 * @param panel the window that says so; one that has not the focus cannot take it from the one that has.
 */
export function setRecordFocus(panel: object, onRecord: boolean): void {
  if (!onRecord && owner !== panel) return;
  owner = onRecord ? panel : undefined;
  void vscode.commands.executeCommand('setContext', key, onRecord);
}
