import { beforeEach, describe, expect, test } from 'vitest';
import { encode } from '../../../src/core/format/encode';
import type { TvsJson } from '../../../src/cli/commands/tvs';
import type { Server } from '../../../src/core/cluster/address';
import { createClusterClient } from '../../../src/net/cluster-client';
import { digestOf, Role, trustList, type Identity } from '../../builders';
import { noNetwork } from '../cluster/no-network';
import { tvsReply, type ReplyOptions } from '../cluster/tvs-bytes';
import { closedPort, longLimits, pemOf, tlsServer, type TlsServed } from '../net/servers';
import { colonHex as colonHexOf } from '../../../src/core/format/fields';
import { identity, itl, itlRecords, node, recoveryOf, signedBytes } from '../phone/clusters';
import { Machine } from './machine';

const pub = await node('pub');
const other = await node('other');
const stranger = await identity('stranger', 'tvs');
const recovery = await recoveryOf('new');
/** Records: 1 SAST and 2 CCM+TFTP with certificates, 3 TVS with a hash. */
const itlFile = encode(itl('ITLFile.tlv', [pub]).list);

type Answer = Omit<ReplyOptions, 'session' | 'kind'> | 'close';

/** What a server was asked about: a certificate, or the serial number of a query, as hex. */
interface Tvs extends TlsServed {
  readonly asked: string[];
}

/** A TVS that presents a certificate and answers as a function of what it is asked about. */
async function tvsServer(
  presented: Identity,
  answer: (subject: Buffer, kind: 'verify' | 'query') => Answer,
): Promise<Tvs> {
  const asked: string[] = [];
  const served = await tlsServer(
    presented,
    { ciphers: 'DEFAULT@SECLEVEL=0', minVersion: 'TLSv1' },
    (message, socket) => {
      const kind = message[2] === 1 ? 'verify' : 'query';
      const values = new Map<number, Buffer>();
      for (let at = 10; at < message.length; at += 3 + message.readUInt16BE(at + 1)) {
        values.set(message[at] ?? 0, message.subarray(at + 3, at + 3 + message.readUInt16BE(at + 1)));
      }
      const subject = values.get(kind === 'verify' ? 2 : 5) ?? Buffer.alloc(0);
      asked.push(`${kind} ${subject.toString('hex')}`);
      const said = answer(subject, kind);
      if (said === 'close') socket.end();
      else socket.end(tvsReply({ session: message.readUInt32BE(4), kind, ...said }));
    },
  );
  return { ...served, asked };
}

const yes: Answer = { status: 0, roles: [0, 3], ttlSeconds: 86_400 };
const no: Answer = { status: 1 };
const text = ({ host, port }: Server): string => `${host}:${port}`;
const sha1 = ({ der }: Identity): string => Buffer.from(digestOf('SHA-1', der)).toString('hex');
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
  machine.cluster = createClusterClient(longLimits);
  machine.files.set('ITLFile.tlv', itlFile);
  machine.text('new.pem', pemOf(other.callManager.der));
  machine.text('both.pem', pemOf(other.callManager.der) + pemOf(other.tvs.der));
});

async function tvsJson(
  server: Server,
  ...args: readonly string[]
): Promise<{ readonly status: number; readonly output: TvsJson }> {
  const { status, out } = await machine.run('tvs', text(server), '--itl', 'ITLFile.tlv', ...args, '--json');
  return { status, output: JSON.parse(out) as TvsJson };
}

