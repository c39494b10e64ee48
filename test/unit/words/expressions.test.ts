import { describe, expect, it } from 'vitest';
import { anyOf, expression, sequence, withoutNames } from '../../../src/core/words/expressions';

describe('An expression that is made of parts', () => {
  it('takes texts literally, and literals as what they mean', () => {
    const made = expression('i')`^${'a.b[c]-$/|'}=${/x|y/}\d$`;
    expect(made.test('A.B[c]-$/|=Y1')).toBe(true);
    expect(made.test('aXb[c]-$/|=x1')).toBe(false);
    expect(made.test('a.b[c]-$/|=xd')).toBe(false);
  });

  it('takes the first alternative that fits, and parts with others between them', () => {
    expect(anyOf(['CCM+TFTP', 'CCM']).exec('CCM+TFTP')?.[0]).toBe('CCM+TFTP');
    expect(sequence(['HASH', 'ALGORITHM'], /\s+/).test('HASH \n ALGORITHM')).toBe(true);
  });

  it('may contain several that have groups of the same name', () => {
    const names = [/(?<kind>ITL) File/, /(?<kind>CTL) File/].map(withoutNames);
    expect(anyOf(names).exec('CTL File')?.[0]).toBe('CTL File');
  });
});
