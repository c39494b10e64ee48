import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsedCertificates, readCertificate } from '../../../src/core/certificates/certificate';
import { limits } from '../../../src/core/format/limits';
import { certificate, concat, ecKey, flipByte, hexBytes, rsaKey } from '../../builders';
import {
  bitString,
  der,
  extension,
  latin1,
  name,
  oid,
  rawCertificate,
  sequence,
  utf8String,
} from '../../raw-certificate';

const subject = { C: 'US', O: 'Example', OU: 'Voice', CN: 'pub.example.com' } as const;

describe('readCertificate', () => {
  it('reads an RSA certificate as OpenSSL does', async () => {
    const made = await certificate({
      subject,
      key: rsaKey(2048),
      serial: '2E:3E:1A:7B:DA:A6:4D:84',
      notBefore: new Date('2011-07-27T14:16:24Z'),
      notAfter: new Date('2016-07-27T14:16:24Z'),
      dns: ['pub.example.com', 'pub'],
      ip: ['10.1.1.1', '2001:db8::1'],
      authority: true,
    });
    const read = await readCertificate(made.der);
    const openssl = new X509Certificate(made.der);
    const plain = (fingerprint: string): string => fingerprint.replaceAll(':', '').toLowerCase();

    expect(read.details).toEqual({
      sha1: plain(openssl.fingerprint),
      sha256: plain(openssl.fingerprint256),
      md5: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      length: made.der.length,
      error: null,
      subject: 'CN=pub.example.com;OU=Voice;O=Example;C=US',
      issuer: 'CN=pub.example.com;OU=Voice;O=Example;C=US',
      serial: '2E:3E:1A:7B:DA:A6:4D:84',
      notBefore: '2011-07-27T14:16:24Z',
      notAfter: '2016-07-27T14:16:24Z',
      keyAlgorithm: 'RSA 2048',
      signatureAlgorithm: 'SHA-256 with RSA',
      selfSigned: true,
      alternativeNames: ['DNS:pub.example.com', 'DNS:pub', 'IP:10.1.1.1', 'IP:2001:db8:0:0:0:0:0:1'],
      isAuthority: true,
      keyUsages: ['Digital Signature', 'Key Encipherment'],
      extendedKeyUsages: ['TLS Server Authentication', 'TLS Client Authentication'],
      otherExtensions: [],
    });
    expect(read.keyType).toBe('RSA');
    expect(read.keyBits).toBe(2048);
    expect(read.serialNumber).toEqual(hexBytes('2E3E1A7BDAA64D84'));
    expect(read.publicKeyValue).toEqual(made.key.publicKeyValue);
    expect(read.signatureValue).toEqual(made.signatureValue);
    expect(read.spki).toEqual(new Uint8Array(openssl.publicKey.export({ type: 'spki', format: 'der' })));
    expect(read.subjectName?.map(({ type }) => type)).toEqual(['C', 'O', 'OU', 'CN']);
  });

  it.each([512, 1024] as const)('tells an RSA key of %i bits', async (bits) => {
    const made = await certificate({ subject, key: rsaKey(bits), digest: 'SHA-1' });
    const read = await readCertificate(made.der);
    expect(read.details.keyAlgorithm).toBe(`RSA ${bits}`);
    expect(read.details.signatureAlgorithm).toBe('SHA-1 with RSA');
    expect(read.keyBits).toBe(bits);
  });

  it.each([3072, 4096, 4095])('tells an RSA key of %i bits by its modulus', async (bits) => {
    const modulus = new Uint8Array(Math.ceil(bits / 8)).fill(0x55);
    modulus[0] = bits % 8 === 0 ? 0x80 : 0x40;
    const publicKey = sequence(der(0x02, Uint8Array.of(0), modulus), der(0x02, hexBytes('010001')));
    const keyAlgorithm = sequence(oid('1.2.840.113549.1.1.1'), der(0x05));
    const read = await readCertificate(rawCertificate({ keyAlgorithm, publicKey }));
    expect(read.details.keyAlgorithm).toBe(`RSA ${bits}`);
  });

  it.each([
    ['P-256', 256, 65],
    ['P-384', 384, 97],
    ['P-521', 521, 133],
  ] as const)('reads an EC certificate on %s', async (curve, bits, pointLength) => {
    const made = await certificate({ subject, key: ecKey(curve), digest: 'SHA-512' });
    const read = await readCertificate(made.der);
    expect(read.details.error).toBeNull();
    expect(read.details.keyAlgorithm).toBe(`EC ${curve}`);
    expect(read.details.signatureAlgorithm).toBe('SHA-512 with ECDSA');
    expect(read).toMatchObject({ keyType: 'EC', keyBits: bits });
    expect(read.publicKeyValue).toEqual(made.key.publicKeyValue);
    expect(read.publicKeyValue).toHaveLength(pointLength);
  });

  it('tells an issuer from the subject', async () => {
    const authority = await certificate({ subject: { CN: 'Example CA' }, key: rsaKey(2048, 'ca'), authority: true });
    const made = await certificate({ subject, key: rsaKey(1024), signer: authority });
    const { details } = await readCertificate(made.der);
    expect(details.issuer).toBe('CN=Example CA');
    expect(details.selfSigned).toBe(false);
    expect(details.isAuthority).toBeNull();
  });

  describe('with algorithms that it does not know', () => {
    it('shows a curve by its OID', async () => {
      const keyAlgorithm = sequence(oid('1.2.840.10045.2.1'), oid('1.3.132.0.10'));
      const read = await readCertificate(rawCertificate({ keyAlgorithm, publicKey: new Uint8Array(65).fill(4) }));
      expect(read.details.keyAlgorithm).toBe('EC 1.3.132.0.10');
      expect(read).toMatchObject({ keyType: 'EC', keyBits: null });
    });

    it('shows a key and a signature by their OIDs', async () => {
      const keyAlgorithm = sequence(oid('1.3.6.1.4.1.99999.7'));
      const read = await readCertificate(rawCertificate({ keyAlgorithm, signatureAlgorithm: '1.3.6.1.4.1.99999.8' }));
      expect(read.details.keyAlgorithm).toBe('1.3.6.1.4.1.99999.7');
      expect(read.details.signatureAlgorithm).toBe('1.3.6.1.4.1.99999.8');
      expect(read.keyType).toBe('other');
    });

    it('names Ed25519', async () => {
      const { details } = await readCertificate(rawCertificate({ signatureAlgorithm: '1.3.101.112' }));
      expect(details).toMatchObject({ error: null, keyAlgorithm: 'Ed25519', signatureAlgorithm: 'Ed25519' });
    });

    it('shows an RSA key whose numbers are garbage', async () => {
      const keyAlgorithm = sequence(oid('1.2.840.113549.1.1.1'), der(0x05));
      const read = await readCertificate(rawCertificate({ keyAlgorithm, publicKey: Uint8Array.of(1, 2, 3) }));
      expect(read.details).toMatchObject({ error: null, keyAlgorithm: 'RSA' });
      expect(read.keyBits).toBeNull();
    });
  });

  describe('with unusual values', () => {
    it('keeps a negative serial number and one with a leading zero octet as they are', async () => {
      const negative = await readCertificate(rawCertificate({ serial: 'FF01' }));
      expect(negative.details.serial).toBe('FF:01');
      const padded = await readCertificate(rawCertificate({ serial: '00E9080000005545AF31' }));
      expect(padded.serialNumber).toEqual(hexBytes('00E9080000005545AF31'));
    });

    it('reads the year 9999 of a certificate that never expires', async () => {
      const { details } = await readCertificate(rawCertificate({ notAfter: latin1(0x18, '99991231235959Z') }));
      expect(details.notAfter).toBe('9999-12-31T23:59:59Z');
    });

    it('takes a year of two digits from 50 on for the 20th century', async () => {
      const read = await readCertificate(
        rawCertificate({ notBefore: latin1(0x17, '500101000000Z'), notAfter: latin1(0x17, '491231235959Z') }),
      );
      expect(read.details).toMatchObject({ notBefore: '1950-01-01T00:00:00Z', notAfter: '2049-12-31T23:59:59Z' });
    });

    it('shows everything else if a time cannot be read', async () => {
      const { details } = await readCertificate(rawCertificate({ notBefore: latin1(0x17, 'yesterday') }));
      expect(details).toMatchObject({ error: null, notBefore: null, notAfter: '2030-01-01T00:00:00Z' });
    });

    it('reads names in every kind of string', async () => {
      const made = name(
        ['2.5.4.3', utf8String('Zürich')],
        ['2.5.4.11', latin1(0x13, 'Printable')],
        ['2.5.4.10', der(0x1e, hexBytes('00410020263A'))],
        ['2.5.4.7', der(0x1c, hexBytes('0000005A0001F4DE'))],
        ['2.5.4.8', latin1(0x14, 'T\u00e9l\u00e9tex')],
        ['1.3.6.1.4.1.99999.2', der(0x02, Uint8Array.of(5))],
      );
      const { details } = await readCertificate(rawCertificate({ subject: made }));
      expect(details.subject).toBe('CN=Zürich;OU=Printable;O=A ☺;L=Z📞;ST=Télétex;1.3.6.1.4.1.99999.2=#020105');
    });

    it('reads a name of 60,000 characters, markup and line ends as they are', async () => {
      const long = `<img src=x onerror=alert(1)>\r\n"\u202e${'x'.repeat(60_000)}`;
      const made = await readCertificate(rawCertificate({ subject: name(['2.5.4.3', utf8String(long)]) }));
      expect(made.details.error).toBeNull();
      expect(made.subjectName).toEqual([{ type: 'CN', value: long }]);
    });

    it('reads an empty subject', async () => {
      const read = await readCertificate(rawCertificate({ subject: sequence() }));
      expect(read.details).toMatchObject({ error: null, subject: '' });
      expect(read.subjectName).toEqual([]);
    });
  });

  describe('with extensions', () => {
    it('names every kind of alternative name', async () => {
      const names = sequence(
        latin1(0x81, 'a@example.com'),
        latin1(0x82, 'pub.example.com'),
        der(0xa4, name(['2.5.4.3', utf8String('dir')])),
        latin1(0x86, 'https://example.com/'),
        der(0x87, Uint8Array.of(10, 1, 1, 1)),
        der(0x87, Uint8Array.of(10, 1, 1)),
        der(0x88, hexBytes('2A03')),
        der(0xa0, oid('1.3.6.1.5.2.2'), der(0xa0, utf8String('x'))),
      );
      const { details } = await readCertificate(rawCertificate({ extensions: [extension('2.5.29.17', names)] }));
      expect(details.alternativeNames).toEqual([
        'E-mail:a@example.com',
        'DNS:pub.example.com',
        'Directory name:CN=dir',
        'URI:https://example.com/',
        'IP:10.1.1.1',
        'IP:0a0101',
        'Registered ID:1.2.3',
        'Other name:1.3.6.1.5.2.2',
      ]);
      expect(details.otherExtensions).toEqual([]);
    });

    it('tells an authority from an end entity that says so', async () => {
      const authority = extension('2.5.29.19', sequence(der(0x01, Uint8Array.of(0xff))), true);
      const endEntity = extension('2.5.29.19', sequence());
      expect((await readCertificate(rawCertificate({ extensions: [authority] }))).details.isAuthority).toBe(true);
      expect((await readCertificate(rawCertificate({ extensions: [endEntity] }))).details.isAuthority).toBe(false);
    });

    it('names every key usage, the ninth bit included', async () => {
      const usage = extension('2.5.29.15', bitString(hexBytes('0680'), 7));
      const { details } = await readCertificate(rawCertificate({ extensions: [usage] }));
      expect(details.keyUsages).toEqual(['Certificate Sign', 'CRL Sign', 'Decipher Only']);
    });

    it('lists extensions and purposes that it does not know by OID', async () => {
      const purposes = extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'), oid('1.3.6.1.4.1.99999.3')));
      const unknown = extension('1.3.6.1.4.1.99999.4', hexBytes('FFFF'));
      const { details } = await readCertificate(rawCertificate({ extensions: [purposes, unknown] }));
      expect(details.extendedKeyUsages).toEqual(['TLS Server Authentication', '1.3.6.1.4.1.99999.3']);
      expect(details.otherExtensions).toEqual(['1.3.6.1.4.1.99999.4']);
    });

    it('lists a broken extension by OID and shows the others', async () => {
      const broken = extension('2.5.29.17', hexBytes('30FF01'));
      const sound = extension('2.5.29.15', bitString(hexBytes('80'), 7));
      const { details } = await readCertificate(rawCertificate({ extensions: [broken, sound] }));
      expect(details).toMatchObject({
        error: null,
        alternativeNames: [],
        keyUsages: ['Digital Signature'],
        otherExtensions: ['2.5.29.17'],
      });
    });
  });

  describe('with bytes that are not a certificate', () => {
    it('says at which byte more follow', async () => {
      const whole = rawCertificate();
      const { details, subjectName, spki } = await readCertificate(concat(whole, Uint8Array.of(0, 0)));
      expect(details.error).toBe(
        `The certificate cannot be read at byte ${whole.length}: 2 more bytes follow its end.`,
      );
      expect(details).toMatchObject({ subject: null, selfSigned: false, length: whole.length + 2 });
      expect(details.sha1).toMatch(/^[0-9a-f]{40}$/);
      expect([subjectName, spki]).toEqual([null, null]);
    });

    it('says at which byte one that is cut off ends', async () => {
      const { details } = await readCertificate(rawCertificate().subarray(0, 100));
      expect(details.error).toMatch(/^The certificate cannot be read at byte \d+: .+\.$/);
    });

    it('says so of other ASN.1', async () => {
      const { details } = await readCertificate(sequence(oid('1.2.3')));
      expect(details.error).toBe('The bytes are not an X.509 certificate.');
    });

    it('names the part of a certificate that is malformed', async () => {
      const { details } = await readCertificate(sequence(sequence(oid('1.2.3'))));
      expect(details.error).toBe('The certificate is corrupt (malformed tbsCertificate).');
    });

    it('says so of no bytes at all', async () => {
      const { details } = await readCertificate(new Uint8Array());
      expect(details.error).toMatch(/^The certificate cannot be read at byte 0: /);
    });

    it('does not follow nesting without end', async () => {
      let nested = new Uint8Array();
      for (let depth = 0; depth < 5000; depth++) nested = new Uint8Array(sequence(nested));
      expect((await readCertificate(nested)).details.error).not.toBeNull();
    });

    it('never throws, whatever byte of a certificate is changed', async () => {
      const whole = (await certificate({ subject, key: rsaKey(1024), dns: ['a.example.com'] })).der;
      const position = fc.nat(whole.length - 1);
      await fc.assert(
        fc.asyncProperty(position, fc.integer({ min: 1, max: 255 }), position, async (offset, mask, cut) => {
          const changed = flipByte(whole, offset, mask);
          const read = await readCertificate(changed);
          expect(read.der).toEqual(changed);
          await readCertificate(changed.subarray(0, cut));
        }),
        { numRuns: 500 },
      );
    });
  });

  describe('read again', () => {
    it('parses the same bytes once, also when they are asked for at the same time', async () => {
      const bytes = rawCertificate({ serial: '00C0FFEE01' });
      const before = parsedCertificates();
      const [first, second] = await Promise.all([readCertificate(bytes), readCertificate(bytes.slice())]);
      const third = await readCertificate(bytes);
      expect(parsedCertificates() - before).toBe(1);
      expect(second).toBe(first);
      expect(third).toBe(first);
    });

    it('parses other bytes again', async () => {
      const before = parsedCertificates();
      await readCertificate(rawCertificate({ serial: '00C0FFEE02' }));
      await readCertificate(rawCertificate({ serial: '00C0FFEE03' }));
      expect(parsedCertificates() - before).toBe(2);
    });

    it('forgets what was read longest ago when too much has been read since', async () => {
      const oldest = rawCertificate({ serial: '00C0FFEE05' });
      const used = rawCertificate({ serial: '00C0FFEE06' });
      await readCertificate(oldest);
      await readCertificate(used);
      const large = new Uint8Array(limits.cachedCertificateBytes / 32);
      for (let index = 0; index < 32; index++) {
        await readCertificate(large.fill(index + 1));
        await readCertificate(used);
      }
      const before = parsedCertificates();
      await readCertificate(used);
      expect(parsedCertificates() - before).toBe(0);
      await readCertificate(oldest);
      expect(parsedCertificates() - before).toBe(1);
    });

    it('keeps no hold of the file that a certificate stands in', async () => {
      const file = concat(new Uint8Array(1000), rawCertificate({ serial: '00C0FFEE04' }));
      const { der: kept } = await readCertificate(file.subarray(1000));
      expect(kept.buffer.byteLength).toBe(file.length - 1000);
    });
  });
});
