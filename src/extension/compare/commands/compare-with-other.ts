import type { Other } from '../others/other';
import { sourceOf } from '../source-of';
import { subjectOf } from '../subject';
import type { CompareCommand } from './command';

/** A command that compares something, on the left, with the list that is in front or selected. */
export function compareWithOther(id: string, other: Other): CompareCommand {
  return {
    id,
    async run(room, target) {
      const list = subjectOf(target, room.documents);
      const left = await other(list, room);
      room.open({ left, right: await sourceOf(list, room) });
    },
  };
}
