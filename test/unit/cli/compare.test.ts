import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { print } from '../../../src/core/show/print';
import { certificate, cucm8Publisher, Role, rsaKey, trustList, type TrustListOptions } from '../../builders';
import { inspected } from '../show/inspected';
import { Machine, type Ran } from './machine';

const machine = new Machine();
const { files } = machine;

beforeAll(async () => {
  const { bytes, identities } = await cucm8Publisher();
  const { callManager, tvs, capf } = identities;
  const renewed = await certificate({
    subject: tvs.subject,
    key: rsaKey(2048, 'tvs renewed'),
    serial: '2E:3E:1A:7B:DA:A6:4D:85',
    digest: 'SHA-1',
  });
  const list = (more: Partial<TrustListOptions> & { tvs?: typeof tvs }): Uint8Array =>
    trustList({
      signer: callManager,
      records: [
        { function: Role.sast, certificate: callManager },
        { function: Role.ccmTftp, certificate: callManager },
        { function: Role.tvs, certificate: more.tvs ?? tvs, as: 'hash' },
        { function: Role.capf, certificate: capf, as: 'hash' },
      ],
      ...more,
    });
  files.set('a/ITLFile.tlv', bytes);
  files.set('b/ITLFile.tlv', list({ tvs: renewed }));
  files.set('other-writer.tlv', list({ order: 'certutils', timestamp: 1_500_000_000 }));
  const { report, list: decoded } = await inspected(bytes);
  machine.text('shown.txt', print(report, decoded));
  files.set('powershell.txt', utf16(print(report, decoded)));
  machine.text('twice.txt', `${print(report, decoded)}\nadmin:show itl\n${print(report, decoded)}`);
  const checksums = (of: Uint8Array): string =>
    `admin:show itl\nThe checksum value of the ITL file:\n${hash('md5', of)}(MD5)\n${hash('sha1', of)}(SHA1)\n\n`;
  machine.text('checksum-of-a.txt', checksums(bytes));
  machine.text('checksum-of-another.txt', checksums(Uint8Array.of(1)));
  const shown = print(report, decoded).replace(/^admin:.*\n/, '');
  machine.text('other-checksum.txt', `${checksums(Uint8Array.of(1))}${shown}`);
  const again = { subject: callManager.subject, serial: '2E:3E:1A:7B:DA:A6:4D:86' };
  const other = await certificate({ ...again, key: rsaKey(2048, 'CallManager renewed'), digest: 'SHA-1' });
  const records = [
    { function: Role.sast, certificate: other },
    { function: Role.ccmTftp, certificate: other },
    { function: Role.tvs, certificate: renewed, as: 'hash' as const },
    { function: Role.capf, certificate: capf, as: 'hash' as const },
  ];
  files.set('both-renewed/ITLFile.tlv', trustList({ signer: other, records }));
  machine.text('no-file.txt', 'admin:show ctl\nCTL File not found\n');
  machine.text('prose.txt', 'Dear colleague,\n');
});

function hash(name: 'md5' | 'sha1', bytes: Uint8Array): string {
  return createHash(name).update(bytes).digest('hex');
}

function pemOf(der: Uint8Array): string {
  const body = Buffer.from(der).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
}

function utf16(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
}

const ran = (...args: string[]): Promise<Ran> => machine.run('compare', ...args);

