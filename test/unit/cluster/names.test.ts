import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressText, deviceName, parseServer } from '../../../src/core/cluster/address';
import { mostBytesOf, numberedName, requestedName, safeFileName } from '../../../src/core/cluster/file-names';

describe('a server as a person writes it', () => {
  test.each([
    ['cucm-pub', { host: 'cucm-pub', port: null }],
    ['cucm-pub.example.com:6970', { host: 'cucm-pub.example.com', port: 6970 }],
    ['10.1.1.1', { host: '10.1.1.1', port: null }],
    ['10.1.1.1:69', { host: '10.1.1.1', port: 69 }],
    ['[2001:db8::1]', { host: '2001:db8::1', port: null }],
    ['[2001:db8::1]:2445', { host: '2001:db8::1', port: 2445 }],
    ['[fe80::1%eth0]:2445', { host: 'fe80::1%eth0', port: 2445 }],
  ])('%s', (text, expected) => {
    expect(parseServer(text)).toEqual(expected);
  });

  test.each(
    [
      '',
      ':80',
      'cucm:',
      'cucm:0',
      'cucm:65536',
      'cucm:http',
      '2001:db8::1',
      '[10.1.1.1]',
      '[2001:db8::1',
      'http://cucm',
      'cucm/ITLFile.tlv',
      'user@cucm',
      'cucm pub',
      'cucm\n',
      '-',
    ].filter((text) => text !== '-'),
  )('not %j', (text) => {
    expect(parseServer(text)).toBeNull();
  });

  test('is written so that it reads back', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain()), fc.integer({ min: 1, max: 65_535 }), (host, port) => {
        expect(parseServer(addressText({ host, port }))).toEqual({ host, port });
      }),
    );
  });
});

describe('a device', () => {
  test.each([
    '001122AABBCC',
    '00:11:22:aa:bb:cc',
    '00-11-22-AA-BB-CC',
    '0011.22aa.bbcc',
    'SEP001122AABBCC',
    'sep001122aabbcc',
    'SEP 0011 22aa bbcc',
  ])('by its MAC address: %s', (text) => {
    expect(deviceName(text)).toBe('SEP001122AABBCC');
  });

  test.each(['ATA001122AABBCC', 'CSFalice', 'BOTbob', 'TCTcarol', 'TABdave', 'Training-Room_1'])(
    'by its name: %s',
    (text) => {
      expect(deviceName(text)).toBe(text);
    },
  );

  test.each([
    '',
    '00:11:22:aa:bb',
    '001122AABBCCDD',
    'SEP001122',
    'SEP*',
    '../x',
    'a/b',
    'SEP001122AABBCC.cnf.xml\0',
    '%00',
  ])('not %j', (text) => {
    expect(deviceName(text)).toBeNull();
  });
});

describe('the name of a file', () => {
  test('is asked for without the slash before it', () => {
    expect(requestedName('/ITLFile.tlv')).toBe('ITLFile.tlv');
    expect(requestedName('Desktops/320x212x16/List.xml')).toBe('Desktops/320x212x16/List.xml');
  });

  test.each(['', '/', 'a\0b', 'a\nb', 'a\rb', 'x'.repeat(256), 'é'.repeat(128), '\ud800'])('is not %j', (text) => {
    expect(requestedName(text)).toBeNull();
  });

  test('says how much is taken', () => {
    expect(mostBytesOf('ITLFile.tlv')).toBe(1024 * 1024);
    expect(mostBytesOf('SEP001122334455.cnf.xml.enc.sgn')).toBe(4 * 1024 * 1024);
    expect(mostBytesOf('sip88xx.loads')).toBeGreaterThan(4 * 1024 * 1024);
  });

  test('on a disk stays in its folder, whatever a server calls it, on every system', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(
          fc.constantFrom(
            '..',
            '.',
            '/',
            '\\',
            'a',
            'CON',
            'nul.tlv',
            ' ',
            '\0',
            ':',
            '\u202e',
            'C:',
            'com¹',
            'CONIN$',
            '\n',
          ),
          {
            maxLength: 8,
          },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(name, fc.integer({ min: 2, max: 999 }), (text, number) => {
        for (const safe of [safeFileName(text), numberedName(safeFileName(text), number)]) {
          for (const paths of [posix, win32]) {
            expect(paths.join('DIR', safe)).toBe(`${paths.normalize('DIR/')}${safe}`);
            expect(paths.basename(safe)).toBe(safe);
          }
          expect(safe).not.toMatch(/^[.\s]|[.\s]$|[\p{Cc}<>:"/\\|?*]/u);
          expect(safe).not.toMatch(/^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])\s*(?:\.|$)/i);
          expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(255);
        }
      }),
    );
  });

  test.each([
    'CON',
    'con.tlv',
    'Aux .txt',
    'NUL.tar.gz',
    'COM0',
    'lpt9.log',
    'COM¹.pem',
    'LPT³',
    'CONIN$',
    'conout$.txt',
  ])('on a disk is not that of a device of Windows: %s', (device) => {
    expect(safeFileName(device)).toBe(`_${device}`);
  });

  test.each(['CONSOLE', 'console.log', 'com10.tlv', 'auxiliary.pem', 'nul-1.tlv', 'lpt.txt'])(
    'is kept if it only begins like a device: %s',
    (name) => {
      expect(safeFileName(name)).toBe(name);
    },
  );

  test('keeps a name that is safe, and puts a number before the endings', () => {
    for (const safe of ['ITLFile.tlv', 'SEP001122334455.cnf.xml.enc.sgn', 'résumé 2.txt'])
      expect(safeFileName(safe)).toBe(safe);
    expect(numberedName('ITLFile.tlv', 2)).toBe('ITLFile-2.tlv');
    expect(numberedName('SEP001122334455.cnf.xml.sgn', 3)).toBe('SEP001122334455-3.cnf.xml.sgn');
    expect(numberedName('README', 2)).toBe('README-2');
  });
});
