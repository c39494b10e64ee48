import type { Report, SignatureStatus } from '../core/trust/report';

/** The verdict on a signature in words: what stands in the editor's summary and in the status bar. */
export interface VerdictText {
  /** `Signature verified`. */
  readonly label: string;
  /** `signed by CUCM8-Publisher (record 1)`; empty where the label says it all. */
  readonly detail: string;
}

const labels: Readonly<Record<SignatureStatus, string>> = {
  valid: 'Signature verified',
  invalid: 'Signature does not verify',
  'signer-not-in-list': 'Signer is not in the list',
  unsupported: 'Signature cannot be checked',
  unsigned: 'Not signed',
};

/** @param recordLabel names record n, from 1. */
export function verdictText(report: Report, recordLabel: (index: number) => string): VerdictText {
  const { status, record, actualSigner, stale } = report.signature;
  const label = stale ? 'Signature is stale: re-sign' : labels[status];
  const named = record === null ? (report.signer.name ?? 'no signer') : `${recordLabel(record)} (record ${record})`;
  const actual = actualSigner === null ? null : `${recordLabel(actualSigner)} (record ${actualSigner})`;
  if (stale) {
    const isAwaited = report.findings.some(({ code }) => code === 'unsigned');
    return { label, detail: isAwaited ? 'waits for a signature made elsewhere' : 'edited since it was signed' };
  }
  switch (status) {
    case 'valid':
      return { label, detail: `signed by ${named}` };
    case 'invalid':
    case 'signer-not-in-list':
    case 'unsupported':
      if (actual === null) return { label, detail: `header names ${named}` };
      if (actualSigner === record)
        return { label, detail: `signed by ${named}, but not as header and certificate say` };
      return { label, detail: `header names ${named}, but the key of ${actual} signed` };
    case 'unsigned':
      return { label, detail: '' };
  }
}
