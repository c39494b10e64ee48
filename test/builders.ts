import 'reflect-metadata';
import {
  constants,
  createCipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
  sign,
  webcrypto,
  type KeyObject,
} from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  Extension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/**
 * Makes keys, certificates and trust lists for tests and samples. It writes the format on its own account, from the
 * field's numbers and not from `src/`: a test that reads what the product itself wrote proves nothing.
 */

// --- Bytes ---------------------------------------------------------------------------------------------------------

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

export function u8(value: number): Uint8Array {
  return Uint8Array.of(value);
}

/** Big-endian, 2 bytes. */
export function u16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}

/** Big-endian, 4 bytes. */
export function u32(value: number): Uint8Array {
  return concat(u16(value >>> 16), u16(value & 0xffff));
}

/** UTF-8 with a NUL at the end. */
export function text(value: string): Uint8Array {
  return new Uint8Array(Buffer.from(`${value}\0`, 'utf8'));
}

/** `21:00:2D` or `21002d`. */
export function hexBytes(value: string): Uint8Array {
  return new Uint8Array(Buffer.from(value.replaceAll(':', ''), 'hex'));
}

/** One element: `tag (u8) · length (u16, big-endian) · value`. A length of its own makes a lying one. */
export function element(tag: number, value: Uint8Array, length = value.length): Uint8Array {
  return concat(u8(tag), u16(length), value);
}

export function flipByte(bytes: Uint8Array, offset: number, mask = 0x01): Uint8Array {
  return setByte(bytes, offset, (bytes[offset] ?? 0) ^ mask);
}

export function setByte(bytes: Uint8Array, offset: number, value: number): Uint8Array {
  const changed = bytes.slice();
  changed[offset] = value;
  return changed;
}

/** The bytes with `removed` of them taken out at `offset` and others put in their place. */
export function splice(
  bytes: Uint8Array,
  offset: number,
  removed: number,
  inserted: Uint8Array = new Uint8Array(),
): Uint8Array {
  return concat(bytes.subarray(0, offset), inserted, bytes.subarray(offset + removed));
}

// --- Keys ----------------------------------------------------------------------------------------------------------

export type Digest = 'SHA-1' | 'SHA-256' | 'SHA-512';
export type RsaBits = 512 | 1024 | 2048 | 3072 | 4096;
export type CurveName = 'P-256' | 'P-384' | 'P-521';

export interface Key {
  readonly type: 'RSA' | 'EC';
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** What a PUBLICKEY element holds: PKCS#1 RSAPublicKey DER, or the uncompressed point. */
  readonly publicKeyValue: Uint8Array;
  /** Signs lists in place of `privateKey`, for keys that no library makes (`flawed-keys.ts`). */
  readonly signList?: (digest: Digest, data: Uint8Array) => Uint8Array;
}

const keys = new Map<string, Key>();

function cachedKey(id: string, make: () => Key): Key {
  const key = keys.get(id) ?? make();
  keys.set(id, key);
  return key;
}

/** An RSA key, one for each size and name: making large ones takes seconds. */
export function rsaKey(bits: RsaBits, name = ''): Key {
  return cachedKey(`RSA ${bits} ${name}`, () => {
    const privateKey = sharedPrivateKey(bits, name);
    const publicKey = createPublicKey(privateKey);
    const publicKeyValue = new Uint8Array(publicKey.export({ type: 'pkcs1', format: 'der' }));
    return { type: 'RSA', privateKey, publicKey, publicKeyValue };
  });
}

/**
 * The key of this size and name in the folder that `TRUST_LIST_TEST_KEYS` names, which every process of a test run
 * shares; a new one if the variable is not set. Of two processes that make a key at once, both use the first one.
 */
function sharedPrivateKey(bits: RsaBits, name: string): KeyObject {
  const make = (): KeyObject => generateKeyPairSync('rsa', { modulusLength: bits }).privateKey;
  const folder = process.env['TRUST_LIST_TEST_KEYS'];
  if (!folder) return make();
  const file = join(folder, `${bits}-${createHash('sha1').update(name).digest('hex')}.pem`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const mine = `${file}.${process.pid}`;
    writeFileSync(mine, make().export({ type: 'pkcs8', format: 'pem' }));
    try {
      linkSync(mine, file);
    } catch {
      // Another process was first.
    }
    rmSync(mine);
  }
  return createPrivateKey(readFileSync(file));
}

