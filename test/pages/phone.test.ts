import type { EraseAnswers } from '../../src/core/phone/regeneration/erase';
import type { Content, FactAnswers, FromPage, VersionAnswers } from '../../src/extension/phone/protocol';
import { expect, test } from './fixtures';
import { themeNames } from './frame';
import * as contents from './phone-contents';

const { cluster, exported, publisher, stores, tokens } = contents;

test('a phone is asked about the list of another cluster, with TVS turned on and off', async ({ phone, page }) => {
  await phone.show(() => contents.decision());
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`Would a phone accept ${cluster}?`);
  const verdict = page.locator('.result .verdict');
  await expect(verdict).toContainText('It depends');
  await expect(page.locator('.result')).toContainText(
    `answers on TCP 2445, and still presents the certificate that ${publisher} contains for it: CUCM8-Publisher.bbbburns.lab, serial 2E:3E:1A:7B:DA:A6:4D:84, self-signed.`,
  );

  await page.getByRole('radio', { name: /TVS is reachable and vouches/ }).check();
  await expect(verdict).toContainText('Accepted');
  await page.getByRole('radio', { name: /TVS is unreachable/ }).check();
  await expect(verdict).toContainText('Refused');
  await expect(page.getByRole('status').filter({ hasText: 'Refused' }), 'is read out').toHaveCount(1);
  await phone.host.reload();
  await expect(verdict, 'the switch stays where it was turned to').toContainText('Refused');

  await page.getByRole('radio', { name: /TVS: not known/ }).check();
  const place = page.getByRole('button', { name: `Show ${publisher}, record 3` }).first();
  await place.click();
  await expect.poll(() => phone.host.said('reveal')).toEqual([{ type: 'reveal', file: publisher, record: 3 }]);
});

test('trust stores settle the verdict, and a refusal says whether to erase the ITL', async ({ phone, page }) => {
  let chosen: readonly string[] | null = null;
  let eraseAnswers: EraseAnswers = {};
  const next = [[stores], [stores, exported]];
  const take = (message: FromPage): void => {
    if (message.type === 'stores') chosen = message.action === 'forget' ? null : (next.shift() ?? null);
    if (message.type === 'erase') eraseAnswers = { ...eraseAnswers, [message.id]: message.answer ?? undefined };
  };
  await phone.show(() => contents.decision({ stores: chosen, eraseAnswers }), take);
  const [verdict, erase] = [page.locator('.result .verdict'), page.locator('.erase')];
  const choose = page.getByRole('button', { name: 'Choose Certificates…' });
  await choose.click();
  await expect(page.locator('.stores')).toContainText(stores);
  await page.getByRole('radio', { name: /answers by its trust stores/ }).check();
  await expect(verdict).toContainText('Refused');
  await expect(erase).toHaveAttribute('data-advice', /.+/);
  await expect(erase).toContainText(
    "Do not erase the ITL. The TVS presents the certificate that the phone's ITL contains: it can vouch for a new signer.",
  );

  await page.getByRole('radio', { name: /TVS is unreachable/ }).check();
  await expect(erase).toContainText(
    'Do not erase the ITL yet: 2 of the four conditions are not known. All four must hold.',
  );
  await erase.getByRole('combobox', { name: /The TVS presents a certificate/ }).selectOption('yes');
  const backup = erase.getByRole('combobox', { name: /No backup/ });
  await backup.focus();
  await backup.selectOption('yes');
  await expect(erase).toHaveAttribute('data-advice', 'erase');
  await expect(backup, 'keeps the keyboard').toBeFocused();

  await choose.click();
  await page.getByRole('radio', { name: /answers by its trust stores/ }).check();
  await expect(verdict).toContainText('Accepted');
  await page.getByRole('button', { name: 'Forget' }).click();
  await expect(page.getByRole('radio', { name: /TVS is reachable and vouches/ })).toBeChecked();
  await expect(page.getByRole('main'), 'has the keyboard of the button that is gone').toBeFocused();
});

test('the rule of a step leads to where it is written down', async ({ phone, page }) => {
  await phone.show(() => contents.decision({ offered: publisher, itl: null }));
  await expect(page.locator('.result .verdict')).toContainText('Accepted');
  await page
    .getByRole('button', { name: /^Rule P1:/ })
    .first()
    .click();
  await expect.poll(() => phone.host.said('rule')).toEqual([{ type: 'rule', rule: 'P1' }]);
  await page.getByRole('button', { name: 'Change…' }).click();
  await expect.poll(() => phone.host.said('change')).toHaveLength(1);
});

