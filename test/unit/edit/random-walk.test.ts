import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Certificate } from '../../../src/core/certificates/certificate';
import type { PrivateKey } from '../../../src/core/certificates/keys/private-key';
import { blank } from '../../../src/core/edit/blank';
import { dropTrailingBytes, setFilename, setTimestamp, setVersion } from '../../../src/core/edit/header';
import { History } from '../../../src/core/edit/history';
import type { EditOutcome } from '../../../src/core/edit/outcome';
import {
  addRecords,
  moveRecord,
  removeRecords,
  setDnsName,
  setFunction,
  setIpAddress,
} from '../../../src/core/edit/records';
import { replaceCertificate, toFull, toHash } from '../../../src/core/edit/record-certificates';
import { sign } from '../../../src/core/edit/sign';
import { decode } from '../../../src/core/format/decode';
import { encodeParts } from '../../../src/core/format/encode';
import { headerFields, recordFields } from '../../../src/core/format/fields';
import type { TrustList } from '../../../src/core/format/model';
import { cucm8Publisher, ctlWithTokens, flipByte, Role, rsaKey, certificate, trustList } from '../../builders';
import { certificateOf, edited, open, privateKeyOf } from './lists';

let certificates: Certificate[];
let signer: { key: PrivateKey; certificate: Certificate };
let files: Uint8Array[];

beforeAll(async () => {
  const cucm8 = await cucm8Publisher();
  const { callManager, tvs, capf } = cucm8.identities;
  certificates = await Promise.all([callManager, tvs, capf].map(certificateOf));
  signer = { key: await privateKeyOf(callManager), certificate: await certificateOf(callManager) };
  const host = await certificate({ subject: { O: 'Example', CN: 'host' }, key: rsaKey(1024, 'host') });
  const certutils = trustList({
    order: 'certutils',
    signer: host,
    extra: [{ tag: 99, value: Uint8Array.of(1, 2, 3, 4, 5) }],
    trailing: Uint8Array.of(0xff, 0xff),
    records: [
      { function: Role.sast, certificate: host, extra: [{ tag: 200, value: Uint8Array.of(7) }] },
      { function: 77, certificate: host },
    ],
  });
  files = [cucm8.bytes, (await ctlWithTokens()).bytes, certutils];
}, 60_000);

/** A choice of an edit and of its arguments; each number is taken modulo what there is to choose from. */
const step = fc.record({ kind: fc.nat(99), a: fc.nat(0xffff), b: fc.nat(0xffff), text: fc.string({ maxLength: 20 }) });
type Step = Parameters<Parameters<typeof step.map>[0]>[0];

function make(list: TrustList, { kind, a, b, text }: Step): EditOutcome | Promise<EditOutcome> {
  const record = (n: number): number => 1 + (n % Math.max(1, list.records.length));
  const chosen = certificates[b % certificates.length] ?? signer.certificate;
  const edits: readonly (() => EditOutcome | Promise<EditOutcome>)[] = [
    () => setFilename(list, text),
    () => setTimestamp(list, a * 0x10000 + b),
    () => setVersion(list, a % 256, b % 256),
    () => dropTrailingBytes(list),
    () =>
      addRecords(list, [{ certificate: chosen, functionCode: a, dnsName: text }], 1 + (a % (list.records.length + 1))),
    () => addRecords(list, [{ certificate: chosen, functionCode: Role.tvs, form: a % 2 === 0 ? 'full' : 'hash' }]),
    () => (list.records.length < 12 ? setFunction(list, record(a), b) : removeRecords(list, [record(a), record(b)])),
    () => removeRecords(list, [record(a)]),
    () => moveRecord(list, record(a), record(b)),
    () => setFunction(list, record(a), b % 30),
    () => setDnsName(list, record(a), text),
    () => setIpAddress(list, record(a), a % 3 === 0 ? null : `10.0.${b % 256}.1`),
    () => replaceCertificate(list, record(a), chosen),
    () => toHash(list, record(a)),
    () => toFull(list, record(a), a % 2 === 0 ? chosen : undefined),
    () => (a % 20 === 0 ? blank(list) : setDnsName(list, record(b), '')),
    () =>
      sign(list, signer.key, {
        certificate: signer.certificate,
        digest: a % 2 === 0 ? 'SHA-1' : 'SHA-512',
        addSigner: true,
      }),
  ];
  return (edits[kind % edits.length] ?? (() => dropTrailingBytes(list)))();
}

