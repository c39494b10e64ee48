import { describe, expect, test } from 'vitest';
import { reportTvs } from '../../../../src/core/cluster/captures/report';
import { concat, u8 } from '../../../builders';
import { tvsMessage, tvsReply } from '../tvs-bytes';
import { encodeQuery, encodeVerify } from '../../../../src/core/cluster/tvs/message';
import { node } from '../../phone/clusters';
import { content, readPackets, shuffled } from './reading';
import {
  alert,
  applicationData,
  ascii,
  certificateMessage,
  changeCipher,
  clientHello,
  encrypted,
  handshake,
  record,
  serverHello,
  serverHelloDone,
  tcpTalk,
  v6,
  type Said,
  type TcpTalk,
} from './talk';

const pub = await node('pub');
const { der } = pub.tvs;
const other = pub.callManager.der;

const phone = (...bytes: readonly Uint8Array[]): Said => ({ by: 'phone', bytes: concat(...bytes) });
const server = (...bytes: readonly Uint8Array[]): Said => ({ by: 'server', bytes: concat(...bytes) });
const hello = phone(record(22, clientHello(), 0x0301));
const flight = (version: number): Uint8Array[] => [
  serverHello(version),
  certificateMessage(der, other),
  serverHelloDone,
];
const rest: readonly Said[] = [
  phone(record(22, handshake(16, new Uint8Array(130))), changeCipher, encrypted),
  server(changeCipher, encrypted, applicationData),
];
const tvs = (says: readonly Said[], talk: Partial<TcpTalk> = {}): Uint8Array[] =>
  tcpTalk({ ports: [51_000, 2_445], ...talk, says });
const handshakeOf = (version = 0x0303): readonly Said[] => [
  hello,
  server(...flight(version).map((message) => record(22, message, version))),
  ...rest,
];
const seen = { tls: 'TLS 1.2', certificate: der, failure: null, refusal: null, exchanges: [] };

/** A fragment in records of this size. */
const inRecords = (bytes: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    record(22, bytes.subarray(at * size, (at + 1) * size)),
  );

describe('the certificate that a TVS presents', () => {
  test('is taken from the handshake, with the ends and the version', () => {
    expect(readPackets(tvs(handshakeOf())).tvs).toEqual([
      { ...seen, client: { host: '10.1.1.50', port: 51_000 }, server: { host: '10.1.1.1', port: 2_445 }, packet: 1 },
    ]);
  });

  test.each([
    [0x0300, 'SSL 3.0'],
    [0x0301, 'TLS 1.0'],
    [0x0302, 'TLS 1.1'],
    [0x0303, 'TLS 1.2'],
  ])('is seen with version 0x%s', (version, tls) => {
    expect(readPackets(tvs(handshakeOf(version))).tvs).toMatchObject([{ tls, certificate: der }]);
  });

  test.each<[string, readonly Said[], Partial<TcpTalk>]>([
    ['in one record', [hello, server(record(22, concat(...flight(0x0303)))), ...rest], {}],
    ['in many records', [hello, server(...inRecords(concat(...flight(0x0303)), 100)), ...rest], {}],
    ['in records of one byte', [hello, server(...inRecords(concat(...flight(0x0303)), 1)), ...rest], {}],
    ['in segments of one byte', handshakeOf(), { segments: [1] }],
    ['over IPv6', handshakeOf(), { hosts: v6 }],
    ['without the start of the connection', handshakeOf(), { isMiddle: true }],
    ['when the connection is reset', handshakeOf(), { end: 'reset' }],
    ['when the capture ends behind it', handshakeOf().slice(0, 2), { end: 'open' }],
  ])('is seen %s', (_, says, talk) => {
    expect(readPackets(tvs(says, talk)).tvs).toMatchObject([seen]);
  });

  test('is seen in any order of packets', () => {
    const packets = tvs(handshakeOf(), { segments: [200] });
    for (let seed = 1; seed < 40; seed += 1) {
      expect(readPackets(shuffled([...packets, ...packets], seed)).tvs).toMatchObject([seen]);
    }
  });

  test('is seen when packets behind it are missing', () => {
    const packets = tvs(handshakeOf(), { segments: [300] });
    const done = packets.findIndex((packet) => Buffer.from(packet).includes(Buffer.from(serverHelloDone)));
    expect(readPackets(packets.toSpliced(done + 1, 3)).tvs).toMatchObject([seen]);
  });

  test('may be refused by the phone, which is said', () => {
    const says = [...handshakeOf().slice(0, 2), phone(alert(48))];
    expect(readPackets(tvs(says)).tvs).toMatchObject([
      { certificate: der, failure: null, refusal: { args: { who: 'The client', alert: 'unknown CA (alert 48)' } } },
    ]);
  });
});

