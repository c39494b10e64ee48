import { Worker } from 'node:worker_threads';
import type { Thread } from './command';

/**
 * Starts a thread of `verify`.
 *
 * @param program the path of worker.ts, as it was built.
 */
export function startThread(program: string, setting: object): Thread {
  // Young objects die young: more room for them makes a thread no faster, and is never given back.
  const worker = new Worker(program, { workerData: setting, resourceLimits: { maxYoungGenerationSizeMb: 8 } });
  const asked: { readonly resolve: (answer: unknown) => void; readonly reject: (error: Error) => void }[] = [];
  let failure: Error | null = null;
  worker.on('message', (answer: unknown) => asked.shift()?.resolve(answer));
  worker.on('error', (error) => {
    failure = error;
    for (const { reject } of asked.splice(0)) reject(error);
  });
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (failure !== null) reject(failure);
        else {
          asked.push({ resolve, reject });
          worker.postMessage(question);
        }
      }),
    end: async () => {
      await worker.terminate();
    },
  };
}