export function ecKey(curve: CurveName, name = ''): Key {
  return cachedKey(`EC ${curve} ${name}`, () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: curve });
    // A SubjectPublicKeyInfo ends with the point.
    const { x = '' } = publicKey.export({ format: 'jwk' });
    const publicKeyValue = exported(publicKey, 'spki').slice(-1 - 2 * Math.floor((x.length * 3) / 4));
    return { type: 'EC', privateKey, publicKey, publicKeyValue };
  });
}

// --- Certificates --------------------------------------------------------------------------------------------------

export type AttributeType = 'CN' | 'OU' | 'O' | 'L' | 'ST' | 'C';
/** A name's attributes in the order in which the certificate holds them. */
export type Subject = Readonly<Partial<Record<AttributeType, string>>>;

/** A certificate with its private key, and what a record says of it. */
export interface Identity {
  readonly der: Uint8Array;
  readonly key: Key;
  readonly subject: Subject;
  readonly issuer: Subject;
  /** In CUCM's spelling: `CN=…;OU=…`. */
  readonly subjectName: string;
  readonly issuerName: string;
  /** As in a record: without the zero octet that keeps the INTEGER positive. */
  readonly serial: Uint8Array;
  readonly signatureValue: Uint8Array;
}

export interface CertificateOptions {
  readonly subject: Subject;
  readonly key: Key;
  /** Signs the certificate and is its issuer; without one it is self-signed. */
  readonly signer?: Identity;
  /** Another issuer than the signer's subject. */
  readonly issuer?: Subject;
  readonly serial?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly dns?: readonly string[];
  readonly ip?: readonly string[];
  readonly authority?: boolean;
  readonly digest?: Digest;
  /** Pads the DER to exactly this many bytes with an extension that nobody knows. RSA signers only. */
  readonly derLength?: number;
}

const attributeOrder: readonly AttributeType[] = ['CN', 'OU', 'O', 'L', 'ST', 'C'];

/** A name as CUCM writes it, in its fixed order. */
export function cucmName(subject: Subject): string {
  return attributeOrder.flatMap((type) => (subject[type] === undefined ? [] : [`${type}=${subject[type]}`])).join(';');
}

/** A name as certutils writes it: in the certificate's order, by RFC 4514. */
export function certutilsName(subject: Subject): string {
  return Object.entries(subject)
    .map(([type, value]) => `${type}=${value.replace(/["+,;<>\\]/g, '\\$&')}`)
    .join(',');
}

/** Extensions whose heads have different lengths: together with their content they reach every length above it. */
const paddingExtensions: readonly (readonly [oid: string, critical: boolean])[] = [
  ['1.3.6.1.4.1.99999.1', false],
  ['1.3.6.1.4.1.99999.1', true],
  ['1.3.6.1.4.1.99999.1.1', false],
  ['1.3.6.1.4.1.99999.1.1', true],
];

export async function certificate(options: CertificateOptions): Promise<Identity> {
  const { derLength } = options;
  if (derLength === undefined) return issue(options, []);
  for (const [oid, critical] of paddingExtensions) {
    // Lengths of more than 127 or 255 bytes take octets of their own, so that the first guesses miss by a few.
    let size = 0;
    for (let attempt = 0; attempt < 5 && size >= 0; attempt++) {
      const padded = await issue(options, [new Extension(oid, critical, filler(size))]);
      if (padded.der.length === derLength) return padded;
      size += derLength - padded.der.length;
    }
  }
  throw new RangeError(`no certificate of ${derLength} bytes can be made of these parts`);
}

/** An OCTET STRING's worth of bytes that are not DER. */
function filler(size: number): ArrayBuffer {
  return new Uint8Array(size).fill(0xff).buffer;
}

