import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { onTestFinished } from 'vitest';
import type { Server } from '../../../src/core/cluster/address';
import type { NetLimits } from '../../../src/net/limits';
import type { Identity } from '../../builders';

/** Servers on this machine, for one test each. */

export const host = '127.0.0.1';

/** Short, for what never comes. */
export const shortLimits: NetLimits = { connectMs: 2_000, idleMs: 150, totalMs: 600, repeatMs: 60, sendings: 3 };
/** For what comes, on a machine that is busy. */
export const longLimits: NetLimits = {
  connectMs: 20_000,
  idleMs: 20_000,
  totalMs: 40_000,
  repeatMs: 5_000,
  sendings: 4,
};

async function listening(server: TcpServer): Promise<Server> {
  server.listen(0, host);
  await once(server, 'listening');
  return { host, port: (server.address() as AddressInfo).port };
}

/** A TCP server; every connection is closed when the test ends. */
export async function tcpServer(serve: (socket: Socket) => void): Promise<Server> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
    serve(socket);
  });
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return listening(server);
}

/** Answers each request of HTTP with these bytes, as they are, and notes the requests. */
export async function rawHttp(
  answer: (path: string, socket: Socket) => string | Uint8Array | null,
): Promise<{ readonly server: Server; readonly requests: string[] }> {
  const requests: string[] = [];
  const server = await tcpServer((socket) => {
    let head = '';
    socket.on('data', (piece) => {
      head += piece.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      requests.push(head);
      const [, path = ''] = /^GET (\S+) HTTP\/1\.1\r\n/.exec(head) ?? [];
      head = '';
      const bytes = answer(path, socket);
      if (bytes !== null) socket.end(bytes);
    });
  });
  return { server, requests };
}

export function httpAnswer(status: string, body: Uint8Array, headers: readonly string[] = []): Uint8Array {
  const head = [`HTTP/1.1 ${status}`, `Content-Length: ${body.length}`, ...headers, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}

export interface TlsServed {
  readonly server: Server;
  /** What clients sent inside TLS, a connection each. */
  readonly received: Buffer[];
  /** Server names that clients asked for. */
  readonly names: string[];
}

/** A TLS server with a certificate and these options. */
export async function tlsServer(
  identity: Identity,
  options: TlsOptions,
  serve: (message: Buffer, socket: Socket) => void,
  greet: (socket: Socket) => void = () => undefined,
): Promise<TlsServed> {
  const received: Buffer[] = [];
  const names: string[] = [];
  const open = new Set<Socket>();
  const server = createTlsServer({
    key: identity.key.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: pemOf(identity.der),
    SNICallback: (name, done) => {
      names.push(name);
      done(null);
    },
    ...options,
  });
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.on('tlsClientError', () => undefined);
  server.on('secureConnection', (socket) => {
    const at = received.push(Buffer.alloc(0)) - 1;
    socket.on('error', () => undefined);
    socket.on('data', (piece: Buffer) => {
      received[at] = Buffer.concat([received[at] ?? Buffer.alloc(0), piece]);
      serve(piece, socket);
    });
    greet(socket);
  });
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return { server: await listening(server), received, names };
}

export function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

export interface Udp {
  readonly socket: UdpSocket;
  readonly port: number;
  /** Sends unless the test has ended. */
  readonly send: (packet: Uint8Array, port: number, address: string) => void;
}

/** A socket of UDP on this machine, closed when the test ends. */
export async function udpSocket(address = host): Promise<Udp> {
  let isOpen = true;
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  onTestFinished(() => {
    isOpen = false;
    socket.close();
  });
  const send: Udp['send'] = (packet, port, to) => {
    if (isOpen) socket.send(packet, port, to);
  };
  return { socket, send, port: socket.address().port };
}

/** A port of TCP that nobody listens on: it was free a moment ago. */
export async function closedPort(): Promise<Server> {
  const server = createServer();
  const found = await listening(server);
  server.close();
  await once(server, 'close');
  return found;
}
