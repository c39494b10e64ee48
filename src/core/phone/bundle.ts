import type { Certificate } from '../certificates/certificate';
import { commonName } from '../certificates/names';
import { sameBytes } from '../format/bytes';
import { RecordFunction } from '../format/tags';
import type { InspectedRecord } from '../trust/inspected-record';
import { ownSigners, signerKey, signerKeysOf } from '../trust/signer';
import { certificateKey, hasFunction, idOf, isItlRecovery, recordPhrase, type InspectedList } from './held';

/** A bundle of certificates as Bulk Certificate Management exports it (`CCMPUB_tftp.pkcs12`), or a PEM file of several. */
export interface Bundle {
  /** Name of the file, without its folder. */
  readonly file: string;
  readonly certificates: readonly Certificate[];
}

/** What the name of an exported bundle says: `<host>_<purpose>.pkcs12`. */
export interface BundleName {
  readonly host: string;
  /** `tftp`, `tomcat`, `capf`, … */
  readonly purpose: string;
}

export function bundleName(file: string): BundleName | null {
  const groups = /^(?<host>.+)_(?<purpose>[a-z]+)\.(?:pkcs12|p12|pfx)$/i.exec(file)?.groups;
  const { host, purpose } = groups ?? {};
  return host === undefined || purpose === undefined ? null : { host, purpose: purpose.toLowerCase() };
}

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

/** What a bundle holds, and where the lists at hand use it. */
export function describeBundle(bundle: Bundle, lists: readonly InspectedList[]): BundleEntry[] {
  const named = grouped(
    lists.flatMap((list) =>
      list.records.flatMap((record) => {
        const signer = idOf(record);
        return signer === null ? [] : [{ key: signerKey(signer), value: { list, record } }];
      }),
    ),
  );
  return bundle.certificates.map((certificate) => {
    const { subject, issuer, serial, sha1, notAfter } = certificate.details;
    const label = (subject === null ? null : (commonName(subject) ?? subject)) ?? sha1;
    const records = signerKeysOf(certificate)
      .flatMap((key) => named.get(key) ?? [])
      .filter(({ record }) => mayShareKey(record, certificate))
      .map(({ list, record }) => recordPhrase(list, record));
    return { subject, issuer, serial, sha1, notAfter, label, records };
  });
}

/** Bundles that Bulk Certificate Management would write to one name, so that the later one replaces the earlier. */
export interface Overwriting {
  readonly file: string;
  /** By the name of the file; null where it says none. */
  readonly host: string | null;
  readonly bundles: readonly Bundle[];
  readonly sentence: string;
}

/** Bundles with equal names and different content: two clusters whose servers have equal host names. */
export function overwriting(bundles: readonly Bundle[]): Overwriting[] {
  const byName = new Map<string, Bundle[]>();
  for (const bundle of bundles) {
    const key = bundle.file.toLowerCase();
    byName.set(key, [...(byName.get(key) ?? []), bundle]);
  }
  return [...byName.values()].flatMap((same) => {
    const [first] = same;
    const differ = new Set(same.map(({ certificates }) => contentKey(certificates))).size > 1;
    if (first === undefined || !differ) return [];
    const host = bundleName(first.file)?.host ?? null;
    return [
      {
        file: first.file,
        host,
        bundles: same,
        sentence: `${same.length} bundles are called ${first.file}${host === null ? '' : ` because their servers are both called ${host}`}: on one SFTP server the later export overwrites the earlier, and CUCM then offers no Consolidate. Export to two directories, and consolidate here.`,
      },
    ];
  });
}

/** A name that TFTP servers of both clusters have: their exports would have one name too. */
export interface HostClash {
  /** Without its domain, in lower case. */
  readonly host: string;
  readonly sentence: string;
}

/** Equal host names of TFTP servers of two clusters, where the certificates say that they are not one server. */
export function clashingHosts(ours: readonly InspectedList[], theirs: readonly InspectedList[]): HostClash[] {
  const known = new Map<string | null, Set<string | null>>();
  for (const record of theirs.flatMap(tftpRecords)) {
    const host = shortHost(record);
    known.set(host, (known.get(host) ?? new Set()).add(certificateKey(record)));
  }
  const hosts = ours.flatMap(tftpRecords).flatMap((record) => {
    const host = shortHost(record);
    const certificates = known.get(host);
    const key = certificateKey(record);
    const isOneServer = key !== null && certificates?.has(key) === true;
    return host === null || certificates === undefined || isOneServer ? [] : [host];
  });
  return [...new Set(hosts)].map((host) => ({
    host,
    sentence: `Both clusters have a TFTP server called ${host}: both export it as ${host}_tftp.pkcs12, and on one SFTP server the later export overwrites the earlier. Export to two directories.`,
  }));
}

