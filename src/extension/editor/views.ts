import type * as Engine from '../../core/engine';
import type { TrustList } from '../../core/format/model';
import type { Severity } from '../../core/trust/catalogue';
import type { ExplainedFinding } from '../../core/trust/explain';
import type { Outline, RecordOutline } from '../../core/trust/outline';
import type { Fault, FieldReport, Finding, Report } from '../../core/trust/report';
import type {
  FindingsView,
  HeaderView,
  Mark,
  Overview,
  PageOutline,
  RecordView,
  Rows,
  SignerView,
  TrailingView,
} from './protocol';
import { t } from '../../core/words/translate';

/** What one message holds at most. */
const most = { rows: 500, findings: 200, label: 120 } as const;

/** The elements of the header that are the signer's, shown as its part of the list. */
export const signerFields: ReadonlySet<string | null> = new Set([
  'SIGNERID',
  'SIGNERNAME',
  'SERIALNUMBER',
  'CANAME',
  'SIGNATUREINFO',
  'DIGESTALGORTITHM',
  'SIGNATUREALGOINFO',
  'SIGNATUREALGORTITHM',
  'SIGNATUREMODULUS',
  'SIGNATURE',
]);

/**
 * The parts of an outline and a report that the page shows, cut to what one message should hold. Made once for each
 * state of a document.
 */
export class Views {
  readonly #outline: Outline;
  #searchable: readonly string[] | undefined;

  constructor(
    private readonly engine: typeof Engine,
    private readonly list: TrustList,
  ) {
    this.#outline = engine.outline(list);
  }

  outline(): PageOutline {
    const { kind, length, timestamp, trailing, records } = this.#outline;
    const functions = new Map<number | null, { readonly position: number; readonly name: string }>();
    for (const record of records) {
      const { functionCode } = record;
      if (!functions.has(functionCode)) {
        functions.set(functionCode, { position: functions.size, name: functionLabel(record) });
      }
    }
    return {
      kind,
      length,
      timestamp,
      trailing,
      functions: Array.from(functions, ([code, { name }]) => ({ code, name })),
      records: {
        labels: records.map(({ label }) => clip(label)),
        functions: records.map(({ functionCode }) => functions.get(functionCode)?.position ?? 0),
        offsets: records.map(({ offset }) => offset),
      },
    };
  }

