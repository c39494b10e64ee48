import { listKind } from '../format/file-names';
import { type Certificate } from '../certificates/certificate';
import { digest } from '../certificates/fingerprints';
import { commonName } from '../certificates/names';
import { sameBytes } from '../format/bytes';
import { encodeParts } from '../format/encode';
import { findElement, headerFields } from '../format/fields';
import type { Part, TrustList, TrustRecord } from '../format/model';
import { digestCode, functionName, RecordFunction, RecordTag, type DigestName } from '../format/tags';
import { certificateValues } from './certificate-values';
import { recordOf, recordOrder, setElement, textBytes, u16Bytes, withoutElements } from '../format/draft';
import { ipAddressBytes } from './ip-address';
import { finish, refused, type EditOutcome, type EditRefused } from './outcome';
import { nameStyle } from './spelling';
import { described, editRecord, noSuchRecord } from './record-edit';
import { t } from '../words/translate';

/** Whether a record holds its certificate or, as TVS and CAPF records of an ITL do, only the certificate's hash. */
export type RecordForm = 'full' | 'hash';

/** A record to be made. */
export interface NewRecord {
  readonly certificate: Certificate;
  readonly functionCode: number;
  /** By default what CUCM writes: `formOf`. */
  readonly form?: RecordForm;
  /** Host name or address text. By default an empty one, or no DNSNAME at all in a file whose records have none. */
  readonly dnsName?: string;
  /** IPv4 or IPv6 text. */
  readonly ipAddress?: string;
  /** Of the hash, SHA-1 by default: the only one seen in files of a cluster. */
  readonly hashAlgorithm?: DigestName;
}

/** The form that CUCM gives to a record: in an ITL, TVS and CAPF records hold a hash. */
export function formOf(list: TrustList, functionCode: number): RecordForm {
  const hashed = functionCode === RecordFunction.tvs || functionCode === RecordFunction.capf;
  return hashed && listKind(headerFields(list).filename) === 'ITL' ? 'hash' : 'full';
}

/**
 * Adds records in CUCM's element order: RECORDLENGTH, DNSNAME, SUBJECTNAME, FUNCTION, ISSUERNAME, SERIALNUMBER,
 * PUBLICKEY, SIGNATURE, then CERTIFICATE or CERTHASH and HASH ALGORITHM, and IPADDRESS.
 *
 * @param position number that the first of them gets, from 1; at the end by default.
 */
export async function addRecords(
  list: TrustList,
  additions: readonly NewRecord[],
  position = list.records.length + 1,
): Promise<EditOutcome> {
  const [first] = additions;
  if (first === undefined) return refused('nothing-to-do', t('There is no certificate to add.'));
  if (!Number.isInteger(position) || position < 1 || position > list.records.length + 1) {
    return refused(
      'no-such-record',
      t('A record cannot be added as number {position}: the list has {length}.', {
        position,
        length: list.records.length,
      }),
    );
  }
  const made: TrustRecord[] = [];
  for (const addition of additions) {
    const record = await makeRecord(list, addition);
    if (!record.ok) return record;
    made.push(record.record);
  }
  const subject = commonName(first.certificate.details.subject ?? '') ?? t('certificate');
  const label =
    additions.length === 1
      ? t('Add {functionName} record {subject}', { functionName: functionName(first.functionCode), subject })
      : t('Add {count} records', { count: additions.length });
  return finish({ ...list, records: list.records.toSpliced(position - 1, 0, ...made) }, label);
}

async function makeRecord(
  list: TrustList,
  addition: NewRecord,
): Promise<{ readonly ok: true; readonly record: TrustRecord } | EditRefused> {
  const { certificate, functionCode, form = formOf(list, functionCode), hashAlgorithm = 'SHA-1', ipAddress } = addition;
  const wrong = checkFunction(functionCode) ?? checkDnsName(addition.dnsName ?? '');
  if (wrong !== null) return wrong;
  const read = certificateValues(certificate, nameStyle(list));
  if (!read.ok) return read;

  const values = new Map(read.values);
  const dnsName = addition.dnsName === undefined ? unnamed(list) : textBytes(addition.dnsName);
  if (dnsName !== null) values.set(RecordTag.dnsName, dnsName);
  values.set(RecordTag.function, u16Bytes(functionCode));
  if (ipAddress !== undefined) {
    const address = ipAddressBytes(ipAddress);
    if (address === null) return notAnAddress(ipAddress);
    values.set(RecordTag.ipAddress, address);
  }
  if (form === 'full') {
    values.set(RecordTag.certificate, certificate.der);
  } else {
    values.set(RecordTag.certHash, await digest(hashAlgorithm, certificate.der));
    values.set(RecordTag.hashAlgorithm, Uint8Array.of(digestCode(hashAlgorithm)));
  }
  const parts = [...values].reduce<readonly Part[]>(
    (made, [tag, value]) => setElement(made, tag, value, recordOrder),
    [],
  );
  return { ok: true, record: recordOf(parts) };
}

