import type { Command, Option } from './command';

/** What the status of most commands says. */
export const exitStatus = `Exit status: 0 no error; 1 at least one error (a bad signature is one); 2 a file or the command line could not be
read, or the output could not be written.`;
/** What more it says of all commands together. */
export const depends = `3 the answer depends on something that no file says (verify, phone, migrate, audit, tvs).`;

/** The options of every command. */
export const general: Readonly<Record<string, Option>> = {
  help: { type: 'boolean', short: 'h', summary: 'Print this text and exit.' },
};

/** The options without a command. */
export const programOptions: Readonly<Record<string, Option>> = {
  ...general,
  version: { type: 'boolean', summary: 'Print the version and exit.' },
};

/** The variables of the environment that are read. */
export const environment: readonly (readonly [name: string, summary: string])[] = [
  ['TRUSTLIST_PASSWORD', 'The password of a key, if --password-file does not give it.'],
  ['NO_COLOR', 'If it is set, nothing is coloured. Only a terminal is shown colours.'],
];

/** What trustlist is, for its own help. */
export const about = `Reads the trust lists (ITL, CTL) of Cisco IP phones, and what their TFTP servers sign. Writes only the files you name, and
contacts only the servers you name (fetch, tvs).
A file is what its content says. It may be a pattern such as *.tlv or lists/**/*.tlv, and - is standard input.`;

/** What `trustlist --help` prints. */
export function usage(commands: readonly Command[]): string {
  const summaries = commands.map(({ name, summary }) => [name, summary] as const);
  return `Usage: trustlist COMMAND [OPTION]... FILE...
${about}

Commands:
${columns(summaries)}

Options:
${columns(optionRows(programOptions))}

Environment:
${columns(environment)}

${exitStatus}
${depends}
Run trustlist help COMMAND for more about a command.
`;
}

/** What `trustlist COMMAND --help` prints. */
export function commandUsage({ name, operands, options, description, ...command }: Command): string {
  return `Usage: trustlist ${name} [OPTION]... ${operands}
${description}

Options:
${columns(optionRows({ ...options, ...general }))}

${command.exitStatus ?? exitStatus}
`;
}

function optionRows(options: Readonly<Record<string, Option>>): (readonly [string, string])[] {
  return Object.entries(options).map(([name, { short, value, summary }]) => {
    const letter = short === undefined ? '    ' : `-${short}, `;
    return [`${letter}--${name}${value === undefined ? '' : ` ${value}`}`, summary] as const;
  });
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
