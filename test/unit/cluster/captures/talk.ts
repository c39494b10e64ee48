import { concat, u16, u32, u8 } from '../../../builders';
import { ip, tcp, udp, type TcpOptions } from './writer';

/** Packets of IP as phones and clusters exchange them, in the order in which they were sent. */

export interface Hosts {
  readonly phone: string;
  readonly server: string;
}

export const v4: Hosts = { phone: '10.1.1.50', server: '10.1.1.1' };
export const v6: Hosts = { phone: '2001:db8::50', server: '2001:db8::1' };

export const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

export interface TftpTalk {
  readonly name: string;
  readonly content: Uint8Array;
  readonly hosts?: Hosts;
  /** Where the phone sends from, the request goes to, and the server answers from. */
  readonly ports?: readonly [phone: number, asked: number, answers: number];
  readonly mode?: string;
  /** Options that are asked for and granted; without them blocks have 512 bytes. */
  readonly blockSize?: number;
  readonly tsize?: boolean;
  /** The server ignores the options. */
  readonly isDeaf?: boolean;
  /** Behind block 65535 comes this one. */
  readonly restart?: 0 | 1;
  readonly fragmentBytes?: number;
}

/** A transfer by TFTP, RFC 1350 and 2347 to 2349. */
export function tftpTalk(talk: TftpTalk): Uint8Array[] {
  const { name, content, hosts = v4, ports = [49_152, 69, 40_000], mode = 'octet', isDeaf = false, restart = 0 } = talk;
  const [phone, asked, answers] = ports;
  const options = [
    ...(talk.blockSize === undefined ? [] : ['blksize', String(talk.blockSize)]),
    ...(talk.tsize === true ? ['tsize', '0'] : []),
  ];
  const granted = options.map((text, at) => (options[at - 1] === 'tsize' ? String(content.length) : text));
  const texts = (all: readonly string[]): Uint8Array => ascii(all.map((text) => `${text}\0`).join(''));
  const up = (to: number, packet: Uint8Array): Uint8Array[] =>
    ip({ from: hosts.phone, to: hosts.server, protocol: 17, payload: udp(phone, to, packet) });
  let id = 1;
  const down = (packet: Uint8Array): Uint8Array[] =>
    ip({
      from: hosts.server,
      to: hosts.phone,
      protocol: 17,
      payload: udp(answers, phone, packet),
      id: (id += 1),
      ...(talk.fragmentBytes === undefined ? {} : { fragmentBytes: talk.fragmentBytes }),
    });
  const size = isDeaf ? 512 : (talk.blockSize ?? 512);
  const packets = up(asked, concat(u16(1), texts([name, mode, ...options])));
  if (options.length > 0 && !isDeaf) {
    packets.push(...down(concat(u16(6), texts(granted))), ...up(answers, concat(u16(4), u16(0))));
  }
  for (let block = 1; (block - 1) * size <= content.length; block += 1) {
    const round = 0x10000 - restart;
    const number = block <= 0xffff ? block : ((block - restart) % round) + restart;
    const data = content.subarray((block - 1) * size, block * size);
    packets.push(...down(concat(u16(3), u16(number), data)), ...up(answers, concat(u16(4), u16(number))));
  }
  return packets;
}

/** A request that is answered by an error. */
export function tftpError(name: string, code: number, text: string, port = 49_152): Uint8Array[] {
  return [
    ...ip({ from: v4.phone, to: v4.server, protocol: 17, payload: udp(port, 69, ascii(`\0\x01${name}\0octet\0`)) }),
    ...ip({
      from: v4.server,
      to: v4.phone,
      protocol: 17,
      payload: udp(40_000, port, concat(u16(5), u16(code), ascii(`${text}\0`))),
    }),
  ];
}

/** What one end says, in the order of the conversation. */
export interface Said {
  readonly by: 'phone' | 'server';
  readonly bytes: Uint8Array;
}

export interface TcpTalk {
  readonly says: readonly Said[];
  readonly hosts?: Hosts;
  readonly ports?: readonly [phone: number, server: number];
  /** First sequence numbers. */
  readonly starts?: readonly [phone: number, server: number];
  /** Bytes of each segment, in turn. */
  readonly segments?: readonly number[];
  readonly end?: 'closed' | 'reset' | 'open';
  /** Without the packets that open the connection. */
  readonly isMiddle?: boolean;
}

