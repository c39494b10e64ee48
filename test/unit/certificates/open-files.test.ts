import { createPrivateKey, pbkdf2Sync, scryptSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCertificates, withPrivateKeys } from '../../../src/core/certificates/keys/open-files';
import { Openssl } from './openssl';
import { recordBuffers, secretsIn } from './recorded-buffers';

const openssl = new Openssl();
afterAll(() => {
  openssl.remove();
});

const password = 'correct horse';
const legacy = ['-provider', 'legacy', '-provider', 'default'];
/** The private numbers of the key, the password as bytes, and the keys that are derived from it. */
let secrets: Map<string, Uint8Array>;

const answers = (...given: (string | null)[]) => ({ askPassword: () => Promise.resolve(given.shift() ?? null) });
const nobody = answers();

const files: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['PKCS#1 PEM', ['rsa', '-in', 'key.pem', '-traditional']],
  ['PKCS#1 DER', ['rsa', '-in', 'key.pem', '-traditional', '-outform', 'DER']],
  ['PKCS#8 PEM', ['pkcs8', '-topk8', '-in', 'key.pem', '-nocrypt']],
  ['PKCS#8, PBES2', ['pkcs8', '-topk8', '-in', 'key.pem', '-v2', 'aes-256-cbc', '-passout', `pass:${password}`]],
  ['PKCS#8, scrypt', ['pkcs8', '-topk8', '-in', 'key.pem', '-scrypt', '-passout', `pass:${password}`]],
  [
    'PKCS#8, PBES1',
    ['pkcs8', '-topk8', '-in', 'key.pem', '-v1', 'PBE-MD5-DES', '-passout', `pass:${password}`, ...legacy],
  ],
  ['DEK-Info', ['rsa', '-in', 'key.pem', '-traditional', '-aes256', '-passout', `pass:${password}`]],
  ['PKCS#12', ['pkcs12', '-export', '-inkey', 'key.pem', '-in', 'key.crt', '-passout', `pass:${password}`]],
  [
    'PKCS#12 of older programs',
    ['pkcs12', '-export', '-inkey', 'key.pem', '-in', 'key.crt', '-passout', `pass:${password}`, '-legacy'],
  ],
  [
    'PKCS#12 without a MAC, its bags in the clear',
    [
      ...['pkcs12', '-export', '-inkey', 'key.pem', '-in', 'key.crt', '-passout', 'pass:'],
      ...['-nomac', '-keypbe', 'NONE', '-certpbe', 'NONE'],
    ],
  ],
];

function fileOf(args: readonly string[]): Uint8Array {
  openssl.run(...args, '-out', 'key.out');
  return openssl.read('key.out');
}

beforeAll(() => {
  openssl.run(
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'key.crt'],
    ...['-subj', '/CN=pub.example.com', '-days', '30'],
  );
  const jwk = createPrivateKey(openssl.text('key.pem')).export({ format: 'jwk' });
  secrets = new Map(
    (['d', 'p', 'q', 'dp', 'dq', 'qi'] as const).map((name) => [
      name,
      Buffer.from(jwk[name] ?? '', 'base64url').subarray(8, 24),
    ]),
  );
  secrets.set('the password', Buffer.from(password));
  secrets.set('the password as PKCS#12 has it', Buffer.from(password, 'utf16le').swap16());
}, 60_000);

