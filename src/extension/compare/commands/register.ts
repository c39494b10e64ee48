import * as vscode from 'vscode';
import type { CompareFeature } from '../compare-feature';
import { chosenFile } from '../others/chosen-file';
import { clipboard } from '../others/clipboard';
import { gitHead } from '../others/git-head';
import { gitRevision } from '../others/git-revision';
import { otherKindBeside } from '../others/other-kind-beside';
import { savedVersion } from '../others/saved-version';
import { registerCommand } from '../../host/command';
import type { CompareCommand } from './command';
import { compareAsText } from './compare-as-text';
import { compareSelected } from './compare-selected';
import { compareWith } from './compare-with';
import { compareWithOther } from './compare-with-other';
import { compareWithSelected } from './compare-with-selected';
import { selectForCompare } from './select-for-compare';

/** The ways into a comparison, and what is done in one; package.json has their titles, menus and keys. */
const commands: readonly CompareCommand[] = [
  compareSelected,
  selectForCompare,
  compareWithSelected,
  compareWith,
  compareWithOther('trustList.compareWithSaved', savedVersion),
  compareWithOther('trustList.compareWithHead', gitHead),
  compareWithOther('trustList.compareWithRevision', gitRevision),
  compareWithOther('trustList.compareWithFile', chosenFile),
  compareWithOther('trustList.compareWithClipboard', clipboard),
  compareWithOther('trustList.compareWithOtherKind', otherKindBeside),
  compareAsText,
  { id: 'trustList.nextDifference', run: ({ active }) => active?.go('next') },
  { id: 'trustList.previousDifference', run: ({ active }) => active?.go('previous') },
  { id: 'trustList.swapSides', run: ({ active }) => active?.swap() },
];

export function registerCompareCommands(room: CompareFeature): vscode.Disposable {
  return vscode.Disposable.from(...commands.map((command) => registerCommand(room, command)));
}
