import { version } from '../../package.json';
import type { Command, Option } from './command';
import { about, depends, environment, exitStatus, general, programOptions } from './usage';

/** The manual page of the command line, as `man` reads it: made of what the help is made of. */
export function manualPage(commands: readonly Command[]): string {
  return [
    `.TH TRUSTLIST 1 "" ${argument(`trustlist ${version}`)} "User Commands"`,
    '.SH NAME',
    'trustlist \\- verify, compare, sign and audit the trust lists of Cisco IP phones',
    '.SH SYNOPSIS',
    '.B trustlist',
    '.I COMMAND',
    '[OPTION]... FILE...',
    '.SH DESCRIPTION',
    ...paragraphs(about).slice(1),
    '.SH COMMANDS',
    ...commands.flatMap(commandSection),
    '.SH OPTIONS',
    ...optionRows(programOptions),
    '.SH EXIT STATUS',
    ...paragraphs(`${exitStatus}\n${depends}`).slice(1),
    '.SH ENVIRONMENT',
    ...environment.flatMap(([name, summary]) => ['.TP', `.B ${escaped(name)}`, text(summary)]),
    '',
  ].join('\n');
}

function commandSection({ name, operands, summary, description, options, ...command }: Command): string[] {
  return [
    `.SS ${escaped(name)}`,
    text(summary),
    '.PP',
    `.B trustlist ${escaped(name)}`,
    text(`[OPTION]... ${operands}`),
    ...laidOut(description),
    ...optionRows({ ...options, ...general }),
    ...(command.exitStatus === undefined ? [] : paragraphs(command.exitStatus)),
  ];
}

function optionRows(options: Readonly<Record<string, Option>>): string[] {
  return Object.entries(options).flatMap(([name, { short, value, summary }]) => {
    const letter = short === undefined ? '' : `\\fB\\-${short}\\fR, `;
    const placeholder = value === undefined ? '' : ` \\fI${escaped(value)}\\fR`;
    return ['.TP', `${letter}\\fB${escaped(`--${name}`)}\\fR${placeholder}`, text(summary)];
  });
}

/** Paragraphs whose lines may be broken elsewhere. */
function paragraphs(words: string): string[] {
  return words.split('\n\n').flatMap((paragraph) => ['.PP', ...paragraph.split('\n').map(text)]);
}

/** The same, except that a paragraph with indented lines keeps its lines: they are examples and tables. */
function laidOut(words: string): string[] {
  return words.split('\n\n').flatMap((paragraph) => {
    if (!/^ |\S {2,}\S/m.test(paragraph)) return paragraphs(paragraph);
    return ['.PP', '.nf', ...paragraph.split('\n').map(text), '.fi'];
  });
}

/** A line of words: none that `man` would take for a request, which begins with a point or an apostrophe. */
function text(line: string): string {
  return /^[.']/.test(line) ? `\\&${escaped(line)}` : escaped(line);
}

/** Dashes and backslashes as they are typed. */
function escaped(words: string): string {
  return words.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('…', '...');
}

function argument(words: string): string {
  return `"${escaped(words).replaceAll('"', '\\(dq')}"`;
}
