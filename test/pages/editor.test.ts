import { createHash } from 'node:crypto';
import { concat, flipByte, Role, text, trustList } from '../builders';
import type { EditorHost } from './hosts/editor';
import { expect, test } from './fixtures';
import { themeNames } from './frame';
import { expectNoPause, identity, largeList, sample } from './samples';

const publisher = sample('ITL-cucm8-publisher.tlv');
const mismatched = sample('ITL-mismatched-signer.tlv');

const hashes = [
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
] as const;
const digestOf = (algorithm: string, bytes: Uint8Array): string => createHash(algorithm).update(bytes).digest('hex');

test('a trust list shows its verdict, digests, records and certificates', async ({ editor }) => {
  await editor.show(publisher);
  await expect(editor.verdict).toContainText('Signature verified');
  await expect(editor.verdict).toContainText('signed by CUCM8-Publisher.bbbburns.lab (record 1)');
  for (const [name, algorithm] of hashes) {
    await expect(editor.digest(name)).toContainText(digestOf(algorithm, publisher));
  }
  for (const group of ['System Administrator Security Token', 'CCM+TFTP', 'TVS', 'CAPF']) {
    await expect(editor.item(`${group}, 1 record`)).toBeVisible();
  }

  await editor.record(2).click();
  await expect(editor.heading).toContainText('CUCM8-Publisher.bbbburns.lab · CCM+TFTP · record 2');
  const cells = editor.field('RECORDLENGTH').getByRole('gridcell');
  await expect(cells).toHaveText(['0x08dc', '1', 'RECORDLENGTH', '2', '1972 bytes', '']); // 296 + 1972 = 0x8dc
  await expect(editor.field('FUNCTION')).toContainText('2 · CCM+TFTP');
  await expect(editor.field('SUBJECTNAME')).toContainText('agrees with the certificate');
  const details = editor.detail.getByRole('region', { name: 'Certificate' });
  await expect(details).toContainText('RSA 1024');
  await expect(details).toContainText('TLS Server Authentication');
  await expect(details).toContainText(/expires in|expired/);

  await editor.field('ISSUERNAME').click();
  await expect(editor.bytes.getByRole('heading')).toContainText('ISSUERNAME');
  await expect(editor.bytes).toContainText('05 00 0f 43 4e 3d 4a 41 53 42 55 52 4e 53 2d 41');
  await expect(editor.bytes).toContainText('...CN=JASBURNS-A');
});

test('a list whose header names another signer names the actual signer', async ({ editor }) => {
  await editor.show(mismatched);
  await expect(editor.verdict).toContainText('Signature does not verify');
  await expect(editor.verdict).toContainText(
    'header names CUCM8-Publisher.bbbburns.lab (record 1), but the key of CUCM8-Subscriber.bbbburns.lab (record 5) made the signature',
  );
  await editor.item('Signer, error').click();
  await expect(editor.finding('signed-by-another')).toBeVisible();
  await editor.detail.getByRole('button', { name: 'Record 5' }).click();
  await expect(editor.heading).toContainText('CUCM8-Subscriber.bbbburns.lab');
  await expect(editor.record(5)).toHaveAttribute('aria-selected', 'true');
  await editor.todo.getByRole('button', { name: 'Re-sign…' }).click();
  await expect.poll(() => editor.host.said('verdictAction')).toEqual([{ type: 'verdictAction', action: 'resign' }]);
});

test('digests and values are copied', async ({ editor, page }) => {
  await editor.show(publisher);
  for (const [name, algorithm] of hashes) {
    await editor.frame
      .getByRole('banner')
      .getByRole('button', { name: `Copy ${name}`, exact: true })
      .click();
    await expect.poll(() => editor.copied.at(-1)).toBe(digestOf(algorithm, publisher));
  }
  await editor.record(4).click();
  await editor.field('ISSUERNAME').focus();
  const issuer = await editor.field('ISSUERNAME').locator('.column-value').innerText();
  await page.keyboard.press('Control+c');
  await expect.poll(() => editor.copied.at(-1)).toBe(issuer);
  await editor.field('FUNCTION').focus();
  const menu = await editor.field('FUNCTION').locator('.column-name').getAttribute('data-vscode-context');
  expect(JSON.parse(menu ?? ''), 'what the menu of a cell copies').toMatchObject({ cell: 'FUNCTION' });
  // Where the extension's commands find what to copy.
  const at = 5438 - 455;
  await expect
    .poll(() => editor.host.posts.findLast(({ type }) => type === 'selected'))
    .toMatchObject({
      place: { record: 4, length: 5 },
    });
  const { place } = editor.host.posts.findLast(({ type }) => type === 'selected') as unknown as {
    place: { offset: number; length: number };
  };
  expect(place.offset).toBeGreaterThan(at);
  const field = publisher.subarray(place.offset, place.offset + place.length);
  expect(Buffer.from(field).toString('hex')).toBe('0400020004'); // tag 4, length 2, CAPF
});

