import { describe, expect, it } from 'vitest';
import { compare } from '../../../src/core/compare/compare';
import { folds, type Comparison, type Row } from '../../../src/core/compare/comparison';
import type { Report } from '../../../src/core/trust/report';
import { reportOf, type ListSpec, type RecordSpec } from './reports';

const name = (host: string): string => `CN=${host};OU=TAC;O=Example;L=Vienna;ST=Vienna;C=AT`;
const inOtherSpelling = (host: string): string => `C=AT,ST=Vienna,L=Vienna,O=Example,OU=TAC,CN=${host}`;

const publisher = { name: name('pub'), issuer: name('pub'), serial: [0x21, 0x05] };

function server(
  kind: RecordSpec['function'],
  host: string,
  certificate: string,
  more: Partial<RecordSpec> = {},
): RecordSpec {
  return {
    function: kind,
    dnsName: host,
    subject: name(host),
    issuer: name(host),
    serial: [0x21, 0x05],
    certificate,
    ...more,
  };
}

const sast = server('sast', 'pub', 'callmanager');
const tftp = server('ccmTftp', 'pub', 'callmanager');
const tvs1: RecordSpec = { function: 'tvs', subject: name('pub'), issuer: name('pub'), serial: [1], hashOf: 'tvs-1' };
const tvs2: RecordSpec = { function: 'tvs', subject: name('sub1'), issuer: name('sub1'), serial: [2], hashOf: 'tvs-2' };
const tvs3: RecordSpec = { function: 'tvs', subject: name('sub2'), issuer: name('sub2'), serial: [3], hashOf: 'tvs-3' };
const capf: RecordSpec = {
  function: 'capf',
  subject: name('CAPF-1'),
  issuer: name('CAPF-1'),
  serial: [9],
  hashOf: 'capf',
};

function list(records: readonly RecordSpec[], more: Partial<ListSpec> = {}): Report {
  return reportOf({ signer: publisher, records, ...more });
}

function kinds(comparison: Comparison): [Row['kind'], number | null, number | null][] {
  return comparison.rows.map(({ kind, left, right }) => [kind, left, right]);
}

describe('comparing a list with itself', () => {
  it('finds no difference, and the same bytes', () => {
    const report = list([sast, tftp, tvs1, capf]);
    expect(compare(report, report)).toEqual({
      same: true,
      identical: true,
      summary: 'identical, byte for byte',
      clauses: [{ reason: 'identical', args: {}, sentence: 'identical, byte for byte' }],
      header: [],
      rows: [1, 2, 3, 4].map((number) => ({ kind: 'same', left: number, right: number, moved: false, fields: [] })),
      uncompared: [],
    });
  });
});

