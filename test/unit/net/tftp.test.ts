import type { RemoteInfo } from 'node:dgram';
import { describe, expect, test } from 'vitest';
import type { FileAnswer } from '../../../src/core/cluster/client';
import { createClusterClient } from '../../../src/net/cluster-client';
import { concat, u16 } from '../../builders';
import { longLimits, shortLimits, udpSocket } from './servers';

/** A server of TFTP that misbehaves as it is told; written from RFC 1350 and 2347, and not with the product's packets. */

const most = 600_000;
const patient = createClusterClient(longLimits);
/** For servers that lose packets: these are repeated soon. */
const repeating = createClusterClient({ ...longLimits, repeatMs: 40, sendings: 50 });
const hasty = createClusterClient(shortLimits);

const data = (block: number, content: Uint8Array): Uint8Array => concat(u16(3), u16(block & 0xffff), content);
const error = (code: number, text: string): Uint8Array =>
  concat(u16(5), u16(code), new Uint8Array(Buffer.from(`${text}\0`)));
const oack = (...options: readonly string[]): Uint8Array =>
  concat(u16(6), new Uint8Array(Buffer.from(options.map((text) => `${text}\0`).join(''))));
const body = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 13 + (at >> 8)) & 0xff);

interface Request {
  readonly name: string;
  readonly options: ReadonlyMap<string, string>;
}

function requestOf(packet: Buffer): Request {
  const [name = '', , ...options] = packet.subarray(2).toString('latin1').split('\0').slice(0, -1);
  const pairs = options.flatMap((option, at) => (at % 2 === 0 ? [[option, options[at + 1] ?? ''] as const] : []));
  return { name, options: new Map(pairs) };
}

/** One transfer of a server: it answers from a port of its own. */
interface Transfer {
  readonly request: Request;
  readonly send: (packet: Uint8Array) => void;
  /** From another port than that of the transfer. */
  readonly sendFromElsewhere: (packet: Uint8Array) => void;
}

type Behaviour = (transfer: Transfer) => (packet: Buffer) => void;

interface Served {
  readonly server: { readonly host: string; readonly port: number };
  readonly requests: Request[];
  /** What came to the foreign port. */
  readonly foreign: Buffer[];
}

async function serve(behave: Behaviour, address = '127.0.0.1'): Promise<Served> {
  const listener = await udpSocket(address);
  const stranger = await udpSocket(address);
  const requests: Request[] = [];
  const foreign: Buffer[] = [];
  stranger.socket.on('message', (packet) => foreign.push(packet));
  const answer = async (packet: Buffer, from: RemoteInfo): Promise<void> => {
    const request = requestOf(packet);
    requests.push(request);
    const own = await udpSocket(address);
    const receive = behave({
      request,
      send: (bytes) => {
        own.send(bytes, from.port, from.address);
      },
      sendFromElsewhere: (bytes) => {
        stranger.send(bytes, from.port, from.address);
      },
    });
    own.socket.on('message', receive);
  };
  listener.socket.on('message', (packet, from) => void answer(packet, from));
  return { server: { host: address, port: listener.port }, requests, foreign };
}

/** A server as it should be: without options if it does not take them. Its packets may be changed on their way. */
function sound(
  content: Uint8Array,
  takesOptions: boolean,
  transmit: (packet: Uint8Array, transfer: Transfer) => void = (packet, { send }) => {
    send(packet);
  },
): Behaviour {
  return (transfer) => {
    const { options } = transfer.request;
    const hasOptions = takesOptions && options.size > 0;
    const size = hasOptions ? Number(options.get('blksize')) : 512;
    const block = (number: number): Uint8Array => data(number, content.subarray((number - 1) * size, number * size));
    if (hasOptions) transmit(oack('tsize', String(content.length), 'blksize', String(size)), transfer);
    else transmit(block(1), transfer);
    let last = hasOptions ? 0 : 1;
    const total = Math.floor(content.length / size) + 1;
    return (packet) => {
      if (packet.readUInt16BE(0) !== 4) return;
      const acknowledged = packet.readUInt16BE(2);
      // Repeats what was not acknowledged, and goes on after what was.
      if (acknowledged === (last & 0xffff)) last += 1;
      if (last <= total) transmit(block(last), transfer);
    };
  };
}

