import { elementsOf } from '../format/fields';
import { limits } from '../format/limits';
import type { Problem, TrustList } from '../format/model';
import { HeaderTag, headerTagName, isKnownHeaderTag, isKnownRecordTag, recordTagName } from '../format/tags';
import type { FindingArgs, FindingCode } from './catalogue';
import { headerTexts, headerWidths, recordTexts, recordWidths, spacedHex } from './fields';
import { finding } from './finding';
import type { Finding, FindingPlace } from './report';

/** Findings on the structure, and how many more there are by code: of one code no more are made than are ever shown. */
export interface StructureFindings {
  readonly findings: readonly Finding[];
  readonly unmade: ReadonlyMap<FindingCode, number>;
}

/** What decoding found wrong, and what each element shows by itself. */
export function structureFindings(list: TrustList, bytes: Uint8Array): StructureFindings {
  const found = new Found();
  for (const problem of list.problems) found.add(problemFinding(problem, bytes));
  addElementFindings(found, list.header, headerKind, null);
  for (const [position, { parts }] of list.records.entries()) {
    addElementFindings(found, parts, recordKind, position + 1);
  }
  return found;
}

/** What an element shows by itself. */
type ElementCode = 'field-repeated' | 'unknown-tag' | 'field-width' | 'text-unterminated';

/** A file can have more elements than findings are shown: the rest are counted, so that they take no memory. */
class Found implements StructureFindings {
  readonly findings: Finding[] = [];
  readonly unmade = new Map<FindingCode, number>();
  readonly #made = new Map<FindingCode, number>();

  add(found: Finding): void {
    this.findings.push(found);
  }

  make<Code extends ElementCode>(code: Code, args: FindingArgs<Code>, where: FindingPlace): void {
    const made = this.#made.get(code) ?? 0;
    if (made >= limits.findings) {
      this.unmade.set(code, (this.unmade.get(code) ?? 0) + 1);
      return;
    }
    this.#made.set(code, made + 1);
    this.findings.push(finding(code, args, where));
  }
}

function problemFinding(problem: Problem, bytes: Uint8Array): Finding {
  const { code, record, tag } = problem;
  const nameOf = record === null ? headerTagName : recordTagName;
  const name = tag === null ? 'The element' : nameOf(tag);
  const where: FindingPlace = {
    record,
    field: tag === null ? null : nameOf(tag),
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

interface ElementKind {
  readonly name: (tag: number) => string;
  readonly isKnown: (tag: number) => boolean;
  readonly texts: ReadonlySet<number>;
  readonly widths: ReadonlyMap<number, readonly number[]>;
}

const headerKind: ElementKind = {
  name: headerTagName,
  isKnown: isKnownHeaderTag,
  texts: headerTexts,
  widths: headerWidths,
};
const recordKind: ElementKind = {
  name: recordTagName,
  isKnown: isKnownRecordTag,
  texts: recordTexts,
  widths: recordWidths,
};

function addElementFindings(found: Found, parts: TrustList['header'], kind: ElementKind, record: number | null): void {
  const seen = new Set<number>();
  for (const { tag, offset, value } of elementsOf(parts)) {
    const name = kind.name(tag);
    const where: FindingPlace = { record, field: name, offset, length: 3 + value.length };
    if (seen.has(tag)) found.make('field-repeated', { name }, where);
    seen.add(tag);
    if (!kind.isKnown(tag)) found.make('unknown-tag', { tag }, where);
    const widths = kind.widths.get(tag);
    if (widths !== undefined && !widths.includes(value.length)) {
      found.make('field-width', { name, width: value.length, expected: widths.join(' or ') }, where);
    }
    if (kind.texts.has(tag) && value.at(-1) !== 0) found.make('text-unterminated', { name }, where);
  }
}

/** Header elements that every known list has; a missing SIGNATURE has its own finding. */
export const expectedHeaderTags: readonly number[] = [
  HeaderTag.signerName,
  HeaderTag.serialNumber,
  HeaderTag.caName,
  HeaderTag.digestAlgorithm,
  HeaderTag.signatureAlgorithm,
  HeaderTag.signatureModulus,
  HeaderTag.filename,
  HeaderTag.timestamp,
];
