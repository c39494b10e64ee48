import * as vscode from 'vscode';
import type { Severity } from '../../core/trust/catalogue';
import type { SeverityOverrides } from '../../core/trust/finding';

const section = 'trustList.findings.severity';

const severities: ReadonlySet<unknown> = new Set<Severity | 'off'>(['error', 'warning', 'information', 'off']);

/** The severities that a person has given to codes in the settings; other values count as not set. */
export function severitySettings(): SeverityOverrides {
  const set = vscode.workspace.getConfiguration().get<Record<string, unknown> | null>(section) ?? {};
  return Object.fromEntries(Object.entries(set).filter(([, severity]) => severities.has(severity)));
}

/** Calls when they change. */
export function onDidChangeSeverities(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(section)) listener();
  });
}
