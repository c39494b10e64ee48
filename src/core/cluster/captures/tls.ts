import { u16 } from '../../format/reader';
import { ByteQueue } from './byte-queue';
import { captureLimits } from './limits';
import type { StreamReader } from './stream';

/**
 * Records of TLS up to 1.2 and of SSL 3.0: `type u8 · version u16 · length u16 · fragment`. Handshake messages, of
 * `type u8 · length u24 · body`, may begin and end anywhere in them. Source: RFC 5246; RFC 8446 for 1.3.
 */
const RecordType = { changeCipher: 20, alert: 21, handshake: 22, data: 23 } as const;
const Handshake = { serverHello: 2, certificate: 11, serverHelloDone: 14 } as const;
const recordHead = 5;
const messageHead = 4;
/** Bytes of a record: 16 KB, and what ciphers add. */
const longestRecord = 0x4000 + 2_048;
const tls13 = 0x0304;
const supportedVersions = 43;

/** True for what a record of TLS begins with. */
export function isTlsStart(bytes: Uint8Array): boolean {
  const [type = 0, major] = bytes;
  return type >= RecordType.changeCipher && type <= RecordType.data && major === 3;
}

/** Reads one direction, up to where it is encrypted, for what it shows in the clear. */
export class TlsSide implements StreamReader {
  /** A record was seen. */
  isTls = false;
  /** The version that the server chose, u16; null if that was not seen. */
  version: number | null = null;
  /** DER, the first of its chain; null if it was not seen. */
  certificate: Uint8Array | null = null;
  /** The handshake went past the place of the certificate, with one or without. */
  isPastCertificate = false;
  /** Keys were changed before a certificate was sent: what follows is encrypted. */
  isEncrypted = false;
  /** The description of an alert in the clear, u8; null without one. */
  alert: number | null = null;
  /** Bytes of it are missing, or make no sense. */
  isLost = false;
  readonly #queue = new ByteQueue();
  readonly #handshake = new ByteQueue();

  read(bytes: Uint8Array): void {
    if (this.#isDone) return;
    this.#queue.push(bytes);
    while (this.#takeRecord());
  }

  skip(): void {
    if (!this.#isDone) this.isLost = true;
  }

  end(): void {
    if (!this.#isDone && this.#queue.length + this.#handshake.length > 0) this.isLost = true;
  }

  get #isDone(): boolean {
    return this.isLost || this.isEncrypted || this.alert !== null;
  }

  #takeRecord(): boolean {
    const head = this.#queue.front(recordHead);
    if (this.#isDone || head.length < recordHead) return false;
    const [type = 0] = head;
    const length = u16(head, 3);
    if (!isTlsStart(head) || length > longestRecord) {
      this.isLost = true;
      return false;
    }
    this.isTls = true;
    if (type === RecordType.data || type === RecordType.changeCipher) {
      this.isEncrypted = true;
      return false;
    }
    const whole = this.#queue.front(recordHead + length);
    if (whole.length < recordHead + length) return false;
    const fragment = whole.subarray(recordHead);
    if (type === RecordType.alert) this.#takeAlert(fragment);
    else this.#takeHandshake(fragment);
    this.#queue.drop(recordHead + length);
    return true;
  }

  /** `level u8 · description u8`; a longer one is encrypted. */
  #takeAlert(fragment: Uint8Array): void {
    const [level, description = 0] = fragment;
    // A warning does not end a handshake, unless it says that the connection is closed.
    if (fragment.length === 2 && (level === 2 || description === 0)) this.alert = description;
  }

  #takeHandshake(fragment: Uint8Array): void {
    if (this.certificate !== null || this.isPastCertificate) return;
    this.#handshake.push(fragment);
    for (;;) {
      const head = this.#handshake.front(messageHead);
      if (head.length < messageHead) return;
      const [type = 0, high = 0] = head;
      const length = messageHead + high * 0x10000 + u16(head, 2);
      if (length > captureLimits.handshakeBytes) {
        this.isLost = true;
        return;
      }
      const message = this.#handshake.front(length);
      if (message.length < length) return;
      this.#takeMessage(type, message.subarray(messageHead));
      this.#handshake.drop(length);
    }
  }

  #takeMessage(type: number, body: Uint8Array): void {
    if (type === Handshake.serverHello) this.version = versionOf(body);
    else if (type === Handshake.serverHelloDone) this.isPastCertificate = true;
    else if (type === Handshake.certificate) {
      this.certificate = firstCertificate(body);
      this.isPastCertificate = true;
    }
  }
}

/**
 * The version of a Server Hello: `version u16 · random 32 · session u8 … · cipher u16 · compression u8 · extensions u16 …`,
 * each `type u16 · length u16 · value`. From 1.3 on an extension says it.
 */
function versionOf(body: Uint8Array): number {
  let offset = 35 + (body[34] ?? 0) + 3 + 2;
  while (offset + 4 <= body.length) {
    const next = offset + 4 + u16(body, offset + 2);
    if (u16(body, offset) === supportedVersions && next === offset + 6) return u16(body, offset + 4);
    offset = next;
  }
  return u16(body, 0);
}

/** `length u24 · (length u24 · DER)…`; null for an empty list. */
function firstCertificate(body: Uint8Array): Uint8Array | null {
  const length = (body[3] ?? 0) * 0x10000 + u16(body, 4);
  const certificate = body.slice(6, 6 + length);
  return length === 0 || certificate.length < length ? null : certificate;
}

export function isTls13(version: number | null): boolean {
  return version !== null && version >= tls13;
}

/** `TLS 1.2` of 0x0303, `SSL 3.0` of 0x0300. */
export function versionText(version: number): string {
  if (version === 0x0300) return 'SSL 3.0';
  return version >> 8 === 3 ? `TLS 1.${(version & 0xff) - 1}` : `unknown (0x${version.toString(16)})`;
}

/** What phones and servers say when they end a handshake, as RFC 5246 and its extensions call it. */
const alerts: Readonly<Record<number, string>> = {
  0: 'close notify',
  10: 'unexpected message',
  20: 'bad record MAC',
  22: 'record overflow',
  40: 'handshake failure',
  42: 'bad certificate',
  43: 'unsupported certificate',
  44: 'certificate revoked',
  45: 'certificate expired',
  46: 'certificate unknown',
  47: 'illegal parameter',
  48: 'unknown CA',
  49: 'access denied',
  50: 'decode error',
  51: 'decrypt error',
  70: 'protocol version',
  71: 'insufficient security',
  80: 'internal error',
  86: 'inappropriate fallback',
  90: 'user canceled',
  109: 'missing extension',
  110: 'unsupported extension',
  112: 'unrecognized name',
  113: 'bad certificate status response',
  115: 'unknown PSK identity',
  116: 'certificate required',
  120: 'no application protocol',
};

/** `protocol version (alert 70)`. */
export function alertText(description: number): string {
  const name = alerts[description];
  return name === undefined ? `alert ${description}` : `${name} (alert ${description})`;
}
