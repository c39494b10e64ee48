import type { CaptureProblem } from '../../core/cluster/captures/problems';
import type { Captured } from '../../core/cluster/captures/reader';
import type { TransferReport, TvsReport } from '../../core/cluster/captures/report';
import { addressText } from '../../core/cluster/address';
import { visibleLines } from '../../core/show/layout';
import { loadClustering } from '../engine';
import { CommandError, ExitStatus, type Command, type Io } from '../command';
import { readItl } from '../itl';
import { jsonText } from '../json';
import { outputFolder, type OutputFolder } from '../output-folder';
import { readInPieces } from '../pieces';
import { receive, type ReceivedJson } from '../received-files';
import { answerJson, type TvsAnswerJson } from '../tvs-answers';
import { whatItIs } from '../what-it-is';

/** `trustlist capture FILE [-o DIR] [--itl FILE] [--json]` */
export const capture: Command = {
  name: 'capture',
  summary: 'Take lists, configurations and certificates of TVS out of a packet capture.',
  operands: 'FILE',
  leastOperands: 1,
  mostOperands: 1,
  options: {
    output: { type: 'string', short: 'o', value: 'DIR', summary: 'Write the complete files into DIR.' },
    force: { type: 'boolean', summary: 'Replace files of DIR that have the same names.' },
    itl: { type: 'string', value: 'FILE', input: true, summary: 'The ITL that phones hold, to compare with.' },
    json: { type: 'boolean', summary: 'Print one JSON object.' },
  },
  description: `Reads a packet capture (.pcap, .pcapng) of any size; - is standard input. Prints what TFTP and HTTP carried, on
any port, with digests and verdicts: lists by themselves, signed files against the lists of the capture. An incomplete
file is listed with what was captured of it, and not written; an empty one counts as missing.

Prints too which certificate each TVS (TCP port 2445) presented, and with --itl which TVS record of the ITL it is
of. TLS 1.3 and resumed sessions do not show it. Packets have to be whole (tcpdump -s 0), and those of both
directions. HTTPS is not read.

Without -o nothing is written. With it no file is replaced: one with another content gets a number.`,
  exitStatus: `Exit status: 0 at least one complete file or certificate; 1 none; 2 the file is not a capture or could not be read,
the command line could not be read, or a file could not be written.`,
  run: async (args, io) => {
    const [file = ''] = args.operands;
    const folder = outputFolder('capture', args, io);
    const itlFile = args.value('itl');
    const itl = itlFile === null ? null : await readItl(itlFile, io);
    const captured = await readFile(file, io);
    const { reportTransfers, reportTvs } = await loadClustering();
    const results = await written(await reportTransfers(captured.transfers), folder);
    const tvs = await reportTvs(captured.tvs, itl);
    if (args.has('json')) io.out(jsonText([captureJson(captured, results, tvs)]));
    else await tell(file, captured, results, tvs, itlFile, io);
    if (results.some(({ isUnwritten }) => isUnwritten)) return ExitStatus.unreadable;
    const isFound = results.some(({ json }) => json.complete) || tvs.some(({ presents }) => presents !== null);
    return isFound ? ExitStatus.sound : ExitStatus.errors;
  },
};

async function readFile(file: string, io: Io): Promise<Captured> {
  const { CaptureReader } = await loadClustering();
  const reader = new CaptureReader();
  const beginning = await readInPieces(file, io, (bytes) => {
    reader.push(bytes);
    return !reader.isOther;
  });
  const captured = reader.end();
  if (captured !== null) return captured;
  const what = await whatItIs(beginning, file, 'a packet capture');
  throw new CommandError(ExitStatus.unreadable, `${file}: ${what?.sentence ?? notACapture(beginning)}`);
}

function notACapture({ length }: Uint8Array): string {
  if (length === 0) return 'The file is empty.';
  return 'This is not a packet capture: it does not start as .pcap or .pcapng files do.';
}

