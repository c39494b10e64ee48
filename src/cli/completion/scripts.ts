import type { Command } from '../command';
import { bash } from './bash';
import { fish } from './fish';
import { powershell } from './powershell';
import { syntaxOf, type Shell } from './shells';
import { zsh } from './zsh';

const shells = { bash, zsh, fish, powershell } as const satisfies Readonly<Record<string, Shell>>;

export type ShellName = keyof typeof shells;

/** The script by which a shell completes these commands. */
export function completionScript(shell: ShellName, commands: readonly Command[]): string {
  return shells[shell](commands.map(syntaxOf));
}
