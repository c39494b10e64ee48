import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/format/decode';
import { inspect } from '../../../src/core/trust/inspect';
import type { Identity } from '../../builders';
import { largeInputs } from '../../corpus/large';
import { timed } from '../../fuzz/measure';
import { slowMs, type Input } from '../../fuzz/reader';
import { isLong } from '../../long';
import { readerOf } from '../../fuzz/readers';
import { smallSigner } from '../../fuzz/readers/sample-lists';

const corpus = join(import.meta.dirname, '../../corpus');

interface Entry {
  readonly reader: string;
  readonly file: string;
  /** What happened once. */
  readonly failed: string;
  /** Up to the budget: in long runs only. */
  readonly takesSeconds?: true;
  /** Of a list that two readers could read differently: the code of the finding that says so. */
  readonly finding?: string;
}

const entries = JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8')) as readonly Entry[];

function bytesOf(reader: string, file: string): Uint8Array {
  return new Uint8Array(readFileSync(join(corpus, reader, file)));
}

async function replay(name: string, input: Input): Promise<void> {
  const reader = readerOf(name);
  // What is in the corpus counts as signed by somebody: a list that proves nothing has a finding instead.
  const { outcome, ms } = await timed(reader, input, { starts: [input], hostile: [] });
  expect(outcome).not.toBe('');
  expect(ms).toBeLessThan(reader.mostMs ?? slowMs);
}

describe('an input that once failed is read within its limits', () => {
  it.each(entries.filter(({ takesSeconds }) => isLong || takesSeconds !== true))(
    '$reader/$file',
    async ({ reader, file }) => {
      await replay(reader, [bytesOf(reader, file)]);
    },
  );

  describe('made here, since it is large', () => {
    let signer: Identity;
    beforeAll(async () => {
      signer = await smallSigner();
    });

    it.each(largeInputs.map((one) => [`${one.reader}: ${one.name}`, one] as const))('%s', async (_, one) => {
      await replay(one.reader, one.make(signer));
    });
  });
});

it.each(entries.filter(({ finding }) => finding !== undefined))(
  'a list that two readers could read differently has a finding: $file',
  async ({ reader, file, finding }) => {
    const bytes = bytesOf(reader, file);
    const decoded = decode(bytes);
    if (!decoded.ok) throw new Error(decoded.error.message);
    const { findings } = await inspect(decoded.list, bytes);
    const found = findings.filter(({ severity }) => severity !== 'information').map(({ code }): string => code);
    expect(found).toContain(finding);
  },
);

it('says of every file of the corpus what failed', () => {
  const files = readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(corpus, name)).map((file) => `${name}/${file}`));
  expect(entries.map(({ reader, file }) => `${reader}/${file}`).sort()).toEqual(files.sort());
  expect(entries.filter(({ failed }) => !failed.endsWith('.'))).toEqual([]);
});
