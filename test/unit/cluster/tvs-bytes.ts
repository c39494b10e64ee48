import { concat, element, u16, u32, u8 } from '../../builders';

/** Messages of a TVS, written by their layout and not by what the product writes. */

export function tvsMessage(type: number, session: number, ...elements: readonly Uint8Array[]): Uint8Array {
  const body = concat(...elements);
  return concat(Uint8Array.of(0x57, 1, type, 0xf7), u32(session), u16(body.length), body);
}

export interface ReplyOptions {
  readonly session: number;
  readonly status: number;
  readonly roles?: readonly number[];
  readonly ttlSeconds?: number;
  readonly certificate?: Uint8Array;
  readonly kind?: 'verify' | 'query';
}

export function tvsReply({ session, status, roles, ttlSeconds, certificate, kind }: ReplyOptions): Uint8Array {
  return tvsMessage(
    kind === 'query' ? 4 : 2,
    session,
    element(7, u8(status)),
    ...(certificate === undefined ? [] : [element(2, certificate)]),
    ...(roles === undefined ? [] : [element(8, Uint8Array.from(roles))]),
    ...(ttlSeconds === undefined ? [] : [element(9, u32(ttlSeconds))]),
  );
}
