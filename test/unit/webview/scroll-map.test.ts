import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ScrollMap } from '../../../webview/shared/scroll-map';

it('lists of any height are scrolled from their first pixel to their last, and back to where they were', () => {
  const heights = fc.integer({ min: 1, max: 1_000_000_000 });
  fc.assert(
    fc.property(
      heights,
      fc.integer({ min: 1, max: 4_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (rows, view, part) => {
        const map = new ScrollMap(rows, view);
        expect(map.height).toBeLessThanOrEqual(8_000_000);
        const last = Math.max(0, map.height - view);
        expect(map.rowsAt(0)).toBe(0);
        expect(map.rowsAt(last)).toBeCloseTo(Math.max(0, rows - view), 3);
        expect(map.rowsAt(map.scrolledTo(part * rows))).toBeCloseTo(part * rows, 3);
      },
    ),
  );
});

it('what an element can be as tall as is scrolled pixel by pixel', () => {
  const map = new ScrollMap(120_000 * 26, 700);
  expect([map.height, map.rowsAt(12_345), map.scrolledTo(12_345)]).toEqual([120_000 * 26, 12_345, 12_345]);
});
