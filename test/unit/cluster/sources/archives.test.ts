import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { sourceLimits } from '../../../../src/core/cluster/sources/limits';
import { cucm8Publisher, ctlWithTokens } from '../../../builders';
import { tar, zip, type Member } from './makers/archives';
import { devices, digest, mac, messages, read, readInPieces, type Read } from './makers/read';

let itl: Uint8Array;
let ctl: Uint8Array;
beforeAll(async () => {
  itl = (await cucm8Publisher()).bytes;
  ctl = (await ctlWithTokens()).bytes;
});

const gz = (content: Uint8Array | string): Uint8Array => new Uint8Array(gzipSync(content));
const phone = (at: number): string => `SEP${mac(at)}`;
const table = (at: number): string => `Device,ITL\n${phone(at)},${digest(at)}\n`;
const files = ({ problems }: Read): string[] => problems.map(({ file }) => file);

describe('A file that is a trust list', () => {
  it.each([
    'ITLSEP00A01B2C3D4E.tlv',
    'SEP00A01B2C3D4E.tlv',
    'ext_ITLSEP00a01b2c3d4e.tlv',
    'lists/SEP00A01B2C3D4E_ITLFile.tlv',
  ])('is what a phone holds if its name names one: %s', (name) => {
    expect(read(name, itl)).toEqual({
      observations: [
        expect.objectContaining({
          device: 'SEP00A01B2C3D4E',
          source: name,
          line: null,
          itl: { state: 'file', bytes: itl },
          ctl: null,
        }) as unknown,
      ],
      lists: [],
      problems: [],
    });
  });

  it('is a CTL by its header, and says nothing of the ITL', () => {
    expect(read('CTLSEP00A01B2C3D4E.tlv', ctl).observations).toMatchObject([
      { itl: { state: 'not-reported' }, ctl: { state: 'file', bytes: ctl } },
    ]);
  });

  it('is a list that is given if its name names no phone, whatever its ending', () => {
    for (const name of ['ITLFile.tlv', 'old/ITLFile (1).tlv', 'download']) {
      expect(read(name, itl)).toEqual({ observations: [], lists: [{ file: name, bytes: itl }], problems: [] });
    }
  });

  it('that is damaged counts as unreadable if its name names a phone', () => {
    for (const broken of [new Uint8Array(), itl.slice(0, 3), itl.map((byte) => byte ^ 0xff), '<html>404</html>']) {
      const result = read('ITLSEP00A01B2C3D4E.tlv', broken);
      expect(result.problems).toHaveLength(1);
      if (typeof broken !== 'string') expect(result.observations).toMatchObject([{ itl: { state: 'unreadable' } }]);
    }
    expect(read('ITLFile.tlv', new Uint8Array())).toMatchObject({
      observations: [],
      lists: [],
      problems: [{ line: null }],
    });
  });
});

