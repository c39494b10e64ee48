import { isOwnersPlaceholder } from './manifest.mjs';

/**
 * What is known about the release.
 * @typedef {object} Release
 * @property {import('./manifest.mjs').Manifest} manifest package.json
 * @property {string} lockedVersion the version in package-lock.json
 * @property {string} changelog
 * @property {string | null} tag the Git tag that is released; null if there is none yet
 * @property {readonly string[]} changedFiles that Git knows and that are not committed
 * @property {Date} today
 */

/**
 * What prevents the release, a sentence each: first what only the owner knows.
 * @param {Release} release
 * @returns {string[]}
 */
export const releaseProblems = ({ manifest, lockedVersion, changelog, tag, changedFiles, today }) => {
  const { version } = manifest;
  const problems = [...ownersProblems(manifest), ...changelogProblems(changelog, version, today)];
  if (lockedVersion !== version)
    problems.push(`package-lock.json has version ${lockedVersion}, package.json ${version}: run npm install.`);
  if (tag !== null && tag !== `v${version}`)
    problems.push(`The tag is ${tag}, and the version in package.json ${version}: the tag must be v${version}.`);
  if (changedFiles.length > 0) problems.push(`Not committed: ${changedFiles.join(', ')}.`);
  return problems;
};

/** @param {import('./manifest.mjs').Manifest} manifest */
function* ownersProblems(manifest) {
  const { publisher, repository, bugs, homepage } = manifest;
  if (!publisher || isOwnersPlaceholder(publisher))
    yield `"publisher" in package.json is "${publisher ?? ''}", a placeholder: enter the ID of your publisher, the same in both registries.`;
  yield* addressProblem(
    'repository',
    typeof repository === 'object' ? repository.url : repository,
    'where the sources are',
  );
  yield* addressProblem('bugs', typeof bugs === 'object' ? bugs.url : bugs, 'where people report faults');
  yield* addressProblem('homepage', homepage, 'where people read about it');
}

/**
 * @param {string} field
 * @param {string | undefined} address
 * @param {string} meaning
 */
function* addressProblem(field, address, meaning) {
  if (!address) yield `"${field}" is missing in package.json: enter the address ${meaning}.`;
  else if (!isAddress(address)) yield `"${field}" in package.json is "${address}": enter an https address.`;
}

/** @param {string} address */
function isAddress(address) {
  try {
    const { protocol, hostname } = new URL(address.replace(/^git\+/, ''));
    return protocol === 'https:' && hostname.includes('.') && !/(^|\.)example(\.(com|org|net))?$/.test(hostname);
  } catch {
    return false;
  }
}

/**
 * @param {string} changelog `## VERSION - YYYY-MM-DD`, newest first; `## Unreleased` above
 * @param {string} version
 * @param {Date} today
 */
function* changelogProblems(changelog, version, today) {
  const entries = changelog.split(/^## /m).slice(1);
  const unreleased = entries.find((entry) => /^Unreleased\b/.test(entry));
  if (unreleased !== undefined && /^- /m.test(unreleased))
    yield `CHANGELOG.md has changes under "Unreleased": put them under "## ${version} - ${isoDay(today)}".`;
  const entry = entries.find((text) => text.split(/\s/, 1)[0] === version);
  if (entry === undefined) {
    yield `CHANGELOG.md has no entry for ${version}.`;
    return;
  }
  const [, date = ''] = /^\S+ - (\d{4}-\d{2}-\d{2})$/.exec(entry.split('\n', 1)[0]?.trimEnd() ?? '') ?? [];
  if (!isDay(date)) yield `The entry for ${version} in CHANGELOG.md has no date: "## ${version} - ${isoDay(today)}".`;
  else if (date > isoDay(today))
    yield `The entry for ${version} in CHANGELOG.md is dated ${date}, which is in the future.`;
  if (!/^- /m.test(entry)) yield `The entry for ${version} in CHANGELOG.md says nothing.`;
}

/** @param {Date} date */
const isoDay = (date) => date.toISOString().slice(0, 10);

/** @param {string} text */
function isDay(text) {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && isoDay(new Date(time)) === text;
}
