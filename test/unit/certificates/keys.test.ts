import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Opening } from '../../../src/core/certificates/keys/opening';
import { readPrivateKeys, type KeyFile } from '../../../src/core/certificates/keys/private-key';
import { limits } from '../../../src/core/format/limits';
import { der, oid, sequence } from '../../raw-certificate';
import { Openssl } from './openssl';

const openssl = new Openssl();
const password = 'correct horse';
const wrong = 'wrong horse';
/** The provider with the old ciphers, which OpenSSL 3 keeps out of the way. */
const legacy = ['-provider', 'legacy', '-provider', 'default'];

beforeAll(() => {
  const rsa = (name: string, cn: string): void => {
    openssl.run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${name}.pem`,
      '-out',
      `${name}.crt`,
      '-subj',
      `/CN=${cn}/O=Example`,
      '-days',
      '30',
    );
  };
  rsa('one', 'pub.example.com');
  rsa('two', 'sub.example.com');
  openssl.run(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    'ec.pem',
    '-out',
    'ec.crt',
    '-subj',
    '/CN=pub-EC.example.com',
  );
  openssl.run('rsa', '-in', 'one.pem', '-out', 'one.pkcs1.pem', '-traditional');
}, 60_000);
afterAll(() => {
  openssl.remove();
});

/** Reads a file whose buffers nobody overwrites, so that a test can use its keys. */
function readPrivateKey(bytes: Uint8Array, given?: string): Promise<KeyFile> {
  return readPrivateKeys(bytes, given, new Opening());
}

/** The keys of a file that must have opened. */
function keysOf(file: KeyFile): Extract<KeyFile, { ok: true }>['keys'] {
  if (!file.ok) throw new Error(`${file.reason}: ${file.message}`);
  return file.keys;
}

/** Proves that what was read is the key of `one.crt`: what it signs, the certificate's key verifies. */
function expectToBeKeyOne(file: KeyFile): void {
  const keys = keysOf(file);
  expect(keys).toHaveLength(1);
  const [key] = keys;
  if (key === undefined) return;
  expect(key.bits).toBe(2048);
  const message = new TextEncoder().encode('a trust list');
  const privateKey = createPrivateKey({ key: Buffer.from(key.pkcs8), format: 'der', type: 'pkcs8' });
  expect(verify('sha256', message, openssl.text('one.crt'), sign('sha256', message, privateKey))).toBe(true);
  const publicKey = createPublicKey(openssl.text('one.crt')).export({ type: 'pkcs1', format: 'der' });
  expect(Buffer.from(key.publicKey)).toEqual(publicKey);
}

function expectNoSecrets(file: KeyFile): void {
  const said = JSON.stringify(file.ok ? file.refused : file);
  expect(said).not.toContain(password);
  expect(said).not.toContain(wrong);
}

interface Format {
  readonly name: string;
  /** Makes `key.out` of `one.pem` (and `one.crt`). */
  readonly make: () => void;
}

const pkcs8 =
  (...options: readonly string[]) =>
  (): void => {
    openssl.run('pkcs8', '-topk8', '-in', 'one.pem', '-out', 'key.out', ...options);
  };
const encrypted = (...options: readonly string[]) => pkcs8('-passout', `pass:${password}`, ...options);
const traditional = (cipher: string) => (): void => {
  openssl.run(
    'rsa',
    '-in',
    'one.pem',
    '-out',
    'key.out',
    '-traditional',
    `-${cipher}`,
    '-passout',
    `pass:${password}`,
    ...legacy,
  );
};
const pkcs12 =
  (...options: readonly string[]) =>
  (): void => {
    openssl.run(
      'pkcs12',
      '-export',
      '-inkey',
      'one.pem',
      '-in',
      'one.crt',
      '-out',
      'key.out',
      '-passout',
      `pass:${password}`,
      ...options,
    );
  };

const plainFormats: readonly Format[] = [
  { name: 'PKCS#1 PEM', make: () => void openssl.run('rsa', '-in', 'one.pem', '-out', 'key.out', '-traditional') },
  {
    name: 'PKCS#1 DER',
    make: () => void openssl.run('rsa', '-in', 'one.pem', '-out', 'key.out', '-outform', 'DER', '-traditional'),
  },
  { name: 'PKCS#8 PEM', make: pkcs8('-nocrypt') },
  { name: 'PKCS#8 DER', make: pkcs8('-nocrypt', '-outform', 'DER') },
];

const encryptedFormats: readonly Format[] = [
  ...['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc', 'des3'].map((cipher) => ({
    name: `PKCS#8 PEM, PBES2 ${cipher}`,
    make: encrypted('-v2', cipher),
  })),
  { name: 'PKCS#8 DER, PBES2', make: encrypted('-v2', 'aes-256-cbc', '-outform', 'DER') },
  ...['hmacWithSHA1', 'hmacWithSHA256', 'hmacWithSHA384', 'hmacWithSHA512'].map((prf) => ({
    name: `PKCS#8 PEM, PBES2 with ${prf}`,
    make: encrypted('-v2', 'aes-256-cbc', '-v2prf', prf),
  })),
  { name: 'PKCS#8 PEM, PBES2 RC2', make: encrypted('-v2', 'rc2', ...legacy) },
  { name: 'PKCS#8 PEM, PBES2 DES', make: encrypted('-v2', 'des', ...legacy) },
  { name: 'PKCS#8 PEM, scrypt', make: encrypted('-scrypt') },
  ...[
    'PBE-MD5-DES',
    'PBE-SHA1-DES',
    'PBE-MD5-RC2-64',
    'PBE-SHA1-RC2-64',
    'PBE-SHA1-3DES',
    'PBE-SHA1-2DES',
    'PBE-SHA1-RC2-128',
    'PBE-SHA1-RC2-40',
  ].map((scheme) => ({ name: `PKCS#8 PEM, ${scheme}`, make: encrypted('-v1', scheme, ...legacy) })),
  ...['des', 'des3', 'aes128', 'aes192', 'aes256'].map((cipher) => ({
    name: `DEK-Info with ${cipher}`,
    make: traditional(cipher),
  })),
  { name: 'PKCS#12 as OpenSSL 3 writes it (PBES2, SHA-256 MAC)', make: pkcs12() },
  { name: 'PKCS#12 as older programs write it (RC2-40, 3DES, SHA-1 MAC)', make: pkcs12('-legacy') },
  {
    name: 'PKCS#12 with 3DES for both',
    make: pkcs12('-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'),
  },
  {
    name: 'PKCS#12 with AES-128 and a SHA-512 MAC',
    make: pkcs12('-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512'),
  },
  { name: 'PKCS#12 with a SHA-384 MAC', make: pkcs12('-macalg', 'sha384') },
  { name: 'PKCS#12 without a MAC', make: pkcs12('-nomac') },
  { name: 'PKCS#12 with a MAC of one round', make: pkcs12('-nomaciter') },
  { name: 'PKCS#12 whose certificate is not encrypted', make: pkcs12('-certpbe', 'NONE') },
];

