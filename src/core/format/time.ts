/** `2011-07-27T14:16:24Z` from Unix seconds, as in TIMESTAMP. */
export function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
