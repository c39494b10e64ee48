import type { GroupView } from '../../src/extension/cluster/protocol';
import type { IconName } from '../shared/icons';

export interface Look {
  readonly tone: 'good' | 'bad' | 'caution' | 'muted';
  readonly icon: IconName;
}

const looks: Readonly<Record<NonNullable<GroupView['verdict']>, Look>> = {
  refused: { tone: 'bad', icon: 'error' },
  depends: { tone: 'caution', icon: 'question' },
  accepted: { tone: 'good', icon: 'check' },
};

/** How what becomes of a group is shown beside its words. */
export function lookOf({ verdict }: Pick<GroupView, 'verdict'>): Look {
  return verdict === null ? { tone: 'muted', icon: 'dash' } : looks[verdict];
}
