import { describe, expect, it } from 'vitest';
import { compare, type CompareOptions } from '../../../src/core/compare/compare';
import type { Comparison } from '../../../src/core/compare/comparison';
import { comparisonJson } from '../../../src/core/compare/json';
import { comparisonReasons, phoneReasons } from '../../../src/core/compare/reasons';
import { verdictSentence } from '../../../src/core/compare/phone-sentences';
import { undirectedSummary } from '../../../src/core/compare/summary';
import { uncomparedNote } from '../../../src/core/compare/ticket';
import type { Report } from '../../../src/core/trust/report';
import { reportOf, type ListSpec, type RecordSpec } from './reports';

const signer = { name: 'CN=pub', issuer: 'CN=pub', serial: [1] };
const sast: RecordSpec = { function: 'sast', subject: 'CN=pub', issuer: 'CN=pub', serial: [1], certificate: 'a' };
const capf: RecordSpec = { function: 'capf', subject: 'CN=CAPF', issuer: 'CN=CAPF', serial: [9], hashOf: 'capf' };

/** TVS records of hosts 1 to `count`, each with a change. */
function tvs(count: number, more: (host: number) => Partial<RecordSpec> = () => ({})): RecordSpec[] {
  return Array.from({ length: count }, (_, at) => ({
    function: 'tvs',
    subject: `CN=tvs${at + 1}`,
    issuer: `CN=tvs${at + 1}`,
    serial: [at + 1],
    hashOf: `tvs${at + 1}`,
    ...more(at + 1),
  }));
}

const list = (records: readonly RecordSpec[], more: Partial<ListSpec> = {}): Report =>
  reportOf({ signer, records, ...more });

/** As the text of a cluster shows it: no digests, and no values of keys and file names. */
function asText(report: Report): Report {
  const printed = <Row extends { name: string; text: string }>(row: Row): Row =>
    ['PUBLICKEY', 'FILENAME'].includes(row.name) ? { ...row, text: '' } : row;
  const records = report.records.map((record) => ({ ...record, fields: record.fields.map(printed) }));
  return { ...report, header: report.header.map(printed), records, md5: '', sha1: '', sha256: '', certificates: {} };
}

const key = (last: number): Uint8Array => Uint8Array.from({ length: 270 }, (_, at) => (at === 269 ? last : at & 0xff));
const withKey = { publicKey: key(1) };
const incomplete: CompareOptions = { left: { complete: false } };
const renewed = (changed: number) => (host: number) =>
  host <= changed ? { serial: [host + 100], hashOf: `new ${host}` } : {};
const replaced = (changed: number) => (host: number) =>
  host <= changed ? { subject: `CN=new${host}`, issuer: `CN=new${host}`, hashOf: `new ${host}` } : {};
const moved = (changed: number) => (host: number) => (host <= changed ? { dnsName: `host${host}` } : {});
const trailing = (length: number): Report => ({
  ...list([sast]),
  sha256: `${length}`,
  trailing: { offset: 9, length },
});
const bare = { header: [], signer: { name: null, issuer: null, serial: null } };
const blank = { ...list([sast]), blank: true };
const damaged: Report = {
  ...list([capf]),
  sha256: 'damaged',
  damage: {
    code: 'record-truncated',
    message: 'The file ends inside this record.',
    where: { record: 1, field: null, offset: 9, length: 1 },
  },
};
const noFilename = (report: Report): Report => ({
  ...report,
  sha256: 'no FILENAME',
  header: report.header.filter(({ name }) => name !== 'FILENAME'),
});
/** A header with an element that the report shows only in part. */
function longHeader(last: number): Report {
  const report = list([{ ...sast, publicKey: key(last) }]);
  const rows = report.records.flatMap(({ fields }) => fields.filter(({ name }) => name === 'PUBLICKEY'));
  const long = rows.map((row) => ({ ...row, name: 'TAG 40', tag: 40 }));
  return { ...list([sast]), sha256: `${last}`, header: [...report.header, ...long] };
}
/** Two records of every function: the first is renewed, the second moves to another host. */
const everyFunction = (isAfter: boolean): RecordSpec[] =>
  (['ccm', 'ccmTftp', 'tftp', 'capf', 'tvs', 'sast'] as const).flatMap((kind) =>
    tvs(2, (host) => ({ function: kind, ...(isAfter ? (host === 1 ? renewed(1)(1) : { dnsName: 'x' }) : {}) })),
  );

/** Of one, of some, of both, of all: a change to the TVS records. */
function toShares(change: (changed: number) => (host: number) => Partial<RecordSpec>): [Report, Report][] {
  const shares = [
    [1, 1],
    [1, 3],
    [2, 2],
    [3, 3],
  ] as const;
  return shares.map(([some, total]) => [list([sast, ...tvs(total)]), list([sast, ...tvs(total, change(some))])]);
}

