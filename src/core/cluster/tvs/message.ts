import { concat, joined } from '../../format/bytes';
import { u16Bytes, u32Bytes } from '../../format/draft';
import { u16, u32 } from '../../format/reader';

/**
 * Messages of the Trust Verification Service (TCP 2445, inside TLS): `0x57 · version u8 (1) · type u8 · u8 that is ignored ·
 * session u32 · length of the body u16`, and in the body elements `tag u8 · length u16 · value`. All numbers are big-endian;
 * there is neither padding nor a terminator. Known from Cisco's traces and from a public implementation that answers the
 * same bytes.
 */

const tvsHeaderLength = 10;
/** Bytes of the largest message: the length of a body has two bytes. */
export const longestTvsMessage = tvsHeaderLength + 0xffff;

const protocol = 0x57;
const version = 1;

export const TvsType = { verifyRequest: 1, verifyReply: 2, queryRequest: 3, queryReply: 4 } as const;
export type TvsType = (typeof TvsType)[keyof typeof TvsType];

const Tag = { client: 1, certificate: 2, subject: 3, issuer: 4, serial: 5, status: 7, roles: 8, ttl: 9 } as const;
/** The first byte of the client's element: a phone. What others are is not known. */
const phoneClient = 1;

/** A name of a device in the form that a TVS insists on, `CP-<model>-SEP<MAC>`; of no phone that exists. */
export const noPhone = 'CP-0000-SEP000000000000';
/** The session number with which phones begin. */
export const firstSession = 1001;

export interface TvsRequestHead {
  /** Echoed in the reply, u32. */
  readonly session: number;
  /** `CP-8861-SEP001122334455`. */
  readonly device: string;
}

/** The certificate that a query asks for, in the very bytes of a record or header: the server compares texts. */
export interface TvsQuery {
  /** UTF-8 with a NUL at the end. */
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
}

/**
 * Asks whether the server vouches for a certificate.
 *
 * @param certificate DER.
 * @returns null if the message would be longer than its length can say.
 */
export function encodeVerify(head: TvsRequestHead, certificate: Uint8Array): Uint8Array | null {
  return encode(TvsType.verifyRequest, head, [[Tag.certificate, certificate]]);
}

/** Asks for the certificate of an issuer and serial number; null as `encodeVerify`. */
export function encodeQuery(head: TvsRequestHead, { subject, issuer, serial }: TvsQuery): Uint8Array | null {
  return encode(TvsType.queryRequest, head, [
    [Tag.subject, subject],
    [Tag.issuer, issuer],
    [Tag.serial, serial],
  ]);
}

function encode(
  type: TvsType,
  { session, device }: TvsRequestHead,
  elements: readonly (readonly [tag: number, value: Uint8Array])[],
): Uint8Array | null {
  const client = concat(Uint8Array.of(phoneClient), new TextEncoder().encode(device));
  const all = [[Tag.client, client] as const, ...elements];
  if (all.some(([, { length }]) => length > 0xffff)) return null;
  const body = joined(all.flatMap(([tag, value]) => [Uint8Array.of(tag), u16Bytes(value.length), value]));
  if (body.length > 0xffff) return null;
  return concat(Uint8Array.of(protocol, version, type, 0), u32Bytes(session), u16Bytes(body.length), body);
}

/** A message of either side, by its elements; of several with one tag the first counts. */
export interface TvsMessage {
  /** 1 to 4 are known. */
  readonly type: number;
  readonly session: number;
  readonly elements: ReadonlyMap<number, Uint8Array>;
  /** Bytes of the whole message. */
  readonly length: number;
}

export type TvsProblem =
  /** It does not begin with `57 01`. */
  | 'not-tvs'
  /** An element runs past the body. */
  | 'element-truncated';

