import { existsSync, readFileSync } from 'node:fs';

/** Milliseconds that this thread has had of a processor; where the system does not tell, those of the process. */
export function processorMs(): number {
  const file = '/proc/thread-self/schedstat';
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : processMs();
}

/** Milliseconds of processor time of all threads of the process, also of those that take other inputs. */
export function processMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
