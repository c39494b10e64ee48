import { describe, expect, it } from 'vitest';
import { reasonsOf, sentencesOf, statements } from '../../../src/core/words/statement';
import { filled } from '../../../src/core/words/translate';

const state = statements({
  taken: { text: 'Phones take {file} by record {record}.', source: 'P4' },
  asked: { text: 'The phone asks {servers}.', source: null },
});

describe('a statement', () => {
  it('is a reason, the values of this case, and the sentence of the catalogue with them in it', () => {
    expect(state('taken', { file: 'ITLFile.tlv', record: 2 })).toEqual({
      reason: 'taken',
      args: { file: 'ITLFile.tlv', record: 2 },
      sentence: 'Phones take ITLFile.tlv by record 2.',
    });
  });

  it.each([
    [[], 'The phone asks .'],
    [['a'], 'The phone asks a.'],
    [['a', 'b'], 'The phone asks a and b.'],
    [['a', 'b', 'c'], 'The phone asks a, b and c.'],
  ])('writes the list %j out', (servers, sentence) => {
    expect(state('asked', { servers }).sentence).toBe(sentence);
  });

  it('takes a value as text, whatever is written in it', () => {
    expect(state('taken', { file: '{record} $& $1', record: 7 }).sentence).toBe(
      'Phones take {record} $& $1 by record 7.',
    );
  });

  it('leaves a name without a value as it stands', () => {
    expect(filled('{file} and {other}', { file: 'A' })).toBe('A and {other}');
  });

  it('gives its sentence and its reason apart', () => {
    const all = [state('asked', { servers: ['a'] })];
    expect(sentencesOf(all)).toEqual(['The phone asks a.']);
    expect(reasonsOf(all)).toEqual([{ reason: 'asked', args: { servers: ['a'] } }]);
  });
});
