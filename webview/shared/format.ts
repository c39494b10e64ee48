const numbers = new Intl.NumberFormat('en');
const dates = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const times = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** `5,438`. */
export function formatted(amount: number): string {
  return numbers.format(amount);
}

/** `0951`: an offset in hexadecimal, at least four digits. */
export function hexOffset(offset: number, digits = 4): string {
  return offset.toString(16).padStart(digits, '0');
}

/** Printable ASCII as it is, everything else as a dot. */
export function ascii(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
}

/** `27 Jul 2011 14:16 UTC`. */
export function dateAndTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : `${dates.format(date)} ${times.format(date)} UTC`;
}

/** `27 Jul 2011`. */
export function dateOnly(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : dates.format(date);
}
