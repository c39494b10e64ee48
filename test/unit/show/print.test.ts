import { describe, expect, test } from 'vitest';
import { clusterTime, readClusterTime } from '../../../src/core/show/cluster-time';
import { printable, tableRow } from '../../../src/core/show/layout';
import { placeFinder } from '../../../src/core/show/places';
import { print, printWithPlaces } from '../../../src/core/show/print';
import {
  certificate,
  ctlWithTokens,
  cucm8Publisher,
  digestOf,
  mismatchedSigner,
  Role,
  rsaKey,
  text,
  trustList,
} from '../../builders';
import { inspected } from './inspected';

const signer = certificate({
  subject: { CN: 'pub.example.com', OU: 'Voice' },
  key: rsaKey(1024, 'signer'),
  serial: '21:00:2D',
});
const tvs = certificate({ subject: { CN: 'tvs.example.com' }, key: rsaKey(2048, 'tvs'), serial: '0A:01' });

function spaced(hash: Uint8Array): string {
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');
}

describe('the text of an ITL', () => {
  test('is what show itl prints', async () => {
    const pub = await signer;
    const { report, list } = await inspected(
      trustList({
        signer: pub,
        records: [
          { function: Role.sast, certificate: pub, dnsName: 'pub', ipAddress: '10.0.0.1' },
          { function: Role.tvs, certificate: await tvs, as: 'hash', dnsName: '' },
          { function: 9, dnsName: '\0' },
        ],
      }),
    );
    const lines = print(report, list).split('\n');
    const first = lines.indexOf('12      SIGNATURE       128') + 1;
    const signature = lines.splice(first, 16);
    const header = list.header.find((part) => part.kind === 'element' && part.tag === 12);
    const bytes = header?.kind === 'element' ? [...header.value] : [];
    expect(signature).toEqual(
      Array.from({ length: 16 }, (_, row) =>
        bytes
          .slice(row * 8, row * 8 + 8)
          .map((byte) => byte.toString(16))
          .join('  '),
      ),
    );
    expect(lines).toEqual([
      ` Length of ITL file: ${report.length}`,
      ' The ITL File was last modified on Wed Jul 27 14:16:24 UTC 2011',
      '',
      '',
      '         Parse ITL File',
      'Version:        1.2',
      `HeaderLength:   ${list.headerLength} (BYTES)`,
      '------- ---             ------  -----',
      '3       SIGNERID        2       68',
      '4       SIGNERNAME      28      CN=pub.example.com;OU=Voice',
      '5       SERIALNUMBER    3       21:00:2D',
      '6       CANAME          28      CN=pub.example.com;OU=Voice',
      '7       SIGNATUREINFO   2       15',
      '8       DIGESTALGORTITHM        1',
      '9       SIGNATUREALGOINFO       2       8',
      '10      SIGNATUREALGORTITHM     1',
      '11      SIGNATUREMODULUS        1',
      '12      SIGNATURE       128',
      '14      FILENAME        12',
      '15      TIMESTAMP       4',
      '        ITL Record #:1',
      '------- ---             ------  -----',
      `1       RECORDLENGTH    2       ${report.records[0]?.length}`,
      '2       DNSNAME         4       pub',
      '3       SUBJECTNAME     28      CN=pub.example.com;OU=Voice',
      '4       FUNCTION        2       System Administrator Security Token',
      '5       ISSUERNAME      28      CN=pub.example.com;OU=Voice',
      '6       SERIALNUMBER    3       21:00:2D',
      '7       PUBLICKEY       140',
      '8       SIGNATURE       128',
      `9       CERTIFICATE     ${pub.der.length}     ${spaced(digestOf('SHA-1', pub.der))} (SHA1 Hash HEX)`,
      '10      IPADDRESS       4',
      'This etoken was used to sign the ITL file.',
      '',
      '        ITL Record #:2',
      '------- ---             ------  -----',
      `1       RECORDLENGTH    2       ${report.records[1]?.length}`,
      '2       DNSNAME         1',
      '3       SUBJECTNAME     19      CN=tvs.example.com',
      '4       FUNCTION        2       TVS',
      '5       ISSUERNAME      19      CN=tvs.example.com',
      '6       SERIALNUMBER    2       0A:01',
      '7       PUBLICKEY       270',
      '8       SIGNATURE       256',
      `11      CERTHASH        20      ${spaced(digestOf('SHA-1', (await tvs).der))}`,
      '12      HASH ALGORITHM  1       SHA-1',
      '',
      '        ITL Record #:3',
      '------- ---             ------  -----',
      '1       RECORDLENGTH    2       15',
      '2       DNSNAME         2',
      '4       FUNCTION        2       Function 9',
      'The ITL file was verified successfully.',
      '',
    ]);
  });

  test('of a CUCM 8 publisher is, hashes aside, what its cluster printed', async () => {
    const { report, list } = await inspected((await cucm8Publisher()).bytes);
    const lines = print(report, list)
      .split('\n')
      .map((line) => line.replace(/(?:[0-9A-F]{2} ){19}[0-9A-F]{2}/, '…'));
    // The output that is published omits the rows from SIGNATUREINFO to TIMESTAMP.
    const omitted = lines.findIndex((line) => line.startsWith('7 '));
    lines.splice(omitted, lines.indexOf('        ITL Record #:1') - omitted, '*Signature omitted for brevity*');
    const node = 'CN=CUCM8-Publisher.bbbburns.lab;OU=TAC;O=Cisco;L=RTP;ST=North Carolina;C=US';
    const capf = 'CN=CAPF-9c4cba7d;OU=TAC;O=Cisco;L=RTP;ST=North Carolina;C=US';
    expect(lines).toEqual([
      ' Length of ITL file: 5438',
      ' The ITL File was last modified on Wed Jul 27 14:16:24 UTC 2011', // there in EDT
      '',
      '',
      '         Parse ITL File',
      'Version:        1.2',
      'HeaderLength:   296 (BYTES)',
      '------- ---             ------  -----',
      '3       SIGNERID        2       110',
      `4       SIGNERNAME      76      ${node}`,
      '5       SERIALNUMBER    10      21:00:2D:17:00:00:00:00:00:05',
      '6       CANAME          15      CN=JASBURNS-AD',
      '*Signature omitted for brevity*',
      '        ITL Record #:1',
      '------- ---             ------  -----',
      '1       RECORDLENGTH    2       1972',
      '2       DNSNAME         2',
      `3       SUBJECTNAME     76      ${node}`,
      '4       FUNCTION        2       System Administrator Security Token',
      '5       ISSUERNAME      15      CN=JASBURNS-AD',
      '6       SERIALNUMBER    10      21:00:2D:17:00:00:00:00:00:05',
      '7       PUBLICKEY       140',
      '8       SIGNATURE       256',
      '9       CERTIFICATE     1442    … (SHA1 Hash HEX)',
      'This etoken was used to sign the ITL file.',
      '',
      '        ITL Record #:2',
      '------- ---             ------  -----',
      '1       RECORDLENGTH    2       1972',
      '2       DNSNAME         2',
      `3       SUBJECTNAME     76      ${node}`,
      '4       FUNCTION        2       CCM+TFTP',
      '5       ISSUERNAME      15      CN=JASBURNS-AD',
      '6       SERIALNUMBER    10      21:00:2D:17:00:00:00:00:00:05',
      '7       PUBLICKEY       140',
      '8       SIGNATURE       256',
      '9       CERTIFICATE     1442    … (SHA1 Hash HEX)',
      '',
      '        ITL Record #:3',
      '------- ---             ------  -----',
      '1       RECORDLENGTH    2       743',
      '2       DNSNAME         2',
      `3       SUBJECTNAME     76      ${node}`,
      '4       FUNCTION        2       TVS',
      `5       ISSUERNAME      76      ${node}`,
      '6       SERIALNUMBER    8       2E:3E:1A:7B:DA:A6:4D:84',
      '7       PUBLICKEY       270',
      '8       SIGNATURE       256',
      '11      CERTHASH        20      …',
      '12      HASH ALGORITHM  1       SHA-1',
      '',
      '        ITL Record #:4',
      '------- ---             ------  -----',
      '1       RECORDLENGTH    2       455',
      '2       DNSNAME         2',
      `3       SUBJECTNAME     61      ${capf}`,
      '4       FUNCTION        2       CAPF',
      `5       ISSUERNAME      61      ${capf}`,
      '6       SERIALNUMBER    8       0A:DC:6E:77:42:91:4A:53',
      '7       PUBLICKEY       140',
      '8       SIGNATURE       128',
      '11      CERTHASH        20      …',
      '12      HASH ALGORITHM  1       SHA-1',
      'The ITL file was verified successfully.',
      '',
    ]);
  });

  test('ends with the cluster’s words of failure when another key made the signature', async () => {
    const { report, list } = await inspected((await mismatchedSigner()).bytes);
    const lines = print(report, list).split('\n');
    expect(lines).toContain('This etoken was not used to sign the ITL file.');
    expect(lines.slice(-3)).toEqual(['Verification of the ITL file failed.', 'Error parsing the ITL file!!', '']);
  });

  test('ends without a verdict when there is no key that can be read to verify with', async () => {
    const pub = await signer;
    const { report, list } = await inspected(
      trustList({
        signer: pub,
        records: [
          { function: Role.sast, certificate: pub, as: 'none', replace: { 7: Uint8Array.of(1, 2, 3) }, dnsName: '' },
        ],
      }),
    );
    expect(report.signature.status).toBe('unsupported');
    expect(print(report, list)).toMatch(/\nThis etoken was not used to sign the ITL file\.\n$/);
  });
});

