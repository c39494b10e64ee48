import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { broken } from './tally.mjs';

/**
 * @typedef {{ name: string, passed: number, failed: number, failures: readonly string[], seconds: number }} Result
 * @typedef {readonly (readonly string[])[]} Suites arguments of scripts/test.mjs, for each suite
 */

/**
 * Runs suites, each in a process of its own, and as many at once as there are lanes: a lane that is free takes the next
 * suite. What a suite prints is shown as a whole when it ends.
 * @param {Suites} suites in the order in which they start
 * @param {number} lanes
 * @returns {Promise<Result[]>} in the order in which they ended
 */
export async function runInLanes(suites, lanes) {
  const waiting = suites.values();
  /** @type {Result[]} */
  const results = [];
  const runLane = async () => {
    for (const args of waiting) results.push(await runAlone(args));
  };
  await Promise.all(Array.from({ length: lanes }, runLane));
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
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  /** @type {Result | undefined} */
  let result;
  child.on('message', (results) => ([result] = /** @type {Result[]} */ (results)));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
  const [code] = await once(child, 'close');
  process.stdout.write(output.endsWith('\n') ? output : `${output}\n`);
  const seconds = (Date.now() - started) / 1000;
  if (result === undefined || (code !== 0) !== result.failed > 0) {
    return { name, ...broken(`It ended with exit status ${code}, without a result.`), seconds };
  }
  return { ...result, name, seconds };
}
