import { listKind } from '../format/file-names';
import { readCertificate, type Certificate } from '../certificates/certificate';
import { digest } from '../certificates/fingerprints';
import { commonName } from '../certificates/names';
import { sameBytes } from '../format/bytes';
import { encodeParts } from '../format/encode';
import { findElement, hashDigest, headerFields, recordFields } from '../format/fields';
import type { Part, TrustList, TrustRecord } from '../format/model';
import {
  digestCode,
  digestNames,
  functionName,
  RecordFunction,
  RecordTag,
  recordTagName,
  type DigestName,
} from '../format/tags';
import { inspectRecords } from '../trust/inspected-record';
import { certificateValues } from './certificate-values';
import { element, recordOf, recordOrder, setElement, textBytes, u16Bytes, withoutElements } from '../format/draft';
import { ipAddressBytes } from './ip-address';
import { finish, refused, type EditOutcome, type EditRefused } from './outcome';
import { nameStyle } from './spelling';
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

/**
 * Puts another certificate, such as a renewed one, into a record. The record keeps its place, its form, its function,
 * its DNS name and address, and the elements that it has: one without SIGNATURE stays without.
 */
export async function replaceCertificate(
  list: TrustList,
  number: number,
  certificate: Certificate,
): Promise<EditOutcome> {
  const record = list.records[number - 1];
  if (record === undefined) return noSuchRecord(list, number);
  const { certificate: embedded, certHash } = recordFields(record);
  if (embedded === null && certHash === null) {
    return refused(
      'no-certificate',
      t('Record {number} contains neither a certificate nor a hash to replace; put a certificate into it instead.', {
        number,
      }),
      record.offset,
    );
  }
  const read = certificateValues(certificate, nameStyle(list));
  if (!read.ok) return read;
  const values = new Map(read.values);
  values.set(RecordTag.certificate, certificate.der);
  if (certHash !== null) {
    const hash = await hashFor(record, number, certificate);
    if (!hash.ok) return hash;
    values.set(RecordTag.certHash, hash.hash);
  }
  const subject = commonName(certificate.details.subject ?? '') ?? 'another';
  return editRecord(
    list,
    number,
    t('Replace the certificate of record {number} with {subject}', { number, subject }),
    (parts) =>
      parts.map((part) => {
        const value = part.kind === 'element' ? values.get(part.tag) : undefined;
        return value === undefined || part.kind !== 'element' ? part : element(part.tag, value);
      }),
  );
}

/** Turns a record that holds its certificate into one that holds only the certificate's hash. */
export async function toHash(
  list: TrustList,
  number: number,
  hashAlgorithm: DigestName = 'SHA-1',
): Promise<EditOutcome> {
  const record = list.records[number - 1];
  if (record === undefined) return noSuchRecord(list, number);
  const { certificate } = recordFields(record);
  if (certificate === null) {
    return refused('no-certificate', t('Record {number} contains no certificate to hash.', { number }), record.offset);
  }
  const hash = await digest(hashAlgorithm, certificate);
  return editRecord(
    list,
    number,
    t('Turn {described} into a hash', { described: described(list, number) }),
    (parts) => {
      const without = withoutElements(parts, new Set([RecordTag.certificate]));
      const withHash = setElement(without, RecordTag.certHash, hash, recordOrder);
      return setElement(withHash, RecordTag.hashAlgorithm, Uint8Array.of(digestCode(hashAlgorithm)), recordOrder);
    },
  );
}

/**
 * Puts the certificate into a record that holds only its hash, and keeps the other elements; or into one that was
 * reduced to its DNS name and function, which gets the elements that it lacks.
 *
 * @param certificate by default the one of another record of the list that the hash stands for.
 */
