import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encode } from '../../../src/core/format/encode';
import { cucm8Publisher, flipByte } from '../../builders';
import { itl, node, signedBytes } from '../phone/clusters';
import { sarifLog } from './sarif-schema';

const documents = readFileSync(join(import.meta.dirname, '../../../docs/ci.md'), 'utf8');
/** Every command of the document: alone in a block, or as a step of a pipeline. */
const commands = [
  ...new Set([...documents.matchAll(/^ *(?:- (?:run: )?)?(node tools\/.*)$/gm)].map(([, line = '']) => line)),
];

let repository: string;

beforeAll(async () => {
  repository = await mkdtemp(join(tmpdir(), 'trustlist-ci-'));
  await build({
    entryPoints: { cli: 'src/cli/main.ts', worker: 'src/cli/worker.ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outdir: join(repository, 'tools/trustlist'),
  });
  for (const folder of ['lists/publisher', 'configurations'])
    await mkdir(join(repository, folder), { recursive: true });
});

afterAll(() => rm(repository, { recursive: true, force: true }));

function write(path: string, bytes: Uint8Array): Promise<void> {
  return writeFile(join(repository, path), bytes);
}

/** Runs a line of the document as a step of a pipeline does. */
function run(line: string): Promise<{ readonly status: number; readonly out: string }> {
  return new Promise((resolve) => {
    execFile('bash', ['-e', '-c', line], { cwd: repository }, (error, out) => {
      resolve({ status: error === null ? 0 : Number(error.code), out });
    });
  });
}

describe('docs/ci.md', () => {
  test('has commands for a shell, for GitHub and for GitLab', () => {
    expect(commands.join('\n')).toMatch(/--list/);
    expect(commands.join('\n')).toMatch(/--sarif-for github .* > trustlist\.sarif/);
    expect(commands.join('\n')).toMatch(/--junit .* > trustlist\.xml/);
    expect(documents).toContain('sarif_file: trustlist.sarif');
    expect(documents).toContain('junit: trustlist.xml');
  });

  test('has commands that pass while everything verifies, and fail once a list does not verify', async () => {
    const pub = await node('pub');
    const list = encode(itl('ITLFile.tlv', [pub]).list);
    await write(
      'configurations/SEP001122334455.cnf.xml.sgn',
      signedBytes('SEP001122334455.cnf.xml.sgn', pub.callManager),
    );
    await write('lists/ITLFile.tlv', list);
    await write('lists/publisher/ITLFile.tlv', (await cucm8Publisher()).bytes);
    for (const line of commands) expect((await run(line)).status, line).toBe(0);

    await write('lists/ITLFile.tlv', flipByte(list, list.length - 3));
    for (const line of commands) expect((await run(line)).status, line).not.toBe(0);

    const log = sarifLog(readFileSync(join(repository, 'trustlist.sarif'), 'utf8'));
    expect(log.runs[0]?.results?.[0]).toMatchObject({
      level: 'error',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'lists/ITLFile.tlv' } } }],
    });
    expect(log.runs[0]?.invocations?.[0]?.exitCode).toBe(1);
    expect(readFileSync(join(repository, 'trustlist.xml'), 'utf8')).toContain('tests="2" failures="1"');
    expect(existsSync(join(repository, 'tools/trustlist/node_modules'))).toBe(false);
  });
});
