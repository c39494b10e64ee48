import * as vscode from 'vscode';
import type * as Engine from '../../core/engine';
import { visible } from '../../core/show/layout';
import type { Severity } from '../../core/trust/catalogue';
import type { Finding } from '../../core/trust/report';

/** Characters of a message that VS Code is given: names of 60,000 are possible. */
const mostCharacters = 1_000;

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

/** A text that may come from a file, on one line, with nothing in it that does not show, cut if it is long. */
export function oneLine(text: string): string {
  const line = visible(text);
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters)}…` : line;
}