async function issue(options: CertificateOptions, more: readonly Extension[]): Promise<Identity> {
  const { subject, key, signer, digest = 'SHA-256', serial = '2E3E1A7BDAA64D84' } = options;
  const issuer = options.issuer ?? signer?.subject ?? subject;
  const signingKey = signer?.key ?? key;
  const names = [
    ...(options.dns ?? []).map((value) => ({ type: 'dns' as const, value })),
    ...(options.ip ?? []).map((value) => ({ type: 'ip' as const, value })),
  ];
  const x509 = await X509CertificateGenerator.create(
    {
      serialNumber: serial.replaceAll(':', ''),
      subject: jsonName(subject),
      issuer: jsonName(issuer),
      notBefore: options.notBefore ?? new Date('2020-01-01T00:00:00Z'),
      notAfter: options.notAfter ?? new Date('2049-12-31T23:59:59Z'),
      publicKey: await webKey(key, 'public', digest),
      signingKey: await webKey(signingKey, 'private', digest),
      signingAlgorithm: webAlgorithm(signingKey, digest),
      extensions: [
        ...(options.authority === true ? [new BasicConstraintsExtension(true, undefined, true)] : []),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
        ...(names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : []),
        ...more,
      ],
    },
    webcrypto as Crypto,
  );
  return {
    der: new Uint8Array(x509.rawData),
    key,
    subject,
    issuer,
    subjectName: cucmName(subject),
    issuerName: cucmName(issuer),
    serial: hexBytes(serial),
    signatureValue: new Uint8Array(x509.signature),
  };
}

function jsonName(subject: Subject): Record<string, string[]>[] {
  return Object.entries(subject).map(([type, value]) => ({ [type]: [value] }));
}

function webAlgorithm(key: Key, digest: Digest): { name: string; hash: string; namedCurve: string } {
  const namedCurve = key.publicKey.asymmetricKeyDetails?.namedCurve ?? '';
  const curves: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };
  return {
    name: key.type === 'RSA' ? 'RSASSA-PKCS1-v1_5' : 'ECDSA',
    hash: digest,
    namedCurve: curves[namedCurve] ?? '',
  };
}

function webKey(key: Key, half: 'public' | 'private', digest: Digest): Promise<CryptoKey> {
  const algorithm = webAlgorithm(key, digest);
  return half === 'public'
    ? webcrypto.subtle.importKey('spki', exported(key.publicKey, 'spki'), algorithm, true, ['verify'])
    : webcrypto.subtle.importKey('pkcs8', exported(key.privateKey, 'pkcs8'), algorithm, true, ['sign']);
}

function exported(key: KeyObject, type: 'spki' | 'pkcs8'): Uint8Array<ArrayBuffer> {
  const der = type === 'spki' ? key.export({ type, format: 'der' }) : key.export({ type: 'pkcs8', format: 'der' });
  return new Uint8Array(der);
}

// --- Trust lists ---------------------------------------------------------------------------------------------------

/** FUNCTION codes. */
export const Role = { sast: 0, ccm: 1, ccmTftp: 2, tftp: 3, capf: 4, applicationServer: 7, tvs: 21 } as const;

/** An element of a header or record as it is to be written, in place of or beside the usual ones. */
export interface RawElement {
  readonly tag: number;
  readonly value: Uint8Array;
}

export interface RecordOptions {
  readonly function: number;
  /** Whose certificate it is. A record without one holds DNSNAME, FUNCTION and IPADDRESS alone. */
  readonly certificate?: Identity;
  /** The certificate itself, its hash, or neither (with the key and names all the same). */
  readonly as?: 'full' | 'hash' | 'none';
  readonly hash?: Digest;
  readonly dnsName?: string;
  /** `10.1.1.1`, or the 16 bytes of an IPv6 address in hex. */
  readonly ipAddress?: string;
  /** Values that contradict or replace what the certificate gives, by tag; null leaves the element out. */
  readonly replace?: Readonly<Record<number, Uint8Array | null>>;
  /** Written after the others. */
  readonly extra?: readonly RawElement[];
  /** Tags in the order in which they are written; those not named follow in the usual order. */
  readonly order?: readonly number[];
  /** Bytes of PADDING behind RECORDLENGTH. */
  readonly earlyPadding?: number;
  /** What RECORDLENGTH says, where it is to lie. */
  readonly recordLength?: number;
}