describe('a private key that is not encrypted', () => {
  it.each(plainFormats)('opens as $name', async ({ make }) => {
    make();
    expectToBeKeyOne(await readPrivateKey(openssl.read('key.out')));
  });

  it('opens with a password that it does not need', async () => {
    expectToBeKeyOne(await readPrivateKey(openssl.read('one.pkcs1.pem'), password));
  });

  it('opens beside its certificate in one PEM file, in either order, and is named after it', async () => {
    const [key, certificate] = [openssl.text('one.pem'), openssl.text('one.crt')];
    for (const file of [key + certificate, certificate + key]) {
      const read = await readPrivateKey(new TextEncoder().encode(file));
      expectToBeKeyOne(read);
      expect(keysOf(read)[0]?.name).toBe('pub.example.com');
      expect(keysOf(read)[0]?.certificate?.details.subject).toBe('CN=pub.example.com;O=Example');
    }
  });

  it('opens with Windows line ends', async () => {
    const file = openssl.text('one.pkcs1.pem').replaceAll('\n', '\r\n');
    expectToBeKeyOne(await readPrivateKey(new TextEncoder().encode(file)));
  });
});

describe('an encrypted private key', () => {
  it.each(encryptedFormats)(
    'opens with its password, asks for it, and says when it is wrong: $name',
    async ({ make }) => {
      make();
      const bytes = openssl.read('key.out');
      expectToBeKeyOne(await readPrivateKey(bytes, password));
      const asked = await readPrivateKey(bytes);
      expect(asked).toMatchObject({ ok: false, reason: 'needs-password' });
      for (const other of [wrong, '']) {
        const answer = await readPrivateKey(bytes, other);
        expect(answer).toMatchObject({ ok: false, reason: 'wrong-password' });
        expectNoSecrets(answer);
      }
    },
  );

  it('opens with a password of characters outside ASCII, in PKCS#8 and PKCS#12', async () => {
    const umlauts = 'pässwörd €';
    openssl.run(
      'pkcs8',
      '-topk8',
      '-in',
      'one.pem',
      '-out',
      'utf8.p8',
      '-v2',
      'aes-256-cbc',
      '-passout',
      `pass:${umlauts}`,
    );
    expectToBeKeyOne(await readPrivateKey(openssl.read('utf8.p8'), umlauts));
    for (const options of [[], ['-legacy']]) {
      openssl.run(
        'pkcs12',
        '-export',
        '-inkey',
        'one.pem',
        '-in',
        'one.crt',
        '-out',
        'utf8.p12',
        '-passout',
        `pass:${umlauts}`,
        ...options,
      );
      expectToBeKeyOne(await readPrivateKey(openssl.read('utf8.p12'), umlauts));
    }
  });

  it('is told from a wrong password by more than its padding', async () => {
    encrypted('-v1', 'PBE-MD5-DES', '-iter', '1', ...legacy)();
    const bytes = openssl.read('key.out');
    for (let attempt = 0; attempt < 1000; attempt += 1) {
      const answer = await readPrivateKey(bytes, `wrong ${attempt}`);
      expect(answer).toMatchObject({ ok: false, reason: 'wrong-password' });
    }
  });
});

