import { concat, u16, u32, u8 } from '../../../builders';

/** Captures as tcpdump and Wireshark write them, made from the layouts of RFCs and of tcpdump.org. */

export interface Frame {
  readonly bytes: Uint8Array;
  /** Bytes on the network, if not all were captured. */
  readonly length?: number;
  /** The interface of a pcapng file. */
  readonly on?: number;
}

export interface PcapOptions {
  readonly littleEndian?: boolean;
  readonly nanoseconds?: boolean;
  readonly linkType?: number;
  readonly snapLength?: number;
}

const number = (value: number, littleEndian: boolean): Uint8Array =>
  littleEndian ? u32(value).toReversed() : u32(value);
const short = (value: number, littleEndian: boolean): Uint8Array =>
  littleEndian ? u16(value).toReversed() : u16(value);

export function pcap(frames: readonly Frame[], options: PcapOptions = {}): Uint8Array {
  const { littleEndian = true, nanoseconds = false, linkType = 1, snapLength = 262_144 } = options;
  const u = (value: number): Uint8Array => number(value, littleEndian);
  const header = concat(
    u(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4),
    short(2, littleEndian),
    short(4, littleEndian),
    u(0),
    u(0),
    u(snapLength),
    u(linkType),
  );
  const records = frames.flatMap(({ bytes, length }, at) => {
    const captured = bytes.subarray(0, snapLength);
    return [u(1_700_000_000 + at), u(at), u(captured.length), u(length ?? bytes.length), captured];
  });
  return new Uint8Array(Buffer.concat([header, ...records]));
}

const padded = (bytes: Uint8Array): Uint8Array => concat(bytes, new Uint8Array((4 - (bytes.length % 4)) % 4));

export function block(type: number, body: Uint8Array, littleEndian = true): Uint8Array {
  const whole = padded(body);
  const length = number(12 + whole.length, littleEndian);
  return concat(number(type, littleEndian), length, whole, length);
}

export function sectionHeader(littleEndian = true): Uint8Array {
  const u = (value: number): Uint8Array => number(value, littleEndian);
  const s = (value: number): Uint8Array => short(value, littleEndian);
  const comment = concat(s(1), s(7), padded(Buffer.from('by hand')), s(0), s(0));
  return block(0x0a0d0d0a, concat(u(0x1a2b3c4d), s(1), s(0), u(0xffffffff), u(0xffffffff), comment), littleEndian);
}

export function interfaceBlock(linkType: number, littleEndian = true, snapLength = 0): Uint8Array {
  const s = (value: number): Uint8Array => short(value, littleEndian);
  const options = concat(s(9), s(1), padded(u8(9)), s(0), s(0));
  return block(1, concat(s(linkType), s(0), number(snapLength, littleEndian), options), littleEndian);
}

export function enhancedBlock({ bytes, length, on = 0 }: Frame, littleEndian = true): Uint8Array {
  const u = (value: number): Uint8Array => number(value, littleEndian);
  const options = concat(short(2, littleEndian), short(4, littleEndian), u(0), u(0));
  const body = concat(u(on), u(1), u(2), u(bytes.length), u(length ?? bytes.length), padded(bytes), options);
  return block(6, body, littleEndian);
}

export function obsoleteBlock({ bytes, length, on = 0 }: Frame, littleEndian = true): Uint8Array {
  const u = (value: number): Uint8Array => number(value, littleEndian);
  const head = concat(short(on, littleEndian), short(0xffff, littleEndian));
  return block(2, concat(head, u(1), u(2), u(bytes.length), u(length ?? bytes.length), bytes), littleEndian);
}

export function simpleBlock({ bytes, length }: Frame, littleEndian = true): Uint8Array {
  return block(3, concat(number(length ?? bytes.length, littleEndian), bytes), littleEndian);
}

export function pcapng(frames: readonly Frame[], linkTypes: readonly number[] = [1], littleEndian = true): Uint8Array {
  return concat(
    sectionHeader(littleEndian),
    ...linkTypes.map((linkType) => interfaceBlock(linkType, littleEndian)),
    ...frames.map((frame) => enhancedBlock(frame, littleEndian)),
  );
}

/** How a packet of IP is put on a link, by the link type of the capture. */
export const links = {
  ethernet: { type: 1, wrap: (ip: Uint8Array) => ethernet(ip) },
  'ethernet with 802.1Q': { type: 1, wrap: (ip: Uint8Array) => ethernet(ip, [[0x8100, 110]]) },
  'ethernet with QinQ': {
    type: 1,
    wrap: (ip: Uint8Array) =>
      ethernet(ip, [
        [0x88a8, 7],
        [0x8100, 110],
      ]),
  },
  'Linux cooked': {
    type: 113,
    wrap: (ip: Uint8Array) => concat(u16(0), u16(1), u16(6), new Uint8Array(8), u16(etherTypeOf(ip)), ip),
  },
  'Linux cooked, version 2': {
    type: 276,
    wrap: (ip: Uint8Array) => concat(u16(etherTypeOf(ip)), u16(0), u32(2), u16(1), u8(0), u8(6), new Uint8Array(8), ip),
  },
  'raw IP': { type: 101, wrap: (ip: Uint8Array) => ip },
  null: { type: 0, wrap: (ip: Uint8Array) => concat(u32(etherTypeOf(ip) === 0x0800 ? 2 : 30).toReversed(), ip) },
  loop: { type: 108, wrap: (ip: Uint8Array) => concat(u32(etherTypeOf(ip) === 0x0800 ? 2 : 30), ip) },
} as const;