export interface TrustListOptions {
  readonly kind?: 'ITL' | 'CTL';
  readonly filename?: string;
  readonly version?: readonly [major: number, minor: number];
  readonly digest?: Digest;
  /** DIGESTALGORTITHM, where it is to say something else than `digest`. */
  readonly digestCode?: number;
  /** SIGNATUREMODULUS, where it is to say something else than the key's size. */
  readonly modulusCode?: number;
  /** Unix seconds; null leaves TIMESTAMP out. */
  readonly timestamp?: number | null;
  /** Named in the header, and makes the signature unless `signedBy` does. */
  readonly signer: Identity;
  readonly signedBy?: Identity;
  readonly signerName?: string;
  readonly signerIssuer?: string;
  readonly signerSerial?: Uint8Array;
  readonly records: readonly RecordOptions[];
  /** Bytes of PADDING at the end of the header; by default as many as make its length a multiple of 4. */
  readonly padding?: number;
  /** Header elements before the padding. */
  readonly extra?: readonly RawElement[];
  /** Elements at the end of SIGNERID. */
  readonly inSignerId?: readonly RawElement[];
  /** Writes the signer's name, serial number and issuer behind an empty SIGNERID. */
  readonly emptySignerId?: boolean;
  /** Writes SIGNATURE at the end of SIGNERID. */
  readonly signatureInSignerId?: boolean;
  /** Bytes of PADDING in front of FILENAME. */
  readonly earlyPadding?: number;
  readonly trailing?: Uint8Array;
  /** CUCM's order and names, or those of certutils: tag 28, names with commas, other element orders. */
  readonly order?: 'cucm' | 'certutils';
  /** What HEADERLENGTH says, where it is to lie. */
  readonly headerLength?: number;
  /** False leaves the SIGNATURE element out. */
  readonly signed?: boolean;
}

const digestCodes: Readonly<Record<Digest, number>> = { 'SHA-1': 1, 'SHA-256': 2, 'SHA-512': 3 };
const modulusCodes: Readonly<Record<number, number>> = { 512: 0, 1024: 1, 2048: 2, 4096: 3 };

/** 27 July 2011 14:16:24 UTC. */
export const sampleTime = 1311776184;

/** The bytes of a signed trust list. */
export function trustList(options: TrustListOptions): Uint8Array {
  const { signer, signedBy = signer, digest = 'SHA-1', kind = 'ITL', order = 'cucm' } = options;
  const { version = [1, 2], timestamp = sampleTime, signed = true } = options;
  const bits = signedBy.key.publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  const spell = order === 'cucm' ? cucmName : certutilsName;

  const signerName = element(4, text(options.signerName ?? spell(signer.subject)));
  const signerSerial = element(5, options.signerSerial ?? signer.serial);
  const signerIssuer = element(6, text(options.signerIssuer ?? spell(signer.issuer)));
  const modulus = element(11, u8(options.modulusCode ?? modulusCodes[bits] ?? 0));
  const algorithm = element(9, concat(element(10, u8(0)), modulus));
  const info = element(7, concat(element(8, u8(options.digestCode ?? digestCodes[digest])), algorithm));
  const names = concat(
    signerName,
    ...(order === 'cucm' ? [signerSerial, signerIssuer] : [signerIssuer, signerSerial]),
    ...(options.inSignerId ?? []).map(({ tag, value }) => element(tag, value)),
  );
  const signatureElement = signed ? element(12, new Uint8Array(Math.ceil(bits / 8))) : concat();
  const isInside = options.signatureInSignerId === true;
  const signerId =
    options.emptySignerId === true
      ? concat(element(3, concat()), names)
      : element(3, concat(names, isInside ? signatureElement : concat()));
  const filename = element(14, text(options.filename ?? `${kind}File.tlv`));

  const version28 = order === 'cucm' ? concat() : element(28, u16(0x0100));
  const before = concat(version28, signerId, info, isInside ? concat() : signatureElement);
  const after = concat(
    new Uint8Array(options.earlyPadding ?? 0).fill(13),
    filename,
    timestamp === null ? concat() : element(15, u32(timestamp)),
    ...(options.extra ?? []).map(({ tag, value }) => element(tag, value)),
  );
  const unpadded = 5 + 5 + before.length + after.length;
  const padding = options.padding ?? (4 - (unpadded % 4)) % 4;
  const headerLength = options.headerLength ?? unpadded + padding;

  const start = concat(element(1, Uint8Array.from(version)), element(2, u16(headerLength)), before);
  const end = concat(
    after,
    new Uint8Array(padding).fill(13),
    ...options.records.map((record) => recordBytes(record, order)),
    options.trailing ?? concat(),
  );
  const bytes = concat(start, end);
  if (!signed) return bytes;
  const signerIdEnd = 10 + version28.length + signerId.length;
  const offset = (isInside ? signerIdEnd : start.length) - signatureElement.length;
  const data = splice(bytes, offset, signatureElement.length);
  const signList = signedBy.key.signList ?? signWith(signedBy.key.privateKey);
  bytes.set(signList(digest, data), offset + 3);
  return bytes;
}

