import * as vscode from 'vscode';
import { safeFileName } from '../../core/cluster/file-names';
import { visible } from '../../core/show/layout';
import type { FetchedFiles, NewFile } from './fetched-files';
import { t } from '../../core/words/translate';

/** What a server said, as a text that a person can read, copy and save. */
export interface Report {
  /** `TFTP 10.1.1.1`: what the text is called. */
  readonly label: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * Keeps files with a report on them in a folder of their own, and shows the report.
 *
 * @param label what the folder is called.
 * @returns the folder.
 */
export async function keepReported(
  fetched: FetchedFiles,
  label: string,
  { files, report, now }: { readonly files: readonly NewFile[]; readonly report: Report; readonly now: Date },
): Promise<vscode.Uri> {
  const inMemory = t('The files are in memory until this window closes. Use Save As for what you need.');
  const text = reportFile(files.length === 0 ? report : { ...report, lines: [...report.lines, '', inMemory] });
  const folder = fetched.add(label, [...files, text], now);
  await showReport(folder, text);
  return folder;
}

function reportFile({ label, title, lines }: Report): NewFile {
  // A name or an answer of a server moves no cursor and hides no text.
  const text = [title, '', ...lines].map((line) => `${visible(line)}\n`).join('');
  return { name: `${safeFileName(label)}.txt`, bytes: new TextEncoder().encode(text) };
}

async function showReport(folder: vscode.Uri, { name }: NewFile): Promise<void> {
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
