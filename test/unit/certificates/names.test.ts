import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  commonName,
  formatName,
  formatNameRfc4514,
  parseName,
  sameName,
  sameNames,
  type Name,
} from '../../../src/core/certificates/names';

const attributes = (text: string): (readonly [string, string])[] | null =>
  parseName(text)?.map(({ type, value }) => [type, value] as const) ?? null;

describe('parseName', () => {
  it('reads a name as CUCM writes it', () => {
    expect(attributes('CN=pub.example.com;OU=TAC;O=Example;L=RTP;ST=North Carolina;C=US')).toEqual([
      ['CN', 'pub.example.com'],
      ['OU', 'TAC'],
      ['O', 'Example'],
      ['L', 'RTP'],
      ['ST', 'North Carolina'],
      ['C', 'US'],
    ]);
  });

  it('reads spaces after the separators', () => {
    expect(attributes('CN=a; OU=b,  c; O=d')).toEqual([
      ['CN', 'a'],
      ['OU', 'b,  c'],
      ['O', 'd'],
    ]);
  });

  it('reads RFC 4514 with its escapes', () => {
    expect(attributes('C=US,O=Example\\, Inc.,OU=\\#1 \\+\\"x\\"\\;,CN=Z\\C3\\BCrich\\ ')).toEqual([
      ['C', 'US'],
      ['O', 'Example, Inc.'],
      ['OU', '#1 +"x";'],
      ['CN', 'Zürich '],
    ]);
  });

  it('reads several attributes of one RDN', () => {
    expect(attributes('CN=a+OU=b,O=c+d')).toEqual([
      ['CN', 'a'],
      ['OU', 'b'],
      ['O', 'c+d'],
    ]);
  });

  it('takes a comma that no attribute follows for a part of the value', () => {
    expect(attributes('O=Example, Inc.')).toEqual([['O', 'Example, Inc.']]);
    expect(attributes('CN=a;O=Example, Inc.;C=US')).toEqual([
      ['CN', 'a'],
      ['O', 'Example, Inc.'],
      ['C', 'US'],
    ]);
    expect(attributes('CN=a,O=Example, Inc.,C=US')).toEqual([
      ['CN', 'a'],
      ['O', 'Example, Inc.'],
      ['C', 'US'],
    ]);
  });

  it('takes commas for separators if no semicolon separates', () => {
    expect(attributes('CN=a;b,OU=c')).toEqual([
      ['CN', 'a;b'],
      ['OU', 'c'],
    ]);
  });

  it("reads a hardware token's name: lower case, a quote left open, runs of spaces", () => {
    expect(attributes('cn="SAST-ADN0054f509        ";ou=IPCBU;o="Example Systems')).toEqual([
      ['CN', 'SAST-ADN0054f509        '],
      ['OU', 'IPCBU'],
      ['O', 'Example Systems'],
    ]);
  });

  it('takes separators inside quotes for parts of the value', () => {
    expect(attributes('cn="a;ou=b";o=c')).toEqual([
      ['CN', 'a;ou=b'],
      ['O', 'c'],
    ]);
  });

  it('reads types by OID and by their other names', () => {
    expect(attributes('2.5.4.3=a;OID.2.5.4.11=b;S=c;E=d@example.com;2.5.4.97=e')).toEqual([
      ['CN', 'a'],
      ['OU', 'b'],
      ['ST', 'c'],
      ['EMAILADDRESS', 'd@example.com'],
      ['2.5.4.97', 'e'],
    ]);
  });

  it('keeps equals signs and backslashes that escape nothing', () => {
    expect(attributes('CN=a=b\\x;O=\\')).toEqual([
      ['CN', 'a=b\\x'],
      ['O', '\\'],
    ]);
  });

  it('reads empty values, and the empty name', () => {
    expect(attributes('CN=;OU=')).toEqual([
      ['CN', ''],
      ['OU', ''],
    ]);
    expect(parseName('')).toEqual([]);
  });

  it.each(['someSigner', '=a', ';CN=a', '"CN=a"', '--', ' '])('reads %j as no name', (text) => {
    expect(parseName(text)).toBeNull();
  });

  it('never throws', () => {
    const pieces = fc.constantFrom('CN=', 'ou=', ';', ',', '"', '\\', ' ', '+', '=', 'a', '\\C3', '#', '\n', '\0', '☺');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        parseName(parts.join(''));
      }),
    );
  });
});