describe('An archive gives what its members say:', () => {
  const members = (): Member[] => [
    { name: 'lists/ITLFile.tlv', content: itl },
    { name: `ITL${phone(1)}.tlv`, content: itl, method: 0 },
    { name: 'phones.csv', content: table(2) },
  ];
  const kinds: readonly (readonly [string, (...all: Member[]) => Uint8Array])[] = [
    ['a.zip', zip],
    ['a.tar', tar],
    ['a.tar.gz', (...all) => gz(tar(...all))],
    ['a.tgz', (...all) => gz(tar(...all))],
  ];

  it.each(kinds)('%s', (name, make) => {
    const archive = make(...members());
    const result = read(name, archive);
    expect(result.problems).toEqual([]);
    expect(result.lists).toEqual([{ file: `${name}!lists/ITLFile.tlv`, bytes: itl }]);
    expect(result.observations).toMatchObject([
      { device: phone(1), source: `${name}!ITL${phone(1)}.tlv`, line: null, itl: { state: 'file', bytes: itl } },
      { device: phone(2), source: `${name}!phones.csv`, line: 2, itl: { state: 'digest', digest: digest(2) } },
    ]);
    for (const size of [100, 4_096]) expect(readInPieces(name, archive, size)).toEqual(result);
  });

  it.each(kinds)('%s without links, devices, folders and what systems add', (name, make) => {
    const passedOver: Member[] = [
      { name: 'folder/', mode: 0o040755, type: '5' },
      { name: 'link.csv', content: name.includes('zip') ? '/etc/passwd' : '', mode: 0o120777, type: '2' },
      { name: '__MACOSX/lists/._ITLFile.tlv', content: 'x' },
      { name: 'lists/._phones.csv', content: table(7) },
      { name: '.DS_Store', content: 'x' },
      { name: 'Thumbs.db', content: 'x' },
    ];
    const devicesOnly = name.includes('zip')
      ? []
      : [
          { name: 'null', type: '3' },
          { name: 'pipe', type: '6' },
        ];
    const result = read(name, make(...passedOver, ...devicesOnly, { name: './phones.csv', content: table(3) }));
    expect(result).toMatchObject({
      observations: [{ device: phone(3), source: `${name}!phones.csv` }],
      lists: [],
      problems: [],
    });
  });

  it('one file in gzip, and several members of gzip one behind the other', () => {
    expect(read('phones.csv.gz', gz(table(1))).observations).toMatchObject([
      { device: phone(1), source: 'phones.csv.gz!phones.csv' },
    ]);
    const two = Buffer.concat([gz(table(1)), gz(`${phone(2)},${digest(2)}\n`), Buffer.alloc(100)]);
    expect(devices(read('two.gz', new Uint8Array(two)))).toEqual([phone(1), phone(2)]);
  });

  it('archives in archives, up to a depth', () => {
    const inner = zip({ name: 'b.tar.gz', content: gz(tar({ name: 'c.csv', content: table(4) })) });
    expect(read('a.zip', inner).observations).toMatchObject([{ source: 'a.zip!b.tar.gz!c.csv' }]);
    let nested = zip({ name: 'phones.csv', content: table(5) });
    for (let depth = 0; depth < 6; depth++)
      nested = zip({ name: 'in.zip', content: nested }, { name: `${depth}.csv`, content: table(depth) });
    const result = read('a.zip', nested);
    expect(devices(result)).toEqual([2, 3, 4, 5].map(phone));
    expect(result.problems).toMatchObject([
      {
        file: `a.zip${'!in.zip'.repeat(4)}`,
        message: 'Archives in archives are opened 4 deep: this one was not opened.',
      },
    ]);
  });

  it('with names of any length and script', () => {
    const long = `${'folder/'.repeat(30)}ITL${phone(1)}.tlv`;
    for (const archive of [tar({ name: long, content: itl }), zip({ name: long, content: itl })]) {
      expect(read('a', archive).observations).toMatchObject([{ device: phone(1), source: `a!${long}` }]);
    }
    expect(read('a', tar({ name: 'Büro/телефоны.csv', content: table(1) })).observations).toMatchObject([
      { source: 'a!Büro/телефоны.csv' },
    ]);
  });
});

