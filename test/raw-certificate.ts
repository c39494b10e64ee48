import { concat, hexBytes } from './builders';

/**
 * Writes DER by hand, for certificates that no library would make: unknown algorithms, odd strings, broken extensions.
 * Nothing here is signed; the signature is filler.
 */

/** One ASN.1 value: identifier octet, definite length, content. */
export function der(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const body = concat(...content);
  const octets: number[] = [];
  for (let rest = body.length; rest > 0; rest >>= 8) octets.unshift(rest & 0xff);
  const length = body.length < 0x80 ? [body.length] : [0x80 | octets.length, ...octets];
  return concat(Uint8Array.from([tag, ...length]), body);
}

export function sequence(...content: readonly Uint8Array[]): Uint8Array {
  return der(0x30, ...content);
}

export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(0x06, Uint8Array.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(arc: number): number[] {
  const octets = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) octets.unshift((rest % 128) | 0x80);
  return octets;
}

/** A certs-only SignedData (RFC 2315, section 9.1), as `.p7b` files hold it. */
export function pkcs7(...certificates: readonly Uint8Array[]): Uint8Array {
  const data = sequence(oid('1.2.840.113549.1.7.1'));
  const signedData = sequence(
    der(0x02, Uint8Array.of(1)),
    der(0x31),
    data,
    ...(certificates.length > 0 ? [der(0xa0, ...certificates)] : []),
    der(0x31),
  );
  return sequence(oid('1.2.840.113549.1.7.2'), der(0xa0, signedData));
}

export function latin1(tag: number, value: string): Uint8Array {
  return der(tag, new Uint8Array(Buffer.from(value, 'latin1')));
}

export function utf8String(value: string): Uint8Array {
  return der(0x0c, new Uint8Array(Buffer.from(value, 'utf8')));
}

export function bitString(bits: Uint8Array, unused = 0): Uint8Array {
  return der(0x03, Uint8Array.of(unused), bits);
}

/** A Name with one attribute for each pair of a dotted type and a value in DER. */
export function name(...attributes: readonly (readonly [type: string, value: Uint8Array])[]): Uint8Array {
  return sequence(...attributes.map(([type, value]) => der(0x31, sequence(oid(type), value))));
}

export function extension(type: string, value: Uint8Array, critical = false): Uint8Array {
  return sequence(oid(type), ...(critical ? [der(0x01, Uint8Array.of(0xff))] : []), der(0x04, value));
}

export interface RawCertificate {
  /** Content octets of the INTEGER, in hex. */
  readonly serial?: string;
  readonly subject?: Uint8Array;
  readonly issuer?: Uint8Array;
  readonly notBefore?: Uint8Array;
  readonly notAfter?: Uint8Array;
  /** AlgorithmIdentifier of the key. */
  readonly keyAlgorithm?: Uint8Array;
  readonly publicKey?: Uint8Array;
  readonly signatureAlgorithm?: string;
  readonly extensions?: readonly Uint8Array[];
}

export function rawCertificate(options: RawCertificate = {}): Uint8Array {
  const someone = name(['2.5.4.3', utf8String('someone')]);
  const signatureAlgorithm = sequence(oid(options.signatureAlgorithm ?? '1.2.840.113549.1.1.11'), der(0x05));
  const tbs = sequence(
    der(0xa0, der(0x02, Uint8Array.of(2))),
    der(0x02, hexBytes(options.serial ?? '01')),
    signatureAlgorithm,
    options.issuer ?? someone,
    sequence(options.notBefore ?? latin1(0x17, '200101000000Z'), options.notAfter ?? latin1(0x17, '300101000000Z')),
    options.subject ?? someone,
    sequence(options.keyAlgorithm ?? sequence(oid('1.3.101.112')), bitString(options.publicKey ?? new Uint8Array(32))),
    ...(options.extensions === undefined ? [] : [der(0xa3, sequence(...options.extensions))]),
  );
  return sequence(tbs, signatureAlgorithm, bitString(new Uint8Array(64).fill(0x5a)));
}
