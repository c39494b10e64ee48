import { RecordFunction } from '../format/tags';
import type { RecordReport } from '../trust/report';
import { t } from '../words/translate';

/** A record's function in the few letters that engineers use for it. */
export function shortFunction(record: Pick<RecordReport, 'function' | 'functionCode'>): string {
  if (record.functionCode === RecordFunction.sast) return 'SAST';
  return record.function ?? t('no function');
}
