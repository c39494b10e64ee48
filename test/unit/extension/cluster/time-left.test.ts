import fc from 'fast-check';
import { expect, it } from 'vitest';
import { secondsLeft } from '../../../../src/extension/cluster/time-left';
import { timeLeftWords } from '../../../../webview/fleet/time-words';

it('is not known before enough is done, in enough time', () => {
  expect(secondsLeft({ done: 0, total: 100, elapsed: 60_000 })).toBeNull();
  expect(secondsLeft({ done: 1, total: 100, elapsed: 60_000 })).toBeNull();
  expect(secondsLeft({ done: 50, total: 100, elapsed: 1_999 })).toBeNull();
  expect(secondsLeft({ done: 0, total: 0, elapsed: 60_000 })).toBeNull();
});

it('is what the rest takes at the rate so far', () => {
  expect(secondsLeft({ done: 25, total: 100, elapsed: 10_000 })).toBe(30);
  expect(secondsLeft({ done: 100, total: 100, elapsed: 10_000 })).toBe(0);
});

it('is never below zero, and less the more is done', () => {
  const amounts = fc.record({ total: fc.integer({ min: 1, max: 1e9 }), elapsed: fc.integer({ min: 2_000, max: 1e7 }) });
  fc.assert(
    fc.property(amounts, fc.double({ min: 0, max: 1, noNaN: true }), ({ total, elapsed }, part) => {
      const left = secondsLeft({ done: part * total, total, elapsed });
      const later = secondsLeft({ done: Math.min(1, part + 0.1) * total, total, elapsed });
      if (left === null) return;
      expect(left).toBeGreaterThanOrEqual(0);
      expect(later).toBeLessThanOrEqual(left);
    }),
  );
});

it('is said in words that do not change all the time', () => {
  expect([0, 4, 5, 6, 59, 60, 61, 5_400, 7_201].map(timeLeftWords)).toEqual([
    'a few seconds left',
    'a few seconds left',
    'about 5 seconds left',
    'about 10 seconds left',
    'about 60 seconds left',
    'about 1 minute left',
    'about 2 minutes left',
    'about 2 hours left',
    'about 3 hours left',
  ]);
});
