/**
 * Long runs live in `npm run test:long`, which sets `TRUST_LIST_LONG`; `npm test` takes a share of each, the same one
 * every time.
 */
export const isLong = process.env['TRUST_LIST_LONG'] === '1';

/** How many rounds, inputs or cases to take: all of them in `npm run test:long`, else a share. */
export function amount({ all, share }: { readonly all: number; readonly share: number }): number {
  return isLong ? all : share;
}
