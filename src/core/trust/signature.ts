import { digest } from '../certificates/fingerprints';
import { keyFlaw, obviousKeyFlaw, type KeyFlaw } from '../certificates/key-flaws';
import {
  holdsDigest,
  importVerifier,
  keyId,
  recoverRsa,
  rsaNumbers,
  type RsaNumbers,
} from '../certificates/public-keys';
import { sameBytes } from '../format/bytes';
import { decode } from '../format/decode';
import { findElement, headerFields } from '../format/fields';
import type { TrustList } from '../format/model';
import { elementOverhead } from '../format/reader';
import { digestNames, HeaderTag, type DigestName } from '../format/tags';

/**
 * The bytes that a list's signature covers: the whole file with the complete SIGNATURE element (tag, length, value)
 * cut out. Null if the header has no SIGNATURE element.
 *
 * @param bytes the file that `list` was decoded from.
 */
export function signedBytes(list: Pick<TrustList, 'header'>, bytes: Uint8Array): Uint8Array | null {
  const element = findElement(list.header, HeaderTag.signature);
  if (element === null) return null;
  const end = element.offset + elementOverhead + element.value.length;
  const covered = new Uint8Array(bytes.length - (end - element.offset));
  covered.set(bytes.subarray(0, element.offset));
  covered.set(bytes.subarray(end), element.offset);
  return covered;
}

/**
 * True if `bytes` have the signature of an earlier state over other content, because they were edited after they were
 * signed; and if they await an external signature. Only for lists whose signature does not verify.
 *
 * @param earlier the bytes of earlier states of the same document.
 */
export function isStale(list: Pick<TrustList, 'header'>, bytes: Uint8Array, earlier: readonly Uint8Array[]): boolean {
  const { signature } = headerFields(list);
  const covered = signedBytes(list, bytes);
  if (signature === null || covered === null) return false;
  if (isAwaited(signature)) return true;
  return earlier.some((state) => {
    const decoded = decode(state);
    if (!decoded.ok) return false;
    const before = headerFields(decoded.list).signature;
    const coveredBefore = signedBytes(decoded.list, state);
    return (
      before !== null && sameBytes(before, signature) && coveredBefore !== null && !sameBytes(coveredBefore, covered)
    );
  });
}

/** True for a SIGNATURE of zeros, the placeholder for an external signature. No RSA signature is zero. */
export function isAwaited(signature: Uint8Array): boolean {
  return signature.length > 0 && signature.every((octet) => octet === 0);
}

/** A record's key, as a candidate for having made a signature. */
export interface RecordKey {
  /** Record, from 1. */
  readonly record: number;
  /** SubjectPublicKeyInfo DER; null if the record does not contain a readable key. */
  readonly spki: Uint8Array | null;
  readonly algorithm: 'RSA' | 'EC' | 'other' | null;
  /** RSA modulus in bits. */
  readonly bits: number | null;
}

/** A key by itself, of a record or of a certificate. */
export type VerifyingKey = Omit<RecordKey, 'record'>;

/**
 * Whether a key made a signature; `unsupported`: that cannot be checked here; `flawed`: it verifies the signature, and
 * is such that this does not prove who made it.
 */
export type MadeBy = 'yes' | 'no' | 'unsupported' | 'flawed';

/**
 * The key that verifies a signature: one that its record vouches for, or a PUBLICKEY that its certificate contradicts.
 */
export interface ActualSigner {
  readonly record: number;
  readonly isStray: boolean;
  readonly digest: DigestName;
}

/** What a signature turned out to be; `record` is the SAST record that the header names, from 1. */
export type SignatureVerdict =
  | { readonly status: 'valid'; readonly record: number; readonly actual: ActualSigner }
  | { readonly status: 'invalid'; readonly record: number; readonly actual: ActualSigner | null }
  | {
      readonly status: 'unsupported';
      readonly record: number;
      readonly actual: ActualSigner | null;
      /** Set if the key verifies the signature, which proves nothing. */
      readonly flaw?: KeyFlaw;
    }
  | { readonly status: 'signer-not-in-list'; readonly record: null; readonly actual: ActualSigner | null }
  | { readonly status: 'unsigned'; readonly record: number | null; readonly actual: null };

