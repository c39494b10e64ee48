import type { Fleet } from '../core/cluster/fleet/fleet';
import type { PlanStep } from '../core/cluster/fleet/plan';
import { UsageError, type Arguments, type ExitStatus, type Io, type Option } from './command';
import { loadFleet } from './engine';
import { fleetJunit, fleetSarif } from './fleet-reports';
import { fleetText } from './fleet-text';
import { jsonLine, jsonText } from './json';
import { formOf, sarifOptions } from './sarif/options';

/** The answer about a fleet, as an output takes it. */
export interface FleetAnswer {
  readonly fleet: Fleet;
  /** Made when it is asked for: it takes decisions of its own. */
  readonly plan: () => Promise<readonly PlanStep[]>;
}

/** One way to print an answer. */
interface Format {
  /** The output has the problems in it; else they are complained of. */
  readonly hasProblems: boolean;
  readonly write: (answer: FleetAnswer, io: Io, status: ExitStatus) => Promise<void>;
}

const text: Format = {
  hasProblems: true,
  write: async ({ fleet, plan }, io) => {
    for (const line of await fleetText(fleet, await plan(), io.isColoured)) io.out(`${line}\n`);
  },
};

const junit: Format = {
  hasProblems: false,
  write: ({ fleet }, { out }) => fleetJunit(fleet, out),
};

/** The other formats by their options. */
const formats: Readonly<Record<string, Format & { readonly summary: string }>> = {
  json: {
    summary: 'Print one JSON object.',
    hasProblems: true,
    write: async ({ fleet }, { out }) => {
      const { fleetJson } = await loadFleet();
      out(jsonText([fleetJson(fleet)]));
    },
  },
  jsonl: {
    summary: 'Print a line of JSON for each phone.',
    hasProblems: false,
    write: async ({ fleet }, { out }) => {
      const { phoneRows } = await loadFleet();
      inPieces(phoneRows(fleet), jsonLine, out);
    },
  },
  csv: {
    summary: 'Print CSV, a row for each phone.',
    hasProblems: false,
    write: async ({ fleet }, { out }) => {
      const { csvRows } = await loadFleet();
      inPieces(csvRows(fleet), (row) => row, out);
    },
  },
  markdown: {
    summary: 'Print Markdown for a change ticket, a row for each group.',
    hasProblems: true,
    write: async ({ fleet, plan }, { out }) => {
      const { fleetMarkdown } = await loadFleet();
      out(fleetMarkdown(fleet, await plan()));
    },
  },
};

export const formatOptions: Readonly<Record<string, Option>> = {
  ...Object.fromEntries(Object.entries(formats).map(([name, { summary }]) => [name, { type: 'boolean', summary }])),
  ...sarifOptions,
  junit: { type: 'boolean', summary: "Print a test report in JUnit's XML, a test case for each phone." },
};

/** The format that the options name; text without any. */
export function formatOf(command: string, args: Arguments): Format {
  const [first, second] = Object.keys(formatOptions).filter((name) => args.has(name));
  if (first !== undefined && second !== undefined) {
    throw new UsageError(`${command}: choose one of --${first} and --${second}`);
  }
  const form = formOf(command, args);
  if (form !== null) {
    return { hasProblems: true, write: ({ fleet }, io, status) => fleetSarif(fleet, { form, status }, io) };
  }
  if (first === 'junit') return junit;
  return (first === undefined ? undefined : formats[first]) ?? text;
}

/** Rows that are written at once. */
const rowsAtOnce = 1_000;

function inPieces<Row>(rows: Iterable<Row>, write: (row: Row) => string, out: Io['out']): void {
  let piece: string[] = [];
  for (const row of rows) {
    piece.push(write(row));
    if (piece.length < rowsAtOnce) continue;
    out(piece.join(''));
    piece = [];
  }
  if (piece.length > 0) out(piece.join(''));
}
