import { HeaderTag } from '../format/tags';
import { element, fitHeader, textBytes, u32Bytes } from '../format/draft';
import { checkTimestamp } from './header';
import { finish, type EditOutcome } from './outcome';
import { addRecords, type NewRecord } from './records';
import { t } from '../words/translate';

export interface NewList {
  readonly kind: 'ITL' | 'CTL';
  /** `ITLFile.tlv` or `CTLFile.tlv` by default, as even a per-phone file has it. */
  readonly filename?: string;
  /** Unix seconds. */
  readonly timestamp: number;
  readonly records: readonly NewRecord[];
}

/**
 * A new list in CUCM's form, version 1.2, without a signer: `sign` it to give it one.
 */
export async function create({
  kind,
  filename = `${kind}File.tlv`,
  timestamp,
  records,
}: NewList): Promise<EditOutcome> {
  const wrong = checkTimestamp(timestamp);
  if (wrong !== null) return wrong;
  const header = fitHeader([
    element(HeaderTag.version, Uint8Array.of(1, 2)),
    element(HeaderTag.filename, textBytes(filename)),
    element(HeaderTag.timestamp, u32Bytes(timestamp)),
  ]);
  const label = t('New {kind}', { kind });
  const empty = finish({ header, records: [], trailing: new Uint8Array() }, label);
  if (!empty.ok || records.length === 0) return empty;
  const filled = await addRecords(empty.list, records);
  return filled.ok ? { ...filled, label } : filled;
}
