// npm run bench:certificates [-- --rounds N] [--libraries FOLDER]
// How fast certificates and PKCS#12 files are read here and by libraries, side by side in one run: the figures of
// docs/decisions.md. FOLDER has further libraries in its node_modules: npm install --prefix FOLDER pkijs @lapo/asn1js.
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import 'reflect-metadata';
import * as peculiar from '@peculiar/x509';
import forge from 'node-forge';
import { readWhole } from '../../src/core/certificates/asn1';
import { forgetCertificates, readCertificate } from '../../src/core/certificates/certificate';
import { certificateParts } from '../../src/core/certificates/certificate-parts';
import { withPrivateKeys } from '../../src/core/certificates/keys/open-files';
import { certificate, ecKey, rsaKey } from '../builders';
import { root } from './project';
import { median } from './results';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, libraries: { type: 'string', default: root } },
});
const rounds = Number(values.rounds);
const repetitions = 200;

type Read = (der: Uint8Array) => unknown;

/** Functions of libraries that may not be installed, by the names under which they are called. */
interface Optional {
  readonly fromBER: (der: Uint8Array) => unknown;
  readonly Certificate: { readonly fromBER: (der: Uint8Array) => unknown };
  readonly ASN1: { readonly decode: (der: Uint8Array) => unknown };
  readonly AsnConvert: { readonly parse: (der: Uint8Array, type: unknown) => unknown };
}

const folders = [root, resolve(values.libraries)].map((folder) => createRequire(join(folder, 'package.json')));

/** A library of the project or of the chosen folder; null if it is in neither. */
async function optional(name: string): Promise<Optional | null> {
  for (const { resolve: find } of folders) {
    try {
      return (await import(find(name))) as Optional;
    } catch {
      // Not here.
    }
  }
  return null;
}

const binary = (der: Uint8Array): forge.util.ByteStringBuffer =>
  forge.util.createBuffer(Buffer.from(der).toString('latin1'));

async function readers(): Promise<Map<string, Read>> {
  const [pkijs, asn1js, lapo] = [await optional('pkijs'), await optional('asn1js'), await optional('@lapo/asn1js')];
  const [schema, x509] = [await optional('@peculiar/asn1-schema'), await optional('@peculiar/asn1-x509')];
  const found: [string, Read | null][] = [
    ['here: ASN.1 and the parts of a certificate', partsOf],
    ['here: readCertificate (names, extensions, 3 fingerprints)', readAgain],
    ['@peculiar/x509', (der) => new peculiar.X509Certificate(new Uint8Array(der))],
    ['node-forge asn1 (ASN.1 only)', (der) => forge.asn1.fromDer(binary(der))],
    ['node-forge pki', (der) => forge.pki.certificateFromAsn1(forge.asn1.fromDer(binary(der)))],
    ['pkijs', pkijs === null ? null : (der) => pkijs.Certificate.fromBER(der)],
    ['asn1js (ASN.1 only)', asn1js === null ? null : (der) => asn1js.fromBER(der)],
    ['@lapo/asn1js (ASN.1 only)', lapo === null ? null : (der) => lapo.ASN1.decode(der)],
    [
      '@peculiar/asn1-x509',
      schema === null || x509 === null ? null : (der) => schema.AsnConvert.parse(der, x509.Certificate),
    ],
  ];
  return new Map(found.flatMap(([name, read]): [string, Read][] => (read === null ? [] : [[name, read]])));
}

function partsOf(der: Uint8Array): void {
  const read = readWhole(der);
  if (!read.ok || !certificateParts(read.value).ok) throw new Error('the certificate is not read');
}

function readAgain(der: Uint8Array): Promise<unknown> {
  forgetCertificates();
  return readCertificate(der);
}

/** Milliseconds of the processor, in all threads of this program: what else the machine does does not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

async function time(read: () => unknown): Promise<number> {
  const start = processorTime();
  for (let at = 0; at < repetitions; at++) await read();
  return processorTime() - start;
}

/** The rate of a reader over that of OpenSSL; the two take turns. */
async function rateOf(read: Read, der: Uint8Array): Promise<string> {
  try {
    await read(der);
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 40) : 'fails';
  }
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const base = await time(() => new X509Certificate(der).subject);
    ratios.push(base / (await time(() => read(der))));
  }
  return median(ratios).toFixed(2);
}

async function printCertificates(): Promise<void> {
  const names = { subject: { CN: 'pub.example.com', O: 'Example', C: 'US' }, dns: ['pub.example.com'] };
  const rsa = await certificate({ ...names, key: rsaKey(2048), authority: true });
  const ec = await certificate({ ...names, key: ecKey('P-256') });
  console.log(
    `Certificates: rate over OpenSSL (X509Certificate); RSA ${rsa.der.length} bytes, EC ${ec.der.length} bytes`,
  );
  for (const [name, read] of await readers()) {
    const [rsaRate, ecRate] = [await rateOf(read, rsa.der), await rateOf(read, ec.der)];
    console.log(`  ${name.padEnd(60)} ${rsaRate.padStart(6)} ${ecRate.padStart(6)}`);
  }
}

const password = 'secret';

/** Milliseconds for one PKCS#12 file with 100,000 rounds for each part, read here and by node-forge. */
async function printPkcs12(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'trust-list-'));
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  };
  try {
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'k', '-out', 'c', '-subj', '/CN=a');
    for (const [name, options] of [
      ['PBES2, AES-256, SHA-256', []],
      ['3DES and RC2-40, SHA-1', ['-legacy']],
    ] as const) {
      const out = ['-out', 'p12', '-passout', `pass:${password}`, '-iter', '100000', ...options];
      openssl('pkcs12', '-export', '-inkey', 'k', '-in', 'c', ...out);
      const file = new Uint8Array(readFileSync(join(folder, 'p12')));
      const pairs: [number, number][] = [];
      for (let round = 0; round < Math.ceil(rounds / 3); round++)
        pairs.push([await openHere(file), openWithForge(file)]);
      const [here, forgeTime] = [median(pairs.map(([value]) => value)), median(pairs.map(([, value]) => value))];
      const times = `node-forge ${forgeTime.toFixed(0)} ms, here ${here.toFixed(0)} ms`;
      console.log(`PKCS#12, 100,000 rounds, ${name}: ${times}, ${(forgeTime / here).toFixed(1)} times`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function openHere(file: Uint8Array): Promise<number> {
  const start = processorTime();
  const source = { givenPassword: () => Promise.resolve(password), askPassword: () => Promise.resolve(null) };
  const opened = await withPrivateKeys(file.slice(), source, ({ keys }) => Promise.resolve(keys.length));
  if (!opened.ok || opened.value !== 1) throw new Error('the file is not opened');
  return processorTime() - start;
}

function openWithForge(file: Uint8Array): number {
  const start = processorTime();
  forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(binary(file)), false, password);
  return processorTime() - start;
}

await printCertificates();
await printPkcs12();
