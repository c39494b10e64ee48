const iso8601 = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Unix seconds of `now`, of a time that ISO 8601 spells with its zone, or of Unix seconds; null for any other text, a
 * day that no month has included.
 *
 * @param now Unix seconds.
 */
export function readTime(text: string, now: number): number | null {
  const trimmed = text.trim();
  if (trimmed.toLowerCase() === 'now') return now;
  if (/^\d{1,10}$/.test(trimmed)) return Number(trimmed);
  const day = iso8601.exec(trimmed)?.[1];
  if (day === undefined) return null;
  const milliseconds = Date.parse(trimmed);
  return Number.isNaN(milliseconds) || !isDay(day) ? null : Math.floor(milliseconds / 1000);
}

/** `Date.parse` takes 31 February for 3 March. */
function isDay(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
