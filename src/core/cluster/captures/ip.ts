import { u16, u32 } from '../../format/reader';

export const Transport = { tcp: 6, udp: 17 } as const;

/** What a packet of IP carries. */
export interface Datagram {
  /** `10.1.1.1`, `2001:db8::1`. */
  readonly source: string;
  readonly destination: string;
  /** The number of the protocol of what it carries. */
  readonly protocol: number;
  /** What was captured of it: a view. */
  readonly payload: Uint8Array;
  /** Bytes that it had on the network. */
  readonly length: number;
  /** Null for a whole one. */
  readonly fragment: Fragment | null;
}

export interface Fragment {
  readonly id: number;
  readonly offset: number;
  readonly isLast: boolean;
}

/**
 * Reads a packet of IPv4 or IPv6 (RFC 791, RFC 8200).
 *
 * @param bytes what was captured; `length` is what was on the network behind the same start.
 * @returns null if its lengths do not fit.
 */
export function readIp(version: 4 | 6, bytes: Uint8Array, length: number): Datagram | null {
  return version === 4 ? readIpv4(bytes, length) : readIpv6(bytes, length);
}

function readIpv4(bytes: Uint8Array, onNetwork: number): Datagram | null {
  const header = 4 * ((bytes[0] ?? 0) & 0x0f);
  const total = u16(bytes, 2);
  // A packet that the interface will cut into segments is longer than its header says, and says 0.
  const length = total === 0 ? onNetwork : total;
  if (header < 20 || bytes.length < header || length < header) return null;
  const flags = u16(bytes, 6);
  const offset = (flags & 0x1fff) * 8;
  const isLast = (flags & 0x2000) === 0;
  return {
    source: ipv4Text(bytes, 12),
    destination: ipv4Text(bytes, 16),
    protocol: bytes[9] ?? 0,
    payload: bytes.subarray(header, length),
    length: length - header,
    fragment: offset === 0 && isLast ? null : { id: u16(bytes, 4), offset, isLast },
  };
}

const ipv6Header = 40;

function readIpv6(bytes: Uint8Array, onNetwork: number): Datagram | null {
  if (bytes.length < ipv6Header) return null;
  const said = u16(bytes, 4);
  const length = said === 0 ? onNetwork - ipv6Header : said;
  if (length < 0) return null;
  const payload = bytes.subarray(ipv6Header, ipv6Header + length);
  const carried = behindExtensions(bytes[6] ?? 0, payload, length);
  return carried && { source: ipv6Text(bytes, 8), destination: ipv6Text(bytes, 24), ...carried };
}

const Extension = { hopByHop: 0, routing: 43, fragment: 44, authentication: 51, destination: 60 } as const;
/** Extension headers of one packet. */
const mostExtensions = 16;

/**
 * What stands behind extension headers: `next header u8 · length u8 · …`.
 *
 * @returns null if they run past the packet.
 */
export function behindExtensions(
  first: number,
  bytes: Uint8Array,
  onNetwork: number,
): Pick<Datagram, 'protocol' | 'payload' | 'length' | 'fragment'> | null {
  let [protocol, offset] = [first, 0];
  for (let headers = 0; headers < mostExtensions; headers += 1) {
    const rest = { protocol, payload: bytes.subarray(offset), length: onNetwork - offset };
    if (!extensions.has(protocol)) return { ...rest, fragment: null };
    if (offset + 8 > bytes.length) return null;
    const next = bytes[offset] ?? 0;
    if (protocol === Extension.fragment) {
      const place = u16(bytes, offset + 2);
      const id = u32(bytes, offset + 4);
      const fragment = { id, offset: place & 0xfff8, isLast: (place & 1) === 0 };
      const carried = { protocol: next, payload: bytes.subarray(offset + 8), length: rest.length - 8 };
      // A packet may have the header and be whole.
      if (fragment.offset > 0 || !fragment.isLast) return { ...carried, fragment };
      offset += 8;
    } else {
      const units = bytes[offset + 1] ?? 0;
      offset += protocol === Extension.authentication ? (units + 2) * 4 : (units + 1) * 8;
    }
    protocol = next;
    if (offset > bytes.length) return null;
  }
  return null;
}

const extensions: ReadonlySet<number> = new Set(Object.values(Extension));

function ipv4Text(bytes: Uint8Array, offset: number): string {
  return `${bytes[offset] ?? 0}.${bytes[offset + 1] ?? 0}.${bytes[offset + 2] ?? 0}.${bytes[offset + 3] ?? 0}`;
}

/** As RFC 5952 writes it: lower case, without leading zeros, the first longest run of zeros as `::`. */
function ipv6Text(bytes: Uint8Array, offset: number): string {
  const groups = Array.from({ length: 8 }, (_, at) => u16(bytes, offset + 2 * at));
  let [start, length] = [0, 0];
  for (let at = 0; at < groups.length; at += 1) {
    let end = at;
    while (groups[end] === 0) end += 1;
    if (end - at > length) [start, length] = [at, end - at];
    at = end;
  }
  const texts = groups.map((group) => group.toString(16));
  if (length < 2) return texts.join(':');
  return `${texts.slice(0, start).join(':')}::${texts.slice(start + length).join(':')}`;
}