test('the planner judges the move before and after the import of certificates', async ({ phone, page }) => {
  let bundles = [stores];
  let facts: FactAnswers = {};
  const take = (message: FromPage): void => {
    if (message.type === 'change') bundles = [stores, exported];
    if (message.type === 'fact') facts = { ...facts, [message.id]: message.answer ?? undefined };
  };
  await phone.show(() => contents.plan(bundles, facts), take);
  const bulk = page.locator('[data-method="bulk-certificates"]');
  const asItIs = page.locator('.as-it-is > li');
  await expect(page.locator('.cluster').first()).toContainText(publisher);
  await expect(asItIs).toHaveAttribute('data-verdict', 'refused');
  await expect(asItIs).toContainText(
    'The signer (ITLRECOVERY_cucm12-pub.example.com, serial 7F:03:92:D6:08:4B:30:01, self-signed) is not in the certificates you supplied, so the TVS will not vouch for it: it answers with a status other than 0.',
  );
  await expect(bulk).toHaveAttribute('data-verdict', 'works-if');
  const conditions = bulk.locator('.sentences').first().getByRole('listitem');
  const missing = bulk
    .getByRole('listitem')
    .filter({ hasText: `The old cluster's trust stores (${stores}) do not contain the certificate of record` });
  await expect(missing).toHaveCount(3);
  await expect(conditions, 'the three certificates, a TVS within reach, and its restart').toHaveCount(5);

  await page.getByRole('button', { name: 'Change…' }).click();
  await expect(bulk).toContainText(`it is in ${exported}`);
  await expect(bulk).toHaveAttribute('data-verdict', 'works-if');
  await expect(missing).toHaveCount(0);
  await expect(conditions).toHaveCount(2);
  await expect(asItIs).toHaveAttribute('data-verdict', 'depends');
  await page.locator('details.facts > summary').click();
  for (const question of [/reach the old TVS/, /was restarted/, /still accept files/]) {
    await page.getByRole('combobox', { name: question }).selectOption('yes');
  }
  await expect(bulk).toHaveAttribute('data-verdict', 'works');
  await expect(asItIs).toHaveAttribute('data-verdict', 'accepted');
  await page.getByRole('button', { name: 'Save as Markdown…' }).click();
  await expect.poll(() => phone.host.said('save')).toHaveLength(1);
});

test('the planner keeps what was opened and closed, over a restart too', async ({ phone, page }) => {
  let versions: VersionAnswers = {};
  const take = (message: FromPage): void => {
    if (message.type === 'version') versions = { ...versions, [message.id]: message.answer ?? undefined };
  };
  await phone.show(() => contents.plan([], {}, versions), take);
  const [erase, token] = [page.locator('[data-method="erase"]'), page.locator('[data-method="hardware-token"]')];
  await erase.locator('summary').click();
  await token.locator('summary').click();
  await page.locator('details.facts > summary').click();
  const central = page.getByRole('combobox', { name: /central TFTP cluster/ });
  await central.selectOption('before 8.0');
  await expect(page.locator('[data-centralized="needs-rollback-parameter"]')).toBeVisible();
  const left = async (): Promise<void> => {
    await expect(erase).not.toHaveAttribute('open');
    await expect(token).toHaveAttribute('open');
    await expect(central).toHaveValue('before 8.0');
  };
  await left();
  await phone.host.reload();
  await left();
});

test('bundles show what they contain and lack', async ({ phone, page }) => {
  let files = [stores];
  await phone.show(
    () => contents.bundles(files),
    ({ type }) => {
      if (type === 'change') files = [stores, exported];
    },
  );
  await expect(page.getByRole('heading', { name: 'Missing' })).toBeVisible();
  await expect(page.getByText(`No bundle contains the certificate of record 1 of ${cluster}`)).toBeVisible();
  await page.getByRole('button', { name: 'Change…' }).click();
  const bundle = page.locator(`[data-bundle="${exported}"]`);
  await expect(bundle).toContainText('Exported by cucm12-pub as tftp');
  await expect(bundle).toContainText(`record 1 of ${cluster}`);
  await expect(page.getByText('Nothing is missing')).toBeVisible();
  const { certificates } = (await contents.bundles(files)).consolidation;
  await expect(page.getByText(new RegExp(`\\b${certificates} certificates, each once`))).toBeVisible();
  await page.getByRole('button', { name: 'Consolidate…' }).click();
  await expect.poll(() => phone.host.said('save')).toHaveLength(1);
});

test('a regeneration check names the way out', async ({ phone, page }) => {
  await phone.show(() => contents.regeneration());
  await expect(page.locator('[data-outcome]')).toHaveAttribute('data-outcome', 'locked-out');
  await expect(page.locator('.held')).toContainText(tokens);
  const way = page.getByRole('listitem').filter({ hasText: 'Run the CTL client with the hardware token' });
  await expect(way).toBeVisible();
  await page.getByRole('button', { name: 'Plan a Migration with These Lists' }).click();
  await expect.poll(() => phone.host.said('carryOn')).toHaveLength(1);
  await page.getByRole('button', { name: 'Save as Markdown…' }).click();
  await expect.poll(() => phone.host.said('save')).toHaveLength(1);
});

