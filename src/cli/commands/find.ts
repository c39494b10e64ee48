import { visible } from '../../core/show/layout';
import type { FileDigest } from '../../core/phone/displayed-digest';
import { CommandError, ExitStatus, UsageError, type Command, type Io } from '../command';
import { inputsAt } from '../each-input';
import { standardInput } from '../expansion';
import { binaryOf } from '../binary-input';
import { readBytes, refused, type Input } from '../input';
import { jsonText } from '../json';
import { loadEngine, loadPhoning } from '../engine';
import { textOf } from '../../core/format/text-of';

/** `trustlist find DIGEST|FILE... --in DIR [--json]` */
export const find: Command = {
  name: 'find',
  summary: 'Say which list has a digest that phones display.',
  operands: 'DIGEST|FILE...',
  leastOperands: 1,
  mostOperands: Number.POSITIVE_INFINITY,
  options: {
    in: {
      type: 'string',
      value: 'DIR...',
      multiple: true,
      several: true,
      input: true,
      summary: 'Where to look: folders, and lists.',
    },
    json: { type: 'boolean', summary: 'Print a JSON array.' },
  },
  description: `Takes MD5, SHA-1, SHA-256 and SHA-512 in hexadecimal as phones, servers and programs write them: with
or without colons, dashes, dots or spaces, 0x before them, in any case. FILE is a text with a digest in each line,
among other words; or a list, for the lists that are equal to it. - is standard input. Put the digests before --in.`,
  exitStatus: `Exit status: 0 every digest was found; 1 at least one was not; 2 a file could not be read, or contains no
digest.`,
  run: async (args, io) => {
    const places = args.values('in');
    if (places.length === 0) throw new UsageError('find: --in DIR is missing');
    const wanted = await readDigests(args.operands, io);
    const { found, isComplete, texts } = await look(places, wanted, io);
    const results = wanted.map(({ algorithm, hex }) => ({ digest: hex, algorithm, files: found.get(hex) ?? [] }));
    if (args.has('json')) io.out(jsonText(results, true));
    else io.out(results.map((result) => `${visible(lineOf(result))}\n`).join(''));
    const missing = results.filter(({ files }) => files.length === 0);
    const isLong = missing.some(({ algorithm }) => algorithm !== 'MD5' && algorithm !== 'SHA-1');
    if (isLong)
      for (const text of texts) io.complain(`${text}: The text prints no SHA-256 and no SHA-512 of its list.`);
    if (missing.length === 0) return ExitStatus.sound;
    return isComplete ? ExitStatus.errors : ExitStatus.unreadable;
  },
};

interface Found {
  readonly digest: string;
  readonly algorithm: FileDigest['algorithm'];
  readonly files: readonly string[];
}

function lineOf({ digest, algorithm, files }: Found): string {
  return `${algorithm} ${digest}: ${files.length === 0 ? 'no list has it' : files.join(', ')}`;
}

/** The digests that the operands name, each once, in their order. */
async function readDigests(operands: readonly string[], io: Io): Promise<FileDigest[]> {
  const { digestsIn } = await loadPhoning();
  const wanted = new Map<string, FileDigest>();
  const add = (digests: readonly FileDigest[]): void => {
    for (const digest of digests) if (!wanted.has(digest.hex)) wanted.set(digest.hex, digest);
  };
  const inPieces = operands.every((operand) => /^(?:0x)?[0-9a-f]{2,16}$/i.test(operand));
  const whole = inPieces ? digestsIn(operands.join(' ')) : [];
  if (whole.length > 0) return whole;
  for (const operand of operands) {
    const given = operand === standardInput ? [] : digestsIn(operand);
    const isDigest = given.length > 0 && (isWhole(operand, given) || (await io.fileNumber(operand)) === null);
    add(isDigest ? given : await digestsOfFile(operand, io));
  }
  return [...wanted.values()];
}

