import * as vscode from 'vscode';
import type { Command } from '../host/command';
import type { CommandContext } from '../host/context';
import { Refusal } from '../host/errors';
import { fileNameOf } from '../host/list-uris';
import type { Comparisons } from './comparisons';
import {
  chosenFile,
  clipboard,
  gitHead,
  gitRevision,
  otherKindBeside,
  othersOf,
  savedVersion,
  type Other,
} from './others';
import type { Sources } from './source';
import { sourceOf, targetOf } from './source-of';
import { compareAsText } from './text-diff';
import { t } from '../../core/words/translate';

/** The ways into a comparison, and what is done in one. */
export function compareCommands(comparisons: Comparisons): readonly Command[] {
  /** Compares with the target, on the right. */
  const compareWith = (id: string, other: Other): Command => ({
    id,
    run: async (context, target) => {
      const list = await targetOf(target, context);
      const left = await other(list, context);
      comparisons.open({ left, right: await sourceOf(list, context) });
    },
  });
  return [
    {
      id: 'trustList.compareSelected',
      run: async (context, _target, selected) => {
        const sources = await twoFiles(context, selected);
        if (sources === null) throw new Refusal(t('Select two files in the Explorer to compare them.'));
        comparisons.open(sources);
      },
    },
    {
      id: 'trustList.selectForCompare',
      run: async (context, target) => {
        comparisons.select(await targetOf(target, context));
      },
    },
    {
      id: 'trustList.compareWithSelected',
      run: async (context, target) => {
        const { selected } = comparisons;
        if (selected === undefined) throw new Refusal(t('Select a trust list for compare first.'));
        const right = await sourceOf(await targetOf(target, context), context);
        comparisons.open({ left: await sourceOf(selected, context), right });
      },
    },
    {
      id: 'trustList.compareWith',
      run: async (context, target) => {
        comparisons.open(await chooseOther(context, target));
      },
    },
    compareWith('trustList.compareWithSaved', savedVersion),
    compareWith('trustList.compareWithHead', gitHead),
    compareWith('trustList.compareWithRevision', gitRevision),
    compareWith('trustList.compareWithFile', chosenFile),
    compareWith('trustList.compareWithClipboard', clipboard),
    compareWith('trustList.compareWithOtherKind', otherKindBeside),
    {
      id: 'trustList.compareAsText',
      run: async (context, target, selected) => {
        const known = (await twoFiles(context, selected)) ?? comparisons.active?.sources;
        await compareAsText(known ?? (await chooseOther(context, target)), comparisons.pasted);
      },
    },
    { id: 'trustList.nextDifference', run: () => comparisons.active?.go('next') },
    { id: 'trustList.previousDifference', run: () => comparisons.active?.go('previous') },
    { id: 'trustList.swapSides', run: () => comparisons.active?.swap() },
  ];
}

/** The two files that a command was given; null if it was not given two. */
async function twoFiles(context: CommandContext, selected: unknown): Promise<Sources | null> {
  const files: unknown[] = Array.isArray(selected) ? selected : [];
  const [left, right, ...others] = files.filter((file) => file instanceof vscode.Uri);
  if (left === undefined || right === undefined || others.length > 0) return null;
  return { left: await sourceOf(left, context), right: await sourceOf(right, context) };
}

/** Both sides, the one that a person chooses on the left. */
async function chooseOther(context: CommandContext, target: unknown): Promise<Sources> {
  const list = await targetOf(target, context);
  const choices = await othersOf(list);
  const title = t('Compare {file}', { file: fileNameOf(list) });
  const other = await context.questions.choice({ title, prompt: t('Compare with'), choices });
  const left = await other(list, context);
  return { left, right: await sourceOf(list, context) };
}
