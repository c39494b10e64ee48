import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CaptureReader } from '../../../../src/core/cluster/captures/reader';
import { concat } from '../../../builders';
import { base64, content, frames, readFile, readPackets, shuffled } from './reading';
import { tftpTalk, v4, v6 } from './talk';
import {
  block,
  enhancedBlock,
  interfaceBlock,
  links,
  obsoleteBlock,
  pcap,
  pcapng,
  sectionHeader,
  simpleBlock,
  type Frame,
} from './writer';

const list = content(1_300);
const talk = tftpTalk({ name: 'ITLFile.tlv', content: list });
const found = [{ name: 'ITLFile.tlv', status: 'found', isComplete: true, length: list.length, bytes: base64(list) }];

function isCapture(file: Uint8Array): boolean {
  const reader = new CaptureReader();
  reader.push(file);
  return reader.end() !== null;
}

describe('a capture of the format of libpcap', () => {
  test.each([
    [true, false],
    [false, false],
    [true, true],
    [false, true],
  ])('is read, little-endian %s, in nanoseconds %s', (littleEndian, nanoseconds) => {
    const captured = readFile(pcap(frames(talk), { littleEndian, nanoseconds }));
    expect(captured).toMatchObject({ packets: talk.length, transfers: found, tvs: [], problems: [] });
  });

  test('is read in pieces of any size', () => {
    const file = pcap(frames(talk));
    for (const piece of [1, 7, 16, 24, 1_000]) expect(readFile(file, piece)).toMatchObject({ transfers: found });
  });

  test('that ends inside a packet is read up to there, and that is said', () => {
    const file = pcap(frames(talk));
    const captured = readFile(file.subarray(0, file.length - 1));
    expect(captured.transfers).toMatchObject(found);
    expect(captured.problems).toMatchObject([{ packet: talk.length, reason: 'file-cut' }]);
  });

  test('that is damaged is read up to there, and that is said', () => {
    const file = concat(pcap(frames(talk)), new Uint8Array(16).fill(0xff), new Uint8Array(100));
    const captured = readFile(file);
    expect(captured.transfers).toMatchObject(found);
    expect(captured.problems).toMatchObject([{ packet: talk.length + 1, reason: 'packet-too-long' }]);
  });

  test('without packets is one', () => {
    expect(readFile(pcap([]))).toEqual({ packets: 0, transfers: [], tvs: [], problems: [] });
  });

  test.each([
    ['an empty file', new Uint8Array()],
    ['the first bytes of one', pcap([]).subarray(0, 23)],
    ['another file', content(1_000)],
    ['a section of pcapng without a byte order', block(0x0a0d0d0a, new Uint8Array(40))],
  ])('is not %s', (_, file) => {
    expect(isCapture(file)).toBe(false);
  });

  test('with only the first bytes of its packets says so, and takes no cut block for the last one', () => {
    const captured = readFile(pcap(frames(talk), { snapLength: 200 }));
    expect(captured.transfers).toMatchObject([{ status: 'found', isComplete: false, length: 0, bytes: null }]);
    const { problems } = captured;
    expect(problems).toMatchObject([{ packet: 2, reason: 'packets-in-part', args: { count: 3 } }]);
  });

  test('with a link type that is not read says which, once', () => {
    const { transfers, problems } = readFile(pcap(frames(talk), { linkType: 147 }));
    expect(transfers).toEqual([]);
    expect(problems).toMatchObject([{ packet: 1, reason: 'link-type', args: { type: 147, count: talk.length } }]);
  });
});

