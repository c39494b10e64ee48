import { Role } from '../builders';
import { cucm8Variants } from '../cucm8-variants';
import { engine, listOf } from './engine';
import { expect, test } from './fixtures';
import { themeNames } from './frame';
import { expectNoPause, identity, largeList, sample } from './samples';
import { amount } from '../long';

const original = async () => (await cucm8Variants()).original.bytes;

test('two lists are compared side by side', async ({ compare, page }) => {
  const { bothRegenerated } = await cucm8Variants();
  await compare.show(['original.tlv', await original()], ['bothRegenerated.tlv', bothRegenerated]);
  await expect(compare.summary).toContainText('Signer renewed');
  await expect(compare.summary).toContainText('TVS');
  await expect(compare.side('left')).toContainText('original.tlv');
  await expect(compare.side('right')).toContainText('bothRegenerated.tlv');
  await expect(compare.verdict('left')).toContainText('locked out');
  await expect(compare.verdict('right')).toContainText('rule P4');
  await expect(compare.position).toHaveText(/^\d+ differences$/);

  await expect(compare.feed.getByRole('article').first(), 'has the keyboard').toBeFocused();
  await compare.go('next'); // F7 is a command of VS Code
  await expect(compare.position).toHaveText(/^1 of /);
  await compare.go('next');
  await expect(compare.position).toHaveText(/^2 of /);
  await compare.go('previous');
  await expect(compare.position).toHaveText(/^1 of /);
  await page.keyboard.press('ArrowDown');
  await expect(compare.feed.getByRole('article').nth(1)).toBeFocused();

  const swap = compare.button('Swap sides');
  await swap.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => compare.host.said('swap')).toHaveLength(1);
  await compare.show(['bothRegenerated.tlv', bothRegenerated], ['original.tlv', await original()]);
  await expect(compare.side('left')).toContainText('bothRegenerated.tlv');
  await expect(swap, 'keeps the keyboard').toBeFocused();
});

test('what changed is said in one sentence, and form is told from meaning', async ({ compare }) => {
  const { tvsRegenerated, callManagerRegenerated, otherWriter } = await cucm8Variants();
  const left = ['original.tlv', await original()] as const;
  for (const [right, sentence, verdict] of [
    [tvsRegenerated, /Signer kept.*TVS/, 'accepts'],
    [callManagerRegenerated, /Signer renewed/, 'may accept'],
    [otherWriter, /Same in meaning/, 'accepts'],
    [sample('ITL-cucm12-cluster.tlv'), /Signer/, 'may accept'],
  ] as const) {
    await compare.show(left, ['right.tlv', right]);
    await expect(compare.summary).toContainText(sentence);
    await expect(compare.verdict('left')).toContainText(verdict);
  }
});

test('the output of show itl is a side like any file, and the comparison is copied', async ({ compare }) => {
  const bytes = sample('ITL-cucm8-publisher.tlv');
  const { list, report } = await listOf(bytes, 'ITL-cucm8-publisher.tlv');
  await compare.show(['Clipboard', engine.print(report, list)], ['ITL-cucm8-publisher.tlv', bytes]);
  await expect(compare.side('left')).toContainText('text of the cluster');
  await expect(compare.summary).toContainText('Same in meaning');
  await compare.button('Copy Markdown').click();
  await expect.poll(() => compare.copied.at(-1)).toContain('ITL-cucm8-publisher.tlv');
  await compare.side('left').getByRole('button', { name: 'Clipboard' }).click();
  await expect.poll(() => compare.host.said('show')).toEqual([{ type: 'show', side: 'left', record: null }]);
});

test('a side that cannot be read says why', async ({ compare }) => {
  await compare.showProblem('notes.txt', 'The text contains no output of show itl.');
  await expect(compare.summary).toContainText('cannot be compared');
  await expect(compare.side('right')).toContainText('The text contains no output of show itl.');
  await expect(compare.feed.getByRole('article')).toHaveCount(0);
});

test('what was chosen and the place are kept while the comparison is hidden', async ({ compare }) => {
  const { bothRegenerated } = await cucm8Variants();
  await compare.show(['original.tlv', await original()], ['bothRegenerated.tlv', bothRegenerated]);
  await compare.go('next');
  await compare.go('next');
  await compare.search.fill('tvs');
  await expect(compare.line(/record 1/i)).toHaveCount(0);
  const position = await compare.position.innerText();
  await compare.host.reload();
  await expect(compare.search).toHaveValue('tvs');
  await expect(compare.position).toHaveText(position);
  await expect(compare.line(/record 1/i)).toHaveCount(0);
});

test('the comparison follows each theme, narrow and wide', async ({ compare, page }) => {
  const { callManagerRegenerated } = await cucm8Variants();
  await compare.show(['original.tlv', await original()], ['callManagerRegenerated.tlv', callManagerRegenerated]);
  await expect(compare.verdict('left')).toBeVisible();
  await compare.go('next');
  const colours = new Set<string>();
  for (const theme of themeNames) {
    await compare.host.setTheme(theme);
    await expect(compare.line(/record 1/i).first()).toBeVisible();
    await expect(compare.frame.locator('.block .sign').first(), 'a sign, and not colour alone').toBeVisible();
    colours.add(await compare.summary.evaluate((heading) => getComputedStyle(heading).color));
  }
  expect(colours.size).toBeGreaterThan(2);
  for (const width of [460, 1500]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(compare.summary).toBeVisible();
    const overflow = await compare.frame.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
    expect(overflow, 'CSS pixels that have to be scrolled to sideways').toBe(0);
  }
});

const most = amount({ all: 10_000, share: 3_000 });

test(`2 × ${most} records are compared without freezing`, async ({ compare }) => {
  const [signer, server] = [await identity('signer.example.com'), await identity('server.example.com')];
  const other = await identity('other.example.com');
  const roles = [Role.tvs];
  const left = largeList(most, signer, { certificateOf: () => server, roles });
  const certificateOf = (number: number) => (number % 1000 === 0 ? other : server);
  await compare.show(['left.tlv', left], ['right.tlv', largeList(most, signer, { certificateOf, roles })]);
  await expect(compare.position).toHaveText(/^\d+ differences$/);
  await expectNoPause(compare.feed);
  expect(await compare.feed.getByRole('article').count(), 'lines in the document').toBeLessThan(120);
  await compare.search.fill('other.example.com');
  await expect(compare.line(/other/).first()).toBeVisible();
  await compare.go('next');
  await expect(compare.position).toHaveText(/^1 of /);
});
