import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { readCertificates } from '../../../src/core/certificates/files';
import { encode } from '../../../src/core/format/encode';
import type { Identity } from '../../builders';
import { Openssl } from '../certificates/openssl';
import { itl, node } from '../phone/clusters';
import { Machine } from './machine';

const pub = await node('pub');
const sub = await node('sub');
const next = await node('pub', 2);
const openssl = new Openssl();
afterAll(() => {
  openssl.remove();
});

function pem(...identities: readonly Identity[]): string {
  const block = ({ der }: Identity): string =>
    `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
  return identities.map(block).join('');
}

function pkcs12(...identities: readonly Identity[]): Uint8Array {
  openssl.write('some.pem', pem(...identities));
  openssl.run('pkcs12', '-export', '-nokeys', '-in', 'some.pem', '-out', 'some.p12', '-passout', 'pass:secret');
  return openssl.read('some.p12');
}

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
  machine.environment.set('TRUSTLIST_PASSWORD', 'secret');
  machine.files.set('old/pub_tftp.pkcs12', pkcs12(pub.callManager, sub.callManager));
  machine.files.set('new/pub_tftp.pkcs12', pkcs12(next.callManager));
  machine.text('new/more.pem', pem(sub.callManager, next.tvs));
  machine.files.set('old/ITLFile.tlv', encode(itl('ITLFile.tlv', [pub, sub]).list));
  machine.files.set('new/ITLFile.tlv', encode(itl('ITLFile.tlv', [next]).list));
});

describe('trustlist consolidate', () => {
  test('writes each certificate once, in the order of the bundles', async () => {
    const bundles = ['old/pub_tftp.pkcs12', 'new/pub_tftp.pkcs12', 'new/more.pem'];
    const { status, out } = await machine.run('consolidate', ...bundles, '-o', 'all.pem');
    expect(out).toMatch(/^all\.pem: 4 certificates of 3 bundles\n/);
    expect(out).toContain(
      '  Overwriting: 2 bundles are called pub_tftp.pkcs12 because their servers are both called pub',
    );
    expect(status).toBe(0);
    const read = await readCertificates(machine.bytes('all.pem'));
    if (!read.ok) throw new Error(read.error);
    const expected = [pub.callManager, sub.callManager, next.callManager, next.tvs];
    expect(read.certificates.map(({ der }) => [...der])).toEqual(expected.map(({ der }) => [...der]));
  });

  test('says which signers of the lists the bundles lack, and ends with 1', async () => {
    const { status, out } = await machine.run(
      'consolidate',
      'old/pub_tftp.pkcs12',
      'old/ITLFile.tlv',
      'new/ITLFile.tlv',
    );
    expect(out).toContain('  Present: pub_tftp.pkcs12 contains the certificate of record 3 of old/ITLFile.tlv');
    expect(out).toMatch(/ {2}Missing: No bundle contains the certificate of record 1 of new\/ITLFile\.tlv/);
    expect(status).toBe(1);
    expect((await machine.run('consolidate', 'old', 'new')).status).toBe(0);
  });

  test('prints what the window shows, as JSON', async () => {
    const { out } = await machine.run('consolidate', 'old', 'new', '--json');
    expect(JSON.parse(out)).toMatchObject({
      certificates: 4,
      bundles: [
        { file: 'pub_tftp.pkcs12', name: { host: 'pub', purpose: 'tftp' } },
        { file: 'more.pem', name: null, entries: [{ label: 'sub' }, { label: 'pub' }] },
        { file: 'pub_tftp.pkcs12' },
      ],
      missing: [],
      overwriting: [{ reason: 'equal-host-names' }],
    });
  });

  test('overwrites no bundle, and needs one', async () => {
    const before = machine.bytes('new/more.pem');
    const over = await machine.run('consolidate', 'new/more.pem', '-o', 'new/more.pem');
    expect(over).toMatchObject({ status: 2, out: '' });
    expect(machine.bytes('new/more.pem')).toBe(before);
    const inFolder = await machine.run('consolidate', 'new', '-o', 'new/more.pem');
    expect(inFolder.complaints).toEqual([
      'new/more.pem is an input of this command and would be overwritten; see trustlist --help.',
    ]);
    expect(machine.bytes('new/more.pem')).toBe(before);
    expect((await machine.run('consolidate', 'old/ITLFile.tlv')).complaints).toEqual([
      'old/ITLFile.tlv: There is no bundle of certificates, only lists: give the bundles that the clusters export.',
    ]);
  });

  test('takes the password of every bundle from standard input', async () => {
    machine.environment.clear();
    machine.standardInput = new TextEncoder().encode('secret\n');
    const bundles = ['old/pub_tftp.pkcs12', 'new/pub_tftp.pkcs12'];
    const { status, out } = await machine.run('consolidate', ...bundles, '--password-file', '-');
    expect(out).toMatch(/^3 certificates of 2 bundles\n/);
    expect(status).toBe(0);
  });

  test('takes the bundle from standard input', async () => {
    machine.standardInput = new TextEncoder().encode(pem(pub.callManager));
    expect((await machine.run('consolidate', '-')).out).toMatch(/^1 certificate of 1 bundle\n/);
  });
});
