// npm run release:check [-- --tag v1.2.3]
// Says what is missing before this version can be published, and ends with 1 if anything is. Publishes nothing.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { releaseProblems } from './build/release.mjs';
import { root } from './shared/paths.mjs';
import { script } from './shared/process.mjs';

const read = (/** @type {string} */ file) => readFileSync(join(root, file), 'utf8');

await script(async () => {
  const { values } = parseArgs({ options: { tag: { type: 'string' } } });
  const changed = execFileSync('git', ['status', '--porcelain', '--untracked-files=no'], {
    cwd: root,
    encoding: 'utf8',
  });
  const manifest = JSON.parse(read('package.json'));
  const problems = releaseProblems({
    manifest,
    lockedVersion: JSON.parse(read('package-lock.json')).version,
    changelog: read('CHANGELOG.md'),
    tag: values.tag ?? null,
    changedFiles: changed
      .split('\n')
      .filter(Boolean)
      .map((line) => line.slice(3)),
    today: new Date(),
  });
  if (problems.length === 0) console.log(`${manifest.displayName} ${manifest.version} can be published.`);
  else
    throw new Error(
      `${manifest.version} cannot be published yet:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    );
});
