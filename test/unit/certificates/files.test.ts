import { describe, expect, it } from 'vitest';
import { readCertificates } from '../../../src/core/certificates/files';
import { encodePem } from '../../../src/core/certificates/pem';
import { concat } from '../../builders';
import { der, oid, pkcs7, rawCertificate, sequence } from '../../raw-certificate';

const first = rawCertificate({ serial: '01' });
const second = rawCertificate({ serial: '02' });
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));

async function serials(file: Uint8Array): Promise<string | (string | null)[]> {
  const read = await readCertificates(file);
  return read.ok ? read.certificates.map(({ details }) => details.serial) : read.error;
}

describe('readCertificates', () => {
  it('reads DER', async () => {
    expect(await serials(first)).toEqual(['01']);
  });

  it('reads PEM with several certificates, and passes over a private key', async () => {
    const file = [
      encodePem('CERTIFICATE', first),
      encodePem('PRIVATE KEY', Uint8Array.of(1)),
      encodePem('X509 CERTIFICATE', second),
    ].join('');
    expect(await serials(bytes(file))).toEqual(['01', '02']);
  });

  it('reads PEM after a byte order mark', async () => {
    expect(await serials(bytes(`\ufeff${encodePem('CERTIFICATE', first)}`))).toEqual(['01']);
  });

  it("reads openssl's trusted certificates", async () => {
    const trusted = concat(first, sequence(sequence(oid('1.3.6.1.5.5.7.3.1'))));
    expect(await serials(bytes(encodePem('TRUSTED CERTIFICATE', trusted)))).toEqual(['01']);
  });

  it('reads PKCS#7, in DER and in PEM, each certificate exactly as it stands there', async () => {
    const file = pkcs7(first, second);
    const read = await readCertificates(file);
    expect(read.ok && read.certificates.map((certificate) => certificate.der)).toEqual([first, second]);
    expect(await serials(bytes(encodePem('PKCS7', file)))).toEqual(['01', '02']);
  });

  it('keeps the certificates of a file that is wiped afterwards, whatever array it came in', async () => {
    const [alone, bundled] = [rawCertificate({ serial: '03' }), rawCertificate({ serial: '04' })];
    for (const [file, expected] of [
      [Buffer.from(alone), alone],
      [Buffer.from(pkcs7(bundled)), bundled],
    ] as const) {
      const read = await readCertificates(file);
      file.fill(0);
      expect(read.ok && read.certificates.map((certificate) => certificate.der)).toEqual([expected]);
    }
    expect(await serials(alone)).toEqual(['03']);
  });

  it.each([
    ['an empty file', new Uint8Array(), 'The file is empty.'],
    [
      'a text',
      bytes('hello'),
      'The file is neither PEM nor DER: it has no BEGIN line and no ASN.1 sequence at byte 0.',
    ],
    [
      'PEM without a certificate',
      bytes(encodePem('PRIVATE KEY', Uint8Array.of(1)) + encodePem('PRIVATE KEY', Uint8Array.of(2))),
      'The file does not contain a certificate, only PRIVATE KEY.',
    ],
    ['PKCS#7 without certificates', pkcs7(), 'The PKCS#7 file does not contain certificates.'],
    [
      'PKCS#7 that is encrypted',
      sequence(oid('1.2.840.113549.1.7.3'), der(0xa0, sequence())),
      'The PKCS#7 file does not contain signed data, and so no certificates.',
    ],
    [
      'PEM that is cut off',
      bytes(encodePem('CERTIFICATE', first).slice(0, 200)),
      'The CERTIFICATE block at byte 0 has no END line.',
    ],
  ])('refuses %s in words', async (_, file, error) => {
    expect(await serials(file)).toBe(error);
  });

  it('says where DER is cut off', async () => {
    expect(await serials(first.subarray(0, 50))).toMatch(/at byte \d+/);
    expect(await serials(pkcs7(first).subarray(0, 80))).toMatch(/at byte \d+/);
  });

  it('says which of several certificates is malformed', async () => {
    const file = encodePem('CERTIFICATE', first) + encodePem('CERTIFICATE', second.subarray(0, 60));
    expect(await serials(bytes(file))).toMatch(/^Certificate 2: The certificate cannot be read at byte \d+/);
  });
});
