import { isSast } from '../format/fields';
import { RecordTag } from '../format/tags';
import { findingsOnFacts } from '../trust/list-findings';
import { repetitions } from '../trust/record-findings';
import type { RecordReport, Report } from '../trust/report';
import { keySizeFinding } from '../trust/signature-findings';
import { failureOf, type Completeness } from './completeness';
import type { Output } from './outputs';
import { recordPlace, rowPlace, shown, shownAt, type ShownFinding } from './shown-finding';

/** The rules for lists that a text says enough for. */
export function checkList(output: Output, report: Report, { complete }: Completeness): ShownFinding[] {
  if (failureOf(output) !== null) return [];
  const ofRecord = new Map(output.records.map((record) => [record.index, record]));
  const whole = output.length ?? output.headerLength ?? output;
  const facts = {
    kind: report.kind,
    length: report.length === 0 ? null : report.length,
    blank: report.blank,
    isComplete: complete,
    records: report.records.map((record) => ({
      functionCode: record.functionCode,
      holdsCertificate: record.certificate === 'embedded',
      vouches: vouchesInText(record),
      where: recordPlace(record),
    })),
  };
  const ofList = findingsOnFacts(facts).map((found) =>
    shownAt(found, ofRecord.get(found.where.record ?? 0)?.heading ?? whole),
  );
  const again = repetitions(report.records, identity).flatMap(([record, first]) => {
    const args = { record: record.index, first: first.index };
    const heading = ofRecord.get(record.index)?.heading;
    return heading === undefined ? [] : [shown('duplicate-record/alike', args, recordPlace(record), heading)];
  });
  return [...ofList, ...again, ...checkKeySize(output, report)];
}

/** True for a record that contains a certificate, a hash or a key; a text only prints the length of the key. */
export function vouchesInText({ certificate, fields }: RecordReport): boolean {
  return (
    certificate !== 'none' || fields.some(({ tag, valueLength }) => tag === RecordTag.publicKey && valueLength !== 0)
  );
}

/** What tells two records of a text apart. */
function identity({ functionCode, dnsName, ipAddress, certificate, sha1, sha256 }: RecordReport): string | null {
  const fingerprint = sha1 ?? sha256;
  return functionCode === null || fingerprint === null
    ? null
    : JSON.stringify([functionCode, dnsName, ipAddress, certificate, fingerprint]);
}

function checkKeySize(output: Output, report: Report): ShownFinding[] {
  const { status, record: index } = report.signature;
  const record = report.records.find((one) => one.index === index && isSast(one));
  const row = output.records.find((one) => one.index === index)?.rows.find(({ tag }) => tag === RecordTag.publicKey);
  const field = record?.fields.find(({ tag }) => tag === RecordTag.publicKey);
  if ((status !== 'valid' && status !== 'unsupported') || record === undefined || row === undefined) return [];
  const bits = Number(/^RSA (\d+)$/.exec(record.keyAlgorithm ?? '')?.[1] ?? 0);
  const where = field === undefined ? recordPlace(record) : rowPlace(record.index, field);
  const found = keySizeFinding(record.index, bits, where);
  return found === null ? [] : [shownAt(found, row)];
}
