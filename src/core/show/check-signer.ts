import { isSast } from '../format/fields';
import { HeaderTag, headerTagName } from '../format/tags';
import { isNamedBy } from '../trust/signer';
import { signerName } from '../trust/signer-name';
import type { FindingPlace, RecordReport, Report } from '../trust/report';
import type { Completeness } from './completeness';
import type { Output } from './outputs';
import { headerStart } from './read-rows';
import { filePlace, recordPlace, shown, type ShownFinding } from './shown-finding';

/** Compares the signer of the header with the lines under the SAST records, and those with the verdict. */
export function checkSigner(output: Output, report: Report, { complete }: Completeness): ShownFinding[] {
  const { signer, records } = report;
  const signerIsShown = signer.serial !== null && signer.issuer !== null;
  const verified = output.verdict?.verified ?? null;
  const found: ShownFinding[] = [];

  const isNamedSigner = isNamedBy(signer);
  const isListed = records.some((record) => isSast(record) && isNamedSigner(record));
  if (signerIsShown && complete && !isListed) {
    const headerRow = output.header.rows[0] ?? output.headerLength ?? output;
    const field = headerTagName(HeaderTag.signerId);
    const where: FindingPlace = { record: null, field, offset: headerStart, length: 0 };
    found.push(shown('show-signer/not-listed', { signer: signerName(signer) }, where, headerRow));
  }

  const contradictionOf = (record: RecordReport): 'not-sast' | 'not-named' | 'not-verified' | null => {
    if (!isSast(record)) return 'not-sast';
    if (signerIsShown && !isNamedSigner(record)) return 'not-named';
    return verified === false ? 'not-verified' : null;
  };
  let signing = 0;
  for (const [position, record] of output.records.entries()) {
    if (record.signed !== true) continue;
    signing += 1;
    const reported = records[position];
    const what = reported === undefined ? null : contradictionOf(reported);
    if (reported === undefined || what === null) continue;
    const args = { signer: signerName(signer), record: reported.index };
    found.push(shown(`show-signer/${what}`, args, recordPlace(reported), record));
  }
  if (verified === true && complete && signing === 0 && output.verdict !== null) {
    found.push(shown('show-signer/nobody-signed', {}, filePlace(report.length), output.verdict));
  }
  return found;
}
