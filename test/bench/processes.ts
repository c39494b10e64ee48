import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './project';
import { ratio, type Result } from './results';

const sample = join(root, 'media/samples/ITL-cucm8-publisher.tlv');

/** `trustlist verify`, as a process, over a process that does nothing. */
export function processes(rounds: number): Result[] {
  const verify = ['dist/cli.js', 'verify', sample];
  const nothing = ['-e', '0'];
  run(verify);
  run(nothing);
  const pairs = Array.from({ length: rounds }, () => [run(verify), run(nothing)] as const);
  return [ratio('trustlist verify / node -e 0', pairs)];
}

function run(args: readonly string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  const took = performance.now() - started;
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status ?? 'a signal'}: ${stderr}`);
  return took;
}