describe('the buffers of a private key', () => {
  it.each(files)('contain it while it is used and not afterwards: %s', async (_, args) => {
    const file = fileOf(args);
    let during: string[] = [];
    const made: Uint8Array[] = [file];
    made.push(
      ...(await recordBuffers(async () => {
        const opened = await withPrivateKeys(file, answers(password), ({ keys }) => {
          during = secretsIn(keys.map(({ pkcs8 }) => pkcs8), secrets); // prettier-ignore
          return Promise.resolve(keys.length);
        });
        expect(opened).toEqual({ ok: true, value: 1 });
      })),
    );
    expect(during).toEqual(['d', 'p', 'q', 'dp', 'dq', 'qi']);
    expect(secretsIn(made, secrets)).toEqual([]);
    expect(file.every((byte) => byte === 0)).toBe(true);
  });

  it.each(files)('do not contain it after a use that fails: %s', async (_, args) => {
    const file = fileOf(args);
    const made = await recordBuffers(async () => {
      const use = (): Promise<never> => Promise.reject(new Error('the disk is full'));
      await expect(withPrivateKeys(file, answers(password), use)).rejects.toThrow('the disk is full');
    });
    expect(secretsIn([file, ...made], secrets)).toEqual([]);
    expect(file.every((byte) => byte === 0)).toBe(true);
  });

  it('do not contain it if the person gives up after a wrong password, or the question fails', async () => {
    const bundle = fileOf([
      ...['pkcs12', '-export', '-inkey', 'key.pem', '-in', 'key.crt', '-passout', `pass:${password}`],
      ...['-nomac', '-keypbe', 'NONE', '-certpbe', 'AES-128-CBC'],
    ]);
    const use = (): Promise<never> => Promise.reject(new Error('opened'));
    for (const asked of [answers('wrong'), nobody]) {
      const file = bundle.slice();
      const made = await recordBuffers(async () => {
        expect(await withPrivateKeys(file, asked, use)).toMatchObject({ ok: false });
      });
      expect(secretsIn([file, ...made], secrets)).toEqual([]);
    }
    const file = bundle.slice();
    const cancelled = { askPassword: () => Promise.reject(new Error('Canceled')) };
    await expect(withPrivateKeys(file, cancelled, use)).rejects.toThrow('Canceled');
    expect(file.every((byte) => byte === 0)).toBe(true);
  });

  it('do not contain it if the file turns out to be damaged behind the key', async () => {
    const damaged = `${openssl.text('key.pem')}-----BEGIN RSA PRIVATE KEY-----\nMAA=\n-----END RSA PRIVATE KEY-----\n`;
    const file = new TextEncoder().encode(damaged);
    const cut = new TextEncoder().encode(openssl.text('key.pem').replace(/.\n-----END/, '!\n-----END'));
    for (const bytes of [file, cut]) {
      const made = await recordBuffers(async () => {
        const opened = await withPrivateKeys(bytes, nobody, () => Promise.resolve());
        expect(opened).toMatchObject({ ok: false, reason: 'not-a-key' });
      });
      expect(secretsIn([bytes, ...made], secrets)).toEqual([]);
    }
  });

  it('do not contain the key that its password makes', async () => {
    const salt = { start: 0, length: 0 };
    for (const [kdf, option] of [
      ['pbkdf2', ['-v2', 'aes-256-cbc', '-iter', '1000']],
      ['scrypt', ['-scrypt']],
    ] as const) {
      const file = fileOf([
        ...['pkcs8', '-topk8', '-in', 'key.pem', ...option],
        ...['-passout', `pass:${password}`, '-outform', 'DER'],
      ]);
      // The salt is the first OCTET STRING of 8 bytes.
      salt.start = Buffer.from(file).indexOf(Buffer.from('0408', 'hex')) + 2;
      const octets = file.slice(salt.start, salt.start + 8);
      const derived =
        kdf === 'pbkdf2'
          ? pbkdf2Sync(password, octets, 1000, 32, 'sha256')
          : scryptSync(password, octets, 32, { N: 16384, r: 8, p: 1 });
      const opened: unknown[] = [];
      const made = await recordBuffers(async () => {
        opened.push(await withPrivateKeys(file, answers(password), () => Promise.resolve('used')));
      });
      expect(opened).toEqual([{ ok: true, value: 'used' }]);
      expect(secretsIn(made, new Map([[kdf, derived]]))).toEqual([]);
    }
  });

  it('are those that a test can see: a copy that nobody overwrites is found', async () => {
    const made = await recordBuffers(async () => {
      await withPrivateKeys(openssl.read('key.pem'), nobody, ({ keys }) =>
        Promise.resolve(keys.map(({ pkcs8 }) => pkcs8.slice())),
      );
    });
    expect(secretsIn(made, secrets)).toContain('d');
  });
});

describe('a file of certificates', () => {
  it('leaves nothing of a private key that is in it', async () => {
    for (const file of [
      new TextEncoder().encode(openssl.text('key.pem') + openssl.text('key.crt')),
      fileOf(['pkcs12', '-export', '-inkey', 'key.pem', '-in', 'key.crt', '-passout', `pass:${password}`]),
    ]) {
      const made = await recordBuffers(async () => {
        const opened = await openCertificates(file, answers(password));
        expect(opened.ok && opened.value.map(({ details }) => details.subject)).toEqual(['CN=pub.example.com']);
      });
      expect(secretsIn([file, ...made], secrets)).toEqual([]);
      expect(file.every((byte) => byte === 0)).toBe(true);
    }
  });

  it('is told by its content, not by its name, and says what it lacks', async () => {
    const bundle = fileOf(['pkcs12', '-export', '-nocerts', '-inkey', 'key.pem', '-passout', `pass:${password}`]);
    expect(await openCertificates(bundle.slice(), nobody)).toMatchObject({ reason: 'needs-password' });
    expect(await openCertificates(bundle.slice(), answers('wrong'))).toMatchObject({ reason: 'wrong-password' });
    expect(await openCertificates(bundle, answers(password))).toMatchObject({
      reason: 'not-a-key',
      message: 'The bundle does not contain a certificate.',
    });
    const text = new TextEncoder().encode('hello');
    expect(await openCertificates(text, nobody)).toMatchObject({ reason: 'not-a-key' });
    expect(text.every((byte) => byte === 0)).toBe(true);
  });
});