describe('trustlist compare', () => {
  test('ends with 1 where a certificate was renewed, and says what a phone makes of it', async () => {
    const { status, out, complaints } = await ran('a/ITLFile.tlv', 'b/ITLFile.tlv');
    expect(status).toBe(1);
    expect(complaints).toEqual([]);
    expect(out).toContain('Summary: signer kept; TVS certificate renewed.\n');
    expect(out).toContain('A phone that holds the left list accepts the right one (rule P4).\n');
    expect(out).toContain('↻ record 3: TVS CUCM8-Publisher.bbbburns.lab, renewed\n');
  });

  test('ends with 0 where only the writing differs, or nothing', async () => {
    const differently = await ran('a/ITLFile.tlv', 'other-writer.tlv');
    expect(differently.status).toBe(0);
    expect(differently.out).toContain('same in meaning; signed at a different time; written differently');
    const identical = await ran('a/ITLFile.tlv', 'a/ITLFile.tlv');
    expect(identical.status).toBe(0);
    expect(identical.out).toContain('Summary: identical, byte for byte.');
  });

  test('prints JSON for scripts', async () => {
    const { status, out } = await ran('--json', 'a/ITLFile.tlv', 'b/ITLFile.tlv');
    expect(status).toBe(1);
    const json = JSON.parse(out) as { records: { fields: { field: string }[] }[] };
    expect(json).toMatchObject({
      same: false,
      identical: false,
      summary: 'signer kept; TVS certificate renewed',
      header: [],
      records: [{ change: 'renewed', left: 3, right: 3 }],
      phone: {
        leftTakesRight: { verdict: 'accepted', rule: 'P4', dependsOn: [] },
        rightTakesLeft: { verdict: 'accepted', rule: 'P4', dependsOn: [] },
      },
    });
    expect(json.records[0]?.fields.map(({ field }) => field)).toContain('CERTHASH');
  });

  test('prints JSON or Markdown, and not both', async () => {
    const { status, out, complaints } = await ran('--json', '--markdown', 'a/ITLFile.tlv', 'b/ITLFile.tlv');
    expect([status, out]).toEqual([2, '']);
    expect(complaints).toEqual(['compare: use either --json or --markdown, not both; see trustlist --help.']);
  });

  test.each([['--markdown'], []])(
    'says that phones are locked out where both were regenerated at once %s',
    async (...option) => {
      const { out } = await ran(...option, 'a/ITLFile.tlv', 'both-renewed/ITLFile.tlv');
      expect(out).toContain(
        'If one cluster replaced the left list by the right one: locked out, no signer and no TVS that phones know is left.\n',
      );
    },
  );

  test('says so in JSON too', async () => {
    const { out } = await ran('--json', 'a/ITLFile.tlv', 'both-renewed/ITLFile.tlv');
    expect(JSON.parse(out)).toMatchObject({
      phone: { leftTakesRight: { verdict: 'depends', sameCluster: { outcome: 'locked-out' } } },
    });
  });

  test('does not call a file the same as a text with another checksum', async () => {
    const { status, out } = await ran('other-checksum.txt', 'a/ITLFile.tlv');
    expect(status).toBe(1);
    expect(out).toContain('Summary: the files differ; what the text prints is the same.\n');
    expect(out).toMatch(/ {2}SHA-1 of the file: [0-9a-f]{40} → [0-9a-f]{40}\n/);
  });

  test('compares a text that prints nothing but checksums by them alone', async () => {
    const same = await ran('checksum-of-a.txt', 'a/ITLFile.tlv');
    expect(same.status).toBe(0);
    expect(same.out).toContain('Summary: identical, byte for byte.\n');
    const other = await ran('checksum-of-another.txt', 'a/ITLFile.tlv');
    expect([other.status, other.out]).toEqual([2, '']);
    expect(other.complaints).toEqual([
      'checksum-of-another.txt: The text prints no record; its checksum says that the files differ, and not in what.',
    ]);
    const unknown = await ran('--json', 'checksum-of-a.txt', 'shown.txt');
    expect(unknown.status).toBe(2);
    expect(JSON.parse(unknown.out)).toEqual({
      file: 'checksum-of-a.txt',
      error: 'The text prints no record, and there is no checksum in common to compare.',
      offset: null,
    });
  });

  test('prints Markdown for a ticket', async () => {
    const { out } = await ran('--markdown', 'a/ITLFile.tlv', 'b/ITLFile.tlv');
    expect(out).toContain('| ↻ | record 3 | TVS CUCM8-Publisher.bbbburns.lab, renewed |');
  });

  test.each(['shown.txt', 'powershell.txt'])('compares with what the cluster printed, in %s', async (file) => {
    const same = await ran('--json', file, 'a/ITLFile.tlv');
    expect(JSON.parse(same.out)).toMatchObject({
      same: true,
      summary: 'same in meaning, judging by the text',
      phone: { leftTakesRight: null, rightTakesLeft: null },
    });
    expect(same.status).toBe(0);
    expect((await ran(file, 'b/ITLFile.tlv')).status).toBe(1);
  });

  test.each([
    ['gone.tlv', 'gone.tlv: There is no such file.'],
    ['twice.txt', 'twice.txt: The text contains several lists; a comparison takes one on each side.'],
    ['no-file.txt', 'no-file.txt: According to the text, the cluster has no such file.'],
  ])('ends with 2 where a side cannot be read: %s', async (file, sentence) => {
    const { status, out, complaints } = await ran('a/ITLFile.tlv', file);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(complaints).toEqual([sentence]);
  });

  test('names each side that is not a list, as JSON if asked', async () => {
    const { status, out } = await ran('--json', 'prose.txt', 'gone.tlv');
    expect(status).toBe(2);
    expect(JSON.parse(out)).toMatchObject([
      { file: 'prose.txt', offset: 0 },
      { file: 'gone.tlv', error: 'There is no such file.', offset: null },
    ]);
  });

  test('takes two files', async () => {
    expect((await ran('a/ITLFile.tlv')).complaints).toEqual(['compare: A B is missing; see trustlist --help.']);
    expect((await ran('a', 'b', 'c')).status).toBe(2);
    expect((await ran('--help')).out).toContain('0 the same in meaning; 1 different; 2 a file could not be read');
  });

  describe('the table of certificates and roles with CallManager.pem', () => {
    const heading = 'subjectname serialnumber ipv4address name\n';
    const row = (serial: string): string =>
      `CN=CUCM8-Publisher.bbbburns.lab,OU=TAC ${serial} 10.1.1.1 Authentication and Authorization\n`;

    beforeAll(async () => {
      const { callManager } = (await cucm8Publisher()).identities;
      machine.text('CallManager.pem', pemOf(callManager.der));
      machine.text('roles.txt', `${heading}${row(Buffer.from(callManager.serial).toString('hex'))}`);
      machine.text('other-roles.txt', `${heading}${row('0102030405060708')}`);
      machine.text('no-roles.txt', heading);
    });

    test.each([
      ['roles.txt', 'same', 0],
      ['other-roles.txt', 'different', 1],
      ['no-roles.txt', 'not-decidable', 3],
    ])('%s: %s', async (table, answer, status) => {
      for (const sides of [
        [table, 'CallManager.pem'],
        ['CallManager.pem', table],
      ]) {
        const compared = await ran(...sides, '--json');
        expect(compared.status).toBe(status);
        expect(JSON.parse(compared.out)).toMatchObject({ answer });
        expect((await ran(...sides)).out).toMatch(new RegExp(`^${answer}: `));
      }
    });

    test('has no Markdown, and takes one certificate', async () => {
      expect((await ran('roles.txt', 'CallManager.pem', '--markdown')).status).toBe(2);
      expect((await ran('roles.txt', 'a/ITLFile.tlv')).status).toBe(2);
    });
  });
});
