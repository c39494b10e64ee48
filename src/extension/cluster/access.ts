import * as vscode from 'vscode';
import type { ClusterClient } from '../../core/cluster/client';
import { Refusal } from '../host/errors';
import type { Platform } from '../host/platform';
import { withProgress } from '../host/progress';
import { t } from '../../core/words/translate';

/** What stands between a command and the network. */
export interface Access {
  readonly cluster: Platform['cluster'];
  readonly isTrusted: () => boolean;
  /** Shows that something is done, and how to cancel it. */
  readonly showProgress: typeof withProgress;
}

export function accessOf({ cluster }: Pick<Platform, 'cluster'>): Access {
  return { cluster, isTrusted: () => vscode.workspace.isTrusted, showProgress: withProgress };
}

/** The client, if servers may be contacted from here. Contacts none. */
export async function openClient({ cluster, isTrusted }: Access): Promise<ClusterClient> {
  if (cluster === null) {
    throw new Refusal(
      t(
        'VS Code in a browser cannot reach the servers of a cluster. Use VS Code on a computer, or trustlist on the command line.',
      ),
    );
  }
  if (!isTrusted()) {
    throw new Refusal(
      t(
        'This workspace is not trusted, so no server is contacted. Trust it first, with Workspaces: Manage Workspace Trust.',
      ),
    );
  }
  return cluster();
}

/**
 * Waits for servers, with a notification that cancels.
 *
 * @throws {vscode.CancellationError} if a person cancels.
 */
export async function whileWaiting<T>(
  { showProgress }: Access,
  title: string,
  work: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
): Promise<T> {
  return showProgress(title, async (progress, token) => {
    const controller = new AbortController();
    const cancel = (): void => {
      controller.abort(new vscode.CancellationError());
    };
    if (token.isCancellationRequested) cancel();
    const subscription = token.onCancellationRequested(cancel);
    try {
      return await work(controller.signal, (message) => {
        progress.report({ message });
      });
    } finally {
      subscription.dispose();
    }
  });
}