describe('a PKCS#12 bundle', () => {
  it('opens without a question when its password is empty', async () => {
    for (const options of [[], ['-legacy']]) {
      openssl.run(
        'pkcs12',
        '-export',
        '-inkey',
        'one.pem',
        '-in',
        'one.crt',
        '-out',
        'empty.p12',
        '-passout',
        'pass:',
        ...options,
      );
      expectToBeKeyOne(await readPrivateKey(openssl.read('empty.p12')));
      expectToBeKeyOne(await readPrivateKey(openssl.read('empty.p12'), ''));
      expect(await readPrivateKey(openssl.read('empty.p12'), wrong)).toMatchObject({ reason: 'wrong-password' });
    }
  });

  it('names its key by its friendly name and holds the certificate of the key', async () => {
    pkcs12('-name', 'ITLRecovery Schlüssel')();
    const read = await readPrivateKey(openssl.read('key.out'), password);
    expect(keysOf(read)[0]?.name).toBe('ITLRecovery Schlüssel');
    expect(keysOf(read)[0]?.certificate?.details.subject).toBe('CN=pub.example.com;O=Example');
  });

  it('finds the certificate of the key among those of its chain', async () => {
    openssl.write('chain.crt', openssl.text('two.crt') + openssl.text('ec.crt'));
    pkcs12('-certfile', 'chain.crt')();
    const read = await readPrivateKey(openssl.read('key.out'), password);
    expect(keysOf(read)[0]?.certificate?.details.subject).toBe('CN=pub.example.com;O=Example');
    expect(read.ok && read.certificates.map(({ details }) => details.subject)).toEqual(
      expect.arrayContaining(['CN=pub.example.com;O=Example', 'CN=sub.example.com;O=Example', 'CN=pub-EC.example.com']),
    );
  });

  it('gives its certificates where it holds no key, as bulk certificate management exports them', async () => {
    openssl.write('bulk.crt', openssl.text('one.crt') + openssl.text('two.crt'));
    for (const options of [[], ['-legacy']]) {
      openssl.run(
        'pkcs12',
        '-export',
        '-nokeys',
        '-in',
        'bulk.crt',
        '-out',
        'bulk.pkcs12',
        '-passout',
        `pass:${password}`,
        ...options,
      );
      const read = await readPrivateKey(openssl.read('bulk.pkcs12'), password);
      expect(keysOf(read)).toEqual([]);
      expect(read.ok && read.certificates.map(({ details }) => details.subject)).toEqual([
        'CN=pub.example.com;O=Example',
        'CN=sub.example.com;O=Example',
      ]);
      expect(await readPrivateKey(openssl.read('bulk.pkcs12'), wrong)).toMatchObject({ reason: 'wrong-password' });
    }
  });

  it('names an EC key that it holds and says why it cannot sign', async () => {
    openssl.run(
      'pkcs12',
      '-export',
      '-inkey',
      'ec.pem',
      '-in',
      'ec.crt',
      '-name',
      'CallManager-ECDSA',
      '-out',
      'ec.p12',
      '-passout',
      `pass:${password}`,
    );
    const read = await readPrivateKey(openssl.read('ec.p12'), password);
    expect(keysOf(read)).toEqual([]);
    expect(read.ok && read.refused).toEqual([
      {
        name: 'CallManager-ECDSA',
        algorithm: 'EC P-256',
        message: 'The key “CallManager-ECDSA” is EC P-256; trust lists are signed with RSA keys.',
      },
    ]);
    expect(read.ok && read.certificates[0]?.details.subject).toBe('CN=pub-EC.example.com');
  });

  it('is read with indefinite lengths and pieces, as BER allows', async () => {
    pkcs12('-legacy')();
    const ber = toBer(openssl.read('key.out'));
    expect(ber).not.toEqual(openssl.read('key.out'));
    expectToBeKeyOne(await readPrivateKey(ber, password));
  });

  it('is refused in words when it asks for a number of rounds that makes no sense', async () => {
    pkcs12('-nomac')();
    const bytes = openssl.read('key.out');
    // The default of 2 048 rounds as INTEGER, turned into 0.
    const at = Buffer.from(bytes).indexOf(Buffer.from('02020800', 'hex'));
    const absurd = Buffer.concat([bytes.subarray(0, at), Buffer.from('02020000', 'hex'), bytes.subarray(at + 4)]);
    expect(await readPrivateKey(new Uint8Array(absurd), password)).toMatchObject({
      ok: false,
      reason: 'not-a-key',
      message: `The file asks for 0 rounds of key derivation at offset ${at}; at least 1 is needed.`,
      offset: at,
    });
  });
});

