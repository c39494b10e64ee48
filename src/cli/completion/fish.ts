import { programOptions, type CommandSyntax, type OptionSyntax, type Shell, type Value } from './shells';

export const fish: Shell = (commands) => {
  const first = 'complete -c trustlist -n __fish_use_subcommand -f';
  const lines = [
    'complete -c trustlist -e', // what an earlier version said
    ...programOptions.map((option) => `${first} -l ${option.slice(2)}`),
    ...commands.map(({ name, summary }) => `${first} -a ${name} -d ${quoted(summary)}`),
    ...commands.flatMap(linesOf),
  ];
  return `# fish completion of trustlist\n${lines.join('\n')}\n`;
};

function linesOf({ name, options, operands }: CommandSyntax): string[] {
  const start = `complete -c trustlist -n '__fish_seen_subcommand_from ${name}'`;
  const operand = operands.kind === 'file' ? [] : [`${start}${argumentOf(operands)}`];
  return [...operand, ...options.map((option) => `${start}${optionOf(option)}`)];
}

function optionOf({ name, short, value, summary }: OptionSyntax): string {
  const letter = short === null ? '' : ` -s ${short}`;
  const argument = value === null ? '' : ` -r${argumentOf(value)}`;
  return `${letter} -l ${name}${argument} -d ${quoted(summary)}`;
}

function argumentOf(value: Value): string {
  if (value.kind === 'file') return ' -F';
  return value.kind === 'text' ? ' -f' : ` -f -a ${quoted(value.words.join(' '))}`;
}

/** Within quotes of fish, a backslash stands before a quote and before itself. */
function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
