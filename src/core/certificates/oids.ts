/** Object identifiers that certificates of this field carry, with the names that are shown for them. */

/** An OID with its content octets, for those that are written as well as read. */
export interface Oid {
  readonly oid: string;
  readonly der: Uint8Array;
}

export const rsaEncryption: Oid = {
  oid: '1.2.840.113549.1.1.1',
  der: Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01),
};

export const ecPublicKey: Oid = {
  oid: '1.2.840.10045.2.1',
  der: Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01),
};

/** The curves that phones know (RFC 5480, section 2.1.1.1). */
export interface Curve extends Oid {
  readonly name: string;
  /** Size of the field. */
  readonly bits: number;
}

const curves: readonly Curve[] = [
  {
    name: 'P-256',
    bits: 256,
    oid: '1.2.840.10045.3.1.7',
    der: Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07),
  },
  { name: 'P-384', bits: 384, oid: '1.3.132.0.34', der: Uint8Array.of(0x2b, 0x81, 0x04, 0x00, 0x22) },
  { name: 'P-521', bits: 521, oid: '1.3.132.0.35', der: Uint8Array.of(0x2b, 0x81, 0x04, 0x00, 0x23) },
];

export const curveByOid: ReadonlyMap<string, Curve> = new Map(curves.map((curve) => [curve.oid, curve]));

/** Curves by the bytes of an uncompressed point: 04, then x and y. */
export const curveByPointLength: ReadonlyMap<number, Curve> = new Map(
  curves.map((curve) => [1 + 2 * Math.ceil(curve.bits / 8), curve]),
);

/** Keys that have one size, or whose size is not shown. */
export const keyAlgorithmNames: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.10', 'RSA-PSS'],
  ['1.2.840.10040.4.1', 'DSA'],
  ['1.3.101.110', 'X25519'],
  ['1.3.101.111', 'X448'],
  ['1.3.101.112', 'Ed25519'],
  ['1.3.101.113', 'Ed448'],
]);

export const signatureAlgorithmNames: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.2', 'MD2 with RSA'],
  ['1.2.840.113549.1.1.4', 'MD5 with RSA'],
  ['1.2.840.113549.1.1.5', 'SHA-1 with RSA'],
  ['1.3.14.3.2.29', 'SHA-1 with RSA'],
  ['1.2.840.113549.1.1.14', 'SHA-224 with RSA'],
  ['1.2.840.113549.1.1.11', 'SHA-256 with RSA'],
  ['1.2.840.113549.1.1.12', 'SHA-384 with RSA'],
  ['1.2.840.113549.1.1.13', 'SHA-512 with RSA'],
  ['1.2.840.113549.1.1.10', 'RSA-PSS'],
  ['1.2.840.10040.4.3', 'SHA-1 with DSA'],
  ['2.16.840.1.101.3.4.3.2', 'SHA-256 with DSA'],
  ['1.2.840.10045.4.1', 'SHA-1 with ECDSA'],
  ['1.2.840.10045.4.3.1', 'SHA-224 with ECDSA'],
  ['1.2.840.10045.4.3.2', 'SHA-256 with ECDSA'],
  ['1.2.840.10045.4.3.3', 'SHA-384 with ECDSA'],
  ['1.2.840.10045.4.3.4', 'SHA-512 with ECDSA'],
  ['1.3.101.112', 'Ed25519'],
  ['1.3.101.113', 'Ed448'],
]);

export const ExtensionOid = {
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  extKeyUsage: '2.5.29.37',
} as const;

/** Purposes of ExtendedKeyUsage (RFC 5280, section 4.2.1.12, and those that Cisco and Microsoft certificates add). */
export const keyPurposeNames: ReadonlyMap<string, string> = new Map([
  ['2.5.29.37.0', 'Any Purpose'],
  ['1.3.6.1.5.5.7.3.1', 'TLS Server Authentication'],
  ['1.3.6.1.5.5.7.3.2', 'TLS Client Authentication'],
  ['1.3.6.1.5.5.7.3.3', 'Code Signing'],
  ['1.3.6.1.5.5.7.3.4', 'E-mail Protection'],
  ['1.3.6.1.5.5.7.3.5', 'IPsec End System'],
  ['1.3.6.1.5.5.7.3.6', 'IPsec Tunnel'],
  ['1.3.6.1.5.5.7.3.7', 'IPsec User'],
  ['1.3.6.1.5.5.7.3.8', 'Time Stamping'],
  ['1.3.6.1.5.5.7.3.9', 'OCSP Signing'],
  ['1.3.6.1.5.5.7.3.17', 'IPsec IKE'],
  ['1.3.6.1.4.1.311.20.2.2', 'Microsoft Smart Card Logon'],
]);

/** Bits of KeyUsage, from bit 0 (RFC 5280, section 4.2.1.3). */
export const keyUsageNames: readonly string[] = [
  'Digital Signature',
  'Non Repudiation',
  'Key Encipherment',
  'Data Encipherment',
  'Key Agreement',
  'Certificate Sign',
  'CRL Sign',
  'Encipher Only',
  'Decipher Only',
];

/** Attribute types of names by OID (RFC 4519, RFC 2985), in the spelling that Java programs such as CUCM use. */
export const attributeTypes: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.10', 'O'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.6', 'C'],
  ['2.5.4.9', 'STREET'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['2.5.4.4', 'SURNAME'],
  ['2.5.4.5', 'SERIALNUMBER'],
  ['2.5.4.12', 'T'],
  ['2.5.4.42', 'GIVENNAME'],
  ['2.5.4.46', 'DNQ'],
  ['1.2.840.113549.1.9.1', 'EMAILADDRESS'],
]);
