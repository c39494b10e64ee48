import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeOver } from '../../node/whole-file';
import type { CommandLine, CommandLinePlace } from '../host/platform';
import { launchersOf, pathBeginningWith, type Launcher } from './launchers';

const isWindows = process.platform === 'win32';

/** A program without a console of its own shares that of the shell, and with it what is typed. */
const takesPasswords = !(isWindows && 'electron' in process.versions);

/** The command line of the extension, on the runtime that runs the extension. */
export function commandLineIn({ folder, program }: CommandLinePlace): CommandLine {
  const launchers = (): readonly Launcher[] => launchersOf({ runtime: process.execPath, program }, isWindows);
  return {
    takesPasswords,
    install: async () => {
      const path = pathBeginningWith(folder, process.env['PATH'], isWindows);
      await mkdir(folder, { recursive: true });
      for (const { name, text } of launchers()) {
        if ((await textOf(join(folder, name))) !== text) await writeLauncher(join(folder, name), text);
      }
      return { PATH: path };
    },
    update: async () => {
      for (const { name, text } of launchers()) {
        const found = await textOf(join(folder, name));
        if (found !== null && found !== text) await writeLauncher(join(folder, name), text);
      }
    },
  };
}

/** Null if there is no such file. */
function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

/** Whole or not at all: a terminal may run it at this moment. */
function writeLauncher(path: string, text: string): Promise<void> {
  return writeOver(path, new TextEncoder().encode(text), 0o755);
}
