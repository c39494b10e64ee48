import type { VerdictOutcome } from '../../src/core/trust/verdict-sentences';
import type { IconName } from './icons';

/** How the verdict on a list is shown beside its words: one tone and one sign everywhere. */
export const verdictLooks: Readonly<
  Record<VerdictOutcome, { readonly tone: 'good' | 'bad' | 'caution'; readonly icon: IconName }>
> = {
  ok: { tone: 'good', icon: 'shield' },
  invalid: { tone: 'bad', icon: 'shieldCross' },
  unknown: { tone: 'caution', icon: 'question' },
};