function etherTypeOf(ip: Uint8Array): number {
  return (ip[0] ?? 0) >> 4 === 6 ? 0x86dd : 0x0800;
}

/** With zeros up to the shortest frame, as cards add them. */
export function ethernet(ip: Uint8Array, tags: readonly (readonly [type: number, vlan: number])[] = []): Uint8Array {
  const addresses = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  const frame = concat(addresses, ...tags.flatMap(([type, vlan]) => [u16(type), u16(vlan)]), u16(etherTypeOf(ip)), ip);
  return concat(frame, new Uint8Array(Math.max(0, 60 - frame.length)));
}

const addressBytes = (address: string): Uint8Array => {
  if (!address.includes(':')) return Uint8Array.from(address.split('.').map(Number));
  const [left = '', right = ''] = address.split('::');
  const groups = (text: string): number[] => (text === '' ? [] : text.split(':').map((group) => parseInt(group, 16)));
  const [high, low] = [groups(left), groups(right)];
  const middle = address.includes('::') ? Array<number>(8 - high.length - low.length).fill(0) : [];
  return concat(...[...high, ...middle, ...low].map(u16));
};

export interface IpOptions {
  readonly from: string;
  readonly to: string;
  readonly protocol: number;
  readonly payload: Uint8Array;
  /** Bytes of a fragment; a whole packet if left out. */
  readonly fragmentBytes?: number;
  readonly id?: number;
  /** Extension headers of IPv6, each with its number. */
  readonly extensions?: readonly number[];
}

/** A packet of IP, or its fragments. */
export function ip(options: IpOptions): Uint8Array[] {
  return options.from.includes(':') ? ipv6(options) : ipv4(options);
}

function pieces(
  payload: Uint8Array,
  size: number,
): { readonly offset: number; readonly bytes: Uint8Array; readonly isLast: boolean }[] {
  const count = Math.max(1, Math.ceil(payload.length / size));
  return Array.from({ length: count }, (_, at) => ({
    offset: at * size,
    bytes: payload.subarray(at * size, (at + 1) * size),
    isLast: at === count - 1,
  }));
}

function ipv4({ from, to, protocol, payload, fragmentBytes, id = 1 }: IpOptions): Uint8Array[] {
  return pieces(payload, fragmentBytes ?? 65_000).map(({ offset, bytes, isLast }) =>
    concat(
      Uint8Array.of(0x45, 0),
      u16(20 + bytes.length),
      u16(id),
      u16((isLast ? 0 : 0x2000) | (offset / 8)),
      Uint8Array.of(64, protocol, 0, 0),
      addressBytes(from),
      addressBytes(to),
      bytes,
    ),
  );
}

function ipv6({ from, to, protocol, payload, fragmentBytes, id = 1, extensions = [] }: IpOptions): Uint8Array[] {
  const packet = (next: number, body: Uint8Array): Uint8Array =>
    concat(u32(0x60000000), u16(body.length), u8(next), u8(64), addressBytes(from), addressBytes(to), body);
  const extended = (last: number, body: Uint8Array): { readonly next: number; readonly body: Uint8Array } => {
    let chain = { next: last, body };
    for (const extension of extensions.toReversed()) {
      // The authentication header counts its length otherwise than the others.
      const head = extension === 51 ? Uint8Array.of(chain.next, 4) : Uint8Array.of(chain.next, 1);
      const rest = new Uint8Array(extension === 51 ? 22 : 14);
      chain = { next: extension, body: concat(head, rest, chain.body) };
    }
    return chain;
  };
  if (fragmentBytes === undefined) {
    const { next, body } = extended(protocol, payload);
    return [packet(next, body)];
  }
  return pieces(payload, fragmentBytes).map(({ offset, bytes, isLast }) => {
    const head = concat(u8(protocol), u8(0), u16(offset | (isLast ? 0 : 1)), u32(id));
    const { next, body } = extended(44, concat(head, bytes));
    return packet(next, body);
  });
}

export function udp(from: number, to: number, payload: Uint8Array): Uint8Array {
  return concat(u16(from), u16(to), u16(8 + payload.length), u16(0), payload);
}

export interface TcpOptions {
  readonly from: number;
  readonly to: number;
  readonly sequence: number;
  readonly acknowledged: number;
  /** `S`, `F`, `R`, `A`, as tcpdump prints them. */
  readonly flags: string;
  readonly payload?: Uint8Array;
}

export function tcp({ from, to, sequence, acknowledged, flags, payload = new Uint8Array() }: TcpOptions): Uint8Array {
  const bits = flags.split('').reduce((all, flag) => all | ({ F: 1, S: 2, R: 4, A: 16 }[flag] ?? 0), 0);
  // With two bytes of options and their padding.
  const options = Uint8Array.of(1, 1, 0, 0);
  const head = concat(u16(from), u16(to), u32(sequence >>> 0), u32(acknowledged >>> 0));
  return concat(head, u16((6 << 12) | bits), u16(64_240), u16(0), u16(0), options, payload);
}
