import { createHash, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../../../src/core/trust/report';
import { inspect } from '../../../src/core/trust/inspect';
import {
  certificate,
  ctlWithTokens,
  cucm8Publisher,
  cucm12Cluster,
  ecKey,
  rsaKey,
  text,
  trustList,
  type Identity,
} from '../../builders';
import { growthOf, mostGrowth } from '../../growth/measure';
import { Openssl } from '../certificates/openssl';
import { open } from '../edit/lists';
import { Machine } from './machine';

const openssl = new Openssl();
afterAll(() => {
  openssl.remove();
});

const password = 'correct horse battery';
let machine: Machine;
let cluster: Awaited<ReturnType<typeof cucm12Cluster>>;
let cucm8: Awaited<ReturnType<typeof cucm8Publisher>>;
let stranger: Identity;
let bundle: Uint8Array;

function pem(label: string, der: Uint8Array): string {
  return `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`;
}

function keyPem({ key }: Identity): string {
  return key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

beforeAll(async () => {
  cluster = await cucm12Cluster();
  cucm8 = await cucm8Publisher();
  stranger = await certificate({
    subject: { CN: 'stranger.example.com' },
    key: rsaKey(2048, 'stranger'),
    serial: '5A',
  });
  openssl.write('recovery.key', keyPem(cluster.identities.recovery));
  openssl.write('recovery.crt', pem('CERTIFICATE', cluster.identities.recovery.der));
  openssl.run(
    'pkcs12',
    '-export',
    '-inkey',
    'recovery.key',
    '-in',
    'recovery.crt',
    '-name',
    'ITLRecovery',
    '-out',
    'ITLRecovery.p12',
    '-passout',
    `pass:${password}`,
  );
  bundle = openssl.read('ITLRecovery.p12');
}, 60_000);

beforeEach(() => {
  machine = new Machine();
  machine.files.set('ITLFile.tlv', cluster.bytes);
  machine.files.set('cucm8.tlv', cucm8.bytes);
  machine.files.set('ITLRecovery.p12', bundle);
  machine.text('recovery.pem', keyPem(cluster.identities.recovery));
  machine.text('callmanager.pem', keyPem(cucm8.identities.callManager));
  machine.text('stranger.pem', keyPem(stranger) + pem('CERTIFICATE', stranger.der));
  machine.text('stranger.crt', pem('CERTIFICATE', stranger.der));
});

async function reportOf(file: string): Promise<Report> {
  const bytes = machine.bytes(file);
  return inspect(open(bytes), bytes);
}

describe('trustlist blank', () => {
  test('blanks, signs and says that the form is modelled', async () => {
    const { status, out, complaints } = await machine.run(
      'blank',
      'ITLFile.tlv',
      '-o',
      'blank.tlv',
      '--key',
      'recovery.pem',
    );
    expect(complaints[0]).toMatch(/^blank\.tlv: The blank form is modelled on/);
    expect(status).toBe(0);
    const report = await reportOf('blank.tlv');
    expect(report).toMatchObject({
      blank: true,
      digest: 'SHA-512',
      timestamp: '2023-11-14T22:13:20Z',
      signature: { status: 'valid' },
    });
    expect(out).toBe(`blank.tlv: Signature verified (ITL, ${report.length} bytes, 10 records, MD5 ${report.md5})\n`);
    expect(machine.bytes('ITLFile.tlv')).toEqual(cluster.bytes);
  });

  test('says what a CTL beside the list means, if it may be of the same phone', async () => {
    const { bytes } = await ctlWithTokens();
    machine.files.set('lists/ITLSEP0011215A1AE3.tlv', cluster.bytes);
    for (const name of ['saved.tlv', 'CTLSEP0011215A1AE3.tlv', 'CTLSEP00AABBCCDDEE.tlv', 'CTLnotes.txt'])
      machine.files.set(`lists/${name}`, bytes);
    machine.text('lists/other.tlv', 'no list');
    const { complaints } = await machine.run(
      'blank',
      'lists/ITLSEP0011215A1AE3.tlv',
      '-o',
      'b.tlv',
      '-k',
      'recovery.pem',
    );
    const about = complaints.filter((complaint) => complaint.includes('A blank ITL does not clear a CTL'));
    expect(about.map((complaint) => complaint.split(' is in the same')[0])).toEqual([
      'lists/ITLSEP0011215A1AE3.tlv: CTLSEP0011215A1AE3.tlv',
      'lists/ITLSEP0011215A1AE3.tlv: saved.tlv',
    ]);
    machine.files.set('lists/second.tlv', bytes);
    const ofCtl = await machine.run('blank', 'lists/saved.tlv', '-o', 'b.tlv', '--unsigned');
    expect(ofCtl.complaints.join()).not.toMatch(/is in the same folder/);
  });

  test('looks at every list beside it, however many there are, and names those that it cannot read', async () => {
    const { bytes } = await ctlWithTokens();
    machine.files.set('lists/ITLFile.tlv', cluster.bytes);
    for (let number = 1; number <= 20; number += 1) machine.files.set(`lists/${number}.tlv`, cluster.bytes);
    machine.files.set('lists/saved.tlv', bytes);
    machine.files.set('lists/locked.tlv', bytes);
    machine.locked.add('lists/locked.tlv');
    machine.mostOpen = 8;
    const { complaints, status } = await machine.run('blank', 'lists/ITLFile.tlv', '-o', 'b.tlv', '--unsigned');
    expect(complaints.slice(0, 2)).toEqual([
      'lists/locked.tlv: The file may not be read: permission denied. It may be a CTL for the same phones as ITLFile.tlv.',
      expect.stringMatching(/^lists\/ITLFile\.tlv: saved\.tlv is in the same folder\./),
    ]);
    expect(status).toBe(0);
  });

  test('leaves the signature for later only if told to', async () => {
    expect(await machine.run('blank', 'ITLFile.tlv', '-o', 'blank.tlv')).toMatchObject({ status: 2 });
    expect(machine.files.has('blank.tlv')).toBe(false);
    const { status, out } = await machine.run('blank', 'ITLFile.tlv', '-o', 'blank.tlv', '--unsigned');
    expect(status).toBe(0);
    expect(out).toMatch(/^blank\.tlv: Edited since signed /);
    expect((await reportOf('blank.tlv')).signature.status).toBe('invalid');
  });
});

describe('what is written over', () => {
  test.each([
    ['the list', ['export', 'cucm8.tlv', '-o', 'cucm8.tlv']],
    ['the list', ['sign', 'cucm8.tlv', '-o', 'out.tlv', '--cert', 'callmanager.crt', '--to-be-signed', 'cucm8.tlv']],
    ['the list', ['sign', 'cucm8.tlv', '-o', 'out.tlv', '--cert', 'callmanager.crt', '--to-be-signed', 'out.tlv']],
    ['the list', ['sign', 'cucm8.tlv', '--in-place', '--cert', 'callmanager.crt', '--to-be-signed', './cucm8.tlv']],
    ['the digest', ['sign', 'cucm8.tlv', '-o', 'tbs.sha1', '--cert', 'callmanager.crt', '--to-be-signed', 'tbs']],
    ['the private key', ['sign', 'cucm8.tlv', '-o', 'callmanager.pem', '-k', 'callmanager.pem']],
    ['the private key', ['blank', 'cucm8.tlv', '-o', './callmanager.pem', '-k', 'callmanager.pem']],
    [
      'a certificate',
      ['sign', 'cucm8.tlv', '-o', 'callmanager.crt', '-k', 'callmanager.pem', '--cert', 'callmanager.crt'],
    ],
    ['a password', ['sign', 'cucm8.tlv', '-o', 'p.txt', '-k', 'callmanager.pem', '--password-file', 'p.txt']],
    ['a signature', ['sign', 'cucm8.tlv', '-o', 'sig.bin', '--signature', 'sig.bin']],
    ['a certificate', ['edit', 'cucm8.tlv', '-o', 'stranger.crt', '--add', 'tvs,dns=a@stranger.crt']],
    ['a certificate', ['edit', 'cucm8.tlv', '-o', 'stranger.crt', '--set', '1.certificate=stranger.crt']],
    ['a certificate', ['edit', 'cucm8.tlv', '-o', 'stranger.crt', '--set', '01.certificate=stranger.crt']],
    ['a certificate', ['edit', 'cucm8.tlv', '-o', 'link.crt', '--add', 'tvs,dns=a@stranger.crt']],
    ['a certificate', ['edit', 'cucm8.tlv', '-o', 'a@b.crt', '--add', 'tvs,dns=c@a@b.crt']],
  ] as const)('is never %s that a command reads or writes: %j', async (_, command) => {
    machine.text('callmanager.crt', pem('CERTIFICATE', cucm8.identities.callManager.der));
    machine.text('p.txt', 'password');
    machine.text('sig.bin', 'signature');
    machine.links.set('link.crt', 'stranger.crt');
    const before = new Map(machine.files);
    const { status, complaints } = await machine.run(...command);
    expect(status).toBe(2);
    expect(complaints.join()).toMatch(/would be overwritten|would be written twice/);
    expect(machine.files).toEqual(before);
  });

  test('is never the list that is read, under any name, unless that is asked for', async () => {
    machine.links.set('link.tlv', 'ITLFile.tlv');
    for (const output of ['ITLFile.tlv', './ITLFile.tlv', 'link.tlv']) {
      const refused = await machine.run('sign', 'ITLFile.tlv', '-o', output, '-k', 'recovery.pem');
      expect(refused).toMatchObject({ status: 2, out: '' });
      expect(refused.complaints.join()).toMatch(/use --in-place to overwrite it/);
      expect(machine.bytes('ITLFile.tlv')).toEqual(cluster.bytes);
    }
    expect(await machine.run('sign', 'ITLFile.tlv', '-k', 'recovery.pem')).toMatchObject({ status: 2 });
    expect(await machine.run('sign', 'ITLFile.tlv', '-k', 'recovery.pem', '--in-place')).toMatchObject({ status: 0 });
    expect(await reportOf('ITLFile.tlv')).toMatchObject({
      timestamp: '2023-11-14T22:13:20Z',
      signature: { status: 'valid' },
    });
  });

  test('is nothing where the command fails', async () => {
    const before = new Map(machine.files);
    const commands = [
      ['sign', 'ITLFile.tlv', '-o', 'out.tlv', '-k', 'stranger.pem'],
      ['sign', 'gone.tlv', '-o', 'out.tlv', '-k', 'recovery.pem'],
      ['sign', 'stranger.pem', '-o', 'out.tlv', '-k', 'recovery.pem'],
      ['sign', 'ITLFile.tlv', '-o', 'out.tlv', '-k', 'ITLFile.tlv'],
      ['edit', 'ITLFile.tlv', '-o', 'out.tlv', '--remove', '1', '--remove', '77'],
      ['edit', 'ITLFile.tlv', '-o', 'out.tlv', '--set', 'colour=red'],
      ['edit', 'ITLFile.tlv', '-o', 'out.tlv'],
      ['export', 'ITLFile.tlv', '-o', 'out.pem', '--record', '11'],
    ];
    for (const command of commands) {
      const { status, complaints } = await machine.run(...command);
      expect(status, command.join(' ')).toBeGreaterThan(0);
      expect(complaints.length, command.join(' ')).toBeGreaterThan(0);
    }
    expect(machine.files).toEqual(before);
  });
});

describe('trustlist sign', () => {
  test('gives the file again, byte for byte, with the same key and time', async () => {
    const { status } = await machine.run(
      'sign',
      'cucm8.tlv',
      '-o',
      'out.tlv',
      '-k',
      'callmanager.pem',
      '--timestamp',
      'keep',
    );
    expect(status).toBe(0);
    expect(machine.bytes('out.tlv')).toEqual(cucm8.bytes);
  });

  test('takes digest and time', async () => {
    await machine.run(
      'sign',
      'cucm8.tlv',
      '-o',
      'out.tlv',
      '-k',
      'callmanager.pem',
      '--digest',
      'sha512',
      '--timestamp',
      '2024-02-29T12:00:00Z',
    );
    expect(await reportOf('out.tlv')).toMatchObject({
      digest: 'SHA-512',
      timestamp: '2024-02-29T12:00:00Z',
      signature: { status: 'valid' },
    });
    for (const wrong of [
      ['--digest', 'md5'],
      ['--timestamp', 'yesterday'],
    ]) {
      expect(await machine.run('sign', 'cucm8.tlv', '-o', 'o.tlv', '-k', 'callmanager.pem', ...wrong)).toMatchObject({
        status: 2,
      });
    }
  });

  test('never writes another time than the one that it is given', async () => {
    const timed = (command: string[], time: string): string[] => [...command, '-o', 'out.tlv', '--timestamp', time];
    for (const command of [
      ['sign', 'cucm8.tlv', '-k', 'callmanager.pem'],
      ['sign', 'cucm8.tlv', '--cert', 'stranger.crt', '--add-signer', '--to-be-signed', 'tbs'],
      ['blank', 'cucm8.tlv', '-k', 'callmanager.pem'],
      ['edit', 'cucm8.tlv', '-k', 'callmanager.pem', '--set', 'version=1.1'],
    ]) {
      for (const time of ['1960-01-01T00:00:00Z', '2150-01-01T00:00:00Z']) {
        const { status, complaints } = await machine.run(...timed(command, time));
        expect(complaints, command.join(' ')).toEqual([expect.stringMatching(/^cucm8\.tlv: TIMESTAMP takes whole/)]);
        expect(status).toBe(1);
      }
      expect(await machine.run(...timed(command, '2026-02-31T00:00:00Z'))).toMatchObject({
        status: 2,
        complaints: [expect.stringMatching(/^'2026-02-31T00:00:00Z' is not a time/)],
      });
    }
    expect(['out.tlv', 'tbs'].filter((name) => machine.files.has(name))).toEqual([]);
  });

  test('refuses a signer that the list does not know, unless it is to be added', async () => {
    const refused = await machine.run('sign', 'cucm8.tlv', '-o', 'out.tlv', '-k', 'stranger.pem');
    expect(refused.status).toBe(1);
    expect(refused.complaints).toEqual([
      expect.stringMatching(
        /^cucm8\.tlv: No System Administrator Security Token record contains stranger\.example\.com/,
      ),
    ]);
    expect(await machine.run('sign', 'cucm8.tlv', '-o', 'out.tlv', '-k', 'stranger.pem', '--add-signer')).toMatchObject(
      { status: 0 },
    );
    expect(await reportOf('out.tlv')).toMatchObject({ signature: { status: 'valid', record: 1 } });
  });

  test('finds the certificate in a file of its own', async () => {
    machine.text('key.pem', keyPem(stranger));
    const sign = ['sign', 'cucm8.tlv', '-o', 'out.tlv', '-k', 'key.pem', '--add-signer'];
    const lost = await machine.run(...sign);
    expect(lost).toMatchObject({
      status: 1,
      complaints: [expect.stringMatching(/No certificate matches the private key.*--cert\.$/)],
    });
    expect(await machine.run(...sign, '--cert', 'stranger.crt')).toMatchObject({ status: 0 });
    const wrong = await machine.run(...sign, '--cert', 'ITLRecovery.crt');
    expect(wrong).toMatchObject({ status: 2, complaints: ['ITLRecovery.crt: There is no such file.'] });
  });

  test('refuses a certificate of somebody else, though the list has that of the key', async () => {
    const sign = ['sign', 'cucm8.tlv', '-o', 'out.tlv', '-k', 'callmanager.pem'];
    expect(await machine.run(...sign, '--cert', 'stranger.crt')).toMatchObject({
      status: 1,
      complaints: [expect.stringMatching(/^stranger\.crt: No certificate of this file belongs to the private key/)],
    });
    expect(machine.files.has('out.tlv')).toBe(false);
    expect(await machine.run(...sign)).toMatchObject({ status: 0 });
  });

  test('chooses among several keys by what the list knows, else by name', async () => {
    machine.text('both.pem', keyPem(stranger) + keyPem(cucm8.identities.callManager));
    expect(await machine.run('sign', 'cucm8.tlv', '-o', 'out.tlv', '-k', 'both.pem')).toMatchObject({ status: 0 });
    machine.text(
      'named.pem',
      new TextDecoder().decode(machine.bytes('stranger.pem')) + keyPem(cucm8.identities.callManager),
    );
    const asked = await machine.run('sign', 'cucm8.tlv', '-o', 'o.tlv', '-k', 'named.pem', '--add-signer');
    expect(asked).toMatchObject({
      status: 2,
      complaints: [
        'named.pem: The file contains several keys: choose one with --key-name: “stranger.example.com”, “RSA 1024 key”.',
      ],
    });
    const named = ['sign', 'cucm8.tlv', '-o', 'out.tlv', '-k', 'named.pem', '--add-signer', '--key-name'];
    expect(await machine.run(...named, 'stranger.example.com')).toMatchObject({ status: 0 });
    expect((await reportOf('out.tlv')).signer.name).toBe('CN=stranger.example.com');
    expect(await machine.run(...named, 'nobody')).toMatchObject({ status: 2 });
  });

  test('says why an EC key cannot sign', async () => {
    const ec = await certificate({ subject: { CN: 'ec' }, key: ecKey('P-256') });
    machine.text('ec.pem', keyPem(ec));
    expect(await machine.run('sign', 'cucm8.tlv', '-o', 'out.tlv', '-k', 'ec.pem')).toMatchObject({
      status: 2,
      complaints: ['ec.pem: The key “EC P-256 key” is EC P-256; trust lists are signed with RSA keys.'],
    });
    expect(await machine.run('sign', 'cucm8.tlv', '-o', 'out.tlv', '-k', 'stranger.crt')).toMatchObject({
      status: 2,
      complaints: ['stranger.crt: The file contains certificates, but no private key.'],
    });
  });

  test('makes a new list of certificates', async () => {
    for (const [name, { der }] of Object.entries(cluster.identities))
      machine.text(`${name}.crt`, pem('CERTIFICATE', der));
    const { status } = await machine.run(
      'sign', '--new', 'itl', '-o', 'new.tlv', '-k', 'recovery.pem', '--digest', 'sha512',
      '--add', 'sast,dns=pub@recovery.crt', '--add', 'CCM+TFTP,dns=pub,ip=10.1.1.1@publisher.crt', '--add', 'tvs@tvs1.crt', '--add', '4@capf.crt',
    ); // prettier-ignore
    expect(status).toBe(0);
    expect(await reportOf('new.tlv')).toMatchObject({
      kind: 'ITL',
      filename: 'ITLFile.tlv',
      signature: { status: 'valid', record: 1 },
      records: [
        { functionCode: 0, certificate: 'embedded', dnsName: 'pub' },
        { functionCode: 2, certificate: 'embedded', ipAddress: '10.1.1.1' },
        { functionCode: 21, certificate: 'hash' },
        { functionCode: 4, certificate: 'hash' },
      ],
    });
  });

  test('refuses what it would ignore, and ends each complaint with one stop', async () => {
    const sign = ['sign', 'cucm8.tlv', '-o', 'out.tlv'];
    for (const command of [
      [...sign, '--signature', 'sig', '--digest', 'sha1'],
      [...sign, '--signature', 'sig', '--timestamp', 'now'],
      [...sign, '--signature', 'sig', '--add-signer'],
      [...sign, '--to-be-signed', 'tbs', '--cert', 'stranger.crt', '--key-name', 'x'],
      ['blank', 'cucm8.tlv', '-o', 'out.tlv', '--unsigned', '--digest', 'sha1'],
      ['edit', 'cucm8.tlv', '-o', 'out.tlv', '--set', 'version=1.1', '--timestamp', 'keep'],
      ['sign', '--new', 'ITL', '-o', 'out.tlv', '-k', 'stranger.pem', '--add', 'tftp,at=1@stranger.crt'],
      ['sign', '--new', 'list', '-o', 'out.tlv', '-k', 'stranger.pem'],
      ['edit', 'cucm8.tlv', '-o', 'out.tlv', '--set', 'timestamp=soon'],
      ['edit', 'cucm8.tlv', '-o', 'out.tlv', '--set', 'version=1.x'],
      ['edit', 'cucm8.tlv', '-o', 'out.tlv', '--set', 'version=1.'],
    ]) {
      const { status, complaints } = await machine.run(...command);
      expect(status).toBe(2);
      expect(complaints.join()).toMatch(/[^.]; see trustlist --help\.$/);
      expect(machine.files.has('out.tlv')).toBe(false);
    }
  });

  test('takes no certificate for the signer where a file holds several', async () => {
    machine.text('chain.crt', pem('CERTIFICATE', cucm8.identities.callManager.der) + pem('CERTIFICATE', stranger.der));
    machine.text('sig.bin', 'signature');
    for (const way of [
      ['--to-be-signed', 'tbs'],
      ['--signature', 'sig.bin'],
    ]) {
      expect(await machine.run('sign', 'cucm8.tlv', '-o', 'out.tlv', '--cert', 'chain.crt', ...way)).toMatchObject({
        status: 2,
        complaints: ['chain.crt contains several certificates, and a list has one signer; see trustlist --help.'],
      });
    }
    const withKey = ['sign', 'cucm8.tlv', '-o', 'out.tlv', '-k', 'callmanager.pem', '--cert', 'chain.crt'];
    expect(await machine.run(...withKey)).toMatchObject({ status: 0 });
  });

  test('lets a token sign elsewhere', async () => {
    machine.text('recovery.crt', pem('CERTIFICATE', cluster.identities.recovery.der));
    const first = await machine.run(
      'sign',
      'ITLFile.tlv',
      '-o',
      'waiting.tlv',
      '--cert',
      'recovery.crt',
      '--to-be-signed',
      'tbs.bin',
    );
    expect(first.status).toBe(0);
    const digest = createHash('sha512').update(machine.bytes('tbs.bin')).digest('hex');
    expect(new TextDecoder().decode(machine.bytes('tbs.bin.sha512'))).toBe(`${digest}  tbs.bin\n`);
    openssl.write('tbs.bin', machine.bytes('tbs.bin'));
    openssl.run('dgst', '-sha512', '-sign', 'recovery.key', '-out', 'sig.bin', 'tbs.bin');
    openssl.run('dgst', '-sha512', '-sign', 'recovery.key', '-hex', '-out', 'sig.hex', 'tbs.bin');
    for (const name of ['sig.bin', 'sig.hex']) {
      machine.files.set(name, openssl.read(name));
      expect(await machine.run('sign', 'waiting.tlv', '-o', 'out.tlv', '--signature', name)).toMatchObject({
        status: 0,
      });
      expect((await reportOf('out.tlv')).signature.status).toBe('valid');
    }
    const refused = await machine.run('sign', 'ITLFile.tlv', '-o', 'no.tlv', '--signature', 'sig.bin');
    expect(refused.complaints.join()).toMatch(/does not verify with the certificate of ITLRECOVERY/);
    expect(refused.status).toBe(1);
  });
});

describe('the password of a key', () => {
  const sign = ['sign', 'ITLFile.tlv', '-o', 'out.tlv', '-k', 'ITLRecovery.p12'];

  test('comes from a file, from the environment or from the terminal, in this order', async () => {
    machine.text('password.txt', `${password}\r\nnot this\n`);
    machine.environment.set('TRUSTLIST_PASSWORD', 'wrong');
    expect(await machine.run(...sign, '--password-file', 'password.txt')).toMatchObject({ status: 0 });
    machine.environment.set('TRUSTLIST_PASSWORD', password);
    machine.answers = ['wrong'];
    expect(await machine.run(...sign)).toMatchObject({ status: 0 });
    expect(machine.asked).toEqual([]);
    machine.environment.clear();
    machine.answers = ['wrong', password];
    const { status, complaints } = await machine.run(...sign);
    expect(status).toBe(0);
    expect(complaints).toContain('ITLRecovery.p12: The password does not open the file.');
    expect(machine.asked).toEqual(['Password of ITLRecovery.p12: ', 'Password of ITLRecovery.p12: ']);
  });

  test('is asked for three times, and not at all where nobody can answer', async () => {
    machine.answers = ['a', 'b', 'c', password];
    expect(await machine.run(...sign)).toMatchObject({ status: 2 });
    expect(machine.asked).toHaveLength(3);
    machine.answers = [];
    expect(await machine.run(...sign)).toMatchObject({
      status: 2,
      complaints: [
        'ITLRecovery.p12: The file is encrypted: its password is needed. Give it with --password-file or TRUSTLIST_PASSWORD.',
      ],
    });
    machine.environment.set('TRUSTLIST_PASSWORD', 'wrong');
    expect(await machine.run(...sign)).toMatchObject({
      status: 2,
      complaints: ['ITLRecovery.p12: The password does not open the file.'],
    });
    expect(machine.asked).toHaveLength(4);
    expect(machine.files.has('out.tlv')).toBe(false);
  });

  test('and the key leave nothing in the buffers of their files, also on failure', async () => {
    machine.text('password.txt', password);
    machine.text('both.pem', keyPem(stranger) + pem('CERTIFICATE', cluster.identities.recovery.der));
    const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);
    const unlocked = ['--password-file', 'password.txt'];
    for (const [command, status, buffers] of [
      [[...sign, ...unlocked], 0, 2],
      [['blank', 'ITLFile.tlv', '-o', 'out.tlv', '-k', 'ITLRecovery.p12', ...unlocked], 0, 2],
      [[...sign, ...unlocked, '--cert', 'stranger.crt'], 1, 3],
      [[...sign, ...unlocked, '--key-name', 'nobody'], 2, 2],
      [[...sign, '--password-file', 'stranger.crt'], 2, 2],
      [sign, 2, 1],
      [['sign', 'cucm8.tlv', '-o', 'out.tlv', '-k', 'both.pem'], 1, 1],
      [['sign', 'cucm8.tlv', '-o', 'out.tlv', '-k', 'cucm8.tlv'], 2, 1],
      [['edit', 'cucm8.tlv', '-o', 'out.tlv', '--add', 'sast@both.pem'], 0, 1],
      [['edit', 'cucm8.tlv', '-o', 'out.tlv', '--add', 'sast@ITLRecovery.p12', ...unlocked], 0, 2],
      [['phone', '--offered', 'cucm8.tlv', '--tvs-store', 'both.pem'], 0, 1],
    ] as const) {
      machine.handedOut.length = 0;
      expect(await machine.run(...command)).toMatchObject({ status });
      expect([command, machine.handedOut.filter(isZero).length]).toEqual([command, buffers]);
    }
  });

  test('and the key are in nothing that is written or said', async () => {
    machine.answers = ['wrong guess', password];
    const before = new Set(machine.files.keys());
    const { out, complaints } = await machine.run(...sign);
    const written = [...machine.files].filter(([path]) => !before.has(path)).map(([, bytes]) => Buffer.from(bytes));
    expect(written).toHaveLength(1);
    const jwk = cluster.identities.recovery.key.privateKey.export({ format: 'jwk' });
    const secrets = ['d', 'p', 'q', 'dp', 'dq', 'qi'].map((name) =>
      Buffer.from(String(jwk[name as keyof typeof jwk]), 'base64url'),
    );
    for (const secret of [...secrets, Buffer.from(password), Buffer.from('wrong guess')]) {
      for (const place of [...written, Buffer.from(out), Buffer.from(complaints.join())])
        expect(place.includes(secret)).toBe(false);
    }
  });
});

describe('trustlist edit', () => {
  test('sets, removes and adds, with the numbers of the list that it reads', async () => {
    machine.text('new.crt', pem('CERTIFICATE', stranger.der));
    const { status } = await machine.run(
      'edit', 'ITLFile.tlv', '-o', 'out.tlv', '--remove', '2', '--set', '3.dns=renamed.example.com', '--set', '3.ip=10.9.9.9',
      '--set', '5.certificate=new.crt', '--set', '10.function=srst', '--set', 'filename=ITLSEP0011215A1AE3.tlv',
      '--set', 'version=1.1', '--add', 'TFTP,dns=tftp.example.com,at=1@new.crt', '-k', 'recovery.pem',
    ); // prettier-ignore
    expect(status).toBe(0);
    const report = await reportOf('out.tlv');
    expect(report).toMatchObject({
      filename: 'ITLSEP0011215A1AE3.tlv',
      version: '1.1',
      signature: { status: 'valid', record: 2 },
    });
    expect(report.records.map((record) => `${record.function ?? ''} ${record.dnsName ?? ''}`)).toEqual([
      'TFTP tftp.example.com',
      'System Administrator Security Token cucm12-pub.example.com',
      'CCM+TFTP renamed.example.com',
      'CCM+TFTP cucm12-pub.example.com',
      'CCM+TFTP cucm12-sub1.example.com',
      'CCM+TFTP cucm12-sub1.example.com',
      'TVS cucm12-pub.example.com',
      'TVS cucm12-sub1.example.com',
      'TVS cucm12-sub2.example.com',
      'SRST cucm12-pub.example.com',
    ]);
    expect(report.records[2]?.ipAddress).toBe('10.9.9.9');
    expect(report.records[4]?.subject).toBe('CN=stranger.example.com');
  });

  test('turns a certificate into a hash and back', async () => {
    await machine.run('edit', 'cucm8.tlv', '-o', 'hash.tlv', '--set', '2.as=hash');
    expect((await reportOf('hash.tlv')).records.map((record) => record.certificate)).toEqual([
      'embedded',
      'hash',
      'hash',
      'hash',
    ]);
    await machine.run('edit', 'hash.tlv', '-o', 'full.tlv', '--set', '2.as=full');
    expect(machine.bytes('full.tlv')).toEqual(cucm8.bytes);
  });

  test('moves records, one after the other', async () => {
    await machine.run('edit', 'cucm8.tlv', '-o', 'out.tlv', '--move', '4:1', '--move', '2:4');
    expect((await reportOf('out.tlv')).records.map(({ functionCode }) => functionCode)).toEqual([4, 2, 21, 0]);
  });

  test('makes the fixes that findings offer', async () => {
    const { callManager } = cucm8.identities;
    const record = { function: 2, certificate: callManager };
    const records = [
      { function: 0, certificate: callManager },
      { ...record, replace: { 5: text('CN=other') } },
      record,
    ];
    const bytes = trustList({ signer: callManager, headerLength: 99, trailing: text('trailing'), records });
    machine.files.set('in.tlv', bytes);
    const { status } = await machine.run(
      'edit',
      'in.tlv',
      '-o',
      'out.tlv',
      '--mend',
      '-k',
      'callmanager.pem',
      '--timestamp',
      'keep',
    );
    expect(status).toBe(0);
    expect(machine.bytes('out.tlv')).toEqual(
      trustList({ signer: callManager, records: [{ function: 0, certificate: callManager }, record] }),
    );
  });

  test('makes the fixes of many records at once, and drops what is the same then', async () => {
    const { callManager } = cucm8.identities;
    const names = Array.from({ length: 200 }, (_, number) => `host-${number % 100}`);
    const damaged = (hosts: readonly string[]): Uint8Array =>
      trustList({
        signer: callManager,
        records: hosts.map((dnsName, number) => {
          const replace = number % 2 === 0 ? { 3: text('CN=one'), 5: text('CN=other') } : {};
          return { function: 2, certificate: callManager, dnsName, replace };
        }),
      });
    const fix = (bytes: Uint8Array): Promise<unknown> => {
      machine.files.set('in.tlv', bytes);
      return machine.run('edit', 'in.tlv', '-o', 'out.tlv', '--mend');
    };
    const { factor } = await growthOf(
      fix,
      () => damaged(names.slice(0, 20)),
      () => damaged(names),
    );
    expect(factor).toBeLessThanOrEqual(mostGrowth);
    await fix(damaged(names));
    const records = names.slice(0, 100).map((dnsName) => ({ function: 2, certificate: callManager, dnsName }));
    const fixed = trustList({ signer: callManager, records });
    const { headerLength } = open(fixed);
    expect(machine.bytes('out.tlv').subarray(headerLength)).toEqual(fixed.subarray(headerLength));
  });

  test('says that a list which it does not sign must be signed, except one in which nothing changed', async () => {
    const changed = await machine.run('edit', 'cucm8.tlv', '-o', 'out.tlv', '--set', 'version=1.1');
    expect(changed).toMatchObject({ status: 0, out: expect.stringMatching(/: Edited since signed /) as string });
    const unchanged = await machine.run('edit', 'cucm8.tlv', '-o', 'out.tlv', '--set', 'version=1.2');
    expect(unchanged).toMatchObject({ status: 0, out: expect.stringMatching(/: Signature verified /) as string });
    expect(machine.bytes('out.tlv')).toEqual(cucm8.bytes);
  });

  test('signs with the timestamp that it sets, unless it is told another', async () => {
    const edit = ['edit', 'cucm8.tlv', '-o', 'out.tlv', '-k', 'callmanager.pem', '--set'];
    await machine.run(...edit, 'timestamp=2020-02-02T02:02:02Z');
    expect(await reportOf('out.tlv')).toMatchObject({
      timestamp: '2020-02-02T02:02:02Z',
      signature: { status: 'valid' },
    });
    await machine.run(...edit, 'timestamp=2020-02-02T02:02:02Z', '--timestamp', 'now');
    expect((await reportOf('out.tlv')).timestamp).toBe('2023-11-14T22:13:20Z');
    await machine.run(...edit, 'filename=CTLFile.tlv');
    expect((await reportOf('out.tlv')).timestamp).toBe('2023-11-14T22:13:20Z');
  });

  test.each([
    [['--set', 'filename'], /does not have the form FIELD=VALUE/],
    [['--set', '1.colour=red'], /'colour' is not a field of a record/],
    [['--set', '1.function=boss'], /'boss' is not a function: use SAST, CCM, CCM\+TFTP/],
    [['--set', 'version=1'], /not a version such as 1\.2/],
    [['--set', 'version=1.x'], /is not a version such as 1\.2/],
    [['--set', 'version=1.256'], /takes two numbers/],
    [['--move', '1'], /'' is not the number of a record/],
    [['--remove', '0'], /'0' is not the number of a record/],
    [['--add', 'tftp'], /does not name a file/],
    [['--add', 'tftp,as=half@stranger.crt'], /not a form of a record/],
    [['--add', 'tftp,colour=red@stranger.crt'], /not a setting of a record/],
    [['--set', '1.ip=nowhere'], /not an IPv4 or IPv6 address/],
  ] as const)('refuses %j', async (options, message) => {
    const { status, complaints } = await machine.run('edit', 'cucm8.tlv', '-o', 'out.tlv', ...options);
    expect(status).toBeGreaterThan(0);
    expect(complaints.join()).toMatch(message);
    expect(machine.files.has('out.tlv')).toBe(false);
  });

  test('adds every certificate of a PKCS#12 bundle', async () => {
    machine.environment.set('TRUSTLIST_PASSWORD', password);
    await machine.run('edit', 'cucm8.tlv', '-o', 'out.tlv', '--add', 'sast@ITLRecovery.p12');
    expect((await reportOf('out.tlv')).records.at(-1)).toMatchObject({ functionCode: 0, certificate: 'embedded' });
  });
});

describe('trustlist export', () => {
  test('prints each certificate once, and names the records without one', async () => {
    const { status, out, complaints } = await machine.run('export', 'cucm8.tlv');
    expect(status).toBe(0);
    expect(new X509Certificate(out).raw).toEqual(Buffer.from(cucm8.identities.callManager.der));
    expect(out.match(/BEGIN/g)).toHaveLength(1);
    expect(complaints).toEqual([
      'cucm8.tlv: Record 3 (TVS) contains only the hash of its certificate.',
      'cucm8.tlv: Record 4 (CAPF) contains only the hash of its certificate.',
    ]);
  });

  test('writes a file, or one file for each record into a directory', async () => {
    await machine.run('export', 'ITLFile.tlv', '--record', '3', '-o', 'three.pem');
    expect(new X509Certificate(Buffer.from(machine.bytes('three.pem'))).subject).toContain('CN=cucm12-pub.example.com');
    await machine.run('export', 'ITLFile.tlv', '--record', '3', '--record', '5', '-o', 'new/');
    expect([...machine.directories]).toEqual(['new/']);
    machine.lookedUp.length = 0;
    await machine.run('export', 'ITLFile.tlv', '-o', 'every/');
    const written = [...machine.files.keys()].filter((path) => path.startsWith('every/'));
    expect(written).toHaveLength(6);
    expect(machine.lookedUp).toEqual(['ITLFile.tlv', ...written]);
    expect([...machine.files.keys()].filter((path) => path.startsWith('new/'))).toEqual([
      'new/CCM+TFTP_cucm12-pub.example.com_4E11AF02667D1001.pem',
      'new/CCM+TFTP_cucm12-sub1.example.com_4E11AF02667D1003.pem',
    ]);
    expect(await machine.run('export', 'cucm8.tlv', '--record', '3')).toMatchObject({ status: 1, out: '' });
  });
});
