import { listKind, type ListKind } from '../format/file-names';
import { colonHex, headerFields, recordFields, type HeaderFields } from '../format/fields';
import { firstLike } from '../format/kept-lists';
import type { TrustList } from '../format/model';
import { oncePer } from '../format/once-per';
import { functionName } from '../format/tags';
import { isoTime } from '../format/time';
import { commonName } from '../certificates/names';
import { headerRows } from './fields';
import type { FieldReport, Signer } from './report';
import { t } from '../words/translate';

/** What a list says without computing a digest or a signature: enough for the first paint. Plain JSON. */
export interface Outline {
  readonly kind: ListKind;
  readonly length: number;
  readonly version: string | null;
  readonly headerLength: number | null;
  readonly filename: string | null;
  readonly timestamp: string | null;
  readonly signer: Signer;
  readonly header: readonly FieldReport[];
  readonly records: readonly RecordOutline[];
  readonly trailing: { readonly offset: number; readonly length: number } | null;
}

export interface RecordOutline {
  /** From 1. */
  readonly index: number;
  readonly function: string | null;
  readonly functionCode: number | null;
  readonly offset: number;
  readonly length: number;
  /** The common name of the subject, else the host name, else the serial number. */
  readonly label: string;
  readonly serial: string | null;
}

/** The outline of a list, without cryptography: takes a fraction of a millisecond for an ordinary file. */
export function outline(list: TrustList): Outline {
  return {
    ...headerFacts(list),
    header: headerRows(list.header),
    records: list.records.map((record, position) => {
      const { functionCode, subjectName, dnsName, serialNumber } = recordFields(record);
      const serial = serialNumber === null ? null : colonHex(serialNumber);
      return {
        index: position + 1,
        function: functionCode === null ? null : functionName(functionCode),
        functionCode,
        offset: record.offset,
        length: record.length,
        label: recordLabel({ subject: subjectName, dnsName, serial, index: position + 1 }),
        serial,
      };
    }),
  };
}

export function recordLabel(record: {
  subject: string | null;
  dnsName: string | null;
  serial: string | null;
  index: number;
}): string {
  const subject = record.subject?.trim() ?? '';
  const dnsName = record.dnsName?.trim() ?? '';
  return commonName(subject) ?? (subject || dnsName || record.serial || t('Record {index}', { index: record.index }));
}

type HeaderFacts = Pick<
  Outline,
  'kind' | 'length' | 'version' | 'headerLength' | 'filename' | 'timestamp' | 'signer' | 'trailing'
>;

/** The facts of a header that both outline and report contain. */
export const headerFacts = oncePer((list: TrustList): HeaderFacts => {
  const first = firstLike(list);
  if (first !== list) return { ...headerFacts(first), timestamp: timeOf(headerFields(list)) };
  const fields = headerFields(list);
  const { version, headerLength, filename, signerName, caName, serialNumber } = fields;
  return {
    kind: listKind(filename),
    length: list.length,
    version: version === null ? null : `${version.major}.${version.minor}`,
    headerLength,
    filename,
    timestamp: timeOf(fields),
    signer: {
      name: signerName,
      issuer: caName,
      serial: serialNumber === null ? null : colonHex(serialNumber),
    },
    trailing:
      list.trailing.length === 0 ? null : { offset: list.length - list.trailing.length, length: list.trailing.length },
  };
});

function timeOf({ timestamp }: HeaderFields): string | null {
  return timestamp === null ? null : isoTime(timestamp);
}
