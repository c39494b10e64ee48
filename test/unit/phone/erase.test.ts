import { describe, expect, it } from 'vitest';
import { adviseErase, type EraseFacts } from '../../../src/core/phone/erase';

const everything: EraseFacts = { sameItl: false, sameTvs: false, showsFailure: true, backupOfKey: false };

describe('erasing an ITL', () => {
  it('is advised only where all four conditions hold', () => {
    const { advice, conditions } = adviseErase(everything);
    expect(advice).toBe('erase');
    expect(conditions.map(({ state }) => state)).toEqual(['holds', 'holds', 'holds', 'holds']);
  });

  it.each([
    [{ sameItl: true }, 'erasing it would bring back the same list'],
    [{ sameTvs: true }, 'it can vouch for a new signer'],
    [{ showsFailure: false }, 'its ITL is not the problem'],
    [{ backupOfKey: true }, 'restore it, and phones trust the cluster again'],
  ] as const)('is advised against where one does not: %j', (fact, reason) => {
    const { advice, sentence } = adviseErase({ ...everything, ...fact });
    expect(advice).toBe('do-not-erase');
    expect(sentence).toContain(reason);
  });

  it.each(['sameItl', 'sameTvs', 'showsFailure', 'backupOfKey'] as const)(
    'waits where one is not known, and says how to find out: %s',
    (fact) => {
      const { advice, sentence, conditions } = adviseErase({ ...everything, [fact]: null });
      expect(advice).toBe('not-known');
      expect(sentence).toContain('1 of the four conditions is not known');
      expect(conditions.filter(({ check }) => check !== null)).toHaveLength(1);
    },
  );

  it('needs no more facts where one speaks against it', () => {
    const nothing: EraseFacts = { sameItl: null, sameTvs: null, showsFailure: null, backupOfKey: null };
    expect(adviseErase(nothing).sentence).toContain('4 of the four conditions are not known');
    expect(adviseErase({ ...nothing, sameItl: true }).advice).toBe('do-not-erase');
  });
});
