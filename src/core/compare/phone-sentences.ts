import { sentencesOf, type Statement } from '../words/statement';
import type { BothWays, Way } from './both-ways';
import { phoneReasons, statePhone } from './reasons';
import { messages, t } from '../words/translate';

export type SideName = 'left' | 'right';

const sides = messages({ left: 'left', right: 'right' });

/** A sentence without full stop, of which one part is the verdict: `accepts`. */
export interface VerdictSentence extends Statement {
  readonly verdict: string;
}

/**
 * What a phone that holds one side does with the other, by its verdict; or what follows if the two sides are lists of
 * one cluster, by the outcome.
 */
export function verdictSentence(held: SideName, reason: keyof typeof phoneReasons): VerdictSentence {
  const offered = held === 'left' ? 'right' : 'left';
  return {
    ...statePhone(reason, { held: t(sides[held]), offered: t(sides[offered]) }),
    verdict: t(phoneReasons[reason].verdict),
  };
}

/** What a phone does, in both directions, sentence by sentence. */
export function phoneSentences({ leftTakesRight, rightTakesLeft, untold }: BothWays): string[] {
  return [
    ...(untold === null ? [] : [untold.sentence]),
    ...waySentences('left', leftTakesRight),
    ...waySentences('right', rightTakesLeft),
  ];
}

function waySentences(held: SideName, way: Way | null): string[] {
  if (way === null) return [];
  const { verdict, rule, dependsOn, sameCluster } = way;
  const said = verdictSentence(held, verdict).sentence;
  return [
    dependsOn.length === 0
      ? t('{sentence} (rule {rule}).', { sentence: said, rule })
      : t('{sentence} (rule {rule}), if: {conditions}', {
          sentence: said,
          rule,
          conditions: sentencesOf(dependsOn).join(' '),
        }),
    ...(sameCluster === null ? [] : [`${verdictSentence(held, sameCluster.outcome).sentence}.`]),
  ];
}
