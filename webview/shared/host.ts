import type { ReplyMessage, RequestMessage, RequestOf } from '../../src/extension/host/protocol';

/** What VS Code gives a page: `acquireVsCodeApi()`, once. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

type Incoming = { readonly type: string };

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The page's line to the extension: messages both ways, and requests whose replies are matched by id. A request that
 * the page no longer waits for is rejected, never left.
 */
export class Host<FromPage, Replies = object> {
  readonly #api = acquireVsCodeApi();
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #revision = -1;

  listen(receive: (message: unknown) => void): void {
    window.addEventListener('message', (event: MessageEvent<Incoming>) => {
      const message = event.data;
      if (message.type === 'reply') this.#settle(message as ReplyMessage);
      else receive(message);
    });
    window.addEventListener('pagehide', () => {
      this.#drop();
    });
  }

  post(message: FromPage): void {
    this.#api.postMessage(message);
  }

  /** The revision that the page shows. */
  get revision(): number {
    return this.#revision;
  }

  /** The page shows another revision: requests about the one before are rejected. */
  open(revision: number): void {
    this.#drop();
    this.#revision = revision;
  }

  /** Asks for something of the revision that the page shows. Rejects when the page goes, or shows another one. */
  ask<Kind extends keyof Replies>(
    request: Extract<RequestOf<FromPage>, { readonly kind: Kind }>,
  ): Promise<Replies[Kind]> {
    const id = this.#nextId++;
    const message: RequestMessage<typeof request> = { type: 'request', id, revision: this.#revision, request };
    return new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#api.postMessage(message);
      // The host answers a request of this kind so; the id binds the two.
    }) as Promise<Replies[Kind]>;
  }

  /** Rejects every request that is under way: what they asked about is gone. */
  #drop(): void {
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

  #settle(reply: ReplyMessage): void {
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
