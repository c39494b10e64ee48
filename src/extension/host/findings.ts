import * as vscode from 'vscode';
import type * as Engine from '../../core/engine';
import type { Severity } from '../../core/trust/catalogue';
import type { Finding } from '../../core/trust/report';
import { oneLine } from './one-line';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/** What the Problems panel says of who found something. */
export const diagnosticSource = 'Trust List';

/** @param target what a click on the code opens. */
export function diagnosticOf(
  { placeWords }: typeof Engine,
  { code, severity, message, where }: Finding,
  range: vscode.Range,
  target?: vscode.Uri,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, `${oneLine(message)} (${placeWords(where)})`, severities[severity]);
  diagnostic.source = diagnosticSource;
  diagnostic.code = target === undefined ? code : { value: code, target };
  return diagnostic;
}

/** What the texts of lists show in the Problems panel, so that nothing else shows it a second time. */
export interface FindingsInTexts {
  /** Other findings are underlined in the text of this list now. */
  readonly onDidUnderline: vscode.Event<vscode.Uri>;
  /** True for a finding that is underlined in the text of the list. */
  readonly underlines: (list: vscode.Uri, finding: Finding) => boolean;
}
