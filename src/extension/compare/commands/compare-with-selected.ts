import { Refusal } from '../../host/command';
import { sourceOf } from '../source-of';
import { subjectOf } from '../subject';
import type { CompareCommand } from './command';

/** Compares the file that was selected for it, on the left, with this one. */
export const compareWithSelected: CompareCommand = {
  id: 'trustList.compareWithSelected',
  async run(room, target) {
    const { selected } = room;
    if (selected === undefined) throw new Refusal('Select a trust list for compare first.');
    const right = await sourceOf(subjectOf(target, room.documents), room);
    room.open({ left: await sourceOf(selected, room), right });
  },
};
