import { subjectOf } from '../subject';
import type { CompareCommand } from './command';

/** Remembers a file, to be compared with another one. */
export const selectForCompare: CompareCommand = {
  id: 'trustList.selectForCompare',
  run(room, target) {
    room.select(subjectOf(target, room.documents));
  },
};
