/** Work that is done at one rate: in any unit, and the milliseconds that it took. */
export interface Pace {
  readonly done: number;
  readonly total: number;
  readonly elapsed: number;
}

/** Before so much is done, in so much time, an estimate would be a guess. */
const least = { part: 0.02, milliseconds: 2_000 } as const;

/** The seconds until the rest is done, if it goes on as it went so far; null as long as that is not known. */
export function secondsLeft({ done, total, elapsed }: Pace): number | null {
  if (total <= 0 || elapsed < least.milliseconds || done < total * least.part) return null;
  return Math.ceil((elapsed * Math.max(0, total - done)) / done / 1000);
}
