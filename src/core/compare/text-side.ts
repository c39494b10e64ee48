import type { Report } from '../trust/report';
import type { Statement } from '../words/statement';
import { stateSide } from './reasons';

/** An output of `show itl` or `show ctl`, read back. */
interface Output {
  readonly report: Report;
  /** False where records are left out. */
  readonly complete: boolean;
  /** Why there is no list in it. */
  readonly failure: 'no-file' | 'not-parsed' | null;
}

/** Why a text cannot be a side of a comparison, by the outputs that are chosen of it; null if it can. */
export function textProblem(outputs: readonly Output[]): Statement | null {
  const [output, ...others] = outputs;
  if (output === undefined) return stateSide('no-output', {});
  if (others.length > 0) return stateSide('several-outputs', {});
  if (output.failure !== null) return stateSide(output.failure, {});
  const { md5, sha1 } = output.report;
  return printsNoRecord(output) && md5 === '' && sha1 === '' ? stateSide('nothing-printed', {}) : null;
}

/**
 * Why a text without records cannot be compared.
 *
 * @param identical false if its checksum says that the files differ; null if the sides have no checksum in common.
 */
export function noRecordProblem(identical: false | null): Statement {
  return identical === false ? stateSide('other-checksum', {}) : stateSide('no-common-checksum', {});
}

/** True for a text that leaves all records out: nothing but a digest can be held against another side. */
export function printsNoRecord({ report, complete }: Pick<Output, 'report' | 'complete'>): boolean {
  return !complete && report.records.length === 0;
}
