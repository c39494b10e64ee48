import { limits } from '../../format/limits';
import { Asn1Error, childrenOf, expectTag, readAsn1, Tag, type Asn1 } from '../asn1';
import { readCertificate, type Certificate } from '../certificate';
import { hex } from '../fingerprints';
import { commonName } from '../names';
import { readPem, type PemBlock } from '../pem';
import { KeyFileFailure, needsPassword, notAKey, tooCostly, wrongPassword, type KeyFileFailureReason } from './failure';
import { decryptLegacyPem } from './legacy-pem';
import type { Opening } from './opening';
import { isPfx } from './pfx';
import { readEncryptedPrivateKey, readPkcs12 } from './pkcs12';
import { readEcPrivateKey, readPrivateKeyInfo, readRsaPrivateKey, type KeyMaterial } from './pkcs8';
import { t } from '../../words/translate';

/** An RSA private key that can sign, for as long as `withPrivateKeys` runs: it overwrites `pkcs8` then. */
export interface PrivateKey {
  /** What a person picks it by: its friendly name, the common name of its certificate, or `RSA 2048 key`. */
  readonly name: string;
  /** The certificate of the same file that contains its public key. */
  readonly certificate: Certificate | null;
  /** PrivateKeyInfo DER (RFC 5208). */
  readonly pkcs8: Uint8Array;
  /** RSAPublicKey DER: what PUBLICKEY of this key's records contains. */
  readonly publicKey: Uint8Array;
  /** Bits of the modulus. */
  readonly bits: number;
}

/** A private key that cannot sign a trust list. */
export interface RefusedKey {
  readonly name: string;
  /** What it is: `EC P-256`. */
  readonly algorithm: string;
  /** Why, as one sentence. */
  readonly message: string;
}

export type KeyFile =
  | {
      readonly ok: true;
      /** Empty in a file of certificates alone, or if every key of it is refused. */
      readonly keys: readonly PrivateKey[];
      readonly refused: readonly RefusedKey[];
      /** Every certificate of the file, in its order. */
      readonly certificates: readonly Certificate[];
    }
  | {
      readonly ok: false;
      readonly reason: KeyFileFailureReason;
      /** One sentence; never anything that was decrypted. */
      readonly message: string;
      /** Byte of the file. */
      readonly offset: number;
    };

/**
 * Reads the private keys and certificates of a file: PEM or DER of PKCS#1, PKCS#8 and encrypted PKCS#8, PEM with
 * `DEK-Info`, and PKCS#12. Throws nothing for bytes of any kind. `withPrivateKeys` is how a host opens a file.
 *
 * @param password undefined if nobody was asked for one yet. An encrypted file then answers `needs-password`.
 * @param opening gets every buffer that contains a key, those of `keys` included.
 */
export async function readPrivateKeys(
  bytes: Uint8Array,
  password: string | undefined,
  opening: Opening,
): Promise<KeyFile> {
  try {
    const file = await readContents(bytes, password, opening);
    if (file.keys.length > 0 || file.certificates.length > 0) return await describe(file, opening);
    throw notAKey(t('The file contains neither a private key nor a certificate.'), 0);
  } catch (error) {
    if (error instanceof KeyFileFailure) {
      const { reason, message, offset } = error;
      return { ok: false, reason, message, offset };
    }
    if (error instanceof Asn1Error) {
      const message = t('The key file cannot be read at offset {offset}: {message}.', {
        offset: error.offset,
        message: error.message,
      });
      return { ok: false, reason: 'not-a-key', message, offset: error.offset };
    }
    throw error;
  }
}

/** What a file says of a key or of a certificate. */
interface Bag {
  readonly name: string | null;
  /** What ties a key to its certificate, in lower-case hex. */
  readonly localKeyId: string | null;
}

interface Contents {
  readonly keys: (Bag & { readonly material: KeyMaterial })[];
  readonly certificates: (Bag & { readonly der: Uint8Array })[];
}

