import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cucm12Cluster, Role, trustList, type Identity, type RecordOptions } from '../builders';

/** Bytes and records of the list that a phone of the fleet holds. */
const listBytes = 8_898;

export interface Fleet {
  readonly signer: Identity;
  /** The list of one phone after the other: as in a folder of them all, no two are signed at the same time. */
  readonly list: (phone: number) => Uint8Array;
}

/** Lists of 8 records and 8,898 bytes, signed with RSA 2048 and SHA-512. */
export async function fleet(): Promise<Fleet> {
  const { recovery, publisher, publisherEc, subscriber, tvs1, tvs2, capf } = (await cucm12Cluster()).identities;
  const recordsWith = (dnsName: string): readonly RecordOptions[] => [
    { function: Role.sast, certificate: recovery, dnsName },
    { function: Role.sast, certificate: publisher, dnsName: 'cucm12-pub.example.com' },
    { function: Role.ccmTftp, certificate: publisher, dnsName: 'cucm12-pub.example.com' },
    { function: Role.ccmTftp, certificate: publisherEc, dnsName: 'cucm12-pub.example.com', as: 'hash' },
    { function: Role.ccmTftp, certificate: subscriber, dnsName: 'cucm12-sub1.example.com', as: 'hash' },
    { function: Role.tvs, certificate: tvs1, as: 'hash', dnsName: 'cucm12-pub.example.com' },
    { function: Role.tvs, certificate: tvs2, as: 'hash', dnsName: 'cucm12-sub1.example.com' },
    { function: Role.capf, certificate: capf, as: 'hash', replace: { 8: null } },
  ];
  const make = (phone: number, dnsName: string): Uint8Array =>
    trustList({ digest: 'SHA-512', timestamp: 1_577_880_000 + phone, signer: recovery, records: recordsWith(dnsName) });
  const short = make(0, '').length;
  const dnsName = 'cucm12-pub.example.com'.padStart(listBytes - short, 'x');
  return { signer: recovery, list: (phone) => make(phone, dnsName) };
}

/** Writes so many lists into a folder, a thousand in a folder of their own. */
export function writeFleet(folder: string, { list }: Fleet, count: number): void {
  for (let phone = 0; phone < count; phone++) {
    const part = join(folder, `part${Math.floor(phone / 1_000)}`);
    if (phone % 1_000 === 0) mkdirSync(part, { recursive: true });
    writeFileSync(join(part, `ITLSEP${phone.toString(16).toUpperCase().padStart(12, '0')}.tlv`), list(phone));
  }
}
