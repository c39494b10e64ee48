import type { ListRow } from '../../src/extension/problems/protocol';
import { amount } from '../long';
import { expect, test } from './fixtures';
import type { WorkspaceHost } from './hosts/workspace';
import { expectNoPause } from './samples';
import { workspaceFiles } from './states';

/** What the cells of a column say, from top to bottom. */
async function column(workspace: WorkspaceHost, number: number): Promise<string[]> {
  return workspace.table.locator(`[role=gridcell]:nth-child(${number})`).allInnerTexts();
}

/** Rows that differ in a number; every tenth is damaged. */
function manyRows(amount: number): ListRow[] {
  return Array.from({ length: amount }, (_, number) => ({
    uri: `file:///phones/ITLSEP${number}.tlv`,
    file: `phones/ITLSEP${number}.tlv`,
    kind: 'ITL',
    ...(number % 10 === 0
      ? ({ outcome: 'invalid', rank: 0, label: 'Damaged' } as const)
      : ({ outcome: 'ok', rank: 4, label: 'Signature verified' } as const)),
    detail: '',
    todo: '',
    signer: `signer-${number % 7}`,
    date: null,
    md5: number.toString(16).padStart(32, '0'),
  }));
}

test('each file is a row with its verdict, the worst first, and one that is not a list says why', async ({
  workspace,
}) => {
  await workspace.show(workspaceFiles);
  await expect(workspace.headline).toHaveText('8 trust lists checked: 3 verified, 3 not, 2 could not be read');
  await expect(workspace.table).toHaveAttribute('aria-rowcount', '9');
  await expect(workspace.head('Verdict')).toHaveAttribute('aria-sort', 'ascending');
  const verdicts = await column(workspace, 3);
  expect(verdicts.map((text) => text.split(/\s{2,}|(?<=Damaged|list|verify|signature|verified) /)[0])).toEqual([
    'Damaged',
    'Not a trust list',
    'Not a trust list',
    'Awaiting external signature',
    'Signature does not verify',
    'Signature verified',
    'Signature verified',
    'Signature verified',
  ]);
  await expect(workspace.rows.first()).toContainText('backup of the old cluster/2011/ITLFile.tlv');
  await workspace.table.getByRole('row', { name: /page\.tlv/ }).click();
  await expect(workspace.page.getByRole('region', { name: 'Active list' })).toContainText('This is a web page');
  await expect(workspace.rows.last()).toContainText(/[0-9a-f]{32}/);
});

test('a press on the head of a column sorts by it, and a second one the other way', async ({ workspace, page }) => {
  await workspace.show(workspaceFiles);
  await workspace.head('File').getByRole('button').click();
  await expect(workspace.head('File')).toHaveAttribute('aria-sort', 'ascending');
  await expect(workspace.head('Verdict')).toHaveAttribute('aria-sort', 'none');
  const ascending = await column(workspace, 1);
  expect(ascending[0]).toBe('awaiting.tlv');
  await expect(workspace.table, 'keeps the keyboard').toBeFocused();
  await page.keyboard.press('Enter');
  await expect(workspace.head('File')).toHaveAttribute('aria-sort', 'descending');
  expect(await column(workspace, 1)).toEqual([...ascending].reverse());
  await workspace.host.reload();
  await expect(workspace.head('File'), 'kept while it is hidden').toHaveAttribute('aria-sort', 'descending');
});

test('the table is one Tab stop, and the keyboard does everything in it', async ({ workspace, page }) => {
  await workspace.show(workspaceFiles);
  await workspace.filter.focus();
  await page.keyboard.press('ArrowDown');
  await expect(workspace.table).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const named = () => workspace.table.getAttribute('aria-activedescendant');
  expect(await named()).toBe(await workspace.rows.first().getAttribute('id'));
  await page.keyboard.press('Enter');
  await expect
    .poll(() => workspace.host.said('open'))
    .toEqual([{ type: 'open', uri: 'file:///backup of the old cluster/2011/ITLFile.tlv' }]);
  await page.keyboard.press('End');
  await expect(workspace.active).toHaveAttribute('aria-rowindex', '9');
  await page.keyboard.press('Home');
  await expect(workspace.active).toHaveAttribute('aria-rowindex', '2');
  await page.keyboard.press('PageDown');
  await expect(workspace.active).toHaveAttribute('aria-rowindex', '9');
  await page.keyboard.press('Home');

  await page.keyboard.press('ArrowRight');
  await expect(workspace.active, 'the first cell').toHaveAttribute('aria-colindex', '1');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await expect(workspace.table.locator('.table-head .active')).toHaveText('Kind');
  await page.keyboard.press(' ');
  await expect(workspace.head('Kind')).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('ArrowDown');
  await expect(workspace.active).toHaveAttribute('aria-rowindex', '2');

  await page.keyboard.press('Tab');
  await expect(workspace.page.locator('.details .link'), 'what comes after the table').toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(workspace.table).toBeFocused();
  for (const id of await page
    .locator('[aria-activedescendant]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-activedescendant')))) {
    await expect(page.locator(`[id="${id ?? ''}"]`)).toHaveCount(1);
  }
});

