import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { packagedManifest, type Manifest } from '../../../scripts/build/manifest.mjs';
import { packagedMarkdown } from '../../../scripts/build/markdown.mjs';
import { expected } from '../../../scripts/package.mjs';

const project = join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(join(project, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const pages = ['README.md', 'CHANGELOG.md'];

/** vsce's own reader of packages, which it gives no types. */
const { readZip } = createRequire(import.meta.url)('@vscode/vsce/out/zip.js') as {
  readZip: (path: string, filter: (file: string) => boolean) => Promise<ReadonlyMap<string, Buffer>>;
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trust-list-package-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function write(file: string, text = ''): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** Where links and pictures lead to that are not whole addresses. */
const relativeTargets = (text: string): string[] =>
  [...text.matchAll(/\]\(([^()\s]+)\)|<(?:img|a|source)\b[^>]*(?:src|href|srcset)="([^"]*)"/g)]
    .map(([, link, attribute]) => link ?? attribute ?? '')
    .filter((address) => !/^\w+:/.test(address));

describe('what vsce packs', () => {
  it('is what is meant, whatever else lies in the folder of the project', async () => {
    const meant = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'media/icon.png', 'docs/findings.md'];
    meant.push('dist/cli.js', 'dist/parts/chunk-ABCDEFGH.js', 'dist/webview/editor.css', 'dist/ThirdPartyNotices.txt');
    const stray = ['src/a.ts', 'node_modules/pako/index.js', '.env', '.npmrc', 'key.pem', 'ITL.tlv', 'dist/cli.js.map'];
    stray.push('media/pictures/editor.png', 'media/samples/a.tlv', 'test/a.test.ts', '.github/workflows/test.yml');
    stray.push('docs/decisions.md', 'out/a.log', 'CONTRIBUTING.md', 'package-lock.json', 'old.vsix');
    for (const file of [...meant, ...stray]) write(file);
    write('package.json', read('package.json'));
    write('.vscodeignore', read('.vscodeignore'));
    const listed = await listFiles({ cwd: folder, packageManager: PackageManager.None });
    expect(listed.map((file) => file.replaceAll('\\', '/')).sort()).toEqual(meant.sort());
    expect(meant.filter((file) => !expected.some((pattern) => pattern.test(file)))).toEqual([]);
    expect(stray.filter((file) => expected.some((pattern) => pattern.test(file)))).toEqual([]);
  });

  it('has a manifest that names no package to install, and no script', () => {
    expect(Object.keys(packagedManifest(manifest))).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/dependencies|scripts|overrides|private/i)]),
    );
  });
});

describe('links and pictures of the page of the extension', () => {
  it.each(pages)('of %s lead to files of the project', (page) => {
    const targets = relativeTargets(read(page)).filter((address) => !address.startsWith('#'));
    expect(targets.filter((address) => !existsSync(join(project, address.replace(/#.*$/, ''))))).toEqual([]);
  });

  it('lead to a heading of the page, if they lead into it', () => {
    const text = read('README.md');
    const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(
      ([, words = '']) =>
        `#${words
          .toLowerCase()
          .replace(/[^\w -]/g, '')
          .replaceAll(' ', '-')}`,
    );
    expect(relativeTargets(text).filter((address) => address.startsWith('#') && !headings.includes(address))).toEqual(
      [],
    );
  });

  it.each(pages)('of %s are left out without a repository, and the words of links stay', (page) => {
    const packed = packagedMarkdown(read(page), false);
    expect(relativeTargets(packed).filter((address) => !address.startsWith('#'))).toEqual([]);
    expect(packed).not.toContain('](media');
    expect(packagedMarkdown('See [docs/a.md](docs/a.md#b) and [`x[0]`](x.md).\n', false)).toBe(
      'See docs/a.md and `x[0]`.\n',
    );
    expect(packagedMarkdown('One.\n\n![A list](a.png)\n\n[![B](b.png)](b.md)\n\nTwo.\n', false)).toBe('One.\n\nTwo.\n');
    const kept = 'See [there](https://example.com/a.md), [below](#below), ![C](https://example.com/c.png).\n';
    expect(packagedMarkdown(kept, false)).toBe(kept);
  });

  it('become addresses in the repository, if there is one: vsce does that, and loads nothing', async () => {
    const repository = { type: 'git', url: 'https://github.com/example/trust-lists.git' };
    const { name, version, publisher, engines } = manifest;
    write('package.json', JSON.stringify({ name, version, publisher, engines, repository }));
    write('LICENSE', 'MIT');
    for (const page of pages) write(page, packagedMarkdown(read(page), true));
    const packagePath = join(folder, 'a.vsix');
    vi.spyOn(console, 'log').mockReturnValue(undefined); // what vsce reports
    await createVSIX({ cwd: folder, packagePath, dependencies: false });
    const files = await readZip(packagePath, (file) => /(readme|changelog)\.md$/i.test(file));
    const texts = [...files.values()].map(String);
    expect(texts).toHaveLength(2);
    const base = /^https:\/\/github\.com\/example\/trust-lists\/(?:blob|raw)\/HEAD\//;
    for (const text of texts) {
      expect(relativeTargets(text).filter((address) => !address.startsWith('#'))).toEqual([]);
      const ours = [...text.matchAll(/\]\((https:[^()\s]+)\)/g)].map(([, address = '']) => address);
      const paths = ours.filter((address) => base.test(address)).map((address) => address.replace(base, ''));
      expect(paths.filter((path) => !existsSync(join(project, path.replace(/#.*$/, ''))))).toEqual([]);
      expect(paths.length).toBeGreaterThan(0);
    }
    expect(texts.join('')).toContain('](https://github.com/example/trust-lists/raw/HEAD/media/pictures/');
  });
});
