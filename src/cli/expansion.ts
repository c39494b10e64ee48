import { UsageError, type Arguments, type Command, type Io } from './command';
import { filesRead } from './files-apart';
import { filesOfPattern } from './file-tree';
import { isPattern } from './patterns';

/** What an operand of `-` reads. */
export const standardInput = '-';

/** What is said of a pattern that no file fits. */
export const fitsNoFile = 'There is no such file, and no file matches this pattern.';

type Expanded = Pick<Command, 'name' | 'options' | 'keepsUnmatched' | 'operandsAreServers'>;

/** Expands the patterns among the operands, and among the values of options that name files to be read. */
export async function expand(
  { name: command, options, keepsUnmatched = false, operandsAreServers }: Expanded,
  args: Arguments,
  io: Io,
  isWindows: boolean,
): Promise<Arguments> {
  const unmatched: string[] = [];
  let isExpanded = false;
  const expandAll = async (paths: readonly string[], keeps = false): Promise<string[]> => {
    const expanded: string[] = [];
    for (const path of paths) {
      if (await isLiteral(path, io)) {
        expanded.push(path);
        continue;
      }
      const found = await filesOfPattern(path, io, isWindows);
      if (found.length === 0) (keeps ? expanded : unmatched).push(path);
      for (const file of found) expanded.push(file);
      isExpanded = true;
    }
    return expanded;
  };
  const operands = operandsAreServers === true ? args.operands : await expandAll(args.operands, keepsUnmatched);
  const areOperandsExpanded = isExpanded;
  const values = new Map<string, readonly string[]>();
  for (const [option, { input = false, multiple = false }] of Object.entries(options)) {
    if (!input) continue;
    const one = args.value(option);
    const given = one === null ? args.values(option) : [one];
    const found = await expandAll(given);
    if (!multiple && found.length > 1) {
      throw new UsageError(`${command}: --${option} takes one file, and ${one ?? ''} matches ${found.length}`);
    }
    values.set(option, found);
  }
  return {
    operands,
    isExpanded: areOperandsExpanded,
    unmatched,
    has: args.has,
    value: (option) => values.get(option)?.[0] ?? args.value(option),
    values: (option) => values.get(option) ?? args.values(option),
  };
}

/** Refuses a command line that reads standard input twice: the second time there would be nothing left. */
export function refuseSecondInput({ name, options }: Pick<Command, 'name' | 'options'>, args: Arguments): void {
  const inputs = Object.keys(options).filter((option) => options[option]?.input === true);
  const named = inputs.flatMap((option) => [args.value(option) ?? args.values(option)].flat());
  const times = [...args.operands, ...named, ...filesRead(args)].filter((path) => path === standardInput).length;
  if (times > 1) throw new UsageError(`${name}: standard input (-) can be read only once, and ${times} inputs name it`);
}

/** A file whose name has special characters wins over the pattern. */
async function isLiteral(path: string, io: Io): Promise<boolean> {
  return !isPattern(path) || (await io.fileNumber(path)) !== null;
}