test('the keyboard alone reaches everything', async ({ editor, page }) => {
  await editor.show(publisher);
  await expect(editor.verdict).toContainText('Signature verified');
  await expect(editor.tree).toBeFocused();

  await page.keyboard.press('End');
  await expect(editor.record(4)).toHaveAttribute('aria-selected', 'true');
  await expect(editor.heading).toContainText('record 4');
  await page.keyboard.press('ArrowLeft'); // to its function
  await page.keyboard.press('ArrowLeft'); // which closes
  await expect(editor.item('CAPF, 1 record')).toHaveAttribute('aria-expanded', 'false');
  await expect(editor.record(4)).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await expect(editor.record(4)).toBeVisible();
  await page.keyboard.press('Home');
  await expect(editor.heading).toHaveText('Findings');
  await page.keyboard.press('ArrowDown');
  await expect(editor.heading).toHaveText('Header');

  await page.keyboard.press('/');
  await expect(editor.filter).toBeFocused();
  await page.keyboard.type('capf');
  await expect(editor.record(1)).toHaveCount(0);
  await expect(editor.frame.getByText('1 of 4 records')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(editor.tree).toBeFocused();
  await page.keyboard.press('Control+f');
  await page.keyboard.press('Escape');
  await expect(editor.record(1)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(editor.tree).toBeFocused();

  await page.keyboard.press('Tab'); // the border between the columns
  const before = (await editor.tree.boundingBox())?.width ?? 0;
  await page.keyboard.press('ArrowRight');
  expect((await editor.tree.boundingBox())?.width ?? 0).toBeGreaterThan(before);
  for (let press = 0; press < 20 && !(await isFocused(editor, 'VERSION')); press += 1) {
    await page.keyboard.press('Tab');
  }
  await expect(editor.field('VERSION')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(editor.field('HEADERLENGTH')).toBeFocused();
  await expect(editor.bytes).toContainText('02 00 02 01 28');
  await page.keyboard.press('End');
  await expect(editor.fields.getByRole('row').last()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(editor.frame.getByRole('group', { name: /^Bytes of/ })).toBeFocused();
});

test('a screen reader is told of the verdict, the tree and the table', async ({ editor }) => {
  await editor.show(publisher);
  await expect(editor.frame.getByRole('status').filter({ hasText: 'Signature verified' })).toHaveAttribute(
    'aria-live',
    'polite',
  );
  await expect(editor.record(2)).toHaveAttribute('aria-level', '2');
  await expect(editor.record(2)).toHaveAttribute('aria-posinset', '1');
  await expect(editor.item(/^CCM\+TFTP/)).toHaveAttribute('aria-setsize', '7');
  await editor.record(1).click();
  await expect(editor.record(1)).toHaveAccessibleName(/signed this list/);
  const active = await editor.tree.getAttribute('aria-activedescendant');
  await expect(editor.record(1)).toHaveAttribute('id', active ?? '');
  await expect(editor.fields).toHaveAccessibleName('Record 1');
  const columns = ['Offset', 'Tag', 'Name', 'Length', 'Value', 'Check'];
  await expect(editor.fields.getByRole('columnheader')).toHaveText(columns);
});

test('a damaged list shows what is wrong where it lies', async ({ editor }) => {
  await editor.show(sample('ITL-damaged.tlv'), { name: 'ITL-damaged.tlv' });
  await expect(editor.verdict).toContainText('Damagedat offset 4983: The file ends inside this record');
  await expect(editor.todo).toContainText('Fetch the file again.');
  await editor.todo.getByRole('button', { name: 'Copy Download Address' }).click();
  await expect
    .poll(() => editor.host.said('verdictAction'))
    .toEqual([{ type: 'verdictAction', action: 'copyAddress' }]);
  await expect(editor.record(1)).toHaveAccessibleName(/error/);
  await editor
    .finding('certificate-unreadable')
    .getByRole('button', { name: /record 1, CERTIFICATE/ })
    .click();
  await expect(editor.field('CERTIFICATE')).toBeFocused();
  await expect(editor.field('CERTIFICATE')).toContainText('cannot be read');
  await editor.record(4).click();
  await expect(editor.finding('record-truncated')).toBeVisible();
});

test('bytes after the last record have a place of their own', async ({ editor }) => {
  await editor.show(concat(publisher, new Uint8Array(40).fill(0xab)));
  await editor.item('Trailing bytes, warning').click();
  await expect(editor.finding('trailing-bytes')).toBeVisible();
  await expect(editor.bytes).toContainText('0x153e · 40 bytes');
  await expect(editor.bytes).toContainText('ab ab ab');
});

test('a file that is not a trust list shows why, where, and its bytes', async ({ editor }) => {
  const xml = '<device><deviceProtocol>SIP</deviceProtocol></device>\n'.repeat(100);
  await editor.show(new Uint8Array(Buffer.from(xml)));
  await expect(editor.verdict).toContainText('This is not a trust list');
  await expect(editor.frame.getByRole('alert')).toContainText(
    'Not a trust list: it starts with 0x3C ("<") at offset 0, not with VERSION (0x01).',
  );
  await expect(editor.bytes).toContainText('3c 64 65 76 69 63 65 3e');
  await expect(editor.bytes.locator('mark')).toHaveText('3c');
  await editor.frame.getByRole('group', { name: 'Bytes of The file' }).press('End');
  await expect(editor.bytes).toContainText(/^.*001510/s);

  await expect(editor.frame.getByRole('alert')).toContainText('This is a phone configuration without a signature.');
  await editor.frame.getByRole('button', { name: 'Open as Text' }).click();
  await expect.poll(() => editor.host.said('openAs')).toEqual([{ type: 'openAs', opensAs: 'text' }]);

  await editor.show(new Uint8Array());
  await expect(editor.frame.getByRole('alert')).toContainText('The file is empty');
  await expect(editor.frame.getByRole('alert').getByRole('button')).toHaveCount(0);
});

test('hostile names are text, and no script runs', async ({ editor, page }) => {
  const script = `<img src=x onerror="top.document.title='owned'">`;
  const name = `${script}\n'"&quot; \u202egnp.exe\u202c\u200b${'A;'.repeat(30_000)}`;
  const signer = await identity('hostile');
  const bytes = trustList({
    signer,
    signerName: `CN=${name}`,
    filename: script,
    records: [
      { function: Role.sast, certificate: signer, dnsName: script, replace: { 3: text(`CN=${name}`) } },
      { function: Role.tvs, certificate: await identity(script), dnsName: `</script>${script}` },
    ],
  });
  await editor.show(bytes);
  await expect(editor.verdict).toContainText('Signed, but not sound');
  await editor.record(2).click();
  await expect(editor.field('DNSNAME')).toContainText(`</script>${script}`);
  await editor.record(1).click();
  await expect(editor.heading).toContainText(script);
  const value = editor.field('SUBJECTNAME').locator('.column-value');
  await expect(value).toContainText(`CN=${script}⟨U+000A⟩'"&quot; ⟨U+202E⟩gnp.exe⟨U+202C⟩⟨U+200B⟩A;A;`);
  await expect(value.locator('bdi')).toHaveCount(1);
  await value.getByRole('button', { name: /Show all 60,\d\d\d characters/ }).click();
  await expect.poll(async () => (await value.innerText()).length).toBeGreaterThan(60_000);

  await expect(editor.frame.locator('img')).toHaveCount(0);
  await expect(editor.frame.locator('body script')).toHaveCount(0); // the page's own went when the page was filled
  expect(await page.title()).not.toContain('owned');
});

test('the place is kept while the editor is hidden', async ({ editor, page }) => {
  await editor.show(sample('ITL-cucm12-cluster.tlv'));
  await editor.item(/^CAPF, /).click();
  await editor.record(2).click();
  await editor.field('SERIALNUMBER').click();
  await editor.detail.evaluate((detail) => {
    detail.scrollTop = 120;
  });
  await editor.filter.fill('tvs');
  const filtered = editor.frame.locator('.filter-status');
  await expect(filtered).toContainText('of 10 records');
  const status = await filtered.innerText();

  await editor.host.reload();
  await expect(editor.filter).toHaveValue('tvs');
  await expect(filtered).toHaveText(status);
  await expect(editor.heading).toContainText('record 2');
  await expect(editor.field('SERIALNUMBER')).toHaveAttribute('aria-selected', 'true');
  await expect(editor.bytes.getByRole('heading')).toContainText('SERIALNUMBER');
  await expect.poll(() => editor.detail.evaluate((detail) => detail.scrollTop)).toBe(120);
  await editor.filter.fill('');
  await expect(editor.item(/^CAPF, /)).toHaveAttribute('aria-expanded', 'false');
  await expect(page.locator('.hover')).toBeHidden();
});

test('an outline that was made wide leaves room for the detail in a narrower window', async ({ editor, page }) => {
  await page.setViewportSize({ width: 1800, height: 800 });
  await editor.show(publisher);
  const border = editor.frame.getByRole('separator', { name: 'Width of the outline' });
  await border.focus();
  for (let step = 0; step < 50; step += 1) await page.keyboard.press('ArrowRight');
  const width = Number(await border.getAttribute('aria-valuenow'));
  expect(width).toBeGreaterThan(900);
  expect(Number(await border.getAttribute('aria-valuemax'))).toBeGreaterThanOrEqual(width);
  await page.setViewportSize({ width: 800, height: 800 });
  await expect.poll(() => editor.detail.evaluate((detail) => detail.clientWidth)).toBeGreaterThan(200);
  await expect(border).toBeInViewport();
});

test('the page follows each theme, narrow and wide', async ({ editor, page }) => {
  await editor.show(mismatched);
  await editor.record(1).click();
  await editor.field('ISSUERNAME').click();
  const colours = new Set<string>();
  for (const theme of themeNames) {
    await editor.host.setTheme(theme);
    await expect(editor.field('ISSUERNAME')).toBeVisible();
    const { color, backgroundColor } = await editor.frame.locator('.summary').evaluate((summary) => {
      const style = getComputedStyle(summary);
      return { color: style.color, backgroundColor: style.backgroundColor };
    });
    expect(color).not.toBe(backgroundColor);
    colours.add(`${color} ${backgroundColor}`);
  }
  expect(colours.size, 'each theme has its own colours').toBe(themeNames.length);
  for (const width of [460, 1900]) {
    await page.setViewportSize({ width, height: 900 });
    await editor.field('ISSUERNAME').scrollIntoViewIfNeeded();
    await expect(editor.field('ISSUERNAME')).toBeInViewport();
    await expect(editor.tree).toBeInViewport();
    const overflow = await editor.frame.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
    expect(overflow, 'nothing to scroll to sideways').toBe(0);
  }
  const outline = await editor.tree.boundingBox();
  const detail = await editor.detail.boundingBox();
  expect(outline?.x ?? 0).toBeLessThan(detail?.x ?? 0);
});

test('the field that has the keyboard keeps it when the list changes, and so does the selected record', async ({
  editor,
}) => {
  await editor.show(publisher);
  await editor.record(2).click();
  await editor.field('SUBJECTNAME').click();
  await expect(editor.field('SUBJECTNAME')).toBeFocused();
  await editor.show(flipByte(publisher, 296 + 40));
  await expect(editor.verdict).toContainText('Signature does not verify');
  await expect(editor.heading).toContainText('record 2');
  await expect(editor.field('SUBJECTNAME')).toBeFocused();
  await editor.show(new Uint8Array(Buffer.from('not a trust list any more')));
  await expect(editor.frame.getByRole('alert')).toBeVisible();
  await editor.show(publisher);
  await expect(editor.verdict).toContainText('Signature verified');
  await expect(editor.heading).toContainText('record 2');
});

test('the field that has the keyboard gets it back when the answers of the extension come late', async ({ editor }) => {
  await editor.show(publisher);
  await editor.record(2).click();
  await editor.field('SUBJECTNAME').click();
  await expect(editor.field('SUBJECTNAME')).toBeFocused();
  const release = editor.hold();
  const shown = editor.show(flipByte(publisher, 296 + 40));
  await expect(editor.detail.getByLabel('Loading')).toBeAttached();
  release();
  await shown;
  await expect(editor.verdict).toContainText('Signature does not verify');
  await expect(editor.field('SUBJECTNAME')).toBeFocused();
});

test('the selected record stays selected when it gets another number, and its place if it is gone', async ({
  editor,
}) => {
  const tvs = await identity('tvs');
  const list = (...names: readonly string[]): Uint8Array =>
    trustList({ signer: tvs, records: names.map((dnsName) => ({ function: Role.tvs, certificate: tvs, dnsName })) });
  await editor.show(list('one', 'two', 'three'));
  await editor.record(2).click();
  await editor.field('DNSNAME').click();
  await editor.show(list('three', 'two', 'one'));
  await expect(editor.heading).toContainText('record 2');
  await editor.show(list('two', 'one'));
  await expect(editor.heading).toContainText('record 1');
  await expect(editor.record(1)).toHaveAttribute('aria-selected', 'true');
  await expect(editor.field('DNSNAME')).toBeFocused();
  await expect(editor.field('DNSNAME')).toContainText('two');
  await editor.show(list('zero', 'one', 'two'));
  await expect(editor.heading).toContainText('record 3');
  await editor.show(list('zero', 'one'));
  await expect(editor.heading).toContainText('record 2');
  await editor.show(list());
  await expect(editor.item('Overview')).toHaveAttribute('aria-selected', 'true');
});

test('a list edited since it was signed says so, and leads to signing it again', async ({ editor }) => {
  await editor.show(flipByte(publisher, 290), { earlier: [publisher] });
  await expect(editor.verdict).toContainText(/Edited since signed.*re-sign before deploying to phones/);
  await expect(editor.todo.getByRole('button', { name: 'Re-sign…' })).toBeVisible();
});

test('a list that could not be verified says why', async ({ editor }) => {
  await editor.show(publisher);
  await expect(editor.verdict).toContainText('Signature verified');
  await editor.fail('The engine could not be loaded.');
  await expect(editor.verdict).toContainText('The engine could not be loaded.');
});

test('both sides of a diff say what differs, and lead to the comparison', async ({ editor }) => {
  await editor.show(publisher);
  await editor.beside({
    name: 'ITLFile.tlv (HEAD)',
    isLeft: true,
    summary: 'signer renewed; TVS renewed',
    header: null,
    signer: { sign: '≠', word: 'changed' },
    records: [{ index: 1, sign: '↻', word: 'renewed' }],
  });
  const beside = editor.frame.locator('.beside');
  await expect(beside).toContainText('signer renewed');
  await expect(beside).toContainText('on the left');
  await expect(editor.item(/record 1, .*renewed/)).toBeVisible();
  await expect(editor.item(/^Signer, changed/)).toBeVisible();
  await beside.getByRole('button', { name: 'Compare Side by Side' }).click();
  await beside.getByRole('button', { name: 'Compare as Text' }).click();
  await expect
    .poll(() => editor.host.said('compare'))
    .toEqual([
      { type: 'compare', asText: false },
      { type: 'compare', asText: true },
    ]);
  await editor.beside(null);
  await expect(beside).toBeHidden();
});

test('the host leads to a field', async ({ editor }) => {
  await editor.show(mismatched);
  await expect(editor.verdict).toContainText('Signature does not verify');
  await editor.reveal({ record: null, offset: 10, length: 3 });
  await expect(editor.field('SIGNERID')).toBeFocused();
});

test('a field to which the host leads before verification has ended keeps the keyboard', async ({ editor }) => {
  await editor.show(mismatched, { reveal: { record: null, offset: 10, length: 3 } });
  await expect(editor.verdict).toContainText('Signature does not verify');
  await expect(editor.field('SIGNERID')).toBeFocused();
});

test('a list of 10,000 records opens, scrolls and searches without freezing', async ({ editor, page }) => {
  const [signer, server] = [await identity('signer.example.com'), await identity('server.example.com')];
  const roles = [Role.ccmTftp, Role.tvs, Role.capf, Role.tftp];
  await editor.show(largeList(10_000, signer, { certificateOf: () => server, roles }));
  await expect(editor.record(1)).toBeVisible();
  await expect(editor.verdict).toContainText('Signed, but not sound');

  await editor.tree.focus();
  await page.keyboard.press('End');
  await expect(editor.heading).toContainText('record 9997'); // the last of the last function
  await editor.filter.fill('0f:27:0f'.replaceAll(':', '')); // a serial number without its colons
  await expect(editor.record(9999)).toBeVisible();
  await expect(editor.frame.getByText('1 of 10,000 records')).toBeVisible();
  await editor.filter.fill('');
  await expect(editor.record(1)).toBeVisible();
  await expectNoPause(editor.tree);
  expect(await editor.tree.getByRole('treeitem').count(), 'rows in the document').toBeLessThan(120);
});

function isFocused(editor: EditorHost, field: string): Promise<boolean> {
  return editor.field(field).evaluate((element) => element === document.activeElement);
}
