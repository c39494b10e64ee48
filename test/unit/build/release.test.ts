import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../scripts/build/manifest.mjs';
import { releaseProblems, type Release } from '../../../scripts/build/release.mjs';

const owned = {
  publisher: 'somebody',
  repository: { type: 'git', url: 'git+https://github.com/somebody/lists.git' },
  bugs: { url: 'https://github.com/somebody/lists/issues' },
  homepage: 'https://github.com/somebody/lists#readme',
};
const manifest: Manifest = { name: 'lists', version: '1.2.0', ...owned };
const ready: Release = {
  manifest,
  lockedVersion: '1.2.0',
  changelog: '# Changelog\n\n## 1.2.0 - 2026-11-27\n\n- Opens lists.\n\n## 1.1.0 - 2026-11-01\n\n- First.\n',
  tag: 'v1.2.0',
  changedFiles: [],
  today: new Date('2026-11-28T09:00:00Z'),
};
const problemsOf = (change: Partial<Release>): string[] => releaseProblems({ ...ready, ...change });
const withoutOwner = (change: Partial<Manifest>): string[] => problemsOf({ manifest: { ...manifest, ...change } });

describe('the release check', () => {
  it('has nothing to say about a release that is ready', () => {
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ tag: null, today: new Date('2026-11-27T00:00:00Z') })).toEqual([]);
    expect(problemsOf({ changelog: ready.changelog.replaceAll('\n', '\r\n') })).toEqual([]);
  });

  it.each(['repository', 'bugs', 'homepage'] as const)('names %s if it is missing, or is not an address', (field) => {
    const others = Object.fromEntries(Object.entries(manifest).filter(([key]) => key !== field)) as Manifest;
    for (const problems of [
      problemsOf({ manifest: others }),
      ...['', 'lists', 'http://github.com/a/b', 'https://example.com/a', 'https://localhost/a'].map((address) =>
        withoutOwner({ [field]: address }),
      ),
    ]) {
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain(`"${field}"`);
    }
  });

  it('refuses the placeholder for the publisher', () => {
    expect(withoutOwner({ publisher: 'trust-list-editor' })).toEqual([expect.stringContaining('"publisher"')]);
    expect(withoutOwner({ publisher: '' })).toEqual([expect.stringContaining('"publisher"')]);
  });

  it.each([
    ['no entry', '## 1.1.0 - 2026-11-01\n\n- First.\n', 'no entry for 1.2.0'],
    ['an entry without a date', '## 1.2.0\n\n- Opens lists.\n', 'has no date'],
    ['a date that no calendar has', '## 1.2.0 - 2026-02-30\n\n- Opens lists.\n', 'has no date'],
    ['a date in the future', '## 1.2.0 - 2026-11-29\n\n- Opens lists.\n', 'in the future'],
    ['an empty entry', '## 1.2.0 - 2026-11-27\n\n## 1.1.0 - 2026-11-01\n\n- First.\n', 'says nothing'],
    ['changes that are in no version', '## Unreleased\n\n- More.\n\n## 1.2.0 - 2026-11-27\n\n- Lists.\n', 'Unreleased'],
    ['another version that begins alike', '## 1.2.0-beta - 2026-11-27\n\n- Lists.\n', 'no entry for 1.2.0'],
  ])('refuses a changelog with %s', (_, changelog, problem) => {
    expect(problemsOf({ changelog })).toEqual([expect.stringContaining(problem)]);
  });

  it.each(['1.2.0', 'v1.2.1', 'v1.2.0-rc.1', ''])('refuses the tag %j', (tag) => {
    expect(problemsOf({ tag })).toEqual([expect.stringContaining('v1.2.0')]);
  });

  it('refuses another version in the lock file, and files that are not committed', () => {
    expect(problemsOf({ lockedVersion: '1.1.0' })).toEqual([expect.stringContaining('package-lock.json')]);
    expect(problemsOf({ changedFiles: ['README.md'] })).toEqual(['Not committed: README.md.']);
  });
});
