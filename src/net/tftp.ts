import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { SocketAddress } from 'node:net';
import { addressText, type Server } from '../core/cluster/address';
import type { FileAnswer, WantedFile } from '../core/cluster/client';
import { failure, type ClusterFailure } from '../core/cluster/failures';
import { TftpDownload, type Outcome } from '../core/cluster/tftp/download';
import { failureToConnect } from './connect';
import type { NetLimits } from './limits';
import { waitFor, type Wait } from './waiting';

/** Fetches a file by TFTP: with options, and again without them if the server refuses these. */
export async function fetchTftp(server: Server, wanted: WantedFile, limits: NetLimits): Promise<FileAnswer> {
  const address = await resolve(server, wanted.signal);
  if ('reason' in address) return { status: 'failed', isReached: false, failure: address, presented: null };
  const ended = await download(server, address, wanted, limits, true);
  return answerOf(ended === 'ask-plainly' ? await download(server, address, wanted, limits, false) : ended);
}

type Ended = Outcome & { readonly isReached: boolean };

/** A transfer without options is never told to do without them. */
function answerOf(ended: Ended | 'ask-plainly'): FileAnswer {
  if (ended === 'ask-plainly') throw new Error('a transfer without options was refused for its options');
  if (ended.status !== 'found') return { ...ended, presented: null };
  if (ended.bytes.length > 0) return { status: 'found', bytes: ended.bytes, presented: null };
  return { status: 'missing', isReached: true, failure: failure('empty', {}), presented: null };
}

/**
 * IPv4 first, as phones have it. The address is spelled as the system spells those that packets come from: one from
 * another address than the one asked is a stranger's.
 */
async function resolve(server: Server, signal: AbortSignal | undefined): Promise<SocketAddress | ClusterFailure> {
  return waitFor<SocketAddress | ClusterFailure>(signal, ({ settle }) => {
    lookup(server.host, { order: 'ipv4first' }).then(
      ({ address, family }) => {
        settle(new SocketAddress({ address, family: family === 6 ? 'ipv6' : 'ipv4', port: server.port }));
      },
      (error: unknown) => {
        settle(failureToConnect(error, server));
      },
    );
  });
}

async function download(
  server: Server,
  address: SocketAddress,
  wanted: WantedFile,
  limits: NetLimits,
  asksForOptions: boolean,
): Promise<Ended | 'ask-plainly'> {
  const socket = createSocket(address.family === 'ipv6' ? 'udp6' : 'udp4');
  const transfer = new TftpDownload(wanted.name, { most: wanted.most, asksForOptions });
  return waitFor<Ended | 'ask-plainly'>(
    wanted.signal,
    (wait) => {
      const { repeated, watchPackets } = watches(transfer, server, limits, wait, (packet, port) => {
        // What the system cannot send is lost like any packet.
        socket.send(packet, port, address.address, () => undefined);
      });
      socket.on('error', (error) => {
        wait.settle({ status: 'failed', isReached: false, failure: failureToConnect(error, server) });
      });
      socket.on('message', (packet, from) => {
        if (from.address !== address.address) {
          repeated.stranger ??= addressText({ host: from.address, port: from.port });
          return;
        }
        const reaction = transfer.receive(packet, from.port);
        // The last packet leaves before the socket is closed.
        const then = (): void => {
          if (reaction.kind === 'end') wait.settle({ ...reaction.outcome, isReached: true });
        };
        const reply = 'packet' in reaction ? reaction.packet : null;
        if (reply === null) then();
        else socket.send(reply, from.port, address.address, then);
        if (reaction.kind === 'send' && reaction.isProgress) watchPackets();
        if (reaction.kind === 'ask-plainly') wait.settle('ask-plainly');
      });
    },
    () => {
      socket.close();
    },
  );
}

interface Repeated {
  /** Who answered instead of the server. */
  stranger: string | null;
}

/**
 * Sends the request, and the last packet again while nothing new comes.
 *
 * @param send gets the port that the server answers from, or at first the one that it is asked on.
 */
function watches(
  transfer: TftpDownload,
  server: Server,
  { repeatMs, sendings, totalMs }: NetLimits,
  wait: Wait<Ended | 'ask-plainly'>,
  send: (packet: Uint8Array, port: number) => void,
): { readonly repeated: Repeated; readonly watchPackets: () => void } {
  const repeated: Repeated = { stranger: null };
  const address = addressText(server);
  let sent = 1;
  const again = wait.watch(repeatMs, () => {
    if (sent === sendings) {
      const isReached = transfer.port !== null;
      const reason = isReached
        ? failure('stalled', { address, length: transfer.length })
        : silence(address, sendings, repeated.stranger);
      wait.settle({ status: 'failed', isReached, failure: reason });
      return;
    }
    sent += 1;
    send(transfer.lastSent, transfer.port ?? server.port);
    again();
  });
  wait.watch(totalMs, () => {
    const reason = failure('too-slow', { address, length: transfer.length, seconds: totalMs / 1000 });
    wait.settle({ status: 'failed', isReached: true, failure: reason });
  });
  send(transfer.lastSent, server.port);
  return {
    repeated,
    watchPackets: () => {
      sent = 1;
      again();
    },
  };
}

function silence(address: string, times: number, other: string | null): ClusterFailure {
  return other === null
    ? failure('no-tftp-answer', { address, times })
    : failure('tftp-answer-from-elsewhere', { address, other });
}