const inputs: readonly (readonly [left: Report, right: Report, options?: CompareOptions])[] = [
  [list([sast]), list([sast])],
  [asText(list([sast])), list([sast])],
  [asText(list([sast])), list([sast, capf]), incomplete],
  [asText(list([sast])), list([sast, ...tvs(2)]), incomplete],
  [list([sast]), list([sast], { timestamp: 5 })],
  [list([sast]), list([sast], { timestamp: 1_311_776_184 })],
  [{ ...list([{ ...sast, ...withKey }]), md5: '', sha1: '', sha256: '' }, list([{ ...sast, publicKey: key(2) }])],
  [{ ...asText(list([{ ...sast, ...withKey }])), md5: 'another' }, list([{ ...sast, ...withKey }])],
  [longHeader(1), longHeader(2)],
  [list([capf]), noFilename(list([capf]))],
  [noFilename(list([capf])), list([capf])],
  [list(everyFunction(false)), list(everyFunction(true), { digest: 3, filename: 'x' })],
  [list([{ ...sast, subject: 'CN=pub;O=x' }]), list([{ ...sast, subject: 'O=x,CN=pub' }])],
  [list([{ ...sast, ...withKey }]), { ...list([{ ...sast, publicKey: key(2) }]), sha256: list([sast]).sha256 }],
  [list([{ ...sast, ...withKey }]), list([{ ...sast, publicKey: key(2) }])],
  [{ ...asText(list([sast])), md5: 'another' }, list([sast])],
  [{ ...asText(list([])), ...bare }, list([sast]), incomplete],
  [list([sast]), list([sast], { filename: 'CTLFile.tlv' })],
  [list([sast], { filename: 'CTLFile.tlv' }), list([sast])],
  [list([capf]), blank],
  [blank, list([capf])],
  [list([sast]), list([{ ...sast, certificate: 'b' }])],
  [list([capf]), list([capf], { signer: { ...signer, serial: [7] } })],
  [list([capf]), list([capf], { signer: { name: 'CN=x', issuer: 'CN=x', serial: [7] } })],
  [list([capf]), list([capf], { signer: null })],
  [list([capf], { signer: null }), list([capf])],
  [list([capf]), list([capf], { status: 'invalid' })],
  [list([capf]), damaged],
  [list([capf]), list([capf], { digest: 3 })],
  [list([capf], { filename: 'SIP42.loads' }), list([capf])],
  [trailing(0), trailing(3)],
  [list([sast]), trailing(3)],
  [trailing(3), list([sast])],
  [trailing(3), trailing(4)],
  ...toShares(renewed),
  ...toShares(replaced),
  ...toShares(moved),
  ...[1, 2, 3].map((gone) => [list([sast, ...tvs(gone)]), list([sast])] as const),
  [list([sast, ...tvs(3)]), list([sast, ...tvs(2)])],
  [list([sast]), list([sast, capf])],
  [list([sast]), list([sast, ...tvs(2)])],
  [list([sast, capf]), list([capf, sast])],
  [list([sast, capf, ...tvs(2)]), list([...tvs(2), capf, sast])],
  [asText(list([sast, { ...capf, ...withKey }])), list([sast, { ...capf, ...withKey }])],
  [asText(list(tvs(2, () => withKey))), list(tvs(2, () => withKey))],
  [list(tvs(2, () => withKey)), list(tvs(2, () => ({ publicKey: key(2) })))],
];
const compared: readonly Comparison[] = inputs.map(([left, right, options]) => compare(left, right, options));

describe('the catalogue of a comparison', () => {
  const said = compared.flatMap((one) => [
    ...one.clauses,
    ...one.uncompared.map(uncomparedNote),
    ...(one.same ? [] : [undirectedSummary(one)]),
  ]);

  it('has no sentence that nothing says', () => {
    const reasons = new Set<string>(said.map(({ reason }) => reason));
    expect(Object.keys(comparisonReasons).filter((reason) => !reasons.has(reason))).toEqual([]);
  });

  it('is written without full stops, with every value in its place', () => {
    for (const { reason, sentence } of said) expect(sentence, reason).not.toMatch(/[{}]|\.$/);
  });
});

describe('a sentence about a phone', () => {
  const reasons = Object.keys(phoneReasons) as (keyof typeof phoneReasons)[];

  it.each(reasons)('contains its verdict once, and both sides: %s', (reason) => {
    const { verdict, sentence, args } = verdictSentence('right', reason);
    expect(sentence.split(verdict)).toHaveLength(2);
    expect(args).toEqual({ held: 'right', offered: 'left' });
    expect(sentence).not.toMatch(/[{}]|\.$/);
  });
});

describe('the summary', () => {
  it('is its clauses, in text and in JSON', () => {
    const phone = { leftTakesRight: null, rightTakesLeft: null, untold: null };
    for (const one of compared) {
      expect(one.summary).toBe(one.clauses.map(({ sentence }) => sentence).join('; '));
      const { summaryReasons } = comparisonJson(one, phone);
      expect(summaryReasons).toEqual(one.clauses.map(({ reason, args }) => ({ reason, args })));
    }
  });
});
