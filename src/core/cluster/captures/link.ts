import { u16 } from '../../format/reader';

/** Where in a frame the packet of IP begins; `other` for what is not IP, `unknown` for a link type that is not read here. */
export type Network = { readonly version: 4 | 6; readonly bytes: Uint8Array } | 'other' | 'unknown';

/** Link types, as tcpdump.org lists them. Raw IP has had the number of its system in old files. */
const LinkType = { null: 0, ethernet: 1, loop: 108, linuxCooked: 113, linuxCooked2: 276 } as const;
const rawTypes: ReadonlySet<number> = new Set([12, 14, 101, 228, 229]);

/** `destination 6 · source 6 · type u16`, with any number of VLAN tags before the type. */
const ethernetType = 12;
const EtherType = { ipv4: 0x0800, ipv6: 0x86dd, pppoe: 0x8864 } as const;
/** 802.1Q, 802.1ad, and what switches used before it: `tag u16 · type u16`. */
const vlanTypes: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100, 0x9200]);
const mostTags = 8;
/** Up to here the type is the length of a frame of 802.3. */
const longestLength = 1_500;

export function networkOf(linkType: number, bytes: Uint8Array): Network {
  if (rawTypes.has(linkType)) return ipOf(bytes);
  switch (linkType) {
    case LinkType.ethernet:
      return typed(bytes, ethernetType);
    // `packet type u16 · hardware u16 · address length u16 · address 8 · type u16`
    case LinkType.linuxCooked:
      return typed(bytes, 14);
    // `type u16 · reserved u16 · interface u32 · hardware u16 · packet type u8 · address length u8 · address 8`
    case LinkType.linuxCooked2:
      return typedAt(bytes, u16(bytes, 0), 20);
    // `family u32` in the order of the machine, or big-endian; its numbers differ between systems, IP's version does not.
    case LinkType.null:
    case LinkType.loop:
      return ipOf(bytes.subarray(4));
    default:
      return 'unknown';
  }
}

function typed(bytes: Uint8Array, offset: number): Network {
  return typedAt(bytes, u16(bytes, offset), offset + 2);
}

function typedAt(bytes: Uint8Array, first: number, start: number): Network {
  let [type, offset] = [first, start];
  for (let tags = 0; tags < mostTags && vlanTypes.has(type); tags += 1) {
    type = u16(bytes, offset + 2);
    offset += 4;
  }
  // LLC and SNAP: `AA AA 03 · 00 00 00 · type u16`
  if (type <= longestLength && u16(bytes, offset) === 0xaaaa) {
    type = u16(bytes, offset + 6);
    offset += 8;
  }
  // PPPoE: `version u8 · code u8 · session u16 · length u16 · protocol u16`, 0x21 for IPv4 and 0x57 for IPv6
  if (type === EtherType.pppoe) {
    const protocol = u16(bytes, offset + 6);
    offset += 8;
    return protocol === 0x21 || protocol === 0x57 ? ipOf(bytes.subarray(offset)) : 'other';
  }
  return type === EtherType.ipv4 || type === EtherType.ipv6 ? ipOf(bytes.subarray(offset)) : 'other';
}

function ipOf(bytes: Uint8Array): Network {
  const version = (bytes[0] ?? 0) >> 4;
  return version === 4 || version === 6 ? { version, bytes } : 'other';
}
