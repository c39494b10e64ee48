import { describe, expect, it } from 'vitest';
import { noNetwork } from '../cluster/no-network';
import { run } from '../../../src/cli/run';
import type { Io } from '../../../src/cli/command';
import { cucm8Publisher, Role, trustList } from '../../builders';
import { amount } from '../../long';

const files = amount({ all: 120_000, share: 600 });
const distinct = 200;

/** Lists as in a folder of those of every phone: each signed by itself, with the certificates of one cluster. */
async function lists(): Promise<readonly Uint8Array[]> {
  const { callManager, tvs, capf } = (await cucm8Publisher()).identities;
  return Array.from({ length: distinct }, (_, at) =>
    trustList({
      signer: callManager,
      timestamp: 1_400_000_000 + at,
      records: [
        { function: Role.sast, certificate: callManager },
        { function: Role.ccmTftp, certificate: callManager },
        { function: Role.tvs, certificate: tvs, as: 'hash' },
        { function: Role.capf, certificate: capf, as: 'hash' },
      ],
    }),
  );
}

interface Cost {
  readonly verdicts: number;
  /** Milliseconds of processor time. */
  readonly processor: number;
}

/** What `trustlist verify` costs for so many files, whose contents repeat. */
async function verify(contents: readonly Uint8Array[], count: number): Promise<Cost> {
  let verdicts = 0;
  const refused = (): Promise<never> => Promise.reject(new Error('verify does not do this'));
  const io: Io = {
    out: (text) => {
      verdicts += text.split('Signature verified').length - 1;
    },
    isColoured: false,
    outBytes: () => {
      throw new Error('verify does not do this');
    },
    complain: (sentence) => {
      throw new Error(sentence);
    },
    readFile: (path) => Promise.resolve((contents[Number(path) % contents.length] ?? new Uint8Array()).slice()),
    readStandardInput: refused,
    entriesOf: refused,
    readChunks: () => {
      throw new Error('verify does not do this');
    },
    writeFile: refused,
    writeNewFile: refused,
    appendFile: refused,
    stampOf: refused,
    makeDirectory: refused,
    isDirectory: () => Promise.resolve(false),
    namesIn: () => Promise.resolve([]),
    cluster: () => Promise.resolve(noNetwork),
    fileNumber: () => Promise.resolve(null),
    askPassword: () => Promise.resolve(null),
    workingFolder: () => '/work',
    environment: () => null,
    ready: () => Promise.resolve(),
    threads: 1,
    startThread: null,
    now: () => 1_700_000_000,
    translator: null,
  };
  const names = Array.from({ length: count }, (_, at) => String(at));
  const before = process.cpuUsage();
  await run(['verify', ...names], io);
  const { user, system } = process.cpuUsage(before);
  return { verdicts, processor: (user + system) / 1_000 };
}

describe(`verify of ${files} files`, () => {
  it('costs ten times what a tenth of them costs, and gives a verdict for each', async () => {
    const contents = await lists();
    await verify(contents, distinct); // so that code and certificates are warm for both
    const tenth = await verify(contents, files / 10);
    const all = await verify(contents, files);
    expect([tenth.verdicts, all.verdicts]).toEqual([files / 10, files]);
    expect(all.processor / tenth.processor).toBeLessThan(20);
  }, 600_000);
});
