import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { FileAnswer } from '../../../src/core/cluster/client';
import { createClusterClient } from '../../../src/net/cluster-client';
import { certificate, rsaKey } from '../../builders';
import { closedPort, httpAnswer, longLimits, rawHttp, shortLimits, tcpServer, tlsServer } from './servers';

const most = 100_000;
const patient = createClusterClient(longLimits);
const hasty = createClusterClient(shortLimits);
const body = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 13) & 0xff);

/** What comes of a request for `ITLFile.tlv` that is answered so. */
async function answered(answer: string | Uint8Array, client = patient): Promise<FileAnswer> {
  const { server } = await rawHttp(() => answer);
  return client.fetchFile('http', server, { name: 'ITLFile.tlv', most });
}

describe('fetching by HTTP', () => {
  test('asks once, in the name of the server, for the path, and to close the connection', async () => {
    const { server, requests } = await rawHttp(() => httpAnswer('200 OK', body(5)));
    const name = 'English_United_States/be sip?#%.jar';
    expect(await patient.fetchFile('http', server, { name, most })).toEqual({
      status: 'found',
      bytes: body(5),
      presented: null,
    });
    expect(requests).toHaveLength(1);
    const [request = ''] = requests;
    expect(request).toMatch(/^GET \/English_United_States\/be%20sip%3F%23%25\.jar HTTP\/1\.1\r\n/);
    expect(request).toMatch(new RegExp(`\r\nHost: 127\\.0\\.0\\.1:${server.port}\r\n`));
    expect(request).toMatch(/\r\nConnection: close\r\n/);
  });

  test.each([1, 512, 1_428, 65_536, most])('brings %i bytes as they are', async (length) => {
    expect(await answered(httpAnswer('200 OK', body(length)))).toMatchObject({ status: 'found', bytes: body(length) });
  });

  test('in chunks, and up to the end of a connection, too', async () => {
    const chunks = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n';
    const bytes = new Uint8Array(Buffer.from('abcde'));
    expect(await answered(chunks)).toMatchObject({ status: 'found', bytes });
    expect(await answered('HTTP/1.0 200 OK\r\n\r\nabcde')).toMatchObject({ status: 'found', bytes });
  });

  test.each([
    ['404 Not Found', 'missing', 'not-found', { answer: 'HTTP 404 Not Found' }],
    ['503 Service Unavailable', 'busy', 'busy', { answer: 'HTTP 503 Service Unavailable' }],
    ['403 Forbidden', 'failed', 'http-status', { answer: 'HTTP 403 Forbidden' }],
    ['204 No Content', 'failed', 'http-status', { answer: 'HTTP 204 No Content' }],
    ['500 Oops', 'failed', 'http-status', { answer: 'HTTP 500 Oops' }],
  ])('%s is %s', async (line, status, reason, args) => {
    expect(await answered(httpAnswer(line, body(20)))).toMatchObject({
      status,
      isReached: true,
      failure: { reason, args },
    });
  });

  test('an empty body counts as not there', async () => {
    expect(await answered(httpAnswer('200 OK', body(0)))).toMatchObject({
      status: 'missing',
      failure: { reason: 'empty' },
    });
  });

  test.each(['301 Moved Permanently', '302 Found', '307 Temporary Redirect'])(
    'does not follow %s, and says where it leads',
    async (line) => {
      const other = await rawHttp(() => httpAnswer('200 OK', body(5)));
      const location = `http://127.0.0.1:${other.server.port}/ITLFile.tlv`;
      const answer = await answered(httpAnswer(line, body(0), [`Location: ${location}`]));
      expect(answer).toMatchObject({ status: 'failed', failure: { reason: 'redirected', args: { location } } });
      expect(other.requests).toEqual([]);
    },
  );

  test('takes no more bytes than it may, whether the server says how many or not', async () => {
    const cap = { status: 'failed', isReached: true, failure: { reason: 'too-long', args: { most } } };
    expect(await answered(httpAnswer('200 OK', body(most + 1)))).toMatchObject(cap);
    let sent = 0;
    const { server } = await rawHttp((_, socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const pour = (): void => {
        while (!socket.destroyed && socket.write(body(10_000))) sent += 10_000;
      };
      socket.on('drain', pour);
      pour();
      return null;
    });
    expect(await patient.fetchFile('http', server, { name: 'ITLFile.tlv', most })).toMatchObject(cap);
    expect(sent).toBeGreaterThan(most);
  });

  test('a body that is cut is not the file', async () => {
    const whole = httpAnswer('200 OK', body(1_000));
    const failure = { reason: 'cut', args: { length: 900, expected: 1_000 } };
    expect(await answered(whole.subarray(0, whole.length - 100))).toMatchObject({ status: 'failed', failure });
    const chunks = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n';
    expect(await answered(chunks)).toMatchObject({ status: 'failed', failure: { reason: 'connection-lost' } });
  });

  test('tells what is not HTTP', async () => {
    expect(await answered('SSH-2.0-OpenSSH_9.2\r\n')).toMatchObject({
      status: 'failed',
      isReached: true,
      failure: { reason: 'not-http' },
    });
  });

  test('a closed port refuses', async () => {
    const server = await closedPort();
    expect(await patient.fetchFile('http', server, { name: 'ITLFile.tlv', most })).toEqual({
      status: 'failed',
      isReached: false,
      failure: expect.objectContaining({ reason: 'refused', args: { address: `127.0.0.1:${server.port}` } }) as unknown,
      presented: null,
    });
  });

  test('a name that nobody has is unknown', async () => {
    const answer = patient.fetchFile('http', { host: 'no-such-host.invalid', port: 6970 }, { name: 'x', most });
    expect(await answer).toMatchObject({ isReached: false, failure: { reason: 'unknown-host' } });
  });

  test('a port that never answers is given up, and so is one that hangs up', async () => {
    const silent = await tcpServer(() => undefined);
    expect(await hasty.fetchFile('http', silent, { name: 'ITLFile.tlv', most })).toMatchObject({
      isReached: false,
      failure: { reason: 'no-answer' },
    });
    const rude = await tcpServer((socket) => socket.destroy());
    expect(await patient.fetchFile('http', rude, { name: 'ITLFile.tlv', most })).toMatchObject({
      isReached: false,
      failure: { reason: 'connection-lost' },
    });
  });

  test('a server that stops in the middle is given up', async () => {
    const { server } = await rawHttp((_, socket) => {
      socket.write(httpAnswer('200 OK', body(1_000)).subarray(0, 500));
      return null;
    });
    const answer = await hasty.fetchFile('http', server, { name: 'ITLFile.tlv', most });
    expect(answer).toMatchObject({ status: 'failed', isReached: true, failure: { reason: 'stalled' } });
  });

  test('a server that drips is given up when its time is over', async () => {
    const { server } = await rawHttp((_, socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const drip = setInterval(() => socket.write('x'), 20);
      socket.once('close', () => {
        clearInterval(drip);
      });
      return null;
    });
    const answer = await hasty.fetchFile('http', server, { name: 'ITLFile.tlv', most });
    expect(answer).toMatchObject({ status: 'failed', isReached: true, failure: { reason: 'too-slow' } });
  });

  test('goes through no proxy, neither of the environment nor of the editor, which puts a request of its own in place', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9');
    vi.stubEnv('http_proxy', 'http://127.0.0.1:9');
    const through = vi.spyOn(http, 'request').mockImplementation(() => {
      throw new Error('through the proxy');
    });
    const agent = vi.spyOn(http.globalAgent as http.Agent & { addRequest: () => void }, 'addRequest');
    syncBuiltinESMExports();
    onTestFinished(() => {
      vi.unstubAllEnvs();
      vi.restoreAllMocks();
      syncBuiltinESMExports();
    });
    expect(await answered(httpAnswer('200 OK', body(5)))).toMatchObject({ status: 'found' });
    expect(through).not.toHaveBeenCalled();
    expect(agent).not.toHaveBeenCalled();
  });

  describe('is cancelled', () => {
    const reason = new Error('the person cancelled');

    test('before it begins, without a request', async () => {
      const { server, requests } = await rawHttp(() => httpAnswer('200 OK', body(5)));
      const signal = AbortSignal.abort(reason);
      await expect(patient.fetchFile('http', server, { name: 'x', most, signal })).rejects.toBe(reason);
      expect(requests).toEqual([]);
    });

    test('while it waits for an answer, or for the rest of one', async () => {
      for (const answer of ['', 'HTTP/1.1 200 OK\r\n\r\nx']) {
        const controller = new AbortController();
        const { server } = await rawHttp((_, socket) => {
          socket.write(answer, () => {
            controller.abort(reason);
          });
          return null;
        });
        const { signal } = controller;
        await expect(patient.fetchFile('http', server, { name: 'x', most, signal })).rejects.toBe(reason);
      }
    });

    test('while it waits for its turn, and the others go on', async () => {
      const open: (() => void)[] = [];
      const { server } = await rawHttp((_, socket) => {
        open.push(() => socket.end(httpAnswer('200 OK', body(5))));
        return null;
      });
      const controller = new AbortController();
      const first = [0, 1].map(() => patient.fetchFile('http', server, { name: 'x', most }));
      const waiting = patient.fetchFile('http', server, { name: 'x', most, signal: controller.signal });
      const last = patient.fetchFile('http', server, { name: 'x', most });
      controller.abort(reason);
      await expect(waiting).rejects.toBe(reason);
      for (let done = 0; done < 3; done += 1) {
        await expect.poll(() => open.length, { interval: 1, timeout: 20_000 }).toBeGreaterThan(0);
        open.shift()?.();
      }
      for (const answer of [...first, last]) expect(await answer).toMatchObject({ status: 'found' });
    });
  });

  test('opens two requests to a server at a time, and the next when one is done', async () => {
    const waiting: (() => void)[] = [];
    const { server, requests } = await rawHttp((path, socket) => {
      waiting.push(() => socket.end(httpAnswer('200 OK', new Uint8Array(Buffer.from(path)))));
      return null;
    });
    const answers = Array.from({ length: 6 }, (_, at) => patient.fetchFile('http', server, { name: `f${at}`, most }));
    for (let done = 0; done < 6; done += 1) {
      await expect.poll(() => waiting.length, { interval: 1, timeout: 20_000 }).toBeGreaterThan(0);
      expect(requests.length).toBeLessThanOrEqual(done + 2);
      waiting.shift()?.();
      await answers[done];
    }
    const found = (await Promise.all(answers)).map(
      (answer) => answer.status === 'found' && String.fromCharCode(...answer.bytes),
    );
    expect(found).toEqual(['/f0', '/f1', '/f2', '/f3', '/f4', '/f5']);
  });
});

