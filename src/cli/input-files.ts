import type { Certificate } from '../core/certificates/certificate';
import type { Opened, OpenKeyFile, PasswordSource } from '../core/certificates/keys/open-files';
import { CommandError, ExitStatus, UsageError, type Arguments, type Io, type Option } from './command';
import { readBytes } from './input';
import { whatItIs, type Needed } from './what-it-is';
import { loadEditing, loadEngine } from './engine';

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

/** Opens a key file and passes it to `use`; its keys are overwritten afterwards, also on failure. */
export async function withKeyFile<T>(
  path: string,
  args: Arguments,
  io: Io,
  use: (file: OpenKeyFile) => Promise<T>,
): Promise<T> {
  const { withPrivateKeys } = await loadEditing();
  const file = { path, needed: keyNeeded };
  return opened(await readBytes(path, io), file, args, io, (bytes, source) => withPrivateKeys(bytes, source, use));
}

/** The certificates of a file: PEM, DER, PKCS#7, or a PKCS#12 bundle with its password. */
export async function readCertificateFile(path: string, args: Arguments, io: Io): Promise<readonly Certificate[]> {
  return certificatesIn(await readBytes(path, io), { path, needed: keyNeeded }, args, io);
}

/** The same of a file that was read. The bytes are overwritten. */
export async function certificatesIn(
  bytes: Uint8Array,
  file: WantedFile,
  args: Arguments,
  io: Io,
): Promise<readonly Certificate[]> {
  const { openCertificates } = await loadEditing();
  return opened(bytes, file, args, io, openCertificates);
}

/** A file, and what a command takes it for. */
export interface WantedFile {
  readonly path: string;
  readonly needed: Needed;
}

const keyNeeded: Needed = 'a key or certificate';

/** What `open` gives for the file. Otherwise the command ends. */
async function opened<T>(
  bytes: Uint8Array,
  { path, needed }: WantedFile,
  args: Arguments,
  io: Io,
  open: (bytes: Uint8Array, source: PasswordSource) => Promise<Opened<T>>,
): Promise<T> {
  // Recognised before it is opened: afterwards the bytes are overwritten.
  const { certificateFileKind } = await loadEngine();
  const other = certificateFileKind(bytes) === null ? await whatItIs(bytes, path, needed) : null;
  const result = await open(bytes, passwordSource(path, args, io));
  if (result.ok) return result.value;
  if (other !== null) throw new CommandError(ExitStatus.unreadable, `${path}: ${result.message} ${other.sentence}`);
  const hint = result.reason === 'needs-password' ? ` Give it with --password-file or ${passwordVariable}.` : '';
  throw new CommandError(ExitStatus.unreadable, `${path}: ${result.message}${hint}`);
}

/**
 * The password comes from --password-file, else from TRUSTLIST_PASSWORD, else from the terminal, which asks again after
 * a wrong one.
 */
function passwordSource(path: string, args: Arguments, io: Io): PasswordSource {
  let left = attempts;
  return {
    givenPassword: async () => {
      const given = await givenPassword(args, io);
      if (given !== null) left = 0;
      return given;
    },
    askPassword: async ({ reason, message }) => {
      if (left === 0) return null;
      left -= 1;
      if (reason === 'wrong-password') io.complain(`${path}: ${message}`);
      return io.askPassword(`Password of ${path}: `);
    },
  };
}

/** The password file may be standard input, which several bundles cannot read again. */
const givenPasswords = new WeakMap<Arguments, Promise<string | null>>();

function givenPassword(args: Arguments, io: Io): Promise<string | null> {
  const given = givenPasswords.get(args) ?? readPassword(args, io);
  givenPasswords.set(args, given);
  return given;
}

async function readPassword(args: Arguments, io: Io): Promise<string | null> {
  const path = args.value('password-file');
  if (path === null) return io.environment(passwordVariable);
  const bytes = await readBytes(path, io);
  const text = new TextDecoder().decode(bytes);
  bytes.fill(0);
  return text.split(/\r?\n/, 1)[0] ?? '';
}

/**
 * The only certificate of a file.
 *
 * @param taker why there can be only one, as the end of a sentence: `a record takes one`.
 */
export async function readOneCertificate(path: string, taker: string, args: Arguments, io: Io): Promise<Certificate> {
  const [certificate, ...others] = await readCertificateFile(path, args, io);
  if (certificate === undefined)
    throw new CommandError(ExitStatus.unreadable, `${path}: The file does not contain a certificate.`);
  if (others.length > 0) throw new UsageError(`${path} contains several certificates, and ${taker}`);
  return certificate;
}
