import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FleetJson } from '../../../src/core/cluster/fleet/json';
import type { PhoneRow } from '../../../src/core/cluster/fleet/rows';
import { hex, sha1 } from '../../../src/core/certificates/fingerprints';
import { encode } from '../../../src/core/format/encode';
import type { NamedList } from '../../../src/core/phone/held';
import { audit } from '../../../src/cli/commands/audit';
import { runCommand } from '../../../src/cli/run';
import { configurationText, ctl, itl, node, recoveryOf, signedBytes } from '../phone/clusters';
import type { Identity } from '../../builders';
import { Machine, type Ran } from './machine';
import { sarifLog } from './sarif-schema';

let files: ReadonlyMap<string, Uint8Array>;
const digests = new Map<string, string>();
let machine: Machine;

function pem({ der }: Identity): Uint8Array {
  const text = Buffer.from(der).toString('base64');
  return new TextEncoder().encode(`-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`);
}

beforeAll(async () => {
  const [pub, next, strange] = [await node('pub'), await node('pub', 2), await node('strange')];
  const lists: NamedList[] = [
    itl('served/ITLFile.tlv', [next], { timestamp: 1_500_000_000 }),
    itl('old/ITLFile.tlv', [pub]),
    itl('foreign/ITLFile.tlv', [strange]),
    ctl('served-ctl/CTLFile.tlv', [await recoveryOf('pub')], [next]),
  ];
  const made = new Map(lists.map((named) => [named.file, encode(named.list)]));
  for (const [file, bytes] of made) digests.set(file, hex(await sha1(bytes)));
  made.set('phones/ITLSEP000000000009.tlv', encode(itl('x', [pub]).list));
  made.set('SEP000000000001.cnf.xml.sgn', signedBytes('SEP000000000001.cnf.xml.sgn', next.callManager));
  made.set('tftp/SEP000000000001.cnf.xml.sgn', signedBytes('SEP000000000001.cnf.xml.sgn', next.callManager));
  made.set('tftp/SEP000000000001.cnf.xml', configurationText);
  made.set('tftp/ITLFile.tlv', made.get('served/ITLFile.tlv') ?? new Uint8Array());
  made.set('stores/strange.pem', pem(strange.callManager));
  made.set('stores/next.pem', pem(next.callManager));
  files = made;
});

beforeEach(() => {
  machine = new Machine();
  for (const [path, bytes] of files) machine.files.set(path, bytes);
});

/** The sources that were read. */
const sourcesRead = (): string[] => machine.readInPieces.filter((path) => path !== 'state');

const sha1Of = (file: string): string => digests.get(file) ?? '';

const ran = (...args: string[]): Promise<Ran> =>
  machine
    .ran((io) => runCommand(audit, args, io))
    .catch((error: unknown) => {
      if (!(error instanceof Error)) throw error;
      return { status: 2, out: '', complaints: [error.message] };
    });

const json = async (...args: string[]): Promise<{ readonly status: number; readonly fleet: FleetJson }> => {
  const { status, out } = await ran(...args, '--json');
  return { status, fleet: JSON.parse(out) as FleetJson };
};

const noPhone = '“SEP00000000000” is neither a device name nor a MAC address: this row is not counted.';

/** A table of phones that hold the current list, an older one and one that nobody gave. */
function table(): void {
  machine.text(
    'phones.csv',
    [
      'Device,ITL,Model,Description',
      `SEP000000000001,${sha1Of('served/ITLFile.tlv')},7841,`,
      `SEP000000000002,${sha1Of('old/ITLFile.tlv')},8851,"=HYPERLINK(""http://x""),""y"""`,
      `SEP000000000003,${'ab'.repeat(20)},8851,`,
      'SEP00000000000,,8851,',
    ].join('\n'),
  );
}

