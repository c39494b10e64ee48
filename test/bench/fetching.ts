import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cucm8Publisher } from '../builders';
import { root } from './project';
import { ratio, type Result } from './results';

const lists = 100;

/**
 * `trustlist fetch` of a hundred lists over loopback, as a process that verifies each, over `curl` that does the same
 * requests, two at a time as well, and throws away what comes.
 */
export async function fetching(rounds: number): Promise<Result[]> {
  const { bytes } = await cucm8Publisher();
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.writeHead(200, { 'Content-Length': bytes.length, Connection: 'close' }).end(bytes);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const names = Array.from({ length: lists }, (_, at) => `ITLSEP0011223344${String(at).padStart(2, '0')}.tlv`);
  const fetch = ['dist/cli.js', 'fetch', host, '--http', '--json', '--name', ...names];
  const urls = names.flatMap((name) => ['--output', '/dev/null', `http://${host}/${name}`]);
  const curl = [
    '--silent',
    '--no-progress-meter',
    '--fail',
    '--parallel',
    '--parallel-max',
    '2',
    '--header',
    'Connection: close',
    ...urls,
  ];
  const pairs: (readonly [number, number])[] = [];
  try {
    await run(process.execPath, fetch);
    await run('curl', curl);
    for (let round = 0; round < rounds; round += 1) {
      pairs.push([await run(process.execPath, fetch), await run('curl', curl)]);
    }
  } finally {
    server.close();
  }
  const expected = 2 * lists * (rounds + 1);
  if (requests !== expected) throw new Error(`${requests} requests came, and not ${expected}`);
  return [ratio(`trustlist fetch of ${lists} lists / curl`, pairs)];
}

async function run(program: string, args: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const [status] = (await once(child, 'close')) as [number | null];
  if (status !== 0) throw new Error(`${program} ended with ${status ?? 'a signal'}`);
  return performance.now() - started;
}
