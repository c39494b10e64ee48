import { elementsOf } from '../format/fields';
import { limits } from '../format/limits';
import type { Problem, TrustList } from '../format/model';
import { HeaderTag, headerTagName, isKnownHeaderTag, isKnownRecordTag, recordTagName } from '../format/tags';
import { finding } from './catalogue';
import { headerTexts, headerWidths, recordTexts, recordWidths } from './fields';
import type { Finding, FindingPlace } from './report';

/** What decoding found wrong, and what each element shows by itself. */
export function problemFindings(list: TrustList): Finding[] {
  return [
    ...list.problems.map(problemFinding),
    ...elementFindings(list.header, headerKind, null),
    ...list.records.flatMap((record, position) => elementFindings(record.parts, recordKind, position + 1)),
  ];
}

function problemFinding(problem: Problem): Finding {
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
    case 'element-truncated':
      return finding(code, { name, declared: problem.declared, actual }, where);
    case 'container-length':
      return finding(code, { name, declared }, where);
    case 'trailing-bytes':
      return finding(code, { count: problem.length }, where, { fix: { kind: 'drop-trailing-bytes' } });
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

function elementFindings(parts: TrustList['header'], kind: ElementKind, record: number | null): Finding[] {
  const seen = new Set<number>();
  const findings: Finding[] = [];
  for (const { tag, offset, value } of elementsOf(parts)) {
    const name = kind.name(tag);
    const where: FindingPlace = { record, field: name, offset, length: 3 + value.length };
    if (seen.has(tag)) findings.push(finding('field-repeated', { name }, where));
    seen.add(tag);
    if (!kind.isKnown(tag)) findings.push(finding('unknown-tag', { tag }, where));
    const widths = kind.widths.get(tag);
    if (widths !== undefined && !widths.includes(value.length)) {
      const expected = widths.join(' or ');
      findings.push(finding('field-width', { name, width: value.length, expected }, where));
    }
    if (kind.texts.has(tag) && value.at(-1) !== 0) findings.push(finding('text-unterminated', { name }, where));
  }
  return findings;
}

/** Header elements that every known list has; SIGNATURE has a finding of its own. */
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
