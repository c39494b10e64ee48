import type { Decryption } from '../../core/decrypt/decrypt';
import type { NamedCertificate } from '../../core/decrypt/minimal';
import type { Certificate } from '../../core/certificates/certificate';
import type { SignedFile } from '../../core/format/signed';
import { binaryOf } from '../binary-input';
import { CommandError, ExitStatus, UsageError, type Arguments, type Command, type Io } from '../command';
import { loadDecrypting, loadPhoning } from '../engine';
import { filesRead, keepApart } from '../files-apart';
import { readBytes, refused } from '../input';
import { passwordOptions, readCertificateFile, withKeyFile } from '../input-files';
import { writeBytes } from '../list-output';

/** `trustlist decrypt IN --key KEY [-o OUT]` */
export const decrypt: Command = {
  name: 'decrypt',
  summary: "Decrypt a phone's configuration (.cnf.xml.enc.sgn) with its private key.",
  operands: 'IN',
  leastOperands: 1,
  mostOperands: 1,
  options: {
    key: {
      type: 'string',
      short: 'k',
      value: 'FILE',
      multiple: true,
      input: true,
      summary: "The phone's private key: PEM, DER or PKCS#12. May be given more than once, or as a pattern.",
    },
    ...passwordOptions,
    minimal: {
      type: 'string',
      value: 'FILE',
      input: true,
      summary: "The phone's minimal configuration (.cnf.xml.sgn): its certHash says which key is needed.",
    },
    cert: {
      type: 'string',
      value: 'FILE',
      multiple: true,
      input: true,
      summary: 'A certificate of such a key, to be compared with certHash. May be given more than once.',
    },
    output: {
      type: 'string',
      short: 'o',
      value: 'OUT',
      summary: 'Write the decrypted configuration to OUT. Without it, it goes to standard output.',
    },
  },
  description: `Decrypts the content of IN with the private key of the phone's LSC, or of its MIC if it has no LSC, and writes it
byte for byte. It contains passwords in plain text: only OUT is written, and nothing is kept. The signature
of IN is not verified: trustlist verify does that.

Where to get the key: Cisco IP phones generate it and never hand it out, and CAPF has only the certificate. Jabber
and other soft clients, lab phones with a CAPF of their own, and test phones have their key on disk. Only RSA
keys decrypt: how CUCM encrypts for EC keys is not known.

The password of the key comes from --password-file, TRUSTLIST_PASSWORD or a prompt, in that order.`,
  exitStatus: `Exit status: 0 decrypted; 1 the key is wrong, or IN is damaged; 2 IN is not an encrypted configuration, a
file could not be read as what the command needs, or the output could not be written.`,
  run: async (args, io) => {
    const [file = ''] = args.operands;
    const keyPaths = args.values('key');
    if (keyPaths.length === 0) throw new UsageError("decrypt needs --key FILE, the phone's private key");
    const output = args.value('output');
    const reads = [file, ...keyPaths, ...args.values('cert'), args.value('minimal') ?? file, ...filesRead(args)];
    if (output !== null) await keepApart(reads, [output], io);
    const encrypted = await readEncrypted(file, io);
    const needed = await readMinimal(args.value('minimal'), io);
    const certificates: Certificate[] = [];
    for (const path of args.values('cert')) certificates.push(...(await readCertificateFile(path, args, io)));

    const statuses: ExitStatus[] = [];
    for (const path of keyPaths) {
      const tried = await decryptWith(path, encrypted, { args, io, needed, certificates });
      if (tried instanceof CommandError) {
        if (keyPaths.length === 1) throw tried;
        io.complain(tried.message);
        statuses.push(tried.status);
        continue;
      }
      if (tried.ok) return write(tried.content, output, path, io);
      io.complain(`${tried.problem === 'damaged' ? file : path}: ${tried.why.sentence}`);
      statuses.push(tried.problem === 'no-key' ? ExitStatus.unreadable : ExitStatus.errors);
    }
    // A wrong key says more than a file without a key beside it.
    return statuses.includes(ExitStatus.errors) ? ExitStatus.errors : ExitStatus.unreadable;
  },
};

interface Wanted {
  readonly args: Arguments;
  readonly io: Io;
  readonly needed: NamedCertificate | null;
  /** Beside those of the key file. */
  readonly certificates: readonly Certificate[];
}

/** The encrypted configuration. For any other file the command ends. */
async function readEncrypted(file: string, io: Io): Promise<SignedFile> {
  const bytes = await readBytes(file, io);
  const input = await binaryOf(bytes, file);
  const { encryptionOf } = await loadPhoning();
  if (input?.kind === 'signed' && encryptionOf(input.signed) !== null) return input.signed;
  throw await refused('This is not an encrypted configuration.', bytes, file, 'an encrypted configuration');
}

async function readMinimal(path: string | null, io: Io): Promise<NamedCertificate | null> {
  if (path === null) return null;
  const { namedCertificate } = await loadDecrypting();
  const named = namedCertificate(await readBytes(path, io), path);
  if (named !== null) return named;
  throw new CommandError(ExitStatus.unreadable, `${path}: This names no certificate: it has no certHash.`);
}

/** What the keys of a file make of it, or why that file cannot be read: among several it does not end the command. */
async function decryptWith(
  path: string,
  encrypted: SignedFile,
  { args, io, needed, certificates }: Wanted,
): Promise<Decryption | CommandError> {
  const { decryptConfiguration } = await loadDecrypting();
  try {
    return await withKeyFile(path, args, io, (keyFile) => {
      const ring = { ...keyFile, certificates: [...keyFile.certificates, ...certificates] };
      return decryptConfiguration(encrypted, ring, needed);
    });
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
}

async function write(content: Uint8Array, output: string | null, keyPath: string, io: Io): Promise<ExitStatus> {
  if (output === null) {
    io.outBytes(content);
    return ExitStatus.sound;
  }
  const { length } = content;
  try {
    await writeBytes(output, content, io);
  } finally {
    content.fill(0);
  }
  io.out(`${output}: Decrypted with ${keyPath} (${length} bytes). It contains passwords in plain text.\n`);
  return ExitStatus.sound;
}
