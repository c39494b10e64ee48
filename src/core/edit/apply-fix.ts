import type { TrustList } from '../format/model';
import type { Fix } from '../trust/report';
import { dropTrailingBytes, fixHeaderLength } from './header';
import type { EditOutcome } from './outcome';
import { dropDuplicate } from './records';
import { takeFromCertificate } from './record-certificates';

/** The fixes that need nothing from a person; signing again needs a key. */
export type ImmediateFix = Exclude<Fix, { readonly kind: 'resign' }>;

/** Makes the edit that fixes a finding. */
export async function applyFix(list: TrustList, fix: ImmediateFix): Promise<EditOutcome> {
  switch (fix.kind) {
    case 'take-from-certificate':
      return takeFromCertificate(list, fix.record, fix.field);
    case 'drop-trailing-bytes':
      return dropTrailingBytes(list);
    case 'fix-header-length':
      return fixHeaderLength(list);
    case 'drop-duplicate':
      return dropDuplicate(list, fix.record);
  }
}
