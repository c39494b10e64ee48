import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a program on this terminal.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit status; 1 when a signal ended it
 */
export function status(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a program on this terminal, and throws when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export async function run(command, args, options = {}) {
  const code = await status(command, args, options);
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} failed with exit status ${code}`);
}

/**
 * Runs a program whose output matters only when it fails: then it is shown, and this throws.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export async function runQuietly(command, args, options = {}) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  if (code === 0) return;
  console.error(output);
  throw new Error(`${[command, ...args].join(' ')} failed with exit status ${code}`);
}

/** On Windows npm is a batch file, which only a shell starts. */
const npmOptions = { shell: process.platform === 'win32' };

/**
 * Runs npm on this terminal, and throws when it fails.
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export const npm = (args, options = {}) => run('npm', args, { ...npmOptions, ...options });

/**
 * The path of a program, or undefined when it is not installed.
 * @param {string} program
 * @returns {string | undefined}
 */
export function which(program) {
  const found = spawnSync(process.platform === 'win32' ? 'where' : 'which', [program], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.split(/\r?\n/)[0] : undefined;
}

/**
 * Runs the main function of a script: an error that it throws is one sentence for a person, and exit status 1.
 * @param {() => Promise<void>} main
 */
export async function script(main) {
  try {
    await main();
  } catch (error) {
    console.error(process.env.DEBUG ? error : `\n${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
