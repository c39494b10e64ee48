import type { TLSSocket } from 'node:tls';
import { addressText, type Server } from '../core/cluster/address';
import type { TvsAnswer, TvsQuestion, TvsVisit, TvsVisited } from '../core/cluster/client';
import { Collector } from '../core/cluster/collector';
import { failure, type ClusterFailure } from '../core/cluster/failures';
import { longestTvsMessage, readTvs, replyOf, type TvsReply } from '../core/cluster/tvs/message';
import { codeOf } from './connect';
import { connectTls, wantsCertificate, type StartTls, type TlsConnected } from './connect-tls';
import type { NetLimits } from './limits';
import { waitFor } from './waiting';

/** Asks a TVS as phones do: a connection for each question, and on each the certificate before a byte is sent. */
export async function visitTvs(
  server: Server,
  visit: TvsVisit,
  limits: NetLimits,
  start?: StartTls,
): Promise<TvsVisited> {
  const { questions, signal } = visit;
  const connect = (startsOld: boolean): Promise<TlsConnected> =>
    connectTls(server, limits, signal, { allowsOld: true, startsOld, ...(start === undefined ? {} : { start }) });
  const first = await connect(false);
  if (!first.ok) return { isReached: false, failure: first.failure };
  const { presented } = first;
  const [question, ...others] = questions;
  const asked = await ask(first.socket, question ?? null, server, visit, limits, presented.certificate);
  const answers = question === undefined ? [] : [asked.answer];
  for (const other of others) {
    const next = await connect(presented.isOld);
    answers.push(
      next.ok
        ? (await ask(next.socket, other, server, visit, limits, next.presented.certificate)).answer
        : { isAuthenticated: false, reply: null, failure: next.failure },
    );
  }
  return { isReached: true, presented, isTrusted: asked.isTrusted, answers };
}

interface Asked {
  readonly isTrusted: boolean;
  readonly answer: TvsAnswer | null;
}

/** Decides on the certificate, and only then asks. The connection ends with it. */
async function ask(
  socket: TLSSocket,
  question: TvsQuestion | null,
  server: Server,
  { isTrusted: trusts, asksAnyway, signal }: TvsVisit,
  limits: NetLimits,
  certificate: Uint8Array,
): Promise<Asked> {
  try {
    const isTrusted = await trusts(certificate);
    if (question === null || (!isTrusted && !asksAnyway)) return { isTrusted, answer: null };
    const answer = await exchange(socket, question, server, limits, signal);
    return {
      isTrusted,
      answer:
        'reason' in answer
          ? { isAuthenticated: isTrusted, reply: null, failure: answer }
          : { isAuthenticated: isTrusted, reply: answer, failure: null },
    };
  } finally {
    socket.destroy();
  }
}

/** Sends a question in one piece, since some servers read one record of TLS, and reads the answer by its length. */
async function exchange(
  socket: TLSSocket,
  { message, kind, session }: TvsQuestion,
  server: Server,
  { idleMs, totalMs }: NetLimits,
  signal: AbortSignal | undefined,
): Promise<TvsReply | ClusterFailure> {
  const address = addressText(server);
  const received = new Collector(longestTvsMessage);
  return waitFor<TvsReply | ClusterFailure>(signal, ({ settle, watch }) => {
    const lost = (code: string): void => {
      if (wantsCertificate(code)) settle(failure('tls-certificate-wanted', { address, code }));
      else if (received.length === 0) settle(failure('closed-without-answer', { address }));
      else settle(failure('connection-lost', { address, length: received.length, code }));
    };
    const watchPieces = watch(idleMs, () => {
      settle(failure('no-answer', { address, seconds: idleMs / 1000 }));
    });
    watch(totalMs, () => {
      settle(failure('too-slow', { address, length: received.length, seconds: totalMs / 1000 }));
    });
    socket.on('data', (piece: Buffer) => {
      watchPieces();
      // What follows a message is not an answer to this question.
      received.add(piece.subarray(0, longestTvsMessage - received.length));
      const answer = answerIn(received.bytes(), kind, session, address);
      if (answer !== null) settle(answer);
    });
    socket.on('error', (error) => {
      lost(codeOf(error));
    });
    socket.on('end', () => {
      lost('closed');
    });
    socket.on('close', () => {
      lost('closed');
    });
    // What happened while the certificate was looked at has been told already.
    if (socket.destroyed) lost(socket.errored === null ? 'closed' : codeOf(socket.errored));
    else socket.write(message);
  });
}

/** The answer, or why it is not one; null while it is not complete. */
function answerIn(
  bytes: Uint8Array,
  kind: TvsQuestion['kind'],
  session: number,
  address: string,
): TvsReply | ClusterFailure | null {
  const read = readTvs(bytes);
  if (read.state === 'incomplete') return null;
  const reply = read.state === 'malformed' ? null : replyOf(read.message, kind);
  if (reply === null) return failure('not-a-reply', { address });
  return reply.session === session ? reply : failure('another-session', { address });
}