/** A connection of TCP. */
export function tcpTalk(talk: TcpTalk): Uint8Array[] {
  const { says, hosts = v4, ports = [50_000, 6_970], starts = [1_000, 9_000], segments = [1_400] } = talk;
  const next = { phone: starts[0], server: starts[1] };
  const packets: Uint8Array[] = [];
  const send = (by: Said['by'], flags: string, payload?: Uint8Array): void => {
    const isPhone = by === 'phone';
    const [from, to] = isPhone ? ports : [ports[1], ports[0]];
    const options: TcpOptions = {
      from,
      to,
      sequence: next[by],
      acknowledged: flags.includes('A') ? next[isPhone ? 'server' : 'phone'] : 0,
      flags,
      ...(payload === undefined ? {} : { payload }),
    };
    const addresses = isPhone ? { from: hosts.phone, to: hosts.server } : { from: hosts.server, to: hosts.phone };
    packets.push(...ip({ ...addresses, protocol: 6, payload: tcp(options) }));
    next[by] += (payload?.length ?? 0) + (/[SF]/.test(flags) ? 1 : 0);
  };
  send('phone', 'S');
  send('server', 'SA');
  send('phone', 'A');
  if (talk.isMiddle === true) packets.length = 0;
  let turn = 0;
  for (const { by, bytes } of says) {
    for (let at = 0; at < bytes.length;) {
      const size = segments[turn % segments.length] ?? 1_400;
      turn += 1;
      send(by, 'A', bytes.subarray(at, at + size));
      at += size;
    }
    send(by === 'phone' ? 'server' : 'phone', 'A');
  }
  if (talk.end === 'reset') send('server', 'RA');
  if ((talk.end ?? 'closed') === 'closed') {
    send('server', 'FA');
    send('phone', 'FA');
    send('server', 'A');
  }
  return packets;
}

export function get(path: string, headers: readonly string[] = []): Said {
  return {
    by: 'phone',
    bytes: ascii([`GET ${path} HTTP/1.1`, 'Host: 10.1.1.1:6970', ...headers, '', ''].join('\r\n')),
  };
}

export function answer(body: Uint8Array, status = '200 OK', headers: readonly string[] = []): Said {
  const head = [`HTTP/1.1 ${status}`, `Content-Length: ${body.length}`, ...headers, '', ''].join('\r\n');
  return { by: 'server', bytes: concat(ascii(head), body) };
}

export function chunked(body: Uint8Array, sizes: readonly number[]): Said {
  const parts: Uint8Array[] = [ascii('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')];
  let turn = 0;
  for (let at = 0; at < body.length; turn += 1) {
    const chunk = body.subarray(at, at + (sizes[turn % sizes.length] ?? 100));
    parts.push(ascii(`${chunk.length.toString(16)};name=value\r\n`), chunk, ascii('\r\n'));
    at += chunk.length;
  }
  return { by: 'server', bytes: concat(...parts, ascii('0\r\nX-Trailer: 1\r\n\r\n')) };
}

/** Records of TLS. */
export function record(type: number, fragment: Uint8Array, version = 0x0303): Uint8Array {
  return concat(u8(type), u16(version), u16(fragment.length), fragment);
}

export function handshake(type: number, body: Uint8Array): Uint8Array {
  return concat(u8(type), u32(body.length).subarray(1), body);
}

export function clientHello(): Uint8Array {
  return handshake(1, concat(u16(0x0303), new Uint8Array(32), u8(0), u16(2), u16(0x0035), u8(1), u8(0)));
}

/** @param chosen the version that an extension says, from TLS 1.3 on. */
export function serverHello(version = 0x0303, chosen?: number): Uint8Array {
  const extensions =
    chosen === undefined
      ? concat(u16(0xff01), u16(1), u8(0))
      : concat(u16(51), u16(2), u16(29), u16(43), u16(2), u16(chosen));
  const session = new Uint8Array(32).fill(7);
  const body = concat(
    u16(version),
    new Uint8Array(32),
    u8(32),
    session,
    u16(0x0035),
    u8(0),
    u16(extensions.length),
    extensions,
  );
  return handshake(2, body);
}

export function certificateMessage(...certificates: readonly Uint8Array[]): Uint8Array {
  const list = concat(...certificates.flatMap((der) => [u32(der.length).subarray(1), der]));
  return handshake(11, concat(u32(list.length).subarray(1), list));
}

export const serverHelloDone = handshake(14, new Uint8Array());
export const changeCipher = record(20, u8(1));
export const encrypted = record(22, new Uint8Array(40).fill(0xee));
export const applicationData = record(23, new Uint8Array(60).fill(0xdd));
export const alert = (description: number, level = 2): Uint8Array => record(21, Uint8Array.of(level, description));
