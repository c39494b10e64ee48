import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, u16 } from '../../../builders';
import { amount } from '../../../long';
import { base64, content, readPackets, shuffled } from './reading';
import { ascii, tftpError, tftpTalk, v4, v6, type TftpTalk } from './talk';
import { ip, udp } from './writer';

const list = content(5_438);
const talk: TftpTalk = { name: 'ITLFile.tlv', content: list };

const complete = (bytes: Uint8Array): object => ({
  status: 'found',
  isComplete: true,
  length: bytes.length,
  bytes: base64(bytes),
  failure: null,
});

describe('a transfer by TFTP', () => {
  test('is named with its ends, and gives back the bytes', () => {
    expect(readPackets(tftpTalk(talk)).transfers).toEqual([
      {
        protocol: 'tftp',
        client: { host: '10.1.1.50', port: 49_152 },
        server: { host: '10.1.1.1', port: 69 },
        packet: 1,
        name: 'ITLFile.tlv',
        status: 'found',
        isComplete: true,
        length: 5_438,
        bytes: base64(list),
        failure: null,
        encoding: null,
      },
    ]);
  });

  test.each<[string, Partial<TftpTalk>]>([
    ['on ports of its own', { ports: [2_000, 6_969, 2_001] }],
    ['over IPv6', { hosts: v6 }],
    ['with blocks of 1428 bytes', { blockSize: 1_428, tsize: true }],
    ['with blocks that are fragmented', { blockSize: 8_192, fragmentBytes: 1_480 }],
    ['with a server that ignores the options', { blockSize: 1_428, tsize: true, isDeaf: true }],
    ['with a slash before the name', { name: '/ITLFile.tlv' }],
    ['of one block', { content: content(100) }],
    ['of exactly one block', { content: content(512) }],
    ['of an exact multiple', { content: content(1_024 * 64) }],
    ['of one short block of those that were asked for', { content: content(900), blockSize: 1_428 }],
    ['that begins again at block 0', { content: content(8 * 66_000), blockSize: 8 }],
    ['that begins again at block 1', { content: content(8 * 66_000), blockSize: 8, restart: 1 }],
  ])('is read %s', (_, options) => {
    const one = { ...talk, ...options };
    expect(readPackets(tftpTalk(one)).transfers).toMatchObject([{ name: 'ITLFile.tlv', ...complete(one.content) }]);
  });

  test('gives back the same bytes, whatever its packets went through', () => {
    fc.assert(
      fc.property(
        fc.record({ length: fc.nat(9_000), size: fc.integer({ min: 300, max: 1_428 }), seed: fc.integer() }),
        fc.array(fc.nat(60), { maxLength: 20 }),
        ({ length, size, seed }, again) => {
          const bytes = content(length + 1, seed | 1);
          const packets = tftpTalk({ name: 'a', content: bytes, blockSize: size, tsize: seed % 2 === 0 });
          const doubled = [...packets, ...again.map((at) => packets[at % packets.length] ?? new Uint8Array())];
          const { transfers } = readPackets(shuffled(doubled, seed));
          expect(transfers.length).toBeGreaterThan(0);
          // What was captured twice as a whole may have been sent twice.
          for (const transfer of transfers) expect(transfer).toMatchObject(complete(bytes));
        },
      ),
      { numRuns: amount({ all: 5_000, share: 200 }) },
    );
  });

  test('with missing packets is given from its start up to the gap, and never as complete', () => {
    const packets = tftpTalk({ ...talk, blockSize: 500 });
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: packets.length - 1 }), { minLength: 1 }), (lost) => {
        const blocks = Array.from({ length: 11 }, (_, at) => at).filter((at) => lost.includes(3 + 2 * at));
        const { transfers } = readPackets(packets.filter((_, at) => !lost.includes(at)));
        const [first = 11] = blocks;
        if (first === 11) expect(transfers).toMatchObject([complete(list)]);
        else expect(transfers).toMatchObject([{ isComplete: false, length: first * 500, bytes: null }]);
      }),
      { numRuns: amount({ all: 5_000, share: 200 }) },
    );
  });

  test('that goes on when the capture ends says so', () => {
    const { transfers } = readPackets(tftpTalk(talk).slice(0, 7));
    expect(transfers).toMatchObject([
      { status: 'found', isComplete: false, length: 1_536, failure: { reason: 'capture-ends' } },
    ]);
  });

  test('of no bytes counts as not there', () => {
    const { transfers } = readPackets(tftpTalk({ ...talk, content: new Uint8Array() }));
    expect(transfers).toMatchObject([
      { status: 'missing', isComplete: false, length: 0, failure: { reason: 'empty' } },
    ]);
  });

  test.each([
    [1, 'File not found', 'missing', 'not-found', null],
    [0, 'Server busy', 'busy', 'busy', null],
    [2, 'Access violation', 'failed', 'tftp-error', 0],
  ])('is refused by error %i: %s', (code, text, status, reason, length) => {
    const { transfers } = readPackets(tftpError('CTLFile.tlv', code, text));
    expect(transfers).toMatchObject([{ name: 'CTLFile.tlv', status, isComplete: false, length, failure: { reason } }]);
  });

  test('is asked for again without options, which both show', () => {
    const { transfers } = readPackets([
      ...tftpError('a.tlv', 8, 'options'),
      ...tftpTalk({ name: 'a.tlv', content: list }),
    ]);
    expect(transfers).toMatchObject([{ status: 'failed' }, complete(list)]);
  });

  test('without an answer in the capture has failed', () => {
    const { transfers } = readPackets(tftpTalk(talk).slice(0, 1));
    expect(transfers).toMatchObject([
      { status: 'failed', isComplete: false, length: 0, failure: { reason: 'no-answer-captured' } },
    ]);
  });

  test('is broken off by either side', () => {
    const packets = tftpTalk(talk).slice(0, 5);
    const error = (from: string, to: string, ports: readonly [number, number]): Uint8Array[] => [
      ...packets,
      ...ip({ from, to, protocol: 17, payload: udp(...ports, concat(u16(5), u16(3), ascii('disk full\0'))) }),
    ];
    const expected = { status: 'failed', isComplete: false, length: 1_024 };
    expect(readPackets(error(v4.phone, v4.server, [49_152, 40_000])).transfers).toMatchObject([
      { ...expected, failure: { reason: 'broken-off-by-client' } },
    ]);
    expect(readPackets(error(v4.server, v4.phone, [40_000, 49_152])).transfers).toMatchObject([
      { ...expected, failure: { reason: 'tftp-error' } },
    ]);
  });

  test('takes nothing from strangers: another port, another address', () => {
    const packets = tftpTalk(talk);
    const stray = (from: string, port: number): Uint8Array[] =>
      ip({ from, to: v4.phone, protocol: 17, payload: udp(port, 49_152, concat(u16(3), u16(1), ascii('stray'))) });
    const noise = [...stray(v4.server, 41_000), ...stray('10.9.9.9', 40_000)];
    expect(readPackets(packets.toSpliced(1, 0, ...noise)).transfers).toMatchObject([complete(list)]);
    expect(readPackets(packets.toSpliced(4, 0, ...noise)).transfers).toMatchObject([complete(list)]);
  });

  test('that was answered twice, since the request was repeated, is the one that the phone took', () => {
    const [request = new Uint8Array(), ...rest] = tftpTalk(talk);
    const second = tftpTalk({ ...talk, ports: [49_152, 69, 40_001] });
    const all = [request, request, ...second.slice(1, 2), ...rest];
    expect(readPackets(all).transfers).toMatchObject([complete(list)]);
  });

  test('of one file after another from the same port are two', () => {
    const other = content(700, 9);
    const second = tftpTalk({ name: 'CTLFile.tlv', content: other, ports: [49_152, 69, 40_001] });
    const { transfers } = readPackets([...tftpTalk(talk), ...second, ...second]);
    expect(transfers).toMatchObject([
      { name: 'ITLFile.tlv', ...complete(list) },
      { name: 'CTLFile.tlv', ...complete(other) },
      { name: 'CTLFile.tlv', ...complete(other) },
    ]);
  });

  test('as text is said to be', () => {
    const { transfers } = readPackets(tftpTalk({ ...talk, mode: 'NETASCII' }));
    expect(transfers).toMatchObject([{ isComplete: true, failure: { reason: 'sent-as-text' } }]);
  });

  test('whose length is not the announced one says so', () => {
    const packets = tftpTalk({ ...talk, tsize: true });
    const answer = packets[1] ?? new Uint8Array();
    const at = Buffer.from(answer).indexOf('5438');
    answer[at] = 0x36;
    expect(readPackets(packets).transfers).toMatchObject([{ failure: { reason: 'length-differs' } }]);
  });

  test('to the server is not a file of the cluster', () => {
    const write = ip({
      from: v4.phone,
      to: v4.server,
      protocol: 17,
      payload: udp(5, 69, ascii('\0\x02a.tlv\0octet\0')),
    });
    expect(readPackets(write).transfers).toEqual([]);
  });

  test.each([
    ['STUN', '\0\x01\0\x08\x21\x12\xa4\x42transaction!'],
    ['DNS', '\0\x01\x01\0\0\x01\0\0\0\0\0\0\x04cucm\0\0\x01\0\x01'],
    ['another mode', '\0\x01a.tlv\0binary\0'],
  ])('is not what only looks like one: %s', (_, payload) => {
    const packets = ip({ from: v4.phone, to: v4.server, protocol: 17, payload: udp(5_000, 53, ascii(payload)) });
    expect(readPackets(packets).transfers).toEqual([]);
  });
});
