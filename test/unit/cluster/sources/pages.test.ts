import { describe, expect, it } from 'vitest';
import { page8945, page88xx } from './makers/pages';
import { digest, messages, read } from './makers/read';

const [one, two] = [digest(5), digest(6)];
const device = 'SEP00A01B2C3D4E';
const onPage = (hex: string): string => hex.toUpperCase().replace(/../g, '$& ');
const held = (value: string): object => ({ state: 'digest', digest: value });

describe('The page of a phone', () => {
  it.each(['CP-7841', 'CP-8811', 'CP-8851'])('of a %s says what it holds, by labels', (model) => {
    const rows = [
      ['CTL file', 'Not installed'] as const,
      ['ITL file', 'Installed'] as const,
      ['ITL signature', onPage(one)] as const,
    ];
    const { observations, problems } = read('saved.html', page88xx({ model, rows }));
    expect(problems).toEqual([]);
    expect(observations).toEqual([
      {
        ...{ device, source: 'saved.html', line: 1, time: null, itl: held(one), ctl: { state: 'not-installed' } },
        ...{ reported: null, model, address: '192.0.2.77', description: null, pool: null, location: null },
      },
    ]);
  });

  it('of an 8945 says both, and names the line of a signature that cannot be read', () => {
    const rows = [
      ['CTL File', 'Installed'] as const,
      ['CTL Signature', onPage(two)] as const,
      ['ITL File', 'Installed'] as const,
    ];
    const sound = read('a.html', page8945({ rows: [...rows, ['ITL Signature', onPage(one)]] }));
    expect(sound).toMatchObject({
      observations: [{ device, itl: held(one), ctl: held(two), model: 'CP-8945' }],
      problems: [],
    });
    const masked = page8945({ rows: [...rows, ['ITL Signature', 'XX '.repeat(20)]] });
    const broken = read('a.html', masked);
    expect(broken).toMatchObject({ observations: [{ itl: { state: 'unreadable' }, ctl: held(two) }] });
    const line = masked.slice(0, masked.indexOf('ITL Signature')).split('\n').length - 1;
    expect(broken.problems).toMatchObject([{ line }]);
  });

  it('of a 7945 has no rows about lists: not reported, and why', () => {
    const result = read('a.html', page88xx({ model: 'CP-7945G', rows: [] }));
    expect(result.observations).toMatchObject([
      { device, itl: { state: 'not-reported' }, ctl: null, model: 'CP-7945G' },
    ]);
    expect(messages(result)).toEqual([
      expect.stringContaining('Pages of the model CP-7945G have no rows for CTL and ITL'),
    ]);
  });

  it('that is another page of a phone says which one to save', () => {
    const result = read('a.html', page88xx({ model: 'CP-8861', rows: [['Serial number', 'FCH1234']] }));
    expect(result.observations).toMatchObject([{ device, itl: { state: 'not-reported' } }]);
    expect(messages(result)).toEqual([expect.stringContaining('“Network setup”')]);
  });

  it.each([
    [
      'Italian',
      [
        ['File CTL', 'Non installato'],
        ['File ITL', 'Installato'],
        ['Firma ITL', onPage(one)],
      ],
      { state: 'not-installed' },
    ],
    [
      'German',
      [
        ['CTL-Datei', 'Installiert'],
        ['CTL-Signatur', onPage(two)],
        ['ITL-Signatur', onPage(one)],
      ],
      held(two),
    ],
    [
      'unknown words',
      [
        ['Unua', onPage(two)],
        ['Dua', onPage(one)],
      ],
      held(two),
    ],
    ['one value alone', [['Unua', onPage(one)]], null],
  ] as const)('in another language is read by the form of its values: %s', (_, rows, ctl) => {
    const labels = { mac: 'Indirizzo MAC', host: 'Nome host', address: 'Indirizzo IP' };
    const { observations } = read('a.html', page88xx({ rows, labels }));
    expect(observations).toMatchObject([{ device, itl: held(one), ctl, address: '192.0.2.77' }]);
  });

  it('names its phone by its rows, its title, or else by the name of the file', () => {
    const rows = [['ITL signature', onPage(one)] as const];
    const anonymous = page88xx({ device: 'x', mac: 'x', rows });
    expect(read('b/SEP00A01B2C3D4F.html', anonymous).observations).toMatchObject([{ device: 'SEP00A01B2C3D4F' }]);
    expect(read('SEP00A01B2C3D4F.html', page88xx({ rows })).observations).toMatchObject([{ device }]);
    const unnamed = read('saved.html', anonymous);
    expect(unnamed.observations).toEqual([]);
    expect(messages(unnamed)).toEqual([expect.stringContaining('name the file after the phone')]);
    const masked = read('saved.html', page88xx({ device: 'SEPxxxxxxxxxxxx', mac: 'xxxxxxxxxxxx', rows }));
    expect(masked.observations).toMatchObject([{ device: 'SEPxxxxxxxxxxxx', itl: held(one) }]);
    expect(messages(masked)).toHaveLength(1);
  });

  it('says that a list is installed, and not which: not reported', () => {
    const result = read(
      'a.html',
      page88xx({
        rows: [
          ['CTL file', 'Not installed'],
          ['ITL file', 'Installed'],
        ],
      }),
    );
    expect(result.observations).toMatchObject([{ itl: { state: 'not-reported' }, ctl: { state: 'not-installed' } }]);
    expect(messages(result)).toEqual([expect.stringContaining('not its signature')]);
  });

  it('does not take servers of the network for those of a list', () => {
    const rows = [['TFTP server 1', digest(9)] as const, ['ITL file', 'Not installed'] as const];
    expect(read('a.html', page88xx({ rows })).observations).toMatchObject([
      { itl: { state: 'not-installed' }, ctl: null },
    ]);
  });

  it('for programs (XML) is the page of a phone too', () => {
    const xml = `<?xml version="1.0"?><DeviceInformationX><MACAddress>00A01B2C3D4E</MACAddress><HostName>${device}</HostName><modelNumber>CP-8841</modelNumber></DeviceInformationX>`;
    expect(read('a.xml', xml).observations).toMatchObject([{ device, itl: { state: 'not-reported' } }]);
  });

  it('is not that of a phone if nothing says so', () => {
    const result = read('a.html', '<html><body><h1>404 Not Found</h1><p>nginx</p></body></html>');
    expect(result.observations).toEqual([]);
    expect(messages(result)).toEqual(['This is a web page, but neither a page of a phone nor a table of phones.']);
  });
});
