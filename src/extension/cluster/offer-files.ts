import * as vscode from 'vscode';
import type { Content } from '../../core/cluster/content';
import { isListName } from '../../core/format/file-names';
import type { Choice, Questions } from '../host/questions';
import type { NewFile } from './fetched-files';

/** A file in a folder of fetched files. */
export interface OfferedFile extends NewFile {
  readonly content: Content;
  /** `4000 bytes, by HTTP, signature valid`. */
  readonly facts: string;
  readonly message: string | null;
}

/** Opens what a person chooses of the files that came from a cluster; the lists are chosen already. */
export async function offerFiles(
  questions: Questions,
  folder: vscode.Uri,
  { title, prompt, files }: { readonly title: string; readonly prompt: string; readonly files: readonly OfferedFile[] },
): Promise<void> {
  const choices = files.map(({ name, content, facts, message }): Choice<string> => {
    const icon = icons[content.verdict ?? 'none'];
    const detail = message === null ? {} : { detail: message };
    return { icon, label: name, description: facts, ...detail, value: name, picked: isListName(name) };
  });
  for (const name of await questions.choices({ title, prompt, choices })) {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(folder, name), { preview: false });
  }
}

const icons = { ok: 'verified', invalid: 'error', unknown: 'question', none: 'file' } as const;
