/**
 * The oldest that the product runs on, as esbuild names it: what VS Code 1.100 brings (`engines.vscode` of package.json),
 * and what the command line asks for (`engines.node`). Newer syntax, of scripts and of style sheets, is written in theirs.
 */
export const oldest = { chromium: 'chrome132', node: 'node20.19' };
