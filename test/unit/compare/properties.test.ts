import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../../src/core/compare/compare';
import type { FieldDifference, Row } from '../../../src/core/compare/comparison';
import { longestIncreasing } from '../../../src/core/compare/pairing';
import { printedHash } from '../../../src/core/compare/printed-hash';
import { recordValues } from '../../../src/core/compare/values';
import type { RecordReport, Report } from '../../../src/core/trust/report';
import { mirrored, sorted } from '../../mirrored-comparison';
import { reportOf, type ListSpec, type RecordSpec } from './reports';
import { amount } from '../../long';

/** Few values for each field, so that equal, similar and crossing records are frequent. */
const names = ['CN=a;O=x', 'O=x,CN=a', 'CN=b;O=x', 'CN=A;O=x', 'no name at all'];
const optional = <T>(values: readonly T[]): fc.Arbitrary<T | undefined> => fc.constantFrom(undefined, ...values);
const defined = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

const recordSpec: fc.Arbitrary<RecordSpec> = fc
  .record({
    function: fc.constantFrom('sast', 'tvs', 'capf', 'ccmTftp'),
    dnsName: optional(['', 'host1', 'host2']),
    subject: optional(names),
    issuer: optional(names.slice(0, 2)),
    serial: optional([[1], [0, 1], [2]]),
    certificate: optional(['one', 'two', 'three']),
    hashOf: optional(['one', 'four']),
    order: optional([
      [3, 5, 6, 4],
      [11, 12, 9],
    ]),
  })
  .map((spec) => defined(spec) as unknown as RecordSpec);

const list: fc.Arbitrary<ListSpec> = fc.record({
  records: fc.array(recordSpec, { maxLength: 8 }),
  timestamp: fc.constantFrom(1, 2),
  digest: fc.constantFrom(1, 3),
  padding: fc.constantFrom(0, 1, 3),
  signer: fc.constantFrom(null, { name: 'CN=a;O=x', issuer: 'CN=a;O=x', serial: [1] }),
  status: fc.constantFrom('valid', 'invalid', 'unsigned'),
});

/** Two lists: the second is often the first after a few edits. */
const twoLists: fc.Arbitrary<readonly [ListSpec, ListSpec]> = fc.oneof(
  fc.tuple(list, list),
  fc
    .tuple(fc.array(recordSpec, { minLength: 2, maxLength: 12 }), fc.array(fc.nat(), { maxLength: 12 }))
    .map(
      ([records, picks]) =>
        [{ records }, { records: picks.flatMap((pick) => records[pick % records.length] ?? []) }] as const,
    ),
);

/** What a record says, by field, as a difference shows it; what follows from its certificate aside. */
function contentOf(record: RecordReport): Map<string, string> {
  return new Map(
    [...recordValues(record, { fromText: false, bytes: null })].map(([field, { text }]) => [
      field,
      field === 'CERTIFICATE' ? `SHA-1 ${printedHash(text ?? '')}` : (text ?? ''),
    ]),
  );
}

/** Differences that are not elements: they follow from the others. */
const derived: ReadonlySet<string> = new Set(['order of elements', 'not before', 'not after', 'key']);

/** A record after its listed differences: what they say of the right side, and nothing else of that. */
function fieldsAfter(record: RecordReport, differences: readonly FieldDifference[]): Map<string, string> {
  const content = contentOf(record);
  for (const { field, left, right } of differences) {
    if (derived.has(field)) continue;
    expect(content.get(field) ?? null).toBe(left);
    if (right === null) content.delete(field);
    else content.set(field, right);
  }
  return content;
}

/**
 * The records that the listed changes make of `left`. Nothing but the changes places a record: what they name on the
 * right goes to its number there, and what they do not name fills the gaps in its own order.
 */
function applyChanges(left: Report, right: Report, rows: readonly Row[]): Map<string, string>[] {
  const listed = rows.filter(({ kind }) => kind !== 'same');
  const leaves = new Set(listed.map((row) => row.left));
  const stays = left.records.filter(({ index }) => !leaves.has(index));
  const arrivals = new Map(listed.flatMap((row) => (row.right === null ? [] : [[row.right, row] as const])));
  const result: Map<string, string>[] = [];
  while (stays.length > 0 || arrivals.size > 0) {
    const number = result.length + 1;
    const row = arrivals.get(number);
    arrivals.delete(number);
    if (row === undefined) {
      const next = stays.shift();
      if (next === undefined) throw new Error(`nothing is left for record ${number}`);
      result.push(contentOf(next));
      continue;
    }
    result.push(
      row.left === null ? contentOf(recordAt(right, row.right)) : fieldsAfter(recordAt(left, row.left), row.fields),
    );
  }
  return result;
}

function recordAt({ records }: Report, number: number | null): RecordReport {
  const record = records[(number ?? 0) - 1];
  if (record === undefined) throw new Error(`no record ${number ?? 'null'}`);
  return record;
}

const opposites: Readonly<Record<string, string>> = {
  'now blank': 'no longer blank',
  'no longer blank': 'now blank',
};

/** What a clause of a summary says, as the other direction has to say it. */
function mirroredClause(clause: string): string {
  const opposite = opposites[clause];
  if (opposite !== undefined) return opposite;
  const verdict = /^signature (.*), was (.*)$/.exec(clause);
  if (verdict !== null) return `signature ${verdict[2] ?? ''}, was ${verdict[1] ?? ''}`;
  const change = /^(digest|signer replaced:) (.*) → (.*)$/.exec(clause);
  if (change !== null) return [change[1], change[3], '→', change[2]].join(' ');
  return clause.replace(/ (added|removed)(?=:|$)/, (_, word) => (word === 'added' ? ' removed' : ' added'));
}

