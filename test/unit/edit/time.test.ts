import { expect, it } from 'vitest';
import { readTime } from '../../../src/core/edit/time';

it.each([
  ['now', 7],
  [' 1700000000 ', 1_700_000_000],
  ['2024-02-29T12:00:00Z', 1_709_208_000],
  ['2024-03-01T00:30+01:00', 1_709_249_400],
  ['1960-01-01T00:00:00Z', -315_619_200],
])('%s is the time %d', (text, time) => {
  expect(readTime(text, 7)).toBe(time);
});

it.each(['2026-02-31T00:00:00Z', '2023-02-29T12:00:00+05:00', '2026-13-01T00:00:00Z', '2026-01-31', 'soon'])(
  '%s is not a time',
  (text) => {
    expect(readTime(text, 7)).toBeNull();
  },
);
