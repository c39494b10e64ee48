import { beforeEach, describe, expect, test } from 'vitest';
import { encode } from '../../../src/core/format/encode';
import { inspect } from '../../../src/core/trust/inspect';
import { print } from '../../../src/core/show/print';
import { ctl, itl, node, signedBytes } from '../phone/clusters';
import { Machine } from './machine';

const pub = await node('pub');
const held = itl('ITLFile.tlv', [pub]);
const bytes = encode(held.list);
const other = ctl('CTLFile.tlv', [pub.callManager], [pub]);
const shown = print(await inspect(held.list, bytes), held.list);
const shownCtl = print(await inspect(other.list, encode(other.list)), other.list);

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
  machine.files.set('lists/ITLFile.tlv', bytes);
  machine.files.set('lists/deep/CTLFile.tlv', encode(other.list));
  machine.files.set('lists/deep/renamed.bin', bytes);
  machine.files.set('lists/SEP001122334455.cnf.xml.sgn', signedBytes('SEP001122334455.cnf.xml.sgn', pub.callManager));
  machine.files.set('lists/.git/ITLFile.tlv', new Uint8Array());
  machine.files.set('lists/node_modules/ITLFile.tlv', new Uint8Array());
  machine.text('lists/notes.txt', 'Dear colleague,\n');
  machine.text('shown.txt', shown);
});

async function files(...args: string[]): Promise<unknown> {
  const { out } = await machine.run('verify', '--json', ...args);
  const json = JSON.parse(out) as { file: string }[] | { file: string };
  return Array.isArray(json) ? json.map(({ file }) => file) : json.file;
}

describe('a folder', () => {
  test('is every list and signed file in it, by content, and gives an array', async () => {
    expect(await files('lists')).toEqual([
      'lists/ITLFile.tlv',
      'lists/SEP001122334455.cnf.xml.sgn',
      'lists/deep/CTLFile.tlv',
      'lists/deep/renamed.bin',
    ]);
    expect(await files('lists/', 'lists/ITLFile.tlv')).toHaveLength(5);
    const { out } = await machine.run('verify', 'lists');
    expect(out.match(/^lists\/\S+: /gm)).toEqual([
      'lists/ITLFile.tlv: ',
      'lists/SEP001122334455.cnf.xml.sgn: ',
      'lists/deep/CTLFile.tlv: ',
      'lists/deep/renamed.bin: ',
    ]);
    machine.files.set('one/ITLFile.tlv', bytes);
    expect(await files('one')).toEqual(['one/ITLFile.tlv']);
  });

  test('is read once, file by file', async () => {
    machine.mostOpen = 1;
    await machine.run('verify', 'lists', '--list', 'lists/ITLFile.tlv');
    expect(machine.handedOut).toHaveLength(5 + 1);
  });

  test('names a list in it that is not one, and ends with 2', async () => {
    machine.files.set('lists/empty.tlv', new Uint8Array());
    const { status, out } = await machine.run('verify', '--json', 'lists');
    expect(JSON.parse(out)).toContainEqual({
      file: 'lists/empty.tlv',
      error: expect.stringMatching(/^The file is empty\. CUCM answers/) as string,
      offset: 0,
    });
    expect(status).toBe(2);
  });

  test('without a list gives an empty array and a sentence', async () => {
    machine.text('texts/notes.txt', 'Dear colleague,\n');
    expect(await machine.run('verify', '--json', 'texts')).toEqual({
      status: 2,
      out: '[]\n',
      complaints: ['texts: There is no list and no signed file in this folder.'],
    });
  });

  test('can be what a phone holds, the lists of a cluster, and what is verified against', async () => {
    machine.files.set('held/ITLFile.tlv', bytes);
    machine.files.set('held/CTLFile.tlv', encode(other.list));
    const sgn = 'lists/SEP001122334455.cnf.xml.sgn';
    expect((await machine.run('phone', '--holds', 'held', '--offered', sgn)).out).toContain('accepted (rule P9)');
    expect((await machine.run('migrate', '--from', 'held', '--to', 'lists/ITLFile.tlv')).status).toBe(0);
    expect((await machine.run('verify', sgn, '--list', 'held')).status).toBe(0);
    machine.text('texts/notes.txt', 'Dear colleague,\n');
    expect((await machine.run('phone', '--holds', 'texts', '--offered', sgn)).complaints).toEqual([
      'texts: There is no list in this folder.',
    ]);
  });
});

describe('a pattern', () => {
  test('gives an array of what it matches, even of one file and of none', async () => {
    expect(await files('lists/*.tlv')).toEqual(['lists/ITLFile.tlv']);
    expect(await files('lists/**/*.tlv')).toEqual(['lists/ITLFile.tlv', 'lists/deep/CTLFile.tlv']);
    expect(await machine.run('verify', '--json', '*.tlv')).toEqual({
      status: 2,
      out: '[]\n',
      complaints: ['*.tlv: There is no such file, and no file matches this pattern.'],
    });
  });

  test('that matches nothing does not keep others from being read, and ends with 2', async () => {
    const { status, out, complaints } = await machine.run('verify', '--json', '*.tlv', 'lists/ITLFile.tlv');
    expect(JSON.parse(out)).toMatchObject([{ file: 'lists/ITLFile.tlv', kind: 'ITL' }]);
    expect([status, complaints.length]).toEqual([2, 1]);
  });

  test('gives way to a file of that name', async () => {
    machine.files.set('ITL[1].tlv', bytes);
    machine.files.set('ITL1.tlv', encode(other.list));
    expect(await files('ITL[1].tlv')).toBe('ITL[1].tlv');
  });

  test('stands for the files that a command takes, also behind an option', async () => {
    expect((await machine.run('compare', 'lists/ITL*.tlv', 'lists/deep/*.bin')).status).toBe(0);
    expect((await machine.run('compare', 'lists/**/*TLFile.tlv')).status).toBe(1);
    expect((await machine.run('export', 'lists/*.tlv')).status).toBe(0);
    expect((await machine.run('export', 'lists/**/*.tlv')).complaints).toEqual([
      'export takes IN and nothing more; see trustlist --help.',
    ]);
    expect((await machine.run('phone', '--holds', 'lists/*.tlv', '--offered', 'lists/*.sgn')).status).toBe(0);
    expect((await machine.run('phone', '--offered', 'lists/**/*.tlv')).complaints).toEqual([
      'phone: --offered takes one file, and lists/**/*.tlv matches 2; see trustlist --help.',
    ]);
    expect((await machine.run('blank', 'gone*.tlv', '-o', 'out', '--unsigned')).complaints).toEqual([
      'gone*.tlv: There is no such file, and no file matches this pattern.',
    ]);
  });
});

