import forge from 'node-forge';
import { certificate, concat, ecKey, rsaKey, type Identity } from '../../builders';
import {
  bitString,
  der,
  extension,
  latin1,
  name,
  oid,
  pkcs7,
  rawCertificate,
  sequence,
  utf8String,
} from '../../raw-certificate';

/** What opens every sample. */
export const password = 'secret';

/** INTEGER of these octets. */
const integer = (...octets: readonly number[]): Uint8Array => der(0x02, Uint8Array.from(octets));
const octets = (...content: readonly Uint8Array[]): Uint8Array => der(0x04, ...content);
const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const pem = (label: string, bytes: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(bytes).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;

async function someone(): Promise<Identity> {
  return certificate({ subject: { CN: 'pub', O: 'Example' }, key: rsaKey(512, 'small'), dns: ['pub.example.com'] });
}

/** Key files of every kind that is read, in the clear, behind the password, and with no structure hidden by it. */
export async function sampleKeys(): Promise<Uint8Array[]> {
  const { key, der: certificateDer } = await someone();
  const { privateKey } = key;
  const plain = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }));
  const pkcs1 = new Uint8Array(privateKey.export({ type: 'pkcs1', format: 'der' }));
  const ec = ecKey('P-256', 'small').privateKey;
  const encrypted = (cipher: string): Uint8Array =>
    new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der', cipher, passphrase: password }));
  const legacy = privateKey.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: password });
  const withLegacy = `${legacy.toString()}${pem('CERTIFICATE', certificateDer)}`;
  return [
    plain,
    pkcs1,
    new Uint8Array(ec.export({ type: 'sec1', format: 'der' })),
    new Uint8Array(ec.export({ type: 'pkcs8', format: 'der' })),
    encrypted('aes-256-cbc'),
    encrypted('des-ede3-cbc'),
    ...schemes.map((scheme) => sequence(scheme, octets(new Uint8Array(64)))),
    plainBundle(plain, certificateDer),
    forgedBundle(
      privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
      pem('CERTIFICATE', certificateDer),
      'aes256',
    ),
    forgedBundle(
      privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
      pem('CERTIFICATE', certificateDer),
      '3des',
    ),
    ascii(withLegacy),
    ascii(`${pem('PRIVATE KEY', plain)}${pem('CERTIFICATE', certificateDer)}`),
    ascii(pem('ENCRYPTED PRIVATE KEY', encrypted('aes-128-cbc'))),
  ];
}

const salt = octets(new Uint8Array(8).fill(7));
const iv = (length: number): Uint8Array => octets(new Uint8Array(length).fill(9));
const pbes2 = (derivation: Uint8Array, scheme: Uint8Array): Uint8Array =>
  sequence(oid('1.2.840.113549.1.5.13'), sequence(derivation, scheme));
const pbkdf2 = (...more: readonly Uint8Array[]): Uint8Array =>
  sequence(oid('1.2.840.113549.1.5.12'), sequence(salt, integer(4), ...more));

/** AlgorithmIdentifiers of encryption that no library here writes. */
const schemes: readonly Uint8Array[] = [
  pbes2(pbkdf2(integer(16)), sequence(oid('1.2.840.113549.3.2'), sequence(integer(58), iv(8)))),
  pbes2(pbkdf2(sequence(oid('1.2.840.113549.2.11'), der(0x05))), sequence(oid('1.3.14.3.2.7'), iv(8))),
  pbes2(
    sequence(oid('1.3.6.1.4.1.11591.4.11'), sequence(salt, integer(16), integer(1), integer(1))),
    sequence(oid('2.16.840.1.101.3.4.1.42'), iv(16)),
  ),
  ...['1.2.840.113549.1.5.3', '1.2.840.113549.1.5.11', '1.2.840.113549.1.12.1.4', '1.2.840.113549.1.12.1.6'].map(
    (scheme) => sequence(oid(scheme), sequence(salt, integer(4))),
  ),
];

