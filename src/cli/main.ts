import { createReadStream, promises } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { limits } from '../core/format/limits';
import { visible } from '../core/show/layout';
import { readInputFile, readStream } from './capped-file';
import { wantsColour } from './colour';
import { ExitStatus, type Io } from './command';
import { entriesOf } from './folder-entries';
import { OutputStream } from './output-stream';
import { run } from './run';
import { fileNumber, isDirectory } from '../node/file-facts';

const output = new OutputStream(process.stdout);

/** Standard error, which takes time to open. If it fails, nobody is left to be told. */
function standardError(): NodeJS.WriteStream {
  const { stderr } = process;
  if (stderr.listenerCount('error') === 0) stderr.on('error', () => undefined);
  return stderr;
}

function complain(sentence: string): void {
  standardError().write(`trustlist: ${visible(sentence)}\n`);
}

/** Line by line: a control character would drive the terminal. */
function terminalText(bytes: Uint8Array): string {
  const lines = new TextDecoder().decode(bytes).split(/\r\n|\n/);
  return lines.map((line) => visible(line.replaceAll('\t', '  '))).join('\n');
}

/** What only some commands need is loaded when they ask: `trustlist verify` of one file takes no longer than it must. */
const io: Io = {
  out: (text) => {
    output.write(text);
  },
  outBytes: (bytes) => {
    output.write(process.stdout.isTTY ? terminalText(bytes) : bytes);
  },
  isColoured: wantsColour(process.stdout.isTTY, process.env),
  complain,
  ready: () => output.ready(),
  readFile: readInputFile,
  readStandardInput: () => readStream(process.stdin, limits.fileBytes),
  readChunks: (path) => (path === '-' ? process.stdin : createReadStream(path)) as AsyncIterable<Buffer>,
  writeFile: async (path, bytes) => (await import('../node/whole-file')).writeWhole(path, bytes),
  writeNewFile: async (path, bytes, replace) => {
    const { writeNew, writeOver } = await import('../node/whole-file');
    await (replace ? writeOver(path, bytes) : writeNew(path, bytes));
  },
  appendFile: (path, text) => promises.appendFile(path, text),
  stampOf: async (path) => {
    const found = await promises.stat(path).catch(() => null);
    return found === null ? null : `${found.size} bytes, ${found.mtimeMs}`;
  },
  makeDirectory: async (path) => {
    await promises.mkdir(path, { recursive: true });
  },
  isDirectory,
  entriesOf,
  namesIn: (directory) => promises.readdir(directory).catch(() => []),
  fileNumber,
  askPassword: async (question) => (await import('./password-prompt')).askPassword(question, standardError()),
  workingFolder: () => process.cwd(),
  environment: (name) => process.env[name] ?? null,
  translator: null,
  now: () => Math.floor(Date.now() / 1000),
  cluster: async () => (await import('../net/cluster-client')).createClusterClient(),
  threads: availableParallelism(),
  startThread: async (setting) => (await import('./worker-thread')).startThread(join(__dirname, 'worker.js'), setting),
};

/** The status of the run; a result that could not be written counts for none, whatever it was. */
async function main(): Promise<ExitStatus> {
  const status = await run(process.argv.slice(2), io);
  const failure = await output.finish();
  if (failure === null) return status;
  complain(`The output cannot be written: ${failure}.`);
  return ExitStatus.unreadable;
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    complain(`Internal error: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = ExitStatus.unreadable;
  },
);
