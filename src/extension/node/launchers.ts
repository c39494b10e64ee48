import { posix, win32 } from 'node:path';

/** What a launcher starts. */
export interface Launched {
  /** VS Code's own Electron, or the Node.js of a remote machine. */
  readonly runtime: string;
  /** `dist/cli.js` of the extension. */
  readonly program: string;
}

/** A file by which a shell finds `trustlist`. */
export interface Launcher {
  readonly name: string;
  readonly text: string;
}

/**
 * What starts the command line without a Node.js of the person's own. Windows gets two: for cmd and PowerShell, and for the
 * shell of Git.
 *
 * @throws Error if a path cannot stand in a launcher: no file of Windows has such a name.
 */
export function launchersOf(launched: Launched, isWindows: boolean): readonly Launcher[] {
  if (!isWindows) return [shellLauncher(launched)];
  const { runtime, program } = launched;
  const slashed = { runtime: runtime.replaceAll('\\', '/'), program: program.replaceAll('\\', '/') };
  return [batchLauncher(launched), shellLauncher(slashed)];
}

function shellLauncher({ runtime, program }: Launched): Launcher {
  const text = `#!/bin/sh
# Written by the Trust List Editor, and again after each of its updates.
ELECTRON_RUN_AS_NODE=1
export ELECTRON_RUN_AS_NODE
exec ${shellQuoted(runtime)} ${shellQuoted(program)} "$@"
`;
  return { name: 'trustlist', text };
}

/** Nothing has a meaning between apostrophes, except the next one. */
function shellQuoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`;
}

/**
 * cmd runs it in the process of the prompt, so that nothing that it sets may stay. The last line has its end in it, since cmd
 * reads the next one only when the program has ended, and the file may be another one by then.
 */
function batchLauncher({ runtime, program }: Launched): Launcher {
  const paths = [`set "trustlist_runtime=${batchText(runtime)}"`, `set "trustlist_program=${batchText(program)}"`];
  const lines = [
    '@echo off',
    'rem Written by the Trust List Editor, and again after each of its updates.',
    'setlocal EnableExtensions DisableDelayedExpansion',
    ...(isAscii(runtime + program) ? paths : asUtf8(paths)),
    'set ELECTRON_RUN_AS_NODE=1',
    '"%trustlist_runtime%" "%trustlist_program%" %* & exit /b',
  ];
  return { name: 'trustlist.cmd', text: lines.map((line) => `${line}\r\n`).join('') };
}

/** cmd reads a file in the code page of its console, which knows the letters of one language. */
function asUtf8(lines: readonly string[]): string[] {
  return [
    `for /f "tokens=2 delims=:." %%c in ('chcp') do set "trustlist_codepage=%%c"`,
    'chcp 65001 >nul',
    ...lines,
    'chcp %trustlist_codepage% >nul',
  ];
}

function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/** A path between quotes: only the percent sign has a meaning there. */
function batchText(path: string): string {
  if (/["\r\n]/.test(path)) throw new Error(`A batch file cannot name ${path}.`);
  return path.replaceAll('%', '%%');
}

/**
 * A value of PATH that begins with a folder.
 *
 * @throws Error if the folder has the separator of PATH in its name, which nothing can quote.
 */
export function pathBeginningWith(folder: string, path: string | undefined, isWindows: boolean): string {
  const { delimiter } = isWindows ? win32 : posix;
  if (folder.includes(delimiter))
    throw new Error(`${folder} cannot be on PATH, because its name contains “${delimiter}”.`);
  const others = (path ?? '').split(delimiter).filter((entry) => entry !== folder);
  return path === undefined || path === '' ? folder : [folder, ...others].join(delimiter);
}