/** A PKCS#12 file without a MAC and without encryption, so that changes reach everything in it. */
function plainBundle(key: Uint8Array, certificateDer: Uint8Array): Uint8Array {
  const data = (content: Uint8Array): Uint8Array => sequence(oid('1.2.840.113549.1.7.1'), der(0xa0, octets(content)));
  const bag = (type: string, value: Uint8Array, ...attributes: readonly Uint8Array[]): Uint8Array =>
    sequence(oid(`1.2.840.113549.1.12.10.1.${type}`), der(0xa0, value), der(0x31, ...attributes));
  const friendly = sequence(oid('1.2.840.113549.1.9.20'), der(0x31, der(0x1e, ascii('\0p\0u\0b'))));
  const localKey = sequence(oid('1.2.840.113549.1.9.21'), der(0x31, octets(Uint8Array.of(1))));
  const certBag = sequence(oid('1.2.840.113549.1.9.22.1'), der(0xa0, octets(certificateDer)));
  const nested = bag('6', sequence(bag('3', certBag, localKey)));
  const encryptedData = sequence(
    oid('1.2.840.113549.1.7.6'),
    der(
      0xa0,
      sequence(
        integer(0),
        sequence(oid('1.2.840.113549.1.7.1'), schemes[3] ?? concat(), der(0x80, new Uint8Array(16))),
      ),
    ),
  );
  const safe = sequence(data(sequence(bag('1', key, friendly, localKey), nested)), encryptedData);
  return sequence(integer(3), data(safe));
}

/** A PKCS#12 file as programs write it: a MAC, and key and certificate behind the password. */
function forgedBundle(key: string, certificatePem: string, algorithm: '3des' | 'aes256'): Uint8Array {
  const bundle = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(key),
    [forge.pki.certificateFromPem(certificatePem)],
    password,
    { algorithm, count: 8, saltSize: 8, friendlyName: 'pub' },
  );
  return ascii(forge.asn1.toDer(bundle).getBytes());
}

/** Certificates of every kind of key, and such as no library would make. */
export async function sampleCertificates(): Promise<Uint8Array[]> {
  const one = await someone();
  const authority = await certificate({ subject: { CN: 'CA' }, key: rsaKey(1024, 'sample ca'), authority: true });
  const ec = await certificate({ subject: { CN: 'ec' }, key: ecKey('P-384', 'sample'), ip: ['10.0.0.1'] });
  const issued = await certificate({ subject: { CN: 'issued' }, key: rsaKey(512, 'small'), signer: authority });
  const odd = rawCertificate({
    subject: name(
      ['2.5.4.3', utf8String('ü')],
      ['2.5.4.10', latin1(0x14, 'Caf\u00e9')],
      ['2.5.4.6', der(0x1e, ascii('\0P\0L'))],
    ),
    notBefore: latin1(0x18, '20200101000000.5+0130'),
    publicKey: new Uint8Array(33),
    extensions: [
      extension(
        '2.5.29.17',
        sequence(
          der(0x87, new Uint8Array(16)),
          der(0xa4, name(['2.5.4.3', utf8String('x')])),
          der(0xa0, oid('1.3.6.1'), der(0xa0, utf8String('upn'))),
        ),
      ),
      extension('2.5.29.15', bitString(Uint8Array.of(0xff, 0x80), 7), true),
      extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'), oid('1.3.6.1.5.5.7.3.2'))),
      extension('2.5.29.19', sequence(der(0x01, Uint8Array.of(0xff)), integer(0)), true),
    ],
  });
  const ders = [one, authority, ec, issued].map((identity) => identity.der);
  return [
    ...ders,
    odd,
    ascii(ders.map((bytes) => pem('CERTIFICATE', bytes)).join('text between\n')),
    ascii(pem('TRUSTED CERTIFICATE', concat(one.der, sequence()))),
  ];
}

export async function samplePkcs7(): Promise<Uint8Array[]> {
  const certificates = (await sampleCertificates()).filter((file) => file[0] === 0x30);
  return [pkcs7(...certificates), pkcs7(), ascii(pem('PKCS7', pkcs7(...certificates.slice(0, 1))))];
}
