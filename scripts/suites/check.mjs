import { root } from '../shared/paths.mjs';
import { npm } from '../shared/process.mjs';

/**
 * What `npm run check` checks, each part by itself, so that one that fails does not hide the next.
 * @type {import('./suite.mjs').Suite}
 */
export async function check() {
  /** @type {string[]} */
  const failures = [];
  let passed = 0;
  for (const part of ['lint', 'format:check', 'words']) {
    try {
      await npm(['run', '--silent', part], { cwd: root });
      passed += 1;
      console.log(`  ✔ ${part}`);
    } catch {
      failures.push(`npm run ${part}`);
      console.log(`  ✖ ${part}`);
    }
  }
  return { passed, failed: failures.length, skipped: 0, failures };
}
