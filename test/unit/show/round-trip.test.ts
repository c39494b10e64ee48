import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TrustList } from '../../../src/core/format/model';
import { RecordFunction, RecordTag } from '../../../src/core/format/tags';
import { printable } from '../../../src/core/show/layout';
import { parseShow, type ParsedShow } from '../../../src/core/show/parse';
import { print } from '../../../src/core/show/print';
import type { FieldReport, Report } from '../../../src/core/trust/report';
import {
  certificate,
  concat,
  rsaKey,
  text,
  trustList,
  u16,
  u8,
  type Identity,
  type RecordOptions,
  type TrustListOptions,
} from '../../builders';
import { inspected } from './inspected';
import { amount } from '../../long';

let signer: Identity;
let stranger: Identity;

beforeAll(async () => {
  signer = await certificate({ subject: { CN: 'pub.example.com', OU: 'Voice' }, key: rsaKey(1024, 'signer') });
  stranger = await certificate({ subject: { CN: 'other.example.com' }, key: rsaKey(1024, 'stranger') });
});

/** Everything of a report that a text carries. PADDING is not printed. */
function carried(report: Report): object {
  const { kind, length, version, headerLength, timestamp, signature, blank } = report;
  const sast = report.records.filter(({ functionCode }) => functionCode === RecordFunction.sast);
  return {
    kind: kind === 'unknown' ? 'ITL' : kind,
    digests: kind === 'CTL' ? [report.md5, report.sha1] : [],
    facts: { length, version, headerLength, timestamp, blank },
    signer: { ...report.signer, name: shown(report.signer.name), issuer: shown(report.signer.issuer) },
    signature: {
      status: signature.status,
      record: signature.record,
      actualSigner: sast.find(({ index }) => index === signature.actualSigner)?.index ?? null,
    },
    header: report.header.filter(({ name }) => name !== 'PADDING').map(shape),
    records: report.records.map((record) => ({
      index: record.index,
      function: record.function,
      functionCode: record.functionCode,
      offset: record.offset,
      length: record.length,
      dnsName: shown(record.dnsName),
      subject: shown(record.subject),
      issuer: shown(record.issuer),
      serial: record.serial,
      certificate: record.certificate,
      // The hash of CERTHASH is among the fields; which certificate it stands for is not printed.
      sha1: record.certificate === 'embedded' ? record.sha1 : null,
      fields: record.fields.map((field) => ({ ...shape(field), text: shownText(field) })),
    })),
  };
}

function shown(name: string | null): string | null {
  return name === null ? null : printable(name);
}

function shape({ offset, length, tag, name, valueLength, depth }: FieldReport): object {
  return { offset, length, tag, name, valueLength, depth };
}

const printedTags: ReadonlySet<number | null> = new Set([
  RecordTag.recordLength,
  RecordTag.function,
  RecordTag.serialNumber,
  RecordTag.certHash,
  RecordTag.hashAlgorithm,
]);

function shownText({ tag, text: value }: FieldReport): string {
  return printedTags.has(tag) ? value : '';
}

function onlyOutput(shownText: string): ParsedShow {
  const [output, ...more] = parseShow(shownText);
  if (output === undefined) throw new Error('no output');
  expect(more).toEqual([]);
  expect(output.complete).toBe(true);
  return output;
}

/** As hostile as names come, with everything in them that ends a name for a reader who trusts the text. */
const word = fc.oneof(
  fc.constantFrom(
    'CN=pub',
    'OU=TAC',
    '; ',
    ';',
    ',',
    '"',
    ' ',
    '   ',
    '\n',
    '\t',
    'ü',
    '漢',
    '🔑',
    '<img src=x>',
    '----',
  ),
  fc.constantFrom('4       FUNCTION        2       TVS', 'ITL Record #:9', '[...]', 'admin:show ctl'),
  fc.constantFrom('This etoken was used to sign the ITL file.', 'The ITL file was verified successfully.'),
  fc.string({ maxLength: 12 }).filter((value) => !value.includes('\0')),
);
/** `CN=` in front: what begins with a row cannot be told from that row once the line breaks are lost. */
const name = fc.array(word, { maxLength: 6 }).map((words) => `CN=${words.join('')}`);
const octets = (minLength: number, maxLength: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength, maxLength });
const absent = { freq: 3, nil: null } as const;

