import { hostileLists } from './hostile';
import { Random } from './random';
import {
  certificate,
  ctlWithTokens,
  cucm12Cluster,
  cucm8Publisher,
  mismatchedSigner,
  Role,
  rsaKey,
  text,
  trustList,
  u8,
  type Identity,
} from '../builders';

/** What inputs are made of. */
export interface Material {
  /** Sound lists, to be changed: small ones for many inputs a second, and the ready ones for their variety. */
  readonly samples: readonly Uint8Array[];
  /** Inputs as they are. */
  readonly hostile: readonly Uint8Array[];
}

export async function makeMaterial(): Promise<Material> {
  const signer = await certificate({ subject: { CN: 'pub', O: 'Example' }, key: rsaKey(512, 'small') });
  const small = await smallLists(signer);
  const ready = await Promise.all([cucm8Publisher(), cucm12Cluster(), ctlWithTokens(), mismatchedSigner()]);
  // The small ones several times over: an input is made of one picked at random.
  const samples = [...small, ...small, ...small, ...ready.map(({ bytes }) => bytes)];
  const longNames = await certificate({ subject: { CN: 'x'.repeat(20_000) }, key: rsaKey(512, 'small') });
  return { samples, hostile: hostileLists(signer, longNames, new Random(1)) };
}

async function smallLists(signer: Identity): Promise<Uint8Array[]> {
  const tvs = await certificate({ subject: { CN: 'tvs;x', O: 'A, B' }, key: rsaKey(512, 'small tvs'), serial: '0A01' });
  const records = [
    { function: Role.sast, certificate: signer },
    { function: Role.tftp, certificate: signer, ipAddress: '10.1.1.1' },
    { function: Role.tvs, certificate: tvs, as: 'hash' as const },
    { function: Role.tvs, certificate: tvs },
  ];
  return [
    trustList({ signer, records }),
    trustList({ signer, records, order: 'certutils', digest: 'SHA-256' }),
    trustList({ signer, records, signedBy: tvs, trailing: text('after the last record') }),
    trustList({
      signer,
      records: [...records, { function: 99, extra: [{ tag: 40, value: u8(1) }] }, { function: Role.ccmTftp }],
      extra: [{ tag: 33, value: text('unknown') }],
      kind: 'CTL',
    }),
    trustList({ signer, records, signed: false }),
  ];
}
