/**
 * A certificate as a person reads it, as plain JSON: it crosses to the webview. Names are in CUCM's spelling
 * (`CN=…;OU=…;O=…;L=…;ST=…;C=…`), serials upper-case colon hex, fingerprints lower-case hex, times ISO 8601 UTC.
 */
export interface CertificateDetails {
  readonly sha1: string;
  readonly sha256: string;
  readonly md5: string;
  /** Bytes of the DER. */
  readonly length: number;
  /** Why it could not be read, with a byte offset where known; every field below is then null, false or empty. */
  readonly error: string | null;
  readonly subject: string | null;
  readonly issuer: string | null;
  readonly serial: string | null;
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  /** `RSA 2048`, `EC P-256`, or the OID of an algorithm that is not known. */
  readonly keyAlgorithm: string | null;
  /** `SHA-256 with RSA`, or the OID. */
  readonly signatureAlgorithm: string | null;
  /** Subject and issuer are the same name. */
  readonly selfSigned: boolean;
  /** Subject alternative names: `DNS:pub.example.com`, `IP:10.1.1.1`. */
  readonly alternativeNames: readonly string[];
  /** BasicConstraints cA; null where the extension is absent. */
  readonly isAuthority: boolean | null;
  /** `Digital Signature`, `Key Encipherment`, … */
  readonly keyUsages: readonly string[];
  /** `TLS Server Authentication`, …, or OIDs. */
  readonly extendedKeyUsages: readonly string[];
  /** OIDs of the extensions that are not shown above. */
  readonly otherExtensions: readonly string[];
}
