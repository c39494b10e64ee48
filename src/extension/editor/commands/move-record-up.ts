import type { Command } from '../../host/command';
import { moveBy } from './steps/move';

/** Moves a record by one place towards the beginning. */
export const moveRecordUp: Command = {
  id: 'trustList.moveRecordUp',
  run: (context, target) => moveBy(context, target, -1),
};