function signWith(key: KeyObject): (digest: Digest, data: Uint8Array) => Uint8Array {
  return (digest, data) => new Uint8Array(sign(digest.replace('-', '').toLowerCase(), data, key));
}

const recordOrders = {
  cucm: [2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 10],
  certutils: [3, 5, 6, 4, 7, 8, 9, 11, 12, 2, 10],
} as const;

/** The bytes of one record. */
export function recordBytes(options: RecordOptions, order: 'cucm' | 'certutils' = 'cucm'): Uint8Array {
  const values = new Map<number, Uint8Array>();
  const { certificate: identity, as = 'full', hash = 'SHA-1', dnsName, ipAddress } = options;
  const spell = order === 'cucm' ? cucmName : certutilsName;
  if (dnsName !== undefined) values.set(2, text(dnsName));
  else if (order === 'cucm') values.set(2, new Uint8Array(2));
  values.set(4, u16(options.function));
  if (ipAddress !== undefined) values.set(10, addressBytes(ipAddress));
  if (identity !== undefined) {
    values.set(3, text(spell(identity.subject)));
    values.set(5, text(spell(identity.issuer)));
    values.set(6, identity.serial);
    values.set(7, identity.key.publicKeyValue);
    values.set(8, identity.signatureValue);
    if (as === 'full') values.set(9, identity.der);
    if (as === 'hash') {
      values.set(11, digestOf(hash, identity.der));
      values.set(12, u8(digestCodes[hash]));
    }
  }
  for (const [tag, value] of Object.entries(options.replace ?? {})) {
    if (value === null) values.delete(Number(tag));
    else values.set(Number(tag), value);
  }
  const tags = new Set([...(options.order ?? []), ...recordOrders[order], ...values.keys()]);
  const body = concat(
    new Uint8Array(options.earlyPadding ?? 0).fill(13),
    ...[...tags].flatMap((tag) => {
      const value = values.get(tag);
      return value === undefined ? [] : [element(tag, value)];
    }),
    ...(options.extra ?? []).map(({ tag, value }) => element(tag, value)),
  );
  return concat(element(1, u16(options.recordLength ?? 5 + body.length)), body);
}

export function digestOf(digest: Digest | 'MD5', bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash(digest.replace('-', '').toLowerCase()).update(bytes).digest());
}

function addressBytes(address: string): Uint8Array {
  return address.includes('.') ? Uint8Array.from(address.split('.'), Number) : hexBytes(address);
}

// --- Encrypted configurations --------------------------------------------------------------------------------------

export interface EncryptedOptions extends Omit<TrustListOptions, 'records' | 'signer' | 'extra' | 'trailing'> {
  readonly signer: Identity;
  /** What is encrypted. */
  readonly content: Uint8Array;
  /** The phone's key, which opens it. */
  readonly recipient: Key;
  /** Of the plain text; by default that of the signature. */
  readonly contentDigest?: Digest;
  /** False leaves content of whole blocks without padding. */
  readonly padsWholeBlocks?: boolean;
  /** What is encrypted with RSA in place of 16 bytes of an AES key. */
  readonly aesKey?: Uint8Array;
  /** What elements say that are to lie, by their tags; null leaves one out. */
  readonly elements?: Readonly<Record<number, Uint8Array | null>>;
}

