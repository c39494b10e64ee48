import type { TvsJudgement } from '../core/cluster/tvs/asking';

/** What `--json` prints of an answer of a TVS: the contract with scripts. Fields are added to it and never renamed. */
export interface TvsAnswerJson extends Omit<TvsJudgement, 'failure' | 'isAuthenticated'> {
  readonly failure: string | null;
  readonly reason: string | null;
  /** True if the answer comes from a TVS of the ITL. */
  readonly authenticated: boolean;
}

export function answerJson({ failure: why, isAuthenticated, ...judgement }: TvsJudgement): TvsAnswerJson {
  return {
    ...judgement,
    failure: why?.sentence ?? null,
    reason: why?.reason ?? null,
    authenticated: isAuthenticated,
  };
}
