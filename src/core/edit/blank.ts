import { isServer, recordFields } from '../format/fields';
import type { TrustList, TrustRecord } from '../format/model';
import { functionName, RecordTag, serverFunctions } from '../format/tags';
import { recordOf } from '../format/draft';
import { finish, refused, type EditOutcome } from './outcome';
import { messages, t } from '../words/translate';

/** Said wherever a blank list is made: no blank list written by a cluster is publicly documented. */
export const blankFormSentence = messages(
  'The blank form is modelled on the documented one of a CTL set to non-secure mode: SAST and CAPF records are ' +
    'kept, and each TFTP, CCM, CCM+TFTP and TVS record keeps only its DNS name, function and address. No blank ITL ' +
    'written by a cluster is documented to the byte.',
);

const keptInBlank: ReadonlySet<number> = new Set([
  RecordTag.recordLength,
  RecordTag.dnsName,
  RecordTag.function,
  RecordTag.ipAddress,
]);

/**
 * Blanks a list for rollback ("Prepare Cluster for Rollback to pre 8.0"): each record of function TFTP, CCM, CCM+TFTP
 * or TVS keeps RECORDLENGTH, DNSNAME and FUNCTION, and IPADDRESS where it had one; every other record keeps its bytes.
 * The signature is stale afterwards, and a phone takes the list only once it is signed again.
 */
export function blank(list: TrustList): EditOutcome {
  const records = list.records.map((record) => (isServer(recordFields(record)) ? reduced(record) : record));
  if (records.every((record, index) => record === list.records[index])) {
    const names = [...serverFunctions].map(functionName).join(', ');
    return refused(
      'nothing-to-do',
      list.records.some((record) => isServer(recordFields(record)))
        ? t(
            'The list is blank already: no TFTP, CCM, CCM+TFTP or TVS record says more than its DNS name, function and address.',
          )
        : t('There is nothing to blank: the list has no record of function {names}.', { names }),
    );
  }
  return finish({ ...list, records }, t('Blank for rollback'), [t(blankFormSentence)]);
}

function reduced(record: TrustRecord): TrustRecord {
  const parts = record.parts.filter((part) => part.kind === 'element' && keptInBlank.has(part.tag));
  return parts.length === record.parts.length ? record : recordOf(parts);
}
