import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSocket } from 'node:dgram';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tftpServers } from '../../../scripts/shared/paths.mjs';
import { encode } from '../../../src/core/format/encode';
import { createClusterClient } from '../../../src/net/cluster-client';
import { Machine } from '../cli/machine';
import { itl, node } from '../phone/clusters';
import { longLimits } from './servers';

/** TFTP servers as they are deployed, unpacked from Debian's packages by scripts/tftp-servers.mjs. */

const body = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 13 + (at >> 8)) & 0xff);
/** One block, exact multiples of blocks with and without options, and the 64 KB that a phone takes at most. */
const sizes = [0, 1, 511, 512, 1_024, 1_428, 2_856, 5_438, 65_535, 65_536];
const itlFile = encode(itl('ITLFile.tlv', [await node('pub')]).list);

/** Asks often at first: a server that was just started does not listen yet. */
const client = createClusterClient({ ...longLimits, repeatMs: 200, sendings: 100 });
const most = 1024 * 1024;

const program = (name: string): string => join(tftpServers, 'usr/sbin', name);
const isRoot = process.getuid?.() === 0;

interface Daemon {
  readonly name: string;
  readonly program: string;
  readonly args: (folder: string, port: number) => readonly string[];
  /** Why it cannot be run here; null if it can. */
  readonly obstacle: string | null;
}

const missing = existsSync(tftpServers) ? null : 'not unpacked: npm run test:unit does that on Debian';
const hpa = (folder: string, port: number): string[] => ['-L', '-a', `127.0.0.1:${port}`, '-u', 'nobody', '-s', folder];
const hpaObstacle = missing ?? (isRoot ? null : 'only root may change to the user that it serves as');

const daemons: readonly Daemon[] = [
  {
    name: 'atftpd',
    program: program('atftpd'),
    args: (folder, port) => [
      ...['--daemon', '--no-fork', '--port', String(port), '--bind-address', '127.0.0.1'],
      ...['--user', 'nobody.nogroup', folder],
    ],
    obstacle: missing,
  },
  { name: 'tftpd-hpa', program: program('in.tftpd'), args: hpa, obstacle: hpaObstacle },
  {
    name: 'tftpd-hpa without options',
    program: program('in.tftpd'),
    args: (folder, port) => ['-r', 'blksize', '-r', 'tsize', '-r', 'timeout', ...hpa(folder, port)],
    obstacle: hpaObstacle,
  },
];

/** A port of UDP that was free a moment ago. */
async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}

/** Where Debian keeps libraries of this machine. */
function libraries(): string {
  const lib = join(tftpServers, 'usr/lib');
  return readdirSync(lib)
    .map((name) => join(lib, name))
    .join(':');
}

describe.each(daemons)('$name', ({ program: path, args, obstacle }) => {
  const served = test.skipIf(obstacle !== null);
  let folder: string;
  let child: ChildProcess;
  let server: { readonly host: string; readonly port: number };

  beforeAll(async () => {
    if (obstacle !== null) return;
    folder = mkdtempSync(join(tmpdir(), 'trustlist-tftp-'));
    chmodSync(folder, 0o755); // for the user that the server becomes
    for (const size of sizes) writeFileSync(join(folder, `${size}.tlv`), body(size));
    writeFileSync(join(folder, 'ITLFile.tlv'), itlFile);
    server = { host: '127.0.0.1', port: await freePort() };
    const env = { ...process.env, LD_LIBRARY_PATH: libraries() };
    child = spawn(path, args(folder, server.port), { env, stdio: 'ignore' });
  });

  afterAll(() => {
    if (obstacle !== null) return;
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  served.each(sizes.filter((size) => size > 0))('brings %i bytes as they are', async (size) => {
    const answer = await client.fetchFile('tftp', server, { name: `${size}.tlv`, most });
    expect(answer.status === 'found' && Buffer.from(answer.bytes).equals(body(size))).toBe(true);
  });

  served('0 bytes count as not there', async () => {
    const answer = await client.fetchFile('tftp', server, { name: '0.tlv', most });
    expect(answer).toMatchObject({ status: 'missing', isReached: true, failure: { reason: 'empty' } });
  });

  served.each(['no.tlv', 'no/such/folder.tlv'])('says that %s is missing', async (name) => {
    const answer = await client.fetchFile('tftp', server, { name, most });
    expect(answer).toMatchObject({ status: 'missing', isReached: true, failure: { reason: 'not-found' } });
  });

  served('serves trustlist fetch --tftp', async () => {
    const machine = new Machine();
    machine.cluster = client;
    const ran = await machine.run('fetch', `127.0.0.1:${server.port}`, '--tftp', '-o', 'out', '--json');
    expect(JSON.parse(ran.out)).toMatchObject({
      files: [
        { name: 'CTLFile.tlv', status: 'missing', transport: 'tftp' },
        { name: 'ITLFile.tlv', status: 'found', transport: 'tftp', signature: 'valid', output: 'out/ITLFile.tlv' },
      ],
    });
    expect(machine.bytes('out/ITLFile.tlv')).toEqual(itlFile);
    expect(ran.status).toBe(0);
  });
});