const fetched = (server: Served['server'], client = patient, name = 'ITLFile.tlv'): Promise<FileAnswer> =>
  client.fetchFile('tftp', server, { name, most });

describe('fetching by TFTP', () => {
  const sizes = [1, 511, 512, 513, 1_428, 2 * 1_428, 5_438, 65_536];
  test.each(sizes)('brings %i bytes as they are, with options and without', async (length) => {
    for (const takesOptions of [true, false]) {
      const { server, requests } = await serve(sound(body(length), takesOptions));
      expect(await fetched(server)).toEqual({ status: 'found', bytes: body(length), presented: null });
      expect(requests).toHaveLength(1);
      expect([...(requests[0]?.options ?? [])]).toEqual([
        ['blksize', '1428'],
        ['tsize', '0'],
        ['timeout', '1'],
      ]);
    }
  });

  test('over IPv6, by any spelling of the address', async () => {
    const { server } = await serve(sound(body(700), true), '::1');
    for (const host of ['::1', '0:0:0:0:0:0:0:1']) {
      expect(await fetched({ ...server, host })).toMatchObject({ status: 'found', bytes: body(700) });
    }
  });

  test('0 bytes count as not there', async () => {
    for (const takesOptions of [true, false]) {
      const { server } = await serve(sound(new Uint8Array(), takesOptions));
      expect(await fetched(server)).toMatchObject({ status: 'missing', isReached: true, failure: { reason: 'empty' } });
    }
  });

  test('asks once more without options if the server refuses them', async () => {
    const { server, requests } = await serve((transfer) => {
      if (transfer.request.options.size === 0) return sound(body(900), false)(transfer);
      transfer.send(error(8, 'no options, please'));
      return () => undefined;
    });
    expect(await fetched(server)).toMatchObject({ status: 'found', bytes: body(900) });
    expect(requests.map(({ options }) => options.size)).toEqual([3, 0]);
  });

  test.each([
    [1, 'File not found', 'missing'],
    [0, '503 Maximum Serving Count', 'busy'],
  ])('error %i %j is an answer, and nothing is asked again', async (code, text, status) => {
    const { server, requests } = await serve(({ send }) => {
      send(error(code, text));
      return () => undefined;
    });
    expect(await fetched(server)).toMatchObject({
      status,
      isReached: true,
      failure: { args: { answer: `TFTP error ${code}: ${text}` } },
    });
    expect(requests).toHaveLength(1);
  });

  describe('over a bad network', () => {
    const content = body(40_000);

    test('with each packet lost that comes up', async () => {
      let number = 0;
      const lossy = sound(content, true, (packet, { send }) => {
        number += 1;
        if (number % 3 !== 0) send(packet);
      });
      const { server } = await serve(lossy);
      expect(await fetched(server, repeating)).toMatchObject({ status: 'found', bytes: content });
    });

    test('with packets doubled', async () => {
      const { server } = await serve(
        sound(content, true, (packet, { send }) => {
          send(packet);
          send(packet);
        }),
      );
      expect(await fetched(server)).toMatchObject({ status: 'found', bytes: content });
    });

    test('with packets out of order', async () => {
      const earlier: Uint8Array[] = [];
      const { server } = await serve(
        sound(content, true, (packet, { send }) => {
          earlier.push(packet);
          for (const old of earlier.slice(-4).reverse()) send(old);
        }),
      );
      expect(await fetched(server)).toMatchObject({ status: 'found', bytes: content });
    });

    test('with packets of a stranger between, who is told so', async () => {
      const { server, foreign } = await serve(
        sound(content, true, (packet, { send, sendFromElsewhere }) => {
          send(packet);
          sendFromElsewhere(data(packet[1] === 3 ? (((packet[2] ?? 0) << 8) | (packet[3] ?? 0)) + 1 : 1, body(10)));
        }),
      );
      expect(await fetched(server)).toMatchObject({ status: 'found', bytes: content });
      expect(foreign.length).toBeGreaterThan(0);
      for (const packet of foreign) expect(packet.subarray(0, 4)).toEqual(Buffer.from([0, 5, 0, 5]));
    });

    test('with packets that are not TFTP', async () => {
      const { server } = await serve(
        sound(content, false, (packet, { send }) => {
          for (const bad of [new Uint8Array(), u16(3), concat(u16(9), u16(1)), new Uint8Array(600)]) send(bad);
          send(packet);
        }),
      );
      expect(await fetched(server)).toMatchObject({ status: 'found', bytes: content });
    });
  });

  test('a server without an end is stopped at the cap, and told', async () => {
    const told: Buffer[] = [];
    const { server } = await serve(({ send }) => {
      let block = 1;
      send(data(block, body(512)));
      return (packet) => {
        told.push(packet);
        block += 1;
        if (packet[1] === 4) send(data(block, body(512)));
      };
    });
    expect(await fetched(server)).toMatchObject({ status: 'failed', failure: { reason: 'too-long', args: { most } } });
    await expect.poll(() => told.at(-1)?.subarray(0, 4)).toEqual(Buffer.from([0, 5, 0, 0]));
  });

  test('a server that says nothing is asked so often, and then the firewall is named', async () => {
    const silent = await udpSocket();
    const packets: Buffer[] = [];
    silent.socket.on('message', (packet) => packets.push(packet));
    const answer = await fetched({ host: '127.0.0.1', port: silent.port }, hasty);
    expect(answer).toMatchObject({
      status: 'failed',
      isReached: false,
      failure: { reason: 'no-tftp-answer', args: { times: 3 } },
    });
    expect(packets).toHaveLength(3);
  });

  test('a server that stops in the middle is given up, and was reached', async () => {
    const { server } = await serve(({ send }) => {
      send(data(1, body(512)));
      return () => undefined;
    });
    const failure = { reason: 'stalled', args: { length: 512 } };
    expect(await fetched(server, hasty)).toMatchObject({ status: 'failed', isReached: true, failure });
  });

  test('a server that drips is given up when its time is over', async () => {
    const { server } = await serve(({ send }) => {
      let block = 1;
      send(data(block, body(512)));
      return () => {
        block += 1;
        const next = block;
        setTimeout(() => {
          send(data(next, body(512)));
        }, 30);
      };
    });
    expect(await fetched(server, hasty)).toMatchObject({ status: 'failed', failure: { reason: 'too-slow' } });
  });

  test.runIf(process.platform === 'linux')('an answer from another address is not taken, and is named', async () => {
    const listener = await udpSocket('127.0.0.1');
    const other = await udpSocket('127.0.0.2');
    listener.socket.on('message', (_, from) => {
      other.send(data(1, body(5)), from.port, from.address);
    });
    const answer = await fetched({ host: '127.0.0.1', port: listener.port }, hasty);
    expect(answer).toMatchObject({
      status: 'failed',
      isReached: false,
      failure: { reason: 'tftp-answer-from-elsewhere', args: { other: `127.0.0.2:${other.port}` } },
    });
  });

  test('is cancelled while it waits', async () => {
    const reason = new Error('the person cancelled');
    const controller = new AbortController();
    const { server } = await serve(() => {
      controller.abort(reason);
      return () => undefined;
    });
    const answer = patient.fetchFile('tftp', server, { name: 'ITLFile.tlv', most, signal: controller.signal });
    await expect(answer).rejects.toBe(reason);
  });
});