/** True if an operand is nothing but a digest; a file may have one in its name. */
function isWhole(operand: string, [digest, ...others]: readonly FileDigest[]): boolean {
  if (digest === undefined || others.length > 0) return false;
  return operand.replace(/0x|[^0-9a-z]/gi, '').toLowerCase() === digest.hex;
}

const notOne = 'a digest has 32 hexadecimal digits (MD5), 40 (SHA-1), 64 (SHA-256) or 128 (SHA-512)';

/** The digests in the lines of a text, that of a list, or those that an output of `show itl` prints of its list. */
async function digestsOfFile(file: string, io: Io): Promise<readonly FileDigest[]> {
  if (file !== standardInput && (await io.fileNumber(file)) === null) {
    const error = `There is no such file, and this is not a digest: ${notOne}.`;
    throw new CommandError(ExitStatus.unreadable, `${file}: ${error}`);
  }
  const bytes = await readBytes(file, io);
  if ((await binaryOf(bytes, file)) !== null) return [await digestOf(bytes, 'SHA-256')];
  const { digestsIn, parseDisplayedDigest } = await loadPhoning();
  const { readShow } = await loadEngine();
  const text = textOf(bytes) ?? '';
  const { outputs } = readShow(text);
  // The hashes of certificates in its records are not digests of a list.
  const isOutput = outputs.some(({ report }) => report.records.length > 0);
  const lines = isOutput ? outputs.flatMap(({ report: { md5, sha1 } }) => [md5, sha1]) : text.split(/\r\n|\r|\n/);
  const digests = lines.flatMap(digestsIn);
  if (digests.length > 0) return digests;
  if (isOutput) throw new CommandError(ExitStatus.unreadable, `${file}: The text prints no digest of its list.`);
  const overLines = parseDisplayedDigest(text);
  if (overLines !== null) return [overLines];
  throw await refused(`No line of this file contains a digest: ${notOne}.`, bytes, file, 'a digest');
}

interface Looked {
  /** Files by the digest that they have. */
  readonly found: ReadonlyMap<string, readonly string[]>;
  /** False if something could not be read. */
  readonly isComplete: boolean;
  /** Outputs of `show itl` and `show ctl` among the files. */
  readonly texts: readonly string[];
}

/** Reads every list once, and computes each digest that was asked for once. */
async function look(places: readonly string[], wanted: readonly FileDigest[], io: Io): Promise<Looked> {
  const found = new Map<string, string[]>(wanted.map(({ hex }) => [hex, []]));
  const algorithms = new Set(wanted.map(({ algorithm }) => algorithm));
  const texts: string[] = [];
  let [isComplete, count] = [true, 0];
  for (const place of places) {
    for await (const input of inputsAt(place, io, 'a list')) {
      const digests = await digestsOfInput(input, algorithms);
      if (input.kind === 'other') {
        io.complain(`${input.file}: ${input.failure.error}`);
        isComplete &&= input.failure.offset !== null;
      } else count += 1;
      if (input.kind === 'text') texts.push(input.file);
      for (const hex of new Set(digests)) found.get(hex)?.push(input.file);
    }
  }
  if (count === 0) {
    io.complain(`${places.join(', ')}: There is no list here.`);
    isComplete = false;
  }
  return { found, isComplete, texts };
}

async function digestsOfInput(input: Input, algorithms: ReadonlySet<FileDigest['algorithm']>): Promise<string[]> {
  switch (input.kind) {
    case 'list':
    case 'signed':
      return Promise.all([...algorithms].map(async (algorithm) => (await digestOf(input.bytes, algorithm)).hex));
    case 'text':
      return input.outputs.flatMap(({ report: { md5, sha1 } }) => [md5, sha1]);
    case 'other':
      return [];
  }
}

async function digestOf(bytes: Uint8Array, algorithm: FileDigest['algorithm']): Promise<FileDigest> {
  const { digest, hex, md5 } = await loadEngine();
  return { algorithm, hex: hex(algorithm === 'MD5' ? md5(bytes) : await digest(algorithm, bytes)) };
}
