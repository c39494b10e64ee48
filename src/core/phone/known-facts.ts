import type { Certificate } from '../certificates/certificate';
import { nameKey, nameTextKey } from '../certificates/names';
import { serialKey } from '../certificates/serial';
import { signerKey, type SignerId } from '../trust/signer';

/** What is known beyond the files about a phone's question to its Trust Verification Service (TCP 2445). */
export interface TvsFacts {
  /**
   * Which TVS the phone's configuration names, answer it, and still present the certificate that its ITL holds of
   * them: all, none (nor is an answer left from the last 24 hours), or those of these records of the ITL.
   */
  readonly reachable: 'unknown' | 'all' | 'none' | readonly number[];
  /** What their stores (Phone-SAST-trust, CallManager-trust) hold; `holds-signer`: whatever signer is asked about. */
  readonly stores: 'unknown' | 'holds-signer' | readonly Certificate[];
}

export interface KnownFacts {
  readonly tvs: 'unknown' | TvsFacts;
  /** The time that validity is held against; the clock's, if it is not given. */
  readonly now?: Date | undefined;
}

/** Picks the certificates with the signer's serial number and issuer. */
export function certificatesOf(signer: SignerId): (certificate: Certificate) => boolean {
  const key = signerKey(signer);
  return (certificate) => signerKeysOf(certificate).includes(key);
}

/** The `signerKey`s of a certificate: with its issuer as it reads, and as a record may spell it. */
export function signerKeysOf({ details, serialNumber, issuerName }: Certificate): string[] {
  const issuers = [
    details.issuer === null ? null : nameTextKey(details.issuer),
    issuerName === null ? null : nameKey(issuerName),
  ];
  return [...new Set(issuers)].flatMap((issuer) => (issuer === null ? [] : `${serialKey(serialNumber)} ${issuer}`));
}
