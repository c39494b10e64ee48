import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError, type Arguments, type Command, type Misspelling } from './command';

/**
 * Reads what follows a command's name, without counting the operands: patterns among them are not expanded yet. Throws a
 * `UsageError` for options that the command does not have.
 */
export function readArguments(command: Command, args: readonly string[]): Arguments {
  const { values, positionals } = parse(command, args);
  return {
    operands: positionals,
    isExpanded: false,
    unmatched: [],
    has: (option) => values[option] !== undefined && values[option] !== false,
    value: (option) => {
      const value = values[option];
      return typeof value === 'string' ? value : null;
    },
    values: (option) => {
      const value = values[option];
      return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
    },
  };
}

type Options = NonNullable<ParseArgsConfig['options']>;

function parse(
  { name: command, options }: Command,
  args: readonly string[],
): { values: Record<string, unknown>; positionals: string[] } {
  const known = Object.entries(options).map(
    ([name, { type, short, multiple = false }]) =>
      [name, { type, multiple, ...(short === undefined ? {} : { short }) }] as const,
  );
  const given = [...args];
  const taken: Options = { ...Object.fromEntries(known), help: { type: 'boolean', short: 'h' } };
  try {
    const parsed = parseArgs({ args: given, options: taken, allowPositionals: true, tokens: true });
    return shareOperands(options, parsed.tokens, parsed.values);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node adds how to pass an operand that begins with a dash, which fits few of the cases.
    const message = `${command}: ${error.message.split('. ')[0] ?? error.message}`;
    const isUnknown = 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    throw new UsageError(message, isUnknown ? unknownOption(given, taken) : null);
  }
}

/** The first option that is not among these, as it was typed. */
function unknownOption(args: string[], options: Options): Misspelling | null {
  const { tokens } = parseArgs({ args, options, allowPositionals: true, strict: false, tokens: true });
  const token = tokens.find((one) => one.kind === 'option' && !Object.hasOwn(options, one.name));
  const [word] = args[token?.index ?? -1]?.split('=', 1) ?? [];
  return word === undefined ? null : { word, known: Object.keys(options).map((name) => `--${name}`) };
}

type Token =
  | { readonly kind: 'option'; readonly name: string; readonly value: string | undefined }
  | { readonly kind: 'positional'; readonly value: string }
  | { readonly kind: 'option-terminator' };

/** Gives operands to the option before them, where it takes several values, which keep their order. */
function shareOperands(
  options: Command['options'],
  tokens: readonly Token[],
  given: Readonly<Record<string, unknown>>,
): { values: Record<string, unknown>; positionals: string[] } {
  const shared = new Map<string, string[]>();
  const positionals: string[] = [];
  let open = positionals;
  for (const token of tokens) {
    if (token.kind === 'positional') {
      open.push(token.value);
      continue;
    }
    open = positionals;
    if (token.kind !== 'option' || token.value === undefined || options[token.name]?.several !== true) continue;
    open = shared.get(token.name) ?? [];
    open.push(token.value);
    shared.set(token.name, open);
  }
  return { values: { ...given, ...Object.fromEntries(shared) }, positionals };
}

/** Throws a `UsageError` unless the command takes so many operands. */
export function checkOperands({ name, operands, leastOperands, mostOperands }: Command, count: number): void {
  if (count < leastOperands) throw new UsageError(`${name}: ${operands} is missing`);
  if (count > mostOperands) throw new UsageError(`${name} takes ${operands} and nothing more`);
}
