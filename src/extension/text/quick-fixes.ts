import * as vscode from 'vscode';
import type { Fix } from '../../core/trust/report';
import { applyFixCommand, type FixTarget } from '../host/finding-commands';
import type { Texts } from './texts';

/** Offers the edits that fix what is underlined in the text of a list; the list is edited, and the text follows. */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  };

  constructor(private readonly texts: Texts) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const text = await this.texts.of(document);
    const list = text?.list ?? null;
    if (text === undefined || list === null) return [];
    return text.findings.flatMap(({ finding: { code, fix, fixLabel }, range: underlined }) => {
      if (fix === null || fixLabel === null || underlined.intersection(range) === undefined) return [];
      const target: FixTarget = { list: list.toString(), fix };
      const action = new vscode.CodeAction(fixLabel, vscode.CodeActionKind.QuickFix);
      action.command = { title: fixLabel, command: applyFixCommand, arguments: [target] };
      action.diagnostics = diagnostics.filter((one) => codeOf(one) === code && one.range.isEqual(underlined));
      action.isPreferred = needsNoDecision.has(fix.kind);
      return [action];
    });
  }
}

/**
 * What a keystroke that fixes everything may do. Signing asks for a key; and whether a record or its certificate says
 * what is true is for a person to decide.
 */
const needsNoDecision: ReadonlySet<Fix['kind']> = new Set([
  'drop-trailing-bytes',
  'fix-header-length',
  'drop-duplicate',
]);

function codeOf({ code }: vscode.Diagnostic): string | number | undefined {
  return typeof code === 'object' ? code.value : code;
}
