import { describe, expect, test } from 'vitest';
import type { ClusterClient, FileAnswer, Transport } from '../../../src/core/cluster/client';
import { failure } from '../../../src/core/cluster/failures';
import { fetchFiles, wantedFiles, type Fetched, type FetchOptions } from '../../../src/core/cluster/fetch';
import { noNetwork } from './no-network';

const bytes = new Uint8Array(Buffer.from('content'));
const found: FileAnswer = { status: 'found', bytes, presented: null };
const answer = (status: 'missing' | 'busy' | 'failed', isReached: boolean): FileAnswer => ({
  status,
  isReached,
  failure: failure(isReached ? 'not-found' : 'refused', { answer: status, address: 'cucm:1' }),
  presented: null,
});
const missing = answer('missing', true);
const silent = answer('failed', false);

/** A network that answers as a function says, and notes who asked for what, and how many at a time. */
function network(answers: (transport: Transport, name: string) => FileAnswer): {
  readonly client: ClusterClient;
  readonly asked: string[];
  readonly most: () => number;
} {
  const asked: string[] = [];
  let [open, most] = [0, 0];
  const client: ClusterClient = {
    ...noNetwork,
    fetchFile: async (transport, { port }, { name }) => {
      asked.push(`${transport}:${port} ${name}`);
      open += 1;
      most = Math.max(most, open);
      await new Promise(setImmediate);
      open -= 1;
      return answers(transport, name);
    },
  };
  return { client, asked, most: () => most };
}

const server = { host: 'cucm', port: null };
const run = (
  client: ClusterClient,
  names: readonly string[],
  options: Partial<FetchOptions> = {},
  devices: readonly string[] = [],
): Promise<Fetched> => fetchFiles(client, server, wantedFiles(devices, names), { transport: null, ...options });

describe('the names that are asked for', () => {
  test('are the lists of the cluster, if nothing else is said', () => {
    expect(wantedFiles([], [])).toEqual({ names: ['CTLFile.tlv', 'ITLFile.tlv'], fallbacks: [] });
  });

  test('are those of a phone in the order of phones, the lists of all behind its own', () => {
    const phone = 'SEP001122334455';
    expect(wantedFiles([phone], [])).toEqual({
      names: [
        `CTL${phone}.tlv`,
        `ITL${phone}.tlv`,
        'CTLFile.tlv',
        'ITLFile.tlv',
        `${phone}.cnf.xml.sgn`,
        `${phone}.cnf.xml.enc.sgn`,
      ],
      fallbacks: [{ name: `${phone}.cnf.xml`, after: [`${phone}.cnf.xml.sgn`, `${phone}.cnf.xml.enc.sgn`] }],
    });
  });

  test('are the ones that were named, each once', () => {
    expect(wantedFiles([], ['a.tlv', 'b.tlv', 'a.tlv'])).toEqual({ names: ['a.tlv', 'b.tlv'], fallbacks: [] });
  });
});

