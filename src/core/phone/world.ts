import type { Certificate } from '../certificates/certificate';
import { parseName, sameNames } from '../certificates/names';
import { isNamed, type SignerId } from '../trust/signer';

/** What is known beyond the files about a phone's question to its Trust Verification Service (TCP 2445). */
export interface TvsWorld {
  /**
   * Which TVS the phone's configuration names, answer it, and still present the certificate that its ITL holds of
   * them: all, none (nor is an answer left from the last 24 hours), or those of these records of the ITL.
   */
  readonly reachable: 'unknown' | 'all' | 'none' | readonly number[];
  /** What their stores (Phone-SAST-trust, CallManager-trust) hold; `holds-signer`: whatever signer is asked about. */
  readonly stores: 'unknown' | 'holds-signer' | readonly Certificate[];
}

export interface World {
  readonly tvs: 'unknown' | TvsWorld;
  /** The time that validity is held against; the clock's, if it is not given. */
  readonly now?: Date | undefined;
}

/** True for a certificate with the signer's serial number and issuer. */
export function isCertificateOf(signer: SignerId, certificate: Certificate): boolean {
  const { details, serialNumber, issuerName } = certificate;
  if (isNamed(signer, { serialNumber, issuer: details.issuer })) return true;
  const issuer = parseName(signer.issuer);
  const sameIssuer = issuer !== null && issuerName !== null && sameNames(issuer, issuerName);
  return sameIssuer && isNamed(signer, { serialNumber, issuer: signer.issuer });
}
