import { beforeAll, describe, expect, it } from 'vitest';
import { compare } from '../../../src/core/compare/compare';
import type { Comparison } from '../../../src/core/compare/comparison';
import { decode } from '../../../src/core/format/decode';
import { print } from '../../../src/core/show/print';
import { parseShow } from '../../../src/core/show/parse';
import { inspect } from '../../../src/core/trust/inspect';
import type { Report } from '../../../src/core/trust/report';
import {
  certificate,
  cucm12Cluster,
  cucm8Publisher,
  Role,
  rsaKey,
  trustList,
  type Identity,
  type RecordOptions,
  type TrustListOptions,
} from '../../builders';

/** What a regeneration of certificates, an upgrade or another cluster makes of a list, on lists with real signatures. */

interface File {
  readonly report: Report;
  readonly bytes: Uint8Array;
}

async function inspected(bytes: Uint8Array): Promise<File> {
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return { report: await inspect(decoded.list, bytes), bytes };
}

function compareFiles(left: File, right: File): Comparison {
  return compare(left.report, right.report, { left, right });
}

interface Cluster {
  readonly callManager: Identity;
  readonly tvs: readonly Identity[];
  readonly capf: Identity;
}

function recordsOf({ callManager, tvs, capf }: Cluster): RecordOptions[] {
  const dnsName = '';
  return [
    { function: Role.sast, certificate: callManager, dnsName },
    { function: Role.ccmTftp, certificate: callManager, dnsName },
    ...tvs.map((identity): RecordOptions => ({ function: Role.tvs, certificate: identity, as: 'hash', dnsName })),
    { function: Role.capf, certificate: capf, as: 'hash', dnsName },
  ];
}

function itl(cluster: Cluster, more: Partial<TrustListOptions> = {}): Promise<File> {
  return inspected(trustList({ signer: cluster.callManager, records: recordsOf(cluster), ...more }));
}

function kinds({ rows }: Comparison): string[] {
  return rows.map(({ kind, left, right }) => `${left ?? '-'} ${kind} ${right ?? '-'}`);
}

async function identity(host: string, use: string, generation: number): Promise<Identity> {
  return certificate({
    subject: { CN: host, OU: 'TAC', O: 'Example', L: 'RTP', C: 'US' },
    key: rsaKey(1024, `${host} ${use} ${generation}`),
    serial: `2E:3E:1A:7B:${String(generation).padStart(2, '0')}:${String(host.length).padStart(2, '0')}:${use.length}0`,
    notAfter: new Date(`${2030 + generation}-01-01T00:00:00Z`),
  });
}

