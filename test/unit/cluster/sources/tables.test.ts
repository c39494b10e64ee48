import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { devices, digest, lines, mac, messages, read } from './makers/read';

const [one, two, three] = [digest(1), digest(2), digest(3)];
const spaced = (text: string, by = ' '): string => (text.match(/../g) ?? []).join(by);
const held = (value: string): object => ({ state: 'digest', digest: value });
const utf16 = (text: string, { isBig = false, hasMark = true } = {}): Uint8Array => {
  const bytes = Buffer.from((hasMark ? '\ufeff' : '') + text, 'utf16le');
  return new Uint8Array(isBig ? bytes.swap16() : bytes);
};

describe('A table of phones is read:', () => {
  it('with commas and headings, as an administrator keeps it', () => {
    const { observations, problems } = read(
      'phones.csv',
      `Device Name,Description,Device Pool,Location,Phone Type,IP Address,ITL Hash,CTL Hash,Last Seen
SEP${mac(1)},"Reception, ground floor",DP-North,HQ,Cisco 8851,192.0.2.1,${one},${two},2024-01-31T10:11:12Z
SEP${mac(2)},,,,,2001:db8::7,${spaced(three).toUpperCase()},Not Installed,2024-01-31 10:11:12
`,
    );
    expect(problems).toEqual([]);
    expect(observations).toEqual([
      {
        ...{ device: `SEP${mac(1)}`, source: 'phones.csv', line: 2, time: '2024-01-31T10:11:12Z', reported: null },
        ...{ itl: held(one), ctl: held(two), model: 'Cisco 8851', address: '192.0.2.1' },
        ...{ description: 'Reception, ground floor', pool: 'DP-North', location: 'HQ' },
      },
      {
        ...{ device: `SEP${mac(2)}`, source: 'phones.csv', line: 3, time: '2024-01-31T10:11:12', reported: null },
        ...{ itl: held(three), ctl: { state: 'not-installed' }, model: null, address: '2001:db8::7' },
        ...{ description: null, pool: null, location: null },
      },
    ]);
  });

  it('with semicolons, from a European Excel in Latin-1, after sep=; and with a total', () => {
    const table = `sep=;\r\nGerät;Beschreibung;ITL-Prüfsumme;Zeit\r\nSEP${mac(1)};Büro Süd;${one};31.01.2024 10:11\r\nSEP${mac(2)};Küche;${two};01.02.2024 10:11\r\nSumme;2\r\n`;
    const { observations, problems } = read('phones.csv', new Uint8Array(Buffer.from(table, 'latin1')));
    expect(problems).toEqual([]);
    expect(observations).toMatchObject([
      { description: 'Büro Süd', itl: held(one), time: '2024-01-31T10:11:00', line: 3 },
      { description: 'Küche', itl: held(two), time: '2024-02-01T10:11:00', line: 4 },
    ]);
  });

  it.each([
    ['UTF-16 LE with its mark', utf16, {}],
    ['UTF-16 BE with its mark', utf16, { isBig: true }],
    ['UTF-16 LE without a mark', utf16, { hasMark: false }],
    ['UTF-16 BE without a mark', utf16, { isBig: true, hasMark: false }],
    ['UTF-8 with its mark', (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`)), {}],
  ])('with tabs, in %s', (_, encode, options) => {
    const table = `Name\tITL SHA-1\tDescription\r\nSEP${mac(1)}\t${one}\tCafé\r\n`;
    expect(read('phones.txt', encode(table, options))).toMatchObject({
      observations: [{ device: `SEP${mac(1)}`, itl: held(one), description: 'Café', line: 2 }],
      problems: [],
    });
  });

  it('with line breaks in quotation marks, by the line where the row begins', () => {
    const table = `Device,Description,ITL\nSEP${mac(1)},"two\nlines, ""quoted""",${one}\nSEP${mac(2)},"three\r\nlines\n",${two}\nSEP${mac(3)},,${three}\n`;
    const result = read('phones.csv', table);
    expect(result).toMatchObject({
      observations: [
        { line: 2, description: 'two\nlines, "quoted"' },
        { line: 4, itl: held(two) },
        { line: 7, itl: held(three) },
      ],
      problems: [],
    });
  });

  it('without headings, by what is in its columns, and says what it took digests for', () => {
    const result = read(
      'list.csv',
      `192.0.2.1,${mac(1).toLowerCase()},${one}\n192.0.2.2,${mac(2).toLowerCase()},${two}\n`,
    );
    expect(result.observations).toMatchObject([
      { device: `SEP${mac(1)}`, itl: held(one), ctl: null, address: '192.0.2.1', line: 1 },
      { device: `SEP${mac(2)}`, itl: held(two), ctl: null, address: '192.0.2.2', line: 2 },
    ]);
    expect(messages(result)).toEqual([
      'No heading says whether column 3 is about the ITL or the CTL: its digests are taken as those of the ITL.',
    ]);
  });

  it('behind a preamble, with headings that no pattern knows, and with rules and totals', () => {
    const table = `Report of the voice team\nGenerated 2024-01-31\n\nDevice;CTL digest;ITL digest\n------;----;----\nSEP${mac(1)};;${one}\n\nTotal: 1 phone\n(1 rows)\n`;
    expect(read('report.csv', table)).toMatchObject({
      observations: [{ line: 6, itl: held(one), ctl: { state: 'not-reported' } }],
      problems: [],
    });
  });

  it("of CUCM 14's page, by the status of the file", () => {
    const table = `"Device Name(Line)","Description","Device Pool","Device Protocol","Status","ITL File Status","IPv4 Address"
"SEP${mac(1)}","a","Default","SIP","Registered with cucm-1","Match","192.0.2.1"
"SEP${mac(2)}","b","Default","SIP","Registered with cucm-1","Mismatch","192.0.2.2"
"SEP${mac(3)}","c","Default","SIP","Unregistered","Not Installed",""
"SEP${mac(4)}","d","Default","SIP","Unknown","Unknown",""
"CSFALICE","e","Default","SIP","Unknown","",""
`;
    const { observations, problems } = read('phones.csv', table);
    expect(problems).toEqual([]);
    expect(observations.map(({ device, reported, itl, pool }) => [device, reported, itl.state, pool])).toEqual([
      [`SEP${mac(1)}`, 'match', 'not-reported', 'Default'],
      [`SEP${mac(2)}`, 'mismatch', 'not-reported', 'Default'],
      [`SEP${mac(3)}`, 'not-installed', 'not-installed', 'Default'],
      [`SEP${mac(4)}`, 'unknown', 'not-reported', 'Default'],
      ['CSFALICE', null, 'not-reported', 'Default'],
    ]);
  });

  it('in Markdown, aligned by blanks, and as a web page', () => {
    const rows = [
      ['Device', 'ITL digest'],
      [`SEP${mac(1)}`, spaced(one)],
      [`ATA${mac(2)}`, two],
    ];
    const expected = {
      observations: [
        { device: `SEP${mac(1)}`, itl: held(one) },
        { device: `ATA${mac(2)}`, itl: held(two) },
      ],
    };
    const markdown = rows.map((cells) => `| ${cells.join(' | ')} |`);
    markdown.splice(1, 0, '| --- | --- |');
    const aligned = rows.map(([name = '', value = '']) => `${name.padEnd(20)}${value}`).join('\n');
    const html = `<html><body><table>${rows.map((cells) => `<tr><td>${cells.join('</td><td>')}</td></tr>`).join('\n')}</table></body></html>`;
    for (const text of [markdown.join('\n'), aligned, html])
      expect(read('a', text)).toMatchObject({ ...expected, problems: [] });
  });

  it('as databases print it, where only the rule below the headings separates the columns', () => {
    const rule = `${'='.repeat(15)} ${'='.repeat(40)} ${'='.repeat(10)} ${'='.repeat(8)}`;
    const table = `admin:run sql select x\nname            itl${' '.repeat(38)}date       time\n${rule}\nSEP${mac(1)} ${one} 2024-01-31 10:11:12\nSEP${mac(2)} ${two} 2024-02-01 07:08:09\n`;
    expect(read('a.txt', table)).toMatchObject({
      observations: [
        { line: 4, itl: held(one), time: '2024-01-31T10:11:12' },
        { line: 5, itl: held(two), time: '2024-02-01T07:08:09' },
      ],
      problems: [],
    });
  });

  it('of devices alone: what they hold is not reported, and the table says so', () => {
    const result = read('devices_with_itl_mismatches.csv', `Device Name,IP Address\nSEP${mac(1)},192.0.2.1\n`);
    expect(result.observations).toMatchObject([{ itl: { state: 'not-reported' }, ctl: null, address: '192.0.2.1' }]);
    expect(messages(result)).toEqual([
      'No column contains digests of lists or their status: the phones of this table count as not reported.',
    ]);
  });
});

describe('A broken table gives its sound rows, and names the others:', () => {
  it('digests that are cut, masked or too long', () => {
    const result = read(
      'phones.csv',
      `Device,ITL\nSEP${mac(1)},${one.slice(0, 38)}\nSEP${mac(2)},${two}\nSEP${mac(3)},${'xx '.repeat(20)}\nSEP${mac(4)},${three}0\n`,
    );
    expect(result.observations.map(({ itl }) => itl.state)).toEqual([
      'unreadable',
      'digest',
      'unreadable',
      'unreadable',
    ]);
    expect(lines(result)).toEqual([2, 4, 5]);
    expect(messages(result)[0]).toBe(
      `The ITL value of SEP${mac(1)} (“${one.slice(0, 38)}”) is not an MD5, SHA-1 or SHA-256 digest: the phone counts as unreadable.`,
    );
  });

  it('names that are cut or missing, and rows that are', () => {
    const table = `Device,Model,ITL\nSEP00A01B2C,8851,${one}\nSEP${mac(2)},8851,${two}\n,8851,${one}\nSEP${mac(3)}\n00A01B2C3D,8851,${three}\nphone of Bob,8851,${three}\n`;
    const result = read('phones.csv', table);
    expect(devices(result)).toEqual([`SEP${mac(2)}`, `SEP${mac(3)}`]);
    expect(lines(result)).toEqual([2, 4, 5, 6, 7]);
  });

  it('a quotation mark that is not closed costs one row', () => {
    const rows = Array.from({ length: 200 }, (_, at) => `SEP${mac(at)},"room ${at}",${digest(at)}`);
    rows[2] = `SEP${mac(2)},"room 2,${digest(2)}`;
    rows[199] = `SEP${mac(199)},"the last,${digest(199)}`;
    const result = read('phones.csv', `Device,Description,ITL\n${rows.join('\n')}`);
    expect(devices(result)).toEqual(rows.map((_, at) => `SEP${mac(at)}`));
    expect(lines(result)).toEqual([4, 201]);
    expect(result.observations[2]).toMatchObject({ description: `room 2`, itl: held(digest(2)) });
  });

  it('nothing but broken rows below headings', () => {
    const result = read('phones.csv', `Device Name;ITL Hash\nSEPxxxx;${one}\nSEP12;${two}\n`);
    expect(result.observations).toEqual([]);
    expect(lines(result)).toEqual([2, 3, 1]);
    expect(messages(result).at(-1)).toBe('No row of this table names a phone.');
  });

  it('many problems of one kind are counted', () => {
    const rows = Array.from({ length: 3_000 }, (_, at) => `SEP${mac(at)},oops ${at}`);
    const result = read('phones.csv', `Device,ITL Hash\n${rows.join('\n')}`);
    expect(result.observations).toHaveLength(3_000);
    expect(result.problems).toHaveLength(1_001);
    expect(result.problems.at(-1)).toMatchObject({
      line: 3_001,
      message: expect.stringContaining('2000 more times') as string,
    });
  });
});

describe('In a table of phones', () => {
  it('headings say which digests are of which list, in any order and case', () => {
    const result = read(
      'a.csv',
      `ctl_md5,MAC Address,itlSha256,ITL SHA1\n${digest(1, 32)},${spaced(mac(1), ':')},${digest(2, 64)},${one}\n`,
    );
    expect(result).toMatchObject({
      observations: [{ itl: held(digest(2, 64)), ctl: held(digest(1, 32)) }],
      problems: [],
    });
  });

  it('two digests without headings are those of CTL and ITL, as on the pages of phones, which is said', () => {
    const result = read('a.csv', `SEP${mac(1)},${one},${two}\n`);
    expect(result.observations).toMatchObject([{ ctl: held(one), itl: held(two) }]);
    expect(messages(result)).toEqual([expect.stringContaining('columns 2 and 3')]);
  });

  it('neither an identifier nor an IPv6 address is a digest, and a date is not a broken one', () => {
    const { observations, problems } = read(
      'a.csv',
      `pkid,Device,Address,Seen,ITL\n01234567-89ab-cdef-0123-456789abcdef,SEP${mac(1)},2001:0db8:85a3:0000:0000:8a2e:0370:7334,31.01.2024 10:11,${one}\n`,
    );
    expect(problems).toEqual([]);
    expect(observations).toMatchObject([
      { itl: held(one), address: '2001:0db8:85a3:0000:0000:8a2e:0370:7334', time: '2024-01-31T10:11:00' },
    ]);
  });

  it('a digest of something else is not that of a list', () => {
    const { observations } = read('a.csv', `Device,LSC fingerprint,ITL\nSEP${mac(1)},${one},${two}\n`);
    expect(observations).toMatchObject([{ itl: held(two), ctl: null }]);
  });

  it('the name of a device that is not a phone is taken as given', () => {
    const table = `Device Name,ITL\nCSFalice,${one}\nTCTBOB,${one}\nATA${mac(1)},${one}\nAN_LOBBY-1,${one}\n`;
    expect(devices(read('a.csv', table))).toEqual(['CSFalice', 'TCTBOB', `ATA${mac(1)}`, 'AN_LOBBY-1']);
  });

  it('days and months in an order that nothing shows are American, which is said; otherwise one value shows it', () => {
    const table = (...times: string[]): string =>
      `Device,ITL,Last seen\n${times.map((time, at) => `SEP${mac(at)},${one},${time}`).join('\n')}\n`;
    const ambiguous = read('a.csv', table('03/04/2024 10:00', '05/06/2024 11:00'));
    expect(ambiguous.observations.map(({ time }) => time)).toEqual(['2024-03-04T10:00:00', '2024-05-06T11:00:00']);
    expect(messages(ambiguous)).toEqual([expect.stringContaining('month/day/year')]);
    const european = read('a.csv', table('03/04/2024 10:00', '31/01/2024 11:00'));
    expect(european.observations.map(({ time }) => time)).toEqual(['2024-04-03T10:00:00', '2024-01-31T11:00:00']);
    expect(european.problems).toEqual([]);
  });

  it('a phone may say “not installed” and have a digest: the digest counts, which is said', () => {
    const result = read('a.csv', `Device,ITL Status,ITL hash\nSEP${mac(1)},Not Installed,${one}\n`);
    expect(result.observations).toMatchObject([{ itl: held(one), reported: 'not-installed' }]);
    expect(lines(result)).toEqual([2]);
  });
});

/** A table says the same however it is written. */
describe('The notation of a table does not matter', () => {
  const macNotations: readonly ((hex: string) => string)[] = [
    (hex) => `SEP${hex}`,
    (hex) => `sep${hex.toLowerCase()}`,
    (hex) => hex,
    (hex) => spaced(hex, ':'),
    (hex) => spaced(hex.toLowerCase(), '-'),
    (hex) => (hex.match(/.{4}/g) ?? []).join('.').toLowerCase(),
    (hex) => `SEP${spaced(hex, ':')}`,
  ];
  const digestNotations: readonly ((hex: string) => string)[] = [
    (hex) => hex,
    (hex) => hex.toUpperCase(),
    (hex) => `${spaced(hex.toUpperCase())} `,
    (hex) => spaced(hex, ':'),
    (hex) => spaced(hex.toUpperCase(), '-'),
    (hex) => `0x${hex}`,
  ];
  const pick = <T>(...all: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...all);
  const shape = fc.record({
    phones: fc.array(
      fc.record({
        mac: fc.stringMatching(/^[\dA-F]{11}[A-F]$/),
        itl: fc.oneof(...[32, 40, 64].map((length) => fc.stringMatching(new RegExp(`^[\\da-f]{${length}}$`)))),
        ctl: fc.stringMatching(/^[\da-f]{40}$/),
        note: pick('', 'Lobby', 'a "b"', 'x, y', 'x; y', 'two\nlines', '5551234'),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    delimiter: pick(',', ';', '\t'),
    end: pick('\n', '\r\n', '\r'),
    quoteAll: fc.boolean(),
    macNotation: pick(...macNotations),
    digestNotation: pick(...digestNotations),
    order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
    preamble: pick('', 'Phones of the campus'),
    encoding: pick('utf8', 'mark', 'utf16le', 'utf16be'),
  });

  it('for any names, digests, delimiters, quotation marks, line ends, columns and encodings', () => {
    fc.assert(
      fc.property(
        shape,
        ({ phones, delimiter, end, quoteAll, macNotation, digestNotation, order, preamble, encoding }) => {
          const written = (value: string): string =>
            quoteAll || /[",;\t\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
          const rowOf = (cells: readonly string[]): string =>
            order.map((at) => written(cells[at] ?? '')).join(delimiter);
          const rows = phones.map((phone) =>
            rowOf([macNotation(phone.mac), digestNotation(phone.itl), digestNotation(phone.ctl), phone.note]),
          );
          const head = preamble === '' ? [] : [preamble];
          const text = [...head, rowOf(['Device', 'ITL digest', 'CTL digest', 'Description']), ...rows].join(end) + end;
          const bytes =
            encoding === 'utf8'
              ? text
              : encoding === 'mark'
                ? `\ufeff${text}`
                : utf16(text, { isBig: encoding === 'utf16be' });
          const { observations, problems } = read('phones', bytes);
          expect(problems).toEqual([]);
          expect(observations.map(({ device, itl, ctl, description }) => ({ device, itl, ctl, description }))).toEqual(
            phones.map((phone) => ({
              device: `SEP${phone.mac}`,
              itl: held(phone.itl),
              ctl: held(phone.ctl),
              description: phone.note === '' ? null : phone.note,
            })),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
