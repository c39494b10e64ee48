import { t } from '../../words/translate';

export type KeyFileFailureReason = 'needs-password' | 'wrong-password' | 'not-a-key' | 'cancelled';

/** Why a key file could not be read. Thrown inside this folder only; `readPrivateKey` makes it a value. */
export class KeyFileFailure extends Error {
  constructor(
    readonly reason: KeyFileFailureReason,
    message: string,
    /** Byte of the file. */
    readonly offset: number,
  ) {
    super(message);
  }
}

export function needsPassword(offset: number): KeyFileFailure {
  return new KeyFileFailure('needs-password', t('The file is encrypted: its password is needed.'), offset);
}

export function wrongPassword(offset: number): KeyFileFailure {
  return new KeyFileFailure('wrong-password', t('The password does not open the file.'), offset);
}

export function cancelled(): KeyFileFailure {
  return new KeyFileFailure('cancelled', t('Opening the file was cancelled.'), 0);
}

export function notAKey(message: string, offset: number): KeyFileFailure {
  return new KeyFileFailure('not-a-key', message, offset);
}

/** @param why the end of the sentence, with the numbers: `the salt at offset 9 has 5000 bytes, and at most 1024 are used` */
export function tooCostly(why: string, offset: number): KeyFileFailure {
  return notAKey(t('Too costly, because {why}.', { why }), offset);
}
