import {
  concat,
  element,
  Role,
  rsaKey,
  text,
  u16,
  u8,
  type Identity,
  type RecordOptions,
  type TrustListOptions,
} from './builders';
import { flawedKey, identityWith, keyFlaws, rawIdentity, type FlawOfKey } from './flawed-keys';

/**
 * Lists that two readers could read differently, and lists whose signature verifies for a reason that proves nothing:
 * one for each kind, made of a sound one. In every one of them the signature verifies, as it is read here.
 */

/**
 * Where the two readings part, and so which answers rest on it: in the header of any list, in the header's name of its
 * signer, in the signer's record, or in its key.
 */
type Where = 'header' | 'name' | 'signer' | 'key';

export interface Ambiguity {
  readonly kind: string;
  readonly where: Where;
  /** A finding that names it: at least one of these. */
  readonly codes: readonly string[];
  /** The status of its signature: `valid` by default. */
  readonly status?: 'valid' | 'unsupported';
  readonly inject: (options: TrustListOptions) => TrustListOptions;
}

/** A list whose first record is changed: that of its signer. */
function signerRecord(change: (record: RecordOptions, signer: Identity) => RecordOptions): Ambiguity['inject'] {
  return (options) => {
    const [first, ...others] = options.records;
    return first === undefined ? options : { ...options, records: [change(first, options.signer), ...others] };
  };
}

/** A list with another record in front of that of its signer, or at its end. */
function another(place: 'first' | 'last', make: (signer: Identity) => RecordOptions): Ambiguity['inject'] {
  return (options) => {
    const more = make(options.signer);
    return { ...options, records: place === 'first' ? [more, ...options.records] : [...options.records, more] };
  };
}

/** A list that somebody else signs, in the signer's records too. */
function signedBy(make: (signer: Identity) => Identity): Ambiguity['inject'] {
  return (options) => {
    const { signer } = options;
    const forger = make(signer);
    const records = options.records.map((record) =>
      record.certificate === signer ? { ...record, certificate: forger } : record,
    );
    return { ...options, signer: forger, records };
  };
}

/** Someone with the signer's name and serial number, and another key. */
function twinOf(signer: Identity): Identity {
  const key = rsaKey(1024, 'twin');
  const { CN = '' } = signer.subject;
  const serial = Buffer.from(signer.serial).toString('hex');
  const { der } = rawIdentity({ serial }, { CN }, key);
  return { ...signer, der, key };
}

/** The twin's record: of the names that the signer's has, whatever its certificate says. */
function twinRecord(role: number): (signer: Identity) => RecordOptions {
  return (signer) => ({ function: role, certificate: twinOf(signer), as: 'none', replace: { 8: null } });
}

/** The DER with its outermost length in one octet more than it takes. */
function withLongLength(der: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(0x30, 0x83, 0), der.subarray(2));
}

const flawsFound: Readonly<Record<FlawOfKey, readonly string[]>> = {
  'exponent-one': ['signature-proves-nothing', 'unsound-key'],
  'exponent-even': ['signature-proves-nothing', 'unsound-key'],
  'modulus-even': ['signature-proves-nothing', 'unsound-key'],
  'modulus-prime': ['signature-proves-nothing'],
  'modulus-factor': ['signature-proves-nothing'],
  'modulus-power': ['signature-proves-nothing'],
};

const repeated = ['field-repeated'];
const misplaced = ['field-misplaced'];
const other = new Uint8Array(128).fill(0x77);

/** Header elements that stand a second time, behind the first. */
const secondInHeader: readonly (readonly [name: string, tag: number, value: Uint8Array])[] = [
  ['VERSION', 1, Uint8Array.of(1, 3)],
  ['HEADERLENGTH', 2, u16(10)],
  ['SIGNERID', 3, concat(element(5, Uint8Array.of(0x66)), element(6, text('CN=other')))],
  ['SIGNATUREINFO', 7, element(8, u8(2))],
  ['SIGNATURE', 12, other],
  ['FILENAME', 14, text('CTLFile.tlv')],
  ['TIMESTAMP', 15, new Uint8Array(4)],
];

const secondInRecord: readonly (readonly [name: string, tag: number, value: Uint8Array])[] = [
  ['DNSNAME', 2, text('other')],
  ['SUBJECTNAME', 3, text('CN=other')],
  ['FUNCTION', 4, u16(Role.capf)],
  ['ISSUERNAME', 5, text('CN=other')],
  ['SERIALNUMBER', 6, Uint8Array.of(0x66)],
  ['PUBLICKEY', 7, rsaKey(1024, 'twin').publicKeyValue],
  ['SIGNATURE', 8, other],
  ['CERTIFICATE', 9, other],
];

/** Values of the signer's record that its own certificate contradicts, as the header names them. */
const contradicting: readonly (readonly [name: string, code: string, tag: number, value: Uint8Array])[] = [
  ['ISSUERNAME', 'issuer-differs', 5, text('CN=other')],
  ['SERIALNUMBER', 'serial-differs', 6, Uint8Array.of(0x66)],
  ['PUBLICKEY', 'public-key-differs', 7, rsaKey(1024, 'twin').publicKeyValue],
];