describe('the text of a CTL', () => {
  test('has the checksums in front, and titles above each rule', async () => {
    const { report, list } = await inspected((await ctlWithTokens()).bytes);
    const lines = print(report, list).split('\n');
    expect(lines.slice(0, 14)).toEqual([
      'The checksum value of the CTL file:',
      `${report.md5}(MD5)`,
      `${report.sha1}(SHA1)`,
      '',
      `Length of CTL file: ${report.length}`,
      'The CTL File was last modified on Fri Mar 06 20:48:48 UTC 2015',
      '',
      '',
      '        Parse CTL File',
      '        ----------------',
      'Version:        1.2',
      `HeaderLength:   ${list.headerLength} (BYTES)`,
      'BYTEPOS TAG             LENGTH  VALUE',
      '------- ---             ------  -----',
    ]);
    const second = lines.indexOf('        CTL Record #:2');
    expect(lines.slice(second - 2, second + 7)).toEqual([
      'This etoken was used to sign the CTL file.',
      '',
      '        CTL Record #:2',
      '                   ----',
      'BYTEPOS TAG             LENGTH  VALUE',
      '------- ---             ------  -----',
      `1       RECORDLENGTH    2       ${report.records[1]?.length}`,
      '2       DNSNAME         1',
      '3       SUBJECTNAME     58      cn="SAST-ADN008580ef        ";ou=IPCBU;o="Example Systems',
    ]);
    expect(lines.filter((line) => line === 'This etoken was not used to sign the CTL file.')).toHaveLength(1);
    expect(lines.slice(-2)).toEqual(['The CTL file was verified successfully.', '']);
  });
});

