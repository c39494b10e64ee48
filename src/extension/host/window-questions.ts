import * as vscode from 'vscode';
import { safeFileName } from '../../core/cluster/file-names';
import { plainText } from './plain-text';
import type {
  Choice,
  ChoiceQuestion,
  Confirmation,
  FileKind,
  FileQuestion,
  Offer,
  PasswordQuestion,
  Questions,
  TextQuestion,
} from './questions';
import { messages, t } from '../../core/words/translate';

interface Filter {
  readonly name: string;
  readonly endings: readonly string[];
}

const filters: Readonly<Record<FileKind, Filter | null>> = {
  'trust list': { name: messages('Trust lists'), endings: ['tlv'] },
  'private key': { name: messages('Private keys'), endings: ['pem', 'key', 'p12', 'pfx', 'pkcs12', 'p8', 'der'] },
  certificate: {
    name: messages('Certificates'),
    endings: ['pem', 'crt', 'cer', 'der', 'p7b', 'p7c', 'p12', 'pfx', 'pkcs12'],
  },
  PEM: { name: messages('PEM certificates'), endings: ['pem'] },
  signature: { name: messages('Signatures'), endings: ['sig', 'sign', 'bin', 'hex', 'b64', 'txt'] },
  any: null,
};

/** Asks in the window: the only place that opens file dialogs, input boxes, quick picks, messages and modal dialogs. */
class WindowQuestions implements Questions {
  async file({ title, kind, folder }: FileQuestion): Promise<vscode.Uri> {
    const chosen = await vscode.window.showOpenDialog({
      title: plainText(title),
      filters: filtersOf(kind),
      ...startingAt(folder),
    });
    return answered(chosen?.[0]);
  }

  async files({ title, kind, folder }: FileQuestion): Promise<readonly vscode.Uri[]> {
    return answered(
      await vscode.window.showOpenDialog({
        title: plainText(title),
        filters: filtersOf(kind),
        canSelectMany: true,
        ...startingAt(folder),
      }),
    );
  }

  async fileToWrite({ title, kind, folder, name }: FileQuestion & { readonly name: string }): Promise<vscode.Uri> {
    // The name may come from a file or a server.
    const start = folder === undefined ? undefined : vscode.Uri.joinPath(folder, safeFileName(name));
    return answered(
      await vscode.window.showSaveDialog({ title: plainText(title), filters: filtersOf(kind), ...startingAt(start) }),
    );
  }

  async folder({ title, folder }: Omit<FileQuestion, 'kind'>): Promise<vscode.Uri> {
    const chosen = await vscode.window.showOpenDialog({
      title: plainText(title),
      canSelectFiles: false,
      canSelectFolders: true,
      ...startingAt(folder),
    });
    return answered(chosen?.[0]);
  }

  password({ title, prompt, problem }: PasswordQuestion): Promise<string> {
    return new Promise((resolve, reject) => {
      const box = vscode.window.createInputBox();
      box.title = plainText(title);
      box.prompt = plainText(prompt);
      box.password = true;
      box.ignoreFocusOut = true;
      if (problem !== null) box.validationMessage = plainText(problem);
      box.onDidChangeValue(() => {
        box.validationMessage = undefined;
      });
      box.onDidAccept(() => {
        resolve(box.value);
        box.hide();
      });
      box.onDidHide(() => {
        reject(new vscode.CancellationError());
        box.dispose();
      });
      box.show();
    });
  }

  async text({ title, prompt, value, check = () => null }: TextQuestion): Promise<string> {
    const validateInput = (typed: string): string | null => {
      const problem = check(typed);
      return problem === null ? null : plainText(problem);
    };
    const shown = { title: plainText(title), prompt: plainText(prompt) };
    return answered(await vscode.window.showInputBox({ ...shown, value, validateInput, ignoreFocusOut: true }));
  }

  async choice<T>({ title, prompt, choices }: ChoiceQuestion<T>): Promise<T> {
    return valueOf(answered(await vscode.window.showQuickPick(items(choices), optionsOf(title, prompt))));
  }

  async choices<T>({ title, prompt, choices }: ChoiceQuestion<T>): Promise<readonly T[]> {
    const options = { ...optionsOf(title, prompt), canPickMany: true } as const;
    const chosen = answered(await vscode.window.showQuickPick(items(choices), options));
    if (chosen.length === 0) throw new vscode.CancellationError();
    return chosen.map(valueOf);
  }

  async confirm({ message, detail, action }: Confirmation): Promise<void> {
    const options = { modal: true, detail: plainText(detail) };
    answered(await vscode.window.showWarningMessage(plainText(message), options, action));
  }

  async offer<Action extends string>({ severity, message, actions }: Offer<Action>): Promise<Action | undefined> {
    const { showInformationMessage, showWarningMessage } = vscode.window;
    return (severity === 'warning' ? showWarningMessage : showInformationMessage)(plainText(message), ...actions);
  }

  tell(message: string): void {
    void vscode.window.showInformationMessage(plainText(message));
  }

  warn(message: string): void {
    void vscode.window.showWarningMessage(plainText(message));
  }

  refuse(message: string): void {
    void vscode.window.showErrorMessage(plainText(message));
  }
}

export const windowQuestions: Questions = new WindowQuestions();

const matching = { matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true } as const;

/** A row of a list: a choice, or the line above a group, which nobody can choose. */
interface Row<T> extends vscode.QuickPickItem {
  readonly choice?: Choice<T>;
}

function items<T>(choices: readonly Choice<T>[]): Row<T>[] {
  return choices.flatMap((choice, at) => {
    const { group } = choice;
    const begins = group !== undefined && group !== choices[at - 1]?.group;
    const row = rowOf(choice);
    return begins ? [{ label: plainText(group), kind: vscode.QuickPickItemKind.Separator }, row] : [row];
  });
}

function rowOf<T>(choice: Choice<T>): Row<T> {
  const { icon, label, description, detail, picked } = choice;
  return {
    choice,
    label: icon === undefined ? plainText(label) : `$(${icon}) ${plainText(label)}`,
    ...(description === undefined ? {} : { description: plainText(description) }),
    ...(detail === undefined ? {} : { detail: plainText(detail) }),
    ...(picked === undefined ? {} : { picked }),
  };
}

function valueOf<T>({ choice }: Row<T>): T {
  return answered(choice).value;
}

function optionsOf(title: string, prompt: string): vscode.QuickPickOptions {
  return { ...matching, title: plainText(title), placeHolder: plainText(prompt) };
}

function filtersOf(kind: FileKind): Record<string, string[]> {
  const filter = filters[kind];
  const named = filter === null ? {} : { [t(filter.name)]: [...filter.endings] };
  return { ...named, [t('All files')]: ['*'] };
}

function startingAt(uri: vscode.Uri | undefined): { defaultUri?: vscode.Uri } {
  return uri === undefined ? {} : { defaultUri: uri };
}

function answered<T>(answer: T | undefined): T {
  if (answer === undefined) throw new vscode.CancellationError();
  return answer;
}
