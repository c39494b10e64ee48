import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './shared/paths.mjs';

/**
 * Fails on words that make a text read as translated, wherever a person reads: product, documents, comments, tests. Each
 * pattern comes with what to write instead.
 * @type {readonly (readonly [RegExp, string])[]}
 */
const worst = [
  [/\banew\b/i, 'again'],
  [/\bhangs? on\b/i, 'depends on'],
  [/(?<!\bthere )\b(is|are|was|were) no (?!longer|more|less|larger|smaller|later|earlier)[a-z]/i, 'is not a …'],
  [/\bmend(s|ed|ing)?\b/i, 'fix'],
  [/\bwhere there (is|are) none\b/i, 'if there is none'],
  [/\b(that|which) (is|are) none\b/i, 'that is not a …'],
  [/\bbe it\b/i, 'even if, whether'],
  [/\bmade elsewhere\b/i, 'external'],
  [/\btoday[’']s least\b/i, 'the current minimum'],
  [/\bas far as\b/i, 'what, if, that'],
  [/\bwhichever\b/i, 'any, the one that'],
  [/\bspeaks? against\b/i, 'prevents'],
  [/Do It Anyway/, 'Continue'],
  [/\bSign (as whom|which digest)\b/i, 'Choose the …'],
  [/\bform only\b|Meaning Only/, 'cosmetic'],
  [/\bReally signed\b/i, 'Actual signer'],
  [/\bsays nothing without\b/, 'has no effect without'],
  [/\bGo On to\b/, 'Continue to'],
];

/**
 * What may stay: the file, and a part of the line that shows why.
 * @type {readonly (readonly [string, string])[]}
 */
const allowed = [
  ['src/cli/commands/edit.ts', "'mend'"], // the former name of an option, which scripts may use
  ['src/cli/commands/edit.ts', 'mend: {'],
  ['CHANGELOG.md', '`--mend`'],
  ['test/unit/cli/edit.test.ts', "'--mend'"],
];

/** These contain the words to find them. */
const own = ['scripts/check-words.mjs', 'test/unit/words/plain-english.test.ts'];
const read = [
  'src',
  'webview',
  'scripts',
  'test',
  'docs',
  'media/samples/README.md',
  'package.json',
  'package.nls.json',
  '*.md',
];
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', ...read], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(ts|mjs|md|json|css)$/.test(file) && !own.includes(file));

let found = 0;
for (const file of files) {
  for (const [at, line] of linesOf(file).entries()) {
    for (const [pattern, better] of worst) {
      const match = pattern.exec(line);
      if (match === null || isAllowed(file, line)) continue;
      found += 1;
      console.log(`${file}:${at + 1}: “${match[0]}”: ${better}`);
    }
  }
}
if (found > 0) {
  console.log(`${found} ${found === 1 ? 'place reads' : 'places read'} as translated.`);
  process.exitCode = 1;
}

/**
 * @param {string} file
 * @param {string} line
 */
function isAllowed(file, line) {
  return allowed.some(([path, part]) => path === file && line.includes(part));
}

/** @param {string} file */
function linesOf(file) {
  try {
    return readFileSync(join(root, file), 'utf8').split('\n');
  } catch {
    return []; // deleted, and not committed yet
  }
}
