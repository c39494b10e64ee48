import { isSast, isServer } from '../format/fields';
import { limits } from '../format/limits';
import { functionName, HeaderTag, headerTagName, RecordTag } from '../format/tags';
import type { FindingPlace, RecordReport, Report, SignatureReport, Signer } from '../trust/report';
import { isNamedBy } from '../trust/signer';
import { statements, type Statement } from '../words/statement';
import { vouchesInText } from './check-list';
import { check } from './checks';
import { readClusterTime } from './cluster-time';
import { completenessOf, failureOf, hasWholeHeader, type Completeness } from './completeness';
import { outputs, type Output, type ShownRecord, type ShownRow, type TextRange } from './outputs';
import {
  declaredLength,
  functionCodeOf,
  headerReports,
  headerStart,
  recordReports,
  rowOf,
  rowsLength,
  shownValue,
} from './read-rows';
import type { ShownFinding } from './shown-finding';

/** The part of the file that a part of the text shows. */
export interface TextPlace extends FindingPlace, TextRange {}

/** One output of the cluster, read back. */
export interface ParsedShow extends TextRange {
  /**
   * What the text says, as of any list. What it does not carry is null; `''` for digests and for the text of a field;
   * and `certificates` is empty. Offsets are those that the lengths add up to; behind something that was left out they
   * are not known, and 0. The verdict is the cluster's own: where the text ends without one, the status is
   * `unsupported`. `timestamp` is the time of last change, which a cluster takes from its disk.
   */
  readonly report: Report;
  /** Every record of the list is in the text: one that is not there is not in the list. */
  readonly complete: boolean;
  /** Why there is no list: the cluster has no such file, or could not parse it. */
  readonly failure: 'no-file' | 'not-parsed' | null;
  /** The findings of the report, with their places in the text; in text order. */
  readonly findings: readonly ShownFinding[];
  /** What each row and line shows, in text order. */
  readonly places: readonly TextPlace[];
}

/** What a text contains. */
export interface ShowRead {
  readonly outputs: readonly ParsedShow[];
  /** Why the text was not read; null if it was. */
  readonly unread: Statement | null;
}

/** Reads a text as `parseShow` does, unless it is too costly: then there is a reason instead. */
export function readShow(text: string): ShowRead {
  const { textCharacters, textOutputs } = limits;
  if (text.length > textCharacters) {
    const args = { characters: text.length, most: textCharacters };
    return { outputs: [], unread: stateUnread('too-many-characters', args) };
  }
  const found = outputs(text, textOutputs + 1);
  if (found.length > textOutputs) {
    return { outputs: [], unread: stateUnread('too-many-outputs', { most: textOutputs }) };
  }
  const isForeign = found.length === 0 && lengthsOfTlvfile.test(text);
  return { outputs: found.map(parseOutput), unread: isForeign ? stateUnread('not-of-cluster', {}) : null };
}

/** `tlvfile --parse` of certutils prints the fields of a list in words of its own. */
const lengthsOfTlvfile = /^[ \t]*(?:Header|Record) Length:[ \t]+\d+ bytes/im;

const stateUnread = statements({
  'too-many-characters': {
    text: 'Too costly, because the text has {characters} characters, and a text of more than {most} is not read.',
    source: null,
  },
  'not-of-cluster': {
    text: 'This is the output of tlvfile (certutils), not of show itl or show ctl: it leaves out what a comparison needs. Open the .tlv file itself.',
    source: null,
  },
  'too-many-outputs': {
    text: 'Too costly, because the text contains more than {most} outputs of show itl or show ctl.',
    source: null,
  },
});

/**
 * Reads outputs of `show itl`, `show ctl` and Cisco's CTLParser back from a text: with or without their
 * preamble, with line breaks lost, with parts left out, and among other text. Everything that can be checked from
 * text is checked: that lengths add up, and that verdict lines agree with the signer and the SAST records.
 *
 * Never throws; a text without any output gives none.
 */
export function parseShow(text: string): ParsedShow[] {
  return outputs(text, Infinity).map(parseOutput);
}

function parseOutput(output: Output): ParsedShow {
  const completeness = completenessOf(output);
  const bare = reportOf(output, completeness);
  const findings = check(output, bare, completeness);
  const report = { ...bare, findings: findings.map(({ finding }) => finding) };
  return {
    start: output.start,
    end: output.end,
    report,
    complete: completeness.complete,
    failure: failureOf(output),
    findings,
    places: placesOf(output, report),
  };
}

function reportOf(output: Output, completeness: Completeness): Report {
  const { complete } = completeness;
  const { header, modified } = output;
  const signer: Signer = {
    name: shownValue(rowOf(header, HeaderTag.signerName)),
    issuer: shownValue(rowOf(header, HeaderTag.caName)),
    serial: shownValue(rowOf(header, HeaderTag.serialNumber)),
  };
  const records = reportRecords(output);
  return {
    kind: output.kind,
    length: output.length?.value ?? (complete ? (completeness.length ?? 0) : 0),
    md5: output.md5 ?? '',
    sha1: output.sha1 ?? '',
    sha256: '',
    version: output.version?.value ?? null,
    headerLength: output.headerLength?.value ?? null,
    filename: null,
    timestamp: modified === null ? null : readClusterTime(modified.value),
    digest: '',
    signer,
    signature: signatureOf(output, { records, signer, complete }),
    damage: null,
    fault: null,
    blank: complete && !records.some((record) => isServer(record) && vouchesInText(record)),
    header: headerReports(output),
    records,
    certificates: {},
    trailing: null,
    findings: [],
  };
}

