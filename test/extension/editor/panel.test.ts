import { deepEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import { decode } from '../../../src/core/format/decode';
import type { Documents } from '../../../src/extension/host/documents';
import type { DiffSides } from '../../../src/extension/editor/diff-sides';
import type { EditorDocument } from '../../../src/extension/host/editor-document';
import { EditorPanel } from '../../../src/extension/editor/panel';
import type { FromPage, ToPage } from '../../../src/extension/editor/protocol';
import { cucm8Publisher } from '../../builders';
import { Answers } from '../answers';

const nothing = (): vscode.Disposable => new vscode.Disposable(() => undefined);

/** A page that keeps what it is sent, and says what a test tells it to. */
class Page {
  readonly #said = new vscode.EventEmitter<FromPage>();
  readonly #got = new vscode.EventEmitter<ToPage>();
  readonly webview = {
    cspSource: '',
    asWebviewUri: (uri: vscode.Uri) => uri,
    onDidReceiveMessage: this.#said.event,
    postMessage: (message: ToPage) => {
      this.#got.fire(message);
      return Promise.resolve(true);
    },
  };

  /** What the panel answers when the page is ready. */
  ready(): Promise<ToPage> {
    const answer = new Promise<ToPage>((resolve) => {
      const subscription = this.#got.event((message) => {
        subscription.dispose();
        resolve(message);
      });
    });
    this.#said.fire({ type: 'ready' });
    return answer;
  }
}

describe('A window of the editor', () => {
  it('says why it shows nothing if the list cannot be read, and reads it again when it is shown again', async () => {
    const { bytes } = await cucm8Publisher();
    let failures = 1;
    const state = {
      bytes,
      finishedReport: null,
      report: () => Promise.resolve(null),
      get decoded() {
        if (failures-- > 0) throw new Error('The engine could not be loaded.');
        return decode(bytes);
      },
    };
    const page = new Page();
    const panel = {
      webview: page.webview,
      active: false,
      visible: true,
      onDidChangeViewState: nothing,
      onDidDispose: nothing,
    };
    const document = { uri: vscode.Uri.parse('untitled:ITLFile.tlv'), state, onDidChange: nothing };
    const documents = {
      onDidRequestReveal: nothing,
      onDidChange: nothing,
      painted: nothing,
      takeReveal: () => undefined,
    };
    new EditorPanel(
      document as unknown as EditorDocument,
      panel as unknown as vscode.WebviewPanel,
      {
        extensionUri: vscode.Uri.file('/extension'),
        documents: documents as unknown as Documents,
        questions: new Answers(),
      },
      { add: nothing } as unknown as DiffSides,
    );
    deepEqual(await page.ready(), { type: 'failed', revision: 0, message: 'The engine could not be loaded.' });
    deepEqual((await page.ready()).type, 'open');
  });
});