describe('pairing records', () => {
  it('pairs by certificate within a function before anything else', () => {
    const found = compare(list([sast, tftp]), list([tftp, sast]));
    expect(found.rows.filter(({ kind }) => kind !== 'same' && kind !== 'moved')).toEqual([]);
    expect(found.rows.filter(({ moved }) => moved)).toHaveLength(1);
    expect(found.summary).toBe('signer kept; 1 record moved');
  });

  it('calls a record renewed that has the same function and subject and another certificate', () => {
    const renewed = { ...tvs2, serial: [0x77], hashOf: 'tvs-2 of next year' };
    const found = compare(list([sast, tvs1, tvs2, tvs3]), list([sast, tvs1, renewed, tvs3, capf]));
    expect(kinds(found)).toEqual([
      ['same', 1, 1],
      ['same', 2, 2],
      ['renewed', 3, 3],
      ['same', 4, 4],
      ['added', null, 5],
    ]);
    expect(found.summary).toBe('signer kept; 1 of 3 TVS certificates renewed; CAPF added');
  });

  it('calls a record changed if another subject has taken its place', () => {
    const other = { ...tvs2, subject: name('sub9'), issuer: name('sub9'), hashOf: 'tvs-9' };
    const found = compare(list([sast, tvs1, tvs2, tvs3]), list([sast, tvs1, other, tvs3, capf]));
    expect(kinds(found)[2]).toEqual(['changed', 3, 3]);
    expect(found.summary).toBe('signer kept; 1 of 3 TVS certificates replaced; CAPF added');
  });

  it('follows a certificate into another function', () => {
    const found = compare(
      list([sast, tvs1, server('tftp', 'pub', 'tftp')]),
      list([sast, tvs1, server('ccmTftp', 'pub', 'tftp')]),
    );
    expect(kinds(found)[2]).toEqual(['changed', 3, 3]);
    expect(found.rows[2]?.fields).toEqual([{ field: 'FUNCTION', left: 'TFTP', right: 'CCM+TFTP', form: false }]);
  });

  it('finds a partner for each of several equal records', () => {
    const found = compare(list([tvs1, tvs1, tvs1]), list([tvs1, tvs1]));
    expect(kinds(found)).toEqual([
      ['same', 1, 1],
      ['same', 2, 2],
      ['removed', 3, null],
    ]);
    expect(found.summary).toBe('signer kept; 1 of 3 TVS removed');
  });

  it('prefers the equal one among records with the same certificate', () => {
    const elsewhere = { ...tvs1, dnsName: 'elsewhere' };
    expect(kinds(compare(list([elsewhere, tvs1]), list([tvs1])))).toEqual([
      ['removed', 1, null],
      ['same', 2, 1],
    ]);
  });

  it('pairs a blanked record with the one of the same host', () => {
    const first = server('ccmTftp', 'node1', 'one');
    const second = server('ccmTftp', 'node2', 'two');
    const found = compare(list([first, second]), list([{ function: 'ccmTftp', dnsName: 'node2' }]));
    expect(kinds(found)).toEqual([
      ['removed', 1, null],
      ['changed', 2, 1],
    ]);
    const gone = found.rows[1]?.fields.filter(({ form }) => !form).map(({ field, right }) => [field, right]);
    expect(gone).toEqual([
      ['SUBJECTNAME', null],
      ['ISSUERNAME', null],
      ['SERIALNUMBER', null],
      ['CERTIFICATE', null],
    ]);
  });

  it('says when a renewed certificate ends', () => {
    const before = server('tvs', 'pub', 'old', { notAfter: '2026-01-01T00:00:00Z' });
    const after = server('tvs', 'pub', 'new', { notAfter: '2031-01-01T00:00:00Z' });
    expect(compare(list([before]), list([after])).rows[0]?.fields).toContainEqual({
      field: 'not after',
      left: '2026-01-01T00:00:00Z',
      right: '2031-01-01T00:00:00Z',
      form: false,
    });
  });
});

describe('differences of form', () => {
  const asCucm = list([sast, tftp, capf], { padding: 2 });
  const otherWriter = (spec: RecordSpec): RecordSpec => {
    const host = /CN=([^;]+)/.exec(spec.subject ?? '')?.[1] ?? '';
    return { ...spec, subject: inOtherSpelling(host), issuer: inOtherSpelling(host), order: [3, 5, 6, 4, 9] };
  };
  const asOtherWriter = list([sast, tftp, capf].map(otherWriter), {
    signer: { ...publisher, name: inOtherSpelling('pub'), issuer: inOtherSpelling('pub') },
    padding: 0,
    signerVersion: [1, 1],
    timestamp: 1_700_000_000,
  });

  it('are all that tells two writers of one list apart', () => {
    const found = compare(asCucm, asOtherWriter);
    expect(found).toMatchObject({ same: true, identical: false });
    expect(found.rows.map(({ kind }) => kind)).toEqual(['form', 'form', 'form']);
    expect(found.header.map(({ field, form }) => [field, form])).toEqual([
      ['SIGNERNAME', true],
      ['CANAME', true],
      ['SIGNATURE', true],
      ['TIMESTAMP', true],
      ['PADDING', true],
      ['SIGNERVERSION', true],
    ]);
    expect(found.summary).toBe('same in meaning; signed at a different time; written differently');
  });

  it('are the time and the bytes of a signature by the same signer', () => {
    const found = compare(list([sast]), list([sast], { timestamp: 1_600_000_000 }));
    expect(found.summary).toBe('same in meaning; signed at a different time');
  });

  it.each<[string, Partial<ListSpec>, string]>([
    ['the verdict on the signature', { status: 'invalid' }, 'signer kept; signature invalid, was valid'],
    ['the digest', { digest: 3 }, 'signer kept; digest SHA-1 → SHA-512'],
    ['a digest that nobody knows', { digest: 9 }, 'signer kept; digest SHA-1 → 9 · unknown'],
    [
      'that the signer left',
      { status: 'signer-not-in-list' },
      'signer kept; signature by a signer that is not in the list, was valid',
    ],
    ['the kind of list', { filename: 'CTLFile.tlv' }, 'an ITL and a CTL; signer kept'],
    ['the name of the list', { filename: 'ITLFile.tlv.sgn' }, 'signer kept; FILENAME ITLFile.tlv → ITLFile.tlv.sgn'],
    [
      'the signer',
      { signer: { ...publisher, name: name('ITLRECOVERY'), serial: [7] } },
      'signer replaced: pub → ITLRECOVERY',
    ],
    ['the signer’s serial number', { signer: { ...publisher, serial: [7] } }, 'signer renewed'],
    ['that there is no signer', { signer: null }, 'signer removed: pub'],
  ])('are not: %s', (_, more, summary) => {
    const found = compare(list([tvs1]), list([tvs1], more));
    expect(found).toMatchObject({ same: false, summary });
  });

  it('are an empty DNSNAME and none, leading zeros of a serial number, and a missing final NUL', () => {
    const left = list([
      { ...tvs1, dnsName: '' },
      { ...tvs2, serial: [0, 0xab] },
    ]);
    const right = list([tvs1, { ...tvs2, serial: [0xab] }]);
    expect(compare(left, right)).toMatchObject({ same: true });
  });

  it.each<[string, Partial<RecordSpec>, string]>([
    ['the host name', { dnsName: 'elsewhere' }, 'DNSNAME'],
    ['the address', { ipAddress: [10, 0, 0, 2] }, 'IPADDRESS'],
    ['an unknown element', { others: [{ tag: 40, value: Uint8Array.of(1) }] }, 'TAG 40'],
    ['a name that differs in one letter', { subject: name('pub').replace('TAC', 'TAc') }, 'SUBJECTNAME'],
    ['an attribute more', { subject: `${name('pub')};DC=at` }, 'SUBJECTNAME'],
  ])('are not: %s', (_, more, field) => {
    const found = compare(list([tvs1]), list([{ ...tvs1, ...more }]));
    expect(found.same).toBe(false);
    expect(found.rows[0]?.fields.filter(({ form }) => !form).map((difference) => difference.field)).toEqual([field]);
  });
});

