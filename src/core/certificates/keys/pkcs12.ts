import { sameBytes } from '../../format/bytes';
import { Asn1Error, childrenOf, expectOctets, expectTag, octetsOf, oidOf, readAsn1, Tag, type Asn1 } from '../asn1';
import { hex } from '../fingerprints';
import { pfxContents } from './pfx';
import { decryptWith, readRounds, readSalt } from './encryption';
import { KeyFileFailure, needsPassword, notAKey, wrongPassword } from './failure';
import { hashes, hmacOf, pkcs12Key, Pkcs12Purpose, type HashName, type Pkcs12Password } from './key-derivation';
import type { Opening } from './opening';
import { readPrivateKeyInfo, type KeyMaterial } from './pkcs8';
import { t } from '../../words/translate';

/** What a bag says of itself: the name that a person gave it, and the number that ties a key to its certificate. */
interface BagAttributes {
  readonly name: string | null;
  /** Lower-case hex. */
  readonly localKeyId: string | null;
}

export interface Pkcs12Key extends BagAttributes {
  readonly material: KeyMaterial;
}

export interface Pkcs12Certificate extends BagAttributes {
  /** X.509 DER. */
  readonly der: Uint8Array;
}

export interface Pkcs12Contents {
  readonly keys: Pkcs12Key[];
  readonly certificates: Pkcs12Certificate[];
}

const Oid = {
  ...pfxContents,
  envelopedData: '1.2.840.113549.1.7.3',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  safeContentsBag: '1.2.840.113549.1.12.10.1.6',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
} as const;

