import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { broken } from './tally.mjs';

/**
 * @typedef {{ name: string, passed: number, failed: number, seconds: number }} Result
 * @typedef {readonly (readonly (readonly string[])[])[]} Lanes arguments of scripts/test.mjs, for each suite of each lane
 */

/**
 * Runs suites in lanes beside each other, each in a process of its own; what one prints is shown as a whole when it ends.
 * @param {Lanes} lanes
 * @returns {Promise<Result[]>}
 */
export async function runInLanes(lanes) {
  const results = await Promise.all(lanes.map(runLane));
  return results.flat();
}

/** @param {readonly (readonly string[])[]} lane */
async function runLane(lane) {
  /** @type {Result[]} */
  const results = [];
  for (const args of lane) results.push(await runAlone(args));
  return results;
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<Result>}
 */
async function runAlone(args) {
  const name = args.join(' ');
  console.log(`${name} …`);
  const started = Date.now();
  const child = spawn(process.execPath, [join(root, 'scripts/test.mjs'), '--lane', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const [code] = await once(child, 'close');
  process.stdout.write(output.endsWith('\n') ? output : `${output}\n`);
  const seconds = (Date.now() - started) / 1000;
  const [, passed, failed] = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1) ?? [];
  if (passed === undefined || (code !== 0) !== (failed !== '0')) return { name, ...broken, seconds };
  return { name, passed: Number(passed), failed: Number(failed), seconds };
}
