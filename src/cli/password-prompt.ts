import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/**
 * Asks on the terminal, on standard error so that output can be piped, and shows nothing of what is typed.
 *
 * @returns null if standard input is not a terminal, or ends without an answer.
 */
export async function askPassword(question: string): Promise<string | null> {
  if (!process.stdin.isTTY) return null;
  process.stderr.write(question);
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  try {
    const ended = new Promise<null>((resolve) =>
      terminal.once('close', () => {
        resolve(null);
      }),
    );
    return await Promise.race([terminal.question(''), ended]);
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
