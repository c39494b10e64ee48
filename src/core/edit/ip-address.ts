/**
 * The bytes of an address as IPADDRESS holds it: 4 for `10.48.47.153`, 16 for `2001:db8::1`; null for any other text.
 */
export function ipAddressBytes(text: string): Uint8Array | null {
  return text.includes(':') ? ipv6Bytes(text) : ipv4Bytes(text);
}

function ipv4Bytes(text: string): Uint8Array | null {
  const groups = text.split('.');
  const valid =
    groups.length === 4 && groups.every((group) => /^(0|[1-9]\d{0,2})$/.test(group) && Number(group) <= 255);
  return valid ? Uint8Array.from(groups, Number) : null;
}

/** RFC 4291, section 2.2: eight groups of hex, of which one run of zeros may be `::`. */
function ipv6Bytes(text: string): Uint8Array | null {
  const [before = '', after, ...more] = text.split('::');
  if (more.length > 0) return null;
  const head = groupsOf(before);
  const tail = after === undefined ? [] : groupsOf(after);
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (after === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...head, ...new Array<number>(missing).fill(0), ...tail];
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}

function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const groups = text.split(':');
  return groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : null;
}
