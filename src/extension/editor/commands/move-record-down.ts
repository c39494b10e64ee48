import type { Command } from '../../host/command';
import { moveBy } from './steps/move';

/** Moves a record by one place towards the end. */
export const moveRecordDown: Command = {
  id: 'trustList.moveRecordDown',
  run: (context, target) => moveBy(context, target, 1),
};
