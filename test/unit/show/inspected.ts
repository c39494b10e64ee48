import { decode } from '../../../src/core/format/decode';
import type { TrustList } from '../../../src/core/format/model';
import { inspect } from '../../../src/core/trust/inspect';
import type { Report } from '../../../src/core/trust/report';

/** A list with the report that is printed of it. */
export async function inspected(bytes: Uint8Array): Promise<{ list: TrustList; report: Report }> {
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return { list: decoded.list, report: await inspect(decoded.list, bytes) };
}
