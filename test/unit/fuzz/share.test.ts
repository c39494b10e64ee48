import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
/** `FUZZ_SECONDS` makes the share longer or shorter. */
const seconds = Number(process.env['FUZZ_SECONDS'] ?? 30);

it(
  `changed and hostile lists neither throw, nor hang, nor grow the process, for ${seconds} seconds of npm run fuzz`,
  async () => {
    const program = ['scripts/run-typescript.mjs', 'test/fuzz/main.ts', '--seconds', String(seconds)];
    const { stdout } = await promisify(execFile)(process.execPath, program, { cwd: root });
    console.log(stdout);
    expect(stdout).toMatch(/^10000 made lists .*\n[1-9]\d* inputs in /m);
  },
  (seconds + 90) * 1_000,
);
