/** True for the same serial number: big-endian octets, leading zero octets aside. */
export function sameSerial(a: Uint8Array, b: Uint8Array): boolean {
  const left = significant(a);
  const right = significant(b);
  return left.length === right.length && left.every((octet, index) => octet === right[index]);
}

/** The same of serial numbers in colon hex, as reports have them. */
export function sameSerialText(a: string, b: string): boolean {
  return significantText(a) === significantText(b);
}

function significantText(serial: string): string {
  return serial.toUpperCase().replace(/^(00:)+/, '');
}

function significant(serial: Uint8Array): Uint8Array {
  const first = serial.findIndex((octet) => octet !== 0);
  return first === -1 ? serial.subarray(serial.length) : serial.subarray(first);
}
