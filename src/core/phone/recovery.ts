import { commonName } from '../certificates/names';
import { findElement, isServer } from '../format/fields';
import { HeaderTag } from '../format/tags';
import type { InspectedRecord } from '../trust/inspected-record';
import { ownSigners } from '../trust/signer';
import { isItlRecovery, recordPhrase, type InspectedList } from './held';
import { canSign, configurationSignersOf } from './signing';

/** An ITLRecovery whose key may sign. */
export function isUsableRecovery(record: InspectedRecord): boolean {
  return isItlRecovery(record) && canSign(record);
}

/** From 12.0 on. */
export function isSignedByRecovery(list: InspectedList): boolean {
  return ownSigners(list.records, list.signer).some(isItlRecovery);
}

/** What tells that `utils itl reset` fails: ITLRecovery has 1024 bits, and a server certificate has more. */
export function smallRecovery(list: InspectedList): { record: string; bits: number; most: number } | null {
  const recovery = list.records.find(isUsableRecovery);
  const bits = recovery?.key.bits ?? 0;
  const most = Math.max(0, ...configurationSignersOf(list).map(({ key }) => key.bits ?? 0));
  if (recovery === undefined || bits > 1024 || most < 2048) return null;
  return { record: recordPhrase(list, recovery), bits, most };
}

/**
 * A list that CUCM does not write, but certutils: its header has the version of the signer, or its signer is called SAST
 * and it names no server. No backup and no command of a cluster makes it again.
 */
export function isForeign({ list, records, signer }: InspectedList): boolean {
  if (findElement(list.header, HeaderTag.signerVersion) !== null) return true;
  const isNamedSast = commonName(signer?.name ?? '')?.trim() === 'SAST';
  return isNamedSast && !records.some(({ fields }) => isServer(fields));
}
