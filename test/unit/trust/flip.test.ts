import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/format/decode';
import { inspect } from '../../../src/core/trust/inspect';
import type { SignatureReport } from '../../../src/core/trust/report';
import { cucm8Publisher, flipByte } from '../../builders';
import { amount } from '../../long';

async function signatureOf(bytes: Uint8Array): Promise<SignatureReport | null> {
  const decoded = decode(bytes);
  return decoded.ok ? (await inspect(decoded.list, bytes)).signature : null;
}

describe('a list of which one byte was changed', () => {
  it('is never valid, and no key of it is said to have signed it, for any byte', async () => {
    const { bytes } = await cucm8Publisher();
    expect(await signatureOf(bytes)).toMatchObject({ status: 'valid', record: 1, actualSigner: 1 });

    // Every byte of the header, and of the records as many as the run has time for.
    const header = 296;
    const step = amount({ all: 1, share: 11 });
    const accepted: number[] = [];
    for (let offset = 0; offset < bytes.length; offset += offset < header ? 1 : step) {
      // Another bit for each byte, so that all eight take their turn.
      const signature = await signatureOf(flipByte(bytes, offset, 1 << (offset % 8)));
      if (signature !== null && (signature.status === 'valid' || signature.actualSigner !== null))
        accepted.push(offset);
    }
    // SIGNATUREMODULUS, DIGESTALGORTITHM, … are signed like everything else: there is no byte that is not.
    expect(accepted).toEqual([]);
  }, 120_000);
});
