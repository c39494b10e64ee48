import * as vscode from 'vscode';
import type { ClusterClient } from '../../../src/core/cluster/client';
import type { Access } from '../../../src/extension/cluster/access';
import { FetchedFiles } from '../../../src/extension/cluster/fetched-files';

/** The way to a client of the tests' own; nothing is shown while a command waits. */
export interface TestAccess extends Access {
  /** What is shown while a command waits. */
  readonly shown: string[];
  /** What a person does with the notification that is shown. */
  cancel(): void;
}

export function accessTo(client: Partial<ClusterClient>, more: Partial<Access> = {}): TestAccess {
  const shown: string[] = [];
  const source = new vscode.CancellationTokenSource();
  const whole: ClusterClient = {
    fetchFile: () => Promise.reject(new Error('no file should be fetched')),
    visitTvs: () => Promise.reject(new Error('no TVS should be asked')),
    ...client,
  };
  return {
    cluster: () => Promise.resolve(whole),
    isTrusted: () => true,
    showProgress: (title, work) => {
      shown.push(title);
      const progress = { report: ({ message = '' }) => void shown.push(message) };
      return work(progress, source.token);
    },
    shown,
    cancel: () => {
      source.cancel();
    },
    ...more,
  };
}

/** Fetched files that VS Code reads, until they are disposed of. */
export class RegisteredFiles extends FetchedFiles {
  readonly #registration: vscode.Disposable;

  constructor(scheme: string) {
    super(scheme);
    this.#registration = vscode.workspace.registerFileSystemProvider(scheme, this, { isReadonly: true });
  }

  override dispose(): void {
    this.#registration.dispose();
    super.dispose();
  }
}

/** A request that is never answered, and ends as a real one does if it is given up. */
export function never(signal: AbortSignal | undefined, started: () => void): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
    started();
  });
}

/** The text of the tab that shows a report; empty if there is no such tab. */
export function shownText(scheme: string): string {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  const shown = inputs.flatMap((input) => (input instanceof vscode.TabInputText ? input.uri : []));
  const uri = shown.find((one) => one.scheme === scheme)?.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri)?.getText() ?? '';
}
