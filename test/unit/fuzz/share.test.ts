import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { readers } from '../../fuzz/readers';
import { amount, isLong } from '../../long';

const root = join(import.meta.dirname, '../../..');
const inputs = amount({ all: 1_000_000, share: 6 });
/** The share is the same every time, so that it fails only after a change; a long run looks elsewhere each time. */
const seed = isLong ? [] : ['--seed', '1'];

it(
  `${inputs} changed and hostile lists, and their share for every other reader, do no harm`,
  async () => {
    const program = ['scripts/run-typescript.mjs', 'test/fuzz/main.ts', '--inputs', String(inputs), ...seed];
    const { stdout } = await promisify(execFile)(process.execPath, program, { cwd: root });
    console.log(stdout);
    expect(stdout).toMatch(/^\d+ made lists .*$/m);
    for (const { name, every } of readers) {
      const taken = Math.ceil(inputs / every);
      expect(stdout).toMatch(new RegExp(`^${name} +${taken} +0 `, 'm'));
    }
  },
  amount({ all: 7_200_000, share: 120_000 }),
);
