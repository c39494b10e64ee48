import {
  certificate,
  cucm8Publisher,
  Role,
  rsaKey,
  sampleTime,
  trustList,
  type Identity,
  type ReadyList,
  type TrustListOptions,
} from './builders';

/** A CUCM 8 publisher's list, with what engineers compare it with. */
export interface Cucm8Variants {
  readonly original: ReadyList<'callManager' | 'tvs' | 'capf' | 'authority'>;
  /** After CallManager.pem was regenerated: self-signed from then on, and the list signed with its key. */
  readonly callManagerRegenerated: Uint8Array;
  readonly tvsRegenerated: Uint8Array;
  /** Both before phones had fetched either: these are locked out. */
  readonly bothRegenerated: Uint8Array;
  /** The same list as certutils writes it: other spelling of names, other order of elements, tag 28. */
  readonly otherWriter: Uint8Array;
}

const year = 365 * 24 * 60 * 60;

export async function cucm8Variants(): Promise<Cucm8Variants> {
  const original = await cucm8Publisher();
  const { callManager, tvs, capf } = original.identities;
  const newCallManager = await certificate({
    subject: callManager.subject,
    key: rsaKey(1024, 'call manager regenerated'),
    serial: '4F:71:C2:0E:95:3D:88:16',
    notBefore: new Date('2022-03-14T00:00:00Z'),
    digest: 'SHA-1',
  });
  const newTvs = await certificate({
    subject: tvs.subject,
    key: rsaKey(2048, 'tvs regenerated'),
    serial: '53:90:1B:6C:E2:47:D3:0A',
    notBefore: new Date('2022-03-14T00:00:00Z'),
    digest: 'SHA-1',
  });
  const list = (signer: Identity, tvsOfNow: Identity, more: Partial<TrustListOptions> = {}): Uint8Array =>
    trustList({
      signer,
      timestamp: sampleTime + 11 * year,
      records: [
        { function: Role.sast, certificate: signer },
        { function: Role.ccmTftp, certificate: signer },
        { function: Role.tvs, certificate: tvsOfNow, as: 'hash' },
        { function: Role.capf, certificate: capf, as: 'hash' },
      ],
      ...more,
    });
  return {
    original,
    callManagerRegenerated: list(newCallManager, tvs),
    tvsRegenerated: list(callManager, newTvs),
    bothRegenerated: list(newCallManager, newTvs),
    otherWriter: list(callManager, tvs, { order: 'certutils' }),
  };
}