describe('A damaged archive gives its sound members, and names the others:', () => {
  const sound = { name: 'sound.csv', content: table(1) };
  const last = { name: 'last.csv', content: table(3) };

  it('encrypted, with a wrong checksum or length, or compressed by another method', () => {
    const result = read(
      'a.zip',
      zip(
        sound,
        { name: 'secret.csv', content: table(2), isEncrypted: true },
        { name: 'checksum.csv', content: table(2), checksum: 1 },
        { name: 'stored.csv', content: table(2), checksum: 1, method: 0 },
        { name: 'length.csv', content: table(2), declared: 5 },
        { name: 'lzma.csv', content: table(2), method: 14 },
        last,
      ),
    );
    expect(devices(result)).toEqual([phone(1), phone(3)]);
    expect(result.problems.map(({ file, line, message }) => [file, line, message])).toEqual([
      ['a.zip!secret.csv', null, 'This member is encrypted, and was not read.'],
      ['a.zip!checksum.csv', null, 'This member is damaged (its checksum is wrong), and does not count.'],
      ['a.zip!stored.csv', null, 'This member is damaged (its checksum is wrong), and does not count.'],
      ['a.zip!length.csv', null, 'This member is damaged (its length is wrong), and does not count.'],
      ['a.zip!lzma.csv', null, 'This member is compressed by method 14, which is not read.'],
    ]);
  });

  it('cut in the middle', () => {
    const archive = tar(sound, { name: `ITL${phone(2)}.tlv`, content: itl }, last);
    const result = read('a.tar', archive.slice(0, 2_500));
    expect(devices(result)).toEqual([phone(1)]);
    expect(messages(result)).toEqual(['The archive is cut short: the rest is missing.']);
    const packed = gz(archive);
    expect(messages(read('a.tar.gz', packed.slice(0, -6)))).toContain(
      'This member is damaged (it ends in the middle), and does not count.',
    );
    expect(messages(read('a.zip', zip(sound).slice(0, -30)))).toEqual([
      'The archive is cut short: the rest is missing.',
    ]);
  });

  it('with a broken header of tar: what is behind it is found', () => {
    const archive = tar(sound, { name: 'broken.csv', content: table(2) }, last);
    archive[1024] = (archive[1024] ?? 0) ^ 1;
    const result = read('a.tar', archive);
    expect(devices(result)).toEqual([phone(1), phone(3)]);
    expect(messages(result)).toEqual(['The archive is damaged: behind member 1 a header is broken.']);
  });

  it('a broken gzip', () => {
    const packed = gz(`${table(1)}${'# comment\n'.repeat(50)}`);
    packed[packed.length - 5] = (packed[packed.length - 5] ?? 0) ^ 1;
    const result = read('phones.csv.gz', packed);
    expect(result.observations).toEqual([]);
    expect(files(result)).toEqual(['phones.csv.gz']);
  });

  it('a kind of archive that is not read, and an Excel workbook', () => {
    expect(messages(read('a.7z', Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4)))).toEqual([
      'This kind of archive is not read: use ZIP, tar or gzip.',
    ]);
    expect(
      messages(
        read('a.xlsx', zip({ name: '[Content_Types].xml', content: '<x/>' }, { name: 'xl/workbook.xml', content: '' })),
      ),
    ).toEqual(['This is an Excel workbook: save its sheet as CSV.']);
  });
});

describe('An archive costs no more than the caps:', () => {
  const limits = { ...sourceLimits, memberBytes: 100_000, expandedBytes: 250_000, members: 5 };
  const big = (bytes: number): string => `Device,ITL\n${'SEP00A01B2C3D4E,\n'.repeat(Math.ceil(bytes / 17))}`;

  it('a member over the cap is a problem, and the rest is read', () => {
    for (const [name, archive] of [
      ['a.zip', zip({ name: 'big.csv', content: big(150_000) }, { name: 'small.csv', content: table(1) })],
      // It declares less than it has.
      [
        'b.zip',
        zip({ name: 'big.csv', content: big(150_000), declared: 10 }, { name: 'small.csv', content: table(1) }),
      ],
      ['a.tar.gz', gz(tar({ name: 'big.csv', content: big(150_000) }, { name: 'small.csv', content: table(1) }))],
    ] as const) {
      const result = read(name, archive, limits);
      expect(devices(result)).toEqual([phone(1)]);
      expect(result.problems).toMatchObject([
        { file: `${name}!big.csv`, message: expect.stringContaining('100000 bytes') as string },
      ]);
    }
  });

  it('all members together, those of inner archives with them', () => {
    const content = big(90_000);
    const members = ['a', 'b', 'c', 'd'].map((name) => ({ name: `${name}.csv`, content }));
    for (const archive of [zip(...members), gz(tar(...members)), zip({ name: 'in.zip', content: zip(...members) })]) {
      const result = read('a', archive, limits);
      expect(result.observations.length).toBeLessThan(11_000);
      expect(messages(result).at(-1)).toContain('250000 bytes');
    }
    const many = Array.from({ length: 9 }, (_, at) => ({ name: `${at}.csv`, content: table(at) }));
    for (const archive of [zip(...many), tar(...many)]) {
      const result = read('a', archive, limits);
      expect(devices(result)).toHaveLength(5);
      expect(messages(result)).toEqual([expect.stringContaining('more than 5 members')]);
    }
  });

  it('a bomb is not expanded beyond the cap, and what no reader wants is not expanded at all', () => {
    const zeros = new Uint8Array(64 * 1024 * 1024);
    const before = process.memoryUsage.rss();
    const bomb = zip(
      { name: 'zeros.bin', content: zeros },
      { name: 'a.gz', content: gz(gz(zeros)) },
      { name: 'small.csv', content: table(1) },
    );
    const result = read('bomb.zip', bomb, limits);
    expect(devices(result)).toEqual([phone(1)]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(400 * 1024 * 1024);
  });
});