const bareRecord: fc.Arbitrary<RecordOptions> = fc
  .record({
    function: fc.oneof(fc.constantFrom(0, 1, 2, 3, 4, 5, 7, 21), fc.integer({ min: 0, max: 65535 })),
    dnsName: fc.oneof(name, fc.constantFrom('', ' ', '   ', 'a ', '\0')),
    subject: fc.option(name, absent),
    issuer: fc.option(name, absent),
    serial: fc.option(octets(1, 20), absent),
    publicKey: fc.option(octets(0, 300), absent),
    hash: fc.option(fc.oneof(octets(20, 20), octets(32, 32)), absent),
    address: fc.option(octets(4, 4), absent),
    extra: fc.array(fc.record({ tag: fc.integer({ min: 14, max: 255 }), value: octets(0, 9) }), { maxLength: 2 }),
  })
  .map(({ function: code, dnsName, subject, issuer, serial, publicKey, hash, address, extra }) => ({
    function: code,
    dnsName,
    extra,
    replace: {
      3: subject === null ? null : text(subject),
      5: issuer === null ? null : text(issuer),
      6: serial,
      7: publicKey,
      10: address,
      11: hash,
      12: hash === null ? null : u8(hash.length === 32 ? 2 : 1),
    },
  }));

type RecordPlan = RecordOptions | 'full' | 'hash';
type Plan = Omit<TrustListOptions, 'signer' | 'records'> & {
  readonly records: readonly RecordPlan[];
  /** Whether the signer is among the records. */
  readonly listed: boolean;
  readonly byStranger: boolean;
};

const plan: fc.Arbitrary<Plan> = fc.record({
  filename: fc.constantFrom('ITLFile.tlv', 'CTLFile.tlv', 'Other.tlv'),
  signerName: name,
  timestamp: fc.option(fc.integer({ min: 0, max: 0x7fffffff }), absent),
  records: fc.array(fc.oneof(bareRecord, fc.constantFrom('full' as const, 'hash' as const)), { maxLength: 4 }),
  listed: fc.boolean(),
  byStranger: fc.boolean(),
  signed: fc.boolean(),
  extra: fc.array(fc.record({ tag: fc.integer({ min: 29, max: 255 }), value: octets(0, 9) }), { maxLength: 2 }),
});

/** Names, serial numbers and hashes as long as they come, and nothing in them that looks like a line of the output. */
const ordinaryName = fc
  .array(fc.constantFrom('pub.example.com', 'Example Systems', 'a', 'Voice', 'x y z', 'L', '10'), {
    minLength: 1,
    maxLength: 12,
  })
  .map((words) => `CN=${words.join(';OU=')}`);
const ordinaryRecord: fc.Arbitrary<RecordOptions> = fc
  .record({
    function: fc.constantFrom(0, 2, 3, 4, 21),
    dnsName: fc.constantFrom('', 'pub', 'p'.repeat(63)),
    subject: ordinaryName,
    issuer: ordinaryName,
    serial: octets(18, 20),
    hash: fc.option(fc.oneof(octets(20, 20), octets(32, 32)), absent),
  })
  .map(({ function: code, dnsName, subject, issuer, serial, hash }) => ({
    function: code,
    dnsName,
    replace: {
      3: text(subject),
      5: text(issuer),
      6: serial,
      11: hash,
      12: hash === null ? null : u8(hash.length === 32 ? 2 : 1),
    },
  }));
const ordinaryPlan: fc.Arbitrary<Plan> = fc.record({
  filename: fc.constantFrom('ITLFile.tlv', 'CTLFile.tlv'),
  signerName: ordinaryName,
  signerIssuer: ordinaryName,
  signerSerial: octets(20, 20),
  records: fc.array(fc.oneof(ordinaryRecord, fc.constantFrom('full' as const, 'hash' as const)), { maxLength: 4 }),
  listed: fc.boolean(),
  byStranger: fc.boolean(),
  signed: fc.boolean(),
});