export const ambiguities: readonly Ambiguity[] = [
  ...secondInHeader.map(([name, tag, value]): Ambiguity => {
    const inject = (options: TrustListOptions): TrustListOptions => ({ ...options, extra: [{ tag, value }] });
    return { kind: `a second ${name}`, where: 'header', codes: repeated, inject };
  }),
  {
    kind: 'a second SERIALNUMBER in SIGNERID',
    where: 'header',
    codes: repeated,
    inject: (options) => ({ ...options, inSignerId: [{ tag: 5, value: Uint8Array.of(0x66) }] }),
  },
  {
    kind: 'SIGNATURE inside SIGNERID',
    where: 'header',
    codes: misplaced,
    inject: (options) => ({ ...options, signatureInSignerId: true }),
  },
  {
    kind: 'the signer outside SIGNERID',
    where: 'header',
    codes: misplaced,
    inject: (options) => ({ ...options, emptySignerId: true }),
  },
  {
    kind: 'PADDING in the middle of the header',
    where: 'header',
    codes: misplaced,
    inject: (options) => ({ ...options, earlyPadding: 1 }),
  },
  {
    kind: 'bytes after the last record',
    where: 'header',
    codes: ['trailing-bytes'],
    inject: (options) => ({ ...options, trailing: Uint8Array.of(0, 1, 2) }),
  },
  ...secondInRecord.map(([name, tag, value]): Ambiguity => {
    const inject = signerRecord((record) => ({ ...record, extra: [{ tag, value }] }));
    return { kind: `a second ${name} in the signer’s record`, where: 'signer', codes: repeated, inject };
  }),
  {
    kind: 'PADDING in the middle of the signer’s record',
    where: 'signer',
    codes: misplaced,
    inject: signerRecord((record) => ({ ...record, earlyPadding: 1 })),
  },
  ...contradicting.map(([name, code, tag, value]): Ambiguity => {
    const change = signerRecord((record) => ({ ...record, replace: { [tag]: value } }));
    const inject = (options: TrustListOptions): TrustListOptions => ({
      ...change(options),
      ...(tag === 5 ? { signerIssuer: 'CN=other' } : tag === 6 ? { signerSerial: value } : {}),
    });
    return { kind: `${name} that contradicts the certificate`, where: 'signer', codes: [code], inject };
  }),
  {
    kind: 'PUBLICKEY beside a certificate that cannot be read',
    where: 'signer',
    codes: ['signer-key-unconfirmed'],
    inject: signerRecord((record, { der }) => ({ ...record, replace: { 9: der.subarray(1) } })),
  },
  {
    kind: 'PUBLICKEY beside the hash of another certificate',
    where: 'signer',
    codes: ['hash-differs'],
    inject: (options) => {
      const hashed = signerRecord((record) => ({ ...record, as: 'hash', replace: { 11: new Uint8Array(20) } }))(
        options,
      );
      const embedding: RecordOptions = { function: Role.capf, certificate: options.signer };
      return { ...hashed, records: [...hashed.records, embedding] };
    },
  },
  {
    kind: 'a second signer of the same serial number in front',
    where: 'signer',
    codes: ['serial-shared'],
    inject: another('first', twinRecord(Role.sast)),
  },
  {
    kind: 'a second signer of the same serial number behind',
    where: 'signer',
    codes: ['serial-shared'],
    inject: another('last', twinRecord(Role.sast)),
  },
  {
    kind: 'a TFTP server of the signer’s serial number',
    where: 'signer',
    codes: ['serial-shared'],
    inject: another('last', twinRecord(Role.tftp)),
  },
  {
    kind: 'another certificate of the signer’s key and serial number',
    where: 'signer',
    codes: ['serial-shared'],
    inject: another('last', (signer) => ({
      function: Role.capf,
      certificate: {
        ...signer,
        der: rawIdentity(
          { serial: Buffer.from(signer.serial).toString('hex') },
          { CN: signer.subject.CN ?? '' },
          signer.key,
        ).der,
      },
      replace: { 8: null },
    })),
  },
  {
    kind: 'a serial number with a leading zero in the header only',
    where: 'name',
    codes: ['signer-serial-padded'],
    inject: (options) => ({ ...options, signerSerial: concat(u8(0), options.signer.serial) }),
  },
  {
    kind: 'a signer whose serial number is zero',
    where: 'signer',
    codes: ['serial-zero'],
    inject: signedBy(({ key }) => rawIdentity({ serial: '00' }, { CN: 'zero' }, key)),
  },
  {
    kind: 'a signer whose certificate is not in DER',
    where: 'signer',
    codes: ['certificate-not-der'],
    inject: signedBy((signer) => {
      const long = rawIdentity({ serial: '31' }, { CN: 'long' }, signer.key);
      return { ...long, der: withLongLength(padded(long.der)) };
    }),
  },
  ...keyFlaws.map((flaw): Ambiguity => ({
    kind: `a key of the signer with ${flaw}`,
    where: 'key',
    codes: flawsFound[flaw],
    status: 'unsupported',
    inject: signedBy(() => identityWith(flawedKey(flaw), { CN: flaw }, '21')),
  })),
];

/** The DER as it is: its length has to take two octets, as that of every certificate here does. */
function padded(der: Uint8Array): Uint8Array {
  if (der[1] !== 0x82) throw new RangeError('the length of this certificate does not take two octets');
  return der;
}

export const kinds = ambiguities.map(({ kind }) => kind);

export function ambiguityOf(kind: string): Ambiguity {
  const found = ambiguities.find((ambiguity) => ambiguity.kind === kind);
  if (found === undefined) throw new RangeError(`there is no kind called ${kind}`);
  return found;
}

/** Every finding that names an ambiguity. */
export const ambiguityCodes: ReadonlySet<string> = new Set([
  ...ambiguities.flatMap(({ codes }) => codes),
  'unsound-key',
  'unusable-key',
  'signature-unsupported',
]);
