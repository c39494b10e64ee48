import * as vscode from 'vscode';

/**
 * A page of the extension: an empty body that the script fills. Nothing runs, loads or connects but the script with
 * this page's nonce and the extension's own style sheet, so that text from a file can never become more than text.
 *
 * @param page its folder in `webview/`.
 */
export function pageHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  page: 'editor' | 'compare' | 'phone' | 'signed',
): string {
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
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta property="csp-nonce" content="${styleNonce}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Trust list</title>
    <link rel="stylesheet" href="${resource(`${page}.css`)}">
  </head>
  <body>
    <script nonce="${nonce}" src="${resource(`${page}.js`)}"></script>
  </body>
</html>`;
}

/** The only folder that a page may load from. */
export function pageResources(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

function randomHex(bytes: number): string {
  const random = globalThis.crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
