import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ruleIds, rules, sources, unknowns } from '../../../src/core/phone/rules';

const page = readFileSync(new URL('../../../docs/phone-rules.md', import.meta.url), 'utf8');

describe('the rules', () => {
  it.each(ruleIds)('%s rests on sources, and stands on the page that messages point to', (id) => {
    expect(rules[id].sources).not.toEqual([]);
    expect(rules[id].sentence).toMatch(/^[A-Z].*\.$/);
    expect(page).toContain(`<a id="${id.toLowerCase()}"></a>${id}`);
  });

  it('have sources with a public address, each on the page', () => {
    for (const { url } of Object.values(sources)) expect(url).toMatch(/^https:\/\//);
    for (const { url, title } of Object.values(sources)) {
      if (!title.startsWith('Security Guide')) expect(page, title).toContain(url);
    }
  });

  it('say of what is not known that no source says it, or which one does', () => {
    for (const sentence of Object.values(unknowns)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});
