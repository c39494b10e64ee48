import { beforeEach, describe, expect, test } from 'vitest';
import { encode } from '../../../src/core/format/encode';
import { inspect } from '../../../src/core/trust/inspect';
import { print } from '../../../src/core/show/print';
import { digestOf, type Digest } from '../../builders';
import { ctl, itl, node } from '../phone/clusters';
import { Machine } from './machine';

const pub = await node('pub');
const itlList = itl('ITLFile.tlv', [pub]).list;
const itlFile = encode(itlList);
const ctlList = ctl('CTLFile.tlv', [pub.callManager], [pub]).list;
const ctlFile = encode(ctlList);
const hexOf = (algorithm: Digest | 'MD5', bytes: Uint8Array): string =>
  Buffer.from(digestOf(algorithm, bytes)).toString('hex');
const colons = (hex: string): string => hex.toUpperCase().replace(/(..)(?=.)/g, '$1:');
const unknown = '00112233445566778899aabbccddeeff';

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
  machine.files.set('lists/a/ITLFile.tlv', itlFile);
  machine.files.set('lists/b/ITLFile.tlv', itlFile);
  machine.files.set('lists/b/CTLFile.tlv', ctlFile);
  machine.text('lists/notes.txt', 'Dear colleague,\n');
});

const copies = ['lists/a/ITLFile.tlv', 'lists/b/ITLFile.tlv'];