describe('formatName', () => {
  it('writes the order of CUCM, and the rest behind it', () => {
    const name = parseName('C=US,UID=7,O=Example,OU=TAC,CN=pub,ST=NC,L=RTP,E=a@example.com');
    expect(formatName(name ?? [])).toBe('CN=pub;OU=TAC;O=Example;L=RTP;ST=NC;C=US;UID=7;EMAILADDRESS=a@example.com');
  });

  it('keeps the order of several attributes of one type', () => {
    expect(formatName(parseName('OU=b,OU=a,CN=c') ?? [])).toBe('CN=c;OU=b;OU=a');
  });

  it('leaves commas as they are', () => {
    expect(formatName([{ type: 'O', value: 'Example, Inc.' }])).toBe('O=Example, Inc.');
  });
});

describe('formatNameRfc4514', () => {
  it('escapes what RFC 4514 tells to, in the order of the certificate', () => {
    const name: Name = [
      { type: 'C', value: 'US' },
      { type: 'O', value: ' Example, Inc. ' },
      { type: 'CN', value: '#a+b;c<d>"e\\\0' },
      { type: 'EMAILADDRESS', value: 'a@example.com' },
    ];
    expect(formatNameRfc4514(name)).toBe(
      'C=US,O=\\ Example\\, Inc.\\ ,CN=\\#a\\+b\\;c\\<d\\>\\"e\\\\\\00,1.2.840.113549.1.9.1=a@example.com',
    );
  });
});

describe('a name that is written and read back', () => {
  const type = fc.constantFrom('CN', 'OU', 'O', 'L', 'ST', 'C', 'DC', 'SERIALNUMBER', '1.3.6.1.4.1.99999.1');
  const tricky = fc.array(fc.constantFrom(',', ';', '+', '"', '\\', ' ', '=', '#', 'OU', 'a', '00', '\n', 'é', '\0'));
  const value = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    tricky.map((parts) => parts.join('')),
  );
  const name: fc.Arbitrary<Name> = fc.array(fc.record({ type, value }), { maxLength: 8 });

  it('is the same in the spelling of CUCM', () => {
    fc.assert(
      fc.property(name, (written) => {
        expect(sameNames(parseName(formatName(written)) ?? [], written)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same by RFC 4514, its order too', () => {
    fc.assert(
      fc.property(name, (written) => {
        expect(parseName(formatNameRfc4514(written))).toEqual(written);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('sameName', () => {
  const cucm = 'CN=CAPF-e41e7d87;OU=TAC;O=Example;L=Krakow;C=PL';

  it.each([
    ['with itself', cucm],
    ['with the other separator', 'CN=CAPF-e41e7d87,OU=TAC,O=Example,L=Krakow,C=PL'],
    ['in the order of the certificate', 'C=PL;O=Example;OU=TAC;CN=CAPF-e41e7d87;L=Krakow'],
    ['with spaces after the separators', 'CN=CAPF-e41e7d87; OU=TAC; O=Example; L=Krakow; C=PL'],
    ['with quotes', 'CN="CAPF-e41e7d87";OU=TAC;O="Example";L=Krakow;C=PL'],
    ['with lower-case types', 'cn=CAPF-e41e7d87;ou=TAC;o=Example;l=Krakow;c=PL'],
  ])('agrees %s', (_, other) => {
    expect(sameName(cucm, other)).toBe(true);
    expect(sameName(other, cucm)).toBe(true);
  });

  it.each([
    ['another value', 'CN=CAPF-e41e7d88;OU=TAC;O=Example;L=Krakow;C=PL'],
    ['other case in a value', 'CN=capf-e41e7d87;OU=TAC;O=Example;L=Krakow;C=PL'],
    ['one space more', 'CN=CAPF-e41e7d87 ;OU=TAC;O=Example;L=Krakow;C=PL'],
    ['an attribute fewer', 'CN=CAPF-e41e7d87;OU=TAC;O=Example;L=Krakow'],
    ['an attribute twice', 'CN=CAPF-e41e7d87;OU=TAC;OU=TAC;O=Example;L=Krakow;C=PL'],
    ['values exchanged', 'CN=CAPF-e41e7d87;OU=Example;O=TAC;L=Krakow;C=PL'],
    ['no name', 'CAPF-e41e7d87'],
    ['nothing', ''],
  ])('does not agree with %s', (_, other) => {
    expect(sameName(cucm, other)).toBe(false);
    expect(sameName(other, cucm)).toBe(false);
  });

  it('takes texts that are not names as the same only if they are equal', () => {
    expect(sameName('someSigner', 'someSigner')).toBe(true);
    expect(sameName('someSigner', 'somesigner')).toBe(false);
  });
});

describe('commonName', () => {
  it('is the first CN, wherever it stands', () => {
    expect(commonName('C=US,O=x,CN=pub.example.com')).toBe('pub.example.com');
    expect(commonName('O=x')).toBeNull();
    expect(commonName('someSigner')).toBeNull();
  });
});
