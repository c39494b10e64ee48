import { hex, md5, sha1, sha256 } from '../certificates/fingerprints';
import { recordKeyAlgorithm } from '../certificates/public-keys';
import type { CertificateDetails } from '../certificates/details';
import { colonHex, headerBreaksOff, headerFields, isBlank } from '../format/fields';
import { firstLike } from '../format/kept-lists';
import { limits } from '../format/limits';
import type { TrustList } from '../format/model';
import { oncePer } from '../format/once-per';
import { digestNames, functionName } from '../format/tags';
import { isVerdict, type Severity } from './catalogue';
import { certificateFindings } from './certificate-findings';
import { headerRows, recordRows } from './fields';
import { finding, withSeverities, type SeverityOverrides } from './finding';
import { filenameFindings, headerFindings, timestampFindings } from './header-findings';
import { inspectRecords, type InspectedRecord } from './inspected-record';
import { listFindings } from './list-findings';
import { headerFacts } from './outline';
import { recordFindings } from './record-findings';
import type { Fault, FieldReport, Finding, RecordReport, Report, SignatureReport } from './report';
import { isAwaited, isStale, verifySignature, type RecordKey, type SignatureVerdict } from './signature';
import { ownSigners, signerOf } from './signer';
import { signatureFindings } from './signature-findings';
import { structureFindings, type StructureFindings } from './structure-findings';

export interface InspectOptions {
  /** Name of the file on disk, compared with FILENAME. */
  readonly fileName?: string | undefined;
  /** The time at which validity is checked. */
  readonly now?: Date | undefined;
  /** The bytes of earlier states of the same document, to tell an edit since signing from a bad signature. */
  readonly earlier?: readonly Uint8Array[] | undefined;
  readonly severities?: SeverityOverrides | undefined;
}

/**
 * Says what a trust list means: everything that any view shows of it.
 *
 * @param list as `decode` gave it.
 * @param bytes the very bytes that it was decoded from.
 */
export async function inspect(list: TrustList, bytes: Uint8Array, options: InspectOptions = {}): Promise<Report> {
  const now = options.now ?? new Date();
  const common = await commonOf(list, bytes);
  const { records, structure, blank } = common;
  const verdict = await verifySignature(list, bytes, common.signers, common.keys, common.strayKeys);
  const signature = signatureReport(list, bytes, verdict, options.earlier ?? []);
  const severities = options.severities ?? {};
  const rest: Finding[] = [
    ...common.headerFindings,
    ...filenameFindings(list, options.fileName),
    ...timestampFindings(list, now),
    ...(verdict.status === 'valid'
      ? common.findingsOnSigner(verdict)
      : signatureFindings(list, records, verdict, signature)),
    ...recordFindings(records),
    ...certificateFindings(records, now),
    ...common.listFindings,
  ];
  const [fileSha1, fileSha256] = await Promise.all([sha1(bytes), sha256(bytes)]);
  // One by one: copying the facts would take longer than finding them.
  const { kind, length, version, headerLength, filename, timestamp, signer, trailing } = headerFacts(list);
  let rows: readonly FieldReport[] | undefined;
  return {
    kind,
    length,
    version,
    headerLength,
    filename,
    timestamp,
    signer,
    trailing,
    md5: hex(md5(bytes)),
    sha1: hex(fileSha1),
    sha256: hex(fileSha256),
    digest: common.digest,
    signature,
    damage: common.damage,
    // Of a signature that verifies, what is wrong with it is an error like any other.
    fault: firstError(signature.status === 'valid' ? rest : rest.filter(({ code }) => !isVerdict(code))),
    blank,
    get header() {
      return (rows ??= headerRows(list.header));
    },
    records: recordReports(records),
    certificates: certificatesOf(records),
    findings: worst(
      withSeverities([...structure.findings, ...rest], severities),
      unmadeFindings(structure, severities) + list.moreProblems,
      list,
      severities,
    ).sort(inFileOrder),
  };
}

/** What lists have in common that differ in the values of TIMESTAMP and SIGNATURE at most. */
interface Common {
  readonly records: readonly InspectedRecord[];
  /** The numbers of the records that the header names as signer. */
  readonly signers: readonly number[];
  readonly keys: readonly RecordKey[];
  readonly strayKeys: readonly RecordKey[];
  readonly digest: string | null;
  readonly blank: boolean;
  readonly structure: StructureFindings;
  readonly damage: Fault | null;
  readonly headerFindings: readonly Finding[];
  readonly listFindings: readonly Finding[];
  /** Of a signature that verifies. */
  readonly findingsOnSigner: (verdict: Extract<SignatureVerdict, { status: 'valid' }>) => readonly Finding[];
}

/** By the first of such lists, as long as that is kept. */
const commons = new WeakMap<TrustList, Promise<Common>>();

function commonOf(list: TrustList, bytes: Uint8Array): Promise<Common> {
  const first = firstLike(list);
  const common = commons.get(first) ?? readCommon(first, bytes);
  commons.set(first, common);
  return common;
}

