import { RecordTag } from '../format/tags';
import type { RecordReport, Report } from '../trust/report';
import { checkLengths } from './check-lengths';
import { checkList } from './check-list';
import { checkSigner } from './check-signer';
import type { Completeness } from './completeness';
import type { Output, ShownRecord } from './outputs';
import { functionCodeOf, rowOf } from './read-rows';
import { filePlace, recordPlace, rowPlace, shown, type ShownFinding } from './shown-finding';

/** Everything that can be checked from a text alone, in text order. */
export function check(output: Output, report: Report, completeness: Completeness): ShownFinding[] {
  return [
    ...checkVerdict(output, report),
    ...checkLengths(output, report, completeness),
    ...output.records.flatMap((record, position) => checkFunction(record, report.records[position])),
    ...checkSigner(output, report, completeness),
    ...checkList(output, report, completeness),
    ...checkCompleteness(output, completeness),
  ].sort((a, b) => a.start - b.start);
}

function checkVerdict({ kind, verdict, noFile, error }: Output, report: Report): ShownFinding[] {
  const where = filePlace(report.length);
  // That no file could be parsed follows then.
  if (noFile !== null) return [shown('show-no-file', { kind }, where, noFile)];
  const refusals = [verdict?.verified === false ? verdict : null, error].filter((token) => token !== null);
  const [first] = refusals;
  const last = refusals.at(-1);
  if (first === undefined || last === undefined) return [];
  const text = refusals
    .map((token) => token.text)
    .join(' ')
    .replace(/\s+/g, ' ');
  return [shown('show-verdict', { verdict: text }, where, { start: first.start, end: last.end })];
}

function checkFunction(record: ShownRecord, report: RecordReport | undefined): ShownFinding[] {
  const row = rowOf(record, RecordTag.function);
  const code = functionCodeOf(row?.value ?? '');
  if (row === null || code === null || report === undefined || row.value !== `Function ${code}`) return [];
  const field = report.fields.find(({ tag }) => tag === RecordTag.function);
  const where = field === undefined ? recordPlace(report) : rowPlace(report.index, field);
  return [shown('unknown-function', { code }, where, row)];
}

function checkCompleteness(output: Output, { missing }: Completeness): ShownFinding[] {
  if (missing.length === 0) return [];
  return [shown('show-incomplete', { missing }, filePlace(output.length?.value ?? 0), output)];
}
