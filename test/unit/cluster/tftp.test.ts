import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedBlockSize, TftpDownload, type Outcome, type Reaction } from '../../../src/core/cluster/tftp/download';
import {
  encodeAcknowledgement,
  encodeData,
  encodeError,
  encodeOptions,
  encodeRead,
  readTftp,
} from '../../../src/core/cluster/tftp/packets';
import { sameBytes } from '../../../src/core/format/bytes';
import { concat, u16 } from '../../builders';
import { amount } from '../../long';

const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

describe('packets of TFTP', () => {
  test('a request with options has the bytes of RFC 1350 and 2347', () => {
    const options = new Map([
      ['blksize', '1428'],
      ['tsize', '0'],
    ]);
    const bytes = encodeRead('ITLFile.tlv', options);
    expect(bytes).toEqual(concat(u16(1), ascii('ITLFile.tlv\0octet\0blksize\x001428\0tsize\x000\0')));
    expect(readTftp(bytes)).toEqual({ kind: 'request', name: 'ITLFile.tlv', mode: 'octet', options });
  });

  test('the others too', () => {
    expect(encodeAcknowledgement(0xabcd)).toEqual(concat(u16(4), u16(0xabcd)));
    expect(encodeError(1, 'File not found')).toEqual(concat(u16(5), u16(1), ascii('File not found\0')));
    expect(encodeData(65_535, Uint8Array.of(1, 2))).toEqual(concat(u16(3), u16(0xffff), Uint8Array.of(1, 2)));
    expect(encodeOptions(new Map([['tsize', '5']]))).toEqual(concat(u16(6), ascii('tsize\x005\0')));
  });

  test('read as what was written', () => {
    const block = fc.integer({ min: 0, max: 0xffff });
    const clean = fc.string({ maxLength: 60 }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(block, fc.uint8Array({ maxLength: 1_500 }), clean, (number, data, text) => {
        expect(readTftp(encodeData(number, data))).toEqual({ kind: 'data', block: number, data });
        expect(readTftp(encodeAcknowledgement(number))).toEqual({ kind: 'acknowledgement', block: number });
        expect(readTftp(encodeError(number, text))).toEqual({ kind: 'error', code: number, text });
        const options = new Map([
          ['blksize', text],
          ['timeout', '1'],
        ]);
        expect(readTftp(encodeOptions(options))).toEqual({ kind: 'options', options });
      }),
    );
  });

  test.each([
    ['the options of a server in capitals', concat(u16(6), ascii('BLKSIZE\x00512\0')), { blksize: '512' }],
    ['an option without its value', concat(u16(6), ascii('blksize\x00512\0tsize\0')), { blksize: '512' }],
    ['an option without an end', concat(u16(6), ascii('blksize\x00512\0tsize\x0012')), { blksize: '512' }],
  ])('%s', (_, bytes, options) => {
    expect(readTftp(bytes)).toEqual({ kind: 'options', options: new Map(Object.entries(options)) });
  });
});

const most = 100_000;
const serverPort = 40_000;

/** A server that sends what it is told to, without sockets. */
class Server {
  readonly download: TftpDownload;
  readonly sent: Uint8Array[] = [];
  outcome: Outcome | null = null;

  constructor(asksForOptions = true, cap = most) {
    this.download = new TftpDownload('ITLFile.tlv', { most: cap, asksForOptions });
  }

  give(packet: Uint8Array, port = serverPort): Reaction {
    const reaction = this.download.receive(packet, port);
    if ('packet' in reaction && reaction.packet !== null) this.sent.push(reaction.packet);
    if (reaction.kind === 'end') this.outcome = reaction.outcome;
    return reaction;
  }

  blocks(content: Uint8Array, size: number): Uint8Array[] {
    const count = Math.floor(content.length / size) + 1;
    return Array.from({ length: count }, (_, at) =>
      encodeData((at + 1) & 0xffff, content.subarray(at * size, (at + 1) * size)),
    );
  }
}

const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 7 + (at >> 8)) & 0xff);

