import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { forgetCertificates } from '../../../src/core/certificates/certificate';
import { setCrypto, webCrypto, type Crypto } from '../../../src/core/certificates/host-crypto';
import { decode } from '../../../src/core/format/decode';
import { findElement } from '../../../src/core/format/fields';
import { elementOverhead } from '../../../src/core/format/reader';
import { HeaderTag } from '../../../src/core/format/tags';
import { inspect } from '../../../src/core/trust/inspect';
import { forgetInspected } from '../../../src/core/trust/inspected-record';
import { nodeCrypto } from '../../../src/node/crypto';
import {
  certificate,
  ctlWithTokens,
  cucm12Cluster,
  cucm8Publisher,
  damaged,
  ecKey,
  mismatchedSigner,
  Role,
  trustList,
} from '../../builders';
import { fleet } from '../../bench/fleet';
import { flawedKey, keyFlaws } from '../../flawed-keys';
import { inputAt } from '../../fuzz/inputs';
import { readerOf } from '../../fuzz/readers';
import { amount } from '../../long';
import { verifying } from '../ambiguous-lists';
import { open } from '../edit/lists';

/** Inputs that are hostile by their size take long, and have tests of their own. */
const longestList = 50_000;

/** Every list of the builders, and changed ones: bytes put, cut, swapped between lists, and lengths that lie. */
async function manyLists(): Promise<readonly Uint8Array[]> {
  const ready = [cucm8Publisher(), cucm12Cluster(), ctlWithTokens(), mismatchedSigner(), damaged()];
  const flawed = keyFlaws.map(async (flaw) => {
    const signer = await certificate({ subject: { CN: flaw }, key: flawedKey(flaw) });
    return verifying({ signer, records: [{ function: Role.sast, certificate: signer }] });
  });
  const reader = readerOf('lists');
  const samples = await reader.samples();
  const count = amount({ all: 10_000, share: 100 });
  const changed = Array.from({ length: count }, (_, at) => inputAt(reader, samples, 7, samples.hostile.length + at));
  const built = [...(await Promise.all(ready)).map(({ bytes }) => bytes), ...(await Promise.all(flawed))];
  const starts = samples.starts.flat();
  return [...built, ...starts, ...changed.flat()].filter(({ length }) => length <= longestList);
}

const now = new Date('2026-01-01T00:00:00Z');

/** The whole report as JSON, with the rows that views open; null for what is not a list. */
async function reportOf(bytes: Uint8Array): Promise<string | null> {
  const decoded = decode(bytes);
  return decoded.ok ? JSON.stringify(await inspect(decoded.list, bytes, { fileName: 'ITLFile.tlv', now })) : null;
}

function forget(): void {
  forgetInspected();
  forgetCertificates();
}

/** What a list means to a process that has read no other. */
async function freshReport(bytes: Uint8Array): Promise<string | null> {
  forget();
  return reportOf(bytes);
}

/** The reports of lists that are read one after the other are those of lists that are read alone. */
async function expectSame(lists: readonly Uint8Array[]): Promise<void> {
  const together: (string | null)[] = [];
  forget();
  for (const bytes of lists) together.push(await reportOf(bytes));
  const alone: (string | null)[] = [];
  for (const bytes of lists) alone.push(await freshReport(bytes));
  expect(together).toEqual(alone);
}

/** What differs between the lists of a cluster's phones. */
const changing = [HeaderTag.timestamp, HeaderTag.signature] as const;
/** The number of a phone whose list was made after `now`. */
const inFuture = 1_000_000_000;

function placeOf(bytes: Uint8Array, tag: number): { readonly start: number; readonly end: number } {
  const element = findElement(open(bytes).header, tag);
  if (element === null) throw new Error(`The list has no element ${tag}.`);
  const start = element.offset + elementOverhead;
  return { start, end: start + element.value.length };
}

/** The list with values of nothing but these octets in place of TIMESTAMP and SIGNATURE; null leaves one as it is. */
function withValues(bytes: Uint8Array, octets: readonly (number | null)[]): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (const [at, tag] of changing.entries()) {
    const octet = octets[at] ?? null;
    const { start, end } = placeOf(bytes, tag);
    if (octet !== null) copy.fill(octet, start, end);
  }
  return copy;
}

/** A list whose header names a signer with an EC key: no signature of it can be verified. */
async function listOfEcSigner(): Promise<Uint8Array> {
  const signer = await certificate({ subject: { CN: 'ec' }, key: ecKey('P-256') });
  const signedBy = (await cucm8Publisher()).identities.callManager;
  return trustList({ signer, signedBy, records: [{ function: Role.sast, certificate: signer }] });
}

