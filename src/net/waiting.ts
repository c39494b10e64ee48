/** What ends a wait. `settle` counts once; what comes later is dropped. */
export interface Wait<T> {
  readonly settle: (value: T) => void;
  /** Calls `expire` when nothing came for so long; each call of the returned function begins the time again. */
  readonly watch: (milliseconds: number, expire: () => void) => () => void;
}

/**
 * Waits for events until one of them settles the wait. Timers end with it, and `finish` is called, however it ends.
 *
 * @throws the reason of the signal once it is aborted.
 */
export async function waitFor<T>(
  signal: AbortSignal | undefined,
  begin: (wait: Wait<T>) => void,
  finish: () => void = () => undefined,
): Promise<T> {
  signal?.throwIfAborted();
  const timers = new Set<NodeJS.Timeout>();
  let abort = (): void => undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      abort = () => {
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', abort, { once: true });
      const watch: Wait<T>['watch'] = (milliseconds, expire) => {
        const timer = setTimeout(expire, milliseconds);
        timers.add(timer);
        return () => {
          timer.refresh();
        };
      };
      begin({ settle: resolve, watch });
    });
  } finally {
    signal?.removeEventListener('abort', abort);
    for (const timer of timers) clearTimeout(timer);
    finish();
  }
}
