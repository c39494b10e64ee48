import { beforeEach, describe, expect, test } from 'vitest';
import { encode } from '../../../src/core/format/encode';
import type { FetchedJson } from '../../../src/cli/commands/fetch';
import { createClusterClient } from '../../../src/net/cluster-client';
import { concat, digestOf, flipByte, Role, trustList } from '../../builders';
import { noNetwork } from '../cluster/no-network';
import { closedPort, httpAnswer, longLimits, rawHttp, tlsServer } from '../net/servers';
import { configurationText, ctl, itl, node, signedBytes } from '../phone/clusters';
import { Machine } from './machine';

const pub = await node('pub');
const itlFile = encode(itl('ITLFile.tlv', [pub]).list);
const ctlFile = encode(ctl('CTLFile.tlv', [pub.callManager], [pub]).list);
const phone = 'SEP001122AABBCC';
const configuration = signedBytes(`${phone}.cnf.xml.sgn`, pub.callManager);

interface Output {
  readonly host: string;
  readonly tls: string | null;
  readonly presents: object | null;
  readonly files: readonly FetchedJson[];
}

/** A server of these files by HTTP; what it does not have is 404. */
async function cluster(files: Readonly<Record<string, Uint8Array | string>>): Promise<string> {
  const { server } = await rawHttp((path) => {
    const content = files[decodeURIComponent(path.slice(1))];
    if (typeof content === 'string') return content;
    return content === undefined ? httpAnswer('404 Not Found', new Uint8Array(5)) : httpAnswer('200 OK', content);
  });
  return `127.0.0.1:${server.port}`;
}

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
  machine.cluster = createClusterClient(longLimits);
});

async function fetchJson(...args: readonly string[]): Promise<{ readonly status: number; readonly output: Output }> {
  const { status, out } = await machine.run('fetch', ...args, '--json');
  return { status, output: JSON.parse(out) as Output };
}

const hexOf = (algorithm: 'MD5' | 'SHA-1', bytes: Uint8Array): string =>
  Buffer.from(digestOf(algorithm, bytes)).toString('hex');