describe('a hostile key file', () => {
  const algorithm = (...parts: readonly Uint8Array[]): Uint8Array =>
    sequence(oid('1.2.840.113549.1.5.13'), sequence(...parts));
  const salt = der(0x04, new Uint8Array(8));
  const number = (...octets: readonly number[]): Uint8Array => der(0x02, Uint8Array.from(octets));
  const pbkdf2 = (...rest: readonly Uint8Array[]): Uint8Array =>
    sequence(oid('1.2.840.113549.1.5.12'), sequence(salt, ...rest));
  const encryptedKey = (...parts: readonly Uint8Array[]): Uint8Array =>
    sequence(algorithm(...parts), der(0x04, new Uint8Array(16)));

  it.each([
    ['a version of 300', [number(8)], [number(1, 44)]],
    ['a version that means nothing', [number(8)], [number(7)]],
    ['no bits', [number(8)], [number(0)]],
    ['more bits than RC2 has', [number(8)], [number(8, 0)]],
    ['a key of no bytes', [number(8), number(0)], [number(58)]],
    ['a key of 129 bytes', [number(8), number(0, 129)], [number(58)]],
  ])('is refused for RC2 with %s', async (_, derivation, version) => {
    const scheme = sequence(oid('1.2.840.113549.3.2'), sequence(...version, der(0x04, new Uint8Array(8))));
    expect(await readPrivateKey(encryptedKey(pbkdf2(...derivation), scheme), password)).toMatchObject({
      reason: 'not-a-key',
      message: expect.stringContaining('RC2 parameters that are not supported') as string,
    });
  });

  it('asks for no more hashes of derivation than one file may, in all its parts together', async () => {
    const rounds = limits.keyDerivationHashes / 4;
    const iv = sequence(oid('2.16.840.1.101.3.4.1.42'), der(0x04, new Uint8Array(16)));
    const count = number(rounds >> 16, (rounds >> 8) & 0xff, rounds & 0xff);
    const key = sequence(algorithm(pbkdf2(count), iv), der(0x04, new Uint8Array(16)));
    const bag = sequence(oid('1.2.840.113549.1.12.10.1.2'), der(0xa0, key));
    const data = (content: Uint8Array): Uint8Array =>
      sequence(oid('1.2.840.113549.1.7.1'), der(0xa0, der(0x04, content)));
    // A wrong password may end the reading before the limit does, so the rounds are counted by themselves.
    const opening = new Opening();
    for (let part = 0; part < 4; part += 1) opening.countHashes(rounds, part);
    expect(() => {
      opening.countHashes(1, 99);
    }).toThrow(/^Too costly, because the key derivations up to offset 99 take 4000001 hashes, and at most 4000000 /);
    opening.tryAgain();
    opening.countHashes(1, 99);
    const file = sequence(number(3), data(sequence(data(sequence(...Array.from({ length: 5 }, () => bag))))));
    expect(await readPrivateKey(file, password)).toMatchObject({ ok: false });
  });

  it('counts the cost of scrypt as hashes', async () => {
    const scrypt = sequence(oid('1.3.6.1.4.1.11591.4.11'), sequence(salt, number(0x02, 0, 0), number(8), number(16)));
    const scheme = sequence(oid('2.16.840.1.101.3.4.1.42'), der(0x04, new Uint8Array(16)));
    expect(await readPrivateKey(encryptedKey(scrypt, scheme), password)).toMatchObject({
      reason: 'not-a-key',
      message: expect.stringMatching(
        /^Too costly, because the key derivation at offset \d+ takes 16777216 hashes/,
      ) as string,
    });
  });

  it('lets other work run while a key is derived', async () => {
    encrypted('-v1', 'PBE-SHA1-3DES', '-iter', '300000')();
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    expectToBeKeyOne(await readPrivateKey(openssl.read('key.out'), password));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(2);
  });

  it('does not exhaust the stack with strings in strings', async () => {
    let octets: Uint8Array = der(0x04, Uint8Array.of(1));
    for (let depth = 0; depth < 20_000; depth += 1) octets = der(0x24, octets);
    const file = sequence(number(3), sequence(oid('1.2.840.113549.1.7.1'), der(0xa0, octets)));
    expect(await readPrivateKey(file, password)).toMatchObject({
      reason: 'not-a-key',
      message: expect.stringMatching(/pieces of a string are nested too deeply/) as string,
    });
  });
});

