import * as vscode from 'vscode';
import type { Place } from './documents';
import { listUriOf, textScheme } from './list-uris';

/** The file of a menu or a title bar, else the one in the tab that has the focus; of the text of a list, the list. */
export function fileOf(target: unknown): vscode.Uri | undefined {
  if (target instanceof vscode.Uri) return target;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputCustom) return input.uri;
  if (!(input instanceof vscode.TabInputText)) return undefined;
  return input.uri.scheme === textScheme ? listUriOf(input.uri) : input.uri;
}

/** The text of a menu or a title bar, else the one in the tab that has the focus. */
export function textOf(target: unknown): vscode.Uri | undefined {
  if (target instanceof vscode.Uri) return target;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText ? input.uri : undefined;
}

/** The list that a finding or the menu of a page names. */
export function listOf(target: unknown): vscode.Uri | undefined {
  if (target instanceof vscode.Uri) return target;
  const { list } = fieldsOf(target);
  return typeof list === 'string' ? vscode.Uri.parse(list, true) : undefined;
}

/** The record whose menu was opened. */
export function recordOf(target: unknown): number | null {
  const { record } = fieldsOf(target);
  return typeof record === 'number' ? record : null;
}

export function isPlace(target: unknown): target is Place {
  const { offset, length, record } = fieldsOf(target);
  return typeof offset === 'number' && typeof length === 'number' && (record === null || typeof record === 'number');
}

/** The fields of what VS Code, a link or a page passes on: anybody can run a command with anything. */
export function fieldsOf(target: unknown): Readonly<Record<string, unknown>> {
  return typeof target === 'object' && target !== null ? (target as Readonly<Record<string, unknown>>) : {};
}
