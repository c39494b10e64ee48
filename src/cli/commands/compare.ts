import { ExitStatus, UsageError, type Command, type Io } from '../command';
import { loadComparing, loadPhoning } from '../engine';
import { readComparedFile, type ComparedFile } from '../compared-file';
import { failureJson, jsonText } from '../json';
import type { Failure } from '../input';
import { compareRoleTable } from '../role-table';

/** `trustlist compare A B [--json | --markdown]` */
export const compare: Command = {
  name: 'compare',
  summary: 'Show what differs between two lists, and whether a phone that holds one accepts the other.',
  operands: 'A B',
  leastOperands: 2,
  mostOperands: 2,
  options: {
    json: { type: 'boolean', summary: 'Print one JSON object.' },
    markdown: { type: 'boolean', summary: 'Print Markdown for a ticket.' },
  },
  description: `Compares A, on the left, with B, on the right: header, signer and records, and separates differences
of meaning from cosmetic ones (spelling and order of names, order of elements, padding). Says how a phone that holds
only one of them treats the other. A side may also be the output of show itl or show ctl. What that output does not
print is not compared, and files with different checksums are then never called the same. If one side is the output of
run sql with certificates and their roles (typetrustrole), and the other CallManager.pem, says whether the database has
that certificate: if not, a restore lost it (CSCtn50405).`,
  exitStatus: `Exit status: 0 the same in meaning; 1 different; 2 a file could not be read as a list; 3 the table does not say.`,
  run: async (args, io) => {
    const { operands, has } = args;
    if (has('json') && has('markdown')) throw new UsageError('compare: use either --json or --markdown, not both');
    const format = has('json') ? 'json' : has('markdown') ? 'markdown' : 'text';
    const [a = '', b = ''] = operands;
    const left = await readComparedFile(a, io);
    const right = await readComparedFile(b, io);
    if (left.ok && right.ok) return tell(left, right, format, io);
    const compared = await compareRoleTable(args, io);
    if (compared !== null) return compared;
    return fail(
      [left, right].filter((side) => !side.ok),
      format,
      io,
    );
  },
};

type Format = 'json' | 'markdown' | 'text';
type Side = Extract<ComparedFile, { ok: true }>;

function fail(
  failed: readonly { readonly file: string; readonly failure: Failure }[],
  format: Format,
  io: Io,
): ExitStatus {
  if (format === 'json') io.out(jsonText(failed.map(({ file, failure }) => failureJson(failure, file))));
  else for (const { file, failure } of failed) io.complain(`${file}: ${failure.error}`);
  return ExitStatus.unreadable;
}

async function tell(left: Side, right: Side, format: Format, io: Io): Promise<ExitStatus> {
  const comparing = await loadComparing();
  const { bothWays, compare, comparisonJson, noRecordProblem, printsNoRecord } = comparing;
  const comparison = compare(left.report, right.report, { left: optionsOf(left), right: optionsOf(right) });
  const empty = [left, right].filter(printsNoRecord);
  if (empty.length > 0 && comparison.identical !== true) {
    const error = noRecordProblem(comparison.identical).sentence;
    return fail(
      empty.map(({ file }) => ({ file, failure: { error, offset: null } })),
      format,
      io,
    );
  }
  const phone = await bothWays(listOf(left), listOf(right), await loadPhoning());
  if (format === 'json') io.out(jsonText([comparisonJson(comparison, phone)]));
  else {
    const render = format === 'markdown' ? comparing.renderMarkdown : comparing.renderText;
    io.out(render(named(left), named(right), comparison, { phone }));
  }
  return comparison.same ? ExitStatus.sound : ExitStatus.errors;
}

function optionsOf({ bytes, complete }: Side): { bytes: Uint8Array | undefined; complete: boolean } {
  return { bytes: bytes ?? undefined, complete };
}

function listOf({ file, list }: Side) {
  return list === null ? null : { file, list };
}

function named({ file, report }: Side) {
  return { name: file, report };
}
