import type { Decision } from '../phone/decision';
import { sentencesOf } from '../words/statement';
import type { BothWays, SameCluster, Way } from './both-ways';

export type SideName = 'left' | 'right';

/** A sentence of which one word is the verdict: `A phone that holds the left list` · `accepts` · `the right one`. */
export interface VerdictSentence {
  readonly before: string;
  readonly verdict: string;
  readonly behind: string;
}

const verdictWords: Readonly<Record<Decision['verdict'], string>> = {
  accepted: 'accepts',
  refused: 'refuses',
  depends: 'may accept',
};

/** What a phone that holds one side does with the other, without full stop. */
export function phoneSentence(held: SideName, { verdict }: Pick<Decision, 'verdict'>): VerdictSentence {
  return {
    before: `A phone that holds the ${held} list`,
    verdict: verdictWords[verdict],
    behind: `the ${otherSide(held)} one`,
  };
}

const sameClusterWords: Readonly<Record<SameCluster['outcome'], Pick<VerdictSentence, 'verdict' | 'behind'>>> = {
  'locked-out': { verdict: 'locked out', behind: 'no signer and no TVS that phones know is left' },
  'fine-through-tvs': { verdict: 'taken through TVS', behind: 'whose certificate is kept' },
};

/** What follows if the two sides are lists of one cluster, without full stop; a comma follows the verdict. */
export function sameClusterSentence(held: SideName, { outcome }: SameCluster): VerdictSentence {
  const before = `If one cluster replaced the ${held} list by the ${otherSide(held)} one:`;
  return { before, ...sameClusterWords[outcome] };
}

/** What a phone does, in both directions, sentence by sentence. */
export function phoneSentences({ leftTakesRight, rightTakesLeft, untold }: BothWays): string[] {
  return [
    ...(untold === null ? [] : [untold]),
    ...waySentences('left', leftTakesRight),
    ...waySentences('right', rightTakesLeft),
  ];
}

function waySentences(held: SideName, way: Way | null): string[] {
  if (way === null) return [];
  const { rule, dependsOn, sameCluster } = way;
  const { before, verdict, behind } = phoneSentence(held, way);
  const conditions = dependsOn.length === 0 ? '.' : `, if: ${sentencesOf(dependsOn).join(' ')}`;
  return [
    `${before} ${verdict} ${behind} (rule ${rule})${conditions}`,
    ...(sameCluster === null ? [] : [sameClusterText(sameClusterSentence(held, sameCluster))]),
  ];
}

function sameClusterText({ before, verdict, behind }: VerdictSentence): string {
  return `${before} ${verdict}, ${behind}.`;
}

function otherSide(side: SideName): SideName {
  return side === 'left' ? 'right' : 'left';
}
