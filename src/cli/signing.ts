import type { Certificate } from '../core/certificates/certificate';
import type { OpenKeyFile } from '../core/certificates/keys/open-files';
import type { PrivateKey } from '../core/certificates/keys/private-key';
import type { Edited } from '../core/edit/outcome';
import type { SigningRequest } from '../core/edit/sign';
import type { FileOutcome, Signable } from '../core/edit/signed-file';
import { headerFields } from '../core/format/fields';
import type { TrustList } from '../core/format/model';
import { digestNames, type DigestName } from '../core/format/tags';
import { CommandError, ExitStatus, UsageError, type Arguments, type Io, type Option } from './command';
import { readFieldChange } from './field-change';
import { passwordOptions, readCertificateFile, withKeyFile } from './input-files';
import { made } from './list-output';
import { readTime } from './values';
import { loadEditing } from './engine';

/** How a list is signed; the same for every command that signs. */
export const signingOptions: Readonly<Record<string, Option>> = {
  key: {
    type: 'string',
    short: 'k',
    value: 'FILE',
    summary: 'Sign with the private key of FILE: PEM, DER or PKCS#12.',
  },
  'key-name': { type: 'string', value: 'NAME', summary: 'Which key, if FILE contains several.' },
  ...passwordOptions,
  cert: {
    type: 'string',
    value: 'FILE',
    summary: "The signer's certificate, if neither the key's file nor the list contains it.",
  },
  digest: {
    type: 'string',
    value: 'NAME',
    choices: ['sha1', 'sha256', 'sha512'],
    summary: 'sha1, sha256 or sha512; the default is that of the list.',
  },
  timestamp: {
    type: 'string',
    value: 'TIME',
    summary: 'now (the default, except with edit --set timestamp=…), keep, or a time such as 2026-01-31T12:00:00Z.',
  },
  'add-signer': {
    type: 'boolean',
    summary: "Add the signer's record if the list has none; without this option that is an error.",
  },
};

/** Refuses options of signing that would be ignored. */
export function refuseIgnored(args: Arguments, options: readonly string[], where: string): void {
  const ignored = options.find((option) => args.has(option));
  if (ignored !== undefined) throw new UsageError(`--${ignored} has no effect ${where}`);
}

/** The options --digest, --timestamp and --add-signer. */
export function signingRequest(args: Arguments, io: Io, certificate: Certificate): SigningRequest {
  const digest = readDigest(args.value('digest'));
  const isSet = args.values('set').some((text) => {
    const change = readFieldChange(text);
    return change?.record === null && change.field === 'timestamp';
  });
  const time = args.value('timestamp') ?? (isSet ? 'keep' : 'now');
  return {
    certificate,
    addSigner: args.has('add-signer'),
    ...(digest === null ? {} : { digest }),
    ...(time === 'keep' ? {} : { timestamp: readTime(time, io) }),
  };
}

function readDigest(text: string | null): DigestName | null {
  if (text === null) return null;
  const plain = (name: string): string => name.toLowerCase().replace('-', '');
  const digest = [...digestNames.values()].find((name) => plain(name) === plain(text));
  if (digest === undefined) throw new UsageError(`--digest takes sha1, sha256 or sha512, not '${text}'`);
  return digest;
}

/** Signs the list with the key that the options name. */
export async function signList(
  list: TrustList,
  keyPath: string,
  args: Arguments,
  io: Io,
  file: string,
): Promise<Edited> {
  const { sign, signerCertificates } = await loadEditing();
  return withKeyFile(keyPath, args, io, async (keyFile) => {
    const { key, certificate } = await chooseSigner(keyFile, keyPath, {
      args,
      io,
      certificatesOf: (own, others) => signerCertificates(list, own, others),
      place: 'in its own file or in the list',
    });
    return made(await sign(list, key, signingRequest(args, io, certificate)), file);
  });
}

interface Signing {
  readonly args: Arguments;
  readonly io: Io;
}

