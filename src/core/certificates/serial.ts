import { hex } from './fingerprints';

/** True for the same serial number: big-endian octets, leading zero octets aside. */
export function sameSerial(a: Uint8Array, b: Uint8Array): boolean {
  return serialKey(a) === serialKey(b);
}

/** The same of serial numbers in colon hex, as reports have them. */
export function sameSerialText(a: string, b: string): boolean {
  return significantText(a) === significantText(b);
}

function significantText(serial: string): string {
  return serial.toUpperCase().replace(/^(00:)+/, '');
}

/** A text that two serial numbers share exactly where `sameSerial` holds of them: to look up one among many. */
export function serialKey(serial: Uint8Array): string {
  const first = serial.findIndex((octet) => octet !== 0);
  return first === -1 ? '' : hex(serial.subarray(first));
}

/** True for a serial number of zeros, or of no octets. */
export function isZero(serial: Uint8Array): boolean {
  return serial.every((octet) => octet === 0);
}
