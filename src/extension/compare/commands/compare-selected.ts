import { Refusal } from '../../host/command';
import type { CompareCommand } from './command';
import { twoFiles } from './two-files';

/** Compares two files that are selected in the Explorer. */
export const compareSelected: CompareCommand = {
  id: 'trustList.compareSelected',
  async run(room, _target, selected) {
    const sources = await twoFiles(room, selected);
    if (sources === null) throw new Refusal('Select two files in the Explorer to compare them.');
    room.open(sources);
  },
};
