import * as vscode from 'vscode';
import type { PagePanel } from './page-panel';

interface WindowKind<Model, Panel> {
  /** As in package.json: `trustList.compare`. */
  readonly viewType: string;
  readonly extensionUri: vscode.Uri;
  /** What a window was about before a restart, by what its page kept; null if that cannot be shown again. */
  readonly restored: (state: unknown) => Model | null;
  readonly make: (model: Model, window: vscode.WebviewPanel) => Panel;
}

/**
 * The windows of one kind that are open: those that commands opened, and those that VS Code restored after a restart.
 */
export class PageWindows<Model, Panel extends Pick<PagePanel<never, never>, 'panel' | 'dispose'>>
  implements vscode.Disposable
{
  readonly #open = new Set<Panel>();
  readonly #serializer: vscode.Disposable;

  constructor(private readonly kind: WindowKind<Model, Panel>) {
    this.#serializer = vscode.window.registerWebviewPanelSerializer(kind.viewType, {
      deserializeWebviewPanel: (window, state) => {
        const model = kind.restored(state);
        if (model === null) window.dispose();
        else this.#add(model, window);
        return Promise.resolve();
      },
    });
  }

  get all(): readonly Panel[] {
    return [...this.#open];
  }

  /** The window in front. */
  get active(): Panel | undefined {
    return this.all.find(({ panel }) => panel.active);
  }

  open(model: Model): void {
    this.#add(model, vscode.window.createWebviewPanel(this.kind.viewType, '', vscode.ViewColumn.Active));
  }

  dispose(): void {
    for (const panel of this.all) panel.dispose();
    this.#serializer.dispose();
  }

  #add(model: Model, window: vscode.WebviewPanel): void {
    window.iconPath = vscode.Uri.joinPath(this.kind.extensionUri, 'media', 'icon.svg');
    const panel = this.kind.make(model, window);
    this.#open.add(panel);
    window.onDidDispose(() => {
      this.#open.delete(panel);
    });
  }
}
