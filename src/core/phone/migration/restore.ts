import { certificatePhrase } from '../held';
import { isForeign } from '../recovery';
import { doesNot, method } from './method';
import type { Method, Move } from './migration';
import { state, unnamed } from './reasons';
import { t } from '../../words/translate';

/** Restoring the DRS backup: a server with the old key is the old cluster. */
export function restore({ from, facts }: Move): Method {
  const id = 'restore';
  if (from.itl !== null && isForeign(from.itl)) return doesNot(id, state('restore-foreign', { itl: from.itl.file }));
  const signer = from.itl?.signer ?? null;
  const certificate = signer === null ? t(unnamed.callManager) : certificatePhrase(signer);
  if (facts.backupOfOldKey === false) return doesNot(id, state('restore-no-backup', { certificate }));
  return method(id, {
    says: state('restore-works', { certificate }),
    conditions: facts.backupOfOldKey === true ? [] : [state('restore-backup', { certificate })],
    steps: [state('install-and-restore', { certificate }), state('check-restored', {})],
  });
}
