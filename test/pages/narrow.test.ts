import { expect, test } from './fixtures';
import { states } from './states';

for (const [name, show] of Object.entries(states)) {
  test(`nothing is wider than a narrow window: ${name}`, async ({ page, editor, compare, phone, signed }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await show({ page, editor, compare, phone, signed });
    const wider = await page.evaluate(() =>
      Array.from(document.querySelectorAll('body, body *'))
        // Bytes and the text of a file keep their lines; the heads of tables are hidden.
        .filter((element) => element.closest('.visually-hidden, thead, .bytes-scroller, ol.text, pre') === null)
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > window.innerWidth)
        .map((element) => `${element.tagName} ${element.className}`),
    );
    expect(wider).toEqual([]);
  });
}
