/**
 * Runs something and gives every Uint8Array that JavaScript made meanwhile, in this project and in its libraries, and
 * those of `subarray` and `slice`: what no test can name, it can search.
 */
export async function recordBuffers(run: () => Promise<unknown>): Promise<readonly Uint8Array[]> {
  const made: Uint8Array[] = [];
  const Plain = globalThis.Uint8Array;
  const Recording = new Proxy(Plain, {
    construct(target, args, newTarget) {
      const bytes = Reflect.construct(target, args, newTarget === Recording ? target : newTarget) as Uint8Array;
      made.push(bytes);
      return bytes;
    },
  });
  globalThis.Uint8Array = Recording;
  Object.defineProperty(Plain.prototype, 'constructor', { value: Recording, configurable: true, writable: true });
  try {
    await run();
  } finally {
    globalThis.Uint8Array = Plain;
    Object.defineProperty(Plain.prototype, 'constructor', { value: Plain, configurable: true, writable: true });
  }
  return made;
}

/** The names of the secrets that a buffer still contains. */
export function secretsIn(buffers: readonly Uint8Array[], secrets: ReadonlyMap<string, Uint8Array>): string[] {
  const found = [...secrets].filter(([, secret]) =>
    buffers.some((bytes) =>
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(secret)),
    ),
  );
  return found.map(([name]) => name);
}
