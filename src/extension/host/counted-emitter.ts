import * as vscode from 'vscode';

/** An event emitter that knows how many listen, so that a listener that was left behind can be noticed. */
export class CountedEmitter<T> implements vscode.Disposable {
  readonly #emitter = new vscode.EventEmitter<T>();
  #listeners = 0;

  readonly event: vscode.Event<T> = (listener, thisArgs, disposables) => {
    const subscription = this.#emitter.event(listener, thisArgs);
    this.#listeners += 1;
    const counted = new vscode.Disposable(() => {
      subscription.dispose();
      this.#listeners -= 1;
    });
    disposables?.push(counted);
    return counted;
  };

  get listeners(): number {
    return this.#listeners;
  }

  fire(value: T): void {
    this.#emitter.fire(value);
  }

  dispose(): void {
    this.#emitter.dispose();
  }
}
