import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat } from '../../../builders';
import { amount } from '../../../long';
import { base64, content, readPackets, shuffled } from './reading';
import { answer, ascii, chunked, get, tcpTalk, v6, type Said, type TcpTalk } from './talk';
import { ip, tcp } from './writer';

const list = content(5_438);
const says: readonly Said[] = [get('/ITLFile.tlv'), answer(list)];
const file = (bytes: Uint8Array): object => ({
  status: 'found',
  isComplete: true,
  length: bytes.length,
  bytes: base64(bytes),
});
const itl = { protocol: 'http', name: 'ITLFile.tlv', ...file(list) };
const server = (text: string, body: Uint8Array = new Uint8Array()): Said => ({
  by: 'server',
  bytes: concat(ascii(text), body),
});

describe('a file by HTTP', () => {
  test('is named with its ends, and gives back the bytes', () => {
    expect(readPackets(tcpTalk({ says })).transfers).toEqual([
      {
        ...itl,
        client: { host: '10.1.1.50', port: 50_000 },
        server: { host: '10.1.1.1', port: 6_970 },
        packet: 4,
        failure: null,
        encoding: null,
      },
    ]);
  });

  test.each<[string, Partial<TcpTalk>]>([
    ['on any port', { ports: [1_234, 80] }],
    ['over IPv6', { hosts: v6 }],
    ['in segments of one byte', { segments: [1] }],
    ['in segments of any size', { segments: [3, 1, 700, 2] }],
    ['while sequence numbers begin again', { starts: [0xfffffff0, 0xfffff000] }],
    ['when the connection is reset behind it', { end: 'reset' }],
    ['when the connection stays open', { end: 'open' }],
    ['when the start of the connection was not captured', { isMiddle: true }],
    ['in chunks', { says: [get('/ITLFile.tlv'), chunked(list, [1, 500, 1_000])] }],
    ['until the connection closes', { says: [get('/ITLFile.tlv'), server('HTTP/1.0 200 OK\r\n\r\n', list)] }],
    [
      'with line feeds alone',
      { says: [get('/ITLFile.tlv'), server(`HTTP/1.1 200\nContent-Length: ${list.length}\n\n`, list)] },
    ],
    [
      'behind an interim answer',
      { says: [get('/ITLFile.tlv'), server('HTTP/1.1 100 Continue\r\n\r\n'), answer(list)] },
    ],
    ['by a whole address', { says: [get('http://10.1.1.1:6970/ITLFile.tlv'), answer(list)] }],
    ['with an escaped name', { says: [get('//ITL%46ile.tlv'), answer(list)] }],
  ])('is read %s', (_, options) => {
    expect(readPackets(tcpTalk({ says, ...options })).transfers).toMatchObject([itl]);
  });

  test('is one of several on a connection, one after the other or asked for at once', () => {
    const names = ['a.tlv', 'b.tlv', 'c.tlv'];
    const bodies = names.map((_, at) => content(900 * (at + 1), at + 7));
    const asked = names.map((name) => get(`/${name}`));
    const answers = bodies.map((body, at) => (at === 1 ? chunked(body, [333]) : answer(body)));
    const turns = asked.flatMap((one, at) => [one, answers[at] ?? one]);
    const expected = names.map((name, at) => ({ name, ...file(bodies[at] ?? list) }));
    expect(readPackets(tcpTalk({ says: turns })).transfers).toMatchObject(expected);
    const [all, back] = [asked, answers].map((parts) => concat(...parts.map(({ bytes }) => bytes)));
    const atOnce: Said[] = [
      { by: 'phone', bytes: all ?? list },
      { by: 'server', bytes: back ?? list },
    ];
    expect(readPackets(tcpTalk({ says: atOnce })).transfers).toMatchObject(expected);
  });

  test('gives back the same bytes, whatever its segments went through', () => {
    const talks = fc.record({
      length: fc.integer({ min: 1, max: 20_000 }),
      segments: fc.array(fc.integer({ min: 1, max: 1_460 }), { minLength: 1, maxLength: 5 }),
      starts: fc.tuple(fc.nat(0xffffffff), fc.nat(0xffffffff)),
      end: fc.constantFrom('closed' as const, 'reset' as const, 'open' as const),
      isChunked: fc.boolean(),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(talks, fc.array(fc.nat(100), { maxLength: 20 }), ({ length, isChunked, seed, ...talk }, again) => {
        const body = content(length, seed | 1);
        const segments = talk.segments.map((size) => size + Math.floor(length / 200));
        const response = isChunked ? chunked(body, segments) : answer(body);
        const packets = tcpTalk({ ...talk, segments, says: [get('/a'), response] });
        const doubled = [...packets, ...again.map((at) => packets[at % packets.length] ?? new Uint8Array())];
        expect(readPackets(shuffled(doubled, seed)).transfers).toMatchObject([{ name: 'a', ...file(body) }]);
      }),
      { numRuns: amount({ all: 5_000, share: 300 }) },
    );
  });

  test('takes the first of what was sent twice: segments that overlap', () => {
    const talk = { says, ports: [50_000, 6_970] as const, starts: [1_000, 9_000] as const };
    const packets = tcpTalk({ ...talk, segments: [500] });
    const others = tcpTalk({ ...talk, segments: [317] });
    expect(readPackets([...packets, ...others]).transfers).toMatchObject([itl]);
    const mixed = packets.flatMap((packet, at) => [packet, others[at] ?? packet]);
    expect(readPackets(mixed).transfers).toMatchObject([itl]);
  });

  test('with missing packets is given from its start up to the gap, and never as complete', () => {
    const packets = tcpTalk({ says, segments: [400] });
    const head = answer(list).bytes.length - list.length;
    const [first, last] = [5, 5 + Math.ceil((head + list.length) / 400) - 1];
    for (let lost = first + 1; lost <= last; lost += 1) {
      const { transfers } = readPackets(packets.toSpliced(lost, 1));
      expect(transfers).toMatchObject([
        {
          name: 'ITLFile.tlv',
          status: 'found',
          isComplete: false,
          length: 400 * (lost - first) - head,
          bytes: null,
          failure: { reason: 'not-captured-of', args: { expected: list.length } },
        },
      ]);
    }
  });

  test('behind an incomplete one is read', () => {
    const other = content(2_000, 5);
    const packets = tcpTalk({ says: [...says, get('/b.tlv'), answer(other)], segments: [400] });
    expect(readPackets(packets.toSpliced(9, 2)).transfers).toMatchObject([
      { name: 'ITLFile.tlv', isComplete: false },
      { name: 'b.tlv', ...file(other) },
    ]);
    const inChunks = tcpTalk({
      says: [get('/a'), chunked(list, [700]), get('/b.tlv'), answer(other)],
      segments: [400],
    });
    expect(readPackets(inChunks.toSpliced(9, 2)).transfers).toMatchObject([
      { name: 'a', isComplete: false },
      { name: 'b.tlv', ...file(other) },
    ]);
  });

  test('whose request is missing has no name, and the others keep theirs', () => {
    const other = content(2_000, 5);
    const packets = tcpTalk({ says: [...says, get('/b.tlv'), answer(other)] });
    const request = packets.findIndex((packet) => Buffer.from(packet).includes('GET /ITLFile.tlv'));
    for (const remaining of [packets.toSpliced(request, 1), packets.slice(request + 1)]) {
      expect(readPackets(remaining).transfers).toMatchObject([
        { name: 'unknown', ...file(list), failure: { reason: 'request-not-captured' } },
        { name: 'b.tlv', ...file(other) },
      ]);
    }
  });

  test.each<[string, Said, object]>([
    [
      '404',
      answer(ascii('gone'), '404 Not Found'),
      { status: 'missing', length: null, failure: { reason: 'not-found' } },
    ],
    [
      '503',
      answer(ascii('busy'), '503 Service Unavailable'),
      { status: 'busy', length: null, failure: { reason: 'busy' } },
    ],
    ['500', answer(ascii('no'), '500 Oops'), { status: 'failed', length: 0, failure: { reason: 'http-status' } }],
    ['304', server('HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n'), { status: 'failed', length: 0 }],
    [
      'a redirect',
      answer(ascii(''), '302 Found', ['Location: http://elsewhere/']),
      { status: 'failed', failure: { reason: 'redirected', args: { location: 'http://elsewhere/' } } },
    ],
    ['an empty file', answer(new Uint8Array()), { status: 'missing', length: 0, failure: { reason: 'empty' } }],
  ])('is answered with %s, and what follows is read', (_, response, expected) => {
    const { transfers } = readPackets(tcpTalk({ says: [get('/x.tlv'), response, ...says] }));
    expect(transfers).toMatchObject([{ name: 'x.tlv', isComplete: false, bytes: null, ...expected }, itl]);
  });

  test.each<[string, TcpTalk, object]>([
    [
      'has no answer',
      { says: says.slice(0, 1) },
      { status: 'failed', length: 0, failure: { reason: 'no-answer-captured' } },
    ],
    [
      'is refused by a reset',
      { says: says.slice(0, 1), end: 'reset' },
      { status: 'failed', failure: { reason: 'reset-after' } },
    ],
    [
      'is closed early',
      { says: [get('/a'), server('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc')] },
      { status: 'failed', length: 3, failure: { reason: 'cut', args: { expected: 9 } } },
    ],
    [
      'is reset early',
      { says: [get('/a'), server('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc')], end: 'reset' },
      { status: 'failed', length: 3, failure: { reason: 'reset-after' } },
    ],
    [
      'is still on its way',
      { says: [get('/a'), server('HTTP/1.1 200 OK\r\n\r\nabc')], end: 'open' },
      { status: 'found', length: 3, failure: { reason: 'capture-ends' } },
    ],
    [
      'has a chunk that is not one',
      { says: [get('/a'), server('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nxyz\r\n')] },
      { status: 'found', length: 3, failure: { reason: 'not-captured' } },
    ],
  ])('that %s is not complete', (_, talk, expected) => {
    expect(readPackets(tcpTalk(talk)).transfers).toMatchObject([{ isComplete: false, bytes: null, ...expected }]);
  });

  test('is not what a connection carries that goes on as another protocol', () => {
    const upgrade = server('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n', answer(list).bytes);
    const { transfers } = readPackets(tcpTalk({ says: [get('/socket'), upgrade, ...says] }));
    expect(transfers[0]).toMatchObject({ name: 'socket', status: 'failed', failure: { reason: 'http-status' } });
    expect(transfers.filter(({ isComplete }) => isComplete)).toEqual([]);
  });

  test('is not what another method brings', () => {
    const head: Said = { by: 'phone', bytes: ascii('HEAD /h HTTP/1.1\r\n\r\n') };
    const post: Said = { by: 'phone', bytes: ascii('POST /p HTTP/1.1\r\nContent-Length: 4\r\n\r\nGET ') };
    const long = server('HTTP/1.1 200 OK\r\nContent-Length: 5438\r\n\r\n');
    const { transfers } = readPackets(tcpTalk({ says: [head, long, post, answer(content(99)), ...says] }));
    expect(transfers).toMatchObject([itl]);
  });

  test('is not what other protocols say', () => {
    const talk = {
      says: [
        { by: 'phone', bytes: content(3_000) },
        { by: 'server', bytes: list },
      ],
    } as const;
    expect(readPackets(tcpTalk(talk))).toMatchObject({ transfers: [], tvs: [], problems: [] });
  });

  test('on ports that are used again is a file of its own', () => {
    const other = content(800, 3);
    const again = tcpTalk({ says: [get('/b.tlv'), answer(other)], starts: [700_000, 5] });
    const { transfers } = readPackets([...tcpTalk({ says }), ...again]);
    expect(transfers).toMatchObject([itl, { name: 'b.tlv', ...file(other) }]);
  });

  test('with segments that were captured in part is not complete', () => {
    const [segment = new Uint8Array()] = ip({
      from: '10.1.1.1',
      to: '10.1.1.50',
      protocol: 6,
      payload: tcp({ from: 80, to: 9, sequence: 1, acknowledged: 1, flags: 'A', payload: answer(list).bytes }),
    });
    const { transfers, problems } = readPackets([segment.subarray(0, 1_000)]);
    expect(transfers).toMatchObject([{ isComplete: false, name: 'unknown' }]);
    expect(problems).toMatchObject([{ reason: 'packets-in-part' }]);
  });
});
