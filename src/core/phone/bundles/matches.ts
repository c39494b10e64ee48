import type { Certificate } from '../../certificates/certificate';
import { sameBytes } from '../../format/bytes';
import type { InspectedRecord } from '../../trust/inspected-record';
import { signerKey } from '../../trust/signer';
import { idOf, type InspectedList } from '../held';
import { signerKeysOf } from '../../trust/signer';
import type { Bundle } from './bundle';

/** Finds the records of these lists that are a certificate, in their order. */
export function recordsIn(
  lists: readonly InspectedList[],
): (certificate: Certificate) => { readonly list: InspectedList; readonly record: InspectedRecord }[] {
  const named = grouped(
    lists.flatMap((list) =>
      list.records.flatMap((record) => {
        const signer = idOf(record);
        return signer === null ? [] : [{ key: signerKey(signer), value: { list, record } }];
      }),
    ),
  );
  return (certificate) =>
    signerKeysOf(certificate)
      .flatMap((key) => named.get(key) ?? [])
      .filter(({ record }) => mayShareKey(record, certificate));
}

/** Finds the first bundle that contains the certificate of a record; null if there is none. */
export function bundlesIn(bundles: readonly Bundle[]): (record: InspectedRecord) => Bundle | null {
  const named = grouped(
    bundles.flatMap((bundle) =>
      bundle.certificates.flatMap((certificate) =>
        signerKeysOf(certificate).map((key) => ({ key, value: { bundle, certificate } })),
      ),
    ),
  );
  return (record) => {
    const signer = idOf(record);
    const same = signer === null ? [] : (named.get(signerKey(signer)) ?? []);
    return same.find(({ certificate }) => mayShareKey(record, certificate))?.bundle ?? null;
  };
}

/** The values of each key, in their order. */
function grouped<Value>(entries: readonly { readonly key: string; readonly value: Value }[]): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const { key, value } of entries) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

/** Whether record and certificate, of one serial number and issuer, have one key too; true if either has none. */
function mayShareKey({ key: { spki } }: InspectedRecord, certificate: Certificate): boolean {
  return spki === null || certificate.spki === null || sameBytes(spki, certificate.spki);
}