describe('trustlist audit --json', () => {
  test('is the contract, with every field', async () => {
    table();
    const { fleet, status } = await json('phones.csv', '--served', 'served/ITLFile.tlv', '--known', 'old');
    expect(status).toBe(3);
    expect(Object.keys(fleet)).toEqual(['phones', 'served', 'groups', 'problems']);
    expect(fleet.phones).toBe(3);
    expect(fleet.served).toEqual([
      {
        file: 'served/ITLFile.tlv',
        md5: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
        sha1: sha1Of('served/ITLFile.tlv'),
      },
    ]);
    const fields = [
      'state',
      'list',
      'md5',
      'sha1',
      'sha256',
      'ctl',
      'phones',
      'verdict',
      'rule',
      'sentence',
      'devices',
    ];
    for (const group of fleet.groups) expect(new Set(Object.keys(group))).toEqual(new Set(fields));
    expect(fleet.groups).toMatchObject([
      { state: 'known', list: 'old/ITLFile.tlv', ctl: null, phones: 1, verdict: 'depends', rule: 'P4' },
      { state: 'unknown', list: null, sha1: 'ab'.repeat(20), md5: null, phones: 1, verdict: null, rule: null },
      { state: 'current', list: 'served/ITLFile.tlv', phones: 1, verdict: 'accepted' },
    ]);
    expect(fleet.groups[1]?.devices).toEqual([
      {
        name: 'SEP000000000003',
        source: 'phones.csv',
        line: 4,
        time: null,
        reported: null,
        model: '8851',
        address: null,
        description: null,
        pool: null,
        location: null,
      },
    ]);
    expect(fleet.problems).toEqual([{ file: 'phones.csv', line: 5, message: noPhone }]);
  });

  test('names a CTL with its digests, and takes lists in the sources as given', async () => {
    const ctlBytes = files.get('served-ctl/CTLFile.tlv') ?? new Uint8Array();
    machine.files.set('phones/CTLSEP000000000009.tlv', ctlBytes);
    const { fleet } = await json('phones', '--served', 'served');
    expect(fleet.groups).toMatchObject([
      {
        state: 'known',
        list: 'phones/ITLSEP000000000009.tlv',
        ctl: { list: 'phones/CTLSEP000000000009.tlv', sha1: sha1Of('served-ctl/CTLFile.tlv') },
        devices: [{ name: 'SEP000000000009', source: 'phones/ITLSEP000000000009.tlv', line: null }],
      },
    ]);
  });

  test('serves what a folder contains, the signed configuration before the plain one', async () => {
    table();
    const { fleet } = await json('phones.csv', '--served', 'tftp');
    expect(fleet.served.map(({ file }) => file)).toEqual([
      'tftp/ITLFile.tlv',
      'tftp/SEP000000000001.cnf.xml',
      'tftp/SEP000000000001.cnf.xml.sgn',
    ]);
    expect(fleet.groups.at(-1)).toMatchObject({ state: 'current', verdict: 'accepted' });
    expect(fleet.groups.at(-1)?.sentence).not.toContain('only the list is judged');
  });
});

describe('the exit status', () => {
  const one = (digest: string): void => {
    machine.text('one.csv', `Device,ITL\nSEP000000000001,${digest}`);
  };

  test.each([
    ['0 where every phone accepts', 'served/ITLFile.tlv', [], 0],
    ['3 where it depends on a TVS', 'old/ITLFile.tlv', [], 3],
    [
      '3 where the store contains the signer, since nobody asked the TVS',
      'old/ITLFile.tlv',
      ['--tvs-store', 'stores/next.pem'],
      3,
    ],
    ['1 where the store lacks the signer', 'old/ITLFile.tlv', ['--tvs-store', 'stores/strange.pem'], 1],
    ['1 where no TVS answers', 'old/ITLFile.tlv', ['--tvs', 'unreachable'], 1],
  ])('is %s', async (_, held, more, status) => {
    one(sha1Of(held));
    const known = ['--known', 'old', 'foreign'];
    expect((await ran('one.csv', '--served', 'served/ITLFile.tlv', ...known, ...more)).status).toBe(status);
  });

  test.each([
    ['an unknown digest', 'ab'.repeat(20)],
    ['none', ''],
    ['what is not a digest', 'abcd'],
  ])('is 3 for %s, though everything else accepts', async (_, digest) => {
    one(digest);
    expect((await ran('one.csv', '--served', 'served/ITLFile.tlv')).status).toBe(3);
  });

  test('is 2 only if no source could be read', async () => {
    one(sha1Of('served/ITLFile.tlv'));
    const served = ['--served', 'served/ITLFile.tlv'];
    const partly = await json('one.csv', 'gone.tlv', '*.none', ...served);
    expect(partly.status).toBe(0);
    expect(partly.fleet.problems).toEqual([
      { file: 'gone.tlv', line: null, message: 'There is no such file.' },
      { file: '*.none', line: null, message: 'There is no such file.' },
    ]);
    const nothing = await ran('gone.tlv', ...served, '--json');
    expect(nothing).toMatchObject({ status: 2, out: '', complaints: ['gone.tlv: There is no such file.'] });
  });

  test('is 2 without --served, and with two formats', async () => {
    one('');
    expect(await machine.run('audit', 'phones')).toMatchObject({
      status: 2,
      complaints: ['audit: --served FILE is missing; see trustlist --help.'],
    });
    const two = await machine.run('audit', 'phones', '--served', 'served', '--json', '--csv');
    expect(two).toMatchObject({
      status: 2,
      complaints: ['audit: choose one of --json and --csv; see trustlist --help.'],
    });
  });

  test('is 3 for sources that name no phone: nothing was checked', async () => {
    expect((await ran('old/ITLFile.tlv', '--served', 'served')).status).toBe(3);
  });
});

