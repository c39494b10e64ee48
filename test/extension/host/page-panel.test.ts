import { deepEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Documents } from '../../../src/extension/host/documents';
import { PagePanel, type Answers } from '../../../src/extension/host/page-panel';
import type { Ready, RequestMessage } from '../../../src/extension/host/protocol';
import { Answers as Person } from '../answers';
import { FakeWindow } from '../fake-window';

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

describe('A page', () => {
  let window: FakeWindow<FromPage>;
  let questions: Person;
  let panel: Panel;
  beforeEach(() => {
    window = new FakeWindow();
    questions = new Person();
    const documents = undefined as unknown as Documents;
    panel = new Panel(window.panel, { extensionUri: vscode.Uri.file('/extension'), documents, questions }, 'page');
  });
  afterEach(() => {
    panel.dispose();
  });

  it('is sent nothing before it is ready: then the state of that moment, and what was held', async () => {
    panel.change();
    panel.go();
    deepEqual(window.sent, []);
    window.say({ type: 'ready' });
    deepEqual(await window.sentAll(2), [{ type: 'shown', revision: 1 }, { type: 'go' }]);
    window.hide();
    panel.change();
    panel.go();
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
    deepEqual(questions.refused, ['It cannot be done.']);
  });
});

function idOf(message: unknown): unknown {
  return (message as { readonly id?: unknown }).id;
}
