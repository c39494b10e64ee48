import * as vscode from 'vscode';
import { registerCommands, type Command } from '../host/command';
import type { FeatureContext } from '../host/context';
import { Refusal } from '../host/errors';
import { readBytes } from '../host/files';
import { isSample, sampleScheme } from '../host/list-uris';
import { samples } from '../host/samples';
import { saveCopy } from '../host/save-copy';
import { fileOf } from '../host/target';
import { openSample, teach } from './lessons';
import { SampleFiles } from './sample-files';
import { t } from '../../core/words/translate';

/** The step of the walkthrough that was done last, as package.json waits for it. */
const triedContext = 'trustList.tried';

/** The samples that come with the extension, and what the walkthrough does with them. */
export function registerSamples(context: FeatureContext): vscode.Disposable {
  const files = new SampleFiles(context.extensionUri);
  return vscode.Disposable.from(
    files,
    vscode.workspace.registerFileSystemProvider(sampleScheme, files, { isReadonly: true, isCaseSensitive: true }),
    vscode.window.registerFileDecorationProvider(sampleDecorations),
    registerCommands(context, [...sampleCommands, saveCopyCommand]),
  );
}

/** Marks the tabs of samples, whose names look like those of any other list. */
export const sampleDecorations: vscode.FileDecorationProvider = {
  provideFileDecoration: (uri) => (isSample(uri) ? new vscode.FileDecoration('S', t('Sample, read-only')) : undefined),
};

export const sampleCommands: readonly Command[] = [
  {
    id: 'trustList.openSamples',
    run: async ({ questions }) => {
      const name = await questions.choice({
        title: t('Open Samples'),
        prompt: t('Which sample? They are read-only, with keys that no cluster uses.'),
        choices: samples.map(({ name: value, shows }) => ({ label: value, detail: t(shows), value })),
      });
      await openSample(name);
      await tried('open');
    },
  },
  {
    id: 'trustList.tryOnSamples',
    run: async (_context, step) => {
      if (await teach(step)) await tried(String(step));
    },
  },
];

/** Saves a read-only file (a sample, one that was fetched, one of an archive) where it can be edited. */
export const saveCopyCommand: Command = {
  id: 'trustList.saveCopy',
  run: async ({ questions }, target) => {
    const uri = fileOf(target);
    if (uri === undefined) throw new Refusal(t('Open a sample, or a file that was fetched, first.'));
    await saveCopy(questions, uri, await readBytes(uri));
  },
};

async function tried(step: string): Promise<void> {
  await vscode.commands.executeCommand('setContext', triedContext, step);
}
