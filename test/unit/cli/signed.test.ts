import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { encode } from '../../../src/core/format/encode';
import { flipByte, type Identity } from '../../builders';
import { Openssl } from '../certificates/openssl';
import {
  configurationText,
  ctl,
  encryptionElements,
  identity,
  itl,
  node,
  readSigned,
  signedBytes,
} from '../phone/clusters';
import { Machine } from './machine';

const name = 'SEP001122334455.cnf.xml.sgn';
const pub = await node('pub');
const other = await node('other');
const openssl = new Openssl();
afterAll(() => {
  openssl.remove();
});

function certificatePem({ der }: Identity): string {
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
}

function keyPem({ key }: Identity): string {
  return key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

let bundle: Uint8Array;
beforeAll(() => {
  openssl.write('pub.key', keyPem(pub.callManager));
  openssl.write('pub.pem', certificatePem(pub.callManager));
  const files = ['-inkey', 'pub.key', '-in', 'pub.pem', '-out', 'pub.p12'];
  openssl.run('pkcs12', '-export', ...files, '-passout', 'pass:secret');
  bundle = openssl.read('pub.p12');
});

let machine: Machine;
beforeEach(async () => {
  machine = new Machine();
  const { files } = machine;
  files.set(name, signedBytes(name, pub.callManager));
  files.set('changed.sgn', flipByte(signedBytes(name, pub.callManager), signedBytes(name, pub.callManager).length - 3));
  files.set('unsigned.sgn', signedBytes(name, pub.callManager, { signed: false }));
  files.set('encrypted.enc.sgn', signedBytes('a.cnf.xml.enc.sgn', pub.callManager, { extra: encryptionElements }));
  const firmware = { signerName: 'CN=someSigner;O=someOrg' };
  files.set('SIP42.loads', signedBytes('SIP42.loads', await identity('someSigner', 'firmware'), firmware));
  const list = encode(itl('ITLFile.tlv', [pub]).list);
  files.set('ITLFile.tlv', list);
  files.set('damaged/ITLFile.tlv', flipByte(list, 40));
  files.set('other/ITLFile.tlv', encode(itl('ITLFile.tlv', [other]).list));
  files.set('CTLFile.tlv', encode(ctl('CTLFile.tlv', [pub.callManager], [pub]).list));
  files.set('SEP001122334455.cnf.xml', configurationText);
  files.set('pub.p12', bundle);
  machine.text('pub.key', keyPem(pub.callManager));
  machine.text('pub.pem', certificatePem(pub.callManager));
  machine.text('both.pem', keyPem(pub.callManager) + certificatePem(pub.callManager));
});

interface Json {
  readonly signature: { readonly status: string; readonly list: string | null; readonly doubts: readonly object[] };
}

async function verified(...args: string[]): Promise<Json & { readonly exit: number }> {
  const { status, out } = await machine.run('verify', '--json', ...args);
  return { ...(JSON.parse(out) as Json), exit: status };
}

describe('trustlist verify of a signed file', () => {
  test('prints who signed it, by which record of which list', async () => {
    const { status, out, complaints } = await machine.run('verify', '--json', name, '--list', 'ITLFile.tlv');
    const { signature, ...rest } = JSON.parse(out) as Json;
    expect(rest).toEqual({
      file: name,
      verdict: 'ok',
      reason: 'signed-by',
      kind: 'signed',
      filename: name,
      signer: {
        name: 'CN=pub;OU=Voice;O=Example',
        issuer: 'CN=pub;OU=Voice;O=Example',
        serial: expect.any(String) as string,
      },
      encrypted: false,
      content: 'configuration',
      length: machine.bytes(name).length,
      headerLength: machine.bytes(name).length - configurationText.length,
      version: '1.0',
      timestamp: '2011-07-27T14:16:24Z',
      digest: 'SHA-1',
      lists: ['ITLFile.tlv'],
      findings: [],
    });
    expect(signature).toEqual({
      status: 'verified',
      list: 'ITLFile.tlv',
      record: 2,
      reason: 'signed-by',
      args: expect.any(Object) as object,
      sentence: 'Signed by record 2 of ITLFile.tlv (CCM+TFTP, pub).',
      doubts: [],
    });
    expect([status, complaints]).toEqual([0, []]);
  });

  test.each([
    ['unknown', 3, [name]],
    ['verified', 0, [name, '--list', 'other/ITLFile.tlv', 'ITLFile.tlv']],
    ['verified', 0, [name, '--list', 'other/ITLFile.tlv', '--list', 'CTLFile.tlv']],
    ['verified', 0, ['--list', 'ITLFile.tlv', name]],
    ['verified', 0, ['--list', 'ITLFile.tlv', '--', name]],
    ['verified', 0, [name, '--list', 'other']],
    ['signer-not-in-list', 1, [name, '--list', 'other/ITLFile.tlv']],
    ['invalid', 1, ['changed.sgn', '--list', 'ITLFile.tlv']],
    ['unsigned', 1, ['unsigned.sgn', '--list', 'ITLFile.tlv']],
    ['firmware', 3, ['SIP42.loads', '--list', 'ITLFile.tlv']],
    ['verified', 0, ['encrypted.enc.sgn', '--list', 'ITLFile.tlv']],
  ])('is %s and ends with %d: %j', async (answer, exit, args) => {
    if (args.includes('other')) machine.files.set('other/mine.tlv', machine.bytes('ITLFile.tlv'));
    expect(await verified(...args)).toMatchObject({ kind: 'signed', exit, signature: { status: answer } });
  });

  test('does not trust a list that is not verified itself', async () => {
    const alone = await verified(name, '--list', 'damaged/ITLFile.tlv');
    expect(alone).toMatchObject({ exit: 3, signature: { list: 'damaged/ITLFile.tlv' } });
    expect(alone.signature.doubts).toMatchObject([{ reason: 'list-not-verified' }]);
    const { out } = await machine.run('verify', name, '--list', 'damaged/ITLFile.tlv');
    expect(out).toContain('The signature of ITLFile.tlv itself is not verified');
    const withSound = await verified(name, '--list', 'damaged/ITLFile.tlv', 'ITLFile.tlv');
    expect(withSound).toMatchObject({ exit: 0, signature: { list: 'ITLFile.tlv', doubts: [] } });
  });

  test('says of a file without a list what its header says, and that it is not an error of reading', async () => {
    const { status, out, complaints } = await machine.run('verify', name);
    expect(out.split('\n').slice(0, 2)).toEqual([
      `${name}: Signature unknown, no list to verify against`,
      expect.stringMatching(/^ {2}There is no list to look the signer up in: pub, serial /),
    ]);
    expect(out).toContain(`FILENAME ${name}, signer CN=pub;OU=Voice;O=Example`);
    expect([status, complaints]).toEqual([3, []]);
  });

  test('says where the header is damaged', async () => {
    const bytes = signedBytes(name, pub.callManager, { headerLength: 9 });
    machine.files.set('damaged.sgn', bytes);
    const { out, status } = await machine.run('verify', '--json', 'damaged.sgn', '--list', 'ITLFile.tlv');
    expect(JSON.parse(out)).toMatchObject({ findings: [{ code: 'header-length', severity: 'error', offset: 5 }] });
    expect(status).toBe(1);
  });

  test.each([
    [[name, '--list', 'pub.pem'], /^pub\.pem: Not a trust list: .* This is a file of certificates/],
    [[name, '--list', 'gone.tlv'], 'gone.tlv: There is no such file.'],
    [['--list', 'ITLFile.tlv'], 'verify: FILE... is missing: put it before --list; see trustlist --help.'],
  ])('ends with 2 for files that are not lists: %j', async (args, sentence) => {
    const { status, out, complaints } = await machine.run('verify', ...args);
    expect([status, out]).toEqual([2, '']);
    expect(complaints).toEqual([typeof sentence === 'string' ? sentence : expect.stringMatching(sentence)]);
  });
});

describe('trustlist show of a signed file', () => {
  test('prints its header, what the lists say, and its text', async () => {
    const { status, out } = await machine.run('show', name, '--list', 'ITLFile.tlv');
    const lines = out.split('\n');
    expect(lines[0]).toBe(`Signed file: ${name}`);
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}0x0000 {2}VERSION +2 {2}1\.0$/));
    expect(lines).toContain('Signature: Signed by record 2 of ITLFile.tlv (CCM+TFTP, pub).');
    expect(lines.slice(-3)).toEqual(['Content: 60 bytes', new TextDecoder().decode(configurationText).trimEnd(), '']);
    expect(status).toBe(0);
  });

  test('prints nothing of a content that only the phone can read', async () => {
    const { status, out } = await machine.run('show', 'encrypted.enc.sgn');
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/^Content: \d+ bytes, encrypted$/);
    expect(status).toBe(0);
  });

  test('ends with 1 if the lists refuse it', async () => {
    expect((await machine.run('show', 'changed.sgn', '--list', 'ITLFile.tlv')).status).toBe(1);
  });

  test('lets no content drive a terminal', async () => {
    const trailing = new TextEncoder().encode('<device>\u009b2J\u202e</device>');
    machine.files.set('hostile.sgn', signedBytes(name, pub.callManager, { trailing }));
    expect((await machine.run('show', 'hostile.sgn')).out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

describe('trustlist sign of a configuration', () => {
  test.each([
    ['both.pem', []],
    ['pub.key', ['--cert', 'pub.pem']],
  ])('signs a plain one as the TFTP server does, with %s', async (key, more) => {
    const args = ['SEP001122334455.cnf.xml', '-o', 'out.sgn', '--key', key, ...more];
    const { status, out, complaints } = await machine.run('sign', ...args);
    expect({ status, complaints }).toEqual({ status: 0, complaints: [] });
    expect(out).toMatch(
      /^out\.sgn: Signed by CN=pub;OU=Voice;O=Example \(SEP001122334455\.cnf\.xml\.sgn, \d+ bytes, SHA-1\)\n$/,
    );
    expect(await verified('out.sgn', '--list', 'ITLFile.tlv')).toMatchObject({
      exit: 0,
      filename: name,
      timestamp: '2023-11-14T22:13:20Z',
      signature: { status: 'verified' },
    });
    expect(readSigned(machine.bytes('out.sgn')).content).toEqual(configurationText);
  });

  test('signs a signed one again, with the digest and the time that are asked for', async () => {
    machine.environment.set('TRUSTLIST_PASSWORD', 'secret');
    const args = ['changed.sgn', '--in-place', '--key', 'pub.p12', '--digest', 'sha512', '--timestamp', 'keep'];
    expect((await machine.run('sign', ...args)).status).toBe(0);
    expect(await verified('changed.sgn', '--list', 'ITLFile.tlv')).toMatchObject({
      filename: name,
      digest: 'SHA-512',
      timestamp: '2011-07-27T14:16:24Z',
      signature: { status: 'verified' },
    });
  });

  test('takes standard input, and names it by what it is written to', async () => {
    machine.standardInput = configurationText;
    expect((await machine.run('sign', '-', '-o', 'x/SEP001122334455.cnf.xml.sgn', '--key', 'both.pem')).status).toBe(0);
    expect(await verified('x/SEP001122334455.cnf.xml.sgn')).toMatchObject({ filename: name });
  });

  test.each([
    [['--key', 'both.pem', '--add-signer'], /^--add-signer has no effect on a configuration/],
    [['--key', 'both.pem', '--timestamp', 'keep'], /^--timestamp keep has no effect on a file without a TIMESTAMP/],
    [['--cert', 'pub.pem', '--to-be-signed', 'bytes'], /^--to-be-signed is for lists/],
    [
      ['--key', 'pub.key'],
      /^pub\.key: No certificate matches the private key, in its own file\. Give it with --cert\.$/,
    ],
  ])('writes nothing where it cannot: %j', async (args, sentence) => {
    const { complaints } = await machine.run('sign', 'SEP001122334455.cnf.xml', '-o', 'out.sgn', ...args);
    expect(complaints).toEqual([expect.stringMatching(sentence)]);
    expect(machine.files.has('out.sgn')).toBe(false);
  });
});

describe('trustlist strip', () => {
  test('leaves the content, byte for byte', async () => {
    const { status, out } = await machine.run('strip', name, '-o', 'plain.xml');
    expect(out).toBe('plain.xml: The content alone, without a signature (60 bytes)\n');
    expect(machine.bytes('plain.xml')).toEqual(configurationText);
    expect(status).toBe(0);
  });

  test('keeps what only its header decrypts, and overwrites no input', async () => {
    const refused = await machine.run('strip', 'encrypted.enc.sgn', '-o', 'plain.xml');
    expect(refused).toMatchObject({
      status: 1,
      complaints: [expect.stringContaining('without the header it would be lost')],
    });
    expect((await machine.run('strip', name, '-o', name)).status).toBe(2);
    expect(machine.files.has('plain.xml')).toBe(false);
    expect(machine.bytes(name)).toEqual(signedBytes(name, pub.callManager));
  });
});
