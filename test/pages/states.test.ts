import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type Axe from 'axe-core';
import { allMessages, expect, test } from './fixtures';
import { themeNames, type PageFrame } from './frame';
import { amount } from '../long';
import { outsideMessages } from '../pseudo-locale';
import { states } from './states';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Words and icons of verdicts, marks, and the rows of the outline, which `axe` does not see. */
const words =
  '.verdict :is(strong, h1, h2), .verdict-badge, .mark, .step-mark, .failure h2, .same-cluster, .tree-content > span';
const icons = ':is(.verdict, .verdict-badge, .mark, .step-mark, .failure h2, .same-cluster) .icon';

/** States that have no verdict. */
const without: ReadonlySet<string> = new Set(['compare: unreadable', 'phone: bundles']);

// In a language that is longer than English: what fits and stands out in it does so in English.
test.use({ language: 'pseudo' });

// One test for each state, since opening a page takes longer than looking at it. In a short run, every other state in one
// theme, and the next one in the next theme.
const apart = amount({ all: 1, share: themeNames.length });
const shown = Object.entries(states).filter((_, at) => at % amount({ all: 1, share: 2 }) === 0);
for (const [at, [name, show]] of shown.entries()) {
  test(`a page breaks no rule, is all translated, stands out, and fits a narrow window: ${name}`, async ({
    page,
    editor,
    compare,
    phone,
    signed,
    workspace,
    fleet,
  }) => {
    const frame = await show({ page, editor, compare, phone, signed, workspace, fleet });
    await page.evaluate(source);
    for (const theme of themeNames.filter((_, number) => (number + at) % apart === 0)) {
      await frame.setTheme(theme);
      const broken = (await violations(frame)).flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => `${id} at ${target.join(' ')}`),
      );
      expect(broken, `rules that are broken in ${theme}`).toEqual([]);
      const found = await contrasts(page, `${words}, ${icons}`);
      if (!without.has(name)) expect(found.length, `verdicts of ${name}`).toBeGreaterThan(0);
      expect(
        found.filter(({ ratio }) => ratio < 4.5),
        `below 4.5:1 in ${theme}`,
      ).toEqual([]);
    }
    expect(notTranslated(await textsOf(page)), 'texts that are not translated').toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    await expect.poll(() => widerThanWindow(page)).toEqual([]);
  });
}

/** What sticks out. Bytes, the text of a file and rows of many columns keep their lines; other heads of tables are hidden. */
function widerThanWindow(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll('body, body *'))
      .filter(
        (element) => element.closest('.visually-hidden, thead, .bytes-scroller, .table > *, ol.text, pre') === null,
      )
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > window.innerWidth)
      .map((element) => `${element.tagName} ${element.className}`),
  );
}

function violations({ page }: PageFrame): Promise<Axe.Result[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof Axe };
    return (await axe.run(document, { resultTypes: ['violations'] })).violations;
  });
}

/** The contrast of each element that is shown with what is behind it, from the colours that the browser computed. */
function contrasts(page: Page, selector: string): Promise<{ readonly of: string; readonly ratio: number }[]> {
  return page.evaluate((wanted) => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (canvas === null) throw new Error('There is no canvas.');
    /** The last colour over the ones before it, as red, green and blue. */
    const painted = (colours: readonly string[]): number[] => {
      for (const colour of ['#fff', ...colours]) {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
      }
      return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const luminance = (colour: readonly number[]): number => {
      const [red = 0, green = 0, blue = 0] = colour.map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const behind = (element: Element): string[] => {
      const own = getComputedStyle(element).backgroundColor;
      return element.parentElement === null ? [own] : [...behind(element.parentElement), own];
    };
    return Array.from(document.querySelectorAll(wanted))
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => {
        const back = behind(element);
        const [over, under] = [
          luminance(painted([...back, getComputedStyle(element).color])),
          luminance(painted(back)),
        ];
        const ratio = (Math.max(over, under) + 0.05) / (Math.min(over, under) + 0.05);
        return { of: `${element.getAttribute('class') ?? element.tagName}: ${element.textContent}`, ratio };
      });
  }, selector);
}

/** All that a page shows or has a screen reader say: its text in one, a line for each part of it, and each attribute. */
function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const said = ['title', 'aria-label', 'placeholder', 'aria-description', 'aria-valuetext', 'alt', 'label'];
    const elements = Array.from(document.querySelectorAll('body, body *'));
    const attributes = elements.flatMap((element) => said.flatMap((name) => element.getAttribute(name) ?? []));
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let whole = '';
    while (texts.nextNode() !== null) {
      const { parentElement, textContent } = texts.currentNode;
      if (parentElement?.closest('script, style, .words, pre, ol.text') === null) whole += `${textContent ?? ''}\n`;
    }
    return [whole, ...attributes];
  });
}

/**
 * What stands outside of messages as a message would, or as a sentence would. Values of files do not: names, digests, names
 * of elements and functions, titles of documents.
 */
function notTranslated(texts: readonly string[]): string[] {
  const messages = new Set(allMessages());
  const isSentence = (part: string): boolean => /(?<![\w/.=-])[a-z]{3,} [a-z]{3,}(?![\w/.=-])/.test(part);
  const parts = texts.flatMap((text) => outsideMessages(text).split(/\n| {2,}/)).map((part) => part.trim());
  return [...new Set(parts)].filter((part) => messages.has(part) || (isSentence(part) && !/\.\w{2,4}$/.test(part)));
}