describe('the other formats', () => {
  const args = ['phones.csv', '--served', 'served/ITLFile.tlv', '--known', 'old'];

  test('--jsonl has a line for each phone, and problems are complained of', async () => {
    table();
    const { out, complaints } = await ran(...args, '--jsonl');
    const rows = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as PhoneRow);
    expect(rows.map(({ name, state, verdict }) => [name, state, verdict])).toEqual([
      ['SEP000000000002', 'known', 'depends'],
      ['SEP000000000003', 'unknown', null],
      ['SEP000000000001', 'current', 'accepted'],
    ]);
    expect(complaints).toEqual([`phones.csv:5: ${noPhone}`]);
  });

  test('--csv is RFC 4180 with a row for each phone, and no cell is a formula', async () => {
    table();
    const { out } = await ran(...args, '--csv');
    const lines = out.split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^name,state,list,md5,sha1,sha256,ctl,/);
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://x""),""y"""`);
  });

  test('--markdown has a row for each group, and what to do as tasks', async () => {
    table();
    const { out } = await ran(...args, '--markdown');
    const rows = out.split('\n').filter((line) => line.startsWith('|'));
    expect(rows).toHaveLength(5);
    expect(rows[2]).toMatch(/^\| Depends \| 1 \| old\/ITLFile\.tlv \| 8851 \(1\) \| P4 \|/);
    expect(out).toMatch(/\n- \[ \] For 1 phone: make sure that they reach a TVS/);
  });

  test('a text has the worst group first, what to do in order, and the problems', async () => {
    table();
    const { out, complaints } = await ran(...args);
    expect(complaints).toEqual([]);
    expect(out).toMatch(/^3 phones: 1 depends, 1 with an unknown list, 1 current\n/);
    expect(out).toContain('\nDepends: 1 phone, old/ITLFile.tlv (rule P4)\n');
    expect(out.indexOf('Depends:')).toBeLessThan(out.indexOf('Unknown list:'));
    expect(out).toMatch(/\nWhat to do:\n {2}1\. For 1 phone: make sure [^]*\n {2}2\. Restart TVS/);
    expect(out).toContain(`\nProblems (1):\n  phones.csv:5: ${noPhone}\n`);
  });

  test('a text names every phone to visit, and where it is', async () => {
    machine.text('phones.csv', `SEP000000000002,${sha1Of('old/ITLFile.tlv')},8851,Lobby`);
    const { out, status } = await ran(...args, '--tvs-store', 'stores/strange.pem', '--tvs', 'unreachable');
    expect(status).toBe(1);
    expect(out).toMatch(/\nLocked out: 1 phone, /);
  });
});

describe('results for collectors', () => {
  const args = ['phones.csv', '--served', 'served/ITLFile.tlv', '--known', 'old'];

  test('--sarif has a result for each phone that does not accept, at its line, and is valid', async () => {
    table();
    for (const form of [['--sarif'], ['--sarif-for', 'github']]) {
      const { status, out } = await ran(...args, ...form);
      expect(status).toBe(3);
      const [run] = sarifLog(out).runs;
      const results = (run?.results ?? []).map(({ ruleId, message, locations }) => {
        const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
        return [ruleId, message.text?.slice(0, 16), artifactLocation?.uri, region?.startLine];
      });
      expect(results).toEqual(
        expect.arrayContaining([
          ['phone-depends', 'SEP000000000002:', 'phones.csv', 3],
          ['list-unknown', 'SEP000000000003:', 'phones.csv', 4],
        ]),
      );
      expect(results).toHaveLength(2);
      const said = run?.invocations?.[0]?.toolExecutionNotifications?.map(({ message }) => message.text) ?? [];
      expect(said).toEqual([`Line 5: ${noPhone}`]);
      expect(run?.invocations?.[0]?.exitCode).toBe(3);
    }
  });

  test('a phone that refuses is an error in SARIF and a failure in JUnit', async () => {
    machine.text('one.csv', `Device,ITL\nSEP000000000001,${sha1Of('foreign/ITLFile.tlv')}`);
    const lockedOut = ['one.csv', '--served', 'served/ITLFile.tlv', '--known', 'foreign', '--tvs', 'unreachable'];
    const { status, out } = await ran(...lockedOut, '--sarif');
    expect(status).toBe(1);
    expect(sarifLog(out).runs[0]?.results?.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['phone-refuses', 'error'],
    ]);
    expect((await ran(...lockedOut, '--junit')).out).toContain('<failure type="phone-refuses"');
  });

  test('--junit has a test case for each phone, and only those that accept pass', async () => {
    table();
    const { status, out } = await ran(...args, '--junit');
    expect(status).toBe(3);
    expect(out).toContain('tests="3" failures="0" errors="2"');
    expect(out).toContain('<testcase classname="trustlist audit" name="SEP000000000001" file="phones.csv:2"/>');
    expect(out).toContain('<error type="list-unknown"');
  });
});

