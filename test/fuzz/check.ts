import { sameBytes } from '../../src/core/format/bytes';
import { decode } from '../../src/core/format/decode';
import { encode } from '../../src/core/format/encode';
import { print } from '../../src/core/show/print';
import { inspect } from '../../src/core/trust/inspect';
import { outline } from '../../src/core/trust/outline';
import { signedBytes } from '../../src/core/trust/signature';
import type { SignatureStatus } from '../../src/core/trust/report';

/** What became of an input. */
export type Outcome = 'refused' | SignatureStatus;

/** The signed bytes of every list that a key of the samples has signed. */
export class SignedSamples {
  readonly #signed: ReadonlySet<string>;

  constructor(samples: readonly Uint8Array[]) {
    this.#signed = new Set(samples.flatMap((bytes) => signedText(bytes) ?? []));
  }

  has(bytes: Uint8Array): boolean {
    return this.#signed.has(signedText(bytes) ?? '');
  }
}

function signedText(bytes: Uint8Array): string | null {
  const decoded = decode(bytes);
  const covered = decoded.ok ? signedBytes(decoded.list, bytes) : null;
  return covered === null ? null : Buffer.from(covered).toString('base64');
}

/**
 * Takes one input through decode, encode, outline, inspect and print.
 *
 * @param signed what may count as valid; null for a list that was signed as it is.
 * @throws where one of them throws, where encode does not give the input back, where a list counts as valid whose
 * signed bytes nobody signed, and where an offset of the report lies outside the file.
 */
export async function check(bytes: Uint8Array, signed: SignedSamples | null): Promise<Outcome> {
  const before = bytes.slice();
  const decoded = decode(bytes);
  if (!decoded.ok) return 'refused';
  const { list } = decoded;
  if (!sameBytes(encode(list), bytes)) throw new Error('encode does not give the input back');
  outline(list);
  const report = await inspect(list, bytes, { fileName: 'ITLFile.tlv', earlier: [earlierState(bytes)] });
  const { signature, findings, records } = report;
  print(report, list);
  if (!sameBytes(before, bytes)) throw new Error('the input was written to');
  if (signature.status === 'valid' && signed?.has(bytes) === false)
    throw new Error('a list that nobody signed counts as valid');
  const places = [...findings.map(({ where }) => where), ...records];
  const outside = places.find(({ offset, length }) => offset < 0 || length < 0 || offset + length > bytes.length);
  if (outside !== undefined) throw new Error(`a place outside the file: ${JSON.stringify(outside)}`);
  return signature.status;
}

/** What the list may have been before an edit: other content under the same signature. */
function earlierState(bytes: Uint8Array): Uint8Array {
  const earlier = bytes.slice();
  earlier[earlier.length - 1] = (earlier[earlier.length - 1] ?? 0) ^ 1;
  return earlier;
}
