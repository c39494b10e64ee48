import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { oldest } from '../../../scripts/build/oldest.mjs';
import { releases } from '../../../scripts/vscode/releases.mjs';
import { keyIn, manifest, manifestStrings, writtenManifest } from '../../manifest';

interface Manifest {
  readonly engines: { readonly vscode: string; readonly node: string };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: readonly string[] };
    readonly virtualWorkspaces: { readonly supported: string };
  };
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
    readonly customEditors: readonly {
      readonly viewType: string;
      readonly priority: string;
      readonly selector: readonly { readonly filenamePattern: string }[];
    }[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string; readonly when?: string }[]>>;
    readonly languages: readonly { readonly id: string; readonly extensions?: readonly string[] }[];
  };
}

const root = join(import.meta.dirname, '../../..');

/** A string of the manifest, and where: `contributes.commands.3.title`. */
type Entry = readonly [path: string, value: string];

function entriesOf(value: unknown, path = ''): Entry[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => entriesOf(part, path === '' ? key : `${path}.${key}`));
}

/** The parts of the manifest of which VS Code shows something. */
const shown = /^(displayName|description|capabilities|contributes)\b/;

/** What is for VS Code alone: names, conditions, keys, paths, values. All else is taken for words. */
const technical = [
  /\.(command|submenu|when|enablement|group|icon|key|mac)$/,
  /\.(id|viewType|filenamePattern|priority|language|scopeName|path|firstLine)$/,
  /\.(configuration|type|scope|supported|view|svg)$/,
  /\.(enum|extensions|restrictedConfigurations|completionEvents)\.\d+$/,
];

const written = entriesOf(writtenManifest);
const { activationEvents, capabilities, contributes, engines } = writtenManifest as Manifest;

describe('the words of the manifest', () => {
  it('stand in package.nls.json, all of them', () => {
    const plain = written.filter(
      ([path, value]) => shown.test(path) && keyIn(value) === null && !technical.some((pattern) => pattern.test(path)),
    );
    expect(plain).toEqual([]);
  });

  it('have a key for each name, and no key without a use', () => {
    const used = new Set(written.flatMap(([, value]) => keyIn(value) ?? []));
    expect([...used].sort()).toEqual(Object.keys(manifestStrings).sort());
    expect(Object.entries(manifestStrings).filter(([, words]) => words.trim() === '')).toEqual([]);
  });

  it('replace their keys for people', () => {
    expect(entriesOf(manifest).filter(([, value]) => keyIn(value) !== null)).toEqual([]);
    expect(entriesOf(manifest)).toContainEqual(['contributes.commands.0.category', 'Trust List']);
  });
});

it('works in a folder that is not trusted, whose settings turn no finding off', () => {
  const { supported, restrictedConfigurations } = capabilities.untrustedWorkspaces;
  expect(supported).toBe('limited');
  expect(restrictedConfigurations).toContain('trustList.findings.severity');
  for (const setting of restrictedConfigurations) {
    expect(contributes.configuration.properties).toHaveProperty([setting]);
  }
});

it('works in a folder that is not on disk, and says what does not', () => {
  expect(capabilities.virtualWorkspaces.supported).toBe('limited');
});

describe('in the window of somebody who works on something else', () => {
  it('nothing starts: neither with the window nor with a language of others', () => {
    const own = contributes.languages.map(({ id }) => `onLanguage:${id}`);
    const others = activationEvents.filter(
      (event) => /^(\*|onStartupFinished)$/.test(event) || (event.startsWith('onLanguage') && !own.includes(event)),
    );
    expect(others).toEqual([]);
  });

  it('no file opens here by itself, and no language takes one, unless its name is that of a list or a signed file', () => {
    const patterns = contributes.customEditors.flatMap(({ priority, selector }) =>
      priority === 'option' ? [] : selector.map(({ filenamePattern }) => filenamePattern),
    );
    expect(patterns).toEqual(['*.tlv', '*.sgn']);
    expect(contributes.languages.flatMap(({ extensions = [] }) => extensions)).toEqual(['.showitl']);
  });
});

describe('the Explorer offers', () => {
  const fileName = /resourceFilename =~ \/(.*?)\/i/;
  const isOffered = (command: string, file: string): boolean => {
    const items = contributes.menus['explorer/context']?.filter((item) => item.command === command) ?? [];
    return items.some(({ when = '' }) => new RegExp(fileName.exec(when)?.[1] ?? '^$', 'i').test(file));
  };

  it.each(['trustList.readPhoneLog', 'trustList.readShowText'])(
    '%s for texts and logs, also if they were rotated',
    (id) => {
      const files = ['console.log', 'CONSOLE.TXT', 'messages.log.1', 'a.txt', 'blog', 'log.md', 'a.txt.bak', 'a.tlv'];
      expect(files.filter((file) => isOffered(id, file))).toEqual(files.slice(0, 4));
    },
  );

  it('the editor of signed files for names that may be one, and open as text', () => {
    const files = ['a.sha512', 'SEP1.cnf.xml.SHA512', 'SIP42.8-4-2S.loads', 'SEP1.cnf.xml', 'a.xml', 'a.sgn', 'sha512'];
    expect(files.filter((file) => isOffered('trustList.openSignedFile', file))).toEqual(files.slice(0, 4));
  });
});

it('says of each setting where it may be set', () => {
  const scopes = ['application', 'machine', 'machine-overridable', 'window', 'resource', 'language-overridable'];
  for (const [name, { scope }] of Object.entries(contributes.configuration.properties)) {
    expect(scopes, name).toContain(scope);
  }
});

describe('the oldest VS Code and Node.js that it promises', () => {
  const minor = (version: string): string => /\d+\.\d+/.exec(version)?.[0] ?? '';
  const versionOf = (name: string): string =>
    (JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;

  it('are those that it is typed for, built for and tested on', () => {
    const { vscode, node } = engines;
    expect([versionOf('@types/vscode'), releases.oldest.vscode].map(minor)).toEqual([minor(vscode), minor(vscode)]);
    expect([versionOf('@types/node'), oldest.node].map(minor)).toEqual([minor(node), minor(node)]);
  });

  it('know every function of the language that is used: none is newer than ES2023', () => {
    for (const part of ['.', 'src', 'src/core', 'webview']) {
      const config = readFileSync(join(root, part, 'tsconfig.json'), 'utf8');
      const [, lib] = /"lib": \[([^\]]*)\]/.exec(config) ?? [];
      expect(lib?.match(/ES\w+/gi) ?? ['ES2023'], part).toEqual(['ES2023']);
    }
  });
});
