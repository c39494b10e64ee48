import type { GroupView } from '../../src/extension/cluster/protocol';
import type { FleetDevice } from '../../src/core/cluster/fleet/phones';
import { amount } from '../long';
import { fiveGroups, type FiveGroups } from '../five-groups';
import { expect, test } from './fixtures';
import { audited } from './hosts/fleet';
import { expectNoPause } from './samples';

const phones = 200;
let groups: FiveGroups;
test.beforeAll(async () => {
  groups = await fiveGroups(phones);
});

test('the headline counts phones, the worst first, and each group is a button with its words', async ({
  fleet,
  page,
}) => {
  await page.setViewportSize({ width: 1600, height: 900 });
  await fleet.showAudit(groups);
  const { amounts } = groups;
  await expect(fleet.headline).toHaveText(
    `${phones + 1} phones: ${amounts['Locked out']} locked out, ${amounts.Depends} depend, ` +
      `${amounts['Unknown list']} with an unknown list, 1 with an unreadable value, ${amounts['Not reported']} not reported, ${amounts.Current} current`,
  );
  for (const [title, amount] of Object.entries(amounts)) {
    await expect(fleet.segment(`${amount} ${title}`)).toHaveAttribute('aria-pressed', 'false');
  }
  const width = async (title: string): Promise<number> => (await fleet.segment(title).boundingBox())?.width ?? 0;
  expect(await width('Current')).toBeGreaterThan(2 * (await width('Depends')));
  await expect(fleet.table).toHaveAttribute('aria-rowcount', String(phones + 2));
  await expect(fleet.rows.first()).toContainText('Locked out');
  await expect(fleet.rows.first()).toContainText('refused');
});

test('a group that is chosen shows its phones and why, and leads to its list and to a comparison', async ({
  fleet,
  page,
}) => {
  await fleet.showAudit(groups);
  await fleet.segment('Depends').click();
  await expect(fleet.segment('Depends')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.count')).toHaveText(`${groups.amounts.Depends} of ${phones + 1} phones`);
  await expect(fleet.rows.first()).toContainText('before/ITLFile.tlv');
  await expect(fleet.group).toContainText('This must be true');
  await fleet.group.getByRole('button', { name: 'before/ITLFile.tlv' }).click();
  expect(fleet.host.said('list')).toEqual([{ type: 'list', group: 1, kind: 'itl' }]);
  await fleet.group.getByRole('combobox').selectOption('0');
  await fleet.group.getByRole('button', { name: 'Compare' }).click();
  expect(fleet.host.said('compare')).toEqual([{ type: 'compare', left: 1, right: 0 }]);
  await fleet.filter.fill('berlin');
  const shown = await fleet.rows.allInnerTexts();
  expect(shown.every((row) => row.includes('Berlin') && row.includes('Depends'))).toBe(true);
  await fleet.host.reload();
  await expect(fleet.segment('Depends'), 'kept while it is hidden').toHaveAttribute('aria-pressed', 'true');
  await expect(fleet.filter).toHaveValue('berlin');
  await fleet.filter.fill('');
  await fleet.button('Show all groups').click();
  await expect(fleet.table).toHaveAttribute('aria-rowcount', String(phones + 2));
  await expect(fleet.segment('Depends')).toBeFocused();
});

test('a group without a list that was given offers neither to open nor to compare one', async ({ fleet }) => {
  await fleet.showAudit(groups);
  await fleet.segment('Unknown list').click();
  await expect(fleet.group).toContainText('differs from every list given');
  await expect(fleet.group.getByRole('button', { name: 'Compare' })).toHaveCount(0);
});

test('what to do is listed in order, each step with its groups', async ({ fleet, page }) => {
  await fleet.showAudit(groups);
  const plan = page.getByRole('region', { name: 'What to do' });
  await expect(plan.getByRole('listitem').last()).toContainText('Visit 12 phones and erase the ITL.');
  await plan
    .getByRole('button', { name: /^Locked out/ })
    .first()
    .click();
  await expect(fleet.segment('Locked out')).toHaveAttribute('aria-pressed', 'true');
});

test('the keyboard leads from a group to its phones, to where one is said, and copies', async ({ fleet, page }) => {
  await fleet.showAudit(groups);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await expect(fleet.rows.first()).toBeVisible(); // phones come after the groups, and bring the filter
  await fleet.segment('Locked out').focus();
  await page.keyboard.press('Enter');
  await expect(fleet.segment('Locked out'), 'keeps the keyboard').toBeFocused();
  await page.keyboard.press('/');
  await expect(fleet.filter).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(fleet.table).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(fleet.selected).toHaveCount(2);
  await page.keyboard.press('ControlOrMeta+c');
  await expect(page.getByText('2 phones copied')).toBeAttached();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.trimEnd().split('\n')).toHaveLength(2);
  expect(copied).toMatch(/^SEP0011210000..\tLocked out\tforeign\/ITLFile\.tlv\trefused \(P\d+\)\tCP-/);
  await page.keyboard.press('Enter');
  expect(fleet.host.said('phone')).toEqual([{ type: 'phone', group: 0, index: 1 }]);
  const details = page.getByRole('region', { name: 'Active phone' });
  await details.getByRole('button', { name: 'foreign/ITLFile.tlv' }).click();
  expect(fleet.host.said('list')).toEqual([{ type: 'list', group: 0, kind: 'itl' }]);
});