describe('trustlist find', () => {
  test.each(['MD5', 'SHA-1', 'SHA-256', 'SHA-512'] as const)('names the lists with a digest: %s', async (algorithm) => {
    const digest = hexOf(algorithm, itlFile);
    const { status, out } = await machine.run('find', colons(digest), '--in', 'lists', '--json');
    expect(JSON.parse(out)).toEqual([{ digest, algorithm, files: copies }]);
    expect(status).toBe(0);
  });

  test('reads each list once for many digests', async () => {
    const many = Array.from({ length: 200 }, (_, at) => at.toString(16).padStart(40, '0'));
    const wanted = [...many, hexOf('MD5', ctlFile), hexOf('SHA-1', itlFile)];
    const { status, out } = await machine.run('find', ...wanted, '--in', 'lists', '--json');
    const found = (JSON.parse(out) as { digest: string; files: string[] }[]).filter(({ files }) => files.length > 0);
    expect(found).toMatchObject([{ files: ['lists/b/CTLFile.tlv'] }, { files: copies }]);
    expect(JSON.parse(out)).toHaveLength(202);
    expect(machine.handedOut).toHaveLength(4);
    expect(status).toBe(1);
  });

  test('reads a digest from each line of a file or of standard input, among other words', async () => {
    const lines = [
      'SEP001122334455, ITL Signature, 7 phones',
      `SEP001122334455 holds ${colons(hexOf('SHA-1', itlFile))}`,
      `MD5 (CTLFile.tlv) = ${hexOf('MD5', ctlFile)}`,
      `SEP001122334466 holds ${hexOf('SHA-1', itlFile)}`,
      `0x${unknown}`,
    ].join('\r\n');
    machine.text('phones.txt', lines);
    const expected = [
      { algorithm: 'SHA-1', files: copies },
      { algorithm: 'MD5', files: ['lists/b/CTLFile.tlv'] },
      { digest: unknown, algorithm: 'MD5', files: [] },
    ];
    const { out, status } = await machine.run('find', 'phones.txt', '--in', 'lists', '--json');
    expect(JSON.parse(out)).toMatchObject(expected);
    expect(status).toBe(1);
    machine.standardInput = new TextEncoder().encode(lines);
    expect(JSON.parse((await machine.run('find', '-', '--in', 'lists', '--json')).out)).toMatchObject(expected);
  });

  test('takes a digest with spaces from a shell that splits it', async () => {
    const pieces = hexOf('SHA-1', ctlFile).match(/../g) ?? [];
    expect((await machine.run('find', ...pieces, '--in', 'lists')).out).toBe(
      `SHA-1 ${pieces.join('')}: lists/b/CTLFile.tlv\n`,
    );
  });

  test('takes a list for the lists that are equal to it', async () => {
    machine.files.set('download.bin', itlFile);
    const { out } = await machine.run('find', 'download.bin', '--in', 'lists', '--json');
    expect(JSON.parse(out)).toEqual([{ digest: hexOf('SHA-256', itlFile), algorithm: 'SHA-256', files: copies }]);
  });

  test('knows of a text what it prints, and says what it does not', async () => {
    machine.text('shown.txt', print(await inspect(ctlList, ctlFile), ctlList));
    const ran = await machine.run(
      'find',
      hexOf('MD5', ctlFile),
      hexOf('SHA-256', ctlFile),
      '--in',
      'shown.txt',
      '--json',
    );
    expect(JSON.parse(ran.out)).toMatchObject([{ files: ['shown.txt'] }, { files: [] }]);
    expect(ran.complaints).toEqual(['shown.txt: The text prints no SHA-256 and no SHA-512 of its list.']);
    expect(ran.status).toBe(1);
  });

  test('takes from a text the digests of its list, and not those of certificates', async () => {
    const shown = print(await inspect(ctlList, ctlFile), ctlList);
    machine.text('ctl.txt', shown);
    const { out } = await machine.run('find', 'ctl.txt', '--in', 'lists', '--json');
    expect(JSON.parse(out)).toEqual([
      { digest: hexOf('MD5', ctlFile), algorithm: 'MD5', files: ['lists/b/CTLFile.tlv'] },
      { digest: hexOf('SHA-1', ctlFile), algorithm: 'SHA-1', files: ['lists/b/CTLFile.tlv'] },
    ]);
    machine.text('itl.txt', print(await inspect(itlList, itlFile), itlList));
    expect(await machine.run('find', 'itl.txt', '--in', 'lists')).toEqual({
      status: 2,
      out: '',
      complaints: ['itl.txt: The text prints no digest of its list.'],
    });
  });

  test('takes a digest among other words as an operand, unless a file is called so', async () => {
    const operand = `MD5: ${colons(hexOf('MD5', ctlFile))}`;
    expect((await machine.run('find', operand, '--in', 'lists')).status).toBe(0);
    machine.text(operand, unknown);
    expect((await machine.run('find', operand, '--in', 'lists')).out).toBe(`MD5 ${unknown}: no list has it\n`);
  });

  test('looks in several places, and only for what they have', async () => {
    const { out } = await machine.run('find', hexOf('MD5', itlFile), '--in', 'lists/b', 'lists/a/*.tlv');
    expect(out).toBe(`MD5 ${hexOf('MD5', itlFile)}: lists/b/ITLFile.tlv, lists/a/ITLFile.tlv\n`);
    expect((await machine.run('find', unknown, '--in', 'lists')).out).toBe(`MD5 ${unknown}: no list has it\n`);
  });

  test('ends with 2 if a list that may have the digest cannot be read', async () => {
    machine.locked.add('lists/b/CTLFile.tlv');
    expect((await machine.run('find', hexOf('MD5', itlFile), '--in', 'lists')).status).toBe(0);
    const { status, complaints } = await machine.run('find', hexOf('MD5', ctlFile), '--in', 'lists');
    expect(complaints).toEqual(['lists/b/CTLFile.tlv: The file may not be read: permission denied.']);
    expect(status).toBe(2);
  });

  test('is not kept from an answer by a file that is not a list', async () => {
    machine.text('lists/page.tlv', '<html>');
    const { status, complaints } = await machine.run('find', unknown, '--in', 'lists');
    expect(complaints).toEqual([expect.stringMatching(/^lists\/page\.tlv: Not a trust list: .* web page/)]);
    expect(status).toBe(1);
  });

  test.each([
    [[unknown], 'find: --in DIR is missing; see trustlist --help.'],
    [['--in', 'lists'], 'find: DIGEST|FILE... is missing; see trustlist --help.'],
    [['0011', '--in', 'lists'], /^0011: There is no such file, and this is not a digest: a digest has 32 /],
    [['lists/notes.txt', '--in', 'lists'], /^lists\/notes\.txt: No line of this file contains a digest: /],
  ])('ends with 2 for what it cannot look for: %j', async (args, sentence) => {
    const { status, complaints } = await machine.run('find', ...args);
    expect(status).toBe(2);
    expect(complaints).toEqual([typeof sentence === 'string' ? sentence : expect.stringMatching(sentence)]);
  });
});
