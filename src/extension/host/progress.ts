import * as vscode from 'vscode';
import { plainText } from './plain-text';

type Work<T> = Parameters<typeof vscode.window.withProgress<T>>[1];

/** Shows a notification with Cancel while something is done: the only place that does. */
export function withProgress<T>(title: string, work: Work<T>): Thenable<T> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title: plainText(title), cancellable: true }, work);
}
