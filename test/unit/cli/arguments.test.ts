import { describe, expect, test } from 'vitest';
import { checkOperands, readArguments } from '../../../src/cli/arguments';
import { migrate } from '../../../src/cli/commands/migrate';

describe('an option that takes several values', () => {
  test.each([
    [
      ['--from', 'a', 'b', '--from', 'c'],
      ['a', 'b', 'c'],
    ],
    [
      ['--from=a', '--json', '--from', 'b', 'c', '--to', 'x', 'y', '--from', 'd'],
      ['a', 'b', 'c', 'd'],
    ],
  ])('has them in the order in which they were given: %j', (line, values) => {
    const args = readArguments(migrate, line);
    expect(args.values('from')).toEqual(values);
    expect(args.operands).toEqual([]);
  });

  test('takes no operand behind another option or behind --', () => {
    for (const line of [
      ['--from', 'a', '--json', 'b'],
      ['--from', 'a', '--', 'b'],
    ]) {
      const { operands } = readArguments(migrate, line);
      expect(() => {
        checkOperands(migrate, operands.length);
      }).toThrow(/nothing more/);
    }
  });
});
