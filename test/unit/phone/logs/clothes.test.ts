import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../../../src/core/phone/logs/events';
import { readPhoneLog } from '../../../../src/core/phone/logs/read';
import { createLogReader } from '../../../../src/core/phone/logs/reader';
import { brokenAt, clothes, logOf, noise, timeAt } from './makers/clothes';
import { messages, type Example } from './makers/messages';

const told = (events: readonly LogEvent[]): unknown[] => events.map(({ reason, args, time }) => [reason, args, time]);

describe.each(clothes)('A message in the clothes of $name', ({ name, dress }) => {
  it.each(messages)('is recognized: $message', ({ message, reason, file = null }) => {
    for (const end of ['\n', '\r\n', '\r', ' \n']) {
      const { events, understood } = readPhoneLog(logOf([dress(message, 3)], { end }));
      expect(events.map((event) => [event.reason, event.file])).toEqual([[reason, file]]);
      expect(understood).toBe(1);
      if (name !== 'nothing') expect(events[0]?.time).toMatch(new RegExp(`^${timeAt(3)}`));
    }
  });

  it.each(messages)('is recognized whatever its case: $message', ({ message, reason }) => {
    for (const changed of [message.toLowerCase(), message.toUpperCase()]) {
      expect(readPhoneLog(dress(changed, 3)).events[0]?.reason).toBe(reason);
    }
  });
});

/** Lines of random messages, all in the same random clothes. */
const someLines = fc
  .record({
    said: fc.array(fc.constantFrom(...messages), { minLength: 1, maxLength: 6 }),
    worn: fc.constantFrom(...clothes.filter(({ name }) => name !== 'nothing' && name !== 'quotation')),
  })
  .map(({ said, worn }) => said.map(({ message }: Example, at) => worn.dress(message, at)));

describe('A log', () => {
  it('says the same in whatever pieces it comes', () => {
    fc.assert(
      fc.property(someLines, fc.array(fc.nat({ max: 40 }), { minLength: 1 }), (lines, cuts) => {
        const text = logOf(lines, { end: '\r\n', noisy: true });
        const reader = createLogReader({ isWhole: true });
        for (let start = 0, at = 0; start < text.length; at += 1) {
          const length = 1 + (cuts[at % cuts.length] ?? 0);
          reader.push(text.slice(start, start + length));
          start += length;
        }
        expect(reader.end()).toEqual(readPhoneLog(text));
      }),
    );
  });

  it('says the same with lines of other things between its own', () => {
    fc.assert(
      fc.property(someLines, (lines) => {
        const [plain, noisy] = [readPhoneLog(logOf(lines)), readPhoneLog(logOf(lines, { noisy: true }))];
        expect(told(noisy.events)).toEqual(told(plain.events));
        expect(noisy).toMatchObject({ lines: plain.lines * 2, understood: plain.understood });
      }),
    );
  });

  it.each([80, 100, 132])('says the same if a terminal of %d columns broke its lines', (width) => {
    fc.assert(
      fc.property(someLines, (lines) => {
        const [whole, broken] = [readPhoneLog(logOf(lines)), readPhoneLog(logOf(brokenAt(width, lines)))];
        expect(told(broken.events)).toEqual(told(whole.events));
        expect(broken.failure?.reason).toBe(whole.failure?.reason);
      }),
    );
  });

  it('says the same if its messages were run together on one line', () => {
    fc.assert(
      fc.property(someLines, (lines) => {
        expect(told(readPhoneLog(lines.join(' ')).events)).toEqual(told(readPhoneLog(logOf(lines)).events));
      }),
    );
  });

  it('of which nothing is known has no line understood, and no event', () => {
    expect(readPhoneLog(noise.join('\n'))).toMatchObject({
      lines: noise.length,
      understood: 0,
      events: [],
      failure: null,
    });
  });
});