test('problems are listed with their lines, which a press opens', async ({ fleet, page }) => {
  await fleet.showAudit(groups);
  await page.getByText('1 problem', { exact: true }).click();
  const place = page.getByRole('button', { name: `phones.csv:${phones + 2}` });
  await place.first().click();
  expect(fleet.host.said('problem')).toEqual([{ type: 'problem', index: 0 }]);
});

test('progress says how far it is, the time only once that is known, and can be cancelled', async ({ fleet, page }) => {
  const reading = { phase: 'reading', done: 3, total: 1_200, part: 0.01, phones: 30, secondsLeft: null } as const;
  await fleet.show(reading);
  await expect(page.getByText('3 of 1,200 files, 30 phones', { exact: true })).toBeVisible();
  await fleet.progress({ ...reading, done: 600, part: 0.5, phones: 6_000, secondsLeft: 61 });
  await expect(page.getByText('600 of 1,200 files, 6,000 phones, about 2 minutes left')).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Sources read' })).toHaveAttribute('value', '0.5');
  await fleet.button('Cancel').click();
  expect(fleet.host.said('cancel')).toHaveLength(1);
  await fleet.showAudit(groups, { done: 600, total: 1_200 });
  await expect(fleet.headline).toContainText('Cancelled.');
  await expect(page.getByText('600 of 1,200 files were read')).toBeVisible();
  await expect(fleet.button('Cancel')).toBeHidden();
});

test('text of sources is text', async ({ fleet, page }) => {
  const { fleet: found, plan } = await audited(groups);
  const evil = '<img src=x onerror=alert(1)>\u202Eexe';
  const [first, ...others] = found.groups;
  if (first === undefined) throw new Error('There are groups.');
  const devices = first.devices.map((device) => ({
    ...device,
    name: `${evil}${device.name}`,
    description: evil,
    source: evil,
  }));
  const itl = { ...first.itl, list: evil };
  await fleet.showFound({ fleet: { ...found, groups: [{ ...first, devices, itl }, ...others] }, plan });
  await expect(fleet.rows.first()).toContainText('<img src=x onerror=alert(1)>⟨U+202E⟩exe');
  await fleet.segment('Locked out').click();
  await expect(fleet.group.getByRole('button', { name: /<img/ })).toBeVisible();
  await expect(page.locator('img')).toHaveCount(0);
});

/** Groups that differ in nothing but a digest. */
function manyGroups(amount: number): GroupView[] {
  return Array.from({ length: amount }, (_, number) => ({
    state: 'unknown' as const,
    verdict: null,
    rule: null,
    title: 'Unknown list',
    holding: `SHA-1 ${number.toString(16).padStart(40, '0')}`,
    phones: 12,
    opens: false,
  }));
}

const groupsOfMany = amount({ all: 10_000, share: 2_500 });
const phonesOfMany = 12 * groupsOfMany;

test(`${phonesOfMany} phones in ${groupsOfMany} groups scroll, sort and filter without freezing`, async ({
  fleet,
  page,
}) => {
  test.slow();
  const many = manyGroups(groupsOfMany);
  const answer = {
    headline: 'Many phones',
    outcome: 'unknown',
    missing: null,
    phones: phonesOfMany,
    served: [],
    groups: many,
    plan: [],
    problems: [],
    problemCount: 0,
  } as const;
  await fleet.show({ phase: 'answer', answer });
  const others = `${(groupsOfMany - 10).toLocaleString('en')} more groups`;
  await expect(fleet.segment(others)).toBeVisible();
  // Made in the page: they are too many to be sent there.
  await page.evaluate((groups) => {
    for (let group = 0; group < groups; group += 1) {
      const devices = Array.from({ length: 12 }, (_, index): FleetDevice => {
        const number = group * 12 + index;
        const name = `SEP${number.toString(16).toUpperCase().padStart(12, '0')}`;
        const place = { source: 'phones.csv', line: number + 2, time: null, reported: null };
        const address = `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`;
        return { name, ...place, model: 'CP-8845', address, description: null, pool: null, location: null };
      });
      window.postMessage({ type: 'phones', runs: [{ group, from: 0, devices }], isLast: group === groups - 1 }, '*');
    }
  }, groupsOfMany);
  await expect(fleet.table).toHaveAttribute('aria-rowcount', String(phonesOfMany + 1));
  await expectNoPause(fleet.table);
  expect(await fleet.rows.count(), 'rows in the document').toBeLessThan(80);
  await fleet.head('Address').getByRole('button').click();
  await page.keyboard.press('ArrowDown');
  await expect(fleet.active).toContainText('10.0.0.0');
  await page.keyboard.press('End');
  await expect(fleet.active).toHaveAttribute('aria-rowindex', String(phonesOfMany + 1));
  await fleet.filter.fill(`SEP${(phonesOfMany - 1).toString(16).toUpperCase().padStart(12, '0')}`);
  await expect(fleet.rows).toHaveCount(1);
  await fleet.filter.fill('');
  await fleet.segment(others).click();
  await expect(fleet.segment('Unknown list')).toHaveCount(200);
});
