import * as vscode from 'vscode';
import { until } from './until';

/** A window whose page says what a test tells it to, and keeps what it is sent. */
export class FakeWindow<FromPage, ToPage = unknown> {
  readonly sent: ToPage[] = [];
  readonly got = new vscode.EventEmitter<void>();
  readonly #said = new vscode.EventEmitter<FromPage>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #closed = new vscode.EventEmitter<void>();
  readonly #view = {
    title: '',
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
  readonly panel = this.#view as unknown as vscode.WebviewPanel;

  say(message: FromPage): void {
    this.#said.fire(message);
  }

  hide(): void {
    this.#view.visible = false;
    this.#changed.fire();
  }

  /** All that was sent, once it is so many messages. */
  sentAll(count: number): Promise<ToPage[]> {
    return until([this.got.event], () => (this.sent.length >= count ? this.sent : undefined));
  }
}