describe('a file that is neither an ITL nor a CTL', () => {
  it('is never said to be blank, nor to be so no longer', () => {
    const firmware = { ...list([], { filename: 'SIP42.loads' }), blank: true };
    expect(compare(firmware, list([tvs1])).summary).toBe('signer kept; FILENAME SIP42.loads → ITLFile.tlv; TVS added');
  });
});

describe('clauses of the summary', () => {
  const two = [sast, tvs1, tvs2];
  it.each<[string, RecordSpec[], RecordSpec[], string]>([
    ['of two', two, [sast], 'both TVS removed'],
    ['of three', [...two, tvs3], [sast], 'all 3 TVS removed'],
    ['of one', [sast, tvs1], [sast], 'TVS removed'],
    [
      'of two certificates',
      two,
      [sast, { ...tvs1, serial: [7], hashOf: 'x' }, { ...tvs2, serial: [8], hashOf: 'y' }],
      'both TVS certificates renewed',
    ],
  ])('tell how many %s', (_, left, right, clause) => {
    expect(compare(list(left), list(right)).summary).toBe(`signer kept; ${clause}`);
  });

  it('call a certificate replaced if another takes its place, as a hash or in full', () => {
    const other = { ...server('capf', 'other', 'another one'), serial: [8] };
    expect(compare(list([sast, capf]), list([sast, other])).summary).toBe('signer kept; CAPF certificate replaced');
  });

  it('tell what became of bytes behind the last record', () => {
    const trailing = (length: number): Report => ({
      ...list([tvs1]),
      sha256: String(length),
      trailing: { offset: 9, length },
    });
    const none = list([tvs1]);
    expect(compare(none, trailing(3)).summary).toBe('signer kept; 3 bytes after the last record added');
    expect(compare(trailing(3), none).summary).toBe('signer kept; 3 bytes after the last record removed');
    expect(compare(trailing(3), trailing(4)).summary).toBe('signer kept; bytes after the last record changed');
  });
});

