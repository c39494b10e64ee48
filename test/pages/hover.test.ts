import { concat } from '../builders';
import { expect, test } from './fixtures';
import { themeNames } from './frame';
import { sample } from './samples';

const mismatched = sample('ITL-mismatched-signer.tlv');

test('a hover opens on focus, is read out, is entered with Tab and closes with Escape', async ({ editor, page }) => {
  await editor.show(mismatched);
  await editor.item(/^Header/).click();
  await editor.field('HEADERLENGTH').click();
  await expect(editor.hover).toBeHidden();
  await page.keyboard.press('ArrowDown');
  await expect(editor.hover).toBeVisible();
  await expect(editor.hover).toContainText(
    /Actual signer:?\s*CUCM8-Subscriber\.bbbburns\.lab \(record 5, TFTP, serial 5B:0A:77:12:9C:E4:38:01\)/,
  );
  await expect(editor.field('SIGNERID')).toHaveAccessibleDescription(/CUCM8-Subscriber\.bbbburns\.lab \(record 5/);
  const announced = editor.frame.getByRole('status').filter({ hasText: 'Signed by another key.' });
  await expect(announced).toContainText('What a phone does: ');
  await page.keyboard.press('ArrowDown');
  await expect(editor.hover).toBeHidden();

  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
  await expect(editor.hover.getByRole('button', { name: 'signed-by-another' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => editor.host.said('explain')).toEqual([{ type: 'explain', code: 'signed-by-another' }]);
  await page.keyboard.press('Tab');
  await expect(editor.hover.getByRole('button', { name: 'Re-sign…' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(editor.hover).toBeHidden();
  await expect(editor.field('SIGNERID')).toBeFocused();

  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => editor.host.said('fix')).toEqual([{ type: 'fix', fix: { kind: 'resign' } }]);
  await expect(editor.field('SIGNERID'), 'has the keyboard of the button that is gone').toBeFocused();
});

test('a hover stays open under the pointer, and inside a narrow window', async ({ editor, page }) => {
  await page.setViewportSize({ width: 432, height: 580 });
  await editor.show(mismatched);
  await editor.verdict.getByRole('button', { name: 'Signature does not verify' }).hover();
  const evidence = editor.hover.getByText(/CUCM8-Subscriber\.bbbburns\.lab \(record 5/).first();
  await evidence.hover();
  await expect(evidence).toBeInViewport();
  const [box, frame] = [await editor.hover.boundingBox(), await editor.frame.locator('html').boundingBox()];
  if (box === null || frame === null) throw new Error('The hover is not there.');
  expect(box.x).toBeGreaterThanOrEqual(frame.x);
  expect(box.y).toBeGreaterThanOrEqual(frame.y);
  expect(box.x + box.width).toBeLessThanOrEqual(frame.x + frame.width);
  expect(box.y + box.height).toBeLessThanOrEqual(frame.y + frame.height);
  await page.mouse.move(2, 2);
  await expect(editor.hover).toBeHidden();
});

test('a quick fix of a hover asks for the edit', async ({ editor }) => {
  await editor.show(concat(sample('ITL-cucm8-publisher.tlv'), new Uint8Array(40)));
  await editor.finding('trailing-bytes').hover();
  await editor.hover.getByRole('button', { name: 'Remove the bytes after the last record' }).click();
  await expect.poll(() => editor.host.said('fix')).toHaveLength(1);
});

test('Tab leads from finding to finding, and arrow keys to what can be done about one', async ({ editor, page }) => {
  await editor.show(mismatched);
  await editor.item(/^Overview/).click();
  const findings = editor.detail.locator('.finding');
  await expect(editor.finding('signed-by-another')).toBeVisible();
  const count = await findings.count();
  await findings.first().getByRole('button').focus();
  const focused = (): Promise<number> =>
    findings.evaluateAll((all) => all.findIndex((one) => one.contains(document.activeElement)));
  for (let at = 0; at < count; at += 1) {
    expect(await focused(), 'one stop in each finding').toBe(at);
    await page.keyboard.press('Tab');
  }
  expect(await focused(), 'behind the last').toBe(-1);

  await page.keyboard.press('Shift+Tab');
  expect(await focused()).toBe(count - 1);
  await editor.finding('signed-by-another').getByRole('button').focus();
  await page.keyboard.press('ArrowRight');
  await expect(editor.hover.getByRole('button', { name: 'signed-by-another' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(editor.hover.getByRole('button', { name: 'Re-sign…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => editor.host.said('fix')).toEqual([{ type: 'fix', fix: { kind: 'resign' } }]);
  await expect(editor.finding('signed-by-another').getByRole('button')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(editor.hover.getByRole('button', { name: 'signed-by-another' })).toBeHidden();
});

test('a hover that does not fit scrolls by keyboard, and stays inside a very small window', async ({
  editor,
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await editor.show(mismatched);
  const label = editor.verdict.getByRole('button', { name: 'Signature does not verify' });
  await page.keyboard.press('Tab');
  await label.focus();
  await page.keyboard.press('Tab');
  await expect(editor.hover.getByRole('button', { name: 'signed-by-another' })).toBeFocused();
  const box = await editor.hover.boundingBox();
  expect(box?.height).toBeGreaterThan(100);
  expect(box?.y).toBeGreaterThanOrEqual(0);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(256);
  await page.keyboard.press('End');
  await expect(editor.hover.getByRole('button', { name: 'Re-sign…' })).toBeInViewport();
  expect(await editor.hover.evaluate((hover) => hover.scrollWidth - hover.clientWidth)).toBe(0);
  await page.keyboard.press('Escape');
  await expect(label).toBeFocused();
});

test('the keyboard is never lost when the list changes', async ({ editor, page }) => {
  await editor.show(mismatched);
  await editor.item(/^Overview/).click();
  await editor.finding('signed-by-another').getByRole('button').focus();
  await page.keyboard.press('ArrowRight');
  await expect(editor.hover.getByRole('button', { name: 'signed-by-another' })).toBeFocused();
  await editor.show(sample('ITL-cucm8-publisher.tlv'));
  await expect(editor.verdict).toContainText('Signature verified');
  await expect(editor.hover).toBeHidden();
  await expect(editor.tree).toBeFocused();

  await editor.digest('MD5').getByRole('button').focus();
  await editor.show(mismatched);
  await expect(editor.verdict).toContainText('does not verify');
  await expect(editor.tree).toBeFocused();

  await editor.show(new TextEncoder().encode('<device></device>'));
  await expect(editor.frame.getByRole('alert')).toBeVisible();
  await expect(editor.bytes.getByRole('group')).toBeFocused();
});

test('hovers follow each theme', async ({ editor, page }) => {
  await editor.show(mismatched);
  await editor.item(/^Header/).click();
  const colours = new Set<string>();
  for (const theme of themeNames) {
    await editor.host.setTheme(theme);
    await page.mouse.move(2, 2);
    await expect(editor.hover).toBeHidden();
    await editor.field('SIGNERID').hover();
    await expect(editor.hover).toContainText('Re-sign…');
    colours.add(await editor.hover.evaluate((hover) => getComputedStyle(hover).backgroundColor));
  }
  expect(colours.size).toBeGreaterThan(2);
});
