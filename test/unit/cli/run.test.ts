import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { version } from '../../../package.json';
import { print } from '../../../src/core/show/print';
import {
  certificate,
  cucm12Cluster,
  cucm8Publisher,
  damaged,
  digestOf,
  mismatchedSigner,
  Role,
  rsaKey,
  trustList,
} from '../../builders';
import { inspected } from '../show/inspected';
import { Machine, type Ran } from './machine';

const machine = new Machine();
const { files } = machine;

beforeAll(async () => {
  files.set('lists/ITLFile.tlv', (await cucm8Publisher()).bytes);
  files.set('cluster12.tlv', (await cucm12Cluster()).bytes);
  files.set('mismatched.tlv', (await mismatchedSigner()).bytes);
  files.set('damaged.tlv', (await damaged()).bytes);
  files.set('photo.jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0x10));
});

const ran = (...args: string[]): Promise<Ran> => machine.run(...args);

function bytesOf(file: string): Uint8Array {
  const bytes = files.get(file);
  if (bytes === undefined) throw new Error(`no ${file}`);
  return bytes;
}

describe('trustlist verify --json', () => {
  test('prints one object for one file', async () => {
    const bytes = bytesOf('lists/ITLFile.tlv');
    const { status, out, complaints } = await ran('verify', '--json', 'lists/ITLFile.tlv');
    const name = 'CN=CUCM8-Publisher.bbbburns.lab;OU=TAC;O=Cisco;L=RTP;ST=North Carolina;C=US';
    expect(JSON.parse(out)).toMatchObject({
      file: 'lists/ITLFile.tlv',
      kind: 'ITL',
      length: 5438,
      md5: Buffer.from(digestOf('MD5', bytes)).toString('hex'),
      sha1: Buffer.from(digestOf('SHA-1', bytes)).toString('hex'),
      sha256: Buffer.from(digestOf('SHA-256', bytes)).toString('hex'),
      version: '1.2',
      headerLength: 296,
      filename: 'ITLFile.tlv',
      timestamp: '2011-07-27T14:16:24Z',
      digest: 'SHA-1',
      signer: { name, issuer: 'CN=JASBURNS-AD', serial: '21:00:2D:17:00:00:00:00:00:05' },
      signature: { status: 'valid', record: 1, actualSigner: 1 },
      blank: false,
      records: [
        { index: 1, function: 'System Administrator Security Token', functionCode: 0, offset: 296, length: 1972 },
        { index: 2, function: 'CCM+TFTP', functionCode: 2, offset: 2268, length: 1972, certificate: 'embedded' },
        { index: 3, function: 'TVS', functionCode: 21, offset: 4240, length: 743, certificate: 'hash' },
        { index: 4, function: 'CAPF', functionCode: 4, offset: 4983, length: 455, certificate: 'hash' },
      ],
    });
    expect(status).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('prints the same objects as JSON lines, one for each file and without an array', async () => {
    files.set('mixed/a.tlv', bytesOf('mismatched.tlv'));
    files.set('mixed/b.tlv', bytesOf('damaged.tlv'));
    files.set('mixed/c.tlv', bytesOf('photo.jpg'));
    const { out: array, status } = await ran('verify', '--json', 'mixed');
    const lines = await ran('verify', '--jsonl', 'mixed');
    expect(
      lines.out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(JSON.parse(array));
    expect(lines.out.endsWith('\n')).toBe(true);
    expect(lines.status).toBe(status);
    const { out: one } = await ran('verify', '--jsonl', 'mixed/a.tlv');
    expect(one).toBe(`${lines.out.split('\n')[0] ?? ''}\n`);
    expect((await ran('verify', '--jsonl', 'gone/*.tlv')).out).toBe('');
    for (const file of ['a.tlv', 'b.tlv', 'c.tlv']) files.delete(`mixed/${file}`);
  });

  test('takes one form, and a number of threads', async () => {
    expect(await ran('verify', '--json', '--jsonl', 'damaged.tlv')).toMatchObject({
      status: 2,
      out: '',
      complaints: ['verify: choose one of --json, --jsonl, --sarif and --junit; see trustlist --help.'],
    });
    for (const threads of ['0', '65', 'two', '-1', '1.5']) {
      expect(await ran('verify', `--threads=${threads}`, 'damaged.tlv')).toMatchObject({
        status: 2,
        out: '',
        complaints: [`verify: '${threads}' is not a number of threads from 1 to 64; see trustlist --help.`],
      });
    }
    expect(await ran('verify', '--threads=64', 'damaged.tlv')).toEqual(await ran('verify', 'damaged.tlv'));
  });

  test('has every field of the contract, and no other', async () => {
    const { out } = await ran('verify', '--json', 'lists/ITLFile.tlv');
    const report = JSON.parse(out) as { records: object[]; findings: object[]; signer: object; signature: object };
    const order =
      'file verdict reason kind length md5 sha1 sha256 version headerLength filename timestamp digest signer signature';
    expect(Object.keys(report)).toEqual([...order.split(' '), 'blank', 'records', 'findings']);
    expect(Object.keys(report.signer)).toEqual(['name', 'issuer', 'serial']);
    expect(Object.keys(report.signature)).toEqual([
      ...['status', 'record', 'actualSigner', 'reason', 'args', 'sentence'],
    ]);
    const ofRecord =
      'index function functionCode offset length dnsName subject issuer serial ipAddress certificate sha1 sha256 notBefore notAfter keyAlgorithm';
    for (const record of report.records) expect(Object.keys(record)).toEqual(ofRecord.split(' '));
    expect(report.findings.length).toBeGreaterThan(0);
    for (const finding of report.findings) {
      const ofFinding = 'code severity message reason args record field offset length';
      expect(Object.keys(finding)).toEqual(ofFinding.split(' '));
    }
  });

  test('names the record whose key did sign, and ends with 1', async () => {
    const { status, out } = await ran('verify', 'mismatched.tlv', '--json');
    expect(JSON.parse(out)).toMatchObject({
      signature: { status: 'invalid', record: 1, actualSigner: 5 },
      findings: expect.arrayContaining([
        expect.objectContaining({ code: 'signed-by-another', severity: 'error' }),
      ]) as unknown,
    });
    expect(status).toBe(1);
  });

  test('prints an array for several files, in their order, and ends with the worst status', async () => {
    const both = await ran('verify', '--json', 'cluster12.tlv', 'mismatched.tlv');
    expect(JSON.parse(both.out)).toMatchObject([{ file: 'cluster12.tlv' }, { file: 'mismatched.tlv' }]);
    expect(both.status).toBe(1);
    const three = await ran('verify', '--json', 'gone.tlv', 'mismatched.tlv', 'photo.jpg');
    expect(JSON.parse(three.out)).toMatchObject([
      { file: 'gone.tlv', error: 'There is no such file.', offset: null },
      { file: 'mismatched.tlv', kind: 'ITL' },
      { file: 'photo.jpg', error: expect.stringMatching(/^Not a trust list: .* at offset 0/) as unknown, offset: 0 },
    ]);
    expect(three.status).toBe(2);
  });

  test('prints an error with its offset, and nothing else, for a file that is not a trust list', async () => {
    const { status, out, complaints } = await ran('verify', '--json', 'photo.jpg');
    expect(Object.keys(JSON.parse(out) as object)).toEqual(['file', 'error', 'offset']);
    expect(status).toBe(2);
    expect(complaints).toEqual([]);
  });

  test('says of a damaged list what is left of it', async () => {
    const { status, out } = await ran('verify', '--json', 'damaged.tlv');
    expect(JSON.parse(out)).toMatchObject({ length: 5338, signature: { status: 'invalid' } });
    expect(status).toBe(1);
  });

  test('writes no control that drives a terminal', async () => {
    const signer = await certificate({ subject: { CN: 'pub' }, key: rsaKey(1024, 'controls') });
    const hostile = 'pub\u009b2J\u202e\u2028\x1b[2J';
    files.set(
      'hostile.tlv',
      trustList({ signer, records: [{ function: Role.sast, certificate: signer, dnsName: hostile }] }),
    );
    const { out } = await ran('verify', '--json', 'hostile.tlv');
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
    expect(JSON.parse(out)).toMatchObject({ records: [{ dnsName: hostile }] });
    const person = await ran('verify', 'hostile.tlv');
    expect(person.out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
  });
});

describe('trustlist verify', () => {
  test('tells a person the verdict, the file, and each finding with its offset in one line', async () => {
    const { status, out } = await ran('verify', 'mismatched.tlv');
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toBe(
      'mismatched.tlv: Signature does not verify, header names CUCM8-Publisher.bbbburns.lab (record 1), but the key of CUCM8-Subscriber.bbbburns.lab (record 5) made the signature',
    );
    expect(lines[1]).toMatch(/^ {2}ITL, \d+ bytes, 5 records, SHA-1, 2011-07-27T14:16:24Z, MD5 [0-9a-f]{32}$/);
    const { findings } = JSON.parse((await ran('verify', '--json', 'mismatched.tlv')).out) as {
      findings: { severity: string; code: string; offset: number; message: string }[];
    };
    expect(lines).toHaveLength(2 + findings.length);
    for (const [index, { severity, code, offset, message }] of findings.entries()) {
      const line = lines[2 + index] ?? '';
      expect(line).toContain(`  ${severity} ${code} at 0x${offset.toString(16).padStart(4, '0')}`);
      expect(line.endsWith(`: ${message}`)).toBe(true);
    }
    expect(status).toBe(1);
  });

  test('complains of a file in one sentence and goes on to the next', async () => {
    const { status, out, complaints } = await ran('verify', 'gone.tlv', 'cluster12.tlv');
    expect(complaints).toEqual(['gone.tlv: There is no such file.']);
    expect(out).toMatch(/^cluster12\.tlv: Signature verified, signed by /);
    expect(status).toBe(2);
  });
});

describe('trustlist show', () => {
  test('prints what the cluster does', async () => {
    const { report, list } = await inspected(bytesOf('lists/ITLFile.tlv'));
    expect(await ran('show', 'lists/ITLFile.tlv')).toEqual({ status: 0, out: print(report, list), complaints: [] });
  });

  test('ends with 1 for a list with an error, and with 2 for a file that is not a list', async () => {
    expect((await ran('show', 'mismatched.tlv')).status).toBe(1);
    const { status, out, complaints } = await ran('show', 'photo.jpg');
    expect([status, out]).toEqual([2, '']);
    expect(complaints).toEqual([expect.stringMatching(/^photo\.jpg: Not a trust list/)]);
  });
});

describe('the command line', () => {
  test('helps', async () => {
    const general = await ran('--help');
    expect(general.status).toBe(0);
    for (const words of ['verify', 'show', '--version', 'Exit status']) expect(general.out).toContain(words);
    const ofVerify = await ran('verify', '--help');
    expect(ofVerify.status).toBe(0);
    expect(ofVerify.out).toMatch(/^Usage: trustlist verify .*FILE\.\.\.\n[^]*--json/);
    for (const words of ['--sarif ', '--sarif-for READER', 'github', '--junit ']) expect(ofVerify.out).toContain(words);
  });

  test('has a line in the README for each command, and no other', async () => {
    const { out } = await ran('--help');
    const [, commands = ''] = /\nCommands:\n([^]*?)\n\n/.exec(out) ?? [];
    const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
    const named = (text: string, pattern: RegExp): string[] =>
      [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort();
    expect(named(readme, /^trustlist (\w+) /gm)).toEqual(named(commands, /^ {2}(\w+)/gm));
  });

  test('knows its version', async () => {
    expect(await ran('--version')).toEqual({ status: 0, out: `trustlist ${version}\n`, complaints: [] });
  });

  test.each([
    [[], 'a command is missing'],
    [['frobnicate'], "there is no command 'frobnicate'"],
    [['verify'], 'verify: FILE... is missing'],
    [['verify', '--jsn', 'a.tlv'], "verify: Unknown option '--jsn'"],
    [['verify', '--json=yes', 'a.tlv'], "verify: Option '--json' does not take an argument"],
  ])('says in one sentence what is wrong with %j', async (args, sentence) => {
    const { status, out, complaints } = await ran(...args);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toContain(sentence);
    expect(complaints[0]).toMatch(/; see trustlist --help\.$/);
  });

  test('takes a name that begins with a dash behind --', async () => {
    files.set('-x.tlv', bytesOf('lists/ITLFile.tlv'));
    expect((await ran('verify', '--', '-x.tlv')).status).toBe(0);
  });
});