function reportRecords(output: Output): RecordReport[] {
  let offset = output.headerLength?.value ?? null;
  let expected = 1;
  return output.records.map((record) => {
    if (record.index !== expected) offset = null;
    expected = record.index + 1;
    const report = reportRecord(record, offset);
    offset = offset === null ? null : offset + report.length;
    return report;
  });
}

/** Bytes of PUBLICKEY to its key, if only one kind has that many: PKCS#1 with exponent 65537, or an EC point. */
const keyAlgorithms: ReadonlyMap<number, string> = new Map([
  [74, 'RSA 512'],
  [140, 'RSA 1024'],
  [270, 'RSA 2048'],
  [398, 'RSA 3072'],
  [526, 'RSA 4096'],
  [65, 'EC P-256'],
  [97, 'EC P-384'],
  [133, 'EC P-521'],
]);

function reportRecord(record: ShownRecord, offset: number | null): RecordReport {
  const value = (tag: number): string | null => shownValue(rowOf(record, tag));
  const certificate = filledRow(record, RecordTag.certificate);
  const hash = filledRow(record, RecordTag.certHash);
  const fingerprint = (certificate ?? hash)?.value.replace(/\s+/g, '').toLowerCase() ?? '';
  const functionText = value(RecordTag.function);
  const functionCode = functionText === null ? null : functionCodeOf(functionText);
  return {
    index: record.index,
    function: functionCode === null ? functionText : functionName(functionCode),
    functionCode,
    offset: offset ?? 0,
    length: declaredLength(record) ?? rowsLength(record),
    dnsName: value(RecordTag.dnsName),
    subject: value(RecordTag.subjectName),
    issuer: value(RecordTag.issuerName),
    serial: value(RecordTag.serialNumber),
    ipAddress: null,
    certificate: certificate !== null ? 'embedded' : hash !== null ? 'hash' : 'none',
    sha1: fingerprint.length === 40 ? fingerprint : null,
    sha256: fingerprint.length === 64 ? fingerprint : null,
    notBefore: null,
    notAfter: null,
    keyAlgorithm: keyAlgorithms.get(rowOf(record, RecordTag.publicKey)?.length ?? 0) ?? null,
    fields: recordReports(record, offset),
    certificateId: null,
  };
}

/** The row of an element; null if it is absent or empty, as in a blank list. */
function filledRow(record: ShownRecord, tag: number): ShownRow | null {
  const row = rowOf(record, tag);
  return row?.length === 0 ? null : row;
}

function signatureOf(
  output: Output,
  { records, signer, complete }: { records: readonly RecordReport[]; signer: Signer; complete: boolean },
): SignatureReport {
  const named = records.filter(isSast).find(isNamedBy(signer))?.index ?? null;
  const actualSigner = output.records.find(({ signed }) => signed === true)?.index ?? null;
  const found = { actualSigner, stale: false, awaited: false };
  const verified = verifiedBy(output, complete);
  if (verified === true) return { ...found, status: 'valid', record: actualSigner ?? named };
  if (verified === null) return { ...found, status: 'unsupported', record: named };
  const signatureRow = rowOf(output.header, HeaderTag.signature);
  if (hasWholeHeader(output) && (signatureRow === null || signatureRow.length === 0)) {
    return { ...found, status: 'unsigned', record: named };
  }
  const signerIsShown = signer.serial !== null && signer.issuer !== null;
  const status = named === null && signerIsShown && complete ? 'signer-not-in-list' : 'invalid';
  return { ...found, status, record: named };
}

/** The verdict of the text; CTLParser only has the lines under the SAST records. */
function verifiedBy(output: Output, complete: boolean): boolean | null {
  if (output.verdict !== null) return output.verdict.verified;
  const lines = output.records.map(({ signed }) => signed).filter((signed) => signed !== null);
  if (!output.ofParser || lines.length === 0) return null;
  return lines.includes(true) ? true : complete ? false : null;
}

function placesOf(output: Output, report: Report): TextPlace[] {
  const { length, modified, version, headerLength, header, records, verdict } = output;
  const file: FindingPlace = { record: null, field: null, offset: 0, length: report.length };
  const ofHeader = (tag: number): FindingPlace => {
    const row = report.header.find((one) => one.tag === tag);
    const field = headerTagName(tag);
    return { record: null, field, offset: row?.offset ?? 0, length: row?.length ?? headerStart };
  };
  const places: TextPlace[] = [];
  const add = (where: FindingPlace, at: TextRange | null): void => {
    if (at !== null) places.push({ ...where, start: at.start, end: at.end });
  };
  add(file, length);
  add(ofHeader(HeaderTag.timestamp), modified);
  add(ofHeader(HeaderTag.version), version);
  add(ofHeader(HeaderTag.headerLength), headerLength);
  // Elements may have equal names; the rows are the last elements of the header, in order.
  const elements = header.rows.length === 0 ? [] : report.header.slice(-header.rows.length);
  header.rows.forEach((row, at) => {
    const element = elements[at];
    if (element !== undefined)
      add({ record: null, field: row.name, offset: element.offset, length: element.length }, row);
  });
  records.forEach((record, position) => {
    const described = report.records[position];
    if (described === undefined) return;
    const { index, offset, length: bytes } = described;
    add({ record: index, field: null, offset, length: bytes }, record.heading);
    record.rows.forEach((row, at) => {
      const field = described.fields[at];
      if (field !== undefined) add({ record: index, field: row.name, offset: field.offset, length: field.length }, row);
    });
  });
  add(ofHeader(HeaderTag.signature), verdict);
  return places;
}
