import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findingsPage, lowerFirst } from '../../../scripts/findings-page';

it('docs/findings.md is in step with the catalogue (npm run findings)', () => {
  expect(readFileSync(join(process.cwd(), 'docs', 'findings.md'), 'utf8')).toBe(findingsPage());
});

it('continues after “Raised when” in lower case, except for names of fields', () => {
  expect(lowerFirst('A certificate is signed over MD5.')).toBe('a certificate is signed over MD5.');
  expect(lowerFirst('TIMESTAMP is ahead.')).toBe('TIMESTAMP is ahead.');
});

it('prints the sentence of each code with the names of its values', () => {
  const page = findingsPage();
  expect(page).toContain(
    '> The header names _signer_ (record _record_), but the key of _actual_ (record _actual record_) made the signature.',
  );
  expect(page).not.toMatch(/undefined|NaN|\[object/);
});
