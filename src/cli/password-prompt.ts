import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** The process that would ask. */
interface Asking {
  readonly platform: string;
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly stdin: { readonly isTTY?: boolean };
}

/**
 * Whether a password can be typed. Electron on Windows is a program without a console of its own: the shell goes on reading
 * what is typed, and shows it.
 */
export function canAsk(asking: Asking): boolean {
  if (asking.platform === 'win32' && asking.versions['electron'] !== undefined) return false;
  try {
    return asking.stdin.isTTY === true;
  } catch {
    return false; // Node.js throws if standard input was closed
  }
}

/**
 * Asks on the terminal, on standard error so that output can be piped, and shows nothing of what is typed.
 *
 * @param asked standard error.
 * @returns null if no password can be typed, or standard input ends without an answer.
 */
export async function askPassword(question: string, asked: NodeJS.WritableStream): Promise<string | null> {
  if (!canAsk(process)) return null;
  asked.write(question);
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
    asked.write('\n');
  }
}
