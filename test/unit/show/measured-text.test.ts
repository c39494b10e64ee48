import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { characterBytes } from '../../../src/core/show/layout';
import { MeasuredText } from '../../../src/core/show/measured-text';

/** What a row may have around its value: white space, breaks, and characters of every width. */
const text = fc.string({
  unit: fc.constantFrom('a', ' ', '\t', '\n', '\r', 'é', '€', '\u{1f600}', '\ud800', '\u2401', '\ufffd', '\u00a0'),
  maxLength: 30,
});

/** Character by character. */
function endOf(whole: string, start: number, bytes: number): number | null {
  let [end, taken] = [start, 0];
  while (taken < bytes && end < whole.length) {
    const code = whole.codePointAt(end) ?? 0;
    const width = code === 0x0a || code === 0x0d ? null : characterBytes(code);
    if (width === null) return null;
    taken += width;
    end += code > 0xffff ? 2 : 1;
  }
  return taken === bytes ? end : null;
}

it('A measured text says what going through it says', () => {
  fc.assert(
    fc.property(text, fc.nat({ max: 12 }), fc.nat({ max: 30 }), (whole, bytes, at) => {
      const measured = new MeasuredText(whole);
      const isWithinPair = /^[\udc00-\udfff]/.test(whole.slice(at)) && /[\ud800-\udbff]$/.test(whole.slice(0, at));
      fc.pre(at <= whole.length && !isWithinPair);
      expect(measured.endOf(at, bytes)).toBe(endOf(whole, at, bytes));
      expect(measured.behindBlanks(at)).toBe(whole.length - whole.slice(at).trimStart().length);
      const [line = ''] = whole.slice(at).split(/[\r\n]/);
      const isWhole = /^\r*(?:\n|$)/.test(whole.slice(at + line.length));
      expect(measured.lineEnd(at)).toMatchObject({ end: at + line.length, isWhole });
    }),
    { numRuns: 2_000 },
  );
});
