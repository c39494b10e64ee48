import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/extension/host/plain-text';

/** How VS Code finds links and icons in the texts of notifications, dialogs, prompts and lists. */
const links = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+(?: (["'])(?:.+?)\1)?\)/i;
const icons = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/;

describe('a text that VS Code shows', () => {
  it.each([
    [
      '[x](command:workbench.action.quit) is not a trust list.',
      '[x] (command:workbench.action.quit) is not a trust list.',
    ],
    ['CN=$(trash) pub', 'CN=$ (trash) pub'],
    ['ITLFile (1).tlv', 'ITLFile (1).tlv'],
    ['[a] (b) $5', '[a] (b) $5'],
  ])('is neither a link nor an icon: %s', (text, shown) => {
    expect(plainText(text)).toBe(shown);
  });

  it('contains neither, whatever it is made of', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '$',
      'command:a',
      'https://b',
      ' ',
      'trash',
      '"',
      'x',
      '\\',
      '\u200b',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const shown = plainText(pieces.join(''));
        expect(shown).not.toMatch(links);
        expect(shown).not.toMatch(icons);
        expect(shown.replaceAll(' ', '')).toBe(pieces.join('').replaceAll(' ', ''));
      }),
      { numRuns: 2000 },
    );
  });
});