describe('trustlist fetch', () => {
  test('fetches the lists of a cluster, with digests and verdicts, and writes nothing', async () => {
    const host = await cluster({ 'ITLFile.tlv': itlFile });
    const { status, output } = await fetchJson(host, '--http');
    expect(output).toEqual({
      host,
      tls: null,
      presents: null,
      files: [
        {
          name: 'CTLFile.tlv',
          status: 'missing',
          transport: 'http',
          length: null,
          md5: null,
          sha1: null,
          signature: null,
          verdict: null,
          output: null,
          message: 'The server does not have this file (HTTP 404 Not Found).',
        },
        {
          name: 'ITLFile.tlv',
          status: 'found',
          transport: 'http',
          length: itlFile.length,
          md5: hexOf('MD5', itlFile),
          sha1: hexOf('SHA-1', itlFile),
          signature: 'valid',
          verdict: 'ok',
          output: null,
          message: null,
        },
      ],
    });
    expect(status).toBe(0);
    expect([...machine.files.keys()]).toEqual([]);
  });

  test("a phone's files too, the configuration verified against the lists that came with it", async () => {
    const host = await cluster({
      [`ITL${phone}.tlv`]: itlFile,
      'CTLFile.tlv': ctlFile,
      [`${phone}.cnf.xml.sgn`]: configuration,
    });
    const { status, output } = await fetchJson(host, '--http', '--device', '00:11:22:aa:bb:cc', '-o', 'out');
    expect(output.files.map((file) => [file.name, file.status, file.signature, file.output])).toEqual([
      [`CTL${phone}.tlv`, 'missing', null, null],
      [`ITL${phone}.tlv`, 'found', 'valid', `out/ITL${phone}.tlv`],
      ['CTLFile.tlv', 'found', 'valid', 'out/CTLFile.tlv'],
      ['ITLFile.tlv', 'missing', null, null],
      [`${phone}.cnf.xml.sgn`, 'found', 'verified', `out/${phone}.cnf.xml.sgn`],
      [`${phone}.cnf.xml.enc.sgn`, 'missing', null, null],
    ]);
    expect(machine.bytes(`out/ITL${phone}.tlv`)).toEqual(itlFile);
    expect(machine.bytes(`out/${phone}.cnf.xml.sgn`)).toEqual(configuration);
    expect(status).toBe(0);
  });

  test('says what is wrong with what it found', async () => {
    const changed = flipByte(itlFile, itlFile.length - 1);
    const host = await cluster({
      'ITLFile.tlv': changed,
      'CTLFile.tlv': new Uint8Array(Buffer.from('Dear colleague,\n')),
      'x.sgn': signedBytes('x.sgn', (await node('other')).callManager),
      'notes.txt': configurationText,
      'page.tlv': new Uint8Array(Buffer.from('<html><body>404</body></html>')),
      'empty.tlv': new Uint8Array(),
      'moved.tlv': 'HTTP/1.1 302 Found\r\nLocation: http://elsewhere/\r\nContent-Length: 0\r\n\r\n',
    });
    const names = ['ITLFile.tlv', 'CTLFile.tlv', 'x.sgn', 'notes.txt', 'page.tlv', 'empty.tlv', 'moved.tlv'];
    const { status, output } = await fetchJson(host, '--http', '--name', ...names, '-o', 'out');
    expect(output.files).toMatchObject([
      {
        status: 'found',
        signature: 'invalid',
        verdict: 'invalid',
        message: expect.stringMatching(/does not verify|damaged/) as unknown,
      },
      {
        status: 'found',
        signature: null,
        verdict: 'invalid',
        message: expect.stringMatching(/^Not a trust list/) as unknown,
      },
      { status: 'found', signature: 'signer-not-in-list', verdict: 'invalid' },
      { status: 'found', signature: null, verdict: null, message: null },
      { status: 'failed', message: expect.stringMatching(/web page \(HTML\)/) as unknown, output: null },
      { status: 'missing', message: expect.stringMatching(/empty/) as unknown, output: null },
      { status: 'failed', message: expect.stringMatching(/http:\/\/elsewhere\//) as unknown, output: null },
    ]);
    expect(status).toBe(0);
  });

  test('ends with 1 if nothing was found, and with 2 if the server was not reached', async () => {
    expect((await fetchJson(await cluster({}), '--http')).status).toBe(1);
    const busy = 'HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n';
    const stopped = await fetchJson(await cluster({ 'CTLFile.tlv': busy, 'ITLFile.tlv': itlFile }), '--http');
    expect(stopped.output.files.map((file) => file.status)).toEqual(['busy', 'busy']);
    expect(stopped.status).toBe(1);
    const { host, port } = await closedPort();
    const { status, output } = await fetchJson(`${host}:${port}`, '--http');
    expect(output.files).toMatchObject([
      { status: 'failed', transport: null },
      { status: 'failed', transport: null },
    ]);
    expect(output.files[0]?.message).toBe(`${host}:${port} refuses the connection: nothing listens on this port.`);
    expect(status).toBe(2);
  });

  describe('into a folder', () => {
    test('replaces no file: the same content stays, another one gets a number', async () => {
      const host = await cluster({ 'ITLFile.tlv': itlFile, 'CTLFile.tlv': ctlFile });
      machine.files.set('out/ITLFile.tlv', itlFile);
      machine.text('out/CTLFile.tlv', 'an older one');
      machine.text('out/CTLFile-2.tlv', 'another');
      const { output, status } = await fetchJson(host, '--http', '-o', 'out');
      expect(output.files.map((file) => file.output)).toEqual(['out/CTLFile-3.tlv', 'out/ITLFile.tlv']);
      expect(machine.bytes('out/CTLFile-3.tlv')).toEqual(ctlFile);
      expect(new TextDecoder().decode(machine.bytes('out/CTLFile.tlv'))).toBe('an older one');
      expect(status).toBe(0);
    });

    test('replaces files with --force, but none of its own', async () => {
      const host = await cluster({ 'a/x.tlv': itlFile, 'a_x.tlv': ctlFile });
      machine.text('out/a_x.tlv', 'an older one');
      const { output } = await fetchJson(host, '--http', '-o', 'out', '--force', '--name', 'a/x.tlv', 'a_x.tlv');
      expect(output.files.map((file) => file.output)).toEqual(['out/a_x.tlv', 'out/a_x-2.tlv']);
      expect(machine.bytes('out/a_x.tlv')).toEqual(itlFile);
      expect(machine.bytes('out/a_x-2.tlv')).toEqual(ctlFile);
    });

    test('stays in the folder, whatever a name says, and follows no link', async () => {
      const host = await cluster({ '../../etc/passwd': itlFile, 'link.tlv': ctlFile });
      machine.links.set('out/link.tlv', 'elsewhere/secret');
      const { output } = await fetchJson(host, '--http', '-o', 'out', '--name', '../../etc/passwd', 'link.tlv');
      expect(output.files.map((file) => file.output)).toEqual(['out/_._.._etc_passwd', 'out/link-2.tlv']);
      expect([...machine.files.keys()].sort()).toEqual(['out/_._.._etc_passwd', 'out/link-2.tlv']);
    });
  });

  test('tells a person the same', async () => {
    const host = await cluster({ 'ITLFile.tlv': itlFile });
    const { out } = await machine.run('fetch', host, '--http', '-o', 'out');
    expect(out).toBe(
      [
        'CTLFile.tlv: missing',
        '  The server does not have this file (HTTP 404 Not Found).',
        `ITLFile.tlv: ${itlFile.length} bytes, by HTTP, signature valid`,
        `  MD5 ${hexOf('MD5', itlFile)}, SHA-1 ${hexOf('SHA-1', itlFile)}`,
        '  written to out/ITLFile.tlv',
        '',
      ].join('\n'),
    );
  });

  test('what a server says is text, and drives no terminal', async () => {
    const answer = 'HTTP/1.1 500 \u001b[31mred\r\nContent-Length: 0\r\n\r\n';
    const host = await cluster({ 'x.tlv': answer });
    const { out } = await machine.run('fetch', host, '--http', '--name', 'x.tlv');
    expect(out).toContain('x.tlv: failed');
    expect(out).not.toContain('\u001b');
  });

  test('by HTTPS names the certificate, and the record of the lists that it is of', async () => {
    const list = trustList({
      signer: pub.callManager,
      records: [
        { function: Role.sast, certificate: pub.callManager },
        { function: Role.tvs, certificate: pub.tvs, as: 'hash' },
        { function: Role.applicationServer, certificate: pub.tvs, as: 'hash' },
      ],
    });
    for (const [file, record] of [
      [list, 3],
      [itlFile, null],
    ] as const) {
      const weak = { ciphers: 'DEFAULT@SECLEVEL=0' };
      const { server } = await tlsServer(pub.tvs, weak, (_, socket) => socket.end(httpAnswer('200 OK', file)));
      const { output } = await fetchJson(`127.0.0.1:${server.port}`, '--https', '--name', 'ITLFile.tlv');
      expect(output).toMatchObject({
        tls: 'TLS 1.3',
        presents: { subject: pub.tvs.subjectName, record, list: record === null ? null : 'ITLFile.tlv' },
        files: [{ status: 'found', transport: 'https', signature: 'valid' }],
      });
    }
  });

  test.each([
    [['fetch'], 'fetch: HOST[:PORT] is missing; see trustlist --help.'],
    [
      ['fetch', 'cucm:6970'],
      'fetch: a port needs --http, --https or --tftp, to say what is served on it; see trustlist --help.',
    ],
    [['fetch', 'cucm', '--http', '--tftp'], 'fetch: use one of --http, --https and --tftp; see trustlist --help.'],
    [['fetch', '2001:db8::1'], /is not a server: use HOST or HOST:PORT, an IPv6 address in brackets/],
    [['fetch', 'cucm', '--device', 'SEP*'], /is neither the name of a device/],
    [['fetch', 'cucm', '--name', ''], /is not the name of a file/],
    [['fetch', 'cucm', '--force'], /--force needs -o DIR/],
  ])('ends with 2 and asks nobody for %j', async (args, sentence) => {
    machine.cluster = noNetwork;
    const { status, complaints } = await machine.run(...args);
    expect(status).toBe(2);
    expect(complaints).toEqual([typeof sentence === 'string' ? sentence : expect.stringMatching(sentence)]);
  });

  test('takes brackets for an address, and not for a pattern of files', async () => {
    const asked: unknown[] = [];
    machine.cluster = {
      ...noNetwork,
      fetchFile: (transport, server) => {
        asked.push([transport, server]);
        return Promise.resolve({ status: 'found', bytes: concat(itlFile), presented: null });
      },
    };
    await machine.run('fetch', '[2001:db8::1]:6972', '--https', '--name', 'ITLFile.tlv');
    expect(asked).toEqual([['https', { host: '2001:db8::1', port: 6972 }]]);
  });
});
