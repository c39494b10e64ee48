import type * as vscode from 'vscode';
import { activate as activateOn, type Api } from '../extension';
import { nodePlatform } from './platform';

/** Where VS Code runs extensions in Node.js: on the desktop, and on the machine that a remote window works on. */
export function activate(context: vscode.ExtensionContext): Api {
  return activateOn(context, nodePlatform);
}