/** Signs a file as a TFTP server does, with the key that the options name. */
export async function signConfiguration(
  file: Signable,
  filename: string,
  keyPath: string,
  { args, io }: Signing,
): Promise<FileOutcome> {
  const { belongsTo, signFile } = await loadEditing();
  const timestamp = readFileTime(file, args, io);
  const digest = readDigest(args.value('digest'));
  return withKeyFile(keyPath, args, io, async (keyFile) => {
    const { key, certificate } = await chooseSigner(keyFile, keyPath, {
      args,
      io,
      certificatesOf: (own, others) => {
        const known = own.certificate === null ? others : [own.certificate, ...others];
        return Promise.resolve(known.filter((one) => belongsTo(own, one)));
      },
      place: 'in its own file',
    });
    return signFile(file, key, { certificate, filename, timestamp, ...(digest === null ? {} : { digest }) });
  });
}

/** The option --timestamp for a file, which only keeps a time that it has. */
function readFileTime(file: Signable, args: Arguments, io: Io): number {
  const text = args.value('timestamp') ?? 'now';
  if (text !== 'keep') return readTime(text, io);
  const { timestamp } = headerFields(file);
  if (timestamp === null) throw new UsageError('--timestamp keep has no effect on a file without a TIMESTAMP');
  return timestamp;
}

/** What signs: a key, and the certificate that contains its public half. */
interface ChosenSigner {
  readonly key: PrivateKey;
  readonly certificate: Certificate;
}

/** Which certificates belong to a key, the best first. */
interface CertificateLookup extends Signing {
  readonly certificatesOf: (key: PrivateKey, others: readonly Certificate[]) => Promise<readonly Certificate[]>;
  /** Where they are looked for, as a part of a sentence. */
  readonly place: string;
}

/** The key by its name, or the only one whose certificate is known; with the first of its certificates. */
async function chooseSigner(
  keyFile: OpenKeyFile,
  path: string,
  { args, io, certificatesOf, place }: CertificateLookup,
): Promise<ChosenSigner> {
  const certPath = args.value('cert');
  const given = certPath === null ? [] : await readCertificateFile(certPath, args, io);
  const named = namedKeys(keyFile, args.value('key-name'), path);
  if (certPath !== null) await refuseForeign(given, named, certPath);

  const signers: ChosenSigner[] = [];
  for (const key of named) {
    const [certificate] = await certificatesOf(key, [...given, ...keyFile.certificates]);
    if (certificate !== undefined) signers.push({ key, certificate });
  }
  const [signer, second] = signers;
  if (second !== undefined) {
    throw new CommandError(
      ExitStatus.unreadable,
      `${path}: The file contains several keys: choose one with --key-name: ${namesOf(keyFile)}.`,
    );
  }
  if (signer === undefined) {
    throw new CommandError(
      ExitStatus.errors,
      `${path}: No certificate matches the private key, ${place}. Give it with --cert.`,
    );
  }
  return signer;
}

/** The keys of a file, or those with a name. Ends the command if there are none. */
function namedKeys(file: OpenKeyFile, name: string | null, path: string): readonly PrivateKey[] {
  const { keys, refused } = file;
  if (keys.length === 0) {
    const why = refused[0]?.message ?? 'The file contains certificates, but no private key.';
    throw new CommandError(ExitStatus.unreadable, `${path}: ${why}`);
  }
  const named = name === null ? keys : keys.filter((key) => key.name === name);
  if (named.length > 0) return named;
  throw new CommandError(ExitStatus.unreadable, `${path}: No key is named “${name ?? ''}”, only ${namesOf(file)}.`);
}

function namesOf({ keys }: OpenKeyFile): string {
  return keys.map((key) => `“${key.name}”`).join(', ');
}

/** Ends the command if --cert has no certificate of the key: the list would be signed as somebody else. */
async function refuseForeign(given: readonly Certificate[], keys: readonly PrivateKey[], path: string): Promise<void> {
  const { belongsTo } = await loadEditing();
  if (given.some((certificate) => keys.some((key) => belongsTo(key, certificate)))) return;
  throw new CommandError(
    ExitStatus.errors,
    `${path}: No certificate of this file belongs to the private key. Give the certificate of the key, or leave ` +
      'out --cert.',
  );
}
