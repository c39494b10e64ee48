import { nameTextKey } from '../certificates/names';
import { keyIdentity } from '../certificates/public-keys';
import { serialKey } from '../certificates/serial';
import { sameBytes } from '../format/bytes';
import { oncePer } from '../format/once-per';
import type { InspectedRecord } from './inspected-record';
import { recordSigner } from './signer';

/** Another record with the same issuer and serial number, and what is different about it. */
export interface SharedSerial {
  readonly other: InspectedRecord;
  readonly differs: 'key' | 'certificate';
}

/**
 * The records whose issuer and serial number another record of the list has too, with another key or certificate: a
 * reader that looks one up may find the other. One certificate in several records, as in every list, shares nothing.
 */
export const sharedSerials = oncePer(findShared);

function findShared(records: readonly InspectedRecord[]): ReadonlyMap<InspectedRecord, SharedSerial> {
  const shared = new Map<InspectedRecord, SharedSerial>();
  const bySerial = groups(records, ({ fields }) => {
    const named = recordSigner(fields);
    return named === null ? null : serialKey(named.serialNumber);
  });
  for (const sameSerial of bySerial) {
    const issuers = new Map<string, string>();
    const issuerKey = ({ fields: { issuerName } }: InspectedRecord): string => {
      const issuer = issuerName ?? '';
      const key = issuers.get(issuer) ?? nameTextKey(issuer);
      issuers.set(issuer, key);
      return key;
    };
    for (const namesakes of groups(sameSerial, issuerKey)) addShared(shared, namesakes);
  }
  return shared;
}

/** Records by a key, only those that share theirs; a record whose key is null shares it with none. */
function groups(
  records: readonly InspectedRecord[],
  keyOf: (record: InspectedRecord) => string | null,
): InspectedRecord[][] {
  const byKey = new Map<string, InspectedRecord[]>();
  for (const record of records) {
    const key = keyOf(record);
    if (key === null) continue;
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [record]);
    else group.push(record);
  }
  return [...byKey.values()].filter(({ length }) => length > 1);
}

function addShared(shared: Map<InspectedRecord, SharedSerial>, namesakes: readonly InspectedRecord[]): void {
  const [first] = namesakes;
  if (first === undefined) return;
  const others = namesakes.flatMap((record) => {
    const differs = difference(first, record);
    return differs === null ? [] : [{ record, differs }];
  });
  const [other] = others;
  if (other === undefined) return;
  for (const record of namesakes) shared.set(record, { other: other.record, differs: other.differs });
  for (const { record, differs } of others) shared.set(record, { other: first, differs });
}

function difference(a: InspectedRecord, b: InspectedRecord): SharedSerial['differs'] | null {
  if (a === b) return null;
  const [one, two] = [a.key.spki, b.key.spki];
  if (one !== null && two !== null && !sameBytes(one, two) && keyIdentity(one) !== keyIdentity(two)) return 'key';
  const [left, right] = [ownCertificate(a), ownCertificate(b)];
  if (left !== null && right !== null) return left === right ? null : 'certificate';
  const [hash, otherHash] = [a.fields.certHash, b.fields.certHash];
  if (hash === null || hash.length !== otherHash?.length) return null;
  return sameBytes(hash, otherHash) ? null : 'certificate';
}

/** SHA-256 of the certificate that a record embeds; null if it embeds none, or one that cannot be read. */
function ownCertificate({ index, certificate, certificateRecord }: InspectedRecord): string | null {
  return certificate !== null && certificateRecord === index && certificate.details.error === null
    ? certificate.details.sha256
    : null;
}