const everyDigest: readonly DigestName[] = [...digestNames.values()];

/**
 * Verifies a list's signature (RSA PKCS#1 v1.5 over `signedBytes`) with its signer's key; if that fails, looks for the
 * key in the file that made it. A flawed key has made nothing: anybody may have.
 *
 * @param signers records that the header names as signer: SAST function, same serial number and issuer.
 * @param keys the keys of all records, `signers` included.
 * @param strayKeys keys that no record vouches for. They make no signature valid, but may turn out to have signed.
 */
export async function verifySignature(
  list: Pick<TrustList, 'header'>,
  bytes: Uint8Array,
  signers: readonly number[],
  keys: readonly RecordKey[],
  strayKeys: readonly RecordKey[] = [],
): Promise<SignatureVerdict> {
  const [record = null] = signers;
  const read = readSignature(list, bytes);
  if (read === null) return { status: 'unsigned', record, actual: null };

  const { attempt, accepted } = read;
  const named = new Set(signers);
  const signerKeys = keys.filter((key) => named.has(key.record));
  const valid = await attempt.byOneOf(signerKeys, accepted, false);
  if (valid !== null) return { status: 'valid', record: valid.record, actual: valid };
  const actual =
    (await attempt.byOneOf([...signerKeys, ...keys], everyDigest, false)) ??
    (await attempt.byOneOf(strayKeys, everyDigest, true));
  if (record === null) return { status: 'signer-not-in-list', record, actual };
  const flawed = actual === null ? await attempt.byFlawed(signerKeys, accepted) : null;
  if (flawed !== null) return { status: 'unsupported', actual, ...flawed };
  const status = signerKeys.some((key) => attempt.isPossible(key)) ? 'invalid' : 'unsupported';
  return { status, record, actual };
}

/** Says of a key whether it made the signature of one file. */
export type SignatureChecker = (key: VerifyingKey) => Promise<MadeBy>;

/** Says of one key after the other whether it made a file's signature: each distinct one is tried once. */
export function signatureChecker(file: Pick<TrustList, 'header'>, bytes: Uint8Array): SignatureChecker {
  const read = readSignature(file, bytes);
  const known = new Map<string, MadeBy>();
  return async (key) => {
    if (read === null) return 'no';
    const { attempt, accepted } = read;
    const id = key.spki === null ? '' : keyId(key.spki);
    const made = known.get(id) ?? (await madeBy(attempt, key, accepted));
    known.set(id, made);
    return made;
  };
}

async function madeBy(attempt: Attempt, key: VerifyingKey, accepted: readonly DigestName[]): Promise<MadeBy> {
  const match = await attempt.by(key, accepted);
  if (match !== null) return match.flaw === null ? 'yes' : 'flawed';
  return attempt.isPossible(key) ? 'no' : 'unsupported';
}

/** The signature of a file, ready to be tried, and the digests that it may sign; null if there is none. */
function readSignature(
  file: Pick<TrustList, 'header'>,
  bytes: Uint8Array,
): { readonly attempt: Attempt; readonly accepted: readonly DigestName[] } | null {
  const { signature, digestAlgorithm } = headerFields(file);
  const covered = signedBytes(file, bytes);
  if (covered === null || signature === null || signature.length === 0) return null;
  const declared = digestAlgorithm === null ? undefined : digestNames.get(digestAlgorithm);
  return { attempt: new Attempt(signature, covered), accepted: declared === undefined ? everyDigest : [declared] };
}

/** A key that signatures are opened with: its numbers, and what it makes of the signature at hand. */
interface OpenedKey {
  readonly numbers: RsaNumbers | null;
  content: Uint8Array | null | undefined;
}

/** The digest with which a key verifies a signature, and why that proves nothing, if it does not. */
interface Match {
  readonly digest: DigestName;
  readonly flaw: KeyFlaw | null;
}

