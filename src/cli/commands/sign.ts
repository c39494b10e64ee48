import { basename } from 'node:path';
import type { Certificate } from '../../core/certificates/certificate';
import type { TrustList } from '../../core/format/model';
import { findElement, headerFields } from '../../core/format/fields';
import { digestNames, HeaderTag } from '../../core/format/tags';
import { additionSyntax, readAddition } from '../additions';
import { CommandError, ExitStatus, UsageError, type Arguments, type Command, type Io } from '../command';
import { filesRead, keepApart } from '../files-apart';
import { filenameOf, readSignable, writeFileOutcome } from '../configurations';
import { readBytes } from '../input';
import { readOneCertificate } from '../input-files';
import { made, outputOptions, outputPath, writeBytes, writeList } from '../list-output';
import { refuseIgnored, signConfiguration, signingOptions, signingRequest, signList } from '../signing';
import { loadEditing, loadEngine } from '../engine';

/** `trustlist sign IN -o OUT --key KEYFILE`, and the two halves of signing with a key that never leaves its token. */
export const sign: Command = {
  name: 'sign',
  summary: 'Sign or re-sign a list or a configuration, or make a new list.',
  operands: 'IN | --new KIND',
  leastOperands: 0,
  mostOperands: 1,
  options: {
    ...outputOptions,
    ...signingOptions,
    new: {
      type: 'string',
      value: 'KIND',
      choices: ['ITL', 'CTL'],
      summary: 'Make a new ITL or CTL from the records given with --add.',
    },
    add: { type: 'string', value: 'RECORD', multiple: true, summary: `A record of a new list: ${additionSyntax}.` },
    'to-be-signed': {
      type: 'string',
      value: 'FILE',
      summary:
        'Write the bytes for external signing to FILE, their digest next to it, and the list with a placeholder to OUT.',
    },
    signature: {
      type: 'string',
      value: 'FILE',
      summary: 'Attach the signature in FILE (raw, hex or base64) to such a list.',
    },
  },
  description: `Rewrites signer name, serial number, issuer, digest, modulus code, signature, padding, lengths and
timestamp to match the key, and keeps everything else byte for byte. The certificate comes from the key's file,
from --cert, or from the record with the key. It is an error if no SAST record contains the signer, unless you use
--add-signer.

IN may be a configuration, plain (.cnf.xml) or signed (.sgn): it is signed as a TFTP server does, with the
certificate of the key (CallManager.pem), and FILENAME is the name of IN with .sgn. A signed one keeps its FILENAME.

A key that never leaves a token or an HSM signs in two steps:
  trustlist sign IN -o WAITING --cert SIGNER.pem --to-be-signed BYTES
  trustlist sign WAITING -o OUT --signature SIGNATURE
Don't edit the list until the signature is attached. The digest of BYTES is written to BYTES.sha1 (or .sha256,
.sha512), for sha1sum --check.

The password of the key comes from --password-file, TRUSTLIST_PASSWORD or a prompt, in that order.`,
  run: async (args, io) => {
    const input = args.operands[0] ?? null;
    if ((input === null) !== args.has('new')) throw new UsageError('sign needs IN, --new ITL or --new CTL');
    if (args.has('add') && !args.has('new'))
      throw new UsageError('--add needs --new; to add records to a list, use trustlist edit');
    const ways = ['key', 'to-be-signed', 'signature'].filter((option) => args.has(option));
    if (ways.length !== 1) throw new UsageError('sign needs exactly one of --key, --to-be-signed and --signature');
    if (args.has('to-be-signed')) refuseIgnored(args, ['key-name'], 'without --key');
    if (args.has('signature')) {
      refuseIgnored(args, ['key-name', 'digest', 'timestamp', 'add-signer'], 'of a list that is signed already');
    }
    const output = await outputPath(args, io, input);
    const file = input ?? output;
    const key = args.value('key');
    const read = input === null ? null : await readSignable(input, io);
    if (read?.kind === 'configuration') {
      refuseForConfiguration(args, ways);
      const filename = await filenameOf(file, output);
      const outcome = await signConfiguration(read.signable, filename, key ?? '', { args, io });
      return writeFileOutcome(output, outcome, { file, io });
    }
    const list = read === null ? await newList(args, io, file) : read.list;
    if (key !== null) return writeList(output, await signList(list, key, args, io, file), io, true);
    const signature = args.value('signature');
    if (signature !== null) return attach(list, signature, { args, io, file, output });
    return prepare(list, { args, io, file, output });
  },
};