/** What `capture --json` prints of a transfer: the contract with scripts. Fields are added to it and never renamed. */
export interface TransferJson extends ReceivedJson {
  readonly protocol: 'tftp' | 'http';
  /** `10.1.1.1:49152`, `[2001:db8::1]:69`. */
  readonly client: string;
  readonly server: string;
  readonly name: string;
  /** What the server did: `found` may be incomplete, if the capture lacks a part. */
  readonly status: TransferReport['status'];
  readonly complete: boolean;
  /** Bytes from the start without a gap; null if the server has no such file. */
  readonly length: number | null;
  /** The request, from 1. */
  readonly packet: number;
}

export interface TvsConnectionJson {
  readonly server: string;
  readonly client: string;
  readonly packet: number;
  /** `TLS 1.2`. */
  readonly tls: string | null;
  /** Null for a certificate that cannot be seen: `failure` says why, and `reason` is the same as a word. */
  readonly presents: {
    readonly sha1: string;
    readonly subject: string | null;
    readonly serial: string | null;
    /** Null for a certificate that is of no TVS record of the ITL; absent without --itl. */
    readonly record?: number | null;
  } | null;
  readonly failure: string | null;
  readonly reason: string | null;
  /** What the client said to the certificate, if it refused it. */
  readonly refusal: string | null;
  readonly answers: readonly TvsAnswerJson[];
}

export interface CaptureJson {
  readonly packets: number;
  readonly transfers: readonly TransferJson[];
  readonly tvs: readonly TvsConnectionJson[];
  readonly problems: readonly (Pick<CaptureProblem, 'packet' | 'reason' | 'args'> & { readonly message: string })[];
}

function captureJson(
  { packets, problems }: Captured,
  results: readonly Result[],
  tvs: readonly TvsReport[],
): CaptureJson {
  return {
    packets,
    transfers: results.map(({ json }) => json),
    tvs: tvs.map(tvsJson),
    problems: problems.map(({ packet, sentence, reason, args }) => ({ packet, message: sentence, reason, args })),
  };
}

function tvsJson({
  server,
  client,
  packet,
  tls,
  presents,
  refusal,
  judgements,
  failure: why,
}: TvsReport): TvsConnectionJson {
  return {
    server: addressText(server),
    client: addressText(client),
    packet,
    tls,
    presents: presents === null ? null : presentsJson(presents),
    failure: why?.sentence ?? null,
    reason: why?.reason ?? null,
    refusal: refusal?.sentence ?? null,
    answers: judgements.map(answerJson),
  };
}

function presentsJson({ record, ...certificate }: NonNullable<TvsReport['presents']>): TvsConnectionJson['presents'] {
  return record === undefined ? certificate : { ...certificate, record };
}

interface Result {
  readonly transfer: TransferReport;
  readonly json: TransferJson;
  readonly isUnwritten: boolean;
}

/** Writes what is complete, if that was asked for. */
async function written(transfers: readonly TransferReport[], folder: OutputFolder | null): Promise<Result[]> {
  const results: Result[] = [];
  for (const transfer of transfers) {
    const { protocol, client, server, name, status, isComplete, length, remarks, packet } = transfer;
    const { json, isUnwritten } = await receive(transfer, remarks, folder);
    results.push({
      transfer,
      json: {
        protocol,
        client: addressText(client),
        server: addressText(server),
        name,
        status,
        complete: isComplete,
        length,
        ...json,
        packet,
      },
      isUnwritten,
    });
  }
  return results;
}

async function tell(
  file: string,
  { packets, problems }: Captured,
  results: readonly Result[],
  tvs: readonly TvsReport[],
  itl: string | null,
  io: Io,
): Promise<void> {
  const { captureCounts, captureLines } = await loadClustering();
  const transfers = results.map(({ transfer, json }) => ({ transfer, place: json }));
  const counts = captureCounts(packets, results.length, tvs.length);
  io.out(visibleLines([`${file}: ${counts}`, ...captureLines(transfers, tvs, problems, itl)]));
}
