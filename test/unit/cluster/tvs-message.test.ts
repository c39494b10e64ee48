import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodeQuery,
  encodeVerify,
  firstSession,
  longestTvsMessage,
  noPhone,
  readTvs,
  replyOf,
  requestOf,
  TvsType,
  type TvsMessage,
  type TvsReply,
} from '../../../src/core/cluster/tvs/message';
import { sameBytes } from '../../../src/core/format/bytes';
import { concat, element, text, u16, u32, u8 } from '../../builders';
import { amount } from '../../long';
import { tvsMessage, tvsReply } from './tvs-bytes';

const spaced = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

function whole(bytes: Uint8Array): TvsMessage {
  const read = readTvs(bytes);
  if (read.state !== 'whole') throw new Error(`the message is ${read.state}`);
  return read.message;
}

/** What servers and phones were seen to send, as bytes. */
describe('the messages of a TVS as they were recorded', () => {
  const head = { session: firstSession, device: 'CP-8861-SEPB000B4BA0AEE' };

  test('a request to verify a certificate of 953 bytes has 993', () => {
    const der = new Uint8Array(953).fill(0x30);
    const start = spaced('57 01 01 00 00 00 03 e9 03 d7 01 00 18 01');
    const device = new Uint8Array(Buffer.from('CP-8861-SEPB000B4BA0AEE'));
    expect(encodeVerify(head, der)).toEqual(concat(start, device, spaced('02 03 b9'), der));
    expect(encodeVerify(head, der)).toHaveLength(993);
  });

  test("a query has the lengths of Cisco's trace: 3 + 24, 3 + 66, 3 + 22, 3 + 19", () => {
    const query = { subject: new Uint8Array(66), issuer: new Uint8Array(22), serial: new Uint8Array(19) };
    const bytes = encodeQuery(head, query);
    expect(bytes).toHaveLength(10 + 143);
    expect(bytes?.subarray(0, 10)).toEqual(spaced('57 01 03 00 00 00 03 e9 00 8f'));
  });

  test.each<[string, string, 'verify' | 'query', Partial<TvsReply>]>([
    [
      'held, with two roles',
      '57 01 02 00 00 00 03 e9 00 10 07 00 01 00 08 00 02 00 03 09 00 04 00 01 51 80',
      'verify',
      { status: 0, roles: [0, 3], ttlSeconds: 86_400, certificate: null },
    ],
    [
      'held, with one',
      '57 01 02 00 00 00 03 e9 00 0f 07 00 01 00 08 00 01 00 09 00 04 00 01 51 80',
      'verify',
      { status: 0, roles: [0], ttlSeconds: 86_400 },
    ],
    [
      'held for an hour',
      '57 01 02 00 00 00 03 e9 00 0f 07 00 01 00 08 00 01 07 09 00 04 00 00 0e 10',
      'verify',
      { status: 0, roles: [7], ttlSeconds: 3_600 },
    ],
    ['not held', '57 01 02 00 00 00 03 e9 00 04 07 00 01 01', 'verify', { status: 1, roles: null, ttlSeconds: null }],
    // Byte 3 is whatever the server had there.
    ['a query for what it has not', '57 01 04 f7 00 00 03 e9 00 04 07 00 01 01', 'query', { status: 1 }],
  ])('an answer: %s', (_, hex, kind, expected) => {
    const message = whole(spaced(hex));
    expect(message.length).toBe(spaced(hex).length);
    expect(replyOf(message, kind)).toMatchObject({ session: firstSession, ...expected });
    expect(replyOf(message, kind === 'verify' ? 'query' : 'verify')).toBeNull();
  });

  test('an answer to a query brings the certificate', () => {
    const der = new Uint8Array(953).fill(0x30);
    const start = concat(spaced('57 01 04 f7 00 00 03 e9 03 cc 07 00 01 00 02 03 b9'), der);
    const complete = concat(start, spaced('08 00 02 00 03 09 00 04 00 01 51 80'));
    expect(complete).toHaveLength(982);
    expect(readTvs(start)).toEqual({ state: 'incomplete', needed: 982 });
    expect(replyOf(whole(complete), 'query')).toMatchObject({ certificate: der, ttlSeconds: 86_400 });
  });
});

const head = fc.record({
  session: fc.integer({ min: 0, max: 0xffffffff }),
  device: fc.oneof(fc.constant(noPhone), fc.string({ maxLength: 40 })),
});
const value = fc.uint8Array({ maxLength: 2_000 });

