import type * as vscode from 'vscode';
import type { Choice } from './questions';
import type { CommandContext } from './context';
import { filesToOffer } from './files';
import { nameOf } from './known-lists';
import { isSample } from './list-uris';
import { sampleChoices, type SampleKind } from './samples';
import { t } from '../../core/words/translate';
import { firstFolder } from './folders';

interface Wanted {
  readonly title: string;
  /** What is missing, and which file would do: a few words, since VS Code cuts a long prompt off. */
  readonly prompt: string;
  /** File name extensions of what is offered by name: those of lists and their texts if none is given. */
  readonly types?: readonly [string, ...string[]];
  /** The samples that would do: the last that are offered. */
  readonly samples: readonly SampleKind[];
  /** A file that is not offered. */
  readonly except?: vscode.Uri;
  /** Where the file dialog begins: the first folder of the workspace if none is given. */
  readonly folder?: vscode.Uri | undefined;
}

/**
 * A file that a person chooses: by name, if it is open or in the workspace, or any other. A command without its input
 * asks for one, instead of giving up.
 */
export async function chooseFile({ documents, questions }: CommandContext, wanted: Wanted): Promise<vscode.Uri> {
  const { title, prompt, types = ['tlv', 'showitl'], except } = wanted;
  const open = types.includes('tlv') ? documents.all.map(({ uri }) => uri).filter((uri) => !isSample(uri)) : [];
  const all = new Map([...open, ...(await filesToOffer(...types))].map((uri) => [uri.toString(), uri]));
  if (except !== undefined) all.delete(except.toString());
  const choices: readonly Choice<vscode.Uri | null>[] = [
    ...[...all.values()].map((value) => ({ label: nameOf(value), value })),
    { label: t('Choose a File…'), value: null },
    ...sampleChoices(wanted.samples, except),
  ];
  const chosen = await questions.choice<vscode.Uri | null>({ title, prompt, choices });
  const { folder = firstFolder() } = wanted;
  return chosen ?? questions.file({ title, kind: 'any', folder });
}
