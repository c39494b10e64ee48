import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { fateOf, thisProcess } from '../../../src/node/processes';

const host = hostname().replace(/[^A-Za-z0-9-]/g, '-');

describe('the name of a process', () => {
  test('tells whether it still runs', () => {
    expect(fateOf(thisProcess)).toBe('running');
    expect(fateOf(`${host}-${process.pid}`)).toBe('running');
    expect(fateOf(`${host}-${spawnSync(process.execPath, ['-e', '']).pid}-1`)).toBe('ended');
  });

  test.runIf(process.platform === 'linux')('is not that of a later process with the same number', () => {
    expect(thisProcess).toMatch(/-[1-9]\d*$/);
    expect(fateOf(`${host}-${process.pid}-1`)).toBe('ended');
  });

  test('of another machine, or none, tells nothing', () => {
    for (const name of [`other-${thisProcess}`, `${host}-notes`, host, ''])
      expect(fateOf(name), name).toBe('elsewhere');
  });
});
