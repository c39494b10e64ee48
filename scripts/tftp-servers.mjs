import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cached } from './shared/cached.mjs';
import { tftpServers } from './shared/paths.mjs';
import { runQuietly, status, which } from './shared/process.mjs';

const packages = ['atftpd', 'tftpd-hpa', 'libwrap0'];

/**
 * Makes sure that the TFTP servers for the tests are there. They are unpacked and not installed: that needs no rights,
 * and no service starts on this machine.
 */
export async function unpackTftpServers() {
  if (process.platform !== 'linux' || !which('apt-get') || !which('dpkg')) {
    console.log('Without Debian packages there are no TFTP servers to test with: these tests are skipped.');
    return;
  }
  await cached(basename(tftpServers), async (fresh) => {
    console.log(`Unpacking ${packages.join(', ')} …`);
    const download = ['-qq', 'download', ...packages];
    // The lists of packages may be missing, as in a new container: who may, fetches them.
    const isThere = (await status('apt-get', download, { cwd: fresh, stdio: 'ignore' })) === 0;
    if (!isThere) {
      if (process.getuid?.() !== 0) throw new Error(`${packages.join(', ')} not found. Run: sudo apt-get update`);
      await runQuietly('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', 'update']);
      await runQuietly('apt-get', download, { cwd: fresh });
    }
    for (const file of readdirSync(fresh).filter((name) => name.endsWith('.deb'))) {
      await runQuietly('dpkg', ['-x', join(fresh, file), fresh]);
      rmSync(join(fresh, file));
    }
  });
}
