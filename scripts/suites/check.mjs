import { root } from '../shared/paths.mjs';
import { npm } from '../shared/process.mjs';

/**
 * What `npm run check` checks, each part by itself, so that one that fails does not hide the next.
 * @type {import('./suite.mjs').Suite}
 */
export async function check() {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  for (const part of ['types', 'lint', 'format:check', 'words']) {
    try {
      await npm(['run', '--silent', part], { cwd: root });
      tally.passed += 1;
      console.log(`  ✔ ${part}`);
    } catch {
      tally.failed += 1;
      console.log(`  ✖ ${part}`);
    }
  }
  return tally;
}
