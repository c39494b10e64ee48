import type { Report } from '../trust/report';

/** An output of `show itl` or `show ctl`, read back. */
interface Output {
  readonly report: Report;
  /** False where records are left out. */
  readonly complete: boolean;
  /** Why there is no list in it. */
  readonly failure: 'no-file' | 'not-parsed' | null;
}

/** Why such an output cannot be a side of a comparison, as one sentence; null where it can. */
export function textProblem(output: Output): string | null {
  switch (output.failure) {
    case 'no-file':
      return 'According to the text, the cluster has no such file.';
    case 'not-parsed':
      return 'According to the text, the cluster could not parse the file.';
    case null: {
      const { md5, sha1 } = output.report;
      return printsNoRecord(output) && md5 === '' && sha1 === '' ? 'The text prints no record, and no checksum.' : null;
    }
  }
}

/** True for a text that leaves all records out: nothing but a digest can be held against another side. */
export function printsNoRecord({ report, complete }: Pick<Output, 'report' | 'complete'>): boolean {
  return !complete && report.records.length === 0;
}
