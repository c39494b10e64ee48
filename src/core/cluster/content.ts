import { hex, md5, sha1 } from '../certificates/fingerprints';
import { decode } from '../format/decode';
import { isListName, nameWithoutSignature } from '../format/file-names';
import { decodeSigned } from '../format/signed';
import { soundFirst, verifySigned, type SelfVerifiedList, type SignedStatus } from '../phone/verify-signed';
import { inspect } from '../trust/inspect';
import type { SignatureStatus } from '../trust/report';
import { verdictOf } from '../trust/verdict';
import type { VerdictOutcome } from '../trust/verdict-sentences';

/** A file as it came from a cluster. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a file of a cluster is worth: by itself if it is a list, else by the lists that came with it. Plain JSON. */
export interface Content {
  readonly length: number;
  /** Lower-case hex, as `sha1`. */
  readonly md5: string;
  readonly sha1: string;
  /** As `verify --json` has it: of a list its own, of a signed file by the lists; null for what nobody signs. */
  readonly signature: SignatureStatus | Exclude<SignedStatus, 'no-list'> | 'unknown' | null;
  /** On the file as a whole; null if it is neither a list nor a signed file. */
  readonly verdict: VerdictOutcome | null;
  /** What is wrong with it, in a sentence; null if nothing is. */
  readonly problem: string | null;
}

/** What each file is worth, in their order. Signed files are verified against the lists among the files. */
export async function contentsOf(files: readonly NamedBytes[]): Promise<Content[]> {
  const read = await Promise.all(files.map(readList));
  const lists = soundFirst(read.flatMap(({ list }) => list ?? []));
  return Promise.all(
    files.map(async ({ name, bytes }, at) => ({
      length: bytes.length,
      md5: hex(md5(bytes)),
      sha1: hex(await sha1(bytes)),
      ...(read[at]?.worth ?? (await worthOfSigned(name, bytes, lists))),
    })),
  );
}

type Worth = Pick<Content, 'signature' | 'verdict' | 'problem'>;

/** A list, if the file is one; `worth` is null for a file that need not be one. */
async function readList({
  name,
  bytes,
}: NamedBytes): Promise<{ readonly list: SelfVerifiedList | null; readonly worth: Worth | null }> {
  if (!isListName(name)) return { list: null, worth: null };
  const decoded = decode(bytes);
  if (!decoded.ok)
    return { list: null, worth: { signature: null, verdict: 'invalid', problem: decoded.error.message } };
  const report = await inspect(decoded.list, bytes, { fileName: name });
  const { outcome, sentence } = verdictOf(report);
  const worth: Worth = {
    signature: report.signature.status,
    verdict: outcome,
    problem: outcome === 'ok' ? null : sentence,
  };
  return { list: { file: name, list: decoded.list, signature: report.signature }, worth };
}

async function worthOfSigned(name: string, bytes: Uint8Array, lists: readonly SelfVerifiedList[]): Promise<Worth> {
  if (nameWithoutSignature(name) === name) return { signature: null, verdict: null, problem: null };
  const decoded = decodeSigned(bytes);
  if (!decoded.ok) return { signature: null, verdict: 'invalid', problem: decoded.error.message };
  const { status, sentence } = await verifySigned(decoded.file, name, lists);
  const verdict = outcomes[status];
  return {
    signature: status === 'no-list' ? 'unknown' : status,
    verdict,
    problem: verdict === 'ok' ? null : sentence,
  };
}

const outcomes: Readonly<Record<SignedStatus, VerdictOutcome>> = {
  verified: 'ok',
  'other-function': 'invalid',
  invalid: 'invalid',
  'signer-not-in-list': 'invalid',
  unsigned: 'invalid',
  unsupported: 'unknown',
  'no-list': 'unknown',
  firmware: 'unknown',
};
