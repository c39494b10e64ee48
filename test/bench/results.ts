/** One line of the bench. */
export interface Result {
  readonly name: string;
  /** What was measured: `3.1`, with the unit or the two sides of the ratio behind it. */
  readonly value: number;
  readonly unit: '×' | 'kB' | 'ms';
  /** What `value` is made of: `1.9 ms / 0.6 ms`. */
  readonly detail?: string;
  /** What the project promises that it stays below. */
  readonly limit?: number;
}

/** Prints the lines as a table; false where one is above its limit. */
export function printResults(results: readonly Result[]): boolean {
  const width = Math.max(...results.map(({ name }) => name.length));
  for (const { name, value, unit, detail = '', limit } of results) {
    const shown = `${value.toFixed(value < 100 ? 2 : 0)} ${unit}`.padStart(12);
    const bound = limit === undefined ? '' : `  ${value <= limit ? 'below' : 'ABOVE'} ${limit} ${unit}`;
    console.log(`${name.padEnd(width)}${shown}  ${detail}${bound}`);
  }
  return results.every(({ value, limit }) => limit === undefined || value <= limit);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/**
 * A ratio of two medians whose measurements took turns, so that whatever else the machine does falls on both.
 *
 * @param pairs milliseconds.
 */
export function ratio(
  name: string,
  pairs: readonly (readonly [measured: number, base: number])[],
  limit?: number,
): Result {
  const [measured, base] = [median(pairs.map(([value]) => value)), median(pairs.map(([, value]) => value))];
  const detail = `${milliseconds(measured)} / ${milliseconds(base)}`;
  return { name, value: measured / base, unit: '×', detail, ...(limit === undefined ? {} : { limit }) };
}

function milliseconds(value: number): string {
  return `${value.toPrecision(3)} ms`;
}
