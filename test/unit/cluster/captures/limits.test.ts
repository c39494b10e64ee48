import { describe, expect, test } from 'vitest';
import { captureLimits } from '../../../../src/core/cluster/captures/limits';
import { CaptureReader } from '../../../../src/core/cluster/captures/reader';
import { concat, u16, u8 } from '../../../builders';
import { inputAt } from '../../../fuzz/inputs';
import { usedMemory } from '../../../fuzz/measure';
import { examine } from '../../../fuzz/reader';
import { captures } from '../../../fuzz/readers/captures';
import { growthOf, mostGrowth } from '../../../growth/measure';
import { amount, isLong } from '../../../long';
import { base64, content, frames, readPackets, shuffled } from './reading';
import { answer, ascii, chunked, get, record, tcpTalk, tftpTalk, v4, type Said } from './talk';
import { block, interfaceBlock, ip, pcap, sectionHeader, tcp, udp } from './writer';

const inputs = amount({ all: 20_000, share: 60 });
const megabyte = 1024 * 1024;

test(
  `${inputs} changed captures do no harm, and leave nothing behind`,
  async () => {
    const samples = await captures.samples();
    const outcomes = new Map<string, number>();
    const take = async (from: number, to: number): Promise<number> => {
      for (let at = from; at < to; at += 1) {
        const outcome = await examine(captures, inputAt(captures, samples, 1, at), samples);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
      return usedMemory();
    };
    const warm = await take(0, inputs / 4);
    const after = await take(inputs / 4, inputs);
    expect(after - warm).toBeLessThan(16 * megabyte);
    // Most changes leave something to be found, and some leave nothing.
    expect(outcomes.get('found')).toBeGreaterThan(inputs / 4);
    expect([...outcomes.values()].reduce((a, b) => a + b)).toBe(inputs);
  },
  amount({ all: 7_200_000, share: 120_000 }),
);

/** Packets that were made to cost time or memory, as many as said. */
const hostile: Readonly<Record<string, (count: number) => Uint8Array[]>> = {
  'segments of one byte behind a gap': (count) => segments(count, (at) => 2 + at),
  'segments of one byte in the wrong order': (count) => segments(count, (at) => 2 + count - at),
  'segments that overlap': (count) => segments(count, (at) => 2 + at * 10, 1_000),
  'segments far apart': (count) => segments(count, (at) => 2 + at * 100_000),
  connections: (count) =>
    Array.from({ length: count }, (_, at) => tcpPacket({ from: at & 0xffff, host: at >> 16, flags: 'S' })),
  'connections on one pair of ports': (count) =>
    Array.from({ length: count }, (_, at) => tcpPacket({ sequence: at * 1_000_003, flags: 'S' })),
  'a head of HTTP in segments of one byte': (count) => tcpTalk({ says: [get(`/${'x'.repeat(count)}`)], segments: [1] }),
  'chunks of one byte': (count) => tcpTalk({ says: [get('/a'), chunked(content(count), [1])], segments: [7] }),
  'requests without answers': (count) => {
    const says = Array.from({ length: count }, (): Said => ({ by: 'phone', bytes: ascii('GET / HTTP/1.1\r\n\r\n') }));
    return tcpTalk({ says: [{ by: 'phone', bytes: concat(...says.map(({ bytes }) => bytes)) }] });
  },
  'a handshake in records of one byte': (count) => {
    const records = Array.from({ length: count }, () => record(22, u8(1)));
    return tcpTalk({ says: [{ by: 'server', bytes: concat(...records) }], ports: [9, 2_445] });
  },
  'requests by TFTP': (count) =>
    Array.from({ length: count }, (_, at) => udpPacket(at & 0xffff, ascii(`\0\x01a${at}\0octet\0`), at >> 16)).flat(),
  'one request by TFTP again and again': (count) =>
    Array.from({ length: count }, () => udpPacket(9, ascii('\0\x01a\0octet\0'))).flat(),
  'blocks behind a gap': (count) => [
    ...udpPacket(9, ascii('\0\x01a\0octet\0')),
    ...Array.from({ length: count }, (_, at) => blockPacket(2 + at, new Uint8Array(512))).flat(),
  ],
  'answers without requests': (count) =>
    Array.from({ length: count }, (_, at) => blockPacket(at, new Uint8Array(4))).flat(),
  'fragments that never become whole': (count) =>
    Array.from({ length: count }, (_, id) => {
      return (
        ip({ from: v4.phone, to: v4.server, protocol: 17, payload: new Uint8Array(16), fragmentBytes: 8, id })[1] ??
        u8(0)
      );
    }),
  'fragments of one packet in the wrong order': (count) =>
    Array.from({ length: Math.ceil(count / 2_000) }, () =>
      ip({ from: v4.phone, to: v4.server, protocol: 17, payload: new Uint8Array(16_000), fragmentBytes: 8 }).reverse(),
    ).flat(),
};

function segments(count: number, offsetOf: (at: number) => number, length = 1): Uint8Array[] {
  const payload = new Uint8Array(length);
  const data = Array.from({ length: count }, (_, at) => tcpPacket({ sequence: offsetOf(at), flags: 'A', payload }));
  return [tcpPacket({ sequence: 0, flags: 'S' }), ...data];
}

function tcpPacket(options: {
  readonly from?: number;
  readonly host?: number;
  readonly sequence?: number;
  readonly flags: string;
  readonly payload?: Uint8Array;
}): Uint8Array {
  const { from = 5, host = 50, sequence = 0, flags, payload = new Uint8Array() } = options;
  const segment = tcp({ from, to: 6_970, sequence, acknowledged: 0, flags, payload });
  return ip({ from: `10.1.1.${host}`, to: v4.server, protocol: 6, payload: segment })[0] ?? u8(0);
}

function udpPacket(port: number, payload: Uint8Array, host = 50): Uint8Array[] {
  return ip({ from: `10.1.1.${host}`, to: v4.server, protocol: 17, payload: udp(port, 69, payload) });
}

function blockPacket(number: number, data: Uint8Array): Uint8Array[] {
  const packet = concat(u16(3), u16(number & 0xffff), data);
  return ip({ from: v4.server, to: v4.phone, protocol: 17, payload: udp(40_000, 9, packet) });
}

const most = amount({ all: 200_000, share: 6_000 });
/** In a short run, the memory that every second one takes. */
const kinds = Object.keys(hostile).filter((_, at) => isLong || at % 2 === 0);

function readWhole(bytes: Uint8Array): void {
  const reader = new CaptureReader();
  reader.push(bytes);
  reader.end();
}

describe('The time that reading takes grows as the capture does:', () => {
  test.each(Object.entries(hostile))('%s', async (_, make) => {
    const file = (count: number): Uint8Array => pcap(frames(make(count)));
    const { factor } = await growthOf(
      readWhole,
      () => file(most / 10),
      () => file(most),
    );
    expect(factor).toBeLessThanOrEqual(mostGrowth);
  });

  test('pieces of one byte', async () => {
    const file = (count: number): Uint8Array => pcap(frames(tftpTalk({ name: 'a', content: content(count) })));
    const read = (bytes: Uint8Array): void => {
      const reader = new CaptureReader();
      for (let at = 0; at < bytes.length; at += 1) reader.push(bytes.subarray(at, at + 1));
      reader.end();
    };
    const { factor } = await growthOf(
      read,
      () => file(most),
      () => file(most * 10),
    );
    expect(factor).toBeLessThanOrEqual(mostGrowth);
  });

  test('blocks that are passed over', async () => {
    const file = (count: number): Uint8Array => {
      const empty = Buffer.alloc(12 * count, block(9, new Uint8Array()));
      return concat(sectionHeader(), interfaceBlock(1), empty);
    };
    const { factor } = await growthOf(
      readWhole,
      () => file(most),
      () => file(most * 10),
    );
    expect(factor).toBeLessThanOrEqual(mostGrowth);
  });
});

describe('What a capture takes of the memory does not grow with it:', () => {
  test.each(kinds)('%s', (name) => {
    const bytes = pcap(frames(hostile[name]?.(most) ?? []));
    const before = usedMemory();
    const reader = new CaptureReader();
    for (let at = 0; at < bytes.length; at += 65_536) reader.push(bytes.subarray(at, at + 65_536));
    const used = usedMemory() - before;
    expect(reader.end()).not.toBeNull();
    expect(used).toBeLessThan(80 * megabyte);
  });

  test(`a stream of ${amount({ all: 1_000, share: 12 })} MB that is not HTTP, with a gap`, () => {
    const packets = 730 * amount({ all: 1_000, share: 12 });
    const payload = new Uint8Array(1_400);
    const reader = new CaptureReader();
    reader.push(pcap(frames([tcpPacket({ flags: 'S' })])));
    const before = usedMemory();
    let peak = 0;
    for (let at = 0; at < packets; at += 1) {
      const segment = tcpPacket({ sequence: 100 + at * 1_400, flags: 'A', payload });
      reader.push(pcap(frames([segment])).subarray(24));
      if (at % 5_000 === 0) peak = Math.max(peak, usedMemory() - before);
    }
    expect(reader.end()).toMatchObject({ packets: packets + 1, transfers: [] });
    expect(peak).toBeLessThan(40 * megabyte);
  }, 600_000);

  test('files up to a limit are kept, and the others are named', () => {
    const file = content(15 * megabyte);
    const talk = (at: number): Uint8Array[] =>
      tcpTalk({ says: [get(`/${at}`), answer(file)], ports: [1_000 + at, 80], segments: [60_000] });
    const reader = new CaptureReader();
    reader.push(pcap([]));
    for (let at = 0; at < 20; at += 1) reader.push(pcap(frames(talk(at))).subarray(24));
    const { transfers = [], problems } = reader.end() ?? {};
    const complete = transfers.filter(({ isComplete }) => isComplete).length;
    expect(complete).toBe(Math.floor(captureLimits.contentBytes / file.length));
    expect(transfers.at(-1)).toMatchObject({ status: 'found', length: file.length, failure: { reason: 'not-kept' } });
    expect(problems).toMatchObject([{ reason: 'too-much-content', args: { count: 20 - complete } }]);
  });

  test('connections beyond the limit end the one that was silent longest, and that is said', () => {
    const list = content(900);
    const talk = tcpTalk({ says: [get('/a.tlv'), answer(list)], end: 'open' });
    const many = hostile['connections']?.(captureLimits.connections + 10) ?? [];
    const { transfers, problems } = readPackets([...talk, ...shuffled(many, 3)]);
    expect(transfers).toMatchObject([{ name: 'a.tlv', isComplete: true, bytes: base64(list) }]);
    expect(problems).toMatchObject([{ reason: 'too-many-connections' }]);
  });
});
