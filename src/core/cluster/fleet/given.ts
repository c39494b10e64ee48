import { hex, md5, sha1, sha256 } from '../../certificates/fingerprints';
import { decode } from '../../format/decode';
import { kindOfList } from '../../format/fields';
import type { TrustList } from '../../format/model';
import type { NamedList } from '../../phone/held';
import type { Statement } from '../../words/statement';
import { state } from './reasons';

/** Lists that stay decoded. A fleet has a handful; further ones are decoded each time they are asked for. */
const mostDecoded = 256;

/** A list that was given, served or not: the content behind a digest. */
export interface GivenList {
  readonly kind: 'ITL' | 'CTL';
  readonly file: string;
  /** Lower-case hex of the whole file. */
  readonly md5: string;
  readonly sha1: string;
  /** Null for what `show itl` printed of a list: the text has no SHA-256. */
  readonly sha256: string | null;
  readonly isServed: boolean;
  readonly named: () => NamedList;
}

type Added = { readonly ok: true; readonly given: GivenList } | { readonly ok: false; readonly problem: Statement };

/** The lists that were given, each content once, by every digest that a source may have of it. */
export class GivenLists {
  readonly #byDigest = new Map<string, GivenList>();
  readonly #all: GivenList[] = [];
  #decoded = 0;

  /** Each content once, in the order in which they were given. */
  get all(): readonly GivenList[] {
    return this.#all;
  }

  /** @param hexDigest MD5, SHA-1 or SHA-256, in lower case. */
  withDigest(hexDigest: string): GivenList | null {
    return this.#byDigest.get(hexDigest) ?? null;
  }

  /** Lists that are served have to be added first: a content keeps the name and the state that it got first. */
  async add(file: string, bytes: Uint8Array, isServed = false): Promise<Added> {
    return this.addDigested({ file, bytes, sha256: await contentDigest(bytes) }, isServed);
  }

  /** The same of a list whose SHA-256 is known. */
  async addDigested(
    { file, bytes, sha256: digest256 }: { readonly file: string; readonly bytes: Uint8Array; readonly sha256: string },
    isServed = false,
  ): Promise<Added> {
    const known = this.#byDigest.get(digest256);
    if (known !== undefined) return { ok: true, given: known };
    const decoded = decode(bytes);
    if (!decoded.ok) return { ok: false, problem: state('list-cannot-be-read', { why: decoded.error.message }) };
    const kind = kindOfList(decoded.list, file);
    if (kind === 'unknown') return { ok: false, problem: state('neither-itl-nor-ctl', {}) };
    const digests = { md5: hex(md5(bytes)), sha1: hex(await sha1(bytes)), sha256: digest256 };
    const named = this.#decoder(file, bytes, decoded.list);
    return { ok: true, given: this.#keep({ kind, file, ...digests, isServed, named }) };
  }

  /** What `show itl` or `show ctl` printed of a list. */
  addText(named: NamedList, kind: 'ITL' | 'CTL', digests: Pick<GivenList, 'md5' | 'sha1'>): void {
    if (this.#byDigest.has(digests.sha1)) return;
    this.#keep({ kind, file: named.file, ...digests, sha256: null, isServed: false, named: () => named });
  }

  #keep(given: GivenList): GivenList {
    this.#all.push(given);
    for (const one of [given.md5, given.sha1, given.sha256]) if (one !== null) this.#byDigest.set(one, given);
    return given;
  }

  /** A decoded list takes many times its bytes. */
  #decoder(file: string, bytes: Uint8Array, list: TrustList): () => NamedList {
    this.#decoded += 1;
    // A copy: the bytes may be a part of an archive, which nobody needs any more.
    return this.#decoded <= mostDecoded ? () => ({ file, list }) : decodedAgain(file, bytes.slice());
  }
}

/** A function of its own: next to one that uses the decoded list, this one would keep that list too. */
function decodedAgain(file: string, bytes: Uint8Array): () => NamedList {
  return () => {
    const decoded = decode(bytes);
    if (!decoded.ok) throw new Error(decoded.error.message);
    return { file, list: decoded.list };
  };
}

/** The SHA-256 by which a list stands in an observation. */
export async function contentDigest(bytes: Uint8Array): Promise<string> {
  return hex(await sha256(bytes));
}