async function readContents(bytes: Uint8Array, password: string | undefined, opening: Opening): Promise<Contents> {
  if (bytes.length === 0) throw notAKey(t('The file is empty.'), 0);
  const most = limits.keyFileBytes;
  if (bytes.length > most) {
    throw tooCostly(
      t('the file has {length} bytes, and a key file of more than {most} is not read', { length: bytes.length, most }),
      most,
    );
  }
  if (bytes[0] === Tag.sequence) return readBinary(bytes, password, opening);
  const blocks = readPem(bytes);
  for (const { der } of blocks) opening.keep(der);
  if (blocks.length > 0) return readBlocks(blocks, password, opening);
  const first = (bytes[0] ?? 0).toString(16).padStart(2, '0').toUpperCase();
  throw notAKey(
    t('Not a key file: it starts with byte 0x{first} and has no BEGIN line, so it is not PEM, DER or PKCS#12.', {
      first,
    }),
    0,
  );
}

const none: Contents = { keys: [], certificates: [] };

function oneKey(material: KeyMaterial): Contents {
  return { ...none, keys: [{ name: null, localKeyId: null, material }] };
}

function oneCertificate(der: Uint8Array): Contents {
  return { ...none, certificates: [{ name: null, localKeyId: null, der }] };
}

/** Tells the kinds of DER apart by the first values of their sequence. */
async function readBinary(bytes: Uint8Array, password: string | undefined, opening: Opening): Promise<Contents> {
  const outer = readAsn1(bytes);
  const children = childrenOf(outer);
  const [first, second] = children;
  if (isPfx(children)) return readPkcs12(outer, password, opening);
  if (first?.tag === Tag.sequence) {
    if (second?.tag === Tag.sequence) return oneCertificate(outer.whole);
    if (password === undefined) throw needsPassword(0);
    return oneKey(await readEncryptedPrivateKey(outer, password, opening));
  }
  const material = readPlainKey(outer, opening);
  if (material === null) {
    throw notAKey(
      t('Not a key file: the ASN.1 sequence at offset 0 is not a private key, a certificate or a PKCS#12 file.'),
      0,
    );
  }
  return oneKey(material);
}

/** DSA: SEQUENCE of version and 5 numbers, as openssl writes it. */
const dsaNumbers = 6;

/** A private key that is not encrypted: INTEGER, then SEQUENCE (PKCS#8), OCTET STRING (SEC 1) or INTEGERs (PKCS#1). */
function readPlainKey(key: Asn1, opening: Opening): KeyMaterial | null {
  const children = childrenOf(key);
  const [version, next] = children;
  if (version?.tag !== Tag.integer) return null;
  if (next?.tag === Tag.sequence) return readPrivateKeyInfo(key, opening);
  if (next?.tag === Tag.octetString) return readEcPrivateKey(key);
  if (next?.tag !== Tag.integer) return null;
  return children.length === dsaNumbers ? { kind: 'other', algorithm: 'DSA' } : readRsaPrivateKey(key, opening);
}

/** PEM blocks between two returns to the event loop. */
const blocksPerPause = 256;

async function readBlocks(
  blocks: readonly PemBlock[],
  password: string | undefined,
  opening: Opening,
): Promise<Contents> {
  const contents: Contents = { keys: [], certificates: [] };
  for (const [index, block] of blocks.entries()) {
    if (index % blocksPerPause === blocksPerPause - 1) await opening.pause();
    const { keys, certificates } = await readBlock(block, password, opening);
    contents.keys.push(...keys);
    contents.certificates.push(...certificates);
  }
  if (contents.keys.length > 0 || contents.certificates.length > 0) return contents;
  const labels = [...new Set(blocks.map(({ label }) => label))].join(', ');
  throw notAKey(t('The file does not contain a private key, only {labels}.', { labels }), blocks[0]?.offset ?? 0);
}

async function readBlock(block: PemBlock, password: string | undefined, opening: Opening): Promise<Contents> {
  const { label, der, error, offset } = block;
  if (!isRead(label)) return none;
  if (error !== null) throw notAKey(error, offset);
  if (label.endsWith('CERTIFICATE')) return oneCertificate(label.startsWith('TRUSTED') ? readAsn1(der).whole : der);
  if (label === 'OPENSSH PRIVATE KEY') {
    throw notAKey(
      t(
        'The private key at offset {offset} is in OpenSSH’s own format. Convert a copy of it first: ssh-keygen -p -m PEM -f COPY.',
        { offset },
      ),
      offset,
    );
  }
  if (label === 'ENCRYPTED PRIVATE KEY') {
    if (password === undefined) throw needsPassword(offset);
    const value = readAsn1(der, offset);
    const info = expectTag(value, Tag.sequence, t('the encrypted key'), value);
    return oneKey(await readEncryptedPrivateKey(info, password, opening));
  }
  return oneKey(await readPemKey(block, password, opening));
}