describe('trustlist tvs', () => {
  test('says which record of the ITL a server presents, without asking anything', async () => {
    const { server, asked } = await tvsServer(pub.tvs, () => yes);
    const { status, output } = await tvsJson(server);
    expect(output).toEqual({
      server: text(server),
      reached: true,
      failure: null,
      reason: null,
      tls: 'TLS 1.3',
      old: false,
      presents: { sha1: sha1(pub.tvs), subject: pub.tvs.subjectName, serial: colonHexOf(pub.tvs.serial), record: 3 },
      answers: [],
    });
    expect(asked).toEqual([]);
    expect(status).toBe(0);
  });

  test('asks about certificates: it vouches for all, with roles and time', async () => {
    const { server, asked } = await tvsServer(pub.tvs, () => yes);
    const { status, output } = await tvsJson(server, '--vouch', 'new.pem', 'both.pem');
    const said = {
      status: 0,
      vouches: true,
      roles: [0, 3],
      ttlSeconds: 86_400,
      failure: null,
      reason: null,
      authenticated: true,
    };
    expect(output.answers).toEqual([
      { of: 'new.pem', ...said },
      { of: `both.pem: ${other.callManager.subjectName}`, ...said },
      { of: `both.pem: ${other.tvs.subjectName}`, ...said },
    ]);
    expect(asked).toEqual([other.callManager, other.callManager, other.tvs].map(({ der }) => `verify ${hex(der)}`));
    expect(status).toBe(0);
  });

  test.each([1, 2, 255])('status %i does not vouch, and ends with 1', async (code) => {
    const { server } = await tvsServer(pub.tvs, () => ({ status: code }));
    const { status, output } = await tvsJson(server, '--vouch', 'new.pem');
    expect(output.answers).toMatchObject([
      { status: code, vouches: false, roles: null, ttlSeconds: null, failure: null },
    ]);
    expect(status).toBe(1);
  });

  test('no answer is neither yes nor no, and ends with 3; a no beside it with 1', async () => {
    const { server } = await tvsServer(pub.tvs, (subject) => (hex(subject) === hex(other.tvs.der) ? no : 'close'));
    const silent = await tvsJson(server, '--vouch', 'new.pem');
    expect(silent.output.answers).toMatchObject([{ status: null, vouches: null, reason: 'closed-without-answer' }]);
    expect(silent.output.answers[0]?.failure).toContain('That is not a no.');
    expect(silent.status).toBe(3);
    expect((await tvsJson(server, '--vouch', 'both.pem')).status).toBe(1);
  });

  describe('for a list or a signed file asks about its signer', () => {
    test('with its certificate, if the file or the ITL has it', async () => {
      const { server, asked } = await tvsServer(pub.tvs, () => yes);
      machine.files.set('new.tlv', encode(itl('ITLFile.tlv', [other], { recovery }).list));
      machine.files.set('SEP.cnf.xml.sgn', signedBytes('SEP.cnf.xml.sgn', pub.callManager));
      const { status, output } = await tvsJson(server, '--vouch', 'new.tlv', 'SEP.cnf.xml.sgn');
      expect(asked).toEqual([`verify ${hex(recovery.der)}`, `verify ${hex(pub.callManager.der)}`]);
      expect(output.answers.map(({ of }) => of)).toEqual(['new.tlv', 'SEP.cnf.xml.sgn']);
      expect(status).toBe(0);
    });

    test('by its name and serial number, if no file has the certificate', async () => {
      const { server, asked, received } = await tvsServer(pub.tvs, () => ({
        ...(yes as ReplyOptions),
        certificate: other.callManager.der,
      }));
      machine.files.set('SEP.cnf.xml.sgn', signedBytes('SEP.cnf.xml.sgn', other.callManager));
      const { status, output } = await tvsJson(server, '--vouch', 'SEP.cnf.xml.sgn');
      expect(asked).toEqual([`query ${hex(other.callManager.serial)}`]);
      // The names in the very bytes of the header, with the NUL at their end.
      const [message] = received;
      expect(message?.includes(Buffer.from(`${other.callManager.subjectName}\0`))).toBe(true);
      expect(message?.includes(Buffer.from(`${other.callManager.issuerName}\0`))).toBe(true);
      expect(output.answers).toMatchObject([{ of: 'SEP.cnf.xml.sgn', vouches: true }]);
      expect(status).toBe(0);
    });

    test('with the certificate of another file that was given', async () => {
      const { server, asked } = await tvsServer(pub.tvs, () => yes);
      machine.files.set('SEP.cnf.xml.sgn', signedBytes('SEP.cnf.xml.sgn', other.callManager));
      await tvsJson(server, '--vouch', 'SEP.cnf.xml.sgn', 'new.pem');
      expect(asked).toEqual([`verify ${hex(other.callManager.der)}`, `verify ${hex(other.callManager.der)}`]);
    });
  });

  describe('queries a record of the ITL', () => {
    test('in its own bytes, and takes the certificate that it names', async () => {
      const { server, asked } = await tvsServer(pub.tvs, () => ({ status: 0, certificate: pub.tvs.der }));
      const { status, output } = await tvsJson(server, '--query', '3');
      expect(asked).toEqual([`query ${hex(pub.tvs.serial)}`]);
      expect(output.answers).toMatchObject([{ of: 'record 3', status: 0, vouches: true, roles: null }]);
      expect(status).toBe(0);
    });

    test('another certificate says nothing', async () => {
      const { server } = await tvsServer(pub.tvs, () => ({ status: 0, certificate: other.tvs.der }));
      const { status, output } = await tvsJson(server, '--query', '3');
      expect(output.answers).toMatchObject([{ vouches: null, reason: 'another-certificate-sent' }]);
      expect(status).toBe(3);
    });

    test('that is not there', async () => {
      machine.cluster = noNetwork;
      const { status, complaints } = await machine.run('tvs', 'h', '--itl', 'ITLFile.tlv', '--query', '9');
      expect({ status, complaints }).toEqual({
        status: 2,
        complaints: ['ITLFile.tlv: The list has no record 9; it has 3.'],
      });
    });
  });

  describe('with another certificate', () => {
    test('sends nothing, and ends with 1', async () => {
      const { server, received } = await tvsServer(stranger, () => yes);
      const { status, output } = await tvsJson(server, '--vouch', 'new.pem');
      expect(output).toMatchObject({
        reached: true,
        presents: { sha1: sha1(stranger), subject: stranger.subjectName, record: null },
        answers: [{ vouches: null, status: null, reason: 'not-asked', authenticated: false }],
      });
      expect(Buffer.concat(received)).toHaveLength(0);
      expect(status).toBe(1);
    });

    test('is asked with --ask-anyway, without being authenticated, and ends with 1 all the same', async () => {
      const { server } = await tvsServer(stranger, () => yes);
      const { status, output } = await tvsJson(server, '--vouch', 'new.pem', '--ask-anyway');
      expect(output.answers).toMatchObject([{ vouches: true, authenticated: false }]);
      expect(status).toBe(1);
    });

    test('even if a record of another function has it', async () => {
      const { server } = await tvsServer(pub.callManager, () => yes);
      expect((await tvsJson(server)).output.presents?.record).toBeNull();
    });
  });

  test.each(['SHA-1', 'SHA-256'] as const)('knows the certificate by a hash of the record: %s', async (hash) => {
    const records = [
      ...itlRecords([pub], pub.callManager).slice(0, 2),
      { function: Role.tvs, certificate: pub.tvs, as: 'hash' as const, hash },
    ];
    machine.files.set('ITLFile.tlv', trustList({ signer: pub.callManager, records }));
    const { server } = await tvsServer(pub.tvs, () => yes);
    expect((await tvsJson(server)).output.presents?.record).toBe(3);
  });

  test('and by the certificate itself', async () => {
    const records = [
      { function: Role.sast, certificate: pub.callManager },
      { function: Role.tvs, certificate: pub.tvs },
    ];
    machine.files.set('ITLFile.tlv', trustList({ signer: pub.callManager, records }));
    const { server } = await tvsServer(pub.tvs, () => yes);
    expect((await tvsJson(server)).output.presents?.record).toBe(2);
  });

  test('that is not reached ends with 2, and nothing was asked', async () => {
    const server = await closedPort();
    const { status, output } = await tvsJson(server, '--vouch', 'new.pem');
    expect(output).toEqual({
      server: text(server),
      reached: false,
      failure: `${text(server)} refuses the connection: nothing listens on this port.`,
      reason: 'refused',
      tls: null,
      old: null,
      presents: null,
      answers: [
        {
          of: 'new.pem',
          status: null,
          vouches: null,
          roles: null,
          ttlSeconds: null,
          failure: `Not asked, because ${text(server)} was not reached.`,
          reason: 'not-asked-not-reached',
          authenticated: false,
        },
      ],
    });
    expect(status).toBe(2);
  });

  test('tells a person the same', async () => {
    const { server } = await tvsServer(pub.tvs, (subject, kind) =>
      kind === 'query' ? 'close' : hex(subject) === hex(other.tvs.der) ? no : yes,
    );
    const ran = await machine.run('tvs', text(server), '--itl', 'ITLFile.tlv', '--vouch', 'both.pem', '--query', '3');
    expect(ran.out).toBe(
      [
        `${text(server)}: presents the certificate of record 3 of ITLFile.tlv (TLS 1.3)`,
        `  ${pub.tvs.subjectName}, serial ${colonHexOf(pub.tvs.serial)}, SHA-1 ${sha1(pub.tvs)}`,
        `  both.pem: ${other.callManager.subjectName}: vouches, for System Administrator Security Token, TFTP, for 86400 s`,
        `  both.pem: ${other.tvs.subjectName}: does not vouch (status 1)`,
        `  record 3: did not answer: ${text(server)} closed the connection without an answer. That is not a no.`,
        '',
      ].join('\n'),
    );
    expect(ran.complaints).toEqual([]);
  });

  test('warns of an ITL that proves nothing, or has no TVS', async () => {
    const { server } = await tvsServer(pub.tvs, () => yes);
    const records = itlRecords([pub], pub.callManager);
    machine.files.set('bad.tlv', trustList({ signer: pub.callManager, signedBy: other.callManager, records }));
    machine.files.set('without.tlv', trustList({ signer: pub.callManager, records: records.slice(0, 2) }));
    const bad = await machine.run('tvs', text(server), '--itl', 'bad.tlv');
    expect(bad.complaints).toEqual([expect.stringMatching(/^bad\.tlv: .*signature/)]);
    const without = await machine.run('tvs', text(server), '--itl', 'without.tlv');
    expect(without.complaints).toEqual([expect.stringMatching(/^without\.tlv: No TVS record /)]);
  });

  test.each([
    [['tvs', '--itl', 'ITLFile.tlv'], /^tvs: HOST\[:PORT\] is missing/],
    [['tvs', 'h'], /^tvs: --itl FILE is missing/],
    [['tvs', 'a:b:c', '--itl', 'ITLFile.tlv'], /is not a server/],
    [['tvs', 'h', '--itl', 'ITLFile.tlv', '--query', 'x'], /'x' is not the number of a record/],
    [['tvs', 'h', '--itl', 'ITLFile.tlv', '--vouch', 'gone.pem'], /^gone\.pem: There is no such file/],
  ])('ends with 2 and asks nobody for %j', async (args, sentence) => {
    machine.cluster = noNetwork;
    const { status, complaints } = await machine.run(...args);
    expect(status).toBe(2);
    expect(complaints).toEqual([expect.stringMatching(sentence)]);
  });
});
