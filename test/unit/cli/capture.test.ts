import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { encode } from '../../../src/core/format/encode';
import type { CaptureJson } from '../../../src/cli/commands/capture';
import { concat, digestOf, flipByte } from '../../builders';
import { noNetwork } from '../cluster/no-network';
import { frames } from '../cluster/captures/reading';
import {
  answer,
  ascii,
  certificateMessage,
  clientHello,
  get,
  record,
  serverHello,
  serverHelloDone,
  tcpTalk,
  tftpError,
  tftpTalk,
  v6,
  type Said,
} from '../cluster/captures/talk';
import { pcap, pcapng } from '../cluster/captures/writer';
import { configurationText, itl, node, signedBytes } from '../phone/clusters';
import { Machine } from './machine';

const pub = await node('pub');
const itlFile = encode(itl('ITLFile.tlv', [pub]).list);
const otherItl = encode(itl('ITLFile.tlv', [pub], { timestamp: 1_400_000_000 }).list);
const name = 'SEP001122AABBCC.cnf.xml.sgn';
const configuration = signedBytes(name, pub.callManager);

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
  machine.cluster = noNetwork;
});

function capture(...packets: readonly Uint8Array[]): void {
  machine.files.set('x.pcap', pcap(frames(packets)));
}

async function captureJson(
  ...args: readonly string[]
): Promise<{ readonly status: number; readonly output: CaptureJson }> {
  const { status, out } = await machine.run('capture', 'x.pcap', ...args, '--json');
  return { status, output: JSON.parse(out) as CaptureJson };
}

const hexOf = (algorithm: 'MD5' | 'SHA-1', bytes: Uint8Array): string =>
  Buffer.from(digestOf(algorithm, bytes)).toString('hex');

const file = (path: string, body: Uint8Array, headers: readonly string[] = []): Said[] => [
  get(`/${path}`),
  answer(body, '200 OK', headers),
];
const tvsTalk = (...messages: readonly Uint8Array[]): Uint8Array[] => {
  const hello: Said = { by: 'phone', bytes: record(22, clientHello()) };
  const answered: Said = { by: 'server', bytes: concat(...messages.map((message) => record(22, message))) };
  return tcpTalk({ says: [hello, answered], ports: [51_000, 2_445] });
};
const presenting = (der: Uint8Array): Uint8Array[] => tvsTalk(serverHello(), certificateMessage(der), serverHelloDone);

