import { beforeAll, describe, expect, it } from 'vitest';
import { readCertificate } from '../../../src/core/certificates/certificate';
import type { CertificateDetails } from '../../../src/core/certificates/details';
import { compareRoles, isRoleTable, readRoleTable } from '../../../src/core/phone/role-table';
import { certificate, rsaKey } from '../../builders';

const subject = { CN: 'pub.example.com', OU: 'Voice', O: 'Example, Inc.', L: 'Oslo', ST: 'Oslo', C: 'NO' };
const printedSubject = 'CN=pub.example.com,OU=Voice,O=Example\\, Inc.,L=Oslo,ST=Oslo,C=NO';
const serial = '6ecdfc1d91dccc8d';
const role = 'Authentication and Authorization';

let callManager: CertificateDetails;

beforeAll(async () => {
  const { der } = await certificate({ subject, key: rsaKey(2048), serial });
  callManager = (await readCertificate(der)).details;
});

/** The table as `run sql` prints it: columns as wide as their widest value, each above a ruler. */
function table(rows: readonly (readonly string[])[], heading = ['subjectname', 'serialnumber', 'ipv4address', 'name']) {
  const all = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const written = (row: readonly string[]): string =>
    widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' ');
  return [
    written(heading),
    widths.map((width) => '='.repeat(width)).join(' '),
    ...rows.map(written),
    '',
    'admin:',
  ].join('\r\n');
}

const tvsRow = ['CN=pub.example.com,OU=Voice,O=Example', '1122334455667788', '10.1.1.1', 'Trust Verification'];
const otherRow = ['CN=sub.example.com,OU=Voice,O=Example', '99aabbccddeeff00', '10.1.1.2', role];

describe('the table of certificates and roles', () => {
  it.each([
    ['as printed', table([tvsRow, [printedSubject, serial, '10.1.1.1', role]])],
    ['in capitals', table([[printedSubject, serial.toUpperCase(), '10.1.1.1', role]])],
    ['with leading zeros', table([[printedSubject, `00${serial}`, '', role]])],
    ['in another order of columns', table([[role, serial, printedSubject]], ['name', 'serialnumber', 'subjectname'])],
    ['with a semicolon between attributes', table([['O=Example, Inc.;CN=pub.example.com', serial, '10.1.1.1', role]])],
    ['pushed together by a mail', `${printedSubject} ${serial} 10.1.1.1 ${role}\n`],
    ['with a decimal serial number', table([[printedSubject, String(BigInt(`0x${serial}`)), '10.1.1.1', role]])],
    [
      'broken by a terminal',
      `${printedSubject.slice(0, 40)}\n${printedSubject.slice(40)} ${serial}\n10.1.1.1 ${role}\n`,
    ],
    [
      'beside an older row of the same server',
      table([
        [printedSubject, '0102030405060708', '', role],
        [printedSubject, serial, '', role],
      ]),
    ],
  ])('has the certificate: %s', (_, text) => {
    expect(compareRoles(text, callManager)).toMatchObject({ answer: 'same', reason: 'same' });
  });

  it('has another certificate of the same server: the pattern of CSCtn50405', () => {
    const text = table([tvsRow, [printedSubject, '0102030405060708', '10.1.1.1', role], otherRow]);
    const answer = compareRoles(text, callManager);
    expect(answer).toMatchObject({
      answer: 'different',
      args: { name: 'pub.example.com', serials: ['0102030405060708'], serial: '6E:CD:FC:1D:91:DC:CC:8D' },
    });
    expect(answer.sentence).toContain('Regenerate CallManager.pem');
  });

  it.each([
    ['nothing', '', 'no-table'],
    ['only the query', 'admin:run sql select * from typetrustrole', 'no-table'],
    [
      'no role',
      table([[printedSubject, serial, '10.1.1.1']], ['subjectname', 'serialnumber', 'ipv4address']),
      'no-roles',
    ],
    ['only other roles', table([tvsRow]), 'no-roles'],
    ['only other servers', table([tvsRow, otherRow]), 'other-servers'],
    ['no serial number', table([[printedSubject, role]], ['subjectname', 'name']), 'no-serials'],
  ])('does not decide: %s', (_, text, reason) => {
    expect(compareRoles(text, callManager)).toMatchObject({ answer: 'not-decidable', reason });
  });

  it('does not decide about a certificate that cannot be read', async () => {
    const { details } = await readCertificate(new Uint8Array([0x30, 0x00]));
    expect(compareRoles(table([otherRow]), details)).toMatchObject({ reason: 'unreadable-certificate' });
  });

  it('tells each row with its line', () => {
    expect(readRoleTable(`\n${table([tvsRow, otherRow])}`).map(({ line, signs }) => [line, signs])).toEqual([
      [4, false],
      [5, true],
    ]);
  });

  it.each([
    [table([otherRow]), true],
    ['admin:run sql select c.subjectname from certificate as c, typetrustrole as t', true],
    ['admin:show itl\nLength of ITL file: 5438', false],
    ['-----BEGIN CERTIFICATE-----', false],
  ])('is told by its heading or its query', (text, expected) => {
    expect(isRoleTable(text)).toBe(expected);
  });
});