describe('a certificate that cannot be seen has a reason', () => {
  const resumed = server(record(22, serverHello()), changeCipher, encrypted);
  const clearHello = record(22, serverHello());
  test.each<[string, string | null, readonly Said[], Partial<TcpTalk>]>([
    [
      'hidden-by-tls',
      'TLS 1.3',
      [hello, server(record(22, serverHello(0x0303, 0x0304)), changeCipher, applicationData)],
      {},
    ],
    ['session-resumed', 'TLS 1.2', [hello, resumed], {}],
    [
      'session-resumed',
      'TLS 1.2',
      [hello, server(clearHello, record(22, handshake(4, content(100))), changeCipher)],
      {},
    ],
    ['alert-sent', null, [hello, server(alert(70))], {}],
    ['alert-sent', 'TLS 1.2', [hello, server(clearHello, alert(40))], {}],
    ['alert-sent', 'TLS 1.2', [hello, server(clearHello), phone(alert(47))], {}],
    ['handshake-not-captured', null, [phone(applicationData), server(applicationData)], { isMiddle: true }],
    ['handshake-not-captured', null, [phone(content(90)), server(content(90))], { isMiddle: true }],
    ['handshake-not-answered', null, [hello], {}],
    ['certificate-not-captured', 'TLS 1.2', [hello, server(clearHello)], {}],
    ['no-certificate', 'TLS 1.2', [hello, server(clearHello, record(22, serverHelloDone))], {}],
    ['no-certificate', 'TLS 1.2', [hello, server(clearHello, record(22, certificateMessage()))], {}],
    ['nothing-sent', null, [], {}],
    ['neither-tls-nor-tvs', null, [phone(ascii('GET / HTTP/1.1\r\n\r\n')), server(ascii('HTTP/1.1 400 \r\n\r\n'))], {}],
  ])('%s', (reason, tls, says, talk) => {
    const { tvs: found, transfers } = readPackets(tvs(says, talk));
    expect(found).toMatchObject([{ tls, certificate: null, failure: { reason } }]);
    expect(transfers).toEqual([]);
  });

  test('also if a part of it was not captured', () => {
    const packets = tvs(handshakeOf(), { segments: [200] });
    const part = packets.findIndex((packet) => Buffer.from(packet).includes(Buffer.from(der).subarray(100, 150)));
    expect(readPackets(packets.toSpliced(part, 1)).tvs).toMatchObject([
      { tls: 'TLS 1.2', certificate: null, failure: { reason: 'certificate-not-captured' } },
    ]);
  });

  test('also if nothing listens, or nothing answers', () => {
    const [request = new Uint8Array()] = tvs([]);
    const reset = tvs([], { end: 'reset' }).at(-1) ?? request;
    expect(readPackets([request, reset]).tvs).toMatchObject([{ failure: { reason: 'refused' } }]);
    expect(readPackets([request, request]).tvs).toMatchObject([{ failure: { reason: 'connection-not-answered' } }]);
  });

  test('on another port is not looked for', () => {
    expect(readPackets(tvs(handshakeOf(), { ports: [51_000, 443] })).tvs).toEqual([]);
  });
});

describe('what is asked of a TVS in the clear', () => {
  const head = { session: 1_001, device: 'CP-8861-SEP001122334455' };
  const verify = encodeVerify(head, der) ?? new Uint8Array();
  const terminated = (text: string): Uint8Array => concat(ascii(text), u8(0));
  const query = encodeQuery(
    { ...head, session: 1_002 },
    { subject: terminated('CN=gone'), issuer: terminated('CN=gone'), serial: Uint8Array.of(1, 2) },
  );
  const held = tvsReply({ session: 1_001, status: 0, roles: [0, 3], ttlSeconds: 86_400 });
  const notHeld = tvsReply({ session: 1_002, status: 1, kind: 'query' });

  test.each([[[1_400]], [[1]], [[7, 100]]])('is paired with the answers, in segments of %j', async (segments) => {
    const says = [phone(verify), server(held), phone(query ?? verify), server(notHeld), phone(tvsMessage(1, 9))];
    const found = readPackets(tvs(says, { segments })).tvs;
    expect(found).toMatchObject([{ tls: null, certificate: null, failure: { reason: 'in-the-clear' } }]);
    const [report] = await reportTvs(found, null);
    expect(report?.judgements).toEqual([
      {
        of: pub.tvs.subjectName,
        status: 0,
        vouches: true,
        roles: [0, 3],
        ttlSeconds: 86_400,
        failure: null,
        isAuthenticated: false,
      },
      expect.objectContaining({ of: 'CN=gone, serial 01:02', status: 1, vouches: false }),
    ]);
  });

  test('without an answer is neither yes nor no', async () => {
    const [report] = await reportTvs(readPackets(tvs([phone(verify)])).tvs, null);
    expect(report?.judgements).toMatchObject([{ vouches: null, failure: { reason: 'answer-not-captured' } }]);
  });

  test('whose question is missing is told by its answer', async () => {
    const [report] = await reportTvs(readPackets(tvs([server(held)])).tvs, null);
    expect(report?.judgements).toMatchObject([{ of: 'a question that was not captured', vouches: true }]);
  });

  test('behind a gap is read again from the next message on', async () => {
    const packets = tvs([phone(verify), server(held), phone(query ?? verify), server(notHeld)], { segments: [400] });
    const found = readPackets(packets.toSpliced(4, 1)).tvs;
    const [report] = await reportTvs(found, null);
    expect(report?.judgements).toMatchObject([{ of: 'CN=gone, serial 01:02', vouches: false }, { vouches: true }]);
  });
});
