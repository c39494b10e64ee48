import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Axe from 'axe-core';
import { expect, test } from './fixtures';
import { themeNames, type PageFrame } from './frame';
import { states } from './states';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

for (const [name, show] of Object.entries(states)) {
  test(`no rule of accessibility is broken: ${name}`, async ({ page, editor, compare, phone, signed }) => {
    const frame = await show({ page, editor, compare, phone, signed });
    await page.evaluate(source);
    const broken: string[] = [];
    for (const theme of themeNames) {
      await frame.setTheme(theme);
      for (const { id, nodes } of await violations(frame)) {
        broken.push(...nodes.map(({ target }) => `${theme}: ${id} at ${target.join(' ')}`));
      }
    }
    expect(broken).toEqual([]);
  });
}

function violations({ page }: PageFrame): Promise<Axe.Result[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof Axe };
    return (await axe.run(document, { resultTypes: ['violations'] })).violations;
  });
}
