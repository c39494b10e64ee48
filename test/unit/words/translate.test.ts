import { afterEach, expect, test } from 'vitest';
import { statements } from '../../../src/core/words/statement';
import { messagesElement, plural, setTranslator, t, translatorOf } from '../../../src/core/words/translate';
import { outsideMessages, pseudo } from '../../pseudo-locale';

afterEach(() => {
  setTranslator(null);
});

test('without a translator, a message is what the code says', () => {
  expect(t('{file} has changed.', { file: 'a {b}.tlv' })).toBe('a {b}.tlv has changed.');
  expect([1, 2].map((count) => plural(count, '1 record', '{count} records'))).toEqual(['1 record', '2 records']);
});

test('a translator gives the sentence, and values go into its places', () => {
  setTranslator(translatorOf({ '{a} before {b}': '{b} nach {a}', '{list} and {last}': '{list} und {last}' }));
  expect(t('{a} before {b}', { a: '1', b: ['x', 'y', '{a}'] })).toBe('x, y und {a} nach 1');
});

test('what a translation lacks stays English', () => {
  setTranslator(translatorOf({}));
  expect(t('constructor')).toBe('constructor');
});

test('a statement keeps its reason and its values in every language', () => {
  const state = statements({ kept: { text: 'The signer of {file} is kept.', source: null } });
  const english = state('kept', { file: 'ITLFile.tlv' });
  setTranslator(pseudo);
  const { sentence, ...conclusion } = state('kept', { file: 'ITLFile.tlv' });
  expect({ ...conclusion, sentence: english.sentence }).toEqual(english);
  expect(sentence).toMatch(/^⟦The signer of ‹ITLFile\.tlv› is kept\.( ~~~)+⟧$/);
});

test('messages cannot end the element that brings them to a page', () => {
  const bundle = { '"<script>&': '</head>"' };
  const content = /content="([^"]*)"/.exec(messagesElement(bundle))?.[1] ?? '';
  const unescaped = content
    .replace(/&lt;/g, '<')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
  expect(JSON.parse(unescaped)).toEqual(bundle);
  expect(content).not.toMatch(/[<"]/);
});

test('the pseudo-locale tells what was not translated', () => {
  setTranslator(pseudo);
  const inner = t('the header');
  expect(outsideMessages(`${t('Missing: {what}.', { what: inner })} and ITLFile.tlv`).trim()).toBe('and ITLFile.tlv');
  expect(outsideMessages(t('Missing: {what}.', { what: 'the header' })).trim()).toBe('the header');
});