describe('a capture of the format of Wireshark', () => {
  test.each([true, false])('is read, little-endian %s', (littleEndian) => {
    const file = pcapng(frames(talk), [1], littleEndian);
    for (const piece of [1, 13, 65_536])
      expect(readFile(file, piece)).toMatchObject({ transfers: found, problems: [] });
  });

  test('has packets in blocks of three kinds, and other blocks between them', () => {
    const write = [enhancedBlock, obsoleteBlock, simpleBlock];
    const blocks = frames(talk).map((frame, at) => (write[at % 3] ?? enhancedBlock)(frame));
    const noise = [block(4, new Uint8Array(16)), block(5, new Uint8Array(20)), block(0xbad, new Uint8Array(2_000_000))];
    const file = concat(
      sectionHeader(),
      interfaceBlock(1),
      ...noise,
      ...blocks.flatMap((one) => [one, block(5, list)]),
    );
    expect(readFile(file)).toMatchObject({ packets: talk.length, transfers: found, problems: [] });
  });

  test('has several interfaces with link types of their own', () => {
    const kinds = [links['raw IP'], links.ethernet, links['Linux cooked']];
    const mixed = talk.map((packet, at): Frame => {
      return { bytes: (kinds[at % 3] ?? links.ethernet).wrap(packet), on: at % 3 };
    });
    expect(readFile(pcapng(mixed, [101, 1, 113]))).toMatchObject({ transfers: found, problems: [] });
  });

  test('has several sections, each with its byte order and its interfaces', () => {
    const half = Math.floor(talk.length / 2);
    const raw = (packet: Uint8Array): Frame => ({ bytes: packet });
    const file = concat(
      pcapng(frames(talk.slice(0, half)), [1], true),
      pcapng(talk.slice(half).map(raw), [101], false),
    );
    expect(readFile(file)).toMatchObject({ packets: talk.length, transfers: found, problems: [] });
  });

  test('may have packets of an interface that it does not describe', () => {
    const { transfers, problems } = readFile(pcapng(frames(talk).map((frame) => ({ ...frame, on: 1 }))));
    expect(transfers).toEqual([]);
    expect(problems).toMatchObject([{ packet: 1, reason: 'no-such-interface', args: { count: talk.length } }]);
  });

  test.each([
    ['block-not-read', concat(sectionHeader(), interfaceBlock(1), block(6, new Uint8Array(8)))],
    [
      'block-damaged',
      concat(sectionHeader(), interfaceBlock(1), Uint8Array.of(6, 0, 0, 0, 13, 0, 0, 0, 0, 0, 0, 0, 0)),
    ],
    ['file-cut', concat(sectionHeader(), interfaceBlock(1).subarray(0, 9))],
  ])('with damage says where: %s', (reason, file) => {
    expect(readFile(file).problems).toMatchObject([{ packet: 1, reason }]);
  });
});

describe('packets of IP', () => {
  test.each(Object.entries(links))('are read on %s', (_, { type, wrap }) => {
    for (const hosts of [v4, v6]) {
      const packets = tftpTalk({ name: 'ITLFile.tlv', content: list, hosts });
      const captured = readFile(
        pcap(
          packets.map((packet) => ({ bytes: wrap(packet) })),
          { linkType: type },
        ),
      );
      expect(captured).toMatchObject({ transfers: found, problems: [] });
      expect(captured.transfers[0]?.client.host).toBe(hosts.phone);
    }
  });

  test.each([
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['fe80:0:0:0:0:0:0:0', 'fe80::'],
    ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
  ])('have addresses as RFC 5952 writes them: %s', (address, text) => {
    const hosts = { phone: address, server: '2001:db8::1' };
    expect(readPackets(tftpTalk({ name: 'x', content: list, hosts })).transfers[0]?.client.host).toBe(text);
  });

  test.each([v4, v6])('may be fragmented, in any order and repeated: %j', (hosts) => {
    const options = { name: 'ITLFile.tlv', content: content(9_000), hosts, blockSize: 4_000, fragmentBytes: 1_480 };
    const packets = tftpTalk(options);
    expect(packets.length).toBeGreaterThan(12);
    const expected = [{ isComplete: true, bytes: base64(options.content) }];
    expect(readPackets(packets)).toMatchObject({ transfers: expected, problems: [] });
    fc.assert(
      fc.property(fc.array(fc.nat(packets.length - 1), { maxLength: 10 }), fc.integer(), (again, seed) => {
        const all = [...packets, ...again.map((at) => packets[at] ?? new Uint8Array())];
        expect(readPackets(shuffled(all, seed)).transfers).toMatchObject(expected);
      }),
      { numRuns: 50 },
    );
  });

  test('without one of their fragments are reported as missing', () => {
    const packets = tftpTalk({ name: 'x', content: content(9_000), blockSize: 4_000, fragmentBytes: 1_480 });
    const fragmented = packets.findIndex(({ length }) => length > 1_000);
    const { transfers, problems } = readPackets(packets.toSpliced(fragmented + 1, 1));
    expect(transfers).toMatchObject([{ isComplete: false, length: 0 }]);
    expect(problems).toMatchObject([{ reason: 'fragments-missing', packet: fragmented + 1, args: { count: 1 } }]);
  });

  test('with lengths that do not fit are counted', () => {
    const bad = Uint8Array.of(0x41, 0, 0, 10, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2);
    const { problems } = readPackets([...talk, bad, bad]);
    expect(problems).toMatchObject([{ packet: talk.length + 1, reason: 'malformed', args: { count: 2 } }]);
  });
});
