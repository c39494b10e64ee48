import { compareAsText as openTextDiff } from '../as-text';
import type { CompareCommand } from './command';
import { chooseOther } from './compare-with';
import { twoFiles } from './two-files';

/** Opens the text diff of two selected files, of the comparison that is in front, or of a list and what is chosen. */
export const compareAsText: CompareCommand = {
  id: 'trustList.compareAsText',
  async run(room, target, selected) {
    const sources = (await twoFiles(room, selected)) ?? room.active?.sources ?? (await chooseOther(room, target));
    await openTextDiff(sources, room.pasted);
  },
};