describe('what a report holds in part', () => {
  const key = (last: number): Uint8Array =>
    Uint8Array.from({ length: 270 }, (_, at) => (at === 269 ? last : at & 0xff));

  it('is named, and not taken for equal', () => {
    const found = compare(list([{ ...tvs1, publicKey: key(1) }]), list([{ ...tvs1, publicKey: key(2) }]));
    expect(found.uncompared).toEqual([{ field: 'PUBLICKEY', records: 1, reason: 'long' }]);
    expect(found).toMatchObject({
      same: false,
      summary: 'the files differ; everything that could be compared is the same',
    });
  });

  it('differs where its length does', () => {
    const found = compare(
      list([{ ...tvs1, publicKey: key(1) }]),
      list([{ ...tvs1, publicKey: key(1).subarray(0, 140) }]),
    );
    expect(found).toMatchObject({ same: false, uncompared: [] });
    expect(found.rows[0]?.fields.at(-1)).toMatchObject({ field: 'PUBLICKEY' });
  });
});

describe('a side that was read from text', () => {
  /** As `show itl` carries it: no digests, no values of keys, addresses and algorithms. */
  function asText(report: Report): Report {
    const unprinted = new Set(['PUBLICKEY', 'SIGNATURE', 'IPADDRESS', 'DIGESTALGORTITHM', 'FILENAME', 'TIMESTAMP']);
    const printed = <Row extends { name: string; text: string }>(row: Row): Row =>
      unprinted.has(row.name) ? { ...row, text: '' } : row;
    return {
      ...report,
      md5: '',
      sha1: '',
      sha256: '',
      filename: null,
      timestamp: null,
      digest: '',
      header: report.header.filter((row) => row.name !== 'PADDING').map(printed),
      records: report.records.map((record) => ({
        ...record,
        ipAddress: null,
        sha256: null,
        fields: record.fields.map(printed),
      })),
      certificates: {},
    };
  }
  const records = [sast, { ...tftp, ipAddress: [10, 0, 0, 1], publicKey: new Uint8Array(270) }, tvs1, capf];

  it('is the same as the file it was printed of, in everything that it carries', () => {
    const file = list(records);
    for (const found of [compare(file, asText(file)), compare(asText(file), file)]) {
      expect(found).toMatchObject({ same: true, identical: null });
      expect(found.header).toEqual([]);
      expect(found.rows.every(({ kind }) => kind === 'same')).toBe(true);
      expect(found.summary).toBe('same in meaning, judging by the text');
      expect(found.uncompared).toEqual([
        { field: 'DIGESTALGORTITHM', records: null, reason: 'text' },
        { field: 'FILENAME', records: null, reason: 'text' },
        { field: 'PUBLICKEY', records: 1, reason: 'text' },
        { field: 'IPADDRESS', records: 1, reason: 'text' },
      ]);
    }
  });

  it('shows a certificate that was renewed, and a key of another size', () => {
    const text = asText(list(records));
    const file = list([
      sast,
      { ...tftp, ipAddress: [10, 0, 0, 1], publicKey: new Uint8Array(140) },
      { ...tvs1, serial: [0x55], hashOf: 'new' },
      capf,
    ]);
    const found = compare(text, file);
    // The key beside the certificate that was kept was tampered with; the other certificate has a serial number of its own.
    expect(found.rows.map(({ kind }) => kind)).toEqual(['same', 'changed', 'renewed', 'same']);
    expect(found.rows[1]?.fields[0]).toMatchObject({ field: 'PUBLICKEY', left: '270 bytes' });
    expect(found.summary).toBe('signer kept; CCM+TFTP record changed (PUBLICKEY); TVS certificate renewed');
  });

  it('says nothing of a verdict that was not printed', () => {
    const text = asText(list(records, { status: 'unsupported' }));
    expect(compare(text, list(records)).uncompared).toContainEqual({
      field: 'signature',
      records: null,
      reason: 'text',
    });
    expect(compare(text, list(records)).same).toBe(true);
  });

  it('does not call a record added that a text with gaps may have left out', () => {
    const text = asText(list([sast, tvs1]));
    const found = compare(text, list(records), { left: { complete: false } });
    expect(kinds(found)).toEqual([
      ['same', 1, 1],
      ['unknown', null, 2],
      ['same', 2, 3],
      ['unknown', null, 4],
    ]);
    // The text has no digest, so that nothing says that the files differ.
    expect(found).toMatchObject({ same: true, identical: null });
    expect(found.summary).toBe('same in meaning, judging by the text; 2 records possibly missing from the text');
    expect(found.uncompared).toContainEqual({ field: 'record', records: 2, reason: 'text' });
  });

  it('is not the same as a file with another digest, though nothing that it prints differs', () => {
    const file = list(records);
    const differs = { sha1: 'another', md5: 'another' };
    for (const text of [
      { ...asText(file), ...differs },
      { ...asText(list([sast, tvs1])), ...differs },
    ]) {
      const found = compare(text, file, { left: { complete: text.records.length === 4 } });
      expect(found).toMatchObject({
        same: false,
        identical: false,
        summary: 'the files differ; what the text prints is the same',
        header: [{ field: 'SHA-1 of the file', left: 'another', right: file.sha1, form: false }],
      });
    }
  });

  it('is not the same as any file where it prints nothing but the digest of another', () => {
    const file = list(records);
    const empty = {
      ...asText(list([], { signer: null })),
      header: [],
      signer: { name: null, issuer: null, serial: null },
    };
    const options = { left: { complete: false } };
    expect(compare({ ...empty, md5: 'another' }, file, options)).toMatchObject({
      same: false,
      identical: false,
      summary: 'the files differ; the text contains no records',
    });
    expect(compare(empty, file, options)).toMatchObject({
      same: false,
      identical: null,
      summary: 'the text contains no records',
    });
    expect(compare({ ...empty, md5: file.md5 }, file, options)).toMatchObject({ same: true, identical: true });
  });

  it('has no signer added if it left its header out', () => {
    const file = list([...records, tvs2]);
    const text = { ...asText(list(records)), header: [], signer: { name: null, issuer: null, serial: null } };
    expect(compare(text, file).summary).toBe('TVS added');
    expect(compare(file, text).summary).toBe('1 of 2 TVS removed');
  });

  it('is not called blank if records were left out of it', () => {
    const text = { ...asText(list([sast])), blank: false };
    const file = { ...list([sast, { function: 'tftp', dnsName: 'pub' }], { timestamp: 5, digest: 3 }), blank: true };
    const header = {
      ...text,
      header: file.header.map((row) => ({ ...row })),
      signature: { ...text.signature, status: 'invalid' as const },
    };
    expect(compare(header, file, { left: { complete: false } }).summary).toBe(
      'signer kept; signature valid, was invalid',
    );
  });

  it('is identical if it prints the digests of the file', () => {
    const file = list(records);
    const text = { ...asText(file), md5: file.md5, sha1: file.sha1 };
    expect(compare(file, text)).toMatchObject({ same: true, identical: true, summary: 'identical, byte for byte' });
    expect(compare(file, { ...text, sha1: 'no such digest' }).identical).toBe(false);
  });
});

