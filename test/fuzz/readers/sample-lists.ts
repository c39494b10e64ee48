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
} from '../../builders';

/** Somebody with a small key, so that what they sign is small and quickly verified. */
export function smallSigner(): Promise<Identity> {
  return certificate({ subject: { CN: 'pub', O: 'Example' }, key: rsaKey(512, 'small') });
}

/** Sound lists: the small ones several times over, for many inputs a second, and the ready ones for their variety. */
export async function sampleLists(): Promise<Uint8Array[]> {
  const small = await smallLists();
  const ready = await Promise.all([cucm8Publisher(), cucm12Cluster(), ctlWithTokens(), mismatchedSigner()]);
  return [...small, ...small, ...small, ...ready.map(({ bytes }) => bytes)];
}

/** Lists of two signers with small keys: what those hold who take files of several lists. */
export async function smallLists(): Promise<Uint8Array[]> {
  const signer = await smallSigner();
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