function isRead(label: string): boolean {
  return label.endsWith('PRIVATE KEY') || /^(X509 |TRUSTED )?CERTIFICATE$/.test(label);
}

/** `PRIVATE KEY`, `RSA PRIVATE KEY`, `EC PRIVATE KEY` and `DSA PRIVATE KEY`, encrypted the old way or not at all. */
async function readPemKey(block: PemBlock, password: string | undefined, opening: Opening): Promise<KeyMaterial> {
  const { label, der, headers, offset } = block;
  const isEncrypted = headers.has('DEK-Info');
  if (isEncrypted && password === undefined) throw needsPassword(offset);
  const plain = isEncrypted ? await decryptLegacyPem(block, password ?? '', opening) : der;
  try {
    const material = readPlainKey(readAsn1(plain, offset), opening);
    if (material !== null) return material;
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error;
    // One wrong password in 256 leaves padding that looks right.
    if (isEncrypted) throw wrongPassword(offset);
    throw notAKey(
      t('The {label} block at offset {offset} does not contain a private key: {message}.', {
        label,
        offset,
        message: error.message,
      }),
      offset,
    );
  }
  if (isEncrypted) throw wrongPassword(offset);
  throw notAKey(t('The {label} block at offset {offset} does not contain a private key.', { label, offset }), offset);
}

/** Ties keys to certificates and gives everything a name. */
async function describe(contents: Contents, opening: Opening): Promise<KeyFile> {
  const bags: (Bag & { readonly certificate: Certificate })[] = [];
  for (const [index, { der, ...bag }] of contents.certificates.entries()) {
    if (index % blocksPerPause === blocksPerPause - 1) await opening.pause();
    bags.push({ ...bag, certificate: await readCertificate(der) });
  }
  // The first of each, and by a lookup: a hostile file could have thousands of keys and certificates.
  const byKeyId = new Map(bags.map((bag) => [bag.localKeyId, bag] as const).reverse());
  const byKey = new Map(bags.map((bag) => [hexOf(bag.certificate.publicKeyValue), bag] as const).reverse());
  const names = new Map<string, number>();
  const keys: PrivateKey[] = [];
  const refused: RefusedKey[] = [];
  for (const { name, localKeyId, material } of contents.keys) {
    if (material.kind === 'other') {
      const tied = localKeyId === null ? undefined : byKeyId.get(localKeyId);
      const shown =
        name ??
        tied?.name ??
        certificateName(tied?.certificate) ??
        t('{algorithm} key', { algorithm: material.algorithm });
      const message = t('The key “{shown}” is {algorithm}; trust lists are signed with RSA keys.', {
        shown,
        algorithm: material.algorithm,
      });
      refused.push({ name: shown, algorithm: material.algorithm, message });
      continue;
    }
    const { pkcs8, publicKey, bits } = material;
    const holder = byKey.get(hex(publicKey));
    const shown = name ?? holder?.name ?? certificateName(holder?.certificate) ?? t('RSA {bits} key', { bits });
    keys.push({ name: unused(shown, names), certificate: holder?.certificate ?? null, pkcs8, publicKey, bits });
  }
  return { ok: true, keys, refused, certificates: bags.map(({ certificate }) => certificate) };
}

function hexOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : hex(bytes);
}

function certificateName(certificate: Certificate | undefined): string | null {
  return certificate === undefined ? null : commonName(certificate.details.subject ?? '');
}

/**
 * The name, followed by a number if an earlier key has it.
 *
 * @param taken names, each with the number that the next of its kind gets.
 */
function unused(name: string, taken: Map<string, number>): string {
  let candidate = name;
  let number = taken.get(name) ?? 2;
  for (; taken.has(candidate); number += 1) candidate = `${name} (${number})`;
  taken.set(name, number);
  taken.set(candidate, taken.get(candidate) ?? 2);
  return candidate;
}
