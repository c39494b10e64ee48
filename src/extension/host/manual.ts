import * as vscode from 'vscode';
import { sectionFirst } from './section-first';

const scheme = 'trust-list-manual';

/** The pages of `docs` that come with the extension, in VS Code's preview. */
export class Manual implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  constructor(private readonly extensionUri: vscode.Uri) {}

  /** Shows a page with one of its sections first: see `sectionFirst`. */
  async show(page: 'findings.md' | 'phone-rules.md', section: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${page}`, query: section });
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  }

  /** A link from one page to another comes here too, by its path. */
  async provideTextDocumentContent({ path, query }: vscode.Uri): Promise<string> {
    const file = vscode.Uri.joinPath(this.extensionUri, 'docs', path.slice(path.lastIndexOf('/') + 1));
    return sectionFirst(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)), query);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
