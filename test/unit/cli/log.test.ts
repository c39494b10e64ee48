import { beforeEach, describe, expect, test } from 'vitest';
import { cucm8Publisher } from '../../builders';
import { Machine } from './machine';

const refused = [
  '12:00:01.5 SECD: -Requesting SEPAABBCC001122.cnf.xml.sgn from 192.0.2.9',
  '12:00:02.5 SECD: -sgn verify file failed <SEPAABBCC001122.cnf.xml.sgn>, errclass 8, errcode 19 (signer not in CTL)',
  'something else',
].join('\n');
const accepted = '12:09:00 verify SUCCESS <SEPAABBCC001122.cnf.xml>';

let machine: Machine;

beforeEach(() => {
  machine = new Machine();
  machine.text('refused.log', refused);
  machine.text('recovered.log', `${refused}\n${accepted}`);
  machine.text('fine.log', 'CTL and ITL installed');
  machine.text('prose.txt', 'Dear colleague,\nplease call.');
  machine.text('empty.log', '');
});

const ran = (...args: string[]) => machine.run('log', ...args);

describe('trustlist log', () => {
  test.each([
    ['fine.log', 0],
    ['recovered.log', 0],
    ['refused.log', 1],
    ['gone.log', 2],
    ['prose.txt', 3],
    ['empty.log', 3],
  ])('ends for %s with %d', async (file, status) => {
    expect(await ran(file)).toMatchObject({ status });
    expect(await ran('--json', file)).toMatchObject({ status });
  });

  test('prints how much was understood, the failure with what to do, and the events', async () => {
    const { out, complaints } = await ran('refused.log');
    expect(complaints).toEqual([]);
    expect(out.split('\n')).toEqual([
      'refused.log: 2 of 3 lines understood',
      '  The step that failed:',
      expect.stringMatching(
        /^ {4}line 2 {2}12:00:02.5 {7}refused {7}The signer of SEPAABBCC001122.cnf.xml.sgn is in neither list/,
      ),
      '  What to do:',
      '    Fetch SEPAABBCC001122.cnf.xml.sgn, and check whether a phone with the lists that this one holds accepts it. If a certificate of the cluster changed, check the regeneration too.',
      '    http://192.0.2.9:6970/SEPAABBCC001122.cnf.xml.sgn',
      '  Timeline:',
      expect.stringMatching(/^ {4}line 1 .* asked .*The phone asks the TFTP server for SEPAABBCC001122.cnf.xml.sgn\.$/),
      expect.stringMatching(/^ {4}line 2 /),
      '',
    ]);
  });

  test('says what succeeded later, and then has nothing to advise', async () => {
    const { out } = await ran('recovered.log');
    expect(out).toContain('  Later in this log:\n    line 4  12:09:00');
    expect(out).not.toContain('What to do');
  });

  test('never calls a log fine of which it understood nothing', async () => {
    expect((await ran('prose.txt')).out).toBe(
      'prose.txt: 0 of 2 lines understood\n  No line was understood, so nothing is known of what the phone did.\n',
    );
    expect((await ran('fine.log')).out).toContain('No step that was understood failed.');
  });

  test('prints JSON with every field of the contract', async () => {
    const { out } = await ran('--json', 'refused.log');
    const failure = {
      line: 2,
      time: '12:00:02.5',
      kind: 'refused',
      file: 'SEPAABBCC001122.cnf.xml.sgn',
      length: null,
      sentence: expect.stringContaining('is in neither list') as string,
      weight: 5,
      reason: 'signer-not-known',
      args: { file: 'SEPAABBCC001122.cnf.xml.sgn' },
      server: '192.0.2.9',
    };
    expect(JSON.parse(out)).toEqual({
      lines: 3,
      understood: 2,
      events: [expect.objectContaining({ line: 1, kind: 'asked' }), failure],
      failure,
      recovery: null,
      unread: null,
      advice: {
        reason: 'check-signer',
        args: { file: 'SEPAABBCC001122.cnf.xml.sgn' },
        sentence: expect.any(String) as string,
        address: 'http://192.0.2.9:6970/SEPAABBCC001122.cnf.xml.sgn',
      },
    });
  });

  test.each([1, 7, 511, 512, 513])('reads pieces of %d bytes, from standard input too', async (chunk) => {
    machine.chunk = chunk;
    machine.standardInput = machine.bytes('recovered.log');
    expect((await ran('-')).out).toBe((await ran('recovered.log')).out.replace('recovered.log:', '-:'));
  });

  test.each(['utf-16le', 'utf-16be'])('reads %s, with its mark or without', async (encoding) => {
    const bytes = Buffer.from(refused, 'utf16le');
    if (encoding === 'utf-16be') bytes.swap16();
    const mark = encoding === 'utf-16le' ? [0xff, 0xfe] : [0xfe, 0xff];
    const { out } = await ran('--json', 'refused.log');
    machine.files.set('wide.log', bytes);
    machine.files.set('marked.log', Uint8Array.of(...mark, ...bytes));
    expect((await ran('--json', 'wide.log')).out).toBe(out);
    expect((await ran('--json', 'marked.log')).out).toBe(out);
  });

  test('names what a file is that is not a log', async () => {
    machine.files.set('list.tlv', (await cucm8Publisher()).bytes);
    machine.files.set('photo.jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0x10));
    machine.directories.add('folder');
    machine.locked.add('locked.log');
    expect(await ran('list.tlv')).toMatchObject({
      status: 2,
      out: '',
      complaints: ["list.tlv: This is a trust list, not a phone's log: trustlist verify reads it."],
    });
    expect((await ran('photo.jpg')).complaints).toEqual(['photo.jpg: This is not text, so it is not a log.']);
    expect((await ran('folder')).complaints).toEqual(['folder: This is a directory, not a file.']);
    expect((await ran('locked.log')).complaints).toEqual(['locked.log: The file may not be read: permission denied.']);
    expect((await ran('gone.log')).complaints).toEqual(['gone.log: There is no such file.']);
  });

  test('prints what a log says as text, never as what drives a terminal', async () => {
    machine.text('escape.log', 'Connection: connectToTvsServer: \u001B[31mred');
    expect((await ran('escape.log')).out).not.toContain('\u001B');
  });
});
