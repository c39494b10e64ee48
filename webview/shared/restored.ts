/** The state of a page that was kept; what an older version of the page did not keep is as at the beginning. */
export function restored<T extends object>(initial: T, kept: unknown): T {
  return typeof kept === 'object' && kept !== null ? { ...initial, ...kept } : initial;
}
