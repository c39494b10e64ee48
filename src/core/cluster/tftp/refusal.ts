import { failure } from '../failures';
import { longestAnswer, type Refusal } from '../refusal';
import { TftpError } from './packets';
import { t } from '../../words/translate';

/** What an error of a server says about the file that was asked for. */
export function tftpRefusalOf(code: number, text: string): Refusal {
  const answer = tftpErrorText(text);
  const known = t('TFTP error {code}: {answer}', { code, answer });
  if (code === TftpError.notFound) return { status: 'missing', failure: failure('not-found', { answer: known }) };
  if (isBusy(text)) return { status: 'busy', failure: failure('busy', { answer: known }) };
  return { status: 'failed', failure: failure('tftp-error', { code, answer }) };
}

export function tftpErrorText(text: string): string {
  return text.trim() === '' ? t('without a text') : text.slice(0, longestAnswer);
}

/**
 * CUCM answers 503 on UDP too when it serves as many as it may. In which words is not known, so that an error that says
 * the number or the word counts.
 */
function isBusy(text: string): boolean {
  return /\b503\b|\bbusy\b/i.test(text);
}