describe('--resume', () => {
  const sources = ['a.csv', 'b.csv', 'phones'];
  const args = [...sources, '--served', 'served/ITLFile.tlv', '--known', 'old', '--resume', 'state'];

  beforeEach(() => {
    machine.text('a.csv', `SEP000000000001,${sha1Of('served/ITLFile.tlv')}\n,`);
    machine.text('b.csv', `SEP000000000002,${sha1Of('old/ITLFile.tlv')}`);
  });

  test('reads again only what has changed, and gives the same answer', async () => {
    const first = await ran(...args, '--json');
    expect(sourcesRead()).toHaveLength(3);
    machine.readInPieces.length = 0;
    const second = await ran(...args, '--json');
    expect(sourcesRead()).toEqual([]);
    expect(second.out).toBe(first.out);
    expect(second.complaints).toEqual(['state: 3 of the sources were read by an earlier run.']);
    machine.text('b.csv', `SEP000000000002,${sha1Of('served/ITLFile.tlv')}`);
    const { fleet } = await json(...args);
    expect(sourcesRead()).toEqual(['b.csv']);
    expect(fleet.groups.find(({ state }) => state === 'current')?.phones).toBe(2);
  });

  test('goes on after a kill at any byte of what it wrote', async () => {
    const whole = await ran(...args, '--json');
    const state = machine.bytes('state');
    const header = state.indexOf(10) + 1;
    for (let end = header; end <= state.length; end += 97) {
      machine.files.set('state', state.slice(0, end));
      expect((await ran(...args, '--json')).out).toBe(whole.out);
      // What the run after the kill wrote is whole.
      machine.readInPieces.length = 0;
      expect((await ran(...args, '--json')).out).toBe(whole.out);
      expect(sourcesRead()).toEqual([]);
    }
  });

  test('never writes to a file that is something else, nor to a source', async () => {
    machine.text('notes.txt', 'Dear colleague,\n');
    const { status, complaints } = await ran('a.csv', '--served', 'served', '--resume', 'notes.txt');
    expect(status).toBe(2);
    expect(complaints[0]).toContain('notes.txt: This is not what an audit with --resume has written');
    expect(new TextDecoder().decode(machine.bytes('notes.txt'))).toBe('Dear colleague,\n');
    expect((await ran('a.csv', '--served', 'served', '--resume', 'a.csv')).status).toBe(2);
  });

  test('takes nothing from another version', async () => {
    await ran(...args, '--json');
    const text = new TextDecoder().decode(machine.bytes('state'));
    machine.text('state', text.replace(/"version":"[^"]*"/, '"version":"0.0.0"'));
    machine.readInPieces.length = 0;
    await ran(...args, '--json');
    expect(sourcesRead()).toHaveLength(3);
  });
});

test('a pasted show itl is a known list, by the digests that it prints', async () => {
  const { print } = await import('../../../src/core/show/print');
  const { inspect } = await import('../../../src/core/trust/inspect');
  const { decode } = await import('../../../src/core/format/decode');
  const bytes = machine.bytes('old/ITLFile.tlv');
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  const report = await inspect(decoded.list, bytes);
  const checksums = `The checksum value of the ITL file:\n${report.md5}(MD5)\n${report.sha1}(SHA1)\n\n`;
  machine.text('shown.txt', checksums + print(report, decoded.list));
  machine.text('one.csv', `SEP000000000001,${sha1Of('old/ITLFile.tlv')}`);
  const { fleet } = await json('one.csv', '--served', 'served/ITLFile.tlv', '--known', 'shown.txt');
  expect(fleet.groups).toMatchObject([{ state: 'known', list: 'shown.txt', verdict: 'depends' }]);
});