describe('trustlist capture', () => {
  test('reports what a capture contains, in the contract with scripts, and writes nothing', async () => {
    capture(
      ...tftpTalk({ name: '/ITLFile.tlv', content: itlFile }),
      ...tftpError('CTLFile.tlv', 1, 'not here', 49_153),
    );
    expect(await captureJson()).toEqual({
      status: 0,
      output: {
        packets: 2 + 1 + 2 * (Math.floor(itlFile.length / 512) + 1),
        transfers: [
          {
            protocol: 'tftp',
            client: '10.1.1.50:49152',
            server: '10.1.1.1:69',
            name: 'ITLFile.tlv',
            status: 'found',
            complete: true,
            length: itlFile.length,
            md5: hexOf('MD5', itlFile),
            sha1: hexOf('SHA-1', itlFile),
            signature: 'valid',
            verdict: 'ok',
            output: null,
            message: null,
            packet: 1,
          },
          {
            protocol: 'tftp',
            client: '10.1.1.50:49153',
            server: '10.1.1.1:69',
            name: 'CTLFile.tlv',
            status: 'missing',
            complete: false,
            length: null,
            md5: null,
            sha1: null,
            signature: null,
            verdict: null,
            output: null,
            message: 'The server does not have this file (TFTP error 1: not here).',
            packet: 2 + 2 * (Math.floor(itlFile.length / 512) + 1),
          },
        ],
        tvs: [],
        problems: [],
      },
    });
    expect([...machine.files.keys()]).toEqual(['x.pcap']);
  });

  test('verifies configurations against the lists of the capture, in whatever order they came', async () => {
    capture(
      ...tcpTalk({ says: file(name, configuration), hosts: v6 }),
      ...tftpTalk({ name: 'ITLFile.tlv', content: itlFile }),
    );
    const { output } = await captureJson('-o', 'out');
    expect(output.transfers).toMatchObject([
      { protocol: 'http', client: '[2001:db8::50]:50000', server: '[2001:db8::1]:6970', signature: 'verified' },
      { protocol: 'tftp', signature: 'valid', output: 'out/ITLFile.tlv' },
    ]);
    expect(machine.bytes(`out/${name}`)).toEqual(configuration);
    expect(machine.bytes('out/ITLFile.tlv')).toEqual(itlFile);
  });

  test('without a list of the capture says that the signature is not known', async () => {
    capture(...tcpTalk({ says: file(name, configuration) }));
    expect((await captureJson()).output.transfers).toMatchObject([{ signature: 'unknown', verdict: 'unknown' }]);
  });

  test('gives a file of the same name and another content a number, and writes the same content once', async () => {
    capture(
      ...tcpTalk({
        says: [...file('ITLFile.tlv', itlFile), ...file('ITLFile.tlv', otherItl), ...file('ITLFile.tlv', itlFile)],
      }),
    );
    const { output } = await captureJson('-o', 'out');
    expect(output.transfers.map((transfer) => transfer.output)).toEqual([
      'out/ITLFile.tlv',
      'out/ITLFile-2.tlv',
      'out/ITLFile.tlv',
    ]);
    expect(machine.bytes('out/ITLFile-2.tlv')).toEqual(otherItl);
  });

  test.each(['../../etc/passwd', '/../x.tlv', 'C:\\Windows\\x.tlv', '..', 'a\u001b[31m.tlv', 'con'])(
    'stays in the folder, whatever a name says: %s',
    async (path) => {
      capture(...tftpTalk({ name: path, content: itlFile }), ...tcpTalk({ says: file(encodeURI(path), otherItl) }));
      await captureJson('-o', 'out');
      const written = [...machine.files.keys()].filter((one) => one !== 'x.pcap');
      for (const one of written) expect(one).toMatch(/^out\/[^/\\\p{Cc}]+$/u);
      expect(new Set(written).has('out/..')).toBe(false);
    },
  );

  test('does not write what is not complete, and says how much there is', async () => {
    const packets = tftpTalk({ name: 'ITLFile.tlv', content: itlFile });
    capture(...packets.toSpliced(5, 1));
    const { status, output } = await captureJson('-o', 'out');
    expect(output.transfers).toEqual([
      expect.objectContaining({ status: 'found', complete: false, length: 1_024, md5: null, sha1: null, output: null }),
    ]);
    expect(output.transfers[0]?.message).toBe(
      'The capture lacks a part of this file: only 1024 bytes from its start are there.',
    );
    expect([...machine.files.keys()]).toEqual(['x.pcap']);
    expect(status).toBe(1);
  });

  test('says what is not a list under the name of one, and counts an empty file as missing', async () => {
    const page = ascii('<!DOCTYPE html>\n<html><body>Welcome</body></html>');
    capture(
      ...tcpTalk({
        says: [
          ...file('a.tlv', ascii('Dear colleague,\n')),
          ...file('b.tlv', page),
          ...file('c.tlv', flipByte(itlFile, itlFile.length - 1)),
          ...file('d.tlv', new Uint8Array()),
          ...file('index.html', page),
          ...file('SEP001122AABBCC.cnf.xml', configurationText),
        ],
      }),
    );
    const { output } = await captureJson();
    const message = (text: RegExp): unknown => expect.stringMatching(text);
    expect(output.transfers).toMatchObject([
      { complete: true, signature: null, verdict: 'invalid', message: message(/^Not a trust list/) },
      { complete: true, signature: null, message: message(/web page \(HTML\)/) },
      { complete: true, signature: 'invalid', message: message(/does not verify|damaged/) },
      { complete: false, status: 'missing', length: 0, message: message(/empty/) },
      { complete: true, message: null },
      { complete: true, signature: null, message: null },
    ]);
  });

  test('decodes what a server encoded on its way', async () => {
    capture(
      ...tcpTalk({
        says: [
          ...file('ITLFile.tlv', gzipSync(itlFile), ['Content-Encoding: gzip']),
          ...file('b.tlv', ascii('not gzip'), ['Content-Encoding: gzip']),
          ...file('c.tlv', itlFile, ['Content-Encoding: br']),
        ],
      }),
    );
    const { output } = await captureJson('-o', 'out');
    expect(machine.bytes('out/ITLFile.tlv')).toEqual(itlFile);
    expect(output.transfers).toMatchObject([
      { complete: true, length: itlFile.length, md5: hexOf('MD5', itlFile), signature: 'valid' },
      {
        complete: false,
        status: 'failed',
        output: null,
        message: expect.stringMatching(/cannot be decoded/) as unknown,
      },
      { complete: true, message: expect.stringMatching(/encoded \(br\)/) as unknown },
    ]);
  });

  describe('the certificates of TVS', () => {
    const expected = { sha1: hexOf('SHA-1', pub.tvs.der), subject: pub.tvs.subjectName };

    test('are named with the record of the ITL that they are of', async () => {
      capture(...presenting(pub.tvs.der));
      machine.files.set('itl.tlv', itlFile);
      const { status, output } = await captureJson('--itl', 'itl.tlv');
      expect(output.tvs).toMatchObject([
        {
          server: '10.1.1.1:2445',
          client: '10.1.1.50:51000',
          tls: 'TLS 1.2',
          presents: { ...expected, record: expect.any(Number) as unknown },
          failure: null,
          answers: [],
        },
      ]);
      expect(status).toBe(0);
      capture(...presenting(pub.callManager.der));
      const another = await captureJson('--itl', 'itl.tlv');
      expect(another.output.tvs).toMatchObject([{ presents: { record: null } }]);
      expect(another.status).toBe(0);
    });

    test('have no record without --itl', async () => {
      capture(...presenting(pub.tvs.der));
      const { output } = await captureJson();
      expect(Object.keys(output.tvs[0]?.presents ?? {})).toEqual(['sha1', 'subject', 'serial']);
    });

    test('that cannot be seen are null, with a reason', async () => {
      capture(...tvsTalk(serverHello(0x0303, 0x0304)));
      const { status, output } = await captureJson();
      expect(output.tvs).toMatchObject([{ tls: 'TLS 1.3', presents: null, reason: 'hidden-by-tls' }]);
      expect(output.tvs[0]?.failure).toMatch(/^TLS 1\.3 encrypts/);
      expect(status).toBe(1);
    });
  });

  test('tells a person the same', async () => {
    capture(...tftpTalk({ name: 'ITLFile.tlv', content: itlFile }), ...presenting(pub.tvs.der));
    machine.files.set('itl.tlv', itlFile);
    machine.files.set('x.pcap', machine.bytes('x.pcap').slice(0, -1));
    const { out } = await machine.run('capture', 'x.pcap', '--itl', 'itl.tlv', '-o', 'out');
    const lines = out.split('\n');
    expect(lines.slice(1, 4)).toEqual([
      `ITLFile.tlv: ${itlFile.length} bytes, by TFTP from 10.1.1.1:69 to 10.1.1.50:49152, signature valid`,
      `  MD5 ${hexOf('MD5', itlFile)}, SHA-1 ${hexOf('SHA-1', itlFile)}`,
      '  written to out/ITLFile.tlv',
    ]);
    expect(lines[4]).toMatch(
      /^10\.1\.1\.1:2445: presents the certificate of record \d+ of itl\.tlv to 10\.1\.1\.50:51000 \(TLS 1\.2\)$/,
    );
    expect(lines.slice(6, 8)).toEqual([
      'What could not be read:',
      expect.stringMatching(/^ {2}packet \d+: The file ends inside/),
    ]);
  });

  test('reads standard input, and .pcapng', async () => {
    machine.standardInput = pcapng(frames(tftpTalk({ name: 'ITLFile.tlv', content: itlFile })));
    const { status, out } = await machine.run('capture', '-', '--json');
    expect((JSON.parse(out) as CaptureJson).transfers).toMatchObject([{ complete: true, signature: 'valid' }]);
    expect(status).toBe(0);
  });

  test('ends with 1 if the capture contains nothing of a cluster', async () => {
    capture();
    expect(await captureJson()).toMatchObject({ status: 1, output: { transfers: [], tvs: [], problems: [] } });
    capture(...tcpTalk({ says: file('x.tlv', new Uint8Array()) }));
    expect((await captureJson()).status).toBe(1);
  });

  test.each([
    ['nothing', new Uint8Array(), 'The file is empty.'],
    ['another file', ascii('Dear colleague,'), /^This is not a packet capture/],
    ['a list', itlFile, /^This is a trust list, not a packet capture: trustlist verify reads it\.$/],
    ['a compressed capture', new Uint8Array(gzipSync(pcap([]))), /^This is an archive/],
  ])('ends with 2 for %s', async (_, bytes, sentence) => {
    machine.files.set('x.pcap', bytes);
    const { status, out, complaints } = await machine.run('capture', 'x.pcap', '--json');
    expect({ status, out }).toEqual({ status: 2, out: '' });
    const [complaint = ''] = complaints;
    expect(complaint.replace('x.pcap: ', '')).toEqual(
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    );
  });

  test('ends with 2 if a file cannot be written', async () => {
    capture(...tftpTalk({ name: 'ITLFile.tlv', content: itlFile }));
    for (let number = 1; number <= 1_000; number += 1) {
      machine.text(`out/ITLFile${number === 1 ? '' : `-${number}`}.tlv`, String(number));
    }
    const { status, output } = await captureJson('-o', 'out');
    expect(output.transfers).toMatchObject([
      { output: null, message: expect.stringMatching(/cannot be written/) as unknown },
    ]);
    expect(status).toBe(2);
  });

  test('ends with 2 for a command line that it cannot carry out', async () => {
    capture();
    expect(await machine.run('capture', 'x.pcap', '--force')).toMatchObject({ status: 2 });
    expect(await machine.run('capture')).toMatchObject({ status: 2 });
  });
});