const macHashes: ReadonlyMap<string, HashName> = new Map([
  ['1.2.840.113549.2.5', 'md5'],
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

const maxNestedBags = 8;

/**
 * Reads a PKCS#12 file: PFX ::= SEQUENCE { version 3, authSafe ContentInfo, macData OPTIONAL }, RFC 7292 4.
 *
 * @param password undefined: none was given. A file with either of PKCS#12's two empty passwords opens without one.
 * @throws KeyFileFailure
 */
export async function readPkcs12(pfx: Asn1, password: string | undefined, opening: Opening): Promise<Pkcs12Contents> {
  const [, authSafe, macData] = childrenOf(pfx);
  const octets = readAuthSafe(expectTag(authSafe, Tag.sequence, t('the content'), pfx));
  const content = opening.keep(octetsOf(octets));
  const safe = readAsn1(content, octets.contentOffset);
  for (const candidate of candidates(password)) {
    if (macData !== undefined && !(await isMacRight(macData, content, candidate, opening))) continue;
    try {
      return await readAuthenticatedSafe(safe, candidate, opening);
    } catch (error) {
      // Without a MAC, nonsense is all that tells of a wrong password.
      const wrong =
        error instanceof Asn1Error || (error instanceof KeyFileFailure && error.reason === 'wrong-password');
      if (macData !== undefined || !wrong) throw error;
    }
  }
  throw password === undefined ? needsPassword(pfx.offset) : wrongPassword(pfx.offset);
}

function candidates(password: string | undefined): readonly Pkcs12Password[] {
  return password === undefined || password === '' ? ['', null] : [password];
}

/** The OCTET STRING that contains the AuthenticatedSafe. */
function readAuthSafe(authSafe: Asn1): Asn1 {
  const { oid, content } = readContentInfo(authSafe);
  if (oid === Oid.signedData) {
    throw notAKey(
      t(
        'The PKCS#12 file is protected by a public-key signature at offset {offset}, not by a password; that kind is not supported.',
        { offset: authSafe.offset },
      ),
      authSafe.offset,
    );
  }
  return expectOctets(childrenOf(content)[0], t('the content'), content);
}

/** ContentInfo ::= SEQUENCE { contentType OID, content [0] } */
function readContentInfo(info: Asn1): { oid: string; content: Asn1 } {
  const [type, content] = childrenOf(info);
  return {
    oid: oidOf(expectTag(type, Tag.oid, t('the content type'), info)),
    content: expectTag(content, Tag.context0, t('the content'), info),
  };
}

/** MacData ::= SEQUENCE { mac DigestInfo, macSalt OCTET STRING, iterations DEFAULT 1 } */
async function isMacRight(
  macData: Asn1,
  content: Uint8Array,
  password: Pkcs12Password,
  opening: Opening,
): Promise<boolean> {
  const [mac, macSalt, count] = childrenOf(macData);
  const digestInfo = expectTag(mac, Tag.sequence, t('the MAC'), macData);
  const [algorithm, digest] = childrenOf(digestInfo);
  const algorithmId = expectTag(algorithm, Tag.sequence, t('the MAC algorithm'), digestInfo);
  const oid = oidOf(expectTag(childrenOf(algorithmId)[0], Tag.oid, t('the MAC algorithm'), algorithmId));
  const hash = macHashes.get(oid);
  if (hash === undefined) {
    throw notAKey(
      t('The PKCS#12 file is protected by an unsupported MAC (OID {oid}), at offset {offset}.', {
        oid,
        offset: algorithmId.offset,
      }),
      algorithmId.offset,
    );
  }
  const options = {
    salt: readSalt(macSalt, macData, t('the salt of the MAC')),
    rounds: count === undefined ? { count: 1, offset: macData.offset } : readRounds(count, macData),
    hash,
    purpose: Pkcs12Purpose.mac,
    length: hashes[hash].outputLen,
  };
  const expected = octetsOf(expectOctets(digest, t('the MAC'), digestInfo));
  const key = await pkcs12Key(password, options, opening);
  return sameBytes(await hmacOf(hash, key, content, opening), expected);
}

/** AuthenticatedSafe ::= SEQUENCE OF ContentInfo, each plain or encrypted with the password */
async function readAuthenticatedSafe(safe: Asn1, password: Pkcs12Password, opening: Opening): Promise<Pkcs12Contents> {
  const contents: Pkcs12Contents = { keys: [], certificates: [] };
  for (const info of childrenOf(expectTag(safe, Tag.sequence, t('the content'), safe))) {
    const { oid, content } = readContentInfo(info);
    const [inner] = childrenOf(content);
    switch (oid) {
      case Oid.data: {
        const bags = expectOctets(inner, t('the content'), content);
        const value = readAsn1(opening.keep(octetsOf(bags)), bags.contentOffset);
        await readSafeContents(value, { password, opening, contents });
        break;
      }
      case Oid.encryptedData: {
        const data = expectTag(inner, Tag.sequence, t('the encrypted content'), content);
        await readSafeContents(await decryptContent(data, password, opening), { password, opening, contents });
        break;
      }
      case Oid.envelopedData:
        throw notAKey(
          t(
            'A part of the PKCS#12 file is encrypted for somebody’s public key, at offset {offset}; that kind is not supported.',
            { offset: info.offset },
          ),
          info.offset,
        );
      default:
        throw notAKey(
          t('A part of the PKCS#12 file has an unknown type (OID {oid}), at offset {offset}.', {
            oid,
            offset: info.offset,
          }),
          info.offset,
        );
    }
  }
  return contents;
}

/**
 * EncryptedData ::= SEQUENCE { version, EncryptedContentInfo }
 * EncryptedContentInfo ::= SEQUENCE { contentType, algorithm, encryptedContent [0] IMPLICIT OCTET STRING }
 */
async function decryptContent(encryptedData: Asn1, password: Pkcs12Password, opening: Opening): Promise<Asn1> {
  const [, contentInfo] = childrenOf(encryptedData);
  const info = expectTag(contentInfo, Tag.sequence, t('the encrypted content'), encryptedData);
  const [, algorithm, encrypted] = childrenOf(info);
  const algorithmId = expectTag(algorithm, Tag.sequence, t('the encryption algorithm'), info);
  if (encrypted === undefined) throw new Asn1Error(t('the encrypted content is missing'), info.offset);
  const plain = await decryptWith(algorithmId, octetsOf(encrypted), password, opening);
  // In CBC mode a byte of the plaintext is where its byte of the ciphertext is.
  return readAsn1(plain, encrypted.contentOffset);
}

interface BagReading {
  readonly password: Pkcs12Password;
  readonly opening: Opening;
  /** What was found so far. */
  readonly contents: Pkcs12Contents;
}

/** SafeContents ::= SEQUENCE OF SafeBag; SafeBag ::= SEQUENCE { bagId, bagValue [0], bagAttributes SET OPTIONAL } */
async function readSafeContents(safeContents: Asn1, reading: BagReading, depth = 0): Promise<void> {
  if (depth > maxNestedBags) throw new Asn1Error(t('bags are nested too deeply'), safeContents.offset);
  const { password, opening, contents } = reading;
  for (const bag of childrenOf(expectTag(safeContents, Tag.sequence, t('a list of bags'), safeContents))) {
    const [bagId, bagValue, bagAttributes] = childrenOf(bag);
    const oid = oidOf(expectTag(bagId, Tag.oid, t('the type of a bag'), bag));
    const wrapper = expectTag(bagValue, Tag.context0, t('the content of a bag'), bag);
    const value = expectTag(childrenOf(wrapper)[0], Tag.sequence, t('the content of a bag'), wrapper);
    const attributes = readAttributes(bagAttributes);
    switch (oid) {
      case Oid.keyBag:
        contents.keys.push({ ...attributes, material: readPrivateKeyInfo(value, opening) });
        break;
      case Oid.shroudedKeyBag:
        contents.keys.push({ ...attributes, material: await readEncryptedPrivateKey(value, password, opening) });
        break;
      case Oid.certBag: {
        const der = readCertBag(value);
        if (der !== null) contents.certificates.push({ ...attributes, der });
        break;
      }
      case Oid.safeContentsBag:
        await readSafeContents(value, reading, depth + 1);
        break;
      // Revocation lists and secrets are neither keys nor certificates.
      default:
        break;
    }
  }
}

/** EncryptedPrivateKeyInfo ::= SEQUENCE { encryptionAlgorithm, encryptedData OCTET STRING }, RFC 5208 6 */
export async function readEncryptedPrivateKey(
  info: Asn1,
  password: Pkcs12Password,
  opening: Opening,
): Promise<KeyMaterial> {
  const [algorithm, encrypted] = childrenOf(info);
  const data = expectOctets(encrypted, t('the encrypted key'), info);
  const algorithmId = expectTag(algorithm, Tag.sequence, t('the encryption algorithm'), info);
  const plain = await decryptWith(algorithmId, octetsOf(data), password, opening);
  try {
    const key = expectTag(readAsn1(plain, data.contentOffset), Tag.sequence, t('the key'), info);
    return readPrivateKeyInfo(key, opening);
  } catch (error) {
    // One wrong password in 256 leaves padding that looks right.
    throw error instanceof Asn1Error ? wrongPassword(info.offset) : error;
  }
}

/** CertBag ::= SEQUENCE { certId, certValue [0] }; null for an SDSI certificate */
function readCertBag(bag: Asn1): Uint8Array | null {
  const [certId, certValue] = childrenOf(bag);
  if (oidOf(expectTag(certId, Tag.oid, 'the type of a certificate', bag)) !== Oid.x509Certificate) return null;
  const wrapper = expectTag(certValue, Tag.context0, t('a certificate'), bag);
  const [octets] = childrenOf(wrapper);
  if (octets === undefined) throw new Asn1Error(t('a certificate is missing'), wrapper.offset);
  return octetsOf(octets);
}

/** SET OF SEQUENCE { attrId, attrValues SET } */
function readAttributes(attributes: Asn1 | undefined): BagAttributes {
  let name: string | null = null;
  let localKeyId: string | null = null;
  for (const attribute of attributes === undefined ? [] : childrenOf(attributes)) {
    const [id, values] = childrenOf(attribute);
    const value = values === undefined ? undefined : childrenOf(values)[0];
    if (id === undefined || value === undefined) continue;
    const oid = oidOf(id);
    if (oid === Oid.friendlyName && value.tag === Tag.bmpString) name = bmpText(value.content);
    if (oid === Oid.localKeyId) {
      localKeyId = hex(octetsOf(value));
    }
  }
  return { name, localKeyId };
}

const utf16 = new TextDecoder('utf-16be');

function bmpText(content: Uint8Array): string | null {
  return utf16.decode(content).replaceAll('\0', '').trim() || null;
}
