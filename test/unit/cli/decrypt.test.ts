import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ecKey, flipByte, type Identity } from '../../builders';
import { Openssl } from '../certificates/openssl';
import { configuration, encrypted, marker } from '../decrypt/phones';
import { identity, signedBytes } from '../phone/clusters';
import { Machine } from './machine';

const file = 'SEP0011215A1AE3.cnf.xml.enc.sgn';
const minimal = 'SEP0011215A1AE3.cnf.xml.sgn';
const phone = await identity('SEP0011215A1AE3', 'lsc');
const other = await identity('SEP0011215A1AE4', 'lsc');
const openssl = new Openssl();
afterAll(() => {
  openssl.remove();
});

const certificatePem = ({ der }: Identity): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
const keyPem = ({ key }: Identity): string => key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const keyFiles = new Map<string, Uint8Array>();
beforeAll(() => {
  openssl.write('phone.pem', keyPem(phone));
  openssl.write('phone.crt', certificatePem(phone));
  const out = (name: string, ...args: readonly string[]): void => {
    openssl.run(...args, '-out', name);
    keyFiles.set(name, openssl.read(name));
  };
  out('phone.der', 'pkcs8', '-topk8', '-nocrypt', '-in', 'phone.pem', '-outform', 'DER');
  out('pkcs1.pem', 'rsa', '-in', 'phone.pem', '-traditional');
  out('locked.pem', 'pkcs8', '-topk8', '-in', 'phone.pem', '-passout', 'pass:secret');
  out('phone.p12', 'pkcs12', '-export', '-inkey', 'phone.pem', '-in', 'phone.crt', '-passout', 'pass:secret');
  keyFiles.set('phone.pem', openssl.read('phone.pem'));
});

