/** Milliseconds that are worked without a pause: others share the thread. */
const mostBusy = 20;

/** Makes what is called between two pieces of work: it lets others work once it is time to. */
export function pauses(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < mostBusy) return;
    await new Promise<void>((resolve) => {
      setTimeout(resolve, 0);
    });
    since = performance.now();
  };
}
