import type { Certificate } from '../core/certificates/certificate';
import type { KeyFile } from '../core/certificates/keys/private-key';
import type { TrustList } from '../core/format/model';
import { CommandError, ExitStatus, UsageError, type Arguments, type Io, type Option } from './command';
import { readFailure } from './list-file';
import { loadEditing } from './editing';

export const passwordOptions: Readonly<Record<string, Option>> = {
  'password-file': {
    type: 'string',
    value: 'FILE',
    summary: 'Read the password of the key from the first line of FILE.',
  },
};

const passwordVariable = 'TRUSTLIST_PASSWORD';
/** How often a person may mistype. */
const attempts = 3;

export async function readBytes(path: string, io: Io): Promise<Uint8Array> {
  try {
    return await io.readFile(path);
  } catch (error) {
    throw new CommandError(ExitStatus.unreadable, `${path}: ${readFailure(error)}`);
  }
}

/** The list of a file that a command changes. */
export async function readList(path: string, io: Io): Promise<TrustList> {
  const { decode } = await import('../core/engine');
  const decoded = decode(await readBytes(path, io));
  if (!decoded.ok) throw new CommandError(ExitStatus.unreadable, `${path}: ${decoded.error.message}`);
  return decoded.list;
}

export type OpenKeyFile = Extract<KeyFile, { readonly ok: true }>;

/**
 * Opens a key file. Its password comes from --password-file, else from TRUSTLIST_PASSWORD, else from the terminal, where a
 * wrong one is asked for again.
 */
export async function readKeyFile(path: string, args: Arguments, io: Io): Promise<OpenKeyFile> {
  const { readPrivateKey } = await loadEditing();
  const bytes = await readBytes(path, io);
  const given = await givenPassword(args, io);
  let file = await readPrivateKey(bytes, given ?? undefined);
  for (let attempt = 0; attempt < attempts && given === null && isLocked(file); attempt += 1) {
    if (file.reason === 'wrong-password') io.complain(`${path}: ${file.message}`);
    const password = await io.askPassword(`Password of ${path}: `);
    if (password === null) break;
    file = await readPrivateKey(bytes, password);
  }
  if (file.ok) return file;
  const hint = file.reason === 'needs-password' ? ` Give it with --password-file or ${passwordVariable}.` : '';
  throw new CommandError(ExitStatus.unreadable, `${path}: ${file.message}${hint}`);
}

function isLocked(file: KeyFile): file is Extract<KeyFile, { readonly ok: false }> {
  return !file.ok && file.reason !== 'not-a-key';
}

async function givenPassword(args: Arguments, io: Io): Promise<string | null> {
  const path = args.value('password-file');
  if (path === null) return io.environment(passwordVariable);
  const text = new TextDecoder().decode(await readBytes(path, io));
  return text.split(/\r?\n/, 1)[0] ?? '';
}

/** The certificates of a file: PEM, DER, PKCS#7, or a PKCS#12 bundle with its password. */
export async function readCertificateFile(path: string, args: Arguments, io: Io): Promise<readonly Certificate[]> {
  const { readCertificates, forgetKeys } = await loadEditing();
  const read = await readCertificates(await readBytes(path, io));
  if (read.ok) return read.certificates;
  if (!/\.(p12|pfx|pkcs12)$/i.test(path)) throw new CommandError(ExitStatus.unreadable, `${path}: ${read.error}`);
  const bundle = await readKeyFile(path, args, io);
  forgetKeys(bundle.keys);
  if (bundle.certificates.length > 0) return bundle.certificates;
  throw new CommandError(ExitStatus.unreadable, `${path}: The bundle contains no certificate.`);
}

/**
 * The only certificate of a file.
 *
 * @param taker why there can be but one, as the end of a sentence: `a record takes one`.
 */
export async function readOneCertificate(path: string, taker: string, args: Arguments, io: Io): Promise<Certificate> {
  const [certificate, ...others] = await readCertificateFile(path, args, io);
  if (certificate === undefined)
    throw new CommandError(ExitStatus.unreadable, `${path}: The file contains no certificate.`);
  if (others.length > 0) throw new UsageError(`${path} contains several certificates, and ${taker}`);
  return certificate;
}
