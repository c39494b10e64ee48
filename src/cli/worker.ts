import { parentPort, workerData } from 'node:worker_threads';
import { readInputFile } from './capped-file';
import { verifyFile, type Answer, type FileTask, type VerifySetting } from './verify-file';

// A thread of `trustlist verify`, started by worker-thread.ts. Shares are answered one after the other, as they come.
const setting = workerData as VerifySetting;
const io = { readFile: readInputFile };
let last: Promise<void> = Promise.resolve();

parentPort?.on('message', (tasks: readonly FileTask[]) => {
  last = last.then(async () => {
    const answers: (Answer | null)[] = [];
    for (const task of tasks) answers.push(await verifyFile(task, io, setting));
    parentPort?.postMessage(answers);
  });
});
