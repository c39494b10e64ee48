import { Queue } from '../../queue';
import { change } from './change';
import { Refusal, type Desk } from './command';
import { loadEditing } from './editing';
import { editableList } from './open-list';
import { recordFor, showRecord } from './records';

/** A key that is held asks for the next move before the last one is made. */
const moves = new Queue();

/** Moves a record by this many places, and keeps it selected. */
export function moveBy(desk: Desk, target: unknown, places: number): Promise<void> {
  return moves.run(() => move(desk, target, places));
}

async function move(desk: Desk, target: unknown, places: number): Promise<void> {
  const open = await editableList(desk.documents, target);
  const { moveRecord } = await loadEditing();
  const from = await recordFor(desk, open, target, 'Move Record');
  const to = from + places;
  const count = open.list.records.length;
  if (to < 1 || to > count)
    throw new Refusal(`Record ${from} is the ${to < 1 ? 'first' : 'last'} of the list already.`);
  const edited = await change(desk, open, moveRecord(open.list, from, to));
  showRecord(desk, open, edited, to);
}