describe('a cluster of CUCM 8', () => {
  let before: Cluster;
  let renewed: Cluster;

  beforeAll(async () => {
    const make = async (generation: number): Promise<Cluster> => ({
      callManager: await identity('pub.example.com', 'CallManager', generation),
      tvs: await Promise.all(['pub', 'sub1', 'sub2'].map((host) => identity(`${host}.example.com`, 'TVS', generation))),
      capf: await identity('CAPF-9c4cba7d', 'CAPF', generation),
    });
    before = await make(1);
    renewed = await make(2);
  });

  it('shows the signer renewed after CallManager.pem was regenerated', async () => {
    const found = compareFiles(await itl(before), await itl({ ...before, callManager: renewed.callManager }));
    expect(found.summary).toBe('signer renewed; SAST certificate renewed; CCM+TFTP certificate renewed');
    expect(kinds(found)).toEqual(['1 renewed 1', '2 renewed 2', '3 same 3', '4 same 4', '5 same 5', '6 same 6']);
    const fields = found.rows[0]?.fields.filter(({ form }) => !form).map(({ field }) => field);
    expect(fields).toEqual(['SERIALNUMBER', 'PUBLICKEY', 'SIGNATURE', 'CERTIFICATE', 'not after']);
    expect(found.uncompared).toEqual([]);
  });

  it('shows the signer kept after TVS.pem of one node was regenerated', async () => {
    const tvs = before.tvs.map((old, at) => (at === 1 ? (renewed.tvs[at] ?? old) : old));
    const found = compareFiles(await itl(before), await itl({ ...before, tvs }));
    expect(found.summary).toBe('signer kept; 1 of 3 TVS certificates renewed');
    expect(kinds(found).filter((row) => !row.includes('same'))).toEqual(['4 renewed 4']);
  });

  it('shows both after both were', async () => {
    const found = compareFiles(await itl(before), await itl({ ...renewed, capf: before.capf }));
    expect(found.summary).toBe(
      'signer renewed; SAST certificate renewed; CCM+TFTP certificate renewed; all 3 TVS certificates renewed',
    );
  });

  it('shows every record changed against another cluster', async () => {
    const other: Cluster = {
      callManager: await identity('other-pub.example.com', 'CallManager', 1),
      tvs: [await identity('other-pub.example.com', 'TVS', 1)],
      capf: await identity('CAPF-11111111', 'CAPF', 1),
    };
    const found = compareFiles(await itl(before), await itl(other));
    expect(found.summary).toBe(
      'signer replaced: pub.example.com → other-pub.example.com; SAST certificate replaced; CCM+TFTP certificate replaced; 1 of 3 TVS certificates replaced; 2 of 3 TVS removed; CAPF certificate replaced',
    );
    expect(kinds(found)).toEqual([
      '1 changed 1',
      '2 changed 2',
      '3 changed 3',
      '4 removed -',
      '5 removed -',
      '6 changed 4',
    ]);
  });

  it('shows another signer, and the certificates kept, after the upgrade to one that ITLRecovery signs for', async () => {
    const recovery = await identity('ITLRECOVERY_pub.example.com', 'ITLRecovery', 1);
    const upgraded = await inspected(
      trustList({
        signer: recovery,
        digest: 'SHA-512',
        records: [{ function: Role.sast, certificate: recovery, dnsName: '' }, ...recordsOf(before)],
      }),
    );
    const found = compareFiles(await itl(before), upgraded);
    expect(found.summary).toBe(
      'signer replaced: pub.example.com → ITLRECOVERY_pub.example.com; digest SHA-1 → SHA-512; SAST added',
    );
    expect(kinds(found).slice(0, 2)).toEqual(['- added 1', '1 same 2']);
  });

  it('is the same in meaning, written by CUCM or by certutils', async () => {
    const records = recordsOf(before).map((record): RecordOptions => ({ ...record, replace: { 2: null } }));
    const written = await itl(before, { order: 'certutils', timestamp: 1_500_000_000, records });
    const found = compareFiles(await itl(before), written);
    expect(found).toMatchObject({ same: true, identical: false, uncompared: [] });
    expect(found.summary).toBe('same in meaning; signed at a different time; written differently');
    expect(found.rows.map(({ kind }) => kind)).toEqual(found.rows.map(() => 'form'));
    const forms = new Set([...found.header, ...found.rows.flatMap(({ fields }) => fields)].map(({ field }) => field));
    expect(forms).toEqual(
      new Set([
        'HEADERLENGTH',
        'SIGNERNAME',
        'CANAME',
        'SIGNATURE',
        'TIMESTAMP',
        'PADDING',
        'SIGNERVERSION',
        'RECORDLENGTH',
        'DNSNAME',
        'SUBJECTNAME',
        'ISSUERNAME',
        'order of elements',
      ]),
    );
  });

  it('is the same in meaning, signed again at another time', async () => {
    const found = compareFiles(await itl(before), await itl(before, { timestamp: 1_500_000_000 }));
    expect(found).toMatchObject({ same: true, summary: 'same in meaning; signed at a different time' });
  });

  it('is not the same where the last byte of a long key differs', async () => {
    const bytes = trustList({ signer: before.callManager, records: recordsOf(before) });
    const left = await inspected(bytes);
    const key = left.report.records[2]?.fields.find(({ name }) => name === 'PUBLICKEY');
    const at = (key?.offset ?? 0) + (key?.length ?? 0) - 1;
    const changed = bytes.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    const right = await inspected(changed);
    // It was tampered with and not renewed: CERTHASH and SERIALNUMBER still say that it is the same certificate.
    expect(compareFiles(left, right).rows[2]).toMatchObject({ kind: 'changed', fields: [{ field: 'PUBLICKEY' }] });
    expect(compareFiles(left, right).summary).toBe(
      'signer kept; signature invalid, was valid; 1 of 3 TVS records changed (PUBLICKEY)',
    );
    // Without the bytes it is said, and not taken for equal.
    expect(compare(left.report, right.report).uncompared).toContainEqual({
      field: 'PUBLICKEY',
      records: 4,
      reason: 'long',
    });
  });

  it('is not the same where a byte of a signed record was changed', async () => {
    const bytes = trustList({ signer: before.callManager, records: recordsOf(before) });
    const changed = bytes.slice();
    changed[changed.length - 10] = (changed[changed.length - 10] ?? 0) ^ 1;
    const found = compareFiles(await inspected(bytes), await inspected(changed));
    expect(found.same).toBe(false);
    expect(found.header).toContainEqual({ field: 'signature', left: 'valid', right: 'invalid', form: false });
    // A bit of CERTHASH: a renewed certificate would have another key or serial number.
    expect(kinds(found).at(-1)).toBe('6 changed 6');
    expect(found.summary).toContain('CAPF record changed (CERTHASH)');
  });

  it('shows a record changed, and no certificate renewed, where the same certificate is hashed with SHA-256', async () => {
    const records = recordsOf(before).map((record): RecordOptions =>
      record.as === 'hash' ? { ...record, hash: 'SHA-256' } : record,
    );
    const found = compareFiles(await itl(before), await itl(before, { records }));
    expect(found.summary).toBe(
      'signer kept; all 3 TVS records changed (CERTHASH and HASH ALGORITHM); CAPF record changed (CERTHASH and HASH ALGORITHM)',
    );
  });

  it('does not call the signer renewed where the header names the same one', async () => {
    const { callManager } = before;
    const flipped = callManager.der.slice();
    flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
    const records = recordsOf(before).map((record, at): RecordOptions =>
      at === 0 ? { ...record, replace: { 9: flipped } } : record,
    );
    const found = compareFiles(await itl(before), await itl(before, { records }));
    expect(found.summary).toBe('same signer, with a different certificate; SAST record changed (CERTIFICATE)');
    expect(kinds(found)[0]).toBe('1 changed 1');
  });

  it('is not the same in meaning where a length lies, though it is signed', async () => {
    const [first, ...rest] = recordsOf(before);
    if (first === undefined) throw new Error('no record');
    const lyingRecord = await itl(before, { records: [{ ...first, recordLength: 7 }, ...rest] });
    const lyingHeader = await itl(before, { headerLength: 20 });
    for (const [lying, summary] of [
      [lyingRecord, /^signer kept; structure damaged at offset \d+, was sound; SAST record changed \(RECORDLENGTH\)$/],
      [lyingHeader, /^signer kept; HEADERLENGTH \d+ bytes → 20 bytes; structure damaged at offset \d+, was sound$/],
    ] as const) {
      expect(lying.report.signature.status).toBe('valid');
      const found = compareFiles(await itl(before), lying);
      expect(found.same).toBe(false);
      expect(found.summary).toMatch(summary);
      expect(compareFiles(lying, await itl(before)).same).toBe(false);
    }
  });

  it('was signed again, and not at another time, where the time is the same', async () => {
    const found = compareFiles(await itl(before), await itl(before, { padding: 3 }));
    expect(found).toMatchObject({ same: true, summary: 'same in meaning; signed again; written differently' });
  });
});

describe('the text that a cluster prints', () => {
  it.each([
    ['of CUCM 8', cucm8Publisher],
    ['of CUCM 12', cucm12Cluster],
  ])('is the same in meaning as the file %s that it was printed of', async (_, make) => {
    const { bytes } = await make();
    const decoded = decode(bytes);
    if (!decoded.ok) throw new Error(decoded.error.message);
    const report = await inspect(decoded.list, bytes);
    const [shown] = parseShow(print(report, decoded.list));
    if (shown === undefined) throw new Error('nothing was read back');
    for (const found of [compare(report, shown.report), compare(shown.report, report)]) {
      expect(found.rows.filter(({ kind }) => kind !== 'same')).toEqual([]);
      expect(found).toMatchObject({ same: true, identical: null, header: [] });
      expect(found.uncompared.every(({ reason }) => reason === 'text')).toBe(true);
    }
  });
});
