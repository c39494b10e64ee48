import fc from 'fast-check';
import { certificate, Role, sampleTime, rsaKey, trustList, type Identity, type TrustListOptions } from '../builders';
import { NoRoot } from '../flawed-keys';

/** Sound lists for tests that make them ambiguous: the signer's record is the first, and no other one has its names. */

const identity = (cn: string, serial: string): Promise<Identity> =>
  certificate({ subject: { CN: cn, O: 'Example' }, key: rsaKey(1024, `ambiguous ${cn}`), serial, digest: 'SHA-1' });

const signer = await identity('signer', '4A:01');
const second = await identity('second signer', '4A:02');
const servers = await Promise.all(['4B:01', '4B:02', '4B:03'].map((serial, at) => identity(`server ${at}`, serial)));
const tvs = await Promise.all(['4C:01', '4C:02'].map((serial, at) => identity(`tvs ${at}`, serial)));

/** What a sound list is like: plain JSON, so that a failing one can be read. */
export interface ListShape {
  readonly digest: 'SHA-1' | 'SHA-512';
  readonly order: 'cucm' | 'certutils';
  readonly kind: 'ITL' | 'CTL';
  readonly signers: number;
  readonly servers: number;
  readonly roles: readonly number[];
  readonly tvs: number;
  readonly tvsAs: 'full' | 'hash';
}

export const arbitraryShape: fc.Arbitrary<ListShape> = fc.record({
  digest: fc.constantFrom('SHA-1', 'SHA-512'),
  order: fc.constantFrom('cucm', 'certutils'),
  kind: fc.constantFrom('ITL', 'CTL'),
  signers: fc.integer({ min: 1, max: 2 }),
  servers: fc.integer({ min: 1, max: servers.length }),
  roles: fc.subarray([Role.ccmTftp, Role.tftp, Role.ccm, Role.capf], { minLength: 1 }),
  tvs: fc.integer({ min: 1, max: tvs.length }),
  tvsAs: fc.constantFrom('full', 'hash'),
});

/** A sound list. One certificate in several records is as sound as in one. */
export function listOf({ digest, order, kind, signers, ...shape }: ListShape): TrustListOptions {
  return {
    digest,
    order,
    kind,
    signer,
    records: [
      ...[signer, second].slice(0, signers).map((one) => ({ function: Role.sast, certificate: one })),
      ...servers
        .slice(0, shape.servers)
        .flatMap((server) => shape.roles.map((role) => ({ function: role, certificate: server }))),
      ...tvs.slice(0, shape.tvs).map((one) => ({ function: Role.tvs, certificate: one, as: shape.tvsAs })),
    ],
  };
}

export const soundList: TrustListOptions = listOf({
  digest: 'SHA-1',
  order: 'cucm',
  kind: 'ITL',
  signers: 1,
  servers: 1,
  roles: [Role.ccmTftp],
  tvs: 1,
  tvsAs: 'hash',
});

/**
 * The bytes of the list. Not every number has a square root, which is what a signature by a key with the exponent 2
 * takes: TIMESTAMP is the first one with which it has.
 */
export function verifying(options: TrustListOptions, timestamp = sampleTime): Uint8Array {
  try {
    return trustList({ timestamp, ...options });
  } catch (error) {
    if (error instanceof NoRoot) return verifying(options, timestamp + 1);
    throw error;
  }
}