/** @param bytes those of any such list. */
async function readCommon(list: TrustList, bytes: Uint8Array): Promise<Common> {
  const records = await inspectRecords(list, bytes);
  const structure = structureFindings(list, records, bytes);
  const blank = isBlank(records.map(({ fields }) => fields));
  const onSigner = new Map<number, readonly Finding[]>();
  return {
    records,
    signers: ownSigners(records, signerOf(list)).map(({ index }) => index),
    keys: records.map(({ key }) => key),
    strayKeys: records.flatMap(({ strayKey }) => strayKey ?? []),
    digest: digestText(headerFields(list).digestAlgorithm),
    blank,
    structure,
    damage: firstError(structure.findings),
    headerFindings: headerFindings(list),
    listFindings: listFindings(list, records, blank),
    findingsOnSigner: (verdict) => {
      const found =
        onSigner.get(verdict.record) ?? signatureFindings(list, records, verdict, { stale: false, awaited: false });
      onSigner.set(verdict.record, found);
      return found;
    },
  };
}

function signatureReport(
  list: TrustList,
  bytes: Uint8Array,
  verdict: SignatureVerdict,
  earlier: readonly Uint8Array[],
): SignatureReport {
  const { signature } = headerFields(list);
  const report = {
    status: verdict.status,
    record: verdict.record,
    actualSigner: verdict.actual?.record ?? null,
    stale: verdict.status !== 'valid' && isStale(list, bytes, earlier),
    awaited: signature !== null && isAwaited(signature),
  };
  if (verdict.status === 'unsupported' && verdict.flaw !== undefined) return { ...report, flaw: verdict.flaw };
  return signature === null && headerBreaksOff(list) ? { ...report, unread: true } : report;
}

/** In file order. */
function firstError(findings: readonly Finding[]): Fault | null {
  const [first] = findings.filter(({ severity }) => severity === 'error').sort(inFileOrder);
  return first === undefined ? null : { code: first.code, message: first.message, where: first.where };
}

function digestText(code: number | null): string | null {
  if (code === null) return null;
  return digestNames.get(code) ?? `unknown (${code})`;
}

/** Rows are made when a view asks for them: nobody opens those of a thousand files. */
const recordReport = oncePer((inspected: InspectedRecord): RecordReport => {
  const { index, record, fields, certificate, certificateRecord } = inspected;
  const own = certificateRecord === index ? (certificate?.details ?? null) : null;
  // A hash that belongs to another certificate says nothing of that certificate.
  const meant = inspected.expectedHash === null ? (certificate?.details ?? null) : own;
  const { functionCode, certHash, publicKey, serialNumber } = fields;
  const agreement = (element: { tag: number }) => inspected.agreements.get(element.tag) ?? null;
  let rows: readonly FieldReport[] | undefined;
  return {
    index,
    function: functionCode === null ? null : functionName(functionCode),
    functionCode,
    offset: record.offset,
    length: record.length,
    dnsName: fields.dnsName,
    subject: fields.subjectName,
    issuer: fields.issuerName,
    serial: serialNumber === null ? null : colonHex(serialNumber),
    ipAddress: fields.ipAddress,
    certificate: fields.certificate !== null ? 'embedded' : certHash !== null ? 'hash' : 'none',
    sha1: meant?.sha1 ?? (certHash?.length === 20 ? hex(certHash) : null),
    sha256: meant?.sha256 ?? (certHash?.length === 32 ? hex(certHash) : null),
    notBefore: meant?.notBefore ?? null,
    notAfter: meant?.notAfter ?? null,
    keyAlgorithm: meant?.keyAlgorithm ?? (publicKey === null ? null : recordKeyAlgorithm(publicKey)),
    get fields() {
      return (rows ??= recordRows(record.parts, agreement));
    },
    certificateId: meant?.sha1 ?? null,
  };
});

const recordReports = oncePer((records: readonly InspectedRecord[]) => records.map(recordReport));

const certificatesOf = oncePer((records: readonly InspectedRecord[]): Record<string, CertificateDetails> => {
  const certificates: Record<string, CertificateDetails> = {};
  for (const { certificate } of records) {
    if (certificate !== null) certificates[certificate.details.sha1] = certificate.details;
  }
  return certificates;
});

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2 };

/** How many findings were not made, except those that a user has turned off. */
function unmadeFindings({ unmade }: StructureFindings, severities: SeverityOverrides): number {
  return [...unmade].reduce((sum, [code, count]) => (severities[code] === 'off' ? sum : sum + count), 0);
}

/** All findings; if there are more than are shown, the worst, and one that counts the rest with `unmade` others. */
function worst(findings: Finding[], unmade: number, list: TrustList, severities: SeverityOverrides): Finding[] {
  const limit = limits.findings;
  const count = unmade + Math.max(0, findings.length - limit);
  if (count === 0) return findings;
  const kept =
    findings.length <= limit ? findings : findings.sort((a, b) => rank[a.severity] - rank[b.severity]).slice(0, limit);
  const whole = { record: null, field: null, offset: 0, length: list.length };
  const reason = count === 1 ? 'findings-cut/one' : 'findings-cut/several';
  const cut = finding(reason, { count, limit: kept.length }, whole);
  return [...kept, ...withSeverities([cut], severities)];
}

function inFileOrder(a: Finding, b: Finding): number {
  return a.where.offset - b.where.offset;
}
