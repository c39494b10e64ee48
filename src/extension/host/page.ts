import * as vscode from 'vscode';
import { messagesElement, t } from '../../core/words/translate';
import { language } from './language';

/** Milliseconds that a page has to say that it is ready, before it is loaded again; twice as many each time. */
const patience = 4000;

/**
 * Fills a window with a page, which says `ready` once its script has run, and again whenever it is shown after it was
 * hidden. A page that does not would stay empty: of two that start at once, as the sides of a diff do, VS Code in a
 * browser leaves one without its files now and then (before 1.101), or waiting for a service worker that is there
 * already (1.139 too). So it is loaded again, and if that is not enough, its frame is replaced.
 *
 * @param page its folder in `webview/`.
 * @returns what to dispose of with the window.
 */
export function showPage(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, page: string): vscode.Disposable {
  const { webview } = panel;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasVisible = panel.visible;
  const load = (): void => {
    webview.html = pageHtml(webview, extensionUri, page);
  };
  const remake = (): void => {
    remakeFrame(panel);
  };
  const remedies = [load, remake, remake];
  /**
   * Remedies since the page was last ready. A frame that is replaced is hidden and shown, and must not begin them
   * again.
   */
  let tried = 0;
  const expectReady = (): void => {
    clearTimeout(timer);
    const remedy = remedies[tried];
    if (remedy === undefined) return;
    timer = setTimeout(
      () => {
        tried += 1;
        expectReady();
        remedy();
      },
      patience * 2 ** tried,
    );
  };
  webview.options = { enableScripts: true, localResourceRoots: [pageResources(extensionUri)] };
  load();
  expectReady();
  return vscode.Disposable.from(
    webview.onDidReceiveMessage(({ type }: { readonly type: string }) => {
      if (type !== 'ready') return;
      clearTimeout(timer);
      tried = 0;
    }),
    panel.onDidChangeViewState(() => {
      if (panel.visible === wasVisible) return;
      wasVisible = panel.visible;
      if (wasVisible) expectReady();
      else clearTimeout(timer);
    }),
    new vscode.Disposable(() => {
      clearTimeout(timer);
    }),
  );
}

/** VS Code drops the frame of an editor that another one covers, and makes a new one when it is in sight again. */
function remakeFrame(panel: vscode.WebviewPanel): void {
  const viewColumn = panel.viewColumn ?? vscode.ViewColumn.Active;
  const cover = vscode.window.createWebviewPanel('trustList.cover', panel.title, { viewColumn, preserveFocus: true });
  const covered = panel.onDidChangeViewState(() => {
    if (!panel.visible) cover.dispose();
  });
  const closed = panel.onDidDispose(() => {
    cover.dispose();
  });
  cover.onDidDispose(() => {
    covered.dispose();
    closed.dispose();
  });
}

/**
 * A page of the extension: an empty body that the script fills. Nothing runs, loads or connects but the script with
 * this page's nonce and the extension's own style sheet, so that text from a file can never become more than text.
 *
 * @param page its folder in `webview/`.
 */
function pageHtml(webview: vscode.Webview, extensionUri: vscode.Uri, page: string): string {
  const nonce = randomHex(16);
  // The toolkit asks for a nonce by this meta element before it adds a style element of its own.
  const styleNonce = randomHex(16);
  const resource = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(pageResources(extensionUri), name)).toString();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${styleNonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language()}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta property="csp-nonce" content="${styleNonce}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    ${messagesElement(vscode.l10n.bundle ?? null)}
    <title>${t('Trust list')}</title>
    <link rel="stylesheet" href="${resource(`${page}.css`)}">
  </head>
  <body>
    <script nonce="${nonce}" src="${resource('toolkit.js')}"></script>
    <script nonce="${nonce}" src="${resource(`${page}.js`)}"></script>
  </body>
</html>`;
}

/** The only folder that a page may load from. */
function pageResources(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

function randomHex(bytes: number): string {
  const random = globalThis.crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