describe('several keys in one file', () => {
  it('are all offered, by name', async () => {
    const file = openssl.text('one.pem') + openssl.text('one.crt') + openssl.text('two.pem') + openssl.text('two.crt');
    const read = await readPrivateKey(new TextEncoder().encode(file + openssl.text('one.pkcs1.pem')));
    expect(keysOf(read).map(({ name }) => name)).toEqual(['pub.example.com', 'sub.example.com', 'pub.example.com (2)']);
  });

  it('are told apart where they have no name', async () => {
    const read = await readPrivateKey(new TextEncoder().encode(openssl.text('one.pem') + openssl.text('two.pem')));
    expect(keysOf(read).map(({ name }) => name)).toEqual(['RSA 2048 key', 'RSA 2048 key (2)']);
  });
});

describe('a key that cannot sign a trust list', () => {
  const kinds: readonly (readonly [kind: string, args: readonly string[], algorithm: string])[] = [
    ['an EC key in SEC 1', ['ecparam', '-name', 'secp384r1', '-genkey', '-noout'], 'EC P-384'],
    ['an EC key in PKCS#8', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-521'], 'EC P-521'],
    ['an Ed25519 key', ['genpkey', '-algorithm', 'ed25519'], 'Ed25519'],
    ['an RSASSA-PSS key', ['genpkey', '-algorithm', 'rsa-pss', '-pkeyopt', 'rsa_keygen_bits:1024'], 'RSA-PSS'],
    ['a key of three primes', ['genrsa', '-primes', '3', '2048'], 'multi-prime RSA'],
  ];
  it.each(kinds)('is named and refused: %s', async (_, args, algorithm) => {
    const [command = '', ...options] = args;
    const tail = command === 'genrsa' ? options.splice(-1) : [];
    openssl.run(command, ...options, '-out', 'other.pem', ...tail);
    const read = await readPrivateKey(openssl.read('other.pem'));
    expect(keysOf(read)).toEqual([]);
    expect(read.ok && read.refused.map(({ message }) => message)).toEqual([
      `The key “${algorithm} key” is ${algorithm}; trust lists are signed with RSA keys.`,
    ]);
  });
});

describe('a file without a key', () => {
  const text = (content: string): Uint8Array => new TextEncoder().encode(content);
  const files: readonly (readonly [name: string, file: () => Uint8Array, message: RegExp, offset: number])[] = [
    ['an empty file', () => new Uint8Array(), /^The file is empty\.$/, 0],
    ['a text', () => text('hello'), /^Not a key file: it starts with byte 0x68/, 0],
    ['a trust list', () => Uint8Array.of(1, 0, 2, 1, 2), /^Not a key file: it starts with byte 0x01/, 0],
    [
      'a public key',
      () => text('\n-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----\n'),
      /not contain a private key, only PUBLIC KEY/,
      1,
    ],
    [
      'ASN.1 of another kind',
      () => Uint8Array.of(0x30, 3, 1, 1, 0),
      /not a private key, a certificate or a PKCS#12/,
      0,
    ],
    [
      'ASN.1 that is cut',
      () => openssl.read('one.der').subarray(0, 40),
      /cannot be read at offset 0: an ASN\.1 value declares/,
      0,
    ],
    [
      'an OpenSSH key',
      () => text('-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n'),
      /ssh-keygen -p -m PEM/,
      0,
    ],
    [
      'broken base64',
      () => text('-----BEGIN PRIVATE KEY-----\n!!\n-----END PRIVATE KEY-----\n'),
      /is not base64 at byte 28/,
      0,
    ],
    [
      'bytes that are not a key',
      () => text('-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n'),
      /PRIVATE KEY block at offset 0 does not contain a private key/,
      0,
    ],
  ];
  it.each(files)('is said to be that: %s', async (_, file, message, offset) => {
    openssl.run('rsa', '-in', 'one.pem', '-out', 'one.der', '-outform', 'DER');
    const read = await readPrivateKey(file());
    expect(read).toMatchObject({ ok: false, reason: 'not-a-key', offset });
    expect(!read.ok && read.message).toMatch(message);
  });

  it('gives its certificates where it holds those', async () => {
    for (const form of ['PEM', 'DER']) {
      openssl.run('x509', '-in', 'one.crt', '-out', 'one.cer', '-outform', form);
      const read = await readPrivateKey(openssl.read('one.cer'));
      expect(keysOf(read)).toEqual([]);
      expect(read.ok && read.certificates.map(({ details }) => details.subject)).toEqual([
        'CN=pub.example.com;O=Example',
      ]);
    }
  });

  it('never throws on damaged bytes', async () => {
    pkcs12('-legacy')();
    const bundle = openssl.read('key.out');
    pkcs12('-nomac', '-keypbe', 'NONE', '-certpbe', 'NONE')();
    const open = openssl.read('key.out');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(bundle, open, openssl.read('one.pkcs1.pem')),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.option(fc.nat(), { nil: undefined }),
        async (file, changes, cut) => {
          const damaged = file.slice(0, cut === undefined ? undefined : cut % file.length);
          for (const [at, value] of changes) if (damaged.length > 0) damaged[at % damaged.length] = value;
          const read = await readPrivateKey(damaged, password);
          expect(typeof read.ok).toBe('boolean');
        },
      ),
      { numRuns: 300 },
    );
  });
});

