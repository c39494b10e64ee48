import type { Certificate } from '../certificates/certificate';
import { hex } from '../certificates/fingerprints';
import { commonName, sameName } from '../certificates/names';
import { colonHex, isBlank, isSast, vouches } from '../format/fields';
import type { TrustList } from '../format/model';
import { oncePer } from '../format/once-per';
import { functionName, RecordFunction } from '../format/tags';
import { inspectRecords, type InspectedRecord } from '../trust/inspected-record';
import { recordLabel } from '../trust/outline';
import type { MadeBy } from '../trust/signature';
import { recordSigner, signerKey, signerOf, type SignerId } from '../trust/signer';
import { t } from '../words/translate';

/** A list by the name under which a person knows it. */
export interface NamedList {
  readonly file: string;
  readonly list: TrustList;
  /** Only what show itl or show ctl printed of it is known; left out for a list itself. */
  readonly isText?: true;
}

/** The lists that a phone holds; null for one that it does not hold. It may hold a blank list like any other. */
export interface Phone {
  readonly ctl: NamedList | null;
  readonly itl: NamedList | null;
}

/** A list with the certificates and keys of its records. */
export interface InspectedList extends NamedList {
  readonly records: readonly InspectedRecord[];
  /** The records of function System Administrator Security Token. */
  readonly sast: readonly InspectedRecord[];
  /** No record of function TFTP, CCM, CCM+TFTP or TVS contains a certificate, a hash or a key. */
  readonly blank: boolean;
  /** The signer that the header names. */
  readonly signer: SignerId | null;
}

/** A record with the signer's serial number and issuer, and whether its key made the signature. */
export interface Candidate {
  readonly list: InspectedList;
  readonly record: InspectedRecord;
  readonly made: MadeBy;
}

/** The records of lists that were inspected: a plan asks many decisions about the same few. */
const recordsIn = oncePer((list: TrustList) => inspectRecords(list));

export async function inspectList(named: NamedList): Promise<InspectedList> {
  const records = await recordsIn(named.list);
  const sast = records.filter(({ fields }) => isSast(fields));
  const blank = isBlank(records.map(({ fields }) => fields));
  return { ...named, records, sast, blank, signer: signerOf(named.list) };
}

/** The certificates of a list, in the order of its records. */
export async function certificatesOf(named: NamedList): Promise<Certificate[]> {
  const { records } = await inspectList(named);
  return records.flatMap(({ certificate }) => certificate ?? []);
}

/** What a person knows lists by, without those that are not there. */
export function filesOf(...lists: readonly (Pick<NamedList, 'file'> | null)[]): string[] {
  return lists.flatMap((list) => (list === null ? [] : [list.file]));
}

/** The TVS records that authenticate a server: a blanked one, without certificate or hash, does not. */
export function tvsRecords(list: InspectedList | null): readonly InspectedRecord[] {
  return list?.records.filter((record) => hasFunction(record, RecordFunction.tvs) && vouches(record.fields)) ?? [];
}

export function hasFunction({ fields }: InspectedRecord, ...codes: readonly number[]): boolean {
  return fields.functionCode !== null && codes.includes(fields.functionCode);
}

/** The certificate of a record; null if the record lacks its serial number or its issuer. */
export function idOf({ fields }: InspectedRecord): SignerId | null {
  return recordSigner(fields);
}

/** ITLRecovery, by the name that CUCM gives it. From 12.0 it signs the ITL. */
export function isItlRecovery({ fields }: InspectedRecord): boolean {
  return isSast(fields) && /^ITLRECOVERY/i.test(commonName(fields.subjectName ?? '') ?? '');
}

/** Hardware tokens are named `SAST-ADN…` by their maker. */
export function isHardwareToken({ fields }: InspectedRecord): boolean {
  return isSast(fields) && /^cn="?SAST-/i.test(fields.subjectName ?? '');
}

/** A text that is equal for records of the same serial number, issuer and key. Null if one of these is missing. */
export const certificateKey = oncePer((record: InspectedRecord): string | null => {
  const id = idOf(record);
  const { spki } = record.key;
  return id === null || spki === null ? null : `${hex(spki)} ${signerKey(id)}`;
});

/** Two records for one certificate. */
export function sameCertificate(a: InspectedRecord, b: InspectedRecord): boolean {
  const key = certificateKey(a);
  return key !== null && key === certificateKey(b);
}

/** The certificates in both, each once: with the first record for it on either side, in the order of `ours`. */
export function certificatesInCommon(
  ours: readonly InspectedRecord[],
  theirs: readonly InspectedRecord[],
): { readonly ours: InspectedRecord; readonly theirs: InspectedRecord }[] {
  const left = new Map<string, InspectedRecord>();
  for (const record of theirs) {
    const key = certificateKey(record);
    if (key !== null && !left.has(key)) left.set(key, record);
  }
  return ours.flatMap((record) => {
    const key = certificateKey(record);
    const other = key === null ? undefined : left.get(key);
    if (key === null || other === undefined) return [];
    left.delete(key);
    return [{ ours: record, theirs: other }];
  });
}

/** `CUCM8-Publisher.bbbburns.lab`: how a sentence calls a record's certificate. */
export function labelOf({ index, fields }: InspectedRecord): string {
  const serial = fields.serialNumber === null ? null : colonHex(fields.serialNumber);
  return recordLabel({ subject: fields.subjectName, dnsName: fields.dnsName, serial, index }).trim();
}

/** `record 3 of ITLFile.tlv (TVS, CUCM8-Publisher.bbbburns.lab)`. */
export function recordPhrase(list: Pick<NamedList, 'file'>, record: InspectedRecord): string {
  const { functionCode } = record.fields;
  const role =
    functionCode === RecordFunction.sast ? 'SAST' : functionCode === null ? null : functionName(functionCode);
  return t('record {record} of {file} ({what})', {
    record: record.index,
    file: list.file,
    what: [role, labelOf(record)].filter((part) => part !== null).join(', '),
  });
}

/**
 * `CUCM8-Publisher.bbbburns.lab, serial 21:00:2D:17, issued by CN=JASBURNS-AD`, or `self-signed`: how an engineer finds
 * a certificate.
 */
export function certificatePhrase({ name, serialNumber, issuer }: SignerId): string {
  const serial = colonHex(serialNumber);
  if (name === null) return t('serial {serial}, issued by {issuer}', { serial, issuer });
  const label = (commonName(name) ?? name).trim();
  return sameName(name, issuer)
    ? t('{label}, serial {serial}, self-signed', { label, serial })
    : t('{label}, serial {serial}, issued by {issuer}', { label, serial, issuer });
}
