import { connect as connectTls, type ConnectionOptions, type TlsOptions } from 'node:tls';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Server } from '../../../src/core/cluster/address';
import type { TvsQuestion, TvsVisited } from '../../../src/core/cluster/client';
import { encodeQuery, encodeVerify, noPhone } from '../../../src/core/cluster/tvs/message';
import { createClusterClient } from '../../../src/net/cluster-client';
import { certificate, concat, rsaKey, text, u8, type Identity } from '../../builders';
import { tvsMessage, tvsReply } from '../cluster/tvs-bytes';
import { closedPort, longLimits, shortLimits, tcpServer, tlsServer } from './servers';

const patient = createClusterClient(longLimits);
const hasty = createClusterClient(shortLimits);

let tvs: Identity;
let asked: Identity;
beforeAll(async () => {
  tvs = await certificate({ subject: { CN: 'cucm-pub' }, key: rsaKey(1024, 'tvs'), digest: 'SHA-1' });
  asked = await certificate({ subject: { CN: 'new-cluster' }, key: rsaKey(2048, 'asked') });
});

function verify(session: number): TvsQuestion {
  const message = encodeVerify({ session, device: noPhone }, asked.der);
  if (message === null) throw new Error('too long');
  return { kind: 'verify', session, message };
}

const query: TvsQuestion = {
  kind: 'query',
  session: 7,
  message:
    encodeQuery({ session: 7, device: noPhone }, { subject: text('CN=a'), issuer: text('CN=b'), serial: u8(9) }) ??
    u8(0),
};

const vouches = tvsReply({ session: 1001, status: 0, roles: [0, 3], ttlSeconds: 86_400 });

interface Visit {
  readonly questions?: readonly TvsQuestion[];
  readonly trusts?: Identity;
  readonly asksAnyway?: boolean;
  readonly signal?: AbortSignal;
}

function visit(
  server: Server,
  { questions = [], trusts = tvs, asksAnyway = false, signal }: Visit,
  client = patient,
): Promise<TvsVisited> {
  return client.visitTvs(server, {
    isTrusted: (der) => Promise.resolve(Buffer.from(der).equals(trusts.der)),
    asksAnyway,
    questions,
    ...(signal === undefined ? {} : { signal }),
  });
}

/** What 1024 bits and SHA-1 need of a server of this kind. */
const weak: TlsOptions = { ciphers: 'DEFAULT@SECLEVEL=0' };
const only = (version: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'): TlsOptions => ({
  ...weak,
  minVersion: version,
  maxVersion: version,
});

