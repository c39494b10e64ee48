import type { Certificate } from '../../core/certificates/certificate';
import { addressText } from '../../core/cluster/address';
import type { TvsVisited } from '../../core/cluster/client';
import type { Asking } from '../../core/cluster/tvs/asking';
import type { Consultation } from '../../core/cluster/tvs/consultation';
import type { NamedList } from '../../core/phone/held';
import { visibleLines } from '../../core/show/layout';
import { loadClustering } from '../engine';
import { readServer } from '../servers';
import { CommandError, ExitStatus, UsageError, type Arguments, type Command, type Io } from '../command';
import { binaryOf } from '../binary-input';
import { readBytes } from '../input';
import { certificatesIn, passwordOptions } from '../input-files';
import { readItl } from '../itl';
import { jsonText } from '../json';
import { answerJson, type TvsAnswerJson } from '../tvs-answers';
import { readRecordNumber } from '../values';

/** `trustlist tvs HOST[:PORT] --itl FILE [--vouch FILE...] [--query RECORD]... [--ask-anyway] [--json]` */
export const tvs: Command = {
  name: 'tvs',
  summary: 'Say which certificate a TVS presents, and ask it whether it vouches.',
  operands: 'HOST[:PORT]',
  leastOperands: 1,
  mostOperands: 1,
  operandsAreServers: true,
  options: {
    itl: { type: 'string', value: 'FILE', input: true, summary: 'The ITL that phones hold.' },
    vouch: {
      type: 'string',
      value: 'FILE...',
      multiple: true,
      several: true,
      input: true,
      summary: 'Ask about these certificates, or about the signers of these lists and signed files.',
    },
    query: {
      type: 'string',
      value: 'RECORD',
      multiple: true,
      summary: 'Ask for the certificate of this record of the ITL, by its name and serial number.',
    },
    'ask-anyway': {
      type: 'boolean',
      summary: 'Ask a server with another certificate too; what it says is not authenticated.',
    },
    ...passwordOptions,
    json: { type: 'boolean', summary: 'Print one JSON object.' },
  },
  description: `Connects to the Trust Verification Service (TCP port 2445) by TLS as a phone does, and compares the
certificate that it presents with the TVS records of the ITL. On another certificate nothing is sent, unless
--ask-anyway says so. Old servers (TLS 1.0, keys of 1024 bits, SHA-1) are reached by a second attempt, which
the output names.

--vouch takes certificates (PEM, DER, PKCS#7, PKCS#12), lists and signed files. "Did not answer" is not "no": a
TVS does not answer what it does not understand. An IPv6 address needs brackets: [2001:db8::1]:2445.`,
  exitStatus: `Exit status: 0 presents a certificate of the ITL and vouches for all that it was asked about; 1 another
certificate, or it does not vouch; 2 not reached, or a file or the command line could not be read; 3 asked and not
answered.`,
  run: async (args, io) => {
    const [operand = ''] = args.operands;
    const file = args.value('itl');
    if (file === null) throw new UsageError('tvs: --itl FILE is missing');
    const { host, port } = readServer(operand, 'tvs');
    const { consultTvs, tvsPort } = await loadClustering();
    const server = { host, port: port ?? tvsPort };
    const itl = await readItl(file, io);
    const askings = await readAskings(itl, args, io);
    const asksAnyway = args.has('ask-anyway');
    const consultation = await consultTvs(await io.cluster(), server, itl, askings, { asksAnyway });
    if (args.has('json')) io.out(jsonText([await resultJson(consultation)]));
    else await tell(consultation, io);
    return statusOf(consultation);
  },
};

async function readAskings(itl: NamedList, args: Arguments, io: Io): Promise<Asking[]> {
  const { askingOfRecord, certificatesOf, inspectList } = await loadClustering();
  const files = [];
  // One after the other: a bundle may ask for its password.
  for (const file of args.values('vouch')) files.push(await readVouched(file, args, io));
  const known = [...(await certificatesOf(itl)), ...files.flatMap(({ certificates }) => certificates)];
  const vouched = files.flatMap(({ askings }) => askings(known));
  const { records } = await inspectList(itl);
  const queried = args.values('query').map((text) => {
    const record = records[readRecordNumber(text) - 1];
    if (record === undefined) {
      const error = `The list has no record ${text}; it has ${records.length}.`;
      throw new CommandError(ExitStatus.unreadable, `${itl.file}: ${error}`);
    }
    return asked(askingOfRecord(record, `record ${text}`), itl.file);
  });
  return [...vouched, ...queried];
}

