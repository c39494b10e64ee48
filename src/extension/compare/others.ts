import * as vscode from 'vscode';
import { isListName, type ListKind } from '../../core/format/file-names';
import type { CommandContext } from '../host/context';
import { editorViewType, type Documents } from '../host/documents';
import { loadPhoning } from '../host/engine';
import { Refusal } from '../host/errors';
import { chooseFile } from '../host/chosen-file';
import { listsInFolderOf } from '../host/files';
import { fileNameOf, savedVersionOf } from '../host/list-uris';
import { folderOf } from '../host/folders';
import type { Choice, Questions } from '../host/questions';
import { fileInGit, whyNoGit, type FileInGit, type GitCommit } from './git';
import { outputsIn } from './side';
import { listSource, type Source } from './source';
import { chooseOutput, sourceOf } from './source-of';
import { messages, t } from '../../core/words/translate';

const title = messages('Compare Trust Lists');

/**
 * A thing that a list can be compared with. Rejects with a `Refusal` if there is no such thing, and with a
 * `vscode.CancellationError` if a person leaves a question unanswered.
 */
export type Other = (list: vscode.Uri, context: CommandContext) => Promise<Source>;

/** What is on disk of a list that was edited. */
export const savedVersion: Other = (list) => {
  if (list.scheme === 'untitled') throw new Refusal(t('{file} has not been saved yet.', { file: fileNameOf(list) }));
  return Promise.resolve(listSource(savedVersionOf(list)));
};

/** The file as it was last committed. */
export const gitHead: Other = async (list, context) => {
  const file = await neededInGit(list);
  return revisionOf(file, 'HEAD', context, t('{file} is not in the last commit.', { file: fileNameOf(list) }));
};

/** The file as it is in a commit, branch or tag that a person names. */
export const gitRevision: Other = async (list, context) => {
  const name = fileNameOf(list);
  const file = await neededInGit(list);
  const ref = await askRevision(name, file, context.questions);
  return revisionOf(file, ref, context, t('Git has no {name} in “{ref}”.', { name, ref }));
};

/** Another file: one of the workspace by name, or any. */
export const chosenFile: Other = async (list, context) => {
  return fileInstead(t('The list, or the text of show itl, to compare with'), list, context);
};

async function fileInstead(prompt: string, list: vscode.Uri, context: CommandContext): Promise<Source> {
  const uri = await chooseFile(context, {
    title: t(title),
    prompt,
    samples: ['ITL'],
    except: list,
    folder: folderOf(list),
  });
  return sourceOf(uri, context);
}

/** The output of `show itl` or `show ctl` that somebody copied from a terminal. */
export const clipboard: Other = async (list, context) => {
  const text = await vscode.env.clipboard.readText();
  const outputs = await outputsIn(text);
  if (outputs.length === 0) return fileInstead(t('No output of show itl on the clipboard. Which file?'), list, context);
  const output = outputs[await chooseOutput(text, t('The clipboard'), context.questions)];
  return { kind: 'pasted', text: text.slice(output?.start, output?.end) };
};

/** The CTL in the same folder as an ITL, or the other way round: what one phone holds of both. */
export const otherKindBeside: Other = async (list, context) => {
  const { documents, questions } = context;
  const name = fileNameOf(list);
  const wanted = (await kindOf(list, documents)) === 'CTL' ? 'ITL' : 'CTL';
  const found = await listsOfKind(wanted, await listsInFolderOf(list), documents);
  const [first, ...more] = preferred(found, name, wanted);
  if (first === undefined) {
    return fileInstead(t('There is no {wanted} in the folder of {name}. Which file?', { wanted, name }), list, context);
  }
  if (more.length === 0) return listSource(first);
  return questions.choice({
    title: t(title),
    prompt: t('Which {wanted} in the folder of {name}?', { wanted, name }),
    choices: [first, ...more].map((uri) => ({ label: fileNameOf(uri), value: listSource(uri) })),
  });
};