test('a phone’s log names the step that failed first, and leads to its lines and lists', async ({ phone, page }) => {
  await phone.show(() => Promise.resolve(contents.log()));
  await expect(page.locator('.failure')).toContainText('is in neither list that the phone holds');
  await expect(page.locator('.event')).toHaveCount(12);
  await expect(page.locator('.event').nth(2)).toContainText(publisher); // 5438 bytes
  await page.locator('.failure').getByRole('button', { name: 'line 11' }).click();
  await expect.poll(() => phone.host.said('line')).toEqual([{ type: 'line', line: 11 }]);
});

test('a phone’s log says how much of it was understood, and what the phone wrote', async ({ phone, page }) => {
  await phone.show(() => Promise.resolve(contents.log()));
  await expect(page.locator('.understood')).toHaveText('12 of 12 lines understood.');
  await expect(page.locator('.event .words').first()).toHaveText(
    '2461: NOT 10:02:11.040112 SECD: tlRequestFile: Request ITLSEP0011215A1AE3.tlv',
  );
  await expect(page.locator('.failure .words')).toContainText('errclass 8, errcode 19');

  await phone.show(() => Promise.resolve(contents.log('TFTP timeout <b>bold</b>\nsomething else')));
  await expect(page.locator('.event .words'), 'is text, never markup').toHaveText('TFTP timeout <b>bold</b>');
  await expect(page.locator('.understood')).toHaveText('1 of 2 lines understood.');
});

test('a log of which nothing was understood is not one in which nothing is wrong', async ({ phone, page }) => {
  await phone.show(() => Promise.resolve(contents.log('hello\nworld')));
  await expect(page.locator('.understood')).toHaveText('0 of 2 lines understood.');
  await expect(page.locator('.verdict')).toHaveText(
    'No line was understood, so nothing is known of what the phone did.',
  );
  await expect(page.getByRole('heading', { name: 'Timeline' })).toHaveCount(0);
  await phone.show(() => Promise.resolve(contents.log('CTL and ITL installed')));
  await expect(page.locator('.verdict')).toHaveText('No step that was understood failed.');
});

test('the failure of a log leads on: to a check, and to the address of the file that it needs', async ({
  phone,
  page,
}) => {
  await phone.show(() => Promise.resolve(contents.log()));
  const remedy = page.locator('.remedy');
  await expect(remedy).toContainText('Fetch SEP0011215A1AE3.cnf.xml.sgn');
  await expect(remedy).toContainText('http://192.0.2.10:6970/SEP0011215A1AE3.cnf.xml.sgn');
  await remedy.getByRole('button', { name: 'Copy Address' }).click();
  await expect.poll(() => phone.host.said('copyAddress')).toHaveLength(1);
  await expect(page.getByRole('status').filter({ hasText: 'Address copied' }), 'is read out').toHaveCount(1);
  await remedy.getByRole('button', { name: 'Check Whether Phone Accepts File…' }).click();
  await expect.poll(() => phone.host.said('carryOn')).toHaveLength(1);

  await phone.show(() => Promise.resolve(contents.log('10:15:02 Trust List update failed')));
  await expect(remedy).toContainText('http://TFTP:6970/ITLFile.tlv');
  await expect(remedy.getByRole('button', { name: 'Check a Regeneration…' })).toBeVisible();

  await phone.show(() =>
    Promise.resolve(contents.log('10:15:02 Trust List update failed\n10:22:40 Trust List updated')),
  );
  await expect(page.locator('.recovery')).toContainText('The phone updated its trust lists.');
  await expect(remedy, 'there is nothing left to do').toHaveCount(0);
});

test('a question that cannot be answered says why, and can be changed', async ({ phone, page }) => {
  await phone.show(() => Promise.resolve({ kind: 'failed', message: 'list.tlv is gone.', canChange: true }));
  await expect(page.getByRole('alert')).toContainText('list.tlv is gone.');
  await expect(page.getByRole('button', { name: 'Change…' })).toBeVisible();
});

test('the pages about phones follow each theme, narrow and wide', async ({ phone, page }) => {
  const colours = new Set<string>();
  const log = (): Promise<Content> => Promise.resolve(contents.log());
  for (const content of [contents.decision, () => contents.plan([stores]), contents.regeneration, log]) {
    await phone.show(() => content());
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    for (const theme of themeNames) {
      await phone.host.setTheme(theme);
      colours.add(await page.getByRole('heading', { level: 1 }).evaluate((element) => getComputedStyle(element).color));
    }
    for (const width of [460, 1500]) {
      await page.setViewportSize({ width, height: 800 });
      const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
      expect(overflow, 'CSS pixels that have to be scrolled to sideways').toBe(0);
    }
  }
  expect(colours.size).toBeGreaterThan(2);
});
