/** What VS Code gives a page: `acquireVsCodeApi()`, once. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

type Incoming = { readonly type: string };
type Reply = Incoming &
  (
    | { readonly id: number; readonly ok: true; readonly value: unknown }
    | { readonly id: number; readonly ok: false; readonly message: string }
  );

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The page's line to the extension: messages both ways, and requests whose replies are matched by id. A request that
 * the page no longer waits for is rejected, never left.
 */
export class Host<Out> {
  readonly #api = acquireVsCodeApi();
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;

  listen(receive: (message: unknown) => void): void {
    window.addEventListener('message', (event: MessageEvent<Incoming>) => {
      const message = event.data;
      if (message.type === 'reply') this.#settle(message as Reply);
      else receive(message);
    });
    window.addEventListener('pagehide', () => {
      this.dropRequests();
    });
  }

  post(message: Out): void {
    this.#api.postMessage(message);
  }

  /** Sends what `compose` makes of a new id; the reply with that id settles the promise. */
  request(compose: (id: number) => Out): Promise<unknown> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.post(compose(id));
    });
  }

  /** Rejects every request that is under way: what they asked about is gone. */
  dropRequests(): void {
    const dropped = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of dropped) reject(new Dropped());
  }

  get state(): unknown {
    return this.#api.getState();
  }

  set state(state: unknown) {
    this.#api.setState(state);
  }

  #settle(reply: Reply): void {
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (reply.ok) pending?.resolve(reply.value);
    else pending?.reject(new Error(reply.message));
  }
}

/** A request was given up, by the page itself. */
export class Dropped extends Error {
  constructor() {
    super('The page no longer waits for this.');
  }
}
