import { decodeSigned } from '../../../src/core/format/signed';
import { decode } from '../../../src/core/format/decode';
import { signedBytes } from '../../../src/core/trust/signature';
import type { Samples } from '../reader';

const known = new WeakMap<Samples, ReadonlySet<string>>();

/** Whether somebody signed these bytes: their signed part is that of a sample. */
export function isSigned(bytes: Uint8Array, samples: Samples): boolean {
  const signed = known.get(samples) ?? signedTexts(samples);
  known.set(samples, signed);
  return signed.has(signedText(bytes) ?? '');
}

function signedTexts({ starts, hostile }: Samples): ReadonlySet<string> {
  return new Set([...starts, ...hostile].flatMap(([bytes]) => (bytes === undefined ? [] : (signedText(bytes) ?? []))));
}

function signedText(bytes: Uint8Array): string | null {
  const list = decode(bytes);
  const file = decodeSigned(bytes);
  const header = list.ok ? list.list : file.ok ? file.file : null;
  const covered = header === null ? null : signedBytes(header, bytes);
  return covered === null ? null : Buffer.from(covered).toString('base64');
}