/** A certificate that a consolidation has to hold for phones to follow. */
export interface NeededCertificate {
  readonly list: InspectedList;
  readonly record: InspectedRecord;
  /** Signs the list itself; the others sign configuration. */
  readonly signsList: boolean;
  /** The bundle that holds it; null where none does. */
  readonly bundle: Bundle | null;
  readonly sentence: string;
}

/**
 * What a consolidation needs of a cluster, and which bundle holds it: the certificate of every TFTP server, and from
 * 12.0 on ITLRecovery, which signs the ITL.
 */
export function neededCertificates(list: InspectedList, bundles: readonly Bundle[]): NeededCertificate[] {
  const { ccmTftp, tftp } = RecordFunction;
  const holderOf = holdersIn(bundles);
  const signers = new Set(ownSigners(list.records, list.signer));
  const wanted = list.records.filter(
    (record) =>
      signers.has(record) || isItlRecovery(record) || (hasFunction(record, ccmTftp, tftp) && signsFiles(record)),
  );
  const seen = new Set<string>();
  return wanted.flatMap((record) => {
    const signer = idOf(record);
    if (signer === null) return [];
    const key = `${signer.issuer} ${signer.serialNumber.join()}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const bundle = holderOf(record);
    const phrase = recordPhrase(list, record);
    return [
      {
        list,
        record,
        signsList: signers.has(record),
        bundle,
        sentence:
          bundle === null
            ? `No bundle holds the certificate of ${phrase}.`
            : `${bundle.file} holds the certificate of ${phrase}.`,
      },
    ];
  });
}

/** Finds the first bundle that holds the certificate of a record; null where none does. */
export function holdersIn(bundles: readonly Bundle[]): (record: InspectedRecord) => Bundle | null {
  const held = grouped(
    bundles.flatMap((bundle) =>
      bundle.certificates.flatMap((certificate) =>
        signerKeysOf(certificate).map((key) => ({ key, value: { bundle, certificate } })),
      ),
    ),
  );
  return (record) => {
    const signer = idOf(record);
    const named = signer === null ? [] : (held.get(signerKey(signer)) ?? []);
    return named.find(({ certificate }) => mayShareKey(record, certificate))?.bundle ?? null;
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

/** One certificate of a consolidation, and the bundles that it comes from. */
export interface ConsolidatedCertificate {
  readonly certificate: Certificate;
  readonly from: readonly Bundle[];
}

/** All certificates of all bundles, each once, in their order: nothing is lost to equal names. */
export function consolidate(bundles: readonly Bundle[]): ConsolidatedCertificate[] {
  const byFingerprint = new Map<string, { certificate: Certificate; from: Bundle[] }>();
  for (const bundle of bundles) {
    for (const certificate of bundle.certificates) {
      const { sha256 } = certificate.details;
      const known = byFingerprint.get(sha256);
      if (known === undefined) byFingerprint.set(sha256, { certificate, from: [bundle] });
      else if (!known.from.includes(bundle)) known.from.push(bundle);
    }
  }
  return [...byFingerprint.values()];
}

/** Whether record and certificate, of one serial number and issuer, have one key too; true where either has none. */
function mayShareKey({ key: { spki } }: InspectedRecord, certificate: Certificate): boolean {
  return spki === null || certificate.spki === null || sameBytes(spki, certificate.spki);
}

/** The hosts whose servers a list names as TFTP or CCM+TFTP servers. */
export function tftpHosts(list: InspectedList): string[] {
  return [...new Set(tftpRecords(list).flatMap((record) => hostOf(record) ?? []))];
}

function tftpRecords(list: InspectedList): InspectedRecord[] {
  const { ccmTftp, tftp } = RecordFunction;
  return list.records.filter((record) => hasFunction(record, ccmTftp, tftp));
}

/** The host of a record: its DNSNAME; where it has none, the common name of its certificate. */
function hostOf({ fields }: InspectedRecord): string | null {
  const { dnsName, subjectName } = fields;
  if (dnsName !== null && dnsName !== '') return dnsName;
  // The EC certificate of a server carries its name with -EC behind the host.
  return commonName(subjectName ?? '')?.replace(/-EC(?=\.|$)/, '') ?? null;
}

/** The host name without its domain, by which exports are named; an address as it is. */
function shortHost(record: InspectedRecord): string | null {
  const host = hostOf(record)?.toLowerCase() ?? null;
  return host === null || /^[\d.]+$|:/.test(host) ? host : host.replace(/\..*$/, '');
}

/** Files are signed with RSA keys: the EC certificate beside a server's RSA one signs none. */
function signsFiles({ key }: InspectedRecord): boolean {
  return key.algorithm !== 'EC';
}

function contentKey(certificates: readonly Certificate[]): string {
  return certificates
    .map(({ details }) => details.sha256)
    .sort()
    .join();
}
