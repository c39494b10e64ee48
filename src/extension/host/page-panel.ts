import type * as vscode from 'vscode';
import { attempt } from './command';
import type { FeatureContext } from './context';
import { reasonOf } from './errors';
import { showPage } from './page';
import type { EventOf, ReplyMessage, RequestMessage, RequestOf } from './protocol';
import { t } from '../../core/words/translate';

interface Message {
  readonly type: string;
}

interface Question {
  readonly kind: string;
}

/** How each kind of request is answered. */
export type Answers<FromPage, Replies> = {
  readonly [Kind in keyof Replies]: (
    request: Extract<RequestOf<FromPage>, { readonly kind: Kind }>,
  ) => Replies[Kind] | Promise<Replies[Kind]>;
};

/**
 * A window that shows a page: what it shows is always the state of this moment. A revision numbers the states; what
 * belongs to an older one is neither sent nor answered.
 */
export abstract class PagePanel<ToPage extends Message, FromPage extends Message, Replies = object>
  implements vscode.Disposable
{
  /** The page listens. It does not before its script has run, nor while it is hidden, when VS Code unloads it. */
  #isReady = false;
  #revision = 0;
  #held: ToPage[] = [];
  readonly #parts: vscode.Disposable[];

  /** @param page its folder in `webview/`. */
  constructor(
    readonly panel: vscode.WebviewPanel,
    protected readonly context: Pick<FeatureContext, 'extensionUri' | 'documents' | 'questions'>,
    page: string,
  ) {
    this.#parts = [
      panel.webview.onDidReceiveMessage((message: Message) => {
        this.#receive(message);
      }),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#leave();
      }),
      panel.onDidDispose(() => {
        this.#leave();
        for (const part of this.#parts) part.dispose();
      }),
      showPage(panel, context.extensionUri, page),
    ];
  }

  /** Closes the window. */
  dispose(): void {
    this.panel.dispose();
  }

  /** Sends the state of this moment: the page is ready, or `refresh` was called. */
  protected abstract show(revision: number): Promise<void>;

  /** Does what a person asked for in the page. */
  protected abstract receive(event: EventOf<FromPage>): Promise<void> | void;

  protected abstract readonly answers: Answers<FromPage, Replies>;

  /** The page is new, and is shown the state next. */
  protected entered(): void {}

  /** The page is unloaded. */
  protected left(): void {}

  /** Keeps what is disposed of with the window. */
  protected own(...parts: readonly vscode.Disposable[]): void {
    this.#parts.push(...parts);
  }

  protected get revision(): number {
    return this.#revision;
  }

  /** True while the page can be sent what belongs to this revision. */
  protected isCurrent(revision: number): boolean {
    return this.#isReady && revision === this.#revision;
  }

  /** The state is another one. */
  protected refresh(): void {
    this.#revision += 1;
    if (this.#isReady) void this.#show();
  }

  /** Sends what belongs to a revision. Resolves when the page has it, or is no longer to have it. */
  protected async post(revision: number, message: ToPage): Promise<void> {
    if (this.isCurrent(revision)) await this.panel.webview.postMessage(message);
  }

  /** Sends what belongs to no revision; it is held until the page is ready. */
  protected send(message: ToPage): void {
    if (this.#isReady) void this.panel.webview.postMessage(message);
    else this.#held.push(message);
  }

  #receive(message: Message): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.entered();
        void this.#show();
        return;
      case 'request':
        void this.#reply(message as RequestMessage<Question>);
        return;
      default:
        void attempt(this.context.questions, () => this.receive(message as unknown as EventOf<FromPage>));
    }
  }

  async #show(): Promise<void> {
    await attempt(this.context.questions, () => this.show(this.#revision));
    if (!this.#isReady) return;
    for (const message of this.#held.splice(0)) this.send(message);
  }

  async #reply({ id, revision, request }: RequestMessage<Question>): Promise<void> {
    let reply: ReplyMessage;
    try {
      if (revision !== this.#revision) throw new Error(t('What this page shows has changed since this was asked for.'));
      const answers = this.answers as unknown as Readonly<Record<string, (asked: Question) => unknown>>;
      reply = { type: 'reply', id, ok: true, value: await answers[request.kind]?.(request) };
    } catch (error) {
      reply = { type: 'reply', id, ok: false, message: reasonOf(error) };
    }
    if (this.#isReady) await this.panel.webview.postMessage(reply);
  }

  #leave(): void {
    this.#isReady = false;
    this.left();
  }
}
