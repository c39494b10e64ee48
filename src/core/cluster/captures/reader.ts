import { u16 } from '../../format/reader';
import { tvsPort } from '../../phone/rules';
import { ContainerReader } from './container';
import { Fragments } from './fragments';
import { HttpConversation } from './http-conversation';
import { behindExtensions, readIp, Transport, type Datagram } from './ip';
import type { ContentAllowance } from './kept';
import { captureLimits } from './limits';
import { networkOf } from './link';
import type { CapturedPacket } from './packet';
import { Problems, type CaptureProblem } from './problems';
import { Connections, readTcp, type Carried, type Conversation, type Ends } from './tcp';
import { TftpTransfers } from './tftp';
import type { CapturedTransfer } from './transfer';
import { TvsConversation, type CapturedTvs } from './tvs-conversation';
import type { TvsAllowance } from './tvs-messages';

/** What a packet capture shows of a cluster, in the order of packets. */
export interface Captured {
  /** Packets of the capture. */
  readonly packets: number;
  readonly transfers: readonly CapturedTransfer[];
  readonly tvs: readonly CapturedTvs[];
  readonly problems: readonly CaptureProblem[];
}

/**
 * Reads a packet capture (`.pcap`, `.pcapng`) in pieces of any size: files that TFTP and HTTP carried, on any port, and
 * connections to a TVS on TCP 2445. Packets may be out of order, doubled, cut or missing. Never throws; what is kept of a
 * capture is what was found, and a bounded part that waits (`limits.ts`).
 */
export class CaptureReader {
  readonly #problems = new Problems();
  readonly #transfers: CapturedTransfer[] = [];
  readonly #tvs: CapturedTvs[] = [];
  readonly #allowance: ContentAllowance = { bytes: captureLimits.contentBytes };
  readonly #tvsAllowance: TvsAllowance = { messages: captureLimits.tvsMessages };
  readonly #fragments = new Fragments(this.#problems);
  readonly #connections = new Connections((ends) => this.#converse(ends), this.#problems);
  readonly #tftp = new TftpTransfers(this.#allowance, this.#problems, (transfer) => {
    this.#add(transfer);
  });
  readonly #container = new ContainerReader((packet) => {
    this.#take(packet);
  }, this.#problems);
  #packets = 0;

  /** The file turned out not to be a capture: nothing more is read of it. */
  get isOther(): boolean {
    return this.#container.isOther;
  }

  push(bytes: Uint8Array): void {
    this.#container.push(bytes);
  }

  /** @returns null if the header of the file is not that of a capture. */
  end(): Captured | null {
    if (!this.#container.end()) return null;
    this.#fragments.end();
    this.#connections.end();
    this.#tftp.end();
    const byPacket = (a: { readonly packet: number }, b: { readonly packet: number }): number => a.packet - b.packet;
    return {
      packets: this.#packets,
      transfers: this.#transfers.sort(byPacket),
      tvs: this.#tvs.sort(byPacket),
      problems: this.#problems.all(),
    };
  }

  #take({ number, linkType, bytes, length }: CapturedPacket): void {
    this.#packets = number;
    const network = networkOf(linkType, bytes);
    if (network === 'unknown') this.#problems.count(number, 'link-type', linkType);
    if (typeof network === 'string') return;
    const onNetwork = length - (bytes.length - network.bytes.length);
    const datagram = readIp(network.version, network.bytes, onNetwork);
    if (datagram === null) this.#problems.count(number, length > bytes.length ? 'packets-in-part' : 'malformed');
    else this.#takeDatagram(datagram, number);
  }

  #takeDatagram(datagram: Datagram, packet: number): void {
    const { fragment, payload, length, source, destination } = datagram;
    if (payload.length < length && isTransport(datagram.protocol)) this.#problems.count(packet, 'packets-in-part');
    if (fragment === null) {
      this.#takeCarried(datagram.protocol, { source, destination, payload, length, packet });
      return;
    }
    const whole = this.#fragments.add(datagram, fragment, packet);
    if (whole === null) return;
    const carried = behindExtensions(whole.protocol, whole.bytes, whole.bytes.length);
    if (carried === null || carried.fragment !== null) this.#problems.count(packet, 'malformed');
    else this.#takeCarried(carried.protocol, { source, destination, ...carried, packet });
  }

  #takeCarried(protocol: number, carried: Carried): void {
    if (protocol === Transport.udp) this.#takeUdp(carried);
    else if (protocol === Transport.tcp) {
      const segment = readTcp(carried);
      if (segment !== null) this.#connections.take(segment);
      else if (carried.payload.length === carried.length) this.#problems.count(carried.packet, 'malformed');
    }
  }

  /** `source u16 · destination u16 · length u16 · checksum u16 · payload`. */
  #takeUdp({ source, destination, payload: bytes, length: onNetwork, packet }: Carried): void {
    // 0 is what an interface writes that cuts the packet into several.
    const said = u16(bytes, 4);
    const length = said === 0 ? onNetwork : said;
    if (length < udpHeader || length > onNetwork) {
      if (bytes.length === onNetwork) this.#problems.count(packet, 'malformed');
      return;
    }
    // A block that was captured in part would pass for the last one.
    if (bytes.length < length) return;
    this.#tftp.take({
      source: { host: source, port: u16(bytes, 0) },
      destination: { host: destination, port: u16(bytes, 2) },
      payload: bytes.subarray(udpHeader, length),
      packet,
    });
  }

  #converse(ends: Ends): Conversation {
    const server = ends.second.port === tvsPort ? 'second' : ends.first.port === tvsPort ? 'first' : null;
    if (server !== null) {
      return new TvsConversation(ends, server, this.#tvsAllowance, (seen) => {
        if (this.#tvs.length < captureLimits.tvsConnections) this.#tvs.push(seen);
        else this.#problems.count(seen.packet, 'too-many-results');
      });
    }
    return new HttpConversation(ends, this.#allowance, (transfer) => {
      this.#add(transfer);
    });
  }

  #add(transfer: CapturedTransfer): void {
    if (transfer.failure?.reason === 'not-kept') this.#problems.count(transfer.packet, 'too-much-content');
    if (this.#transfers.length < captureLimits.transfers) this.#transfers.push(transfer);
    else this.#problems.count(transfer.packet, 'too-many-results');
  }
}

const udpHeader = 8;

function isTransport(protocol: number): boolean {
  return protocol === Transport.tcp || protocol === Transport.udp;
}
