/** `0E 1E 28`: a hash as the cluster prints it, from lower-case hex. */
export function printedHash(hex: string): string {
  return hex.toUpperCase().replace(/(..)(?=.)/g, '$1 ');
}
