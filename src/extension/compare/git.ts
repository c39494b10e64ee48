import * as vscode from 'vscode';
import { withProgress } from '../host/progress';
import { t } from '../../core/words/translate';

/**
 * What is used of the API that VS Code's own Git extension exports (`extensions/git/src/api/git.d.ts`, version 1).
 */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

type GitState = 'uninitialized' | 'initialized';

interface GitApi {
  /** `uninitialized` until the folders of the window were searched for repositories: none is known before. */
  readonly state: GitState;
  readonly onDidChangeState: vscode.Event<GitState>;
  /** The document of a file as it is in a revision. */
  toGitUri(file: vscode.Uri, ref: string): vscode.Uri;
  getRepository(file: vscode.Uri): GitRepository | null;
}

interface GitRepository {
  log(options: { readonly path: string; readonly maxEntries: number }): Promise<readonly GitCommit[]>;
  getCommit(ref: string): Promise<GitCommit>;
  getRefs(query: { readonly sort: 'committerdate'; readonly count: number }): Promise<readonly GitRef[]>;
}

export interface GitCommit {
  readonly hash: string;
  readonly message: string;
  readonly authorName?: string;
  readonly commitDate?: Date;
}

export interface GitRef {
  /** `main`, `origin/main`, `v1.0`. */
  readonly name?: string;
}

/** A file under version control. */
export interface FileInGit {
  /** Its document in the commit that `ref` names. Rejects if there is no such commit, or the file is not in it. */
  revision(ref: string): Promise<vscode.Uri>;
  /** Commits that changed it, the latest first. */
  commits(): Promise<readonly GitCommit[]>;
  /** Branches and tags, the latest first. */
  refs(): Promise<readonly GitRef[]>;
}

const most = 50;

/**
 * Null if the file is in no repository, or there is no Git: not installed, turned off, or in a browser. Waits until VS
 * Code has looked for repositories; rejects with a `vscode.CancellationError` if a person does not want to wait.
 */
export async function fileInGit(file: vscode.Uri): Promise<FileInGit | null> {
  const api = await gitApi();
  const repository = api?.getRepository(file) ?? null;
  if (api === null || repository === null) return null;
  return {
    revision: async (ref) => {
      const { hash } = await repository.getCommit(ref);
      const uri = api.toGitUri(file, hash);
      await vscode.workspace.fs.readFile(uri);
      return uri;
    },
    commits: () => repository.log({ path: file.fsPath, maxEntries: most }),
    refs: () => repository.getRefs({ sort: 'committerdate', count: most }),
  };
}

/** Why no file is in a repository, whatever the folder is; null if there is no such reason. */
export function whyNoGit(): string | null {
  if (vscode.extensions.getExtension('vscode.git') === undefined) {
    return t(
      'Git is not available in this window. In a browser, open the folder in VS Code on a computer instead; elsewhere, enable VS Code’s Git extension.',
    );
  }
  const isOn = vscode.workspace.getConfiguration('git').get<boolean>('enabled', true);
  return isOn ? null : t('Git is turned off in VS Code: turn on the setting git.enabled.');
}

async function gitApi(): Promise<GitApi | null> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined) return null;
  const git = await extension.activate();
  if (!git.enabled) return null;
  const api = git.getAPI(1);
  if (api.state !== 'initialized') await initialized(api);
  return api;
}

async function initialized({ onDidChangeState }: GitApi): Promise<void> {
  const title = t('Waiting for Git to find the repositories of this window');
  await withProgress(title, async (_, { onCancellationRequested }) => {
    const subscriptions: vscode.Disposable[] = [];
    try {
      await new Promise<void>((resolve, reject) => {
        subscriptions.push(
          onDidChangeState((state) => {
            if (state === 'initialized') resolve();
          }),
          onCancellationRequested(() => {
            reject(new vscode.CancellationError());
          }),
        );
      });
    } finally {
      for (const subscription of subscriptions) subscription.dispose();
    }
  });
}
