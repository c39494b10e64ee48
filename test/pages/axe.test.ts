import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type Axe from 'axe-core';
import { concat } from '../builders';
import { cucm8Variants } from '../cucm8-variants';
import { expect, test } from './fixtures';
import { themeNames, type PageFrame } from './frame';
import * as contents from './phone-contents';
import { sample } from './samples';

/**
 * The violations that there are today: how many elements break each rule, in each of `themeNames`. The list may only
 * shrink: a violation that is not listed fails its test, and so does a listed one that is gone. `UPDATE_AXE=1` writes
 * lower numbers and never a higher one; only a state that is not listed at all gets the numbers that it has.
 */
const file = join(import.meta.dirname, 'axe-known.json');
type Counts = Record<string, number[]>;
const known = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Counts | undefined>;
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const publisher = sample(contents.publisher);
const mismatched = sample('ITL-mismatched-signer.tlv');

test('the editor: a list with findings, at a record', async ({ editor }) => {
  await editor.show(mismatched);
  await editor.record(1).click();
  await editor.field('ISSUERNAME').click();
  await expect(editor.bytes.getByRole('heading')).toContainText('ISSUERNAME');
  await expectOnlyKnown('editor: record', editor.host);
});

test('the editor: all findings', async ({ editor }) => {
  await editor.show(concat(mismatched, new Uint8Array(40)));
  await expect(editor.heading).toHaveText('Findings');
  await expectOnlyKnown('editor: findings', editor.host);
});

test('the editor: a hover', async ({ editor, page }) => {
  await editor.show(mismatched);
  await editor.item(/^Header/).click();
  await editor.field('HEADERLENGTH').click();
  await page.keyboard.press('ArrowDown');
  await expect(editor.hover).toBeVisible();
  await expectOnlyKnown('editor: hover', editor.host);
});

test('the editor: a file that is not a trust list', async ({ editor }) => {
  await editor.show(new Uint8Array(Buffer.from('<device></device>')));
  await expect(editor.frame.getByRole('alert')).toBeVisible();
  await expectOnlyKnown('editor: unreadable', editor.host);
});

test('the editor: a side of a diff', async ({ editor }) => {
  await editor.show(publisher);
  await editor.beside({
    name: 'ITLFile.tlv (HEAD)',
    isLeft: true,
    summary: 'signer renewed',
    header: null,
    signer: { sign: '≠', word: 'changed' },
    records: [{ index: 1, sign: '↻', word: 'renewed' }],
  });
  await expect(editor.frame.locator('.beside')).toBeVisible();
  await expectOnlyKnown('editor: diff', editor.host);
});

test('the comparison', async ({ compare }) => {
  const { original, bothRegenerated } = await cucm8Variants();
  await compare.show(['original.tlv', original.bytes], ['bothRegenerated.tlv', bothRegenerated]);
  await expect(compare.verdict('left')).toBeVisible();
  await compare.go('next');
  await expect(compare.position).toHaveText(/^1 of /);
  await expectOnlyKnown('compare: lists', compare.host);
});

test('the comparison: a side that cannot be read', async ({ compare }) => {
  await compare.showProblem('notes.txt', 'The text contains no output of show itl.');
  await expect(compare.side('right')).toContainText('no output');
  await expectOnlyKnown('compare: unreadable', compare.host);
});

const phoneStates = {
  'phone: decision': () => contents.decision(),
  'phone: erase': () => contents.decision({ stores: [contents.stores] }),
  'phone: plan': () => contents.plan([contents.stores]),
  'phone: regeneration': () => contents.regeneration(),
  'phone: bundles': () => contents.bundles([contents.stores, contents.exported]),
  'phone: log': () => Promise.resolve(contents.log()),
  'phone: failed': () => Promise.resolve({ kind: 'failed' as const, message: 'list.tlv is gone.', canChange: true }),
};
for (const [state, content] of Object.entries(phoneStates)) {
  test(state, async ({ phone, page }) => {
    await phone.show(content);
    await expect(page.getByRole('heading', { level: 1 }).or(page.getByRole('alert')).first()).toBeVisible();
    if (state === 'phone: erase') await page.getByRole('radio', { name: /TVS is unreachable/ }).check();
    await expectOnlyKnown(state, phone.host);
  });
}

test('a signed configuration', async ({ signed, page }) => {
  const name = 'SEP0011215A1AE3.cnf.xml.sgn';
  await signed.show([name, sample(`phone/${name}`)], [[contents.publisher, publisher]]);
  await expect(page.getByRole('region', { name: 'Signature' })).toContainText('Signature verified');
  await page.getByText(/^All \d+ elements$/).click();
  await expectOnlyKnown('signed: configuration', signed.host);
});

async function expectOnlyKnown(state: string, frame: PageFrame): Promise<void> {
  const found: Counts = {};
  const places: string[] = [];
  await frame.page.evaluate(source);
  for (const [at, theme] of themeNames.entries()) {
    await frame.setTheme(theme);
    for (const { id, nodes } of await violations(frame)) {
      const counts = (found[id] ??= themeNames.map(() => 0));
      counts[at] = nodes.length;
      places.push(...nodes.map(({ target }) => `${theme}: ${id} at ${target.join(' ')}`));
    }
  }
  if (process.env['UPDATE_AXE']) keepLower(state, found);
  else expect(found, ['What breaks a rule now:', ...places].join('\n')).toEqual(known[state] ?? {});
}

function violations({ page }: PageFrame): Promise<Axe.Result[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof Axe };
    return (await axe.run(document, { resultTypes: ['violations'] })).violations;
  });
}

function keepLower(state: string, found: Counts): void {
  const listed = known[state];
  const lower = Object.entries(found).map(([rule, counts]) => {
    const most = listed === undefined ? counts : (listed[rule] ?? []);
    return [rule, counts.map((count, at) => Math.min(count, most[at] ?? 0))] as const;
  });
  known[state] = Object.fromEntries(lower.filter(([, counts]) => counts.some((count) => count > 0)));
  const lines = JSON.stringify(known, null, 2).replace(/\[[\d,\s]+\]/g, (counts) => JSON.stringify(JSON.parse(counts)));
  writeFileSync(file, `${lines.replaceAll(/(?<=\d),(?=\d)/g, ', ')}\n`);
}