describe('asking a TVS', () => {
  test.each([
    ['TLSv1', 'TLS 1.0', true],
    ['TLSv1.1', 'TLS 1.1', true],
    ['TLSv1.2', 'TLS 1.2', false],
    ['TLSv1.3', 'TLS 1.3', false],
  ] as const)('in %s, with a key of 1024 bits and SHA-1, in one message', async (version, tls, isOld) => {
    const served = await tlsServer(tvs, only(version), (_, socket) => socket.end(vouches));
    expect(await visit(served.server, { questions: [verify(1001)] })).toEqual({
      isReached: true,
      presented: { tls, isOld, certificate: tvs.der },
      isTrusted: true,
      answers: [
        {
          isAuthenticated: true,
          failure: null,
          reply: { session: 1001, status: 0, roles: [0, 3], ttlSeconds: 86_400, certificate: null },
        },
      ],
    });
    expect(served.received.filter(({ length }) => length > 0)).toEqual([Buffer.from(verify(1001).message)]);
    expect(served.names).toEqual([]);
  });

  test.each([
    ['AES256-SHA with RSA key exchange', { ...only('TLSv1'), ciphers: 'AES256-SHA@SECLEVEL=0' }, true],
    ['DHE-RSA', { ...only('TLSv1'), ciphers: 'DHE-RSA-AES256-SHA@SECLEVEL=0', dhparam: 'auto' as const }, true],
    ['AES128-SHA256', { ...only('TLSv1.2'), ciphers: 'AES128-SHA256@SECLEVEL=0' }, false],
    ['ECDHE-RSA-AES256-GCM-SHA384', { ...only('TLSv1.2'), ciphers: 'ECDHE-RSA-AES256-GCM-SHA384@SECLEVEL=0' }, false],
  ])('with %s', async (_, options, isOld) => {
    const { server } = await tlsServer(tvs, options, (__, socket) => socket.end(vouches));
    const visited = await visit(server, { questions: [verify(1001)] });
    expect(visited).toMatchObject({ isReached: true, presented: { isOld }, answers: [{ reply: { status: 0 } }] });
  });

  test('opens a connection for each question, and goes on with the version that worked', async () => {
    const served = await tlsServer(tvs, only('TLSv1'), (message, socket) => {
      socket.end(
        message[2] === 3
          ? tvsReply({ session: 7, status: 1, kind: 'query' })
          : tvsReply({ session: message.readUInt32BE(4), status: 0 }),
      );
    });
    const visited = await visit(served.server, { questions: [verify(1001), query, verify(1003)] });
    expect(visited).toMatchObject({
      answers: [
        { reply: { session: 1001, status: 0 } },
        { reply: { session: 7, status: 1 } },
        { reply: { session: 1003, status: 0 } },
      ],
    });
    expect(served.received).toHaveLength(3);
  });

  test('reads an answer that comes byte by byte, and one with more behind it', async () => {
    const { server } = await tlsServer(tvs, weak, (_, socket) => {
      for (const byte of vouches) socket.write(u8(byte));
    });
    expect(await visit(server, { questions: [verify(1001)] })).toMatchObject({ answers: [{ reply: { status: 0 } }] });
    const more = await tlsServer(tvs, weak, (_, socket) => socket.end(concat(vouches, new Uint8Array(200_000))));
    expect(await visit(more.server, { questions: [verify(1001)] })).toMatchObject({
      answers: [{ reply: { status: 0 } }],
    });
  });

  describe('that presents another certificate', () => {
    test('sends nothing', async () => {
      const served = await tlsServer(tvs, weak, (_, socket) => socket.end(vouches));
      expect(await visit(served.server, { questions: [verify(1001), query], trusts: asked })).toMatchObject({
        isReached: true,
        isTrusted: false,
        presented: { certificate: tvs.der },
        answers: [null, null],
      });
      expect(Buffer.concat(served.received)).toHaveLength(0);
    });

    test('asks only if told to, and says that the answer is not authenticated', async () => {
      const { server } = await tlsServer(tvs, weak, (_, socket) => socket.end(vouches));
      const visited = await visit(server, { questions: [verify(1001)], trusts: asked, asksAnyway: true });
      expect(visited).toMatchObject({ isTrusted: false, answers: [{ isAuthenticated: false, reply: { status: 0 } }] });
    });
  });

  test('without a question only looks at the certificate', async () => {
    const served = await tlsServer(tvs, weak, () => undefined);
    expect(await visit(served.server, {})).toMatchObject({ isReached: true, isTrusted: true, answers: [] });
    expect(Buffer.concat(served.received)).toHaveLength(0);
  });

  describe('that does not answer', () => {
    /** How the server behaves once it is asked, and what is said of it. */
    const behaviours: [string, Uint8Array | null, string][] = [
      ['closes without a byte', new Uint8Array(), 'closed-without-answer'],
      ['closes in the middle', vouches.subarray(0, 12), 'connection-lost'],
      ['answers in another protocol', new Uint8Array(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')), 'not-a-reply'],
      ['answers another kind of question', tvsReply({ session: 1001, status: 0, kind: 'query' }), 'not-a-reply'],
      ['answers another question', tvsReply({ session: 1002, status: 0 }), 'another-session'],
      ['answers without a status', tvsMessage(2, 1001), 'not-a-reply'],
    ];
    test.each(behaviours)('%s', async (_, answer, reason) => {
      const { server } = await tlsServer(tvs, weak, (__, socket) => socket.end(answer ?? new Uint8Array()));
      const visited = await visit(server, { questions: [verify(1001)] });
      expect(visited).toMatchObject({
        isReached: true,
        isTrusted: true,
        answers: [{ reply: null, failure: { reason } }],
      });
    });

    test('at all', async () => {
      const { server } = await tlsServer(tvs, weak, () => undefined);
      expect(await visit(server, { questions: [verify(1001)] }, hasty)).toMatchObject({
        isReached: true,
        answers: [{ reply: null, failure: { reason: 'no-answer' } }],
      });
    });

    test('in time', async () => {
      const { server } = await tlsServer(tvs, weak, (_, socket) => {
        const long = tvsMessage(2, 1001, new Uint8Array(60_000));
        let at = 0;
        const drip = setInterval(() => socket.write(long.subarray(at, (at += 5))), 20);
        socket.once('close', () => {
          clearInterval(drip);
        });
      });
      expect(await visit(server, { questions: [verify(1001)] }, hasty)).toMatchObject({
        answers: [{ failure: { reason: 'too-slow' } }],
      });
    });
  });

  describe('that is not reached', () => {
    test('because nothing listens', async () => {
      expect(await visit(await closedPort(), {})).toMatchObject({ isReached: false, failure: { reason: 'refused' } });
    });

    test('because it says nothing in the handshake', async () => {
      const server = await tcpServer(() => undefined);
      const short = createClusterClient({ ...shortLimits, connectMs: 150 });
      expect(await visit(server, {}, short)).toMatchObject({ isReached: false, failure: { reason: 'no-answer' } });
    });

    test('because it stops in half a TLS record, or closes there', async () => {
      const half = Uint8Array.of(0x16, 3, 3, 0, 0x7a, 2, 0, 0);
      const stops = await tcpServer((socket) => socket.write(half));
      const short = createClusterClient({ ...shortLimits, connectMs: 150 });
      expect(await visit(stops, {}, short)).toMatchObject({ isReached: false, failure: { reason: 'no-answer' } });
      const closes = await tcpServer((socket) => socket.end(half));
      expect(await visit(closes, {})).toMatchObject({ isReached: false, failure: { reason: 'tls-failed-twice' } });
    });

    test('because it does not speak TLS', async () => {
      const server = await tcpServer((socket) => socket.end('220 smtp ready\r\n'));
      expect(await visit(server, {})).toMatchObject({ isReached: false, failure: { reason: 'not-tls' } });
    });

    test.each(['TLSv1.2', 'TLSv1'] as const)(
      'because it insists on a certificate of the client: %s',
      async (version) => {
        const { server } = await tlsServer(
          tvs,
          { ...only(version), requestCert: true, rejectUnauthorized: true },
          () => undefined,
        );
        expect(await visit(server, { questions: [verify(1001)] })).toMatchObject({
          isReached: false,
          failure: { reason: 'tls-no-agreement' },
        });
      },
    );
  });

  test('in TLS 1.3 a server that insists on a certificate of the client does not answer, and is told', async () => {
    const { server } = await tlsServer(
      tvs,
      { ...only('TLSv1.3'), requestCert: true, rejectUnauthorized: true },
      () => undefined,
    );
    expect(await visit(server, { questions: [verify(1001)] })).toMatchObject({
      isReached: true,
      answers: [{ reply: null, failure: { reason: 'tls-certificate-wanted' } }],
    });
  });

  test('a server that asks for a certificate of the client without insisting is asked', async () => {
    const { server } = await tlsServer(tvs, { ...weak, requestCert: true, rejectUnauthorized: false }, (_, socket) =>
      socket.end(vouches),
    );
    expect(await visit(server, { questions: [verify(1001)] })).toMatchObject({ answers: [{ reply: { status: 0 } }] });
  });

  test('sends the name of a server that has one, and none for an address', async () => {
    const named = await tlsServer(tvs, weak, () => undefined);
    await visit({ host: 'localhost', port: named.server.port }, {});
    expect(named.names).toEqual(['localhost']);
  });

  test('an engine that cannot read @SECLEVEL, as that of Electron, makes the second attempt without it', async () => {
    const served = await tlsServer(tvs, only('TLSv1'), (_, socket) => socket.end(vouches));
    const options: (string | undefined)[] = [];
    const boring = createClusterClient(longLimits, (given: ConnectionOptions) => {
      options.push(given.ciphers);
      if (given.ciphers?.includes('@SECLEVEL') === true) {
        throw Object.assign(new Error('invalid command'), { code: 'ERR_SSL_INVALID_COMMAND' });
      }
      // OpenSSL needs the level that BoringSSL has by itself.
      return connectTls(given.minVersion === 'TLSv1' ? { ...given, ciphers: 'DEFAULT@SECLEVEL=0' } : given);
    });
    const visited = await visit(served.server, { questions: [verify(1001)] }, boring);
    expect(visited).toMatchObject({ presented: { tls: 'TLS 1.0', isOld: true }, answers: [{ reply: { status: 0 } }] });
    expect(options).toEqual([undefined, 'DEFAULT@SECLEVEL=0', undefined]);
  });

  test('is cancelled in the handshake, and while it waits for the answer', async () => {
    const reason = new Error('the person cancelled');
    const handshake = new AbortController();
    const silent = await tcpServer(() => {
      handshake.abort(reason);
    });
    await expect(visit(silent, { signal: handshake.signal })).rejects.toBe(reason);
    const answer = new AbortController();
    const { server } = await tlsServer(tvs, weak, () => {
      answer.abort(reason);
    });
    await expect(visit(server, { questions: [verify(1001)], signal: answer.signal })).rejects.toBe(reason);
  });
});
