import type { Openssl } from '../certificates/openssl';
import type { Digest, Identity } from '../../builders';

/** Where the SIGNATURE element stands, found by the framing alone: padding is one byte, containers are opened. */
function signatureAt(bytes: Uint8Array): { start: number; end: number } {
  let at = 0;
  for (;;) {
    const [tag = 0, high = 0, low = 0] = bytes.subarray(at, at + 3);
    const end = at + 3 + high * 256 + low;
    if (tag === 12) return { start: at, end };
    if (at >= bytes.length) throw new Error('no SIGNATURE');
    if (tag === 13) at += 1;
    else at = tag === 3 || tag === 7 || tag === 9 ? at + 3 : end;
  }
}

/** What the `openssl` program says of a list: `Verified OK` where the signer's key made its signature. */
export function opensslVerdict(openssl: Openssl, bytes: Uint8Array, signer: Identity, digest: Digest): string {
  const { start, end } = signatureAt(bytes);
  openssl.write('signed.bin', new Uint8Array([...bytes.subarray(0, start), ...bytes.subarray(end)]));
  openssl.write('signature.bin', bytes.subarray(start + 3, end));
  openssl.write('key.pem', signer.key.publicKey.export({ type: 'spki', format: 'pem' }).toString());
  const option = `-${digest.replace('-', '').toLowerCase()}`;
  return openssl.run('dgst', option, '-verify', 'key.pem', '-signature', 'signature.bin', 'signed.bin').trim();
}