function built({ records, listed, byStranger, ...options }: Plan): Promise<{ list: TrustList; report: Report }> {
  const sast: RecordOptions = { function: 0, certificate: signer };
  const all = records.map((one) =>
    typeof one === 'string' ? { function: 2, certificate: stranger, as: one, dnsName: 'sub' } : one,
  );
  return inspected(
    trustList({
      ...options,
      signer,
      signedBy: byStranger ? stranger : signer,
      records: listed ? [sast, ...all] : all,
    }),
  );
}

describe('a printed list that is read back', () => {
  test('says the same of everything that a text carries', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (of) => {
        const { report, list } = await built(of);
        expect(carried(onlyOutput(print(report, list)).report)).toEqual(carried(report));
      }),
      { numRuns: amount({ all: 300, share: 50 }) },
    );
  });

  test('does so with its line breaks lost', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (of) => {
        const { report, list } = await built(of);
        const collapsed = print(report, list).replaceAll('\n', ' ');
        expect(carried(onlyOutput(collapsed).report)).toEqual(carried(report));
      }),
      { numRuns: amount({ all: 300, share: 50 }) },
    );
  });

  test('does so with its lines broken at the width of a terminal', async () => {
    await fc.assert(
      fc.asyncProperty(ordinaryPlan, fc.integer({ min: 80, max: 132 }), async (of, width) => {
        const { report, list } = await built(of);
        for (const columns of [80, width]) {
          const wrapped = print(report, list).replace(new RegExp(`.{${columns}}(?=.)`, 'g'), '$&\n');
          expect(carried(onlyOutput(wrapped).report)).toEqual(carried(report));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('does so among others in one paste, between prompts, with carriage returns', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(plan, { minLength: 2, maxLength: 3 }), async (plans) => {
        const all = await Promise.all(plans.map(built));
        const paste = all
          .map(({ report, list }) => `admin:show ${report.kind === 'CTL' ? 'ctl' : 'itl'}\n${print(report, list)}`)
          .join('admin:\n')
          .replaceAll('\n', '\r\n');
        const parsed = parseShow(paste);
        expect(parsed.map(({ report }) => carried(report))).toEqual(all.map(({ report }) => carried(report)));
        for (const { start } of parsed) expect(paste.slice(start)).toMatch(/^admin:show/);
      }),
      { numRuns: 60 },
    );
  });

  test('raises nothing where the list is sound, and says so where it is not signed by the signer it names', async () => {
    const sast: RecordOptions = { function: 0, certificate: signer };
    const tftp: RecordOptions = { function: 3, certificate: signer };
    const records: RecordOptions[] = [sast, tftp, { function: 21, certificate: stranger, as: 'hash' }];
    const sound = await inspected(trustList({ signer, records }));
    expect(onlyOutput(print(sound.report, sound.list)).report.findings).toEqual([]);
    const foreign = await inspected(trustList({ signer, signedBy: stranger, records }));
    const { findings } = onlyOutput(print(foreign.report, foreign.list)).report;
    expect(findings.map(({ code }) => code)).toEqual(['show-verdict']);
  });

  test('keeps the other lines when a name holds bytes that a line cannot show', async () => {
    const c1 = concat(Uint8Array.of(0x43, 0x4e, 0x3d, 0xc2, 0x9b, 0xff), text(' 4       FUNCTION        2       TVS'));
    const { report, list } = await inspected(
      trustList({ signer, records: [{ function: 0, certificate: signer, replace: { 3: c1, 4: u16(0) } }] }),
    );
    const [record] = onlyOutput(print(report, list)).report.records;
    expect(record).toMatchObject({ functionCode: 0, subject: 'CN=\uFFFD\uFFFD 4       FUNCTION        2       TVS' });
  });
});
