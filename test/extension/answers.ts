import { deepEqual, equal, fail } from 'node:assert/strict';
import * as vscode from 'vscode';
import type {
  Choice,
  ChoiceQuestion,
  Confirmation,
  FileQuestion,
  Offer,
  PasswordQuestion,
  Questions,
  TextQuestion,
} from '../../src/extension/host/questions';

type Kind =
  'file' | 'files' | 'fileToWrite' | 'folder' | 'password' | 'text' | 'choice' | 'choices' | 'confirm' | 'offer';

/** One question that a command has to ask, and what the person answers; `giveUp` answers nothing. */
export interface Step {
  readonly kind: Kind;
  readonly answer: unknown;
}

const giveUp = Symbol('gives up');

/** What a person does, in the order in which a command has to ask for it. */
export const answer = {
  file: (uri: vscode.Uri): Step => ({ kind: 'file', answer: uri }),
  files: (...uris: readonly vscode.Uri[]): Step => ({ kind: 'files', answer: uris }),
  fileToWrite: (uri: vscode.Uri): Step => ({ kind: 'fileToWrite', answer: uri }),
  folder: (uri: vscode.Uri): Step => ({ kind: 'folder', answer: uri }),
  password: (password: string): Step => ({ kind: 'password', answer: password }),
  text: (text: string): Step => ({ kind: 'text', answer: text }),
  /** The choice whose label begins so, with `GROUP: ` before it if it is in one; the first one where none is named. */
  choice: (label = ''): Step => ({ kind: 'choice', answer: label }),
  /** The choices whose labels begin so; those that are picked from the first where none is named. */
  choices: (...labels: readonly string[]): Step => ({ kind: 'choices', answer: labels }),
  confirm: (action: string): Step => ({ kind: 'confirm', answer: action }),
  /** The button of an offer; undefined closes it. */
  offer: (action: string | undefined): Step => ({ kind: 'offer', answer: action }),
  /** Leaves a question unanswered. */
  givesUp: (kind: Kind): Step => ({ kind, answer: giveUp }),
};

/** Answers a command's questions as a script says, and fails the test where a command asks anything else. */
export class Answers implements Questions {
  readonly #steps: Step[];
  /** Every question as a person reads it. */
  readonly asked: string[] = [];
  readonly told: string[] = [];
  readonly warned: string[] = [];
  readonly refused: string[] = [];

  constructor(...steps: readonly Step[]) {
    this.#steps = [...steps];
  }

  /** Fails where a question of the script was not asked. */
  done(): void {
    deepEqual(
      this.#steps.map(({ kind }) => kind),
      [],
      'questions that were not asked',
    );
  }

  /** All that a person has read. */
  get words(): string {
    return [...this.asked, ...this.told, ...this.warned, ...this.refused].join('\n');
  }

  file(question: FileQuestion): Promise<vscode.Uri> {
    return this.#next('file', question.title) as Promise<vscode.Uri>;
  }

  files(question: FileQuestion): Promise<readonly vscode.Uri[]> {
    return this.#next('files', question.title) as Promise<readonly vscode.Uri[]>;
  }

  fileToWrite(question: FileQuestion & { readonly name: string }): Promise<vscode.Uri> {
    return this.#next('fileToWrite', `${question.title} ${question.name}`) as Promise<vscode.Uri>;
  }

  folder(question: Omit<FileQuestion, 'kind'>): Promise<vscode.Uri> {
    return this.#next('folder', question.title) as Promise<vscode.Uri>;
  }

  password({ title, prompt, problem }: PasswordQuestion): Promise<string> {
    return this.#next('password', `${title} ${prompt} ${problem ?? ''}`) as Promise<string>;
  }

  async text({ title, prompt, value, check }: TextQuestion): Promise<string> {
    const text = (await this.#next('text', `${title} ${prompt} ${value}`)) as string;
    equal(check?.(text) ?? null, null);
    return text;
  }

  async choice<T>({ title, prompt, choices }: ChoiceQuestion<T>): Promise<T> {
    const label = (await this.#next('choice', words(title, prompt, choices))) as string;
    return labelled(choices, label).value;
  }

  async choices<T>({ title, prompt, choices }: ChoiceQuestion<T>): Promise<readonly T[]> {
    const labels = (await this.#next('choices', words(title, prompt, choices))) as readonly string[];
    const chosen =
      labels.length === 0
        ? choices.filter(({ picked }) => picked === true)
        : labels.map((label) => labelled(choices, label));
    return chosen.map(({ value }) => value);
  }

  async confirm({ message, detail, action }: Confirmation): Promise<void> {
    equal(await this.#next('confirm', `${message} ${detail}`), action);
  }

  offer<Action extends string>({ message, actions }: Offer<Action>): Promise<Action | undefined> {
    return this.#next('offer', `${message} ${actions.join(' ')}`) as Promise<Action | undefined>;
  }

  tell(message: string): void {
    this.told.push(message);
  }

  warn(message: string): void {
    this.warned.push(message);
  }

  refuse(message: string): void {
    this.refused.push(message);
  }

  #next(kind: Kind, question: string): Promise<unknown> {
    this.asked.push(question);
    const step = this.#steps.shift();
    if (step === undefined) fail(`nothing more should be asked, but this was: ${question}`);
    equal(step.kind, kind, `another kind of question was expected: ${question}`);
    return step.answer === giveUp ? Promise.reject(new vscode.CancellationError()) : Promise.resolve(step.answer);
  }
}

function words<T>(title: string, prompt: string, choices: readonly Choice<T>[]): string {
  const lines = choices.map((choice) => `${named(choice)} ${choice.description ?? ''} ${choice.detail ?? ''}`);
  return [title, prompt, ...lines].join('\n');
}

function labelled<T>(choices: readonly Choice<T>[], label: string): Choice<T> {
  const found = choices.find((choice) => named(choice).startsWith(label));
  if (found === undefined) fail(`no choice begins with "${label}": ${choices.map(named).join(', ')}`);
  return found;
}

function named<T>({ group, label }: Choice<T>): string {
  return group === undefined ? label : `${group}: ${label}`;
}