describe('fetching by HTTPS', async () => {
  const identity = await certificate({ subject: { CN: 'cucm-pub' }, key: rsaKey(2048, 'https') });

  test('brings the file, and the certificate that the server presents', async () => {
    const serve = await tlsServer(identity, {}, (_, socket) => socket.end(httpAnswer('200 OK', body(70_000))));
    const answer = await patient.fetchFile('https', serve.server, { name: 'ITLFile.tlv', most });
    expect(answer).toMatchObject({
      status: 'found',
      bytes: body(70_000),
      presented: { tls: 'TLS 1.3', isOld: false, certificate: identity.der },
    });
    expect(serve.names).toEqual([]);
  });

  test('tells a server without TLS', async () => {
    const { server } = await rawHttp(() => httpAnswer('200 OK', body(5)));
    const hello = await hasty.fetchFile('https', server, { name: 'ITLFile.tlv', most });
    expect(hello).toMatchObject({ isReached: false, status: 'failed', failure: { reason: 'no-answer' } });
    const chatty = await tcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const answer = await patient.fetchFile('https', chatty, { name: 'ITLFile.tlv', most });
    expect(answer).toMatchObject({ failure: { reason: 'not-tls' } });
  });

  test('does not fall back to TLS 1.0', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const { server } = await tlsServer(identity, old, () => undefined);
    const answer = await patient.fetchFile('https', server, { name: 'ITLFile.tlv', most });
    expect(answer).toMatchObject({ isReached: false, failure: { reason: 'tls-failed' } });
  });
});
