import { decode } from '../format/decode';
import { sameBytes } from '../format/bytes';
import { headerFields } from '../format/fields';
import type { TrustList } from '../format/model';
import { isAwaited } from '../trust/signature';

/**
 * True where an edit has set TIMESTAMP since the list was signed last: signing then keeps it. A SIGNATURE of zeros,
 * which is a placeholder for an external one, counts as none.
 *
 * @param earlier the states before this one, the latest first.
 */
export function isTimestampEdited(list: Pick<TrustList, 'header'>, earlier: Iterable<Uint8Array>): boolean {
  const present = headerFields(list);
  let signature = signatureOf(list);
  let { timestamp } = present;
  for (const state of earlier) {
    const decoded = decode(state);
    if (!decoded.ok) break;
    const before = signatureOf(decoded.list);
    if (signature !== null && before !== null && !sameBytes(before, signature)) break;
    signature ??= before;
    ({ timestamp } = headerFields(decoded.list));
  }
  return timestamp !== present.timestamp;
}

function signatureOf(list: Pick<TrustList, 'header'>): Uint8Array | null {
  const { signature } = headerFields(list);
  return signature === null || isAwaited(signature) ? null : signature;
}