describe('fetching from a server', () => {
  test('asks by HTTP, two at a time, and gives the files in their order', async () => {
    const { client, asked, most } = network((_, name) => (name === 'b' ? missing : found));
    const { files, isReached } = await run(client, ['a', 'b', 'c', 'd', 'e']);
    expect(files.map(({ name, status, transport }) => [name, status, transport])).toEqual([
      ['a', 'found', 'http'],
      ['b', 'missing', 'http'],
      ['c', 'found', 'http'],
      ['d', 'found', 'http'],
      ['e', 'found', 'http'],
    ]);
    expect(files.every(({ status, failure: why }) => (status === 'found') === (why === null))).toBe(true);
    expect(isReached).toBe(true);
    expect(asked).toEqual(['a', 'b', 'c', 'd', 'e'].map((name) => `http:6970 ${name}`));
    expect(most()).toBe(2);
  });

  test('goes on by TFTP if HTTP is not reached, asks HTTP once for that, and says so', async () => {
    const { client, asked } = network((transport) => (transport === 'http' ? silent : found));
    const { files } = await run(client, ['a', 'b', 'c']);
    expect(asked).toEqual(['http:6970 a', 'tftp:69 a', 'tftp:69 b', 'tftp:69 c']);
    for (const file of files) {
      expect(file).toMatchObject({ status: 'found', transport: 'tftp', failure: { reason: 'fallback' } });
    }
  });

  test('does not ask by TFTP after HTTP answered that the file is not there', async () => {
    const { client, asked } = network(() => missing);
    await run(client, ['a']);
    expect(asked).toEqual(['http:6970 a']);
  });

  test('asks a server that is not reached for nothing more', async () => {
    const { client, asked } = network(() => silent);
    const { files, isReached } = await run(client, ['a', 'b', 'c']);
    expect(asked).toEqual(['http:6970 a', 'tftp:69 a']);
    expect(isReached).toBe(false);
    expect(files.map(({ status, transport, failure: why }) => [status, transport, why?.reason])).toEqual([
      ['failed', null, 'http-nor-tftp'],
      ['failed', null, 'not-reached-before'],
      ['failed', null, 'not-reached-before'],
    ]);
  });

  test('stops when the server is busy', async () => {
    const { client, asked } = network((_, name) => (name === 'b' ? answer('busy', true) : found));
    const { files, isReached } = await run(client, ['a', 'b', 'c', 'd', 'e', 'f']);
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(files.map(({ status }) => status).slice(3)).toEqual(['busy', 'busy', 'busy']);
    expect(files.at(-1)?.failure?.reason).toBe('busy-before');
    expect(isReached).toBe(true);
  });

  test.each([
    ['http', 'http:6970 a'],
    ['https', 'https:6971 a'],
    ['tftp', 'tftp:69 a'],
  ] as const)('by %s alone asks on its port, and falls back to nothing', async (transport, expected) => {
    const { client, asked } = network(() => silent);
    await run(client, ['a'], { transport });
    expect(asked).toEqual([expected]);
  });

  test('on the port that was said', async () => {
    const { client, asked } = network(() => found);
    await fetchFiles(client, { host: 'cucm', port: 6972 }, wantedFiles([], ['a']), { transport: 'https' });
    expect(asked).toEqual(['https:6972 a']);
  });

  test('asks for an unsigned configuration only if no signed one is there', async () => {
    const phone = 'SEP001122334455';
    const without = network((_, name) => (name.endsWith('.sgn') ? missing : found));
    expect((await run(without.client, [], {}, [phone])).files.at(-1)).toMatchObject({ name: `${phone}.cnf.xml` });
    for (const there of [`${phone}.cnf.xml.sgn`, `${phone}.cnf.xml.enc.sgn`]) {
      const signed = network((_, name) => (name === there ? found : missing));
      const { files } = await run(signed.client, [], {}, [phone]);
      expect(files.map(({ name }) => name)).not.toContain(`${phone}.cnf.xml`);
    }
    const busy = network((_, name) => (name.endsWith('.sgn') ? answer('busy', true) : found));
    expect((await run(busy.client, [], {}, [phone])).files.map(({ name }) => name)).not.toContain(`${phone}.cnf.xml`);
  });

  test.each(['ITLFile.tlv', 'SEP001122334455.cnf.xml.sgn'])('takes no web page for %s', async (name) => {
    const page = new Uint8Array(Buffer.from('<!DOCTYPE html>\n<html><body>Welcome</body></html>'));
    const { client } = network(() => ({ status: 'found', bytes: page, presented: null }));
    const { files } = await run(client, [name]);
    expect(files).toMatchObject([{ status: 'failed', transport: 'http', bytes: null, failure: { reason: 'page' } }]);
  });

  test('tells of each file as it comes, and passes the signal on', async () => {
    const told: string[] = [];
    const signals = new Set<AbortSignal | undefined>();
    const { client } = network(() => found);
    const noting: ClusterClient = {
      ...client,
      fetchFile: (transport, to, wanted) => {
        signals.add(wanted.signal);
        return client.fetchFile(transport, to, wanted);
      },
    };
    const { signal } = new AbortController();
    await run(noting, ['a', 'b'], { signal, onFile: ({ name }) => told.push(name) });
    expect(told).toEqual(['a', 'b']);
    expect([...signals]).toEqual([signal]);
  });

  test('is cancelled as a whole', async () => {
    const reason = new Error('the person cancelled');
    const client: ClusterClient = { ...noNetwork, fetchFile: () => Promise.reject(reason) };
    await expect(run(client, ['a', 'b'])).rejects.toBe(reason);
  });
});