  overview(report: Report): Overview {
    const { md5, sha1, sha256, blank, digest, findings } = report;
    const { reason, outcome, label, detail, todo, action } = this.engine.verdictOf(report);
    const actionLabel = action === null ? null : t(this.engine.verdictActionLabels[action]);
    const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0 };
    for (const { severity } of findings) counts[severity] += 1;
    return {
      md5,
      sha1,
      sha256,
      blank,
      digest,
      signedBy: report.signature.actualSigner,
      counts,
      signature: this.#explained(this.#ofVerdict(report)),
      verdict: { reason, outcome, label, detail, todo, action, actionLabel },
      marks: {
        overview: worst(findings),
        header: worst(this.#onHeader(report)),
        signer: worst(onSigner(report)),
        records: this.#recordMarks(findings),
        trailing: worst(this.#onTrailing(report)),
      },
    };
  }

  header(from: number, report: Report | null): HeaderView {
    return {
      ...share(this.#outline.header, from),
      offset: 0,
      length: this.list.headerLength,
      findings: this.#explained(this.#onHeader(report)),
    };
  }

  signer(report: Report | null): SignerView {
    const field = (name: string): FieldReport | undefined => this.#outline.header.find((row) => row.name === name);
    const place = field('SIGNERID') ?? { offset: 0, length: this.list.headerLength };
    return {
      signer: this.#outline.signer,
      signature: report?.signature ?? null,
      digest: report?.digest ?? null,
      offset: place.offset,
      length: place.length,
      findings: this.#explained(onSigner(report)),
    };
  }

  /** @param index from 1. Null if there is no such record. */
  record(index: number, from: number, report: Report | null): RecordView | null {
    const record = this.list.records[index - 1];
    const outline = this.#outline.records[index - 1];
    if (record === undefined || outline === undefined) return null;
    const inspected = report?.records[index - 1];
    const { fields = this.engine.recordRows(record.parts, () => null), ...rest } = inspected ?? {};
    const id = inspected?.certificateId ?? null;
    return {
      ...share(fields, from),
      index,
      function: functionLabel(outline),
      label: clip(outline.label),
      offset: record.offset,
      length: record.length,
      report: inspected === undefined ? null : (rest as RecordView['report']),
      certificate: id === null ? null : (report?.certificates[id] ?? null),
      findings: this.#explained((report?.findings ?? []).filter(({ where }) => where.record === index)),
    };
  }

  /** Null if no bytes follow the last record. */
  trailing(report: Report | null): TrailingView | null {
    const { trailing } = this.#outline;
    return trailing === null ? null : { ...trailing, findings: this.#explained(this.#onTrailing(report)) };
  }

  /** Findings of the whole file, the worst first. */
  findings(from: number, report: Report): FindingsView {
    const findings = [...report.findings].sort((a, b) => badness[b.severity] - badness[a.severity]);
    return { findings: this.#explained(findings.slice(from)), from, total: findings.length };
  }

  /**
   * Numbers of the records that contain `text` in a name, function, serial number or address, whether upper or lower
   * case.
   */
  search(text: string): readonly number[] {
    const wanted = text.trim().toLowerCase();
    this.#searchable ??= this.list.records.map((record, position) => this.#searchText(record, position));
    return this.#searchable.flatMap((searchable, position) => (searchable.includes(wanted) ? [position + 1] : []));
  }

  /** Serial numbers are found with colons, as here, and without, as in certificate viewers. */
  #searchText(record: TrustList['records'][number], position: number): string {
    const { subjectName, dnsName, issuerName, ipAddress } = this.engine.recordFields(record);
    const outline = this.#outline.records[position];
    const serial = outline?.serial ?? '';
    return [subjectName, dnsName, issuerName, ipAddress, outline?.function, serial, serial.replaceAll(':', '')]
      .filter((part) => part !== null && part !== undefined)
      .join('\n')
      .toLowerCase();
  }

  /** The findings that the verdict rests on: the damage, else what is wrong with the signature, else the first error. */
  #ofVerdict({ damage, fault, findings }: Report): readonly Finding[] {
    const isOf = (fault: Fault | null, { code, where }: Finding): boolean =>
      fault?.code === code && fault.where.offset === where.offset;
    if (damage !== null) return findings.filter((found) => isOf(damage, found));
    const ofSignature = findings.filter(({ code }) => this.engine.isVerdict(code));
    return ofSignature.length > 0 ? ofSignature : findings.filter((found) => isOf(fault, found));
  }

  /** As many as one message holds, with what the catalogue says of them. */
  #explained(findings: readonly Finding[]): readonly ExplainedFinding[] {
    return findings.slice(0, most.findings).map(this.engine.explain);
  }

  #recordMarks(findings: readonly Finding[]): readonly Mark[] {
    const marks = this.#outline.records.map((): Mark => 'sound');
    for (const { where, severity } of findings) {
      if (where.record === null) continue;
      marks[where.record - 1] = worse(marks[where.record - 1] ?? 'sound', severity);
    }
    return marks;
  }

  /** Also what concerns the signer, whose elements are in the header. */
  #onHeader(report: Report | null): readonly Finding[] {
    return onFile(report).filter((found) => !this.#isTrailing(found) && !this.#isOnWhole(found));
  }

  #onTrailing(report: Report | null): readonly Finding[] {
    return onFile(report).filter((found) => this.#isTrailing(found));
  }

  /** Of the file as a whole, and no part of it: only the overview shows it. */
  #isOnWhole({ where }: Finding): boolean {
    return where.field === null && where.offset === 0 && where.length >= this.list.length && !this.#isAllHeader;
  }

  get #isAllHeader(): boolean {
    return this.list.headerLength >= this.list.length;
  }

  #isTrailing({ where }: Finding): boolean {
    const { trailing } = this.#outline;
    return trailing !== null && where.offset >= trailing.offset;
  }
}

/** Findings that are not of a record. */
function onFile(report: Report | null): readonly Finding[] {
  return (report?.findings ?? []).filter(({ where }) => where.record === null);
}

function onSigner(report: Report | null): readonly Finding[] {
  return onFile(report).filter(({ where }) => signerFields.has(where.field));
}

function functionLabel(record: RecordOutline): string {
  return record.function ?? t('No function');
}

function clip(label: string): string {
  return label.length > most.label ? `${label.slice(0, most.label)}…` : label;
}

function share(rows: readonly FieldReport[], from: number): Rows {
  return { rows: rows.slice(from, from + most.rows), from, total: rows.length };
}

const badness: Readonly<Record<Mark, number>> = { sound: 0, information: 1, warning: 2, error: 3 };

function worse(a: Mark, b: Mark): Mark {
  return badness[a] >= badness[b] ? a : b;
}

function worst(findings: readonly Finding[]): Mark {
  return findings.map(({ severity }): Mark => severity).reduce(worse, 'sound');
}
