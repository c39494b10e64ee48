import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fleet, writeFleet } from './fleet';
import { root } from './project';
import { ratio, type Result } from './results';

const few = 1_000;
const many = 10_000;

/** Times over reading the lists and verifying each once; and how much more memory three times as many lists may take. */
const goals = { time: 3, memory: 1.1 };

/** `trustlist verify` and `trustlist audit` of the lists of a fleet, over what neither can do without. */
export async function fleets(rounds: number): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'trust-list-fleet-'));
  const [fewLists, manyLists] = [join(folder, 'few'), join(folder, 'many')];
  try {
    const made = await fleet();
    writeFleet(fewLists, made, few);
    writeFleet(manyLists, made, many);
    const servedList = join(folder, 'ITLFile.tlv');
    writeFileSync(servedList, made.list(0));
    const threads = Math.max(2, availableParallelism());
    const times = Array.from({ length: Math.max(3, Math.ceil(rounds / 3)) }, () => ({
      bare: run(['test/bench/bare-fleet.mjs', manyLists, '1']).ms,
      bareTogether: run(['test/bench/bare-fleet.mjs', manyLists, String(threads)]).ms,
      alone: run(verify(manyLists, '--threads', '1')).ms,
      together: run(verify(manyLists)).ms,
      audit: run(audit(manyLists, servedList)).ms,
    }));
    const ofMany = peakOf(verify(manyLists));
    const name = `trustlist verify --jsonl of ${many} lists`;
    const over = 'reading and verifying each once';
    return [
      ratio(
        `${name} / ${over}`,
        times.map(({ together, bare }) => [together, bare]),
        goals.time,
      ),
      ratio(
        `${name}, one thread / ${over}`,
        times.map(({ alone, bare }) => [alone, bare]),
      ),
      ratio(
        `${name} / ${over}, ${threads} threads`,
        times.map(({ together, bareTogether }) => [together, bareTogether]),
      ),
      // The longest way: every phone holds a list of its own, and is decided for itself.
      ratio(
        `trustlist audit --jsonl of ${many} phones with as many lists / ${over}`,
        times.map(({ audit: ofAudit, bare }) => [ofAudit, bare]),
      ),
      memory(
        `${3 * many} lists / ${many} lists`,
        peakOf(verify(manyLists, manyLists, manyLists)),
        ofMany,
        goals.memory,
      ),
      // What the first thousand leave behind is not collected yet.
      memory(`${many} lists / ${few} lists`, ofMany, peakOf(verify(fewLists))),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function verify(folder: string, ...options: readonly string[]): string[] {
  return ['dist/cli.js', 'verify', folder, '--jsonl', ...options];
}

function audit(folder: string, served: string): string[] {
  return ['dist/cli.js', 'audit', folder, '--served', served, '--jsonl'];
}

function memory(name: string, larger: number, smaller: number, limit?: number): Result {
  const detail = `${Math.round(larger / 1_000)} MB / ${Math.round(smaller / 1_000)} MB`;
  const result = { name: `memory of trustlist verify, ${name}`, value: larger / smaller, unit: '×', detail } as const;
  return limit === undefined ? result : { ...result, limit };
}

function run(args: readonly string[]): { readonly ms: number; readonly stderr: string } {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ms = performance.now() - started;
  // 3: the answer depends on a TVS that nobody asked.
  if (status !== 0 && status !== 3)
    throw new Error(`node ${args.join(' ')} ended with ${status ?? 'a signal'}: ${stderr}`);
  return { ms, stderr };
}

/** Kilobytes. */
function peakOf(args: readonly string[]): number {
  const { stderr } = run(['--import', './test/bench/peak-memory.mjs', ...args]);
  return Number(stderr.trim().split('\n').at(-1));
}
