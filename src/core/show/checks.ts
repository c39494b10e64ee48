import { RecordFunction, RecordTag } from '../format/tags';
import { finding, type FindingArgs, type FindingCode } from '../trust/catalogue';
import type { Finding, FindingPlace, RecordReport, Report } from '../trust/report';
import { hasWholeHeader, isCut, type Completeness } from './completeness';
import { isNamedSigner } from './named-signer';
import type { Output, ShownRecord, Stretch } from './outputs';
import { declaredLength, functionCodeOf, headerStart, ownLength, rowOf, rowsLength } from './read-rows';

/** A finding with where its cause stands in the text. */
export interface ShownFinding extends Stretch {
  readonly finding: Finding;
}

/** Most bytes of PADDING, which aligns the header to 4 bytes and is not printed. */
const mostPadding = 3;

/** Everything that can be checked from a text alone, in text order. */
export function check(output: Output, report: Report, completeness: Completeness): ShownFinding[] {
  return [
    ...checkVerdict(output, report),
    ...checkFileLength(output, completeness),
    ...checkHeaderLength(output),
    ...output.records.flatMap((record, position) => checkRecord(output, record, report.records[position])),
    ...checkSigner(output, report, completeness),
    ...checkCompleteness(output, completeness),
  ].sort((a, b) => a.start - b.start);
}

function shown<Code extends FindingCode>(
  code: Code,
  args: FindingArgs<Code>,
  where: FindingPlace,
  { start, end }: Stretch,
): ShownFinding {
  return { finding: finding(code, args, where), start, end };
}

function filePlace(length: number): FindingPlace {
  return { record: null, field: null, offset: 0, length };
}

function checkVerdict({ verdict, noFile, error }: Output, report: Report): ShownFinding[] {
  const failed = verdict?.verified === false ? verdict : null;
  const said = [noFile, failed, error].filter((token) => token !== null);
  const first = said[0];
  const last = said.at(-1);
  if (first === undefined || last === undefined) return [];
  const text = said
    .map((token) => token.text)
    .join(' ')
    .replace(/\s+/g, ' ');
  return [shown('show-verdict', { verdict: text }, filePlace(report.length), { start: first.start, end: last.end })];
}

function checkFileLength({ length }: Output, completeness: Completeness): ShownFinding[] {
  const { complete, length: actual } = completeness;
  if (length === null || actual === null) return [];
  // What is left out can make the sum smaller, and never larger.
  const disagrees = complete ? actual !== length.value : actual > length.value;
  return disagrees
    ? [shown('show-length-sum', { declared: length.value, actual }, filePlace(length.value), length)]
    : [];
}

function checkHeaderLength(output: Output): ShownFinding[] {
  const { version, headerLength, header } = output;
  if (version === null || headerLength === null || !hasWholeHeader(output)) return [];
  const actual = header.rows.reduce((sum, row) => sum + ownLength(row), headerStart);
  const padding = headerLength.value - actual;
  if (padding >= 0 && padding <= mostPadding) return [];
  const where: FindingPlace = { record: null, field: 'HEADERLENGTH', offset: headerStart / 2, length: headerStart / 2 };
  return [shown('header-length', { declared: headerLength.value, actual }, where, headerLength)];
}

function checkRecord(output: Output, record: ShownRecord, report: RecordReport | undefined): ShownFinding[] {
  const place = (tag: number): FindingPlace => {
    const row = report?.fields.find((field) => field.tag === tag);
    return {
      record: record.index,
      field: row?.name ?? null,
      offset: row?.offset ?? report?.offset ?? 0,
      length: row?.length ?? report?.length ?? 0,
    };
  };
  const found: ShownFinding[] = [];
  const declared = declaredLength(record);
  const actual = rowsLength(record);
  if (declared !== null && declared !== actual && !isCut(record, output)) {
    const row = rowOf(record, RecordTag.recordLength) ?? record;
    found.push(shown('show-record-length', { declared, actual }, place(RecordTag.recordLength), row));
  }
  const functionRow = rowOf(record, RecordTag.function);
  const code = functionCodeOf(functionRow?.value ?? '');
  if (functionRow !== null && code !== null && functionRow.value === `Function ${code}`) {
    found.push(shown('unknown-function', { code }, place(RecordTag.function), functionRow));
  }
  return found;
}

/** The signer of the header against the lines under the SAST records, and those against the verdict. */
function checkSigner(output: Output, report: Report, { complete }: Completeness): ShownFinding[] {
  const { signer } = report;
  const name = signer.name ?? signer.serial ?? 'of the list';
  const headerRow = output.header.rows[0] ?? output.headerLength ?? output;
  const headerPlace: FindingPlace = { record: null, field: 'SIGNERID', offset: headerStart, length: 0 };
  const contradiction = (reason: string, where: FindingPlace, at: Stretch): ShownFinding =>
    shown('show-signer', { signer: name, reason }, where, at);
  const found: ShownFinding[] = [];

  const sasts = report.records.filter(({ functionCode }) => functionCode === RecordFunction.sast);
  const named = sasts.filter((record) => isNamedSigner(record, signer));
  const signerIsShown = signer.serial !== null && signer.issuer !== null;
  if (signerIsShown && complete && named.length === 0) {
    const reason = 'no System Administrator Security Token record has its serial number and issuer.';
    found.push(contradiction(reason, headerPlace, headerRow));
  }

  const signing = output.records.filter(({ signed }) => signed === true);
  const verified = output.verdict?.verified ?? null;
  for (const record of signing) {
    const reported = report.records.find(({ index }) => index === record.index);
    if (reported === undefined) continue;
    const where: FindingPlace = { record: record.index, field: null, offset: reported.offset, length: reported.length };
    if (reported.functionCode !== RecordFunction.sast) {
      found.push(
        contradiction(
          `record ${record.index} is said to have signed, and is no System Administrator Security Token.`,
          where,
          record,
        ),
      );
    } else if (signerIsShown && !isNamedSigner(reported, signer)) {
      found.push(
        contradiction(
          `record ${record.index} is said to have signed, and has another serial number or issuer.`,
          where,
          record,
        ),
      );
    } else if (verified === false) {
      found.push(
        contradiction(
          `record ${record.index} is said to have signed, and the list is said not to verify.`,
          where,
          record,
        ),
      );
    }
  }
  if (verified === true && complete && signing.length === 0 && output.verdict !== null) {
    const reason = 'the list is said to verify, and no record is said to have signed it.';
    found.push(contradiction(reason, filePlace(report.length), output.verdict));
  }
  return found;
}

function checkCompleteness(output: Output, { missing }: Completeness): ShownFinding[] {
  if (missing.length === 0) return [];
  const where = filePlace(output.length?.value ?? 0);
  return [shown('show-incomplete', { missing: `it leaves out ${missing.join(', ')}.` }, where, output)];
}
