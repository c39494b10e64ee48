export type KeyFileFailureReason = 'needs-password' | 'wrong-password' | 'not-a-key';

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
  return new KeyFileFailure('needs-password', 'The file is encrypted: its password is needed.', offset);
}

export function wrongPassword(offset: number): KeyFileFailure {
  return new KeyFileFailure('wrong-password', 'The password does not open the file.', offset);
}

export function notAKey(message: string, offset: number): KeyFileFailure {
  return new KeyFileFailure('not-a-key', message, offset);
}
