import { ClientRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { addressText, type Server } from '../core/cluster/address';
import type { FileAnswer, Presented, WantedFile } from '../core/cluster/client';
import { Collector } from '../core/cluster/collector';
import { failure, type ClusterFailure } from '../core/cluster/failures';
import { httpRefusalOf } from '../core/cluster/http-status';
import { codeOf, connectTcp, noAnswer } from './connect';
import { connectTls } from './connect-tls';
import type { NetLimits } from './limits';
import { waitFor, type Wait } from './waiting';

type Outcome = Omit<Extract<FileAnswer, { status: 'found' }>, 'presented'> | Refused;
type Refused = Omit<Extract<FileAnswer, { isReached: boolean }>, 'presented'>;

/** Fetches a file by HTTP or HTTPS: one request on a connection of its own, without following where it may be sent. */
export async function fetchHttp(
  isSecure: boolean,
  server: Server,
  wanted: WantedFile,
  limits: NetLimits,
): Promise<FileAnswer> {
  const { signal } = wanted;
  const connected = isSecure
    ? await connectTls(server, limits, signal, { allowsOld: false })
    : { presented: null, ...(await connectTcp(server, limits, signal)) };
  if (!connected.ok) return { status: 'failed', isReached: false, failure: connected.failure, presented: null };
  const { socket, presented } = connected as { readonly socket: Socket; readonly presented: Presented | null };
  const outcome = await waitFor<Outcome>(
    signal,
    (wait) => {
      new Exchange(socket, server, wanted, limits, wait).begin();
    },
    () => {
      socket.destroy();
    },
  );
  return { ...outcome, presented };
}

/** One request and its answer. */
class Exchange {
  readonly #content: Collector;

  constructor(
    readonly socket: Socket,
    readonly server: Server,
    readonly wanted: WantedFile,
    readonly limits: NetLimits,
    readonly wait: Wait<Outcome>,
  ) {
    this.#content = new Collector(wanted.most);
  }

  begin(): void {
    const { socket, server, limits, wait } = this;
    const { idleMs, totalMs } = limits;
    let isAnswered = false;
    // The class and not `request`, in whose place VS Code puts one that may go through a proxy.
    const request = new ClientRequest({
      createConnection: () => socket,
      path: pathOf(this.wanted.name),
      headers: { Host: addressText(server), Accept: '*/*', Connection: 'close' },
    });
    const watchPieces = wait.watch(idleMs, () => {
      if (isAnswered) this.#fail(failure('stalled', this.#soFar()));
      else this.#fail(noAnswer(server, idleMs), false);
    });
    wait.watch(totalMs, () => {
      this.#fail(failure('too-slow', { ...this.#soFar(), seconds: totalMs / 1000 }), isAnswered);
    });
    request.on('response', (response) => {
      isAnswered = true;
      watchPieces();
      this.#take(response, watchPieces);
    });
    request.on('error', (error) => {
      this.#lose(error, isAnswered);
    });
    request.end();
  }

  #take(response: IncomingMessage, watchPieces: () => void): void {
    const refusal = refusalOf(response);
    if (refusal !== null) {
      this.wait.settle(refusal);
      return;
    }
    const length = Number(response.headers['content-length'] ?? Number.NaN);
    if (length > this.wanted.most) this.#fail(failure('too-long', { most: this.wanted.most }));
    response.on('data', (piece: Buffer) => {
      watchPieces();
      if (!this.#content.add(piece)) this.#fail(failure('too-long', { most: this.wanted.most }));
    });
    response.on('error', (error) => {
      if (Number.isNaN(length)) this.#lose(error, true);
      else this.#fail(failure('cut', { length: this.#content.length, expected: length }));
    });
    response.on('end', () => {
      this.#end();
    });
  }

  #end(): void {
    if (this.#content.length === 0) {
      this.wait.settle({ status: 'missing', isReached: true, failure: failure('empty', {}) });
    } else this.wait.settle({ status: 'found', bytes: this.#content.bytes() });
  }

  #lose(error: Error, isAnswered: boolean): void {
    const code = codeOf(error);
    const address = addressText(this.server);
    if (code.startsWith('HPE_')) this.#fail(failure('not-http', { address, code }));
    else this.#fail(failure('connection-lost', { ...this.#soFar(), code }), isAnswered);
  }

  #soFar(): { readonly address: string; readonly length: number } {
    return { address: addressText(this.server), length: this.#content.length };
  }

  #fail(reason: ClusterFailure, isReached = true): void {
    this.wait.settle({ status: 'failed', isReached, failure: reason });
  }
}

/** Why an answer brings no file; null if it does. */
function refusalOf({ statusCode = 0, statusMessage = '', headers }: IncomingMessage): Refused | null {
  const refusal = httpRefusalOf(statusCode, statusMessage, headers.location);
  return refusal && { ...refusal, isReached: true };
}

/** `/English_United_States/be-sip.jar`: what a path has its own use for is escaped. */
function pathOf(name: string): string {
  return `/${name.split('/').map(encodeURIComponent).join('/')}`;
}