/**
 * A PKCS#12 file as BER: the outermost sequence and its content info without a length, and the octets of the
 * authenticated safe in two pieces.
 */
function toBer(bytes: Uint8Array): Uint8Array {
  const value = (at: number): { start: number; end: number } => {
    const first = bytes[at + 1] ?? 0;
    if (first < 0x80) return { start: at + 2, end: at + 2 + first };
    const count = first & 0x7f;
    const length = bytes.subarray(at + 2, at + 2 + count).reduce((sum, byte) => sum * 256 + byte, 0);
    return { start: at + 2 + count, end: at + 2 + count + length };
  };
  const piece = (content: Uint8Array): Buffer => {
    const length = content.length;
    return Buffer.concat([Uint8Array.of(0x04, 0x82, length >> 8, length & 0xff), content]);
  };
  const end = Uint8Array.of(0, 0);
  const outer = value(0);
  const version = bytes.subarray(outer.start, outer.start + 3);
  const authSafeAt = outer.start + 3;
  const authSafe = value(authSafeAt);
  const oid = bytes.subarray(authSafe.start, value(authSafe.start).end);
  const explicit = value(value(authSafe.start).end);
  const octets = value(explicit.start);
  const content = bytes.subarray(octets.start, octets.end);
  const octetPieces = Buffer.concat([
    Uint8Array.of(0x24, 0x80),
    piece(content.subarray(0, 100)),
    piece(content.subarray(100)),
    end,
  ]);
  const contentInfo = Buffer.concat([Uint8Array.of(0x30, 0x80), oid, Uint8Array.of(0xa0, 0x80), octetPieces, end, end]);
  const macData = bytes.subarray(authSafe.end, outer.end);
  return new Uint8Array(Buffer.concat([Uint8Array.of(0x30, 0x80), version, contentInfo, macData, end]));
}
