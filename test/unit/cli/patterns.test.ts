import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FolderEntry, Io } from '../../../src/cli/command';
import { filesInFolder, filesOfPattern } from '../../../src/cli/file-tree';
import { nameMatcher } from '../../../src/cli/patterns';

describe('a pattern of one name', () => {
  test.each([
    ['*.tlv', ['ITLFile.tlv', 'a.b.tlv'], ['ITLFile.tlv.bak', '.hidden.tlv', 'tlv']],
    ['?TLFile.tlv', ['ITLFile.tlv', 'CTLFile.tlv'], ['TLFile.tlv', 'XXTLFile.tlv']],
    ['[IC]TL*', ['ITL', 'CTLSEP0011.tlv'], ['XTL']],
    ['SEP[0-9A-F]*', ['SEP0A', 'SEPF'], ['SEP', 'SEPG']],
    ['[!C]TL', ['ITL'], ['CTL']],
    ['[^C]TL', ['ITL'], ['CTL']],
    ['[]]', [']'], ['[']],
    ['[[]1].tlv', ['[1].tlv'], ['1.tlv']],
    ['a[b', ['a[b'], ['ab']],
    ['a-[1-3-]', ['a-2', 'a--'], ['a-4']],
    ['.*', ['.hidden'], ['shown']],
    ['{a,b}+(c)', ['{a,b}+(c)'], ['a', 'b']],
    ['a+b.tlv', ['a+b.tlv'], ['aab.tlv', 'a+bxtlv']],
    ['?', ['é', '😀'], ['ab']],
  ])('%s', (pattern, fitting, others) => {
    const fits = nameMatcher(pattern, false);
    expect([...fitting, ...others].filter(fits)).toEqual(fitting);
  });

  test('does not mind case on Windows, and does elsewhere', () => {
    expect(nameMatcher('*.TLV', true)('itlfile.tlv')).toBe(true);
    expect(nameMatcher('[A-C]TL', true)('ctl')).toBe(true);
    expect(nameMatcher('*.TLV', false)('itlfile.tlv')).toBe(false);
  });

  test('fits what the expression fits that says the same', () => {
    const piece = fc.constantFrom('*', '?', 'a', 'b', '.', '[ab]', '[!a]');
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 7 }), letters, (pieces, name) => {
        const expressions: Readonly<Record<string, string>> = { '*': '.*', '?': '.', '.': '\\.', '[!a]': '[^a]' };
        const source = pieces.map((one) => expressions[one] ?? one).join('');
        const isHidden = name.startsWith('.') && pieces[0] !== '.';
        const expected = new RegExp(`^(?:${source})$`, 's').test(name) && !isHidden;
        expect(nameMatcher(pieces.join(''), false)(name)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  test('takes no longer for many stars', () => {
    const fits = nameMatcher(`${'*a'.repeat(100)}b`, false);
    const before = process.cpuUsage().user;
    expect(fits('a'.repeat(2_000))).toBe(false);
    expect(process.cpuUsage().user - before).toBeLessThan(1_000_000);
  });
});

/** Files by their paths; what separates them is part of the path. */
function disk(separators: RegExp, ...paths: readonly string[]): Pick<Io, 'entriesOf'> & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    entriesOf: (folder) => {
      asked.push(folder);
      const parts = (path: string): string[] =>
        path.split(separators).filter((part, at) => part !== '.' && (part !== '' || at === 0));
      const wanted = folder === '.' ? [] : parts(folder.replace(/[/\\]$/, ''));
      const found = new Map<string, FolderEntry>();
      for (const path of paths.map(parts)) {
        if (path.length <= wanted.length || wanted.some((part, at) => part !== path[at])) continue;
        const [name = '', ...below] = path.slice(wanted.length);
        found.set(name, { name, isFolder: below.length > 0 });
      }
      return found.size === 0 ? Promise.reject(new Error('ENOENT')) : Promise.resolve([...found.values()]);
    },
  };
}

const tree = [
  'ITLFile.tlv',
  'CTLFile.tlv',
  'notes.txt',
  'old [1]/ITLFile.tlv',
  'old 2/ITLFile.tlv',
  'phones/SEP1/ITLFile.tlv',
  'phones/SEP2/ITLFile.tlv',
  'phones/SEP2/old/ITLFile.tlv',
  'phones/.git/ITLFile.tlv',
  'phones/node_modules/x/ITLFile.tlv',
];