describe('folding', () => {
  const row = (kind: Row['kind']): Row => ({ kind, left: 1, right: 1, moved: false, fields: [] });
  const rows = (text: string): Row[] =>
    Array.from(text, (letter) => row(letter === '=' ? 'same' : letter === '~' ? 'form' : 'changed'));

  it('leaves a row of context beside each difference', () => {
    expect(folds(rows('=====!====='))).toEqual([
      { first: 0, last: 3 },
      { first: 7, last: 10 },
    ]);
    expect(folds(rows('!======!'))).toEqual([{ first: 2, last: 5 }]);
  });

  it('does not fold a single row', () => {
    expect(folds(rows('!===!'))).toEqual([]);
    expect(folds(rows('=='))).toEqual([{ first: 0, last: 1 }]);
    expect(folds(rows('='))).toEqual([]);
  });

  it('folds differences of form where they are hidden', () => {
    expect(folds(rows('~~==!'))).toEqual([]);
    expect(folds(rows('~~==!'), { hideForm: true })).toEqual([{ first: 0, last: 2 }]);
  });
});

describe('two lists of 10,000 records', () => {
  it('compare in a moment, whatever became of their order', () => {
    const many = Array.from({ length: 10_000 }, (_, at): RecordSpec => ({
      ...tvs1,
      subject: name(`node${at}`),
      hashOf: `c${at}`,
    }));
    const left = list(many);
    const shuffled = list(many.map((_, at) => many[(at * 7919) % 10_000] ?? tvs1));
    const renewed = list(many.map((record) => ({ ...record, serial: [9], hashOf: `${record.hashOf ?? ''} renewed` })));
    const started = process.cpuUsage();
    expect(compare(left, shuffled).rows).toHaveLength(10_000);
    expect(compare(left, renewed).summary).toBe('signer kept; all 10000 TVS certificates renewed');
    // Time of the processor, in microseconds: what else the machine does counts for nothing.
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(5_000);
  });
});