describe('a transfer by TFTP', () => {
  const size = fc.oneof(fc.integer({ min: 8, max: askedBlockSize }), fc.constantFrom(8, 512, 1024, askedBlockSize));
  /** Lengths around multiples of the size of a block. */
  const length = (block: number): fc.Arbitrary<number> =>
    fc.oneof(
      fc.nat(3_000),
      fc.tuple(fc.nat(4), fc.integer({ min: -1, max: 1 })).map(([blocks, more]) => Math.max(0, blocks * block + more)),
    );

  test('brings the same bytes, in blocks of any size, of files of any length', () => {
    fc.assert(
      fc.property(
        size.chain((block) => fc.tuple(fc.constant(block), length(block))),
        ([block, bytes]) => {
          const content = bytesOf(bytes);
          const server = new Server();
          server.give(encodeOptions(new Map([['blksize', String(block)]])));
          for (const packet of server.blocks(content, block)) server.give(packet);
          expect(server.outcome).toEqual({ status: 'found', bytes: content });
          const numbers = server.sent.map((packet) => readTftp(packet));
          expect(numbers).toEqual(numbers.map((_, block16) => ({ kind: 'acknowledgement', block: block16 & 0xffff })));
        },
      ),
    );
  });

  test('with packets doubled and out of order: each block once, and no repeated block is answered', () => {
    const packets = fc.array(fc.nat(5), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(packets, fc.boolean(), (order, hasOptions) => {
        const content = bytesOf(5 * 512 + 17);
        const server = new Server(hasOptions);
        const blocks = server.blocks(content, 512);
        for (const at of order) server.give(blocks[at] ?? new Uint8Array());
        const answered = server.sent.length;
        for (const block of blocks) if (server.outcome === null) server.give(block);
        expect(server.outcome).toEqual({ status: 'found', bytes: content });
        expect(server.sent).toHaveLength(6);
        expect(answered).toBeLessThanOrEqual(6);
      }),
    );
  });

  test('counts blocks on after 65,535, in its own numbers', () => {
    const content = bytesOf(8 * 65_540 + 3);
    const server = new Server(true, 1_000_000);
    server.give(encodeOptions(new Map([['blksize', '8']])));
    const blocks = server.blocks(content, 8);
    for (const [at, block] of blocks.entries()) {
      server.give(block);
      // What was sent 65,536 blocks before has another number and not the same place.
      if (at > 0) server.give(blocks[at - 1] ?? block);
    }
    expect(server.outcome?.status === 'found' && sameBytes(server.outcome.bytes, content)).toBe(true);
  });

  test('takes options that the server left out, changed downwards, or put in another order', () => {
    const content = bytesOf(2_000);
    for (const options of [
      [['tsize', '2000']],
      [
        ['timeout', '1'],
        ['blksize', '700'],
      ],
      [
        ['windowsize', '4'],
        ['BLKSIZE', '700'],
      ],
    ] as const) {
      const server = new Server();
      server.give(encodeOptions(new Map(options)));
      const block = options.length === 1 ? 512 : 700;
      for (const packet of server.blocks(content, block)) server.give(packet);
      expect(server.outcome).toEqual({ status: 'found', bytes: content });
    }
  });

  test.each(['4', '1429', '70000', '-1', '1e3', ''])('refuses a block size that was not asked for: %j', (value) => {
    const server = new Server();
    server.give(encodeOptions(new Map([['blksize', value]])));
    expect(server.outcome).toMatchObject({ status: 'failed', failure: { reason: 'tftp-options' } });
    expect(readTftp(server.sent.at(-1) ?? new Uint8Array())).toMatchObject({ kind: 'error', code: 8 });
  });

  test('stays within its cap, whether the server says the length or not', () => {
    const told = new Server();
    told.give(encodeOptions(new Map([['tsize', String(most + 1)]])));
    expect(told.outcome).toMatchObject({ status: 'failed', failure: { reason: 'too-long', args: { most } } });
    const endless = new Server(false);
    const block = new Uint8Array(512);
    for (let number = 1; endless.outcome === null; number += 1) endless.give(encodeData(number, block));
    expect(endless.outcome).toMatchObject({ status: 'failed', failure: { reason: 'too-long' } });
    expect(endless.download.length).toBeLessThanOrEqual(most);
    expect(readTftp(endless.sent.at(-1) ?? new Uint8Array())).toMatchObject({ kind: 'error', code: 0 });
  });

  test('is not complete if the server said another length', () => {
    const server = new Server();
    server.give(encodeOptions(new Map([['tsize', '600']])));
    server.give(encodeData(1, bytesOf(512)));
    server.give(encodeData(2, bytesOf(10)));
    const failure = { reason: 'cut', args: { length: 522, expected: 600 } };
    expect(server.outcome).toMatchObject({ status: 'failed', failure });
  });

  test('refuses a block that is longer than agreed', () => {
    const server = new Server();
    server.give(encodeData(1, bytesOf(513)));
    expect(server.outcome).toMatchObject({ status: 'failed', failure: { reason: 'tftp-packet' } });
  });

  test('keeps to the port that answered first, and refuses others, but not for ever', () => {
    const server = new Server();
    server.give(encodeData(1, bytesOf(512)));
    const refusals = Array.from({ length: 100 }, () => server.give(encodeData(2, new Uint8Array()), 6_666));
    const sent = refusals.filter(({ kind }) => kind === 'send');
    expect(sent).toHaveLength(8);
    for (const reaction of sent) {
      expect(reaction).toMatchObject({ isProgress: false });
      if (reaction.kind === 'send') expect(readTftp(reaction.packet)).toMatchObject({ kind: 'error', code: 5 });
    }
    expect(readTftp(server.download.lastSent)).toEqual({ kind: 'acknowledgement', block: 1 });
    server.give(encodeData(2, new Uint8Array()));
    expect(server.outcome).toEqual({ status: 'found', bytes: bytesOf(512) });
  });

  test.each([0, 2, 4, 8])('asks once more without options after error %i to a request with them', (code) => {
    expect(new Server().give(encodeError(code, 'no options here'))).toEqual({ kind: 'ask-plainly' });
    const plain = new Server(false);
    plain.give(encodeError(code, 'no'));
    expect(plain.outcome).toMatchObject({ status: 'failed', failure: { reason: 'tftp-error', args: { code } } });
  });

  test('an error in the middle is not about options', () => {
    const server = new Server();
    server.give(encodeData(1, bytesOf(512)));
    server.give(encodeError(0, 'disk on fire'));
    const failure = { reason: 'tftp-error', sentence: 'The TFTP server answered error 0: disk on fire' };
    expect(server.outcome).toMatchObject({ status: 'failed', failure });
  });

  test.each([
    [1, 'file /srv/tftp/ITLFile.tlv not found', 'missing'],
    [1, '', 'missing'],
    [0, '503 Service Unavailable', 'busy'],
    [0, 'Server busy, try again later', 'busy'],
  ])('error %i %j means %s', (code, text, status) => {
    const server = new Server();
    server.give(encodeError(code, text));
    expect(server.outcome).toMatchObject({ status });
  });

  const inputs = amount({ all: 100_000, share: 3_000 });
  test(`${inputs} changed answers: nothing throws, nothing grows, and every transfer that ends has an outcome`, () => {
    const content = bytesOf(1_300);
    const sound = [
      encodeOptions(new Map([['blksize', '512']])),
      ...new Server().blocks(content, 512),
      encodeError(1, 'File not found'),
      encodeError(8, 'options'),
      encodeRead('x', new Map()),
      encodeAcknowledgement(1),
    ];
    const change = fc.record({
      packet: fc.nat(sound.length - 1),
      at: fc.nat(520),
      to: fc.nat(255),
      cut: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(520)),
      port: fc.constantFrom(serverPort, serverPort, serverPort, 7),
    });
    fc.assert(
      fc.property(fc.boolean(), fc.array(change, { minLength: 1, maxLength: 12 }), (hasOptions, changes) => {
        const server = new Server(hasOptions, 2_000);
        let given = 0;
        for (const { packet, at, to, cut, port } of changes) {
          const bytes = sound[packet]?.slice() ?? new Uint8Array();
          if (at < bytes.length) bytes[at] = to;
          const sent = bytes.subarray(0, Math.max(0, bytes.length - cut));
          given += sent.length;
          const reaction = server.give(sent, port);
          expect(server.download.length).toBeLessThanOrEqual(Math.min(2_000, given));
          expect(server.sent.length).toBeLessThanOrEqual(changes.length);
          if (reaction.kind === 'end') break;
        }
      }),
      { numRuns: inputs },
    );
  });
});
