import type { Command, Option } from '../command';
import { general, programOptions as options } from '../usage';

/** What can stand in a place of a command line. */
export type Value =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** A file or a folder. */
  | { readonly kind: 'file' }
  /** Anything: nothing can be offered. */
  | { readonly kind: 'text' };

export interface OptionSyntax {
  /** Without its dashes. */
  readonly name: string;
  readonly short: string | null;
  /** Null for an option without a value. */
  readonly value: Value | null;
  /** `FILE`; null for an option without a value. */
  readonly valueName: string | null;
  readonly isMultiple: boolean;
  readonly summary: string;
}

/** A command as shells complete it. */
export interface CommandSyntax {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionSyntax[];
  readonly operands: Value;
}

/** Makes the script by which a shell completes command lines. */
export type Shell = (commands: readonly CommandSyntax[]) => string;

/** What stands before every command, and in its place. */
export const programOptions = Object.keys(options).map((name) => `--${name}`);

export function syntaxOf(command: Command): CommandSyntax {
  const { name, summary, choices, operandsAreServers = false } = command;
  return {
    name,
    summary,
    options: Object.entries({ ...command.options, ...general }).map(([option, of]) => optionSyntax(option, of)),
    operands:
      choices !== undefined ? { kind: 'words', words: choices } : { kind: operandsAreServers ? 'text' : 'file' },
  };
}

function optionSyntax(name: string, { type, short, value, choices, multiple, summary }: Option): OptionSyntax {
  return {
    name,
    short: short ?? null,
    value: type === 'boolean' ? null : valueOf(value ?? '', choices),
    valueName: type === 'boolean' ? null : (value ?? 'VALUE'),
    isMultiple: multiple === true,
    summary,
  };
}

/** Options name what their values are: `FILE`, `DIR...`, `LIST`. */
function valueOf(name: string, choices: readonly string[] | undefined): Value {
  if (choices !== undefined) return { kind: 'words', words: choices };
  return { kind: /\b(?:FILE|DIR|LIST|BUNDLE|OUT)\b/.test(name) ? 'file' : 'text' };
}

/** Both spellings of an option. */
export function spellings({ name, short }: Pick<OptionSyntax, 'name' | 'short'>): string[] {
  return short === null ? [`--${name}`] : [`--${name}`, `-${short}`];
}
