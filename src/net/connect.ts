import { connect as connectSocket, type Socket } from 'node:net';
import { addressText, type Server } from '../core/cluster/address';
import { failure, type ClusterFailure } from '../core/cluster/failures';
import type { NetLimits } from './limits';
import { waitFor } from './waiting';

export type Connected<S extends Socket> = { readonly ok: true; readonly socket: S } | NotConnected;
export interface NotConnected {
  readonly ok: false;
  readonly failure: ClusterFailure;
}

/** A connection of its own: no agent and no proxy, whatever the editor or the environment says of one. */
export async function connectTcp(
  server: Server,
  { connectMs }: NetLimits,
  signal: AbortSignal | undefined,
): Promise<Connected<Socket>> {
  const { host, port } = server;
  signal?.throwIfAborted();
  const socket = connectSocket({ host, port });
  let isConnected = false;
  return waitFor<Connected<Socket>>(
    signal,
    ({ settle, watch }) => {
      socket.once('connect', () => {
        isConnected = true;
        socket.setNoDelay(true);
        settle({ ok: true, socket });
      });
      // Also later: an error that nobody listens to would end the program.
      socket.on('error', (error) => {
        settle({ ok: false, failure: failureToConnect(error, server) });
      });
      watch(connectMs, () => {
        settle({ ok: false, failure: noAnswer(server, connectMs) });
      });
    },
    () => {
      if (!isConnected) socket.destroy();
    },
  );
}

/** What the system says of a connection that it could not make, or of a name that it could not resolve. */
export function failureToConnect(error: unknown, server: Server): ClusterFailure {
  const code = codeOf(error);
  const address = addressText(server);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return failure('unknown-host', { host: server.host });
  if (code === 'ECONNREFUSED') return failure('refused', { address });
  return failure('unreachable', { address, code });
}

export function noAnswer(server: Server, milliseconds: number): ClusterFailure {
  return failure('no-answer', { address: addressText(server), seconds: milliseconds / 1000 });
}

/** `ECONNRESET`, `ERR_SSL_WRONG_VERSION_NUMBER`; what an error says of itself if it has no code. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, reason } = error as { readonly code?: unknown; readonly reason?: unknown };
  // Some versions of Node.js keep what OpenSSL says beside a code that says nothing.
  if (code === 'EPROTO' && typeof reason === 'string') return `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}`;
  return typeof code === 'string' ? code : error.message;
}