describe('standard input', () => {
  test.each([
    ['verify -', 0],
    ['verify - --json', 0],
    ['show -', 0],
    ['compare - lists/ITLFile.tlv', 0],
    ['blank - -o out --unsigned', 0],
    ['edit - -o out --set timestamp=now', 0],
    ['export -', 0],
    ['phone --holds - --offered lists/SEP001122334455.cnf.xml.sgn', 0],
    ['migrate --from - --to lists/ITLFile.tlv', 0],
    ['verify lists/SEP001122334455.cnf.xml.sgn --list -', 0],
    ['find lists/ITLFile.tlv --in -', 0],
  ])('is a list: trustlist %s', async (line, status) => {
    machine.standardInput = bytes;
    expect(await machine.run(...line.split(' '))).toMatchObject({ status });
    expect(machine.standardInput).toBeNull();
  });

  test.each([
    'verify - -',
    'compare - -',
    'phone --holds - --offered -',
    'sign - -o out --key -',
    'edit - -o out --add sast@-',
    'migrate --from - --to -',
    'verify - --list -',
  ])('is read once: trustlist %s', async (line) => {
    machine.standardInput = bytes;
    const { status, out, complaints } = await machine.run(...line.split(' '));
    const [command] = line.split(' ');
    expect(complaints).toEqual([
      `${command}: standard input (-) can be read only once, and 2 inputs name it; see trustlist --help.`,
    ]);
    expect([status, out]).toEqual([2, '']);
    expect(machine.standardInput).toBe(bytes);
  });

  test('cannot be overwritten', async () => {
    machine.standardInput = bytes;
    expect((await machine.run('blank', '-', '--in-place', '--unsigned')).status).toBe(2);
  });

  test('is a file of that name behind a folder', async () => {
    machine.files.set('./-', bytes);
    expect((await machine.run('verify', './-')).status).toBe(0);
  });
});

describe('an output of show itl', () => {
  test('is verified for what it says, and its signature is unknown', async () => {
    const { status, out } = await machine.run('verify', '--json', 'shown.txt');
    expect(JSON.parse(out)).toMatchObject({
      file: 'shown.txt',
      kind: 'ITL',
      source: 'text',
      length: bytes.length,
      md5: null,
      sha256: null,
      signature: { status: 'unknown', printed: 'valid', record: 1, reason: 'text-verified' },
      undecided: [{ reason: 'undecided-signature' }, { reason: 'undecided-certificates' }],
      records: [{ index: 1 }, { index: 2 }, { index: 3 }],
    });
    expect(status).toBe(3);
    const person = await machine.run('verify', 'shown.txt');
    expect(person.out).toMatch(/^shown\.txt: The text says that the cluster verified the signature\. .*\n/);
    expect(person.out).toContain('Not known from a text: Whether the signature verifies');
  });

  test('with an error in it ends with 1', async () => {
    machine.text('length.txt', shown.replace(/Length of ITL file: \d+/, 'Length of ITL file: 12'));
    expect((await machine.run('verify', 'length.txt')).status).toBe(1);
  });

  test('is printed as it is, with what it cannot say', async () => {
    const { status, out, complaints } = await machine.run('show', 'shown.txt');
    const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
    expect(lines(out)).toEqual(lines(shown));
    expect(complaints).toContainEqual(expect.stringContaining('fetch ITLFile.tlv from the TFTP server'));
    expect(status).toBe(0);
  });

  test('may be several', async () => {
    machine.text('both.txt', `admin:show itl\n${shown}\nadmin:show ctl\n${shownCtl}\nadmin:\n`);
    const { out } = await machine.run('verify', '--json', 'both.txt');
    expect(JSON.parse(out)).toMatchObject([
      { file: 'both.txt', kind: 'ITL' },
      { file: 'both.txt', kind: 'CTL' },
    ]);
  });

  test('may come from a Windows shell, in UTF-16', async () => {
    machine.files.set('utf16.txt', new Uint8Array(Buffer.from(`\ufeff${shown}`, 'utf16le')));
    expect((await machine.run('verify', 'utf16.txt')).status).toBe(3);
  });

  test('that says that there is no list is not one', async () => {
    machine.text('none.txt', 'admin:show itl\nThe checksum value of the ITL file:\nITL File not found\nadmin:\n');
    const { status, complaints } = await machine.run('verify', 'none.txt');
    expect(status).toBe(2);
    expect(complaints).toEqual(['none.txt: According to the text, the cluster has no such file.']);
  });
});
