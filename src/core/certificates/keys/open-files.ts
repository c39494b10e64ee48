import type { Certificate } from '../certificate';
import { readCertificates } from '../files';
import { Opening } from './opening';
import { readPrivateKeys, type KeyFile } from './private-key';
import { t } from '../../words/translate';

/**
 * How a host opens a file of keys or certificates, in the window and on the command line: the bytes of the file, and
 * every buffer that a key went through, are zeros when the promise settles, whether it resolves or rejects.
 */

export type OpenKeyFile = Extract<KeyFile, { readonly ok: true }>;
export type KeyFileRefused = Extract<KeyFile, { readonly ok: false }>;

export interface PasswordSource {
  /** The password that is tried first; null if none was given. Not called for a file of certificates in the clear. */
  readonly givenPassword?: () => Promise<string | null>;
  /**
   * Asks for the password of the file, again after a wrong one; null if nobody answers.
   *
   * @param refused says whether a password was wrong before.
   */
  readonly askPassword: (refused: KeyFileRefused) => Promise<string | null>;
  /**
   * Waits for what may take seconds: by default to its end. Not called while somebody is asked.
   *
   * @param work gives `cancelled` once the signal is aborted.
   */
  readonly wait?: <T>(work: (signal?: AbortSignal) => Promise<T>) => Promise<T>;
}

export type Opened<T> = { readonly ok: true; readonly value: T } | KeyFileRefused;

/**
 * Opens a file of private keys and passes it to `use`. Its keys exist until `use` settles.
 *
 * @param bytes the file. They are overwritten.
 */
export async function withPrivateKeys<T>(
  bytes: Uint8Array,
  source: PasswordSource,
  use: (file: OpenKeyFile) => Promise<T>,
): Promise<Opened<T>> {
  const opening = new Opening();
  opening.keep(bytes);
  const wait: NonNullable<PasswordSource['wait']> = source.wait ?? ((work) => work());
  const read = (password: string | undefined): Promise<KeyFile> =>
    wait((signal) => {
      opening.tryAgain(signal);
      return readPrivateKeys(bytes, password, opening);
    });
  try {
    let file = await read((await source.givenPassword?.()) ?? undefined);
    while (!file.ok && (file.reason === 'needs-password' || file.reason === 'wrong-password')) {
      const password = await source.askPassword(file);
      if (password === null) break;
      file = await read(password);
    }
    return file.ok ? { ok: true, value: await use(file) } : file;
  } finally {
    opening.wipe();
  }
}

/**
 * The certificates of a file: PEM, DER, PKCS#7, or a PKCS#12 bundle with its password.
 *
 * @param bytes the file. They are overwritten: a private key may be beside the certificates.
 */
export async function openCertificates(
  bytes: Uint8Array,
  source: PasswordSource,
): Promise<Opened<readonly Certificate[]>> {
  try {
    const read = await readCertificates(bytes);
    if (read.ok) return { ok: true, value: read.certificates };
    if (!read.isBundle) return { ok: false, reason: 'not-a-key', message: read.error, offset: 0 };
    const opened = await withPrivateKeys(bytes, source, ({ certificates }) => Promise.resolve(certificates));
    if (!opened.ok || opened.value.length > 0) return opened;
    return { ok: false, reason: 'not-a-key', message: t('The bundle does not contain a certificate.'), offset: 0 };
  } finally {
    bytes.fill(0);
  }
}