/** What a list can be compared with now, as a person is asked. */
export async function othersOf(list: vscode.Uri): Promise<Choice<Other>[]> {
  const inGit = (await fileInGit(list)) !== null;
  const offers: readonly (Choice<Other> & { readonly isThere: boolean })[] = [
    {
      isThere: isDirty(list),
      icon: 'save',
      label: t('Saved Version'),
      description: t('as it is on disk'),
      value: savedVersion,
    },
    {
      isThere: inGit,
      icon: 'git-commit',
      label: t('Git HEAD'),
      description: t('as it was last committed'),
      value: gitHead,
    },
    {
      isThere: inGit,
      icon: 'history',
      label: t('Git Revision…'),
      description: t('a commit, branch or tag'),
      value: gitRevision,
    },
    {
      isThere: true,
      icon: 'file',
      label: t('File…'),
      description: t('another list, or a text of show itl'),
      value: chosenFile,
    },
    {
      isThere: true,
      icon: 'clippy',
      label: t('Clipboard'),
      description: t('the output of show itl or show ctl'),
      value: clipboard,
    },
    {
      isThere: isListName(list.path),
      icon: 'files',
      label: t('CTL/ITL in Same Folder'),
      description: t('the list of the other kind'),
      value: otherKindBeside,
    },
  ];
  return offers.filter(({ isThere }) => isThere);
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

async function neededInGit(list: vscode.Uri): Promise<FileInGit> {
  const file = await fileInGit(list);
  if (file !== null) return file;
  throw new Refusal(
    whyNoGit() ?? t('{file} is not in a Git repository that VS Code has open.', { file: fileNameOf(list) }),
  );
}

async function revisionOf(file: FileInGit, ref: string, context: CommandContext, refusal: string): Promise<Source> {
  const uri = await file.revision(ref).catch(() => {
    throw new Refusal(refusal);
  });
  return sourceOf(uri, context);
}

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

async function askRevision(name: string, file: FileInGit, questions: Questions): Promise<string> {
  const [commits, refs] = await Promise.all([file.commits(), file.refs()]);
  const title = t('Compare {name} with a Revision', { name });
  const chosen = await questions.choice<string | null>({
    title,
    prompt: t('A commit that changed the list, a branch or a tag'),
    choices: [
      ...commits.map(commitChoice),
      ...refs.flatMap(({ name: ref }) =>
        ref === undefined ? [] : [{ label: ref, description: t('branch or tag'), value: ref }],
      ),
      { label: t('Another Revision…'), value: null },
    ],
  });
  if (chosen !== null) return chosen;
  return questions.text({ title, prompt: t('A commit, branch or tag, as Git names it: HEAD~2'), value: 'HEAD~1' });
}

function commitChoice({ hash, message, authorName, commitDate }: GitCommit): Choice<string> {
  const [subject = ''] = message.split('\n');
  const facts = [hash.slice(0, 7), authorName, commitDate === undefined ? undefined : dates.format(commitDate)];
  return { label: subject, description: facts.filter((fact) => fact !== undefined).join(' · '), value: hash };
}

async function kindOf(uri: vscode.Uri, documents: Documents): Promise<ListKind | null> {
  const [{ decoded }, { kindOfList }] = await Promise.all([documents.read(uri), loadPhoning()]);
  return decoded.ok ? kindOfList(decoded.list, fileNameOf(uri)) : null;
}

async function listsOfKind(wanted: ListKind, uris: readonly vscode.Uri[], documents: Documents): Promise<vscode.Uri[]> {
  const kinds = await Promise.all(uris.map((uri) => kindOf(uri, documents).catch(() => null)));
  return uris.filter((_, position) => kinds[position] === wanted);
}

/** The list of the same phone (`CTLSEP0011215A1AE3.tlv` for `ITLSEP0011215A1AE3.tlv`) alone, if it is there. */
function preferred(found: vscode.Uri[], name: string, wanted: 'ITL' | 'CTL'): vscode.Uri[] {
  const partner = name.replace(/^(ITL|CTL)/i, wanted).toLowerCase();
  const same = found.filter((uri) => fileNameOf(uri).toLowerCase() === partner);
  return same.length > 0 ? same : found;
}