describe('a name in the text', () => {
  test('never breaks its line, reorders it or drives a terminal', () => {
    expect(printable('CN=a\nThis etoken was used\r\x1b[2J\x7f')).toBe('CN=a␊This etoken was used␍␛[2J␡');
    expect(printable('CN=\u009b2J\u2028\u202eevil')).toBe('CN=\uFFFD2J\uFFFD\uFFFDevil');
    expect(printable('CN=\udcff🔑')).toBe('CN=\uFFFD🔑');
    expect(printable('CN=Zoë;O=株式会社')).toBe('CN=Zoë;O=株式会社');
  });

  test('ends before its first NUL, as a C program prints it', () => {
    expect(printable('CN=a\0;O=hidden')).toBe('CN=a');
  });
});

test('a row keeps its columns as tab stops of 8 do', () => {
  expect(tableRow(9, 'CERTIFICATE', 955, 'AB')).toBe('9       CERTIFICATE     955     AB');
  expect(tableRow(9, 'SIGNATUREALGOINFO', 2, '8')).toBe('9       SIGNATUREALGOINFO       2       8');
  expect(tableRow(200, 'TAG 200', 12345, '')).toBe('200     TAG 200         12345');
});

describe('a place of the file', () => {
  test('is found in the line that shows it', async () => {
    const { report, list } = await inspected((await mismatchedSigner()).bytes);
    const { text: printed, lines } = printWithPlaces(report, list);
    const shown = printed.split('\n');
    for (const [index, place] of lines.entries()) {
      expect(place.line).toBeGreaterThan(lines[index - 1]?.line ?? -1);
    }
    const find = placeFinder(lines);
    const lineAt = (place: Parameters<typeof find>[0]): string | undefined => shown[find(place)?.line ?? -1];
    for (const record of report.records) {
      for (const { name, offset, length } of record.fields) {
        const line = lineAt({ record: record.index, field: name, offset, length });
        expect(line?.slice(8)).toMatch(new RegExp(`^${name} `));
      }
      expect(lineAt({ record: record.index, field: 'NO SUCH FIELD', offset: record.offset, length: 1 })).toBe(
        `        ITL Record #:${record.index}`,
      );
    }
    const signature = report.header.find(({ name }) => name === 'SIGNATURE');
    expect(lineAt({ record: null, field: 'SIGNATURE', offset: signature?.offset ?? 0, length: 1 })).toMatch(/^12 /);
    expect(lineAt({ record: 99, field: null, offset: 0, length: 1 })).toBe(` Length of ITL file: ${report.length}`);
  });

  test('is where the bytes of its line are', async () => {
    const pub = await signer;
    const bytes = trustList({ signer: pub, records: [{ function: Role.sast, certificate: pub, dnsName: 'needle' }] });
    const { report, list } = await inspected(bytes);
    const { text: printed, lines } = printWithPlaces(report, list);
    const place = lines.find(({ line }) => printed.split('\n')[line]?.endsWith('needle'));
    expect(place).toMatchObject({ record: 1, field: 'DNSNAME', length: 10 });
    const start = place?.offset ?? 0;
    expect(bytes.subarray(start + 3, start + 10)).toEqual(text('needle'));
  });
});

describe('a time as the cluster prints it', () => {
  test('is read back', () => {
    expect(clusterTime('2011-07-27T14:16:24Z')).toBe('Wed Jul 27 14:16:24 UTC 2011');
    expect(readClusterTime('Wed Jul 27 14:16:24 UTC 2011')).toBe('2011-07-27T14:16:24Z');
    expect(readClusterTime('Sat Jan  1 00:30:00 CET 2022')).toBe('2021-12-31T23:30:00Z');
    expect(readClusterTime('Wed Jul 27 10:16:24 EDT 2011')).toBe('2011-07-27T14:16:24Z');
  });

  test('is not guessed where its zone may be several', () => {
    for (const zone of ['IST', 'CST', 'CDT', 'PST', 'EST']) {
      expect(readClusterTime(`Wed Jul 27 10:16:24 ${zone} 2011`)).toBeNull();
    }
    expect(readClusterTime('yesterday')).toBeNull();
    expect(clusterTime('yesterday')).toBeNull();
  });
});