test('what is typed filters by every column, and the count says so', async ({ workspace, page }) => {
  await workspace.show(workspaceFiles);
  await workspace.table.focus();
  await page.keyboard.press('/');
  await expect(workspace.filter).toBeFocused();
  await workspace.filter.fill('cluster-b VERIFIED');
  await expect(workspace.rows).toHaveCount(2);
  await expect(page.locator('.count')).toHaveText('2 of 8 trust lists');
  await workspace.filter.fill('no such list');
  await expect(page.getByText('No trust list matches.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(workspace.rows).toHaveCount(8);
  await page.keyboard.press('Escape');
  await expect(workspace.table).toBeFocused();
});

test('rows are selected one by one, in a range and all, and copied as tab-separated text', async ({
  workspace,
  page,
}) => {
  await workspace.show(workspaceFiles);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await workspace.head('File').getByRole('button').click();
  await workspace.rows.nth(1).click();
  await workspace.rows.nth(3).click({ modifiers: ['Shift'] });
  await expect(workspace.selected).toHaveCount(3);
  await workspace.rows.nth(2).click({ modifiers: ['ControlOrMeta'] });
  await expect(workspace.selected).toHaveCount(2);
  await page.keyboard.press('ControlOrMeta+c');
  await expect(page.getByText('2 trust lists copied')).toBeAttached();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const lines = copied
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  expect(lines.map(([file, kind]) => [file, kind])).toEqual([
    ['backup of the old cluster/2011/ITLFile.tlv', 'ITL'],
    ['cluster-a/phones/ITLSEP0011215A1AE3.tlv', 'ITL'],
  ]);
  expect(lines[1]?.slice(4)).toEqual(['2011-07-27T14:16:24Z', expect.stringMatching(/^[0-9a-f]{32}$/)]);
  await workspace.rows.nth(4).click();
  await page.keyboard.press('Shift+Home');
  await expect(workspace.selected).toHaveCount(5);
  await page.keyboard.press('ControlOrMeta+a');
  await expect(workspace.selected).toHaveCount(8);
});

test('two selected lists are compared, and what is shown is saved', async ({ workspace, page }) => {
  await workspace.show(workspaceFiles);
  const compare = workspace.button('Compare');
  await workspace.filter.fill('cluster-b');
  await workspace.rows.first().click();
  await expect(compare).toHaveAttribute('disabled');
  await page.keyboard.press('Shift+ArrowDown');
  await compare.click();
  expect(workspace.host.said('compare')).toEqual([
    { type: 'compare', left: 'file:///cluster-b/CTLFile.tlv', right: 'file:///cluster-b/ITLFile.tlv' },
  ]);
  await workspace.button('Save as CSV…').click();
  const [saved] = workspace.host.said<{ type: 'save'; csv: string }>('save');
  expect(saved?.csv.split('\r\n').map((line) => line.split(',')[0])).toEqual([
    'File',
    'cluster-b/CTLFile.tlv',
    'cluster-b/ITLFile.tlv',
    '',
  ]);
  await workspace.rows.first().dblclick();
  expect(workspace.host.said('open')).toEqual([{ type: 'open', uri: 'file:///cluster-b/CTLFile.tlv' }]);
});

test('rows come in as lists are checked: what is selected and in sight stays', async ({ workspace, page }) => {
  const rows = manyRows(400);
  const checking = { phase: 'checking', headline: 'Checking trust lists…', outcome: null } as const;
  await workspace.showRows(rows.slice(100), { ...checking, done: 300, total: 400 });
  await expect(page.getByText('300 of 400')).toBeVisible();
  await workspace.table.focus();
  await page.keyboard.press('End');
  const active = (await workspace.active.textContent()) ?? '';
  const before = await workspace.active.boundingBox();
  await workspace.update(rows.slice(0, 100), [], { ...checking, done: 400, total: 400 });
  await expect(workspace.table).toHaveAttribute('aria-rowcount', '401');
  await expect(workspace.active).toHaveText(active);
  expect(await workspace.active.boundingBox()).toEqual(before);
  await workspace.button('Cancel').click();
  await expect.poll(() => workspace.host.said('cancel')).toHaveLength(1);
  await workspace.update([], [rows[399]?.uri ?? '']);
  await expect(workspace.table).toHaveAttribute('aria-rowcount', '400');
  await expect(workspace.button('Cancel')).toBeHidden();
});

const many = amount({ all: 120_000, share: 30_000 });

test(`${many} rows scroll, sort and filter without freezing, and few are in the document`, async ({
  workspace,
  page,
}) => {
  test.slow();
  await workspace.showMany(manyRows, many);
  await expect(workspace.table).toHaveAttribute('aria-rowcount', String(many + 1));
  await expectNoPause(workspace.table);
  expect(await workspace.rows.count(), 'rows in the document').toBeLessThan(80);
  await workspace.table.focus();
  await page.keyboard.press('End');
  await expect(workspace.rows.last()).toBeInViewport({ ratio: 0.9 });
  await expect(workspace.active).toHaveAttribute('aria-rowindex', String(many + 1));
  await workspace.head('File').getByRole('button').click();
  await page.keyboard.press('ArrowDown');
  await expect(workspace.active).toContainText('phones/ITLSEP0.tlv');
  await expect(workspace.active).toBeInViewport({ ratio: 0.9 });
  await workspace.filter.fill(`ITLSEP${many - 1}`);
  await expect(workspace.rows).toHaveCount(1);
});

test('rows that are taller than an element can be are all reached', async ({ workspace, page }) => {
  test.slow();
  const amount = 320_000; // 8.3 million pixels
  await workspace.showMany(manyRows, amount);
  await workspace.head('File').getByRole('button').click();
  for (const [key, number] of [
    ['ArrowDown', 0],
    ['End', amount - 1],
    ['ArrowUp', amount - 2],
    ['Home', 0],
  ] as const) {
    await page.keyboard.press(key);
    await expect(workspace.active).toHaveAttribute('aria-rowindex', String(number + 2));
    await expect(workspace.active).toBeInViewport({ ratio: 0.9 }); // less what is rounded;
  }
  await workspace.table.evaluate((table) => {
    table.scrollTop = table.scrollHeight / 2;
  });
  await expect(workspace.rows.nth(20)).toContainText(/phones\/ITLSEP1(59|60)\d{3}\.tlv/);
  await expect(workspace.rows.nth(20)).toBeInViewport();
});
