import type { Certificate } from '../../certificates/certificate';

/** Certificates as Bulk Certificate Management exports them (`CCMPUB_tftp.pkcs12`), or a PEM file of several. */
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
