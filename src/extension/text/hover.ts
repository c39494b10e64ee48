import * as vscode from 'vscode';
import type { ExplainedFinding } from '../../core/trust/explain';
import { actCommand, applyFixCommand, explainCommand, type ActTarget, type FixTarget } from '../host/finding-commands';
import { oneLine } from '../host/one-line';
import type { Texts } from './texts';
import { t } from '../../core/words/translate';

/**
 * Says of the findings under the pointer what the marks in the editor say; VS Code shows the message itself above it.
 */
export class Hovers implements vscode.HoverProvider {
  constructor(private readonly texts: Texts) {}

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const text = await this.texts.of(document);
    const found = text?.findings.filter(({ range }) => range.contains(position)) ?? [];
    const [first] = found;
    if (text === undefined || first === undefined) return undefined;
    return new vscode.Hover(
      found.map(({ finding }) => hoverText(finding, text.list)),
      first.range,
    );
  }
}

function hoverText(finding: ExplainedFinding, list: vscode.Uri | null): vscode.MarkdownString {
  const { code, title, evidence, phone, source } = finding;
  const facts = [
    ...evidence.map(({ label, value }) => fact(label, value)),
    `${fact(t('What a phone does'), phone)} *(${escaped(source)})*`,
    ...whatToDo(finding, list),
  ];
  const heading = `**${escaped(title)}** · ${commandLink(code, explainCommand, code)}`;
  const text = new vscode.MarkdownString(`${heading}\n\n${facts.join('\\\n')}`);
  text.isTrusted = { enabledCommands: [applyFixCommand, actCommand, explainCommand] };
  return text;
}

function whatToDo(
  { todo, fix, fixLabel, action, actionLabel, where }: ExplainedFinding,
  list: vscode.Uri | null,
): string[] {
  const links: string[] = [];
  if (list !== null && fix !== null && fixLabel !== null) {
    const target: FixTarget = { list: list.toString(), fix };
    links.push(commandLink(fixLabel, applyFixCommand, target));
  }
  if (list !== null && action !== null && actionLabel !== null) {
    const { record, offset, length } = where;
    const target: ActTarget = { list: list.toString(), action, place: { record, offset, length } };
    links.push(commandLink(actionLabel, actCommand, target));
  }
  if (todo === null && links.length === 0) return [];
  return [[fact(t('What to do'), todo ?? ''), links.join(' · ')].filter((part) => part !== '').join(' ')];
}

function fact(label: string, value: string): string {
  return `*${escaped(label)}:* ${escaped(value)}`;
}

function commandLink(label: string, command: string, argument: unknown): string {
  const query = encodeURIComponent(JSON.stringify([argument])).replace(/[()]/g, (bracket) =>
    bracket === '(' ? '%28' : '%29',
  );
  return `[${escaped(label)}](command:${command}?${query})`;
}

/** Text of a file as text, even if it looks like Markdown or a link. */
function escaped(text: string): string {
  return oneLine(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
