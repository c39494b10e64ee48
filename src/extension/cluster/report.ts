import * as vscode from 'vscode';
import { safeFileName } from '../../core/cluster/file-names';
import { visible } from '../../core/show/layout';
import type { FetchedFiles, NewFile } from './fetched-files';

/** What a server said, as a text that a person can read, copy and save. */
export interface Report {
  /** `TFTP 10.1.1.1`: what the text is called. */
  readonly label: string;
  readonly title: string;
  readonly lines: readonly string[];
}

export function reportFile({ label, title, lines }: Report): NewFile {
  // A name or an answer of a server moves no cursor and hides no text.
  const text = [title, '', ...lines].map((line) => `${visible(line)}\n`).join('');
  return { name: `${safeFileName(label)}.txt`, bytes: new TextEncoder().encode(text) };
}

/** Shows a report that is in a folder of fetched files. */
export async function showReport(folder: vscode.Uri, { name }: NewFile): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, name));
  await vscode.window.showTextDocument(document, { preview: false });
}

/** Makes the names of files that a report says were found links that open them. */
export class ReportLinks implements vscode.DocumentLinkProvider {
  constructor(private readonly fetched: FetchedFiles) {}

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const folder = vscode.Uri.joinPath(document.uri, '..');
    const names = new Set(this.fetched.namesIn(folder));
    return document
      .getText()
      .split('\n')
      .flatMap((line, at) => {
        const name = line.slice(0, Math.max(0, line.indexOf(': ')));
        if (!names.has(name)) return [];
        return new vscode.DocumentLink(new vscode.Range(at, 0, at, name.length), vscode.Uri.joinPath(folder, name));
      });
  }
}
