import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EditorPage } from './editor-page';
import { expect, test } from './fixtures';
import { themeNames } from './window';

const root = join(import.meta.dirname, '../..');
const kept = join(root, 'test/pages/themes.json');

test('pages are tested with the colours that VS Code gives them in its default themes', async ({ vscode, release }) => {
  await vscode.openFile('ITL-cucm8-publisher.tlv');
  const editor = new EditorPage(vscode);
  await expect(editor.verdict).toContainText('Signature verified');
  const used = usedVariables();
  const found: Record<string, unknown> = {};
  for (const theme of themeNames) {
    await vscode.setTheme(theme);
    const body = editor.frame.locator('body');
    await expect(body).toHaveAttribute('data-vscode-theme-kind', kinds[theme]);
    found[theme] = await body.evaluate((element, names) => {
      const { style } = document.documentElement;
      const values = names.map((name) => [name, style.getPropertyValue(name)] as const);
      return {
        class: element.getAttribute('class') ?? '',
        kind: element.dataset['vscodeThemeKind'],
        variables: Object.fromEntries(values.filter(([, value]) => value !== '')),
      };
    }, used);
  }
  found['styles'] = await editor.frame.locator('#_defaultStyles').evaluate((style) => style.textContent);
  if (release === 'oldest') return; // its themes have other colours
  if (process.env['UPDATE_THEMES']) writeFileSync(kept, `${JSON.stringify(found, null, 2)}\n`);
  expect(JSON.parse(readFileSync(kept, 'utf8')) as unknown, 'run again with UPDATE_THEMES=1').toEqual(found);
});

const kinds = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  'high contrast': 'vscode-high-contrast',
  'high contrast light': 'vscode-high-contrast-light',
} as const;

/** The variables that the style sheets and scripts of the pages name, and those of VS Code's own styles for them. */
function usedVariables(): string[] {
  const folder = join(root, 'dist/webview');
  const files = readdirSync(folder).filter((file) => /\.(js|css)$/.test(file));
  const text = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  const always = ['--vscode-editor-foreground', '--vscode-font-family', '--vscode-font-size', '--vscode-font-weight'];
  return [...new Set([...always, ...(text.match(/--vscode-[\w-]+/g) ?? [])])].sort();
}
