import * as vscode from 'vscode';
import { isListName } from '../../../core/format/file-names';
import type { Choice } from '../../host/questions';
import { editorViewType, fileNameOf } from '../../host/documents';
import type { CompareFeature } from '../compare-feature';
import { fileInGit } from '../git';
import { chosenFile } from '../others/chosen-file';
import { clipboard } from '../others/clipboard';
import { gitHead } from '../others/git-head';
import { gitRevision } from '../others/git-revision';
import { otherKindBeside } from '../others/other-kind-beside';
import type { Other } from '../others/other';
import { savedVersion } from '../others/saved-version';
import { sourceOf } from '../source-of';
import { subjectOf } from '../subject';
import type { Sources } from '../source';
import type { CompareCommand } from './command';

/** Asks what to compare a list with: what its toolbar shows. */
export const compareWith: CompareCommand = {
  id: 'trustList.compareWith',
  async run(room, target) {
    room.open(await chooseOther(room, target));
  },
};

/** Both sides, the chosen one on the left. */
export async function chooseOther(room: CompareFeature, target: unknown): Promise<Sources> {
  const list = subjectOf(target, room.documents);
  const other = await room.questions.choice({
    title: `Compare ${fileNameOf(list)}`,
    prompt: 'Compare with',
    choices: await others(list),
  });
  const left = await other(list, room);
  return { left, right: await sourceOf(list, room) };
}

async function others(list: vscode.Uri): Promise<Choice<Other>[]> {
  const inGit = (await fileInGit(list)) !== null;
  return [
    ...(isDirty(list)
      ? [{ label: '$(save) Saved Version', description: 'as it is on disk', value: savedVersion }]
      : []),
    ...(inGit
      ? [
          { label: '$(git-commit) Git HEAD', description: 'as it was last committed', value: gitHead },
          { label: '$(history) Git Revision…', description: 'a commit, branch or tag', value: gitRevision },
        ]
      : []),
    { label: '$(file) File…', description: 'another list, or a text of show itl', value: chosenFile },
    { label: '$(clippy) Clipboard', description: 'the output of show itl or show ctl', value: clipboard },
    ...(isListName(list.path)
      ? [
          {
            label: '$(files) CTL or ITL beside It',
            description: 'the list of the other kind in the folder',
            value: otherKindBeside,
          },
        ]
      : []),
  ];
}

function isDirty(list: vscode.Uri): boolean {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(
      ({ input, isDirty: dirty }) =>
        dirty &&
        input instanceof vscode.TabInputCustom &&
        input.viewType === editorViewType &&
        input.uri.toString() === list.toString(),
    );
}
