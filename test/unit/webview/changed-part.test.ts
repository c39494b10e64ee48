import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedParts } from '../../../webview/compare/changed-part';

describe('the part of two values that differs', () => {
  it('is pointed out by whole words and numbers', () => {
    expect(changedParts('CN=pub1.example.com;O=Example', 'CN=pub22.example.com;O=Example')).toEqual({
      left: { before: 'CN=', changed: 'pub1', behind: '.example.com;O=Example' },
      right: { before: 'CN=', changed: 'pub22', behind: '.example.com;O=Example' },
    });
  });

  it('is empty on the side that has nothing there', () => {
    expect(changedParts('CN=pub;O=x', 'CN=pub;OU=TAC;O=x')?.left.changed).toBe('');
    expect(changedParts('CN=pub;O=x', 'CN=pub;OU=TAC;O=x')?.right.changed).toBe('OU=TAC;');
  });

  it('is not taken twice where both ends could claim it', () => {
    expect(changedParts('a a', 'a a a')).toEqual({
      left: { before: 'a a', changed: '', behind: '' },
      right: { before: 'a a', changed: ' a', behind: '' },
    });
  });

  it('is not worth pointing out where little is in common', () => {
    expect(changedParts('84 A5 16', '0E 1E 28')).toBeNull();
    expect(changedParts('', 'CN=pub')).toBeNull();
  });

  it('leaves the rest the same on both sides, and nothing out', () => {
    const value = fc.array(fc.constantFrom('CN', '=', 'pub', ';', 'é', '\u{1F600}', ' '), { maxLength: 12 });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [left, right] = [a.join(''), b.join('')];
        const parts = changedParts(left, right);
        if (parts === null) return;
        const whole = ({ before, changed, behind }: typeof parts.left): string => before + changed + behind;
        expect([whole(parts.left), whole(parts.right)]).toEqual([left, right]);
        expect(parts.left.before).toBe(parts.right.before);
        expect(parts.left.behind).toBe(parts.right.behind);
      }),
    );
  });
});
