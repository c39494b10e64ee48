import { visible } from '../core/show/layout';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * A text as content or attribute of XML 1.0. What XML 1.0 forbids even as a reference (controls, surrogates, U+FFFE and
 * U+FFFF) is shown as by `visible`; line breaks of the text become pictures too.
 */
export function xmlText(text: string): string {
  return visible(text)
    .replace(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
