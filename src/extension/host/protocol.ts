/** What every page and the host say to each other; what a page's own protocol adds is in its feature. */

/** The page listens: it is new, or was hidden and is shown again. */
export interface Ready {
  readonly type: 'ready';
}

/** A page asks for something of the revision that it shows; `id` is that of the reply. */
export interface RequestMessage<Request> {
  readonly type: 'request';
  readonly id: number;
  readonly revision: number;
  readonly request: Request;
}

/** The answer to a request, or why there is none, as one sentence. */
export type ReplyMessage =
  | { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly type: 'reply'; readonly id: number; readonly ok: false; readonly message: string };

/** What a page asks for. */
export type RequestOf<FromPage> =
  Extract<FromPage, { readonly type: 'request' }> extends RequestMessage<infer Request> ? Request : never;

/** What a page says of what a person does in it. */
export type EventOf<FromPage> = Exclude<FromPage, Ready | RequestMessage<unknown>>;