/** Refuses what is only of lists. */
function refuseForConfiguration(args: Arguments, ways: readonly string[]): void {
  if (!ways.includes('key')) throw new UsageError(`--${ways.join()} is for lists; sign a configuration with --key`);
  refuseIgnored(args, ['add-signer'], 'on a configuration, which has no records');
}

const oneSigner = 'a list has one signer';

interface Context {
  readonly args: Arguments;
  readonly io: Io;
  readonly file: string;
  readonly output: string;
}

async function newList(args: Arguments, io: Io, file: string): Promise<TrustList> {
  const kind = args.value('new')?.toUpperCase();
  if (kind !== 'ITL' && kind !== 'CTL') throw new UsageError('--new takes ITL or CTL');
  const { create } = await loadEditing();
  const records = [];
  for (const text of args.values('add')) {
    const addition = await readAddition(text, args, io);
    if (addition.position !== null)
      throw new UsageError(`'${text}': a new list has its records in the order of --add, without at=`);
    records.push(...addition.records);
  }
  return made(await create({ kind, timestamp: io.now(), records }), file).list;
}

/** Writes the bytes to be signed, their digest, and the list with a signature of zeros. */
async function prepare(list: TrustList, { args, io, file, output }: Context): Promise<ExitStatus> {
  const editing = await loadEditing();
  const certPath = args.value('cert');
  if (certPath === null) throw new UsageError('--to-be-signed needs --cert FILE, the certificate of the signer');
  const certificate = await readOneCertificate(certPath, oneSigner, args, io);
  const prepared = made(await editing.prepare(list, signingRequest(args, io, certificate)), file);
  const covered = editing.bytesToSign(prepared.list) ?? new Uint8Array();
  const path = args.value('to-be-signed') ?? '';
  const name = digestNames.get(headerFields(prepared.list).digestAlgorithm ?? 0) ?? 'SHA-1';
  const digestPath = `${path}.${name.replace('-', '').toLowerCase()}`;
  const inPlace = args.has('in-place');
  await keepApart([...args.operands.filter(() => !inPlace), ...filesRead(args)], [output, path, digestPath], io);
  const { digest, hex } = await loadEngine();
  await writeBytes(path, covered, io);
  const line = `${hex(await digest(name, covered))}  ${basename(path)}\n`;
  await writeBytes(digestPath, new TextEncoder().encode(line), io);
  return writeList(output, prepared, io, false);
}

async function attach(
  list: TrustList,
  signaturePath: string,
  { args, io, file, output }: Context,
): Promise<ExitStatus> {
  const editing = await loadEditing();
  const certificate = await signerCertificate(list, args, io);
  if (certificate === null) {
    throw new CommandError(
      ExitStatus.errors,
      `${file}: The signer that the header names is in no SAST record; give its certificate with --cert.`,
    );
  }
  const length = findElement(list.header, HeaderTag.signature)?.value.length ?? 0;
  const read = editing.readSignatureFile(await readBytes(signaturePath, io), length);
  if (!read.ok) throw new CommandError(ExitStatus.unreadable, `${signaturePath}: ${read.error.message}`);
  return writeList(output, made(await editing.attach(list, read.signature, certificate), file), io, true);
}

async function signerCertificate(list: TrustList, args: Arguments, io: Io): Promise<Certificate | null> {
  const certPath = args.value('cert');
  if (certPath !== null) return readOneCertificate(certPath, oneSigner, args, io);
  return (await (await loadEditing()).namedSigner(list)).certificate;
}
