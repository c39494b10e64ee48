/** Where a server is: a name or an address, an IPv6 one without brackets. */
export interface Server {
  readonly host: string;
  readonly port: number;
}

/** What a person writes for a server: `cucm-pub`, `10.1.1.1:6970`, `[2001:db8::1]:6970`. */
export interface WrittenServer {
  readonly host: string;
  /** Null if none was written. */
  readonly port: number | null;
}

/** Null for a text that is not one. An IPv6 address needs its brackets, since its last group could be a port. */
export function parseServer(text: string): WrittenServer | null {
  const bracketed = /^\[([0-9A-Fa-f:.]+(?:%[\w.-]+)?)\](?::(\d{1,5}))?$/.exec(text);
  const [, host = '', port] = bracketed ?? /^([\w.-]{1,253})(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (host === '' || (bracketed !== null && !host.includes(':'))) return null;
  if (port === undefined) return { host, port: null };
  const number = Number(port);
  return number >= 1 && number <= 65_535 ? { host, port: number } : null;
}

/** `10.1.1.1:6970`, `[2001:db8::1]:6970`. */
export function addressText({ host, port }: Server): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * The name of a device as its files have it, `SEP001122334455`: of a name, or of a MAC address in any notation. Names of
 * other devices (`ATA…`, `CSFuser`) are taken as they are.
 *
 * @returns null for a text that can be neither.
 */
export function deviceName(text: string): string | null {
  const digits = text.replace(/[\s:.-]/g, '');
  const [, mac] = /^(?:SEP)?([0-9A-F]{12})$/i.exec(digits) ?? [];
  if (mac !== undefined) return `SEP${mac.toUpperCase()}`;
  // A MAC address with a digit too few, or too many, is a slip and not a name.
  const isSlip = /^(?:SEP)?[0-9A-F]*$/i.test(digits) && /^(?:SEP|.*[:.\s-])|^[0-9A-F]{8,}$/i.test(text);
  return !isSlip && /^[A-Za-z][\w.-]{0,127}$/.test(text) ? text : null;
}
