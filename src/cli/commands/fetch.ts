import { deviceName } from '../../core/cluster/address';
import type { Transport } from '../../core/cluster/client';
import { fetchFiles, wantedFiles, type FetchedFile } from '../../core/cluster/fetch';
import type { DescribedFile } from '../../core/cluster/fetched';
import { requestedName } from '../../core/cluster/file-names';
import { visibleLines } from '../../core/show/layout';
import { loadClustering } from '../engine';
import { readServer } from '../servers';
import { ExitStatus, UsageError, type Arguments, type Command } from '../command';
import { jsonText } from '../json';
import { outputFolder, type OutputFolder } from '../output-folder';
import { receive, type ReceivedJson } from '../received-files';

/** `trustlist fetch HOST[:PORT] [--device NAME]... [--name FILE...] [-o DIR] [--http | --https | --tftp] [--json]` */
export const fetchCommand: Command = {
  name: 'fetch',
  summary: 'Fetch lists and configurations from a TFTP server of the cluster, and verify them.',
  operands: 'HOST[:PORT]',
  leastOperands: 1,
  mostOperands: 1,
  operandsAreServers: true,
  options: {
    device: {
      type: 'string',
      value: 'DEVICE',
      multiple: true,
      summary: 'A phone, by its name (SEP001122334455) or its MAC address: its own lists and configuration too.',
    },
    name: {
      type: 'string',
      value: 'FILE...',
      multiple: true,
      several: true,
      summary: 'These files, by their names on the server.',
    },
    output: { type: 'string', short: 'o', value: 'DIR', summary: 'Write what was found into DIR.' },
    force: { type: 'boolean', summary: 'Replace files of DIR that have the same names.' },
    http: { type: 'boolean', summary: 'By HTTP alone (port 6970).' },
    https: { type: 'boolean', summary: 'By HTTPS alone (port 6971; 6972 has the same files).' },
    tftp: { type: 'boolean', summary: 'By TFTP alone (UDP port 69).' },
    json: { type: 'boolean', summary: 'Print one JSON object.' },
  },
  description: `Asks for CTLFile.tlv and ITLFile.tlv; with --device also for CTLDEVICE.tlv, ITLDEVICE.tlv and the signed
configurations. Does as phones do: HTTP on port 6970, and TFTP if that is refused or does not answer. A port
needs --http, --https or --tftp, and an IPv6 address brackets: [2001:db8::1]:6970.

Lists are verified by themselves, signed files against the lists that came with them. Asks for two files at a
time, follows no redirects, and stops when the server says that it is busy. A server with HTTPS is not refused
for its certificate, which is printed: the signature of each file is what counts.

Without -o nothing is written. With it no file is replaced: one with another content gets a number.`,
  exitStatus: `Exit status: 0 something was found; 1 nothing was found; 2 the server was not reached, the command line could not be
read, or a file could not be written.`,
  run: async (args, io) => {
    const [operand = ''] = args.operands;
    const transport = readTransport(args);
    const server = readServer(operand, 'fetch');
    if (server.port !== null && transport === null) {
      throw new UsageError('fetch: a port needs --http, --https or --tftp, to say what is served on it');
    }
    const folder = outputFolder('fetch', args, io);
    const wanted = wantedFiles(args.values('device').map(readDevice), args.values('name').map(readName));
    const { files, isReached } = await fetchFiles(await io.cluster(), server, wanted, { transport });
    const { describeFetched, fileLines, presentedLines, presentedToFetch } = await loadClustering();
    const results = await written(await describeFetched(files), folder);
    const presented = await presentedToFetch(files);
    if (args.has('json')) io.out(jsonText([{ host: operand, ...presented, files: results.map(({ json }) => json) }]));
    else {
      const lines = results.flatMap(({ file, json }) => fileLines(file, json));
      lines.push(...presentedLines(operand, presented));
      io.out(visibleLines(lines));
    }
    if (!isReached || results.some(({ isUnwritten }) => isUnwritten)) return ExitStatus.unreadable;
    return files.some(({ status }) => status === 'found') ? ExitStatus.sound : ExitStatus.errors;
  },
};

function readTransport(args: Arguments): Transport | null {
  const given = (['http', 'https', 'tftp'] as const).filter((transport) => args.has(transport));
  if (given.length > 1) throw new UsageError('fetch: use one of --http, --https and --tftp');
  return given[0] ?? null;
}

function readDevice(text: string): string {
  const name = deviceName(text);
  if (name !== null) return name;
  throw new UsageError(`fetch: '${text}' is neither the name of a device (SEP001122334455) nor a MAC address`);
}

function readName(text: string): string {
  const name = requestedName(text);
  if (name !== null) return name;
  throw new UsageError(`fetch: '${text}' is not the name of a file: it has 1 to 255 bytes and no controls`);
}

/** What `fetch --json` prints of a file: the contract with scripts. Fields are added to it and never renamed. */
export interface FetchedJson extends Pick<FetchedFile, 'name' | 'status' | 'transport'>, ReceivedJson {
  readonly length: number | null;
}

interface Result {
  readonly file: DescribedFile;
  readonly json: FetchedJson;
  readonly isUnwritten: boolean;
}

/** Writes what was found, if that was asked for. */
async function written(files: readonly DescribedFile[], folder: OutputFolder | null): Promise<Result[]> {
  const results: Result[] = [];
  const { messageOf } = await loadClustering();
  for (const file of files) {
    const { name, status, transport, content } = file;
    const message = messageOf(file);
    const { json, isUnwritten } = await receive(file, message === null ? [] : [message], folder);
    results.push({ file, json: { name, status, transport, length: content?.length ?? null, ...json }, isUnwritten });
  }
  return results;
}
