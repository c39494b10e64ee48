import { createHash } from 'node:crypto';
import { readCertificate, type Certificate } from '../../../src/core/certificates/certificate';
import { decode } from '../../../src/core/format/decode';
import { decodeSigned, type SignedFile } from '../../../src/core/format/signed';
import type { Bundle } from '../../../src/core/phone/bundles/bundle';
import type { NamedList } from '../../../src/core/phone/held';
import {
  certificate,
  concat,
  element,
  Role,
  rsaKey,
  trustList,
  u16,
  u8,
  type CertificateOptions,
  type Identity,
  type RecordOptions,
  type TrustListOptions,
} from '../../builders';

/** A time within the validity of every certificate below. */
export const now = new Date('2024-06-01T00:00:00Z');

/** A certificate of its own key; the same name and purpose give the same key and serial number. */
export function identity(name: string, purpose: string, options: Partial<CertificateOptions> = {}): Promise<Identity> {
  const id = `${name} ${purpose}`;
  return certificate({
    subject: { CN: name, OU: 'Voice', O: 'Example' },
    key: rsaKey(1024, id),
    serial: `4${createHash('sha1').update(id).digest('hex').slice(1, 16)}`,
    digest: 'SHA-1',
    ...options,
  });
}

/** One node of a cluster; another generation is what regenerating its certificates makes of it. */
export interface Node {
  readonly callManager: Identity;
  readonly tvs: Identity;
}

export async function node(host: string, generation = 1): Promise<Node> {
  return {
    callManager: await identity(host, `call manager ${generation}`),
    tvs: await identity(host, `tvs ${generation}`),
  };
}

export const recoveryOf = (host: string): Promise<Identity> => identity(`ITLRECOVERY_${host}`, 'recovery');
export const token = (serialNumber: string): Promise<Identity> => identity(`SAST-${serialNumber}        `, 'token');

export function list(file: string, options: TrustListOptions): NamedList {
  return named(file, trustList(options));
}

export function named(file: string, bytes: Uint8Array): NamedList {
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return { file, list: decoded.list };
}

/** The ITL of a cluster: signed by ITLRecovery where it has one, else by its first node. */
export function itl(
  file: string,
  nodes: readonly Node[],
  more: { readonly recovery?: Identity } & Partial<TrustListOptions> = {},
): NamedList {
  const { recovery, ...options } = more;
  const [first] = nodes;
  if (first === undefined) throw new Error('a cluster has a node');
  const signer = options.signer ?? recovery ?? first.callManager;
  return list(file, { signer, records: itlRecords(nodes, signer), ...options });
}

export function itlRecords(nodes: readonly Node[], signer: Identity): RecordOptions[] {
  return [
    { function: Role.sast, certificate: signer },
    ...nodes.map(({ callManager }) => ({ function: Role.ccmTftp, certificate: callManager })),
    ...nodes.map(({ tvs }) => ({ function: Role.tvs, certificate: tvs, as: 'hash' as const })),
  ];
}

/** As after "Prepare Cluster for Rollback to pre 8.0": the signer stays, servers keep their names alone. */
export function blankItl(file: string, signer: Identity, options: Partial<TrustListOptions> = {}): NamedList {
  const records = [
    { function: Role.sast, certificate: signer },
    { function: Role.ccmTftp, dnsName: 'pub' },
    { function: Role.tvs, dnsName: 'pub' },
  ];
  return list(file, { signer, records, ...options });
}

/** A CTL: its SAST, the first of which signs it, and the nodes as CCM+TFTP. */
export function ctl(
  file: string,
  sast: readonly Identity[],
  nodes: readonly Node[],
  options: Partial<TrustListOptions> = {},
): NamedList {
  const [signer] = sast;
  if (signer === undefined) throw new Error('a CTL has a signer');
  return list(file, {
    kind: 'CTL',
    signer,
    records: [
      ...sast.map((certificate) => ({ function: Role.sast, certificate })),
      ...nodes.map(({ callManager }) => ({ function: Role.ccmTftp, certificate: callManager })),
    ],
    ...options,
  });
}

export const configurationText = new TextEncoder().encode(
  '<device><loadInformation>sip88xx</loadInformation></device>\n',
);

/** The bytes of a signed file as a TFTP server writes it. */
export function signedBytes(name: string, signer: Identity, options: Partial<TrustListOptions> = {}): Uint8Array {
  return trustList({ version: [1, 0], filename: name, signer, records: [], trailing: configurationText, ...options });
}

export function signed(name: string, signer: Identity, options: Partial<TrustListOptions> = {}): SignedFile {
  return readSigned(signedBytes(name, signer, options));
}

export function readSigned(bytes: Uint8Array): SignedFile {
  const decoded = decodeSigned(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.file;
}

/** Tags 16, 26 and 27 of an encrypted configuration, for a phone with a 2048-bit key. */
export const encryptionElements = [
  {
    tag: 16,
    value: concat(
      element(17, concat(element(18, u8(0)), element(19, new Uint8Array(16).fill(7)), element(20, u16(5)))),
      element(
        21,
        concat(
          element(22, u8(0)),
          element(23, u16(2048)),
          element(24, u8(1)),
          element(25, new Uint8Array(256).fill(9)),
        ),
      ),
    ),
  },
  { tag: 26, value: u8(1) },
  { tag: 27, value: new Uint8Array(20).fill(3) },
];

export function certificates(...identities: readonly Identity[]): Promise<Certificate[]> {
  return Promise.all(identities.map(({ der }) => readCertificate(der)));
}

export async function bundle(file: string, ...identities: readonly Identity[]): Promise<Bundle> {
  return { file, certificates: await certificates(...identities) };
}
