import { commonName } from '../../certificates/names';
import { recordPhrase, type InspectedList } from '../held';
import type { Bundle } from './bundle';
import { recordsIn } from './matches';

/** One certificate of a bundle, with what the lists say of it. Plain JSON. */
export interface BundleEntry {
  readonly subject: string | null;
  readonly issuer: string | null;
  readonly serial: string | null;
  readonly sha1: string;
  readonly notAfter: string | null;
  /** The common name, else the subject, else the fingerprint. */
  readonly label: string;
  /** Records that are this certificate: `record 2 of ITLFile.tlv (CCM+TFTP, pub)`. */
  readonly records: readonly string[];
}

/** What a bundle contains, and which records of these lists are its certificates. */
export function describeBundle(bundle: Bundle, lists: readonly InspectedList[]): BundleEntry[] {
  const recordsOf = recordsIn(lists);
  return bundle.certificates.map((certificate) => {
    const { subject, issuer, serial, sha1, notAfter } = certificate.details;
    const label = (subject === null ? null : (commonName(subject) ?? subject)) ?? sha1;
    const records = recordsOf(certificate).map(({ list, record }) => recordPhrase(list, record));
    return { subject, issuer, serial, sha1, notAfter, label, records };
  });
}
