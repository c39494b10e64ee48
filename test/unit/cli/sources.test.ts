import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Io } from '../../../src/cli/command';
import { entriesOf } from '../../../src/cli/folder-entries';
import { sourceContents, sourceFiles } from '../../../src/cli/sources';
import { isDirectory } from '../../../src/node/file-facts';
import type { SourceProblem } from '../../../src/core/cluster/observation';
import { digest, mac } from '../cluster/sources/makers/read';
import { zip } from '../cluster/sources/makers/archives';
import { alarmXml } from '../phone/logs/makers/alarms';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sources-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const phone = (at: number): string => `SEP${mac(at)}`;
const table = (at: number): string => `Device,ITL\n${phone(at)},${digest(at)}\n`;

/** Chunks of files that were asked for, in order. */
let asked: string[] = [];
const io: Pick<Io, 'isDirectory' | 'entriesOf' | 'readChunks'> = {
  isDirectory,
  entriesOf,
  readChunks: async function* (path) {
    if (path === '-') yield new Uint8Array(Buffer.from(table(99)));
    else {
      for await (const chunk of createReadStream(path, { highWaterMark: 1_000 }) as AsyncIterable<Buffer>) {
        asked.push(path);
        yield chunk;
      }
    }
  },
};

async function read(...operands: string[]): Promise<{ phones: string[]; problems: string[] }> {
  asked = [];
  const phones: string[] = [];
  const problems: string[] = [];
  const found: SourceProblem[] = [];
  for await (const file of sourceFiles(operands, found, io)) {
    for await (const contents of sourceContents(file, io)) {
      phones.push(...contents.observations.map(({ device, source }) => `${source.replace(folder, '')} ${device}`));
      found.push(...contents.problems);
    }
  }
  problems.push(...found.map(({ file, message }) => `${file.replace(folder, '')}: ${message}`));
  return { phones, problems };
}

describe('Sources of phones', () => {
  it('are files, folders and standard input, read in order, and each file says what it is by its content', async () => {
    await mkdir(join(folder, 'b/c'), { recursive: true });
    await writeFile(join(folder, 'b/2.zip'), zip({ name: 'x/phones.csv', content: table(2) }));
    await writeFile(join(folder, 'b/c/3.log'), gzipSync(alarmXml({ device: phone(3) }).join('\n')));
    await writeFile(join(folder, 'b/.hidden.csv'), table(8));
    await writeFile(join(folder, '1.txt'), table(1));
    await symlink(folder, join(folder, 'b/loop'));
    const { phones, problems } = await read('-', join(folder, 'b'), join(folder, '1.txt'));
    expect(problems).toEqual([]);
    expect(phones).toEqual([
      `- ${phone(99)}`,
      `/b/2.zip!x/phones.csv ${phone(2)}`,
      `/b/c/3.log!3.log ${phone(3)}`,
      `/1.txt ${phone(1)}`,
    ]);
  });

  it('that cannot be read are problems, and the others are read', async () => {
    await mkdir(join(folder, 'empty'));
    await writeFile(join(folder, 'a.csv'), table(1));
    const missing = join(folder, 'missing.csv');
    expect(await read(missing, join(folder, 'empty'), join(folder, 'a.csv'))).toEqual({
      phones: [`/a.csv ${phone(1)}`],
      problems: ['/missing.csv: There is no such file.', '/empty: There are no files in this folder.'],
    });
  });

  it('are read no further than is needed, and what they say is there before they are read to their end', async () => {
    await writeFile(join(folder, 'binary'), new Uint8Array(1_000_000));
    await read(join(folder, 'binary'));
    expect(asked.length).toBeLessThan(100);

    const trace = join(folder, 'trace.log');
    const filler = '07:00:06.779 |   debug 7:UNKNOWN:heartbeat\n'.repeat(5_000);
    await writeFile(trace, [filler, ...alarmXml({ device: phone(1) }), filler].join('\n'));
    asked = [];
    for await (const { observations } of sourceContents(trace, io)) {
      expect(observations).toMatchObject([{ device: phone(1) }]);
      break;
    }
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.length).toBeLessThan(300);
  });
});