/** A configuration as a TFTP server encrypts and signs it: `SEP….cnf.xml.enc.sgn`. */
export function encryptedConfiguration(options: EncryptedOptions): Uint8Array {
  const { content, recipient, digest = 'SHA-1', contentDigest = digest, padsWholeBlocks = true } = options;
  const { aesKey = new Uint8Array(randomBytes(16)), elements = {} } = options;
  const iv = new Uint8Array(randomBytes(16));
  const padding = content.length % 16 === 0 && !padsWholeBlocks ? 0 : 16 - (content.length % 16);
  const cipher = createCipheriv('aes-128-cbc', aesKey.length === 16 ? aesKey : randomBytes(16), iv).setAutoPadding(
    false,
  );
  const padded = concat(content, new Uint8Array(padding).fill(0x0d));
  const encrypted = concat(cipher.update(padded), cipher.final());
  const wrapped = publicEncrypt({ key: recipient.publicKey, padding: constants.RSA_PKCS1_PADDING }, aesKey);
  const bits = recipient.publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  const made = (tag: number, value: Uint8Array): Uint8Array => {
    const said = elements[tag] === undefined ? value : elements[tag];
    return said === null ? concat() : element(tag, said);
  };
  const ivInfo = made(17, concat(made(18, u8(0)), made(19, iv), made(20, u16(padding))));
  const keyInfo = made(21, concat(made(22, u8(0)), made(23, u16(bits)), made(24, u8(1)), made(25, wrapped)));
  const extra = [
    [16, concat(ivInfo, keyInfo)],
    [26, u8(digestCodes[contentDigest])],
    [27, digestOf(contentDigest, content)],
  ] as const;
  return trustList({
    version: [2, 0],
    filename: 'SEP0011215A1AE3.cnf.xml.enc.sgn',
    ...options,
    records: [],
    trailing: encrypted,
    extra: extra.flatMap(([tag, value]) => {
      const said = elements[tag] === undefined ? value : elements[tag];
      return said === null ? [] : [{ tag, value: said }];
    }),
  });
}

// --- Ready lists ---------------------------------------------------------------------------------------------------

/** A list with those whose certificates it holds, by the name of their place in it. */
export interface ReadyList<Names extends string = string> {
  readonly bytes: Uint8Array;
  readonly identities: Readonly<Record<Names, Identity>>;
}

const lab = { L: 'RTP', ST: 'North Carolina', C: 'US' } as const;

/**
 * The ITL of a CUCM 8 publisher whose CallManager certificate a CA has signed: 5438 bytes, header 296, records of
 * 1972, 1972, 743 and 455 bytes.
 */
export async function cucm8Publisher(): Promise<ReadyList<'callManager' | 'tvs' | 'capf' | 'authority'>> {
  const identities = await cucm8Identities();
  const { callManager, tvs, capf } = identities;
  const bytes = trustList({
    signer: callManager,
    records: [
      { function: Role.sast, certificate: callManager },
      { function: Role.ccmTftp, certificate: callManager },
      { function: Role.tvs, certificate: tvs, as: 'hash' },
      { function: Role.capf, certificate: capf, as: 'hash' },
    ],
  });
  return { bytes, identities };
}

async function cucm8Identities(): Promise<Record<'callManager' | 'tvs' | 'capf' | 'authority', Identity>> {
  const publisher = { CN: 'CUCM8-Publisher.bbbburns.lab', OU: 'TAC', O: 'Cisco', ...lab };
  const authority = await certificate({
    subject: { CN: 'JASBURNS-AD' },
    key: rsaKey(2048, 'authority'),
    serial: '1A:22:F1:5A',
    authority: true,
  });
  const callManager = await certificate({
    subject: publisher,
    key: rsaKey(1024, 'call manager'),
    signer: authority,
    serial: '21:00:2D:17:00:00:00:00:00:05',
    notBefore: new Date('2011-07-26T00:00:00Z'),
    digest: 'SHA-1',
    derLength: 1442,
  });
  const tvs = await certificate({
    subject: publisher,
    key: rsaKey(2048, 'tvs'),
    serial: '2E:3E:1A:7B:DA:A6:4D:84',
    digest: 'SHA-1',
  });
  const capf = await certificate({
    subject: { CN: 'CAPF-9c4cba7d', OU: 'TAC', O: 'Cisco', ...lab },
    key: rsaKey(1024, 'capf'),
    serial: '0A:DC:6E:77:42:91:4A:53',
    digest: 'SHA-1',
  });
  return { callManager, tvs, capf, authority };
}

