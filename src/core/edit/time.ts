const iso8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Unix seconds of `now`, of a time that ISO 8601 spells with its zone, or of Unix seconds; null for any other text.
 *
 * @param now Unix seconds.
 */
export function readTime(text: string, now: number): number | null {
  const trimmed = text.trim();
  if (trimmed.toLowerCase() === 'now') return now;
  if (/^\d{1,10}$/.test(trimmed)) return Number(trimmed);
  const milliseconds = iso8601.test(trimmed) ? Date.parse(trimmed) : Number.NaN;
  return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000);
}
