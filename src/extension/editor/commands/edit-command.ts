import type * as Editing from '../../../core/editing';
import type { EditOutcome } from '../../../core/edit/outcome';
import { recordFields } from '../../../core/format/fields';
import type { Command } from '../../host/command';
import type { CommandContext } from '../../host/context';
import { change } from '../../host/edits';
import { loadEditing } from '../../host/engine';
import { editableList, type OpenList } from '../../host/open-list';
import { recordFor } from './record-choice';
import { t } from '../../../core/words/translate';

/** What an edit is made of: the list as it was when the command began, and what asks a person for the rest. */
interface EditContext extends Pick<OpenList, 'list'> {
  readonly context: CommandContext;
  readonly open: OpenList;
  readonly editing: typeof Editing;
  /** What VS Code passed on. */
  readonly target: unknown;
}

interface RecordContext extends EditContext {
  /** From 1. */
  readonly number: number;
  /** What the record contains now; undefined if there is no such record. */
  readonly present: ReturnType<typeof recordFields> | undefined;
}

type Edit<Context> = (context: Context) => Promise<EditOutcome> | EditOutcome;

/** A command that edits a list: the one of a title bar, else the one in front. */
export function editCommand(id: string, edit: Edit<EditContext>): Command {
  return {
    id,
    run: async (context, target) => {
      const open = await editableList(context, target);
      const editing = await loadEditing();
      await change(context, open, await edit({ context, open, list: open.list, editing, target }));
    },
  };
}

/** A command that edits one record of a list, under the title of its questions, which is one of `messages`. */
export function recordCommand(id: string, title: string, edit: Edit<RecordContext>): Command {
  return editCommand(id, async (on) => {
    const number = await recordFor(on.context, on.open, on.target, t(title));
    const record = on.list.records[number - 1];
    return edit({ ...on, number, present: record === undefined ? undefined : recordFields(record) });
  });
}