export type TvsRead =
  /** `needed`: bytes of the message from its start, as many as are known of. */
  | { readonly state: 'incomplete'; readonly needed: number }
  | { readonly state: 'malformed'; readonly problem: TvsProblem }
  | { readonly state: 'whole'; readonly message: TvsMessage };

/** Reads the message at the start of the bytes; what follows it is left. Never throws, and keeps views of the bytes. */
export function readTvs(bytes: Uint8Array): TvsRead {
  if ((bytes[0] ?? protocol) !== protocol || (bytes[1] ?? version) !== version) {
    return { state: 'malformed', problem: 'not-tvs' };
  }
  if (bytes.length < tvsHeaderLength) return { state: 'incomplete', needed: tvsHeaderLength };
  const end = tvsHeaderLength + u16(bytes, 8);
  if (bytes.length < end) return { state: 'incomplete', needed: end };
  const elements = readElements(bytes, end);
  if (elements === null) return { state: 'malformed', problem: 'element-truncated' };
  return { state: 'whole', message: { type: bytes[2] ?? 0, session: u32(bytes, 4), elements, length: end } };
}

function readElements(bytes: Uint8Array, end: number): Map<number, Uint8Array> | null {
  const elements = new Map<number, Uint8Array>();
  let offset = tvsHeaderLength;
  while (offset < end) {
    const start = offset + 3;
    const next = start + u16(bytes, offset + 1);
    if (start > end || next > end) return null;
    const tag = bytes[offset] ?? 0;
    if (!elements.has(tag)) elements.set(tag, bytes.subarray(start, next));
    offset = next;
  }
  return elements;
}

/** What a server answered. */
export interface TvsReply {
  readonly session: number;
  /** 0: held and valid. 1: not held, or not valid. What other numbers mean is not known; none of them vouches. */
  readonly status: number;
  /** Functions of the certificate, as FUNCTION codes of records; null if the reply does not say. */
  readonly roles: readonly number[] | null;
  /** How long a phone may remember the answer; null if the reply does not say. */
  readonly ttlSeconds: number | null;
  /** DER of the certificate that a query asked for; null if none was sent. */
  readonly certificate: Uint8Array | null;
}

/** The status that vouches. */
export const vouchingStatus = 0;

/** What a client asked. */
export type TvsRequest = { readonly session: number; readonly device: string | null } & (
  { readonly kind: 'verify'; readonly certificate: Uint8Array } | { readonly kind: 'query'; readonly query: TvsQuery }
);

/** A message as the reply to a kind of request; null if it is another message, or says no status. */
export function replyOf({ type, session, elements }: TvsMessage, kind: TvsRequest['kind']): TvsReply | null {
  const status = elements.get(Tag.status);
  const wanted = kind === 'verify' ? TvsType.verifyReply : TvsType.queryReply;
  if (type !== wanted || status?.length !== 1) return null;
  const [roles, ttl] = [elements.get(Tag.roles), elements.get(Tag.ttl)];
  return {
    session,
    status: status[0] ?? 0,
    roles: roles === undefined ? null : [...new Set(roles)],
    ttlSeconds: ttl?.length === 4 ? u32(ttl, 0) : null,
    certificate: elements.get(Tag.certificate) ?? null,
  };
}

/** A message as a request; null if it is not one. */
export function requestOf({ type, session, elements }: TvsMessage): TvsRequest | null {
  const client = elements.get(Tag.client);
  const device = client === undefined ? null : new TextDecoder().decode(client.subarray(1));
  if (type === TvsType.verifyRequest) {
    const certificate = elements.get(Tag.certificate);
    return certificate === undefined ? null : { kind: 'verify', session, device, certificate };
  }
  const [subject, issuer, serial] = [elements.get(Tag.subject), elements.get(Tag.issuer), elements.get(Tag.serial)];
  const isQuery = type === TvsType.queryRequest && subject !== undefined && issuer !== undefined;
  return isQuery && serial !== undefined
    ? { kind: 'query', session, device, query: { subject, issuer, serial } }
    : null;
}
