import { Queue } from '../../../host/queue';
import { change } from '../../../host/edits';
import { Refusal, type CommandContext } from '../../../host/command';
import { loadEditing } from './editing';
import { editableList } from '../../../host/open-list';
import { recordFor, showRecord } from './records';

/** A key that is held asks for the next move before the last one is made. */
const moves = new Queue();

/** Moves a record by this many places, and keeps it selected. */
export function moveBy(context: CommandContext, target: unknown, places: number): Promise<void> {
  return moves.run(() => move(context, target, places));
}

async function move(context: CommandContext, target: unknown, places: number): Promise<void> {
  const open = await editableList(context.documents, target);
  const { moveRecord } = await loadEditing();
  const from = await recordFor(context, open, target, 'Move Record');
  const to = from + places;
  const count = open.list.records.length;
  if (to < 1 || to > count)
    throw new Refusal(`Record ${from} is the ${to < 1 ? 'first' : 'last'} of the list already.`);
  const edited = await change(context, open, moveRecord(open.list, from, to));
  showRecord(context, open, edited, to);
}
