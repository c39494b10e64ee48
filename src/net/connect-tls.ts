import { constants } from 'node:crypto';
import { isIP } from 'node:net';
import { connect as startTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { addressText, type Server } from '../core/cluster/address';
import type { Presented } from '../core/cluster/client';
import { failure } from '../core/cluster/failures';
import { codeOf, connectTcp, noAnswer, type NotConnected } from './connect';
import type { NetLimits } from './limits';
import { waitFor } from './waiting';

export type TlsConnected =
  { readonly ok: true; readonly socket: TLSSocket; readonly presented: Presented } | NotConnected;

/** What starts TLS; tests put another one in its place. */
export type StartTls = (options: ConnectionOptions) => TLSSocket;

export interface TlsAttempts {
  /** Make a second attempt, with what old servers speak. */
  readonly allowsOld: boolean;
  /** Make it at once, since only it succeeded before. */
  readonly startsOld?: boolean;
  readonly start?: StartTls;
}

/** What the second attempt allows: TLS 1.0, and servers without secure renegotiation. */
const oldOptionsWithoutLevel: ConnectionOptions = {
  minVersion: 'TLSv1',
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
};
/** And keys of 1024 bits and SHA-1. BoringSSL, on which Electron runs, allows these anyway, and throws on `@SECLEVEL`. */
const oldOptions: ConnectionOptions = { ...oldOptionsWithoutLevel, ciphers: 'DEFAULT@SECLEVEL=0' };

/**
 * Opens TLS and gives the certificate that the server presents. Whether it is the right one is for the caller to say,
 * before anything is written: phones go by the exact certificate, not by chains, dates or names.
 */
export async function connectTls(
  server: Server,
  limits: NetLimits,
  signal: AbortSignal | undefined,
  { allowsOld, startsOld = false, start = startTls }: TlsAttempts,
): Promise<TlsConnected> {
  const attempt = (options: ConnectionOptions, isOld: boolean): Promise<Attempted> =>
    attemptTls(server, limits, signal, { options, isOld, start });
  const first = startsOld ? null : await attempt({}, false);
  if (first !== null && (first.ok || first.code === null)) return first;
  if (first !== null && isOtherProtocol(first.code)) return refused('not-tls', server, first.code);
  if (!allowsOld && first !== null) return refused('tls-failed', server, first.code);
  const second = await attempt(oldOptions, true);
  if (second.ok || second.code === null) return second;
  if (isHandshakeFailure(second.code)) return refused('tls-no-agreement', server, second.code);
  if (wantsCertificate(second.code)) return refused('tls-certificate-wanted', server, second.code);
  if (first === null) return refused('tls-failed', server, second.code);
  const args = { address: addressText(server), code: first.code, old: second.code };
  return { ok: false, failure: failure('tls-failed-twice', args) };
}

/** True for the alert of a server that has nothing in common, or wants a certificate: OpenSSL 3.5 calls it by another name. */
function isHandshakeFailure(code: string): boolean {
  return /^ERR_SSL_(?:SSLV3|SSL\/TLS)_ALERT_HANDSHAKE_FAILURE$/.test(code);
}

function refused(
  reason: 'not-tls' | 'tls-failed' | 'tls-certificate-wanted' | 'tls-no-agreement',
  server: Server,
  code: string,
): NotConnected {
  return { ok: false, failure: failure(reason, { address: addressText(server), code }) };
}

/** True for what OpenSSL and BoringSSL say of bytes that are not TLS. */
function isOtherProtocol(code: string): boolean {
  return /^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|HTTPS_PROXY_REQUEST)$/.test(code);
}

/** True for the alert of a server that insists on a certificate of the client. */
export function wantsCertificate(code: string): boolean {
  return code === 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED';
}

type Attempted =
  | Extract<TlsConnected, { readonly ok: true }>
  /** `code` is null if another attempt would end as this one did. */
  | (NotConnected & { readonly code: null })
  | { readonly ok: false; readonly code: string };

interface Attempt {
  readonly options: ConnectionOptions;
  readonly isOld: boolean;
  readonly start: StartTls;
}

async function attemptTls(
  server: Server,
  limits: NetLimits,
  signal: AbortSignal | undefined,
  { options, isOld, start }: Attempt,
): Promise<Attempted> {
  const connected = await connectTcp(server, limits, signal);
  if (!connected.ok) return { ...connected, code: null };
  const tcp = connected.socket;
  const base: ConnectionOptions = {
    socket: tcp,
    rejectUnauthorized: false,
    ...(isIP(server.host) === 0 ? { servername: server.host } : {}),
  };
  const startOn = (more: ConnectionOptions): TLSSocket => start({ ...base, ...more });
  let isDone = false;
  return waitFor<Attempted>(
    signal,
    ({ settle, watch }) => {
      const socket = startedWith(startOn, options);
      if (typeof socket === 'string') {
        settle({ ok: false, code: socket });
        return;
      }
      socket.once('secureConnect', () => {
        const presented = presentedBy(socket, isOld);
        isDone = presented !== null;
        if (presented !== null) settle({ ok: true, socket, presented });
        else settle({ ok: false, code: null, failure: failure('no-certificate', { address: addressText(server) }) });
      });
      // Also later: an error that nobody listens to would end the program.
      socket.on('error', (error) => {
        settle({ ok: false, code: codeOf(error) });
      });
      socket.once('close', () => {
        settle({ ok: false, code: 'closed during the handshake' });
      });
      watch(limits.connectMs, () => {
        settle({ ok: false, code: null, failure: noAnswer(server, limits.connectMs) });
      });
    },
    () => {
      if (!isDone) tcp.destroy();
    },
  );
}

/** The socket; else the code of an engine that accepts neither form of the options. */
function startedWith(
  startOn: (options: ConnectionOptions) => TLSSocket,
  options: ConnectionOptions,
): TLSSocket | string {
  try {
    return startOn(options);
  } catch (error) {
    if (options !== oldOptions) return codeOf(error);
  }
  try {
    return startOn(oldOptionsWithoutLevel);
  } catch (error) {
    return codeOf(error);
  }
}

function presentedBy(socket: TLSSocket, isOld: boolean): Presented | null {
  // Without a certificate this is an object that lacks it, whatever its type says.
  const { raw } = socket.getPeerCertificate() as { readonly raw?: Buffer };
  if (raw === undefined) return null;
  return { tls: versionText(socket.getProtocol()), isOld, certificate: Uint8Array.from(raw) };
}

/** `TLS 1.2` of `TLSv1.2`, `TLS 1.0` of `TLSv1`. */
function versionText(protocol: string | null): string {
  const [, number] = /^TLSv(\d(?:\.\d)?)$/.exec(protocol ?? '') ?? [];
  if (number === undefined) return protocol ?? 'unknown';
  return `TLS ${number.includes('.') ? number : `${number}.0`}`;
}
