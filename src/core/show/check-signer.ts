import type { ShownContradiction } from '../trust/catalogue';
import { isSast } from '../format/fields';
import { HeaderTag, headerTagName } from '../format/tags';
import { signerName } from '../trust/signer-name';
import type { FindingPlace, RecordReport, Report } from '../trust/report';
import type { Completeness } from './completeness';
import { namedByText } from './named-signer';
import type { Output, TextRange } from './outputs';
import { headerStart } from './read-rows';
import { filePlace, recordPlace, shown, type ShownFinding } from './shown-finding';

/** Compares the signer of the header with the lines under the SAST records, and those with the verdict. */
export function checkSigner(output: Output, report: Report, { complete }: Completeness): ShownFinding[] {
  const { signer, records } = report;
  const signerIsShown = signer.serial !== null && signer.issuer !== null;
  const verified = output.verdict?.verified ?? null;
  const contradiction = (what: ShownContradiction, where: FindingPlace, at: TextRange): ShownFinding =>
    shown('show-signer', { signer: signerName(signer), record: where.record, contradiction: what }, where, at);
  const found: ShownFinding[] = [];

  const isNamedSigner = namedByText(signer);
  const isListed = records.some((record) => isSast(record) && isNamedSigner(record));
  if (signerIsShown && complete && !isListed) {
    const headerRow = output.header.rows[0] ?? output.headerLength ?? output;
    const field = headerTagName(HeaderTag.signerId);
    const where: FindingPlace = { record: null, field, offset: headerStart, length: 0 };
    found.push(contradiction('not-listed', where, headerRow));
  }

  const contradictionOf = (record: RecordReport): ShownContradiction | null => {
    if (!isSast(record)) return 'no-sast';
    if (signerIsShown && !isNamedSigner(record)) return 'not-named';
    return verified === false ? 'not-verified' : null;
  };
  let signing = 0;
  for (const [position, record] of output.records.entries()) {
    if (record.signed !== true) continue;
    signing += 1;
    const reported = records[position];
    const what = reported === undefined ? null : contradictionOf(reported);
    if (reported !== undefined && what !== null) found.push(contradiction(what, recordPlace(reported), record));
  }
  if (verified === true && complete && signing === 0 && output.verdict !== null) {
    found.push(contradiction('nobody-signed', filePlace(report.length), output.verdict));
  }
  return found;
}
