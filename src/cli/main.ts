import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { limits } from '../core/format/limits';
import { visible } from '../core/show/layout';
import { ExitStatus, type Io } from './command';
import { askPassword } from './password-prompt';
import { run } from './run';
import { fileNumber, isDirectory, writeWhole } from './whole-file';

// A reader that has seen enough, as `head` has, closes the pipe: that is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

function complain(sentence: string): void {
  process.stderr.write(`trustlist: ${visible(sentence)}\n`);
}

const io: Io = {
  out: (text) => {
    process.stdout.write(text);
  },
  complain,
  readFile: async (path) => {
    const { size } = await stat(path);
    if (size > limits.fileBytes)
      throw new RangeError(`it has ${size} bytes, and nothing above ${limits.fileBytes} is read`);
    return readFile(path);
  },
  writeFile: writeWhole,
  makeDirectory: async (path) => {
    await mkdir(path, { recursive: true });
  },
  isDirectory,
  namesIn: (directory) => readdir(directory).catch(() => []),
  fileNumber,
  askPassword,
  environment: (name) => process.env[name] ?? null,
  now: () => Math.floor(Date.now() / 1000),
};

run(process.argv.slice(2), io).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    complain(`Internal error: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = ExitStatus.unreadable;
  },
);
