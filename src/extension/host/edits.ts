import type { EditRefused } from '../../core/edit/outcome';
import type { CommandContext } from './context';
import type { EditedState } from './documents';
import { Refusal } from './errors';
import type { OpenList } from './open-list';
import { t } from '../../core/words/translate';

/** What is edited, as it was when the command began. */
type Open = Pick<OpenList, 'document' | 'state' | 'name'>;

/** An edit of a list or of a signed file. */
interface Edit extends EditedState {
  readonly ok: true;
  readonly warnings: readonly string[];
}

/** The edit, if it could be made. */
export function made<T extends Edit>(outcome: T | EditRefused): T {
  if (!outcome.ok) throw new Refusal(outcome.error.message);
  return outcome;
}

/** Makes an edit the new state of its document, after its warnings were agreed to. */
export async function change<T extends Edit>(
  { questions }: CommandContext,
  open: Open,
  outcome: T | EditRefused,
): Promise<T> {
  const edited = made(outcome);
  if (edited.warnings.length > 0) {
    await questions.confirm({
      message: `${edited.label}?`,
      detail: edited.warnings.join('\n\n'),
      action: t('Continue'),
    });
  }
  apply(open, edited);
  return edited;
}

/** As `change`, if the warnings were part of a question that has been answered. */
export function apply(open: Open, edited: EditedState): void {
  refuseIfChanged(open);
  open.document.apply(edited);
}

/** Before anything is written that belongs to the state that the command began with. */
export function refuseIfChanged({ document, state, name }: Open): void {
  if (document.state !== state)
    throw new Refusal(t('{name} changed in the meantime, so nothing was done. Try again.', { name }));
}