describe('a pattern of a path', () => {
  test.each([
    ['*.tlv', ['CTLFile.tlv', 'ITLFile.tlv']],
    ['./*.tlv', ['./CTLFile.tlv', './ITLFile.tlv']],
    ['phones/*/ITLFile.tlv', ['phones/SEP1/ITLFile.tlv', 'phones/SEP2/ITLFile.tlv']],
    ['phones/SEP?', ['phones/SEP1', 'phones/SEP2']],
    ['phones/*/', ['phones/SEP1/', 'phones/SEP2/']],
    ['phones//SEP[2-9]//*.tlv', ['phones//SEP2//ITLFile.tlv']],
    ['phones/**', ['phones/SEP1/ITLFile.tlv', 'phones/SEP2/ITLFile.tlv', 'phones/SEP2/old/ITLFile.tlv']],
    ['phones/**/old/*.tlv', ['phones/SEP2/old/ITLFile.tlv']],
    ['**/**/ITLFile.tlv', ['ITLFile.tlv', ...tree.slice(3, 8)].sort()],
    ['phones/.git/*', ['phones/.git/ITLFile.tlv']],
    ['phones/.*/*', ['phones/.git/ITLFile.tlv']],
    ['phones/node_modules/*/*', ['phones/node_modules/x/ITLFile.tlv']],
    ['gone/*.tlv', []],
    ['old [1]/*.tlv', ['old [1]/ITLFile.tlv']],
    ['old [12]/*.tlv', ['old 2/ITLFile.tlv']],
    ['*.loads', []],
  ])('%s', async (pattern, paths) => {
    expect(await filesOfPattern(pattern, disk(/\/+/, ...tree), false)).toEqual(paths);
  });

  test.each([
    ['phones\\*\\*.TLV', ['phones\\SEP1\\ITLFile.tlv', 'phones\\SEP2\\ITLFile.tlv']],
    ['phones/*\\*.tlv', ['phones/SEP1\\ITLFile.tlv', 'phones/SEP2\\ITLFile.tlv']],
    ['phones\\**\\old\\*', ['phones\\SEP2\\old\\ITLFile.tlv']],
  ])('with the separators of Windows: %s', async (pattern, paths) => {
    const windows = tree.map((path) => path.replaceAll('/', '\\'));
    expect(await filesOfPattern(pattern, disk(/[/\\]+/, ...windows), true)).toEqual(paths);
  });

  test.each([
    ['C:\\lists\\*.tlv', 'C:\\lists\\ITLFile.tlv'],
    ['\\\\server\\share\\*.tlv', '\\\\server\\share\\ITLFile.tlv'],
  ])('from the root of a drive or a share: %s', async (pattern, path) => {
    expect(await filesOfPattern(pattern, disk(/[/\\]+/, path), true)).toEqual([path]);
  });

  test('leaves a backslash to be a character elsewhere', async () => {
    expect(await filesOfPattern('a\\*', disk(/\//, 'a\\b', 'a/b'), false)).toEqual(['a\\b']);
  });

  test('looks into a folder once, however many ways lead there', async () => {
    const io = disk(/\//, ...Array.from({ length: 200 }, (_, at) => `${'a/'.repeat(at % 20)}${at}.tlv`));
    await filesOfPattern('**/a/**/a/**/*.tlv', io, false);
    expect(new Set(io.asked).size).toBe(io.asked.length);
  });
});

describe('a folder', () => {
  test('is every file in it and its folders, sorted, without those that tools keep for themselves', async () => {
    expect(await filesInFolder('phones', disk(/\//, ...tree), false)).toEqual({
      paths: ['phones/SEP1/ITLFile.tlv', 'phones/SEP2/ITLFile.tlv', 'phones/SEP2/old/ITLFile.tlv'],
      failures: [],
    });
    expect((await filesInFolder('.', disk(/\//, ...tree), false)).paths).toContain('ITLFile.tlv');
  });

  test('has the separators that it is written with', async () => {
    const windows = tree.map((path) => `C:\\${path.replaceAll('/', '\\')}`);
    const { paths } = await filesInFolder('C:\\phones\\SEP2', disk(/[/\\]+/, ...windows), true);
    expect(paths).toEqual(['C:\\phones\\SEP2\\ITLFile.tlv', 'C:\\phones\\SEP2\\old\\ITLFile.tlv']);
  });

  test('says which folder cannot be looked into', async () => {
    const { paths, failures } = await filesInFolder('gone', disk(/\//, ...tree), false);
    expect([paths, failures.map(({ path }) => path)]).toEqual([[], ['gone']]);
  });
});