interface Vouched {
  /** The certificates in the file, by which signers of other files are known. */
  readonly certificates: readonly Certificate[];
  readonly askings: (known: readonly Certificate[]) => readonly Asking[];
}

/** A file of --vouch: a list or a signed file stands for its signer. */
async function readVouched(file: string, args: Arguments, io: Io): Promise<Vouched> {
  const { askingOfSigner, certificatesOf } = await loadClustering();
  const bytes = await readBytes(file, io);
  const binary = await binaryOf(bytes, file);
  if (binary?.kind === 'list') {
    const askings: Vouched['askings'] = (known) => [asked(askingOfSigner(binary.list, file, known), file)];
    return { certificates: await certificatesOf(binary), askings };
  }
  if (binary?.kind === 'signed') {
    return { certificates: [], askings: (known) => [asked(askingOfSigner(binary.signed, file, known), file)] };
  }
  const certificates = await certificatesIn(bytes, { path: file, needed: 'a list or a signed file' }, args, io);
  const isOne = certificates.length === 1;
  const askings = certificates.map((certificate, at): Asking => {
    const label = certificate.details.subject ?? `certificate ${at + 1}`;
    return { of: isOne ? file : `${file}: ${label}`, kind: 'verify', certificate };
  });
  return { certificates, askings: () => askings };
}

function asked(asking: Asking | string, file: string): Asking {
  if (typeof asking !== 'string') return asking;
  throw new CommandError(ExitStatus.unreadable, `${file}: ${asking}`);
}

function statusOf({ visited, record, judgements }: Consultation): ExitStatus {
  if (!visited.isReached) return ExitStatus.unreadable;
  if (record === null || judgements.some(({ vouches }) => vouches === false)) return ExitStatus.errors;
  return judgements.some(({ vouches }) => vouches === null) ? ExitStatus.depends : ExitStatus.sound;
}

/** What `tvs --json` prints: the contract with scripts. Fields are added to it and never renamed. */
export interface TvsJson {
  /** `10.1.1.1:2445`. */
  readonly server: string;
  readonly reached: boolean;
  /** Why it was not reached, and the same as a word; null if it was. */
  readonly failure: string | null;
  readonly reason: string | null;
  /** `TLS 1.2`. */
  readonly tls: string | null;
  /** True if only the second attempt succeeded, with what old servers speak. */
  readonly old: boolean | null;
  readonly presents: {
    readonly sha1: string;
    readonly subject: string | null;
    readonly serial: string | null;
    /** Null for a certificate that is of no TVS record of the ITL. */
    readonly record: number | null;
  } | null;
  readonly answers: readonly TvsAnswerJson[];
}

async function resultJson({ server, visited, record, judgements }: Consultation): Promise<TvsJson> {
  const answers = judgements.map(answerJson);
  const address = addressText(server);
  if (!visited.isReached) {
    const { sentence, reason } = visited.failure;
    return {
      server: address,
      reached: false,
      failure: sentence,
      reason,
      tls: null,
      old: null,
      presents: null,
      answers,
    };
  }
  const { sha1, subject, serial } = (await certificateOf(visited)).details;
  const { tls, isOld } = visited.presented;
  const presents = { sha1, subject, serial, record };
  return { server: address, reached: true, failure: null, reason: null, tls, old: isOld, presents, answers };
}

async function certificateOf(visited: Extract<TvsVisited, { isReached: true }>): Promise<Certificate> {
  const { readCertificate } = await loadClustering();
  return readCertificate(visited.presented.certificate);
}

async function tell(consultation: Consultation, io: Io): Promise<void> {
  const { consultationLines } = await loadClustering();
  const lines = await consultationLines(consultation);
  if (consultation.judgements.some(({ failure }) => failure?.reason === 'not-asked'))
    lines.push('  --ask-anyway asks.');
  io.out(visibleLines(lines));
}
