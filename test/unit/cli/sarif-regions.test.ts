import fc from 'fast-check';
import type { Result } from 'sarif';
import { describe, expect, test } from 'vitest';
import { HeaderTag, headerTagName, RecordTag, recordTagName } from '../../../src/core/format/tags';
import { print } from '../../../src/core/show/print';
import { arbitraryTrustListBytes } from '../../arbitraries';
import { cucm12Cluster, cucm8Publisher, ctlWithTokens, damaged, mismatchedSigner } from '../../builders';
import { amount } from '../../long';
import { inspected } from '../show/inspected';
import { arbitraryChange, changed } from '../trust/changed-lists';
import { Machine } from './machine';
import { fingerprintsOf, placeOf, regionOf, verifySarif } from './sarif-run';

const machine = new Machine();
const built = [
  (await cucm8Publisher()).bytes,
  (await cucm12Cluster()).bytes,
  (await ctlWithTokens()).bytes,
  (await mismatchedSigner()).bytes,
  (await damaged()).bytes,
];
const changedLists = fc
  .tuple(fc.constantFrom(...built), arbitraryChange)
  .map(([bytes, change]) => Uint8Array.from(changed(bytes, change)));

describe('the log of any file', () => {
  test('validates, and its regions lie in the file and spell what they are about', async () => {
    let elements = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(changedLists, arbitraryTrustListBytes()), async (bytes) => {
        machine.files.set('x.tlv', bytes);
        const { kind, findings = [] } = await json('x.tlv');
        const { results, status } = await verifySarif(machine, '--sarif', 'x.tlv');
        const isList = kind !== undefined && kind !== 'signed';
        if (isList) expect(results).toHaveLength(findings.length);
        // What is wrong with a list is an error of its log, and nothing else is.
        if (isList) expect(results.some(({ level }) => level === 'error')).toBe(status === 1 || status === 3);
        expect(new Set(fingerprintsOf(results)).size).toBe(results.length);
        for (const result of results) {
          const spelled = spelledBy(result, bytes);
          if (isList && spelled !== null) elements += checkElement(result, spelled);
        }
      }),
      { numRuns: amount({ all: 20_000, share: 100 }) },
    );
    expect(elements).toBeGreaterThan(200);
  });

  test('says the same for GitHub, with the bytes beside', async () => {
    await fc.assert(
      fc.asyncProperty(changedLists, async (bytes) => {
        machine.files.set('x.tlv', bytes);
        const { results, status } = await verifySarif(machine, '--sarif', 'x.tlv');
        const github = await verifySarif(machine, '--sarif-for', 'github', 'x.tlv');
        expect(github.status).toBe(status);
        const regions = new Map(results.map((one) => [fingerprintsOf([one])[0], regionOf(one)]));
        expect(github.results).toHaveLength(regions.size);
        for (const result of github.results) {
          expect(result.properties).toEqual(regions.get(fingerprintsOf([result])[0]));
          expect(regionOf(result)).toEqual({ startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 });
        }
      }),
      { numRuns: amount({ all: 5_000, share: 50 }) },
    );
  });

  test('gives lines of a text that are there, and that name what they are about', async () => {
    let named = 0;
    const arbitrary = fc.record({
      bytes: fc.constantFrom(...built),
      drop: fc.array(fc.nat(400), { maxLength: 8 }),
      ending: fc.constantFrom('\n', '\r\n', '\r'),
    });
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ bytes, drop, ending }) => {
        const { report, list } = await inspected(bytes);
        const lines = print(report, list)
          .split('\n')
          .filter((_, at) => !drop.includes(at));
        machine.text('itl.txt', lines.join(ending));
        const { results } = await verifySarif(machine, '--sarif', 'itl.txt');
        for (const result of results) named += checkLines(result, lines);
      }),
      { numRuns: amount({ all: 5_000, share: 100 }) },
    );
    expect(named).toBeGreaterThan(20);
  });
});

interface Json {
  readonly kind?: string;
  readonly findings?: readonly object[];
}

async function json(file: string): Promise<Json> {
  return JSON.parse((await machine.run('verify', '--json', file)).out) as Json;
}

/** The bytes of the region, which has to be in the file; null for the whole file. */
function spelledBy(result: Result, bytes: Uint8Array): Uint8Array | null {
  const region = regionOf(result);
  if (region === undefined) return null;
  const { byteOffset = -1, byteLength = -1, ...others } = region;
  expect(others).toEqual({});
  expect(byteOffset).toBeGreaterThanOrEqual(0);
  expect(byteLength).toBeGreaterThanOrEqual(0);
  expect(byteOffset + byteLength).toBeLessThanOrEqual(bytes.length);
  return bytes.subarray(byteOffset, byteOffset + byteLength);
}

/** An element begins with its tag; if it is missing, the header or record does that lacks it. */
function checkElement(result: Result, spelled: Uint8Array): number {
  const [, whole = '', field] = /^(header|record \d+)\/(.*)$/.exec(placeOf(result) ?? '') ?? [];
  const [tag] = spelled;
  if (field === undefined || tag === undefined) return 0;
  const isHeader = whole === 'header';
  const start = isHeader ? headerTagName(HeaderTag.version) : recordTagName(RecordTag.recordLength);
  expect([field, start]).toContain(isHeader ? headerTagName(tag) : recordTagName(tag));
  return 1;
}

/** Counts a result that names an element which is there. */
function checkLines(result: Result, lines: readonly string[]): number {
  const region = regionOf(result);
  const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0, ...others } = region ?? {};
  expect(others).toEqual({});
  expect(startLine).toBeGreaterThanOrEqual(1);
  expect(endLine).toBeGreaterThanOrEqual(startLine);
  expect(endLine).toBeLessThanOrEqual(lines.length);
  expect(startColumn).toBeGreaterThanOrEqual(1);
  expect(startColumn).toBeLessThanOrEqual((lines[startLine - 1]?.length ?? 0) + 1);
  expect(endColumn).toBeGreaterThanOrEqual(startLine === endLine ? startColumn : 1);
  expect(endColumn).toBeLessThanOrEqual((lines[endLine - 1]?.length ?? 0) + 1);
  const field = placeOf(result)?.split('/')[1];
  if (field === undefined) return 0;
  return lines
    .slice(startLine - 1, endLine)
    .join('\n')
    .includes(field)
    ? 1
    : 0;
}