/**
 * One signature, tried with keys, each distinct key once. The list is digested once for all of them, and a key opens
 * the signature to see whether that digest is in it: so a list of many keys takes no longer than its bytes and its
 * keys. If it is, the platform decides. The first key is the signer's, which made the signature of nearly every list: there
 * the platform is asked at once, and only if it says no is the signature opened.
 */
class Attempt {
  /**
   * By their SubjectPublicKeyInfo: the very bytes, so that a key which many records share is read once, and their hex.
   */
  readonly #keys = new Map<Uint8Array | string, OpenedKey>();
  readonly #digests = new Map<DigestName, Uint8Array>();
  #isFirst = true;

  constructor(
    private readonly signature: Uint8Array,
    private readonly covered: Uint8Array,
  ) {}

  /** True for a key with which a signature can be verified at all: RSA, of a size that is tried. */
  isPossible({ spki, algorithm }: VerifyingKey): boolean {
    return spki !== null && algorithm === 'RSA' && this.#key(spki).numbers !== null;
  }

  /** How the key verifies the signature; null if it does not. */
  async by({ spki, algorithm, bits }: VerifyingKey, digests: readonly DigestName[]): Promise<Match | null> {
    if (spki === null || algorithm !== 'RSA') return null;
    // A signature is as long as its modulus: any other key cannot have made it.
    if (bits !== null && Math.ceil(bits / 8) !== this.signature.length) return null;
    const [declared] = digests;
    if (this.#isFirst && declared !== undefined) {
      this.#isFirst = false;
      // Platforms disagree about flawed keys, so none of them is asked.
      const isAsked = this.#key(spki).numbers !== null && obviousKeyFlaw(spki) === null;
      if (isAsked && (await this.#isVerified(spki, declared))) return { digest: declared, flaw: keyFlaw(spki) };
    }
    const content = this.#open(this.#key(spki));
    if (content === null) return null;
    for (const name of digests) {
      if (!holdsDigest(content, name, await this.#digest(name))) continue;
      const flaw = keyFlaw(spki);
      if (flaw !== null) return { digest: name, flaw };
      if (await this.#isVerified(spki, name)) return { digest: name, flaw };
    }
    return null;
  }

  async #isVerified(spki: Uint8Array, digest: DigestName): Promise<boolean> {
    const verifier = await importVerifier(spki, digest);
    return verifier !== null && (await verifier(this.signature, this.covered));
  }

  /** The first of several keys that verifies the signature, and proves it; null if none does. */
  async byOneOf(
    keys: readonly RecordKey[],
    digests: readonly DigestName[],
    isStray: boolean,
  ): Promise<ActualSigner | null> {
    for (const key of keys) {
      const match = await this.by(key, digests);
      if (match?.flaw === null) return { record: key.record, isStray, digest: match.digest };
    }
    return null;
  }

  /** The first of several keys that verifies the signature without proving it; null if none does. */
  async byFlawed(
    keys: readonly RecordKey[],
    digests: readonly DigestName[],
  ): Promise<{ readonly record: number; readonly flaw: KeyFlaw } | null> {
    for (const key of keys) {
      const flaw = (await this.by(key, digests))?.flaw ?? null;
      if (flaw !== null) return { record: key.record, flaw };
    }
    return null;
  }

  #key(spki: Uint8Array): OpenedKey {
    const known = this.#keys.get(spki);
    if (known !== undefined) return known;
    const id = keyId(spki);
    const key = this.#keys.get(id) ?? { numbers: rsaNumbers(spki), content: undefined };
    this.#keys.set(id, key);
    this.#keys.set(spki, key);
    return key;
  }

  #open(key: OpenedKey): Uint8Array | null {
    if (key.content === undefined) {
      key.content = key.numbers === null ? null : recoverRsa(key.numbers, this.signature);
    }
    return key.content;
  }

  async #digest(name: DigestName): Promise<Uint8Array> {
    const known = this.#digests.get(name) ?? (await digest(name, this.covered));
    this.#digests.set(name, known);
    return known;
  }
}
