import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { startable, startableOf } from '../../../scripts/shared/process.mjs';
import { planOf, withoutOtherSystems } from '../../../scripts/suites/plan.mjs';

const code = 'C:\\Users\\A B\\AppData\\Local\\Programs\\Microsoft VS Code\\bin\\code.cmd';

/** The arguments in a line, as a program on Windows reads them (CommandLineToArgvW), if there is no quote in them. */
function argumentsIn(line: string): string[] {
  const found = line.matchAll(/(?:^|(?<= ))(?:"((?:[^"\\]|\\+(?!")|\\\\)*)"|([^ "]+))(?= |$)/g);
  return [...found].map(
    ([, quoted, plain]) => quoted?.replace(/(?:\\\\)+$/, (run) => run.slice(run.length / 2)) ?? plain ?? '',
  );
}

describe('how a program is started on Windows', () => {
  it('a batch file by a shell, with quotes around each path with spaces', () => {
    const { command, args, shell } = startable(
      code,
      ['--install-extension', 'C:\\My Files\\a.vsix', '--force'],
      'win32',
    );
    expect({ args, shell }).toEqual({ args: [], shell: true });
    expect(command).toBe(`"${code}" --install-extension "C:\\My Files\\a.vsix" --force`);
  });

  it('npm by a shell, and a program without one', () => {
    expect(startable('npm', ['ci', '--no-audit'], 'win32')).toEqual({
      command: 'npm ci --no-audit',
      args: [],
      shell: true,
    });
    const node = 'C:\\Program Files\\nodejs\\node.exe';
    expect(startable(node, ['a b.mjs'], 'win32')).toEqual({ command: node, args: ['a b.mjs'], shell: false });
  });

  it('so that any arguments arrive as they are, and the shell finds nothing of its own in them', () => {
    const argument = fc.oneof(
      fc.string({
        unit: fc.constantFrom('a', ' ', '\\', '&', '|', '^', '(', ')', '<', '>', ';', ',', 'ü'),
        minLength: 1,
      }),
      fc.constantFrom(code, 'C:\\', 'C:\\A B\\', '--user-data-dir', '@vscode/vsce', ''),
    );
    fc.assert(
      fc.property(fc.array(argument), (args) => {
        const { command } = startable(code, args, 'win32');
        expect(argumentsIn(command)).toEqual([code, ...args]);
        expect(command.replace(/"[^"]*"/g, '')).toMatch(/^[\w.:/\\@= -]*$/);
      }),
    );
    expect(() => startable(code, ['a"b'], 'win32')).toThrow('takes no quote');
  });

  it('is not that of other systems', () => {
    for (const platform of ['linux', 'darwin'] as const) {
      const mac = '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code';
      expect(startable(mac, ['a b', '"'], platform)).toEqual({ command: mac, args: ['a b', '"'], shell: false });
    }
  });

  it('takes the batch file that is found, and not the script for other shells next to it', () => {
    expect(startableOf([code.replace('.cmd', ''), code, ''], 'win32')).toBe(code);
    expect(startableOf([''], 'win32')).toBeUndefined();
    expect(startableOf(['/usr/bin/code', ''], 'linux')).toBe('/usr/bin/code');
  });
});

describe('what npm test runs', () => {
  it('is everything on Linux', () => {
    expect(planOf('linux').leftOut).toBeNull();
    expect(planOf('linux').suites.flat()).toEqual(expect.arrayContaining(['e2e', 'extension', 'start', 'web']));
  });

  it.each(['win32', 'darwin'] as const)('is what needs no VS Code server on %s, and names the rest', (platform) => {
    const { suites, leftOut } = planOf(platform);
    const everything = planOf('linux').suites.flat();
    expect(suites.flat()).toEqual(expect.arrayContaining(['check', 'unit', 'pages', 'web', 'desktop']));
    for (const suite of everything.filter((name) => !suites.flat().includes(name))) expect(leftOut).toContain(suite);
  });

  it('fails with a skipped test on Linux, and names it on other systems', () => {
    const said = vi.spyOn(console, 'log').mockReturnValue(undefined);
    const tally = { passed: 5, failed: 0, skipped: 2, failures: [] };
    expect(withoutOtherSystems(tally, ['keeps the owner'], 'linux')).toEqual(tally);
    expect(withoutOtherSystems(tally, ['keeps the owner'], 'win32')).toEqual({ ...tally, skipped: 1 });
    expect(said.mock.calls.flat().join('\n')).toContain('- keeps the owner');
    said.mockRestore();
  });
});