export async function toFull(list: TrustList, number: number, certificate?: Certificate): Promise<EditOutcome> {
  const record = list.records[number - 1];
  if (record === undefined) return noSuchRecord(list, number);
  const fields = recordFields(record);
  if (fields.certificate !== null) {
    return refused('nothing-to-do', t('Record {number} already contains its certificate.', { number }), record.offset);
  }
  const known = certificate ?? (await certificateOfRecord(list, number));
  if (known === null) {
    return refused(
      'no-certificate',
      t('The certificate of record {number} is not known: no other record contains it. Choose its file.', { number }),
      record.offset,
    );
  }
  const read = certificateValues(known, nameStyle(list));
  if (!read.ok) return read;
  if (fields.certHash !== null) {
    const hash = await hashFor(record, number, known);
    if (!hash.ok) return hash;
    if (!sameBytes(hash.hash, fields.certHash)) {
      return refused(
        'key-mismatch',
        t(
          'The certificate {subject} does not match the hash of record {number}. To use it anyway, replace the certificate.',
          { subject: known.details.subject ?? '', number },
        ),
        record.offset,
      );
    }
  }
  const replaced = new Set([RecordTag.certHash, RecordTag.hashAlgorithm]);
  return editRecord(
    list,
    number,
    t('Put the certificate into {described}', { described: described(list, number) }),
    (parts) => {
      const isReduced = fields.certHash === null;
      const lacking = [...read.values].filter(([tag]) => isReduced && findElement(parts, tag) === null);
      return [...lacking, [RecordTag.certificate, known.der] as const].reduce<readonly Part[]>(
        (made, [tag, value]) => setElement(made, tag, value, recordOrder),
        withoutElements(parts, replaced),
      );
    },
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

/**
 * Makes a field say what the certificate of its record says.
 *
 * @param field as the cluster prints it: SUBJECTNAME, ISSUERNAME, SERIALNUMBER, PUBLICKEY, SIGNATURE or CERTHASH.
 * @param certificate by default the record's own, or for a hash the one of the list that it stands for.
 */
export async function takeFromCertificate(
  list: TrustList,
  number: number,
  field: string,
  certificate?: Certificate,
): Promise<EditOutcome> {
  const record = list.records[number - 1];
  if (record === undefined) return noSuchRecord(list, number);
  const known = certificate ?? (await certificateOfRecord(list, number));
  if (known === null) {
    return refused(
      'no-certificate',
      t('The certificate of record {number} is not in the list.', { number }),
      record.offset,
    );
  }
  const read = certificateValues(known, nameStyle(list));
  if (!read.ok) return read;
  const values = new Map(read.values);
  if (field === recordTagName(RecordTag.certHash)) {
    const hash = await hashFor(record, number, known);
    if (!hash.ok) return hash;
    values.set(RecordTag.certHash, hash.hash);
  }
  const found = [...values].find(([tag]) => recordTagName(tag) === field);
  if (found === undefined) {
    const names = [...values.keys(), RecordTag.certHash].map(recordTagName).join(', ');
    return refused(
      'bad-value',
      t('A certificate says nothing about {field}; it does about {names}.', { field, names }),
      record.offset,
    );
  }
  return editRecord(
    list,
    number,
    t('Take {field} of record {number} from its certificate', { field, number }),
    (parts) => setElement(parts, found[0], found[1], recordOrder),
  );
}

/** The certificate of a record: embedded, or the one of another record that its hash stands for. */
export async function certificateOfRecord(list: TrustList, number: number): Promise<Certificate | null> {
  const record = list.records[number - 1];
  const embedded = record === undefined ? null : recordFields(record).certificate;
  if (embedded !== null) return readCertificate(embedded);
  return (await inspectRecords(list))[number - 1]?.certificate ?? null;
}

/** What CERTHASH of a record says of a certificate. Refused where HASH ALGORITHM stands for no known digest. */
async function hashFor(
  record: TrustRecord,
  number: number,
  { der }: Certificate,
): Promise<{ readonly ok: true; readonly hash: Uint8Array } | EditRefused> {
  const fields = recordFields(record);
  const code = fields.hashAlgorithm;
  if (code === null || digestNames.has(code)) return { ok: true, hash: await digest(hashDigest(fields), der) };
  return refused(
    'bad-value',
    t('HASH ALGORITHM of record {number} is {code}, which is not a known digest, so no hash can be made for it.', {
      number,
      code,
    }),
    record.offset,
  );
}

/** Changes the parts of one record, whose RECORDLENGTH follows. */
function editRecord(
  list: TrustList,
  number: number,
  label: string,
  change: (parts: readonly Part[]) => readonly Part[],
): EditOutcome {
  const record = list.records[number - 1];
  if (record === undefined) return noSuchRecord(list, number);
  const parts = change(record.parts);
  if (sameBytes(encodeParts(parts), encodeParts(record.parts))) {
    return refused('nothing-to-do', t('Record {number} says that already.', { number }), record.offset);
  }
  return finish({ ...list, records: list.records.with(number - 1, recordOf(parts)) }, label);
}

function described(list: TrustList, number: number): string {
  const record = list.records[number - 1];
  const code = record === undefined ? null : recordFields(record).functionCode;
  return code === null
    ? t('record {number}', { number })
    : t('record {number} ({functionName})', { number, functionName: functionName(code) });
}

function noSuchRecord(list: TrustList, number: number): EditRefused {
  const count = list.records.length;
  return refused(
    'no-such-record',
    count === 0
      ? t('The list has no record {number}: it has none.', { number })
      : t('The list has no record {number}: it has records 1 to {count}.', { number, count }),
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