/** What holds for every list that came from a sound one by edits. */
function expectSound(list: TrustList): void {
  expect(list.problems.filter(({ code }) => code !== 'trailing-bytes')).toEqual([]);
  expect(headerFields(list).headerLength).toBe(list.headerLength);
  for (const record of list.records) expect(recordFields(record).recordLength).toBe(record.length);
  const records = list.records.reduce((length, record) => length + record.length, 0);
  expect(list.headerLength + records + list.trailing.length).toBe(list.length);
}

describe('the list of an edit', () => {
  it('is what decoding its bytes gives, so that nobody has to decode them again', async () => {
    const flip = fc.option(fc.record({ offset: fc.nat(0xffff), mask: fc.integer({ min: 1, max: 255 }) }));
    await fc.assert(
      fc.asyncProperty(fc.nat(2), flip, step, async (file, damage, chosen) => {
        const bytes = files[file] ?? new Uint8Array();
        const { offset, mask } = damage ?? { offset: 0, mask: 0 };
        const decoded = decode(flipByte(bytes, offset % bytes.length, mask));
        if (!decoded.ok) return;
        const outcome = await make(decoded.list, chosen);
        if (outcome.ok) expect(isDeepStrictEqual(decode(outcome.bytes), { ok: true, list: outcome.list })).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a random walk of 1,000 edits', () => {
  it('is undone and redone to the same bytes at every step, and leaves a sound list at each', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(2),
        fc.infiniteStream(step),
        fc.infiniteStream(fc.nat(6)),
        async (file, steps, returns) => {
          const original = files[file] ?? new Uint8Array();
          const history = new History(original);
          const states = [original];
          let made = 0;
          for (const chosen of steps) {
            const outcome = await make(open(history.bytes), chosen);
            if (!outcome.ok) continue; // counts for nothing
            made += 1;
            expectSound(edited(outcome).list);
            history.apply(outcome.label, outcome.bytes);
            states.push(outcome.bytes);
            // Go back some edits; some of them are then made again, the others are cut off by the next edit.
            const back = Math.min((returns.next().value ?? 0) - 3, states.length - 1);
            for (let n = 1; n <= back; n += 1) {
              history.undo();
              expect(Buffer.compare(history.bytes, states[states.length - 1 - n] ?? new Uint8Array())).toBe(0);
            }
            const again = back > 1 ? back - 1 : 0;
            for (let n = 0; n < again; n += 1) history.redo();
            if (back > 0) states.length -= back - again;
            expect(Buffer.compare(history.bytes, states.at(-1) ?? new Uint8Array())).toBe(0);
            if (made === 1000) break;
          }
          expect(states.length).toBeGreaterThan(100);
          for (const state of states.toReversed()) {
            expect(Buffer.compare(history.bytes, state)).toBe(0);
            history.undo();
          }
          expect(history.bytes).toEqual(original);
          for (const state of states) {
            expect(Buffer.compare(history.bytes, state)).toBe(0);
            history.redo();
          }
        },
      ),
      // Walks of a thousand edits take too long to be made smaller one by one.
      { numRuns: 3, endOnFailure: true },
    );
  });

  it('keeps the bytes of every record that an edit does not name', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(2), step, async (file, chosen) => {
        const list = open(files[file] ?? new Uint8Array());
        const outcome = await make(list, chosen);
        if (!outcome.ok) return;
        const before = list.records.map(({ parts }) => Buffer.from(encodeParts(parts)).toString('hex'));
        const after = outcome.list.records.map(({ parts }) => Buffer.from(encodeParts(parts)).toString('hex'));
        const changed = before.filter((record) => !after.includes(record)).length;
        const blanked = outcome.label === 'Blank for rollback';
        expect(changed).toBeLessThanOrEqual(blanked ? before.length : 1);
        if (!outcome.label.includes('after the last record')) expect(outcome.list.trailing).toEqual(list.trailing);
      }),
      { numRuns: 300 },
    );
  });
});
