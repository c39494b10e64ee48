import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ruleIds, rules, sources, unknowns } from '../../../src/core/phone/rules';

const page = readFileSync(new URL('../../../docs/phone-rules.md', import.meta.url), 'utf8');

describe('the rules', () => {
  it.each(ruleIds)('%s has sources, and is on the page that messages point to', (id) => {
    expect(rules[id].sources.length).toBeGreaterThan(0);
    expect(rules[id].sentence).toMatch(/^[A-Z].*\.$/);
    expect(page).toContain(`<a id="${id.toLowerCase()}"></a>${id}`);
  });

  it('have sources with a public address, each on the page', () => {
    for (const { url } of Object.values(sources)) expect(url).toMatch(/^https:\/\//);
    for (const { url, title } of Object.values(sources)) {
      if (!title.startsWith('Security Guide')) expect(page, title).toContain(url);
    }
  });

  it.each(Object.entries(unknowns))('say of %s that it is not known, or how far it is', (id, { text: sentence }) => {
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(sentence).toMatch(
      /not known|no source|No Cisco document|disagree|is documented as .* only|can(not)? verify|no file says/,
    );
    expect(page).toMatch(new RegExp(`^\\| \`${id}\` +\\|`, 'm'));
  });

  it('leave no row on the page for what the product does not know of', () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, id = '']) => id);
    expect(rows.sort()).toEqual(Object.keys(unknowns).sort());
  });
});
