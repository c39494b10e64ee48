import { win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { launchersOf, pathBeginningWith, type Launcher } from '../../../../src/extension/node/launchers';

const code = {
  runtime: String.raw`C:\Users\O'Brien & Söhne\AppData\Local\Programs\Microsoft VS Code\Code.exe`,
  program: String.raw`C:\Users\O'Brien & Söhne\.vscode\extensions\trust-list-editor-0.1.0\dist\cli.js`,
};

function launcher(launchers: readonly Launcher[], name: string): string {
  const found = launchers.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found.text;
}

/** What cmd sets by the lines of a batch file: a doubled percent sign is one, and quotes end at the last one of the line. */
function variablesOf(batch: string): Readonly<Record<string, string>> {
  const set = [...batch.matchAll(/^set "(\w+)=(.*)"\r$/gm)].map(([, name = '', value = '']) => {
    expect(value.replaceAll('%%', ''), 'a percent sign of its own begins a variable').not.toContain('%');
    return [name, value.replaceAll('%%', '%')] as const;
  });
  return Object.fromEntries(set);
}

/** Characters of file names on Windows, with all that cmd gives a meaning to. */
const windowsName = fc.string({
  unit: fc.constantFrom(...Array.from(`aZ9 .-_'%^&()!=;,+~@#$[]{}\`äß日`)),
  minLength: 1,
  maxLength: 20,
});

describe('the launcher for cmd and PowerShell', () => {
  test('starts the program on the runtime, whatever a folder of Windows is called', () => {
    fc.assert(
      fc.property(windowsName, windowsName, (first, second) => {
        const runtime = win32.join('C:\\', first, 'Code.exe');
        const program = win32.join('C:\\', second, 'dist', 'cli.js');
        const batch = launcher(launchersOf({ runtime, program }, true), 'trustlist.cmd');
        expect(variablesOf(batch)).toEqual({ trustlist_runtime: runtime, trustlist_program: program });
        expect(batch).not.toMatch(/[^\r]\n/);
      }),
    );
  });

  test('leaves nothing behind in the prompt, passes on the arguments and the exit status', () => {
    const lines = launcher(launchersOf(code, true), 'trustlist.cmd').split('\r\n');
    expect(lines[0]).toBe('@echo off');
    expect(lines).toContain('setlocal EnableExtensions DisableDelayedExpansion');
    expect(lines.indexOf('set ELECTRON_RUN_AS_NODE=1')).toBeGreaterThan(
      lines.findIndex((line) => /^setlocal/.test(line)),
    );
    expect(lines.slice(-2)).toEqual(['"%trustlist_runtime%" "%trustlist_program%" %* & exit /b', '']);
  });

  test('is read as UTF-8 only if a path needs it, and the code page of the prompt comes back before the program starts', () => {
    const odd = launcher(launchersOf(code, true), 'trustlist.cmd').split('\r\n');
    const [there, back] = ['chcp 65001 >nul', 'chcp %trustlist_codepage% >nul'].map((line) => odd.indexOf(line));
    const paths = odd.flatMap((line, at) => (/Söhne/.test(line) ? at : []));
    expect(paths).toHaveLength(2);
    for (const at of paths) expect([(there ?? -1) >= 0 && at > (there ?? -1), at < (back ?? -1)]).toEqual([true, true]);
    const plain = { runtime: 'C:\\Code.exe', program: 'C:\\cli.js' };
    expect(launcher(launchersOf(plain, true), 'trustlist.cmd')).not.toContain('chcp');
  });

  test.each(['C:\\a"b', 'C:\\a\nb', 'C:\\a\rb'])(
    'is not written for %j, which no file of Windows is called',
    (runtime) => {
      expect(() => launchersOf({ ...code, runtime }, true)).toThrow(/A batch file cannot name/);
    },
  );
});

describe('the launcher for sh', () => {
  test('is the only one where there is no cmd', () => {
    const paths = { runtime: '/usr/share/code/code', program: '/home/x/dist/cli.js' };
    expect(launchersOf(paths, false)).toEqual([
      {
        name: 'trustlist',
        text: expect.stringMatching(
          /^#!\/bin\/sh\n[^]*\nexec '\/usr\/share\/code\/code' '\/home\/x\/dist\/cli\.js' "\$@"\n$/,
        ) as string,
      },
    ]);
  });

  test('names files of Windows as the shell of Git does', () => {
    const text = launcher(launchersOf(code, true), 'trustlist');
    expect(text).toContain(`exec 'C:/Users/O'\\''Brien & Söhne/AppData/Local/Programs/Microsoft VS Code/Code.exe' `);
    expect(text).not.toContain('\r');
  });
});

describe('PATH', () => {
  test.each([
    ['/x/bin', '/usr/bin:/bin', false, '/x/bin:/usr/bin:/bin'],
    ['/x/bin', '/usr/bin:/x/bin:/bin', false, '/x/bin:/usr/bin:/bin'],
    ['/x/bin', '/x/bin', false, '/x/bin'],
    ['/x/bin', '', false, '/x/bin'], // an empty entry would be the folder of the terminal
    ['/x/bin', undefined, false, '/x/bin'],
    ['/x/my bin', '/usr/bin', false, '/x/my bin:/usr/bin'],
    ['C:\\my bin', 'C:\\Windows;D:\\tools', true, 'C:\\my bin;C:\\Windows;D:\\tools'],
    ['C:\\a:b', 'C:\\Windows', true, 'C:\\a:b;C:\\Windows'],
  ])('begins with %s before %s', (folder, path, isWindows, expected) => {
    expect(pathBeginningWith(folder, path, isWindows)).toBe(expected);
  });

  test('cannot begin with a folder that would be taken for two', () => {
    expect(() => pathBeginningWith('/x:y/bin', '/bin', false)).toThrow('/x:y/bin cannot be on PATH');
    expect(() => pathBeginningWith('C:\\x;y', 'C:\\', true)).toThrow('cannot be on PATH');
  });
});
