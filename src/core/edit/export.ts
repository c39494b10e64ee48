import { readCertificate, type Certificate } from '../certificates/certificate';
import { commonName } from '../certificates/names';
import { encodePem } from '../certificates/pem';
import { recordFields } from '../format/fields';
import type { TrustList, TrustRecord } from '../format/model';
import { functionName, isKnownFunction, RecordFunction } from '../format/tags';
import { withoutEnding } from '../words/endings';
import { t } from '../words/translate';

export interface PemExport {
  /** Each distinct certificate once, in file order. */
  readonly bundle: string;
  /**
   * One file for each record, named by function, subject and serial number: `TVS_pub.example.com_2E3E1A7BDAA64D84.pem`.
   */
  readonly files: readonly PemFile[];
  /** The records that have no certificate to export, with the reason as one sentence. */
  readonly without: readonly { readonly record: number; readonly message: string }[];
}

export interface PemFile {
  readonly record: number;
  /** A name that every file system takes, unlike every other of the export even where case does not count. */
  readonly name: string;
  readonly text: string;
}

const pemLabel = 'CERTIFICATE';
const maxNameLength = 120;

/**
 * The certificates of a list as PEM. One that cannot be read is exported as it stands.
 *
 * @param numbers records, from 1; all by default.
 */
export async function exportPem(list: TrustList, numbers?: readonly number[]): Promise<PemExport> {
  const distinct = new Set<string>();
  const names = new Map<string, number>();
  const files: PemFile[] = [];
  const without: { record: number; message: string }[] = [];
  for (const [index, record] of list.records.entries()) {
    const number = index + 1;
    if (numbers !== undefined && !numbers.includes(number)) continue;
    const { certificate, certHash } = recordFields(record);
    if (certificate === null) {
      const values = { number, function: shortFunction(record) };
      without.push({
        record: number,
        message:
          certHash === null
            ? t('Record {number} ({function}) contains no certificate.', values)
            : t('Record {number} ({function}) contains only the hash of its certificate.', values),
      });
      continue;
    }
    const text = encodePem(pemLabel, certificate);
    distinct.add(text);
    files.push({ record: number, name: unusedName(nameOf(record, await readCertificate(certificate)), names), text });
  }
  return { bundle: [...distinct].join(''), files, without };
}

function nameOf(record: TrustRecord, { details }: Certificate): string {
  const subject = details.subject ?? recordFields(record).subjectName ?? '';
  const serial = (details.serial ?? details.sha1.toUpperCase()).replaceAll(':', '');
  return [shortFunction(record), commonName(subject) ?? subject, serial].map(safe).filter(Boolean).join('_');
}

function shortFunction(record: TrustRecord): string {
  const { functionCode } = recordFields(record);
  if (functionCode === null) return 'no function';
  if (functionCode === RecordFunction.sast) return 'SAST';
  return isKnownFunction(functionCode) ? functionName(functionCode) : `Function ${functionCode}`;
}

/** Letters, digits and `. + -`; everything else becomes a dash, and none stands at either end. */
function safe(text: string): string {
  const name = text.replace(/[^A-Za-z0-9.+-]+/g, '-').replace(/^[-.]+/, '');
  return withoutEnding(name.slice(0, maxNameLength / 2), '-.');
}

/** @param taken names in lower case, each with the number that the next of its kind gets. */
function unusedName(name: string, taken: Map<string, number>): string {
  const stem = name.slice(0, maxNameLength);
  let candidate = stem;
  let number = taken.get(stem.toLowerCase()) ?? 2;
  while (taken.has(candidate.toLowerCase())) {
    candidate = `${stem}_${number}`;
    number += 1;
  }
  taken.set(stem.toLowerCase(), number);
  if (candidate !== stem) taken.set(candidate.toLowerCase(), 2);
  return `${candidate}.pem`;
}
