import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/**
 * How a program is started. On Windows `npm` and `code` are batch files: only a shell starts those, and it takes one line, in
 * which a path with spaces has quotes.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.Platform} [platform]
 * @returns {{ command: string, args: readonly string[], shell: boolean }}
 */
export function startable(command, args, platform = process.platform) {
  if (platform !== 'win32' || /\.exe$/i.test(command)) return { command, args, shell: false };
  return { command: [command, ...args].map(quotedForWindows).join(' '), args: [], shell: true };
}

/**
 * An argument as the shell and the program behind it read it back: backslashes before a quote count double to the latter.
 * @param {string} argument
 */
function quotedForWindows(argument) {
  if (argument.includes('"')) throw new Error(`The shell of Windows takes no quote in an argument: ${argument}`);
  if (/^[\w.:/\\@=-]+$/.test(argument)) return argument;
  let end = argument.length;
  while (argument[end - 1] === '\\') end -= 1;
  return `"${argument}${argument.slice(end)}"`;
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
function start(command, args, options) {
  const how = startable(command, args);
  return spawn(how.command, how.args, { ...options, shell: how.shell });
}

/**
 * Runs a program on this terminal.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit status; 1 when a signal ended it
 */
export function status(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, { stdio: 'inherit', ...options });
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
  const child = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  if (code === 0) return;
  console.error(output);
  throw new Error(`${[command, ...args].join(' ')} failed with exit status ${code}`);
}

/**
 * Runs npm on this terminal, and throws when it fails.
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export const npm = (args, options = {}) => run('npm', args, options);

/**
 * The path of a program, or undefined when it is not installed.
 * @param {string} program
 * @returns {string | undefined}
 */
export function which(program) {
  const found = spawnSync(process.platform === 'win32' ? 'where' : 'which', [program], { encoding: 'utf8' });
  return found.status === 0 ? startableOf(found.stdout.split(/\r?\n/)) : undefined;
}

/**
 * The first of these that the system starts. Windows finds the script `code` for other shells too, which it cannot start.
 * @param {readonly string[]} paths
 * @param {NodeJS.Platform} [platform]
 */
export function startableOf(paths, platform = process.platform) {
  return paths.find((path) => (platform === 'win32' ? /\.(exe|cmd|bat)$/i.test(path) : path !== ''));
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
