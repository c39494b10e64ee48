import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/format/decode';
import { findingCodes } from '../../../src/core/trust/catalogue';
import { inspect } from '../../../src/core/trust/inspect';
import { verdictOf, type Verdict } from '../../../src/core/trust/verdict';
import type { SeverityOverrides } from '../../../src/core/trust/finding';
import { sign } from '../../../src/core/edit/sign';
import { certificateOf, edited, open, privateKeyOf } from '../edit/lists';
import { certificate, flipByte, Role, rsaKey, trustList, type TrustListOptions } from '../../builders';

const signer = await certificate({ subject: { CN: 'pub' }, key: rsaKey(2048, 'cm'), serial: '01' });
const server = await certificate({ subject: { CN: 'server' }, key: rsaKey(2048, 'server'), serial: '02' });
const records = [
  { function: Role.sast, certificate: signer },
  { function: Role.tftp, certificate: server },
];

function list(options: Partial<TrustListOptions> = {}): Uint8Array {
  return trustList({ signer, records, ...options });
}

const [sast = { function: Role.sast, certificate: signer }] = records;
/** An element of a newer cluster. */
const newTag = { tag: 77, value: Uint8Array.of(1, 2, 3) };

/** The list with a signature over the bytes as they are. */
async function resigned(bytes: Uint8Array): Promise<Uint8Array> {
  const request = { certificate: await certificateOf(signer), addSigner: true };
  return edited(await sign(open(bytes), await privateKeyOf(signer), request)).bytes;
}

const zeros = ((bytes: Uint8Array): Uint8Array => {
  const start = Buffer.from(bytes).indexOf(Buffer.from([12, 1, 0])) + 3;
  return bytes.fill(0, start, start + 256);
})(list());

const signed = list();
const changed = flipByte(signed, signed.length - 1);

async function verdict(
  bytes: Uint8Array,
  options: { severities?: SeverityOverrides; earlier?: readonly Uint8Array[] } = {},
): Promise<Verdict> {
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return verdictOf(await inspect(decoded.list, bytes, options));
}

const cases: readonly [reason: string, bytes: Uint8Array, earlier: readonly Uint8Array[], label: string][] = [
  ['verified', signed, [], 'Signature verified'],
  ['awaited', zeros, [], 'Awaiting external signature'],
  ['awaited', zeros, [signed], 'Awaiting external signature'],
  ['edited', changed, [signed], 'Edited since signed'],
  ['invalid', changed, [], 'Signature does not verify'],
  ['invalid-other-key', list({ signedBy: server }), [], 'Signature does not verify'],
  ['invalid-own-key', list({ digest: 'SHA-512', digestCode: 2 }), [], 'Signature does not verify'],
  ['not-listed', list({ records: records.slice(1) }), [], 'Signer is not in the list'],
  ['unsigned', list({ signed: false }), [], 'Not signed'],
  ['verified-with-fault', list({ trailing: new Uint8Array(70_000) }), [], 'Signed, but not sound'],
  ['damaged', signed.subarray(0, signed.length - 9), [], 'Damaged'],
  ['damaged', await resigned(signed.subarray(0, signed.length - 9)), [], 'Damaged'],
  ['damaged', list({ records: [{ ...sast, recordLength: 700 }, ...records.slice(1)] }), [], 'Damaged'],
  ['damaged', list({ headerLength: 100 }), [signed], 'Damaged'],
  [
    'verified',
    list({ records: [...records, { function: Role.tvs, certificate: server, extra: [newTag] }] }),
    [],
    'Signature verified',
  ],
];

describe('the verdict', () => {
  it.each(cases)('%s: the label says it', async (reason, bytes, earlier, label) => {
    expect(await verdict(bytes, { earlier })).toMatchObject({ reason, label });
  });

  it.each(cases)('%s is the same in every setting of severities', async (_, bytes, earlier) => {
    const plain = await verdict(bytes, { earlier });
    for (const severity of ['error', 'warning', 'information', 'off'] as const) {
      const severities = Object.fromEntries(findingCodes.map((code) => [code, severity]));
      expect(await verdict(bytes, { earlier, severities })).toEqual(plain);
    }
  });

  it('is a whole sentence with the names in it', async () => {
    expect(await verdict(list({ signedBy: server }))).toEqual({
      reason: 'invalid-other-key',
      args: { signer: 'pub', record: 1, actual: 'server', actualRecord: 2 },
      sentence: 'The header names pub (record 1), but the key of server (record 2) made the signature.',
      label: 'Signature does not verify',
      detail: 'header names pub (record 1), but the key of server (record 2) made the signature',
      outcome: 'invalid',
      todo: 'Re-sign the list, or fetch it again from the TFTP server. A phone that holds a list rejects this one.',
      action: 'resign',
    });
  });

  it('shortens a name that is as long as a file', async () => {
    const signerName = `CN=${'x'.repeat(10_000)}`;
    const { detail } = await verdict(list({ signerName, records: records.slice(1) }));
    expect(detail.length).toBeLessThan(200);
  });
});
