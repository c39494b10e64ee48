import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './project';
import { ratio, type Result } from './results';

const sample = join(root, 'media/samples/ITL-cucm8-publisher.tlv');

/** How many times as long as another process `trustlist verify` of one file may take. */
const goals = { nothing: 1.4, reference: 0.5 };

/**
 * `trustlist verify` of one file, as a process, over a process that does nothing, and over another program.
 *
 * @param reference the command of that program, without the file.
 */
export function processes(rounds: number, reference: string | undefined): Result[] {
  const verify = [process.execPath, 'dist/cli.js', 'verify', sample];
  const over = (name: string, other: readonly string[], limit: number): Result => {
    run(verify);
    run(other);
    const pairs = Array.from({ length: rounds }, () => [run(verify), run(other)] as const);
    return ratio(`trustlist verify / ${name}`, pairs, limit);
  };
  const toNothing = over('node -e 0', [process.execPath, '-e', '0'], goals.nothing);
  if (reference === undefined) return [toNothing];
  return [toNothing, over(reference, [...reference.split(' '), sample], goals.reference)];
}

function run([program = '', ...args]: readonly string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
  const took = performance.now() - started;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status ?? 'a signal'}: ${stderr}`);
  return took;
}
