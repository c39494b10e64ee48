import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findingsPage } from '../../../scripts/findings-page';

it('docs/findings.md is in step with the catalogue (npm run findings)', () => {
  expect(readFileSync(join(process.cwd(), 'docs', 'findings.md'), 'utf8')).toBe(findingsPage());
});
