/** Binary strings, one character a byte: what node-forge, `atob` and `btoa` take for bytes. */

export function bytesOf(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** Chunks stay below the number of arguments that a call takes. */
const chunkBytes = 8192;

export function binaryOf(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    binary += Reflect.apply(String.fromCharCode, null, bytes.subarray(start, start + chunkBytes)) as string;
  }
  return binary;
}
