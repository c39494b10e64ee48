import { describe, expect, it } from 'vitest';
import { sameSerial, sameSerialText } from '../../../src/core/certificates/serial';
import { hexBytes } from '../../builders';

describe('sameSerial', () => {
  it.each([
    ['83E908', '83E908', true],
    ['0083E908', '83E908', true],
    ['000083E908', '0083E908', true],
    ['00', '', true],
    ['83E908', '83E909', false],
    ['83E908', '83E90800', false],
    ['0100', '01', false],
    ['', '01', false],
  ])('of %s and %s: %s', (a, b, same) => {
    expect(sameSerial(hexBytes(a), hexBytes(b))).toBe(same);
    expect(sameSerial(hexBytes(b), hexBytes(a))).toBe(same);
  });

  it('in colon hex goes by the octets too', () => {
    expect(sameSerialText('00:00:83:E9', '83:e9')).toBe(true);
    expect(sameSerialText('00:00', '00')).toBe(true);
    expect(sameSerialText('83:E9', '83:E9:00')).toBe(false);
  });
});
