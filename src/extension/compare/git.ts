import * as vscode from 'vscode';

/**
 * What is used of the API that VS Code's own Git extension exports (`extensions/git/src/api/git.d.ts`, version 1).
 */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

interface GitApi {
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
  /** Its document in the commit that `ref` names. Rejects if there is none such, or the file is not in it. */
  revision(ref: string): Promise<vscode.Uri>;
  /** Commits that changed it, the latest first. */
  commits(): Promise<readonly GitCommit[]>;
  /** Branches and tags, the latest first. */
  refs(): Promise<readonly GitRef[]>;
}

const most = 50;

/** Null where the file is in no repository, or Git is not there: not installed, turned off, or in a browser. */
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

async function gitApi(): Promise<GitApi | null> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined) return null;
  const git = await extension.activate();
  return git.enabled ? git.getAPI(1) : null;
}
