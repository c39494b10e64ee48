const ipv4 = /^(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;

/** The IP address that a value is, in brackets or as a link to it too; null for none, and for `::` and `0.0.0.0`. */
export function addressOf(value: string): string | null {
  const text = value
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .replace(/^\[|\]$/g, '');
  if (text.length > 45 || text === '::' || text === '0.0.0.0') return null;
  return ipv4.test(text) || isIpv6(text) ? text : null;
}

function isIpv6(text: string): boolean {
  if (!/^[\da-f:]{3,39}(?:%[\w.-]{1,16})?$|^[\da-f:]{2,30}:[\d.]{7,15}$/i.test(text)) return false;
  const [address = ''] = text.split('%', 1);
  const parts = address.split('::');
  if (parts.length > 2) return false;
  const groups = parts.flatMap((part) => (part === '' ? [] : part.split(':')));
  const last = groups.at(-1) ?? '';
  const isMapped = ipv4.test(last);
  const count = groups.length + (isMapped ? 1 : 0);
  const areGroups = (isMapped ? groups.slice(0, -1) : groups).every((group) => /^[\da-f]{1,4}$/i.test(group));
  return areGroups && (parts.length === 2 ? count < 8 : count === 8);
}
