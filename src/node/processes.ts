import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

const host = hostname().replace(/[^A-Za-z0-9-]/g, '-');

/**
 * This process, as it signs what it leaves in folders that others see: `host-pid-start`. Numbers of processes are given
 * out again, after a restart of a container even in the same order, so the start tells one from the next.
 */
export const thisProcess = `${host}-${process.pid}-${startOf(process.pid)}`;

/** What has become of a process that signed something; of one on another machine nothing is known. */
export function fateOf(name: string): 'running' | 'ended' | 'elsewhere' {
  const own = name.startsWith(`${host}-`) ? name.slice(host.length + 1) : '';
  const [, pid, start] = /^(\d+)(?:-(\d+))?$/.exec(own) ?? [];
  if (pid === undefined) return 'elsewhere';
  const isSame = isAlive(Number(pid)) && (start === undefined || start === startOf(Number(pid)));
  return isSame ? 'running' : 'ended';
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** When a process began, in ticks since the machine did; `0` if the system does not say (it is Linux that does). */
function startOf(pid: number): string {
  try {
    const afterItsName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
    return afterItsName.split(' ')[19] ?? '0';
  } catch {
    return '0';
  }
}
