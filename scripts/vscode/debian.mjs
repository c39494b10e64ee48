import { run, which } from '../shared/process.mjs';

/**
 * Sees to it that programs are there: installs their Debian packages where this user may, else names the one command.
 * @param {Readonly<Record<string, string>>} packages the Debian package that holds each program
 */
export async function requirePrograms(packages) {
  const missing = Object.keys(packages).filter((program) => !which(program));
  if (missing.length === 0) return;
  const names = missing.map((program) => packages[program] ?? program);
  if (process.getuid?.() !== 0 || !which('apt-get')) {
    throw new Error(
      `${missing.join(', ')} not found. Run: sudo apt-get install -y --no-install-recommends ${names.join(' ')}`,
    );
  }
  console.log(`Installing ${names.join(', ')} …`);
  const apt = ['-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Use-Pty=0'];
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', [...apt, 'update'], options);
  await run('apt-get', [...apt, 'install', '-y', '--no-install-recommends', ...names], options);
}
