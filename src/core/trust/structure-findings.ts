import { widthsOfType } from '../format/elements';
import { elementsOf, isWidthOf } from '../format/fields';
import { limits } from '../format/limits';
import type { Problem, TrustList } from '../format/model';
import { oncePer } from '../format/once-per';
import { oddElements } from '../format/odd-elements';
import { elementOverhead } from '../format/reader';
import { elementName, elementRow, type ElementTable } from '../format/tags';
import { codeOf, type FindingArgs, type FindingCode } from './catalogue';
import { spacedHex } from './fields';
import { finding } from './finding';
import type { InspectedRecord } from './inspected-record';
import type { Finding, FindingPlace } from './report';
import { t } from '../words/translate';

/** Findings on the structure, and how many more there are of each code: no more are made than are shown. */
export interface StructureFindings {
  readonly findings: readonly Finding[];
  readonly unmade: ReadonlyMap<FindingCode, number>;
}

/** What decoding found wrong, and what is wrong with each element by itself. */
export function structureFindings(
  list: TrustList,
  records: readonly InspectedRecord[],
  bytes: Uint8Array,
): StructureFindings {
  const found = new Found();
  for (const problem of list.problems) found.add(problemFinding(problem, bytes));
  addElementFindings(found, list.header, null);
  for (const inspected of records) {
    if (!isSound(inspected)) addElementFindings(found, inspected.record.parts, inspected.index);
  }
  return found;
}

/** True for a record without a finding on its elements: nearly every one. */
const isSound = oncePer(({ record, index }: InspectedRecord) => {
  const found = new Found();
  addElementFindings(found, record.parts, index);
  return found.findings.length === 0;
});

/** What decoding found wrong with the header of a signed file, which has no records. */
export function headerProblemFindings(problems: readonly Problem[]): Finding[] {
  return problems.slice(0, limits.problems).map((problem) => problemFinding(problem, new Uint8Array()));
}

/** What an element shows by itself. */
type ElementReason =
  | 'field-repeated'
  | 'field-misplaced/inside'
  | 'field-misplaced/outside'
  | 'field-misplaced/padding'
  | 'unknown-tag'
  | 'field-width'
  | 'text-unterminated';

/** A file can contain more elements than findings are shown: the rest are only counted, to save memory. */
class Found implements StructureFindings {
  readonly findings: Finding[] = [];
  readonly unmade = new Map<FindingCode, number>();
  readonly #made = new Map<FindingCode, number>();

  add(found: Finding): void {
    this.findings.push(found);
  }

  make<Reason extends ElementReason>(reason: Reason, args: FindingArgs<Reason>, where: FindingPlace): void {
    const code = codeOf(reason);
    const made = this.#made.get(code) ?? 0;
    if (made >= limits.findings) {
      this.unmade.set(code, (this.unmade.get(code) ?? 0) + 1);
      return;
    }
    this.#made.set(code, made + 1);
    this.findings.push(finding(reason, args, where));
  }
}

function problemFinding(problem: Problem, bytes: Uint8Array): Finding {
  const { code, record, tag } = problem;
  const field = tag === null ? null : elementName(tableOf(record), tag);
  const name = field ?? t('The element');
  const where: FindingPlace = {
    record,
    field,
    offset: problem.offset,
    length: problem.length,
  };
  const declared = problem.declared ?? 0;
  const actual = problem.actual ?? 0;
  switch (code) {
    case 'header-length':
      return finding(code, { declared, actual }, where, { fix: { kind: 'fix-header-length' } });
    case 'header-length-missing':
      return finding(code, {}, where);
    case 'record-length':
    case 'record-truncated':
      return finding(code, { declared, actual }, where);
    case 'record-head':
      return finding(code, { head: spacedHex(bytes.subarray(problem.offset, problem.offset + problem.length)) }, where);
    case 'element-truncated':
      return problem.declared === null
        ? finding(`${code}/length`, { name }, where)
        : finding(`${code}/value`, { name, declared, actual }, where);
    case 'container-length':
      return finding(code, { name, declared }, where);
    case 'trailing-bytes':
      return finding(problem.length === 1 ? `${code}/one` : `${code}/several`, { count: problem.length }, where, {
        fix: { kind: 'drop-trailing-bytes' },
      });
    case 'too-many-records':
      return finding(code, { limit: limits.records }, where);
  }
}

/** What is wrong with each element by itself. `record` is null for the header. */
function addElementFindings(found: Found, parts: TrustList['header'], record: number | null): void {
  const table = tableOf(record);
  addOddElementFindings(found, parts, record);
  for (const { tag, offset, value } of elementsOf(parts)) {
    const row = elementRow(table, tag);
    const isText = row?.type === 'text' || row?.type === 'name';
    if (row !== undefined && isWidthOf(row.type, value.length) && (!isText || value.at(-1) === 0)) continue;
    const name = elementName(table, tag);
    const where: FindingPlace = { record, field: name, offset, length: elementOverhead + value.length };
    if (row === undefined) {
      found.make('unknown-tag', { tag }, where);
      continue;
    }
    if (!isWidthOf(row.type, value.length)) {
      const expected = widthsOfType[row.type]?.join(' or ') ?? '';
      found.make('field-width', { name, width: value.length, expected }, where);
    }
    if (isText && value.at(-1) !== 0) found.make('text-unterminated', { name }, where);
  }
}

/** Elements by which two readers could read the header or record differently. */
function addOddElementFindings(found: Found, parts: TrustList['header'], record: number | null): void {
  const table = tableOf(record);
  for (const { tag, offset, length, oddity, container } of oddElements(parts, (known) => elementRow(table, known))) {
    const name = elementName(table, tag);
    const where: FindingPlace = { record, field: name, offset, length };
    if (oddity === 'repeated') found.make('field-repeated', { name }, where);
    else if (oddity === 'padding' || container === null) found.make('field-misplaced/padding', {}, where);
    else found.make(`field-misplaced/${oddity}`, { name, container: elementName(table, container) }, where);
  }
}

function tableOf(record: number | null): ElementTable {
  return record === null ? 'header' : 'record';
}
