import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ruleIds } from '../../../src/core/phone/rules';
import { findingCodes } from '../../../src/core/trust/catalogue';
import { sectionFirst } from '../../../src/extension/host/section-first';

const read = (name: string): string => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

describe('a page that opens at a section', () => {
  const findings = read('findings.md');
  it.each(findingCodes)('begins with the finding %s, and leaves nothing out', (code) => {
    const page = sectionFirst(findings, code);
    const [first = '', rest = ''] = page.split('\n---\n');
    expect(first.split('\n')[0]).toBe(`## ${code}`);
    expect(first.match(/^#/gm)).toHaveLength(1);
    expect(first).toContain('- **Raised when** ');
    expect([...first.split('\n'), ...rest.split('\n')].filter(Boolean).sort()).toEqual(
      findings.split('\n').filter(Boolean).sort(),
    );
  });

  const rules = read('phone-rules.md');
  it.each(ruleIds)('begins with the rule %s under the head of its table, before the whole page', (rule) => {
    const page = sectionFirst(rules, rule.toLowerCase()).split('\n');
    expect(page[0]).toMatch(/^\| rule /);
    expect(page[1]).toMatch(/^\| -/);
    expect(page[2]).toMatch(new RegExp(`^\\| <a id="${rule.toLowerCase()}"></a>${rule} `));
    expect(page.slice(3)).toEqual(['', '---', '', ...rules.split('\n')]);
  });

  it('is unchanged if there is no such section', () => {
    expect(sectionFirst(findings, '')).toBe(findings);
    expect(sectionFirst(findings, 'no-such-code')).toBe(findings);
  });
});
