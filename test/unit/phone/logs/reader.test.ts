import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../../src/core/format/limits';
import { lineCharacters } from '../../../../src/core/phone/logs/lines';
import { readPhoneLog } from '../../../../src/core/phone/logs/read';
import { createLogReader } from '../../../../src/core/phone/logs/reader';
import { growthOf, mostGrowth, step } from '../../../growth/measure';
import { processorMs } from '../../../processor-time';
import { isLong } from '../../../long';
import { noise } from './makers/clothes';
import { messages } from './makers/messages';

describe('A log that is read to its end', () => {
  it('lists its first events, and counts all of them', () => {
    const reader = createLogReader({ isWhole: true });
    const message = 'No CTL installed\n'.repeat(1_000);
    for (let times = 0; times <= limits.logMessages / 1_000; times++) reader.push(message);
    reader.push('Trust List Update Failed');
    expect(reader.end()).toMatchObject({
      lines: limits.logMessages + 1_001,
      understood: limits.logMessages + 1_001,
      total: limits.logMessages + 1_001,
      failure: { line: limits.logMessages + 1_001 },
      unread: { sentence: expect.stringContaining('Only the first 50000 of 51001 events are listed.') as string },
    });
  });
});

describe('A line without an end', () => {
  it('is read at its beginning, and the log says so', () => {
    const { events, unread } = readPhoneLog(`${'CTL installed '.padEnd(lineCharacters)}ITL installed\nhello`);
    expect(events.map(({ reason }) => reason)).toEqual(['holds-ctl']);
    expect(unread?.sentence).toBe('Some lines (1) are longer than 65536 characters: only their beginnings were read.');
  });

  it.each(['\n', '\r\n', '\r'])('has its neighbours read (%j)', (end) => {
    const text = ['ITL installed', 'x'.repeat(3 * lineCharacters), 'CTL installed'].join(end);
    expect(readPhoneLog(text).events.map(({ line }) => line)).toEqual([1, 3]);
  });
});

/** What repeats in a line: parts of messages, and what nearly is one. */
const pumps = [
  ...messages.map(({ message }) => message),
  ...messages.map(({ message }) => message.slice(0, -2)),
  ...messages.map(({ message }) => `${message.split(' ')[0] ?? ''} `),
  ...[
    '<String name="DeviceName">',
    'DeviceName=SEP ',
    'port: 2445 <',
    '12:00:00',
    ' not found',
    '[src=',
    '((((',
    '    ',
  ],
];

/** A share of them in `npm test`, another one for each width. */
const share = (width: number): readonly string[] =>
  isLong ? pumps : pumps.filter((_, at) => at % 32 === (width / 20) % 32);

function read(text: string): void {
  const reader = createLogReader({ isWhole: true });
  reader.push(text);
  reader.end();
}

describe('A log takes time in proportion to its length', () => {
  const fill = (pump: string, characters: number, width: number): string => {
    const line = pump.repeat(Math.ceil(width / pump.length)).slice(0, width);
    return `${line}\n`.repeat(Math.ceil(characters / (width + 1)));
  };

  it.each([60, 80, 4_000, 400_000])(
    'with lines of %d characters that were made to be slow',
    async (width) => {
      const slow: string[] = [];
      const tried = share(width);
      expect(tried.length).toBeGreaterThan(0);
      for (const pump of tried) {
        await setImmediate(); // so that the runner is told that this goes on
        const [small, large] = [200_000 / step, 200_000].map((size) => () => fill(pump, size, Math.min(width, size)));
        const { factor } = await growthOf(read, small ?? String, large ?? String);
        if (factor > mostGrowth) slow.push(`${pump}: ×${factor}`);
      }
      expect(slow).toEqual([]);
    },
    120_000,
  );

  it('and a line that was made to be slow takes no more than plain lines of its length', () => {
    const characters = 2_000_000;
    const cost = (text: string): number => {
      const started = processorMs();
      read(text);
      return processorMs() - started;
    };
    const plain = `${noise.join('\n')}\n`;
    const plainText = plain.repeat(Math.ceil(characters / plain.length));
    cost(plainText);
    const usual = Math.max(cost(plainText), cost(plainText), 50);
    const worse = pumps.filter((pump) => {
      const text = pump.repeat(Math.ceil(characters / pump.length));
      return Math.min(cost(text), cost(text)) > 2 * usual;
    });
    expect(worse).toEqual([]);
  }, 120_000);
});