/**
 * DNSNAME of a record without a name, as the file writes it: NULs, or no DNSNAME at all as in one of certutils (null).
 */
function unnamed(list: TrustList): Uint8Array | null {
  const names = list.records.flatMap(({ parts }) => findElement(parts, RecordTag.dnsName)?.value ?? []);
  if (names.length === 0 && list.records.length > 0) return null;
  return names.find((name) => name.length > 0 && name.every((octet) => octet === 0)) ?? textBytes('');
}

/** Removes records. */
export function removeRecords(list: TrustList, numbers: readonly number[]): EditOutcome {
  const [first] = numbers;
  if (first === undefined) return refused('nothing-to-do', t('No record was chosen.'));
  for (const number of numbers) if (!list.records[number - 1]) return noSuchRecord(list, number);
  const records = list.records.filter((_, index) => !numbers.includes(index + 1));
  const removed = list.records.length - records.length;
  return finish(
    { ...list, records },
    removed === 1
      ? t('Remove {described}', { described: described(list, first) })
      : t('Remove {removed} records', { removed }),
  );
}

/** Moves a record to the place of another; those between move up or down by one. */
export function moveRecord(list: TrustList, from: number, to: number): EditOutcome {
  const record = list.records[from - 1];
  if (record === undefined) return noSuchRecord(list, from);
  if (list.records[to - 1] === undefined) return noSuchRecord(list, to);
  if (from === to) return refused('nothing-to-do', t('Record {from} is already there.', { from }));
  const records = list.records.toSpliced(from - 1, 1).toSpliced(to - 1, 0, record);
  return finish({ ...list, records }, t('Move {described} to {to}', { described: described(list, from), to }));
}

/** Writes FUNCTION. */
export function setFunction(list: TrustList, number: number, functionCode: number): EditOutcome {
  const wrong = checkFunction(functionCode);
  if (wrong !== null) return wrong;
  const label = t('Change the function of record {number} to {functionName}', {
    number,
    functionName: functionName(functionCode),
  });
  return editRecord(list, number, label, (parts) =>
    setElement(parts, RecordTag.function, u16Bytes(functionCode), recordOrder),
  );
}

/** Writes DNSNAME: a host name or the text of an address; an empty one is NUL alone, as hardware tokens have it. */
export function setDnsName(list: TrustList, number: number, dnsName: string): EditOutcome {
  const wrong = checkDnsName(dnsName);
  if (wrong !== null) return wrong;
  const label = t('Set the DNS name of record {number} to {name}', {
    number,
    name: dnsName === '' ? t('(empty)') : dnsName,
  });
  return editRecord(list, number, label, (parts) =>
    setElement(parts, RecordTag.dnsName, textBytes(dnsName), recordOrder),
  );
}

/**
 * Writes IPADDRESS, 4 or 16 bytes.
 *
 * @param ipAddress null removes it.
 */
export function setIpAddress(list: TrustList, number: number, ipAddress: string | null): EditOutcome {
  if (ipAddress === null) {
    return editRecord(list, number, t('Remove the address of record {number}', { number }), (parts) =>
      withoutElements(parts, new Set([RecordTag.ipAddress])),
    );
  }
  const address = ipAddressBytes(ipAddress);
  if (address === null) return notAnAddress(ipAddress);
  return editRecord(
    list,
    number,
    t('Set the address of record {number} to {ipAddress}', { number, ipAddress }),
    (parts) => setElement(parts, RecordTag.ipAddress, address, recordOrder),
  );
}

/** Removes a record that is another one byte for byte. */
export function dropDuplicate(list: TrustList, number: number): EditOutcome {
  const record = list.records[number - 1];
  if (record === undefined) return noSuchRecord(list, number);
  const bytes = encodeParts(record.parts);
  const twin = list.records.findIndex((other) => other !== record && sameBytes(encodeParts(other.parts), bytes));
  if (twin === -1) {
    return refused(
      'nothing-to-do',
      t('Record {number} is not an exact duplicate of another record.', { number }),
      record.offset,
    );
  }
  const records = list.records.toSpliced(number - 1, 1);
  return finish(
    { ...list, records },
    t('Remove record {number}, a duplicate of record {twin}', { number, twin: twin + 1 }),
  );
}

function checkFunction(functionCode: number): EditRefused | null {
  const valid = Number.isInteger(functionCode) && functionCode >= 0 && functionCode <= 0xffff;
  return valid
    ? null
    : refused('bad-value', t('FUNCTION takes a number from 0 to 65535, not {functionCode}.', { functionCode }));
}

function checkDnsName(dnsName: string): EditRefused | null {
  return dnsName.includes('\0') ? refused('bad-value', t('A DNS name cannot hold a NUL.')) : null;
}

function notAnAddress(text: string): EditRefused {
  return refused('bad-value', t('“{text}” is not an IPv4 or IPv6 address.', { text }));
}