describe('messages of a TVS', () => {
  test('a request reads as what was written', () => {
    fc.assert(
      fc.property(head, value, (given, certificate) => {
        const request = requestOf(whole(encodeVerify(given, certificate) ?? u8(0)));
        expect(request).toEqual({ kind: 'verify', ...given, device: wellFormed(given.device), certificate });
      }),
    );
    fc.assert(
      fc.property(head, value, value, value, (given, subject, issuer, serial) => {
        const request = requestOf(whole(encodeQuery(given, { subject, issuer, serial }) ?? u8(0)));
        const query = { subject, issuer, serial };
        expect(request).toEqual({ kind: 'query', ...given, device: wellFormed(given.device), query });
      }),
    );
  });

  test('a reply reads as what a server wrote, with elements in any order and unknown ones between', () => {
    const unknown = fc.array(fc.tuple(fc.integer({ min: 10, max: 255 }), fc.uint8Array({ maxLength: 9 })), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(
        fc.constantFrom('verify' as const, 'query' as const),
        fc.integer({ min: 0, max: 255 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { maxLength: 8 }),
        fc.integer({ min: 0, max: 0xffffffff }),
        unknown,
        fc.boolean(),
        (kind, status, roles, ttlSeconds, others, isReversed) => {
          const elements = [
            element(7, u8(status)),
            ...others.map(([tag, bytes]) => element(tag, bytes)),
            element(8, Uint8Array.from(roles)),
            element(9, u32(ttlSeconds)),
          ];
          const type = kind === 'verify' ? TvsType.verifyReply : TvsType.queryReply;
          const bytes = tvsMessage(type, 7, ...(isReversed ? elements.reverse() : elements));
          expect(replyOf(whole(bytes), kind)).toEqual({ session: 7, status, roles, ttlSeconds, certificate: null });
        },
      ),
    );
  });

  test('is incomplete until its last byte, and says how much is needed', () => {
    const bytes = tvsReply({ session: 5, status: 0, roles: [0, 3], ttlSeconds: 86_400 });
    for (let length = 0; length < bytes.length; length += 1) {
      const read = readTvs(bytes.subarray(0, length));
      expect(read).toEqual({ state: 'incomplete', needed: length < 10 ? 10 : bytes.length });
    }
    expect(whole(concat(bytes, bytes)).length).toBe(bytes.length);
  });

  test('a certificate that does not fit is not asked about', () => {
    const device = 1 + noPhone.length;
    const most = 0xffff - 3 - device - 3;
    const given = { session: 1, device: noPhone };
    expect(encodeVerify(given, new Uint8Array(most))).toHaveLength(longestTvsMessage);
    expect(encodeVerify(given, new Uint8Array(most + 1))).toBeNull();
    expect(encodeVerify(given, new Uint8Array(0x10000))).toBeNull();
  });

  test.each([
    ['another protocol', concat(u8(0x16), tvsReply({ session: 1, status: 0 }).subarray(1)), 'not-tvs'],
    ['another version', concat(u8(0x57), u8(2), tvsReply({ session: 1, status: 0 }).subarray(2)), 'not-tvs'],
    ['HTTP', new Uint8Array(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')), 'not-tvs'],
    ['an element that runs past the body', tvsMessage(2, 1, element(7, u8(0), 9)), 'element-truncated'],
    ['an element without its length', tvsMessage(2, 1, element(7, u8(0)), u16(0x0800)), 'element-truncated'],
  ])('is malformed: %s', (_, bytes, problem) => {
    expect(readTvs(bytes)).toEqual({ state: 'malformed', problem });
  });

  test('a reply without a status of one byte is not a reply', () => {
    expect(replyOf(whole(tvsMessage(2, 1, element(8, u8(0)))), 'verify')).toBeNull();
    expect(replyOf(whole(tvsMessage(2, 1, element(7, u16(0)))), 'verify')).toBeNull();
  });

  const inputs = amount({ all: 100_000, share: 3_000 });
  test(`${inputs} changed answers: nothing throws, nothing is written to, nothing grows`, () => {
    const starts = [
      tvsReply({ session: 1001, status: 0, roles: [0, 3], ttlSeconds: 86_400 }),
      tvsReply({ session: 1001, status: 0, certificate: new Uint8Array(900), kind: 'query' }),
      encodeQuery({ session: 1, device: noPhone }, { subject: text('CN=a'), issuer: text('CN=b'), serial: u8(1) }) ??
        u8(0),
    ];
    const changes = fc.array(fc.tuple(fc.nat(1_000), fc.nat(255)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...starts), changes, fc.nat(1_000), (start, places, cut) => {
        const bytes = start.slice(0, Math.max(0, start.length - (cut % 20)));
        for (const [at, to] of places) if (bytes.length > 0) bytes[at % bytes.length] = to;
        const before = bytes.slice();
        const read = readTvs(bytes);
        if (read.state === 'whole') {
          const { elements, length } = read.message;
          let taken = 10;
          for (const { length: part } of elements.values()) taken += 3 + part;
          // Elements are parts of the message: never more than it has, nor the same bytes twice.
          expect(taken).toBeLessThanOrEqual(length);
          expect(length).toBeLessThanOrEqual(bytes.length);
          requestOf(read.message);
          const reply = replyOf(read.message, 'verify') ?? replyOf(read.message, 'query');
          if (reply !== null) expect(reply.roles?.length ?? 0).toBeLessThanOrEqual(256);
        } else if (read.state === 'incomplete') expect(read.needed).toBeGreaterThan(bytes.length);
        expect(sameBytes(bytes, before)).toBe(true);
      }),
      { numRuns: inputs },
    );
  });
});

/** A text as UTF-8 brings it back. */
function wellFormed(given: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(given));
}
