import { expect, test } from 'vitest';
import { reasonOfFailure } from '../../../src/cli/file-failure';

const failure = (code: string): Error => Object.assign(new Error(`${code}: rename`), { code });

test.each(['EACCES', 'EPERM', 'EBUSY'])('on Windows %s may mean that another program has the file open', (code) => {
  expect(reasonOfFailure(failure(code), true)).toBe('permission denied, or another program has it open');
});

test('elsewhere a refusal is one', () => {
  expect(reasonOfFailure(failure('EPERM'), false)).toBe('permission denied');
  expect(reasonOfFailure(failure('ENOSPC'), true)).toBe('no space is left on the device');
  expect(reasonOfFailure(failure('EWHAT'), true)).toBe('EWHAT: rename');
});