let machine: Machine;
beforeEach(async () => {
  machine = new Machine();
  for (const [name, bytes] of keyFiles) machine.files.set(name, bytes);
  machine.files.set(file, await encrypted(phone.key));
  machine.text('other.pem', keyPem(other));
  machine.text('other.crt', certificatePem(other));
  machine.text('phone.crt', certificatePem(phone));
  machine.text('ec.pem', ecKey('P-256', 'phone').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  machine.text('password', 'secret\n');
  const certHash = createHash('md5').update(phone.der).digest('hex');
  const trailing = new TextEncoder().encode(`<device><certHash>${certHash}</certHash></device>`);
  machine.files.set(minimal, signedBytes(minimal, other, { trailing }));
});

describe('trustlist decrypt', () => {
  test.each([
    ['PEM', ['--key', 'phone.pem']],
    ['PKCS#1', ['-k', 'pkcs1.pem']],
    ['DER', ['--key', 'phone.der']],
    ['a locked PEM', ['--key', 'locked.pem', '--password-file', 'password']],
    ['PKCS#12', ['--key', 'phone.p12', '--password-file', 'password']],
    ['one of several keys', ['--key', 'other.pem', '--key', 'phone.pem']],
    ['what a pattern fits', ['--key', 'p*.pem']],
    [
      'one of several files, some of which are not keys',
      ['--key', 'password', '--key', 'other.crt', '--key', 'phone.pem'],
    ],
  ])('prints what was encrypted, byte for byte, with a key in %s', async (_, args) => {
    const { status, out } = await machine.run('decrypt', file, ...args);
    const { outBytes } = machine;
    expect({ status, out }).toEqual({ status: 0, out: '' });
    expect(outBytes).toEqual(configuration);
    expect([...machine.files.keys()]).not.toContain('OUT');
  });

  test('asks for the password as other commands do', async () => {
    machine.answers = ['wrong', 'secret'];
    const { status } = await machine.run('decrypt', file, '--key', 'phone.p12');
    expect({ status, outBytes: machine.outBytes }).toEqual({ status: 0, outBytes: configuration });
    expect(machine.asked).toEqual(['Password of phone.p12: ', 'Password of phone.p12: ']);
    machine.environment.set('TRUSTLIST_PASSWORD', 'secret');
    expect((await machine.run('decrypt', file, '--key', 'locked.pem')).status).toBe(0);
    machine.environment.set('TRUSTLIST_PASSWORD', 'wrong');
    expect((await machine.run('decrypt', file, '--key', 'locked.pem')).status).toBe(2);
  });

  test('writes OUT and nothing else, and prints nothing of the content', async () => {
    const before = [...machine.files.keys()];
    const { status, out } = await machine.run('decrypt', file, '--key', 'phone.pem', '-o', 'OUT');
    const { outBytes } = machine;
    expect(status).toBe(0);
    expect(out).toBe(
      `OUT: Decrypted with phone.pem (${configuration.length} bytes). It contains passwords in plain text.\n`,
    );
    expect(machine.bytes('OUT')).toEqual(configuration);
    expect(outBytes).toHaveLength(0);
    expect([...machine.files.keys()].filter((name) => !before.includes(name))).toEqual(['OUT']);
  });

  test.each([
    [
      1,
      'a key of another phone',
      [file, '--key', 'other.pem'],
      'other.pem: Wrong key: the configuration is encrypted for the key of another phone, or WRAPPEDKEY in its header is damaged.',
    ],
    [1, 'a key that is not RSA', [file, '--key', 'ec.pem'], /^ec\.pem: Wrong key: “EC P-256 key” is EC P-256/],
    [
      1,
      'damaged content',
      ['damaged', '--key', 'phone.pem'],
      /^damaged: Damaged: the key is right, but .*SHA-1 digest/,
    ],
    [1, 'a file that was cut off', ['cut', '--key', 'phone.pem'], /^cut: Damaged, probably cut off: the key is right/],
    [
      2,
      'a signed file',
      [minimal, '--key', 'phone.pem'],
      /^SEP0011215A1AE3\.cnf\.xml\.sgn: This is a signed configuration/,
    ],
    [
      2,
      'a file of certificates for a key',
      [file, '--key', 'phone.crt'],
      'phone.crt: The file does not contain a private key.',
    ],
    [2, 'a file that is not a key', [file, '--key', 'password'], /^password: Not a key file/],
    [2, 'no key', [file], "decrypt needs --key FILE, the phone's private key; see trustlist --help."],
    [
      2,
      'OUT that is the key',
      [file, '--key', 'phone.pem', '-o', 'phone.pem'],
      /^phone\.pem is an input of this command/,
    ],
    [2, 'OUT that is IN', [file, '--key', 'phone.pem', '-o', file], /is an input of this command/],
  ])('ends with %d for %s, and writes nothing', async (exit, _, args, sentence) => {
    const bytes = machine.bytes(file);
    machine.files.set('damaged', flipByte(bytes, bytes.length - 1));
    machine.files.set('cut', bytes.slice(0, -5));
    const before = new Map(machine.files);
    const { status, out, complaints } = await machine.run('decrypt', ...args);
    const { outBytes } = machine;
    expect({ status, out, shown: outBytes.length }).toEqual({ status: exit, out: '', shown: 0 });
    expect(complaints).toEqual([typeof sentence === 'string' ? sentence : expect.stringMatching(sentence)]);
    expect(machine.files).toEqual(before);
  });

  test('says which certificate is needed, by the minimal configuration', async () => {
    const md5 = createHash('md5').update(phone.der).digest('hex');
    const wrong = await machine.run('decrypt', file, '--key', 'other.pem', '--minimal', minimal);
    expect(wrong.complaints).toEqual([
      `other.pem: Wrong key: give the private key of the certificate with MD5 ${md5}, which ${minimal} names.`,
    ]);
    const withCertificate = await machine.run(
      'decrypt',
      file,
      '--key',
      'other.pem',
      '--cert',
      'other.crt',
      '--minimal',
      minimal,
    );
    expect(withCertificate.complaints).toEqual([
      expect.stringMatching(`^other.pem: Wrong key: ${minimal} names the certificate with MD5 ${md5}, and .* has MD5 `),
    ]);
    const bytes = machine.bytes(file);
    const wrapped = Buffer.from(bytes).indexOf(Buffer.from([25, 0, 128])) + 40;
    machine.files.set(file, flipByte(bytes, wrapped));
    const args = ['--key', 'phone.pem', '--cert', 'phone.crt', 'other.crt', '--minimal', minimal];
    expect((await machine.run('decrypt', file, ...args)).complaints).toEqual([
      'decrypt takes IN and nothing more; see trustlist --help.',
    ]);
    const damaged = await machine.run('decrypt', file, '--key', 'phone.pem', '--cert', '*.crt', '--minimal', minimal);
    expect({ status: damaged.status, complaints: damaged.complaints }).toEqual({
      status: 1,
      complaints: [expect.stringMatching(`^${file}: Damaged, or from another time than ${minimal}`)],
    });
  });

  test('leaves zeros where the key files were, and a marker in no sentence', async () => {
    const runs = [
      await machine.run('decrypt', file, '--key', 'other.pem', '--key', 'phone.pem', '-o', 'OUT'),
      await machine.run('decrypt', file, '--key', 'other.pem'),
    ];
    for (const { out, complaints } of runs) expect(out + complaints.join('')).not.toContain(marker);
    const keys = ['phone.pem', 'other.pem'].map((name) => machine.bytes(name).length);
    const handed = machine.handedOut.filter(({ length }) => keys.includes(length));
    expect(handed).toHaveLength(3);
    for (const bytes of handed) expect(bytes.every((octet) => octet === 0)).toBe(true);
  });
});
