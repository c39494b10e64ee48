import { RecordFunction } from '../../format/tags';
import type { InspectedRecord } from '../../trust/inspected-record';
import { ownSigners } from '../../trust/signer';
import type { Evidence } from '../evidence';
import { hasFunction, idOf, isItlRecovery, recordPhrase, type InspectedList } from '../held';
import type { Bundle } from './bundle';
import { bundlesIn } from './matches';
import { state, type BundleReason } from './reasons';

/** A certificate that a consolidation has to contain for phones to follow. */
export interface NeededCertificate {
  readonly list: InspectedList;
  readonly record: InspectedRecord;
  /** Signs the list itself; the others sign configuration. */
  readonly signsList: boolean;
  /** The bundle that contains it; null if there is none. */
  readonly bundle: Bundle | null;
}

/**
 * What a consolidation needs of a cluster, and which bundle contains it: the certificate of every TFTP server, and from
 * 12.0 on ITLRecovery, which signs the ITL.
 */
export function neededCertificates(list: InspectedList, bundles: readonly Bundle[]): NeededCertificate[] {
  const { ccmTftp, tftp } = RecordFunction;
  const bundleOf = bundlesIn(bundles);
  const signers = new Set(ownSigners(list.records, list.signer));
  const wanted = list.records.filter(
    (record) =>
      signers.has(record) || isItlRecovery(record) || (hasFunction(record, ccmTftp, tftp) && signsFiles(record)),
  );
  const seen = new Set<string>();
  return wanted.flatMap((record) => {
    const signer = idOf(record);
    if (signer === null) return [];
    const key = `${signer.issuer} ${signer.serialNumber.join()}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ list, record, signsList: signers.has(record), bundle: bundleOf(record) }];
  });
}

/** Whether a bundle contains a needed certificate, with its record. */
export function neededEvidence({ list, record, bundle }: NeededCertificate): Evidence<BundleReason> {
  const phrase = recordPhrase(list, record);
  const says =
    bundle === null
      ? state('in-no-bundle', { record: phrase })
      : state('in-a-bundle', { bundle: bundle.file, record: phrase });
  return { ...says, file: list.file, record: record.index };
}

/** Files are signed with RSA keys: the EC certificate beside a server's RSA one signs none. */
function signsFiles({ key }: InspectedRecord): boolean {
  return key.algorithm !== 'EC';
}