/**
 * The ITL of a CUCM 12 cluster of three nodes: signed with SHA-512 by ITLRecovery, an RSA and an EC certificate for each
 * TFTP server, a TVS certificate for each node, and CAPF. The publisher's CallManager certificate is a SAST as well.
 */
export async function cucm12Cluster(): Promise<
  ReadyList<
    'recovery' | 'publisher' | 'publisherEc' | 'subscriber' | 'subscriberEc' | 'tvs1' | 'tvs2' | 'tvs3' | 'capf'
  >
> {
  const organization = { C: 'US', ST: 'California', L: 'San Jose', O: 'Example', OU: 'Voice' } as const;
  const host = (name: string, serial: string, key: Key): Promise<Identity> =>
    certificate({ subject: { ...organization, CN: `${name}.example.com` }, key, serial, dns: [`${name}.example.com`] });
  const publisher = await host('cucm12-pub', '4E:11:AF:02:66:7D:10:01', rsaKey(2048, 'publisher'));
  const publisherEc = await host('cucm12-pub-EC', '4E:11:AF:02:66:7D:10:02', ecKey('P-384', 'publisher'));
  const subscriber = await host('cucm12-sub1', '4E:11:AF:02:66:7D:10:03', rsaKey(2048, 'subscriber'));
  const subscriberEc = await host('cucm12-sub1-EC', '4E:11:AF:02:66:7D:10:04', ecKey('P-384', 'subscriber'));
  const tvs1 = await host('cucm12-pub', '61:0C:5B:9E:31:44:20:01', rsaKey(2048, 'tvs 1'));
  const tvs2 = await host('cucm12-sub1', '61:0C:5B:9E:31:44:20:02', rsaKey(2048, 'tvs 2'));
  const tvs3 = await host('cucm12-sub2', '61:0C:5B:9E:31:44:20:03', rsaKey(2048, 'tvs 3'));
  const recovery = await certificate({
    subject: { ...organization, CN: 'ITLRECOVERY_cucm12-pub.example.com' },
    key: rsaKey(2048, 'recovery'),
    serial: '7F:03:92:D6:08:4B:30:01',
  });
  const capf = await certificate({
    subject: { ...organization, CN: 'CAPF-5e07a1c4' },
    key: rsaKey(2048, 'capf 12'),
    serial: '52:9A:60:EE:17:C3:40:01',
  });
  const bytes = trustList({
    digest: 'SHA-512',
    timestamp: 1577880000,
    signer: recovery,
    records: [
      { function: Role.sast, certificate: recovery, dnsName: 'cucm12-pub.example.com' },
      { function: Role.sast, certificate: publisher, dnsName: 'cucm12-pub.example.com' },
      { function: Role.ccmTftp, certificate: publisher, dnsName: 'cucm12-pub.example.com' },
      { function: Role.ccmTftp, certificate: publisherEc, dnsName: 'cucm12-pub.example.com' },
      { function: Role.ccmTftp, certificate: subscriber, dnsName: 'cucm12-sub1.example.com' },
      { function: Role.ccmTftp, certificate: subscriberEc, dnsName: 'cucm12-sub1.example.com' },
      { function: Role.tvs, certificate: tvs1, as: 'hash', dnsName: 'cucm12-pub.example.com' },
      { function: Role.tvs, certificate: tvs2, as: 'hash', dnsName: 'cucm12-sub1.example.com' },
      { function: Role.tvs, certificate: tvs3, as: 'hash', dnsName: 'cucm12-sub2.example.com' },
      { function: Role.capf, certificate: capf, as: 'hash', dnsName: 'cucm12-pub.example.com' },
    ],
  });
  return {
    bytes,
    identities: { recovery, publisher, publisherEc, subscriber, subscriberEc, tvs1, tvs2, tvs3, capf },
  };
}

