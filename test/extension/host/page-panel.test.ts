import { deepEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Documents } from '../../../src/extension/host/documents';
import { PagePanel, type Answers } from '../../../src/extension/host/page-panel';
import type { Ready, RequestMessage } from '../../../src/extension/host/protocol';
import { Answers as Person } from '../answers';
import { until } from '../until';

type ToPage = { readonly type: 'shown'; readonly revision: number } | { readonly type: 'go' };
type FromPage = Ready | RequestMessage<{ readonly kind: 'double'; readonly of: number }> | { readonly type: 'fail' };
interface Replies {
  readonly double: number;
}

class Panel extends PagePanel<ToPage, FromPage, Replies> {
  protected override readonly answers: Answers<FromPage, Replies> = {
    double: ({ of }) => {
      if (Number.isNaN(of)) throw new Error('There is no such number.');
      return 2 * of;
    },
  };

  change(): void {
    this.refresh();
  }

  go(): void {
    this.send({ type: 'go' });
  }

  protected override show(revision: number): Promise<void> {
    return this.post(revision, { type: 'shown', revision });
  }

  protected override receive(): void {
    throw new Error('It cannot be done.');
  }
}

/** A window whose page says what a test tells it to, and keeps what it is sent. */
class Window {
  readonly sent: unknown[] = [];
  readonly got = new vscode.EventEmitter<void>();
  readonly #said = new vscode.EventEmitter<FromPage>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #closed = new vscode.EventEmitter<void>();
  readonly questions = new Person();
  readonly #view = {
    visible: true,
    active: true,
    webview: {
      cspSource: '',
      asWebviewUri: (uri: vscode.Uri) => uri,
      onDidReceiveMessage: this.#said.event,
      postMessage: (message: ToPage) => {
        this.sent.push(message);
        this.got.fire();
        return Promise.resolve(true);
      },
    },
    onDidChangeViewState: this.#changed.event,
    onDidDispose: this.#closed.event,
    dispose: () => {
      this.#closed.fire();
    },
  };
  readonly panel = new Panel(
    this.#view as unknown as vscode.WebviewPanel,
    {
      extensionUri: vscode.Uri.file('/extension'),
      documents: undefined as unknown as Documents,
      questions: this.questions,
    },
    'page',
  );

  say(message: FromPage): void {
    this.#said.fire(message);
  }

  hide(): void {
    this.#view.visible = false;
    this.#changed.fire();
  }

  /** All that was sent, once it is so many messages. */
  sentAll(count: number): Promise<unknown[]> {
    return until([this.got.event], () => (this.sent.length >= count ? this.sent : undefined));
  }
}

describe('A page', () => {
  let window: Window;
  beforeEach(() => {
    window = new Window();
  });
  afterEach(() => {
    window.panel.dispose();
  });

  it('is sent nothing before it is ready: then the state of that moment, and what was held', async () => {
    window.panel.change();
    window.panel.go();
    deepEqual(window.sent, []);
    window.say({ type: 'ready' });
    deepEqual(await window.sentAll(2), [{ type: 'shown', revision: 1 }, { type: 'go' }]);
    window.hide();
    window.panel.change();
    window.panel.go();
    deepEqual(window.sent.length, 2);
    window.say({ type: 'ready' });
    deepEqual((await window.sentAll(4)).slice(2), [{ type: 'shown', revision: 2 }, { type: 'go' }]);
  });

  it('is answered by the id of its request, or told why there is no answer', async () => {
    window.say({ type: 'ready' });
    await window.sentAll(1);
    window.say({ type: 'request', id: 7, revision: 0, request: { kind: 'double', of: 21 } });
    window.say({ type: 'request', id: 8, revision: 0, request: { kind: 'double', of: Number.NaN } });
    window.say({ type: 'request', id: 9, revision: -1, request: { kind: 'double', of: 1 } });
    const replies = (await window.sentAll(4)).slice(1).sort((a, b) => Number(idOf(a)) - Number(idOf(b)));
    deepEqual(replies, [
      { type: 'reply', id: 7, ok: true, value: 42 },
      { type: 'reply', id: 8, ok: false, message: 'There is no such number.' },
      { type: 'reply', id: 9, ok: false, message: 'What this page shows has changed since this was asked for.' },
    ]);
  });

  it('has a person told why what they asked for in it cannot be done', async () => {
    window.say({ type: 'ready' });
    await window.sentAll(1);
    window.say({ type: 'fail' });
    await Promise.resolve();
    deepEqual(window.questions.refused, ['It cannot be done.']);
  });
});

function idOf(message: unknown): unknown {
  return (message as { readonly id?: unknown }).id;
}
