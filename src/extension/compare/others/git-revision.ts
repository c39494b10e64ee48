import type * as vscode from 'vscode';
import { Refusal } from '../../host/command';
import type { Choice, Questions } from '../../host/questions';
import { fileNameOf } from '../../host/documents';
import { fileInGit, type FileInGit, type GitCommit } from '../git';
import { sourceOf } from '../source-of';
import type { Other } from './other';

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** The file as it is in a commit, branch or tag that a person names. */
export const gitRevision: Other = async (list, context) => {
  const name = fileNameOf(list);
  const file = await fileInGit(list);
  if (file === null) throw new Refusal(`${name} is in no Git repository that VS Code has open.`);
  const ref = await askRevision(name, file, context.questions);
  return sourceOf(await revisionOf(file, ref, name), context);
};

async function askRevision(name: string, file: FileInGit, questions: Questions): Promise<string> {
  const [commits, refs] = await Promise.all([file.commits(), file.refs()]);
  const title = `Compare ${name} with a Revision`;
  const chosen = await questions.choice<string | null>({
    title,
    prompt: 'A commit that changed the list, a branch or a tag',
    choices: [
      ...commits.map(commitChoice),
      ...refs.flatMap(({ name: ref }) =>
        ref === undefined ? [] : [{ label: ref, description: 'branch or tag', value: ref }],
      ),
      { label: 'Another Revision…', value: null },
    ],
  });
  if (chosen !== null) return chosen;
  return questions.text({ title, prompt: 'A commit, branch or tag, as Git names it: HEAD~2', value: 'HEAD~1' });
}

function commitChoice({ hash, message, authorName, commitDate }: GitCommit): Choice<string> {
  const [subject = ''] = message.split('\n');
  const facts = [hash.slice(0, 7), authorName, commitDate === undefined ? undefined : dates.format(commitDate)];
  return { label: subject, description: facts.filter((fact) => fact !== undefined).join(' · '), value: hash };
}

async function revisionOf(file: FileInGit, ref: string, name: string): Promise<vscode.Uri> {
  try {
    return await file.revision(ref);
  } catch {
    throw new Refusal(`Git has no ${name} in “${ref}”.`);
  }
}