/** A CTL of a mixed-mode cluster, signed by the first of two hardware tokens. */
export async function ctlWithTokens(): Promise<ReadyList<'token1' | 'token2' | 'callManager' | 'capf'>> {
  const manufacturing = await certificate({
    subject: { CN: 'Example Manufacturing CA', O: 'Example Systems' },
    key: rsaKey(2048, 'manufacturing'),
    authority: true,
    digest: 'SHA-1',
  });
  const token = (serialNumber: string, serial: string): Promise<Identity> =>
    certificate({
      subject: { CN: `${serialNumber}        `, OU: 'IPCBU', O: 'Example Systems' },
      key: rsaKey(1024, serialNumber),
      signer: manufacturing,
      serial,
      digest: 'SHA-1',
    });
  const token1 = await token('SAST-ADN0054f509', '3C:14:95:6E:00:00:00:3B:66:C1');
  const token2 = await token('SAST-ADN008580ef', '43:E9:08:00:00:00:55:45:AF:31');
  const node = { CN: 'cucm10-pub.example.com', OU: 'Voice', O: 'Example', L: 'Krakow', C: 'PL' } as const;
  const callManager = await certificate({
    subject: { C: node.C, O: node.O, OU: node.OU, CN: node.CN, L: node.L },
    key: rsaKey(2048, 'call manager 10'),
    serial: '70:CA:F6:4E:09:07:51:B9',
  });
  const capf = await certificate({
    subject: { ...node, CN: 'CAPF-e41e7d87' },
    key: rsaKey(1024, 'capf 10'),
    serial: '47:4F:75:5A:84:8B:2E:10',
    digest: 'SHA-1',
  });
  const bytes = trustList({
    kind: 'CTL',
    timestamp: 1425674928,
    signer: token1,
    signerName: tokenName(token1),
    signerIssuer: tokenIssuer,
    records: [
      tokenRecord(token1),
      tokenRecord(token2),
      { function: Role.ccmTftp, certificate: callManager, dnsName: '10.48.47.153', ipAddress: '10.48.47.153' },
      { function: Role.capf, certificate: capf, dnsName: '10.48.47.153', ipAddress: '10.48.47.153' },
    ],
  });
  return { bytes, identities: { token1, token2, callManager, capf } };
}

const tokenIssuer = 'cn=Example Manufacturing CA;o=Example Systems';

/** As hardware tokens write a name: lower-case types, and a quote that stays open. */
function tokenName({ subject }: Identity): string {
  return `cn="${subject.CN ?? ''}";ou=${subject.OU ?? ''};o="${subject.O ?? ''}`;
}

/** A hardware token's record has no DNS name but its NUL, no SIGNATURE, and an empty address. */
function tokenRecord(token: Identity): RecordOptions {
  return {
    function: Role.sast,
    certificate: token,
    dnsName: '',
    ipAddress: '0.0.0.0',
    replace: { 3: text(tokenName(token)), 5: text(tokenIssuer), 8: null },
  };
}

/**
 * The CUCM 8 list with a header that names the CallManager certificate as signer, where the key of the TFTP server of
 * record 5 made the signature.
 */
export async function mismatchedSigner(): Promise<ReadyList<'named' | 'actual' | 'tvs' | 'capf'>> {
  const { callManager, tvs, capf } = await cucm8Identities();
  const actual = await certificate({
    subject: { CN: 'CUCM8-Subscriber.bbbburns.lab', OU: 'TAC', O: 'Cisco', ...lab },
    key: rsaKey(1024, 'subscriber 8'),
    serial: '5B:0A:77:12:9C:E4:38:01',
    digest: 'SHA-1',
  });
  const bytes = trustList({
    signer: callManager,
    signedBy: actual,
    records: [
      { function: Role.sast, certificate: callManager },
      { function: Role.ccmTftp, certificate: callManager },
      { function: Role.tvs, certificate: tvs, as: 'hash' },
      { function: Role.capf, certificate: capf, as: 'hash' },
      { function: Role.tftp, certificate: actual },
    ],
  });
  return { bytes, identities: { named: callManager, actual, tvs, capf } };
}

/** The CUCM 8 list as a broken transfer leaves it: a flipped bit in record 1's certificate, and the last 100 bytes lost. */
export async function damaged(): Promise<ReadyList<'callManager' | 'tvs' | 'capf' | 'authority'>> {
  const { bytes, identities } = await cucm8Publisher();
  const certificateOffset = 296 + 1972 - identities.callManager.der.length;
  return { bytes: flipByte(bytes, certificateOffset + 4, 0x20).subarray(0, bytes.length - 100), identities };
}
