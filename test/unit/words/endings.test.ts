import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutEnding } from '../../../src/core/words/endings';

it('A text without its ending is what a regular expression would leave', () => {
  const text = fc.string({ unit: fc.constantFrom('\0', '-', '.', 'a', '\n') });
  fc.assert(
    fc.property(text, (made) => {
      expect(withoutEnding(made, '\0')).toBe(made.replace(/\0+$/, ''));
      expect(withoutEnding(made, '-.')).toBe(made.replace(/[-.]+$/, ''));
    }),
  );
});
