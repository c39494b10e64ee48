import type { Edited, EditOutcome } from '../../../core/edit/outcome';
import type { Desk } from './command';
import { Refusal } from './command';
import type { OpenList } from './open-list';

/** The edit, where it could be made. */
export function made(outcome: EditOutcome): Edited {
  if (!outcome.ok) throw new Refusal(outcome.error.message);
  return outcome;
}

/** Makes an edit the new state of its document, after its warnings were agreed to. */
export async function change({ questions }: Desk, open: OpenList, outcome: EditOutcome): Promise<Edited> {
  const edited = made(outcome);
  if (edited.warnings.length > 0) {
    await questions.confirm({
      message: `${edited.label}?`,
      detail: edited.warnings.join('\n\n'),
      action: 'Do It Anyway',
    });
  }
  apply(open, edited);
  return edited;
}

/** As `change`, where the warnings were part of a question that has been answered. */
export function apply({ document, state, name }: OpenList, { label, bytes }: Edited): void {
  if (document.state !== state) throw new Refusal(`${name} was changed meanwhile, so nothing was done. Try again.`);
  document.apply(label, bytes);
}