/**
 * A clause without what depends on the direction: `2 TVS removed` of `2 of 3 TVS removed`, since there are more or fewer
 * than three on the other side; and without the fields that changed, since only the first ones are named.
 */
function withoutTotal(clause: string): string {
  const [, share, rest = ''] = /^(?:(both|all \d+|\d+ of \d+|\d+) )?(.*)$/.exec(clause) ?? [];
  const number = share === undefined ? 1 : share === 'both' ? 2 : Number(/\d+/.exec(share)?.[0]);
  return `${number} ${rest.replace(/(certificate|record)s /, '$1 ').replace(/ \(.*\)$/, '')}`;
}

const runs = { numRuns: amount({ all: 1_000, share: 120 }) };

describe('any two lists', () => {
  it('compare as the same in both directions with themselves', () => {
    fc.assert(
      fc.property(list, (spec) => {
        const list = reportOf(spec);
        const found = compare(list, list);
        expect(found).toMatchObject({ same: true, identical: true, header: [], uncompared: [] });
        expect(found.rows.every(({ kind, left, right }) => kind === 'same' && left === right)).toBe(true);
      }),
      runs,
    );
  });

  it('compare without a difference where their bytes differ and nothing else does', () => {
    fc.assert(
      fc.property(list, (spec) => {
        const list = reportOf(spec);
        const found = compare(list, { ...list, sha256: 'another' });
        expect(found).toMatchObject({ same: true, identical: false, header: [] });
        expect(found.rows.every(({ kind, left, right }) => kind === 'same' && left === right)).toBe(true);
      }),
      runs,
    );
  });

  it('compare from right to left as from left to right, mirrored', () => {
    fc.assert(
      fc.property(twoLists, ([a, b]) => {
        const [left, right] = [reportOf(a), reportOf(b)];
        expect(sorted(compare(right, left))).toEqual(sorted(mirrored(compare(left, right))));
      }),
      runs,
    );
  });

  it('are summed up from right to left as from left to right, mirrored', () => {
    fc.assert(
      fc.property(twoLists, ([a, b]) => {
        const [left, right] = [reportOf(a), reportOf(b)];
        const clauses = (summary: string): string[] => summary.split('; ');
        const found = compare(left, right);
        // A record in another function is told among those of the function that it had.
        fc.pre(!found.rows.some(({ fields }) => fields.some(({ field }) => field === 'FUNCTION')));
        const [there, back] = [clauses(found.summary), clauses(compare(right, left).summary)];
        fc.pre(![...there, ...back].some((clause) => clause.endsWith(' more')));
        expect(back.map(withoutTotal).sort()).toEqual(there.map(mirroredClause).map(withoutTotal).sort());
      }),
      runs,
    );
  });

  it('list every record of both sides once, in the order of the right side', () => {
    fc.assert(
      fc.property(twoLists, ([a, b]) => {
        const [left, right] = [reportOf(a), reportOf(b)];
        const { rows } = compare(left, right);
        const rights = rows.flatMap((row) => row.right ?? []);
        const lefts = rows.flatMap((row) => row.left ?? []);
        const unmoved = rows.flatMap((row) => (row.moved ? [] : (row.left ?? [])));
        expect(rights).toEqual(right.records.map(({ index }) => index));
        expect([...lefts].sort((a, b) => a - b)).toEqual(left.records.map(({ index }) => index));
        expect(unmoved).toEqual([...unmoved].sort((a, b) => a - b));
      }),
      runs,
    );
  });

  it('become each other by the listed changes', () => {
    fc.assert(
      fc.property(twoLists, ([a, b]) => {
        const [left, right] = [reportOf(a), reportOf(b)];
        expect(applyChanges(left, right, compare(left, right).rows)).toEqual(right.records.map(contentOf));
      }),
      runs,
    );
  });

  it('are the same exactly where no difference of meaning is listed', () => {
    fc.assert(
      fc.property(twoLists, ([a, b]) => {
        const [left, right] = [reportOf(a), reportOf(b)];
        const { same, header, rows } = compare(left, right);
        const fields = [...header, ...rows.flatMap((row) => row.fields)];
        const listed =
          fields.some(({ form }) => !form) || rows.some((row) => row.moved || row.left === null || row.right === null);
        expect(same).toBe(!listed);
      }),
      runs,
    );
  });
});

describe('the longest increasing subsequence', () => {
  /** By trying every subset. */
  function longestLength(values: readonly number[]): number {
    let best = 0;
    for (let subset = 0; subset < 1 << values.length; subset++) {
      const chosen = values.filter((_, at) => (subset >> at) & 1);
      if (chosen.length > best && chosen.every((value, at) => at === 0 || value > (chosen[at - 1] ?? 0)))
        best = chosen.length;
    }
    return best;
  }

  it('is increasing, and none is longer', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(20), { maxLength: 10 }), (values) => {
        const kept = values.filter((_, at) => longestIncreasing(values).has(at));
        expect(kept).toEqual([...kept].sort((a, b) => a - b));
        expect(kept).toHaveLength(longestLength(values));
      }),
    );
  });
});
