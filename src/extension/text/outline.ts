import * as vscode from 'vscode';
import type { Section, ShownOutput } from './shown-text';
import type { Texts } from './texts';

/** The outline of a text: header and records with their fields, under each output if there are several. */
export class Symbols implements vscode.DocumentSymbolProvider {
  constructor(private readonly texts: Texts) {}

  async provideDocumentSymbols(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
    const outputs = (await this.texts.of(document))?.outputs ?? [];
    const [only, ...others] = outputs;
    if (only !== undefined && others.length === 0) return only.sections.map(sectionSymbol);
    return outputs.map(outputSymbol);
  }
}

/** Folds each output, its header and its records. */
export class Folding implements vscode.FoldingRangeProvider {
  readonly onDidChangeFoldingRanges: vscode.Event<void>;

  constructor(private readonly texts: Texts) {
    this.onDidChangeFoldingRanges = texts.onDidChange;
  }

  async provideFoldingRanges(document: vscode.TextDocument): Promise<vscode.FoldingRange[]> {
    const outputs = (await this.texts.of(document))?.outputs ?? [];
    return outputs
      .flatMap(({ range, sections }) => [range, ...sections.map((section) => section.range)])
      .filter(({ isSingleLine }) => !isSingleLine)
      .map(({ start, end }) => new vscode.FoldingRange(start.line, end.line));
  }
}

function outputSymbol({ name, range, sections }: ShownOutput): vscode.DocumentSymbol {
  const heading = new vscode.Range(range.start, range.start);
  const symbol = new vscode.DocumentSymbol(name, '', vscode.SymbolKind.File, range, heading);
  symbol.children = sections.map(sectionSymbol);
  return symbol;
}

function sectionSymbol({ name, detail, range, heading, place, fields }: Section): vscode.DocumentSymbol {
  const kind = place.record === null ? vscode.SymbolKind.Namespace : vscode.SymbolKind.Class;
  const symbol = new vscode.DocumentSymbol(name, detail, kind, range, heading);
  symbol.children = fields.map(
    (field) => new vscode.DocumentSymbol(field.name, field.detail, vscode.SymbolKind.Field, field.range, field.range),
  );
  return symbol;
}
