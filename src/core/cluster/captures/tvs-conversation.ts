import { addressText, type Server } from '../address';
import { failure, type ClusterFailure } from '../failures';
import type { StreamEnd, StreamPlace, StreamReader } from './stream';
import type { ConnectionEnd, ConnectionSummary, Conversation, Ends } from './tcp';
import { alertText, isTls13, isTlsStart, TlsSide, versionText } from './tls';
import { exchangesOf, TvsSide, type TvsAllowance, type TvsExchange } from './tvs-messages';
import { t } from '../../words/translate';

/** What a connection to a TVS shows. */
export interface CapturedTvs {
  readonly client: Server;
  readonly server: Server;
  /** The first of it, from 1. */
  readonly packet: number;
  /** `TLS 1.2`; null if the server did not say. */
  readonly tls: string | null;
  /** DER; null if it cannot be seen, and `failure` says why. */
  readonly certificate: Uint8Array | null;
  readonly failure: ClusterFailure | null;
  /** What the client said to a certificate that it was shown, as an alert; null if nothing. */
  readonly refusal: ClusterFailure | null;
  /** In the clear only. */
  readonly exchanges: readonly TvsExchange[];
}

/** One direction, which may be TLS or not. */
class Side implements StreamReader {
  readonly tls = new TlsSide();
  readonly plain: TvsSide;
  #reader: StreamReader | null = null;
  hasBytes = false;

  constructor(allowance: TvsAllowance) {
    this.plain = new TvsSide(allowance);
  }

  read(bytes: Uint8Array, place: StreamPlace): void {
    this.hasBytes = true;
    this.#reader ??= isTlsStart(bytes) || (bytes.length === 1 && bytes[0] !== 0x57) ? this.tls : this.plain;
    this.#reader.read(bytes, place);
  }

  skip(length: number): void {
    // The next segment shows again what it is.
    if (this.#reader === null) this.tls.isLost = true;
    else this.#reader.skip(length);
  }

  end(how: StreamEnd): void {
    this.#reader?.end(how);
  }

  /** True if bytes came that are neither. */
  get isOther(): boolean {
    return this.hasBytes && !this.tls.isTls && this.plain.requests.length + this.plain.replies.length === 0;
  }
}

/** Reads a connection to a TVS: the certificate that the server presents, or what was asked in the clear. */
export class TvsConversation implements Conversation {
  readonly #sides: Readonly<Record<ConnectionEnd, Side>>;
  readonly #server: ConnectionEnd;

  constructor(
    readonly ends: Ends,
    server: ConnectionEnd,
    allowance: TvsAllowance,
    readonly onEnd: (seen: CapturedTvs) => void,
  ) {
    this.#server = server;
    this.#sides = { first: new Side(allowance), second: new Side(allowance) };
  }

  readerOf(end: ConnectionEnd): StreamReader {
    return this.#sides[end];
  }

  finish(summary: ConnectionSummary): void {
    const client = this.#server === 'first' ? 'second' : 'first';
    const [asking, answering] = [this.#sides[client], this.#sides[this.#server]];
    const exchanges = exchangesOf(asking.plain.requests, answering.plain.replies);
    const { certificate, version } = answering.tls;
    const seen = { client: this.ends[client], server: this.ends[this.#server], packet: this.ends.packet };
    const address = addressText(seen.server);
    const tls = version === null ? null : versionText(version);
    if (certificate !== null) {
      const { alert } = asking.tls;
      const refusal = alert === null ? null : failure('alert-sent', { who: t('The client'), alert: alertText(alert) });
      this.onEnd({ ...seen, tls, certificate, failure: null, refusal, exchanges });
      return;
    }
    const why =
      exchanges.length > 0 ? failure('in-the-clear', { address }) : whyUnseen(asking, answering, summary, address);
    this.onEnd({ ...seen, tls, certificate, failure: why, refusal: null, exchanges });
  }
}

function whyUnseen(asking: Side, answering: Side, summary: ConnectionSummary, address: string): ClusterFailure {
  const server = answering.tls;
  if (isTls13(server.version)) return failure('hidden-by-tls', {});
  if (server.alert !== null) return failure('alert-sent', { who: t('The server'), alert: alertText(server.alert) });
  const { alert } = asking.tls;
  if (alert !== null) return failure('alert-sent', { who: t('The client'), alert: alertText(alert) });
  if (server.isLost && server.isTls) return failure('certificate-not-captured', { address });
  if (server.isPastCertificate) return failure('no-certificate', { address });
  if (server.isEncrypted) return failure(server.version === null ? 'handshake-not-captured' : 'session-resumed', {});
  if (server.isTls) return failure('certificate-not-captured', { address });
  if (summary.hasLoss || summary.client === null) return failure('handshake-not-captured', {});
  if (asking.isOther || answering.isOther) return failure('neither-tls-nor-tvs', { address });
  if (asking.tls.isTls) return failure('handshake-not-answered', { address });
  if (summary.isAccepted) return failure('nothing-sent', { address });
  return failure(summary.isReset ? 'refused' : 'connection-not-answered', { address });
}
