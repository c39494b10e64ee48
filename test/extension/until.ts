import * as vscode from 'vscode';

/** Resolves with what `probe` gives once it gives something, asking again whenever one of the events is fired. */
export async function until<T>(
  events: readonly vscode.Event<unknown>[],
  probe: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const subscriptions: vscode.Disposable[] = [];
  try {
    return await new Promise<T>((resolve, reject) => {
      const look = async (): Promise<void> => {
        const found = await probe();
        if (found !== undefined && found !== false) resolve(found);
      };
      const ask = (): void => {
        look().catch(reject);
      };
      for (const event of events) subscriptions.push(event(ask));
      ask();
    });
  } finally {
    for (const subscription of subscriptions) subscription.dispose();
  }
}

/** The diagnostics of a file, once they are as they should be. */
export function diagnosticsWhen(
  uri: vscode.Uri,
  areRight: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return until([vscode.languages.onDidChangeDiagnostics], () => {
    const diagnostics = vscode.languages.getDiagnostics(uri);
    return areRight(diagnostics) ? diagnostics : undefined;
  });
}

/** `signed-by-another` of each. */
export function codesOf(diagnostics: readonly vscode.Diagnostic[]): unknown[] {
  return diagnostics.map(({ code }) => (typeof code === 'object' ? code.value : code));
}