afterEach(() => {
  setCrypto(webCrypto);
});

describe('the report of a list', () => {
  it('is the same whatever was read before, with the digests and verifications of browsers and of Node', async () => {
    const lists = await manyLists();
    const differing: number[] = [];
    const fresh: (string | null)[] = [];
    for (const bytes of lists) fresh.push(digestOf(await freshReport(bytes)));
    for (const crypto of [webCrypto, nodeCrypto] satisfies Crypto[]) {
      setCrypto(crypto);
      forget();
      // Forwards and backwards: what comes before another list is not the same.
      for (const order of [[...lists.keys()], [...lists.keys()].reverse()]) {
        for (const at of order) {
          const bytes = lists[at] ?? new Uint8Array();
          if (digestOf(await reportOf(bytes)) !== fresh[at]) differing.push(at);
        }
      }
    }
    expect(lists.length).toBeGreaterThan(100);
    expect(differing).toEqual([]);
  }, 3_600_000);

  it('is the same beside lists that have its records at other places, or one byte of a record changed', async () => {
    const [{ bytes: one }, { bytes: other }] = [await cucm8Publisher(), await cucm12Cluster()];
    const headers = [one, other].map((list) => list.subarray(0, ((list[8] ?? 0) << 8) | (list[9] ?? 0)));
    const records = [one, other].map((list, at) => list.subarray(headers[at]?.length ?? 0));
    const mixed = fc.record({
      header: fc.constantFrom(...headers),
      parts: fc.array(fc.constantFrom(...records), { maxLength: 2 }),
      flip: fc.option(fc.record({ at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), bit: fc.nat(7) })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(mixed, { minLength: 2, maxLength: 6 }), async (drafts) => {
        const lists = drafts.map(({ header, parts, flip }) => {
          const bytes = new Uint8Array(Buffer.concat([header, ...parts]));
          const at = Math.floor((flip?.at ?? 0) * bytes.length);
          if (flip !== null) bytes[at] = (bytes[at] ?? 0) ^ (1 << flip.bit);
          return bytes;
        });
        await expectSame(lists);
      }),
      { numRuns: amount({ all: 1_000, share: 30 }) },
    );
  }, 600_000);

  it('is the same after lists with another TIMESTAMP or SIGNATURE, whether that verifies or not', async () => {
    const { list: listOfPhone } = await fleet();
    const made = await Promise.all([cucm8Publisher(), mismatchedSigner(), ctlWithTokens()]);
    const clusters = [...made.map(({ bytes }) => [bytes]), [await listOfEcSigner()], [0, inFuture].map(listOfPhone)];
    for (const lists of clusters) {
      const all = lists.flatMap((bytes) =>
        [null, 0, 0x5a].flatMap((signature) => [null, 0xff].map((time) => withValues(bytes, [time, signature]))),
      );
      // Each of them as the first: the others are read by it.
      for (const first of all) await expectSame([first, ...all]);
    }
  }, 600_000);

  it('is the same after a list with another bit at either end of TIMESTAMP or SIGNATURE', async () => {
    const { bytes } = await cucm12Cluster();
    for (const tag of changing) {
      const { start, end } = placeOf(bytes, tag);
      for (const near of [start, end]) {
        for (let at = near - 4; at < near + 4; at++) {
          const changed = Uint8Array.from(bytes);
          changed[at] = (changed[at] ?? 0) ^ 1;
          await expectSame([bytes, changed, bytes]);
        }
      }
    }
  });

  it('does not change with the bytes that it was read from', async () => {
    const { bytes } = await cucm8Publisher();
    const expected = await freshReport(bytes);
    forget();
    const read = Uint8Array.from(bytes);
    await reportOf(read);
    read.fill(0);
    expect(await reportOf(bytes)).toBe(expected);
  });

  it('has its rows whenever they are asked for, in a copy too', async () => {
    const { bytes } = await cucm8Publisher();
    const decoded = decode(bytes);
    if (!decoded.ok) throw new Error(decoded.error.message);
    const report = await inspect(decoded.list, bytes);
    const copy = structuredClone(report);
    expect(copy.header.map(({ name }) => name)).toContain('FILENAME');
    expect(copy.records[0]?.fields.map(({ name }) => name)).toContain('CERTIFICATE');
    expect({ ...report }.header).toBe(report.header);
    expect(copy).toEqual(report);
  });
});

function digestOf(report: string | null): string | null {
  return report === null ? null : createHash('sha256').update(report).digest('hex');
}
