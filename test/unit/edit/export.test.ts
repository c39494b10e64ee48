import { createHash, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { exportPem } from '../../../src/core/edit/export';
import type { TrustList } from '../../../src/core/format/model';
import {
  certificate,
  cucm8Publisher,
  cucm12Cluster,
  Role,
  rsaKey,
  text,
  trustList,
  type Identity,
} from '../../builders';
import { growthOf, mostGrowth } from '../../growth/measure';
import { open } from './lists';

const fingerprint = (pem: string): string => new X509Certificate(pem).fingerprint256;
const blocks = (bundle: string): string[] => bundle.split(/(?<=-----END CERTIFICATE-----\n)/);

describe('exporting certificates as PEM', () => {
  it('writes one file for each record, and each certificate once in the bundle', async () => {
    const { bytes, identities } = await cucm12Cluster();
    const { files, bundle } = await exportPem(open(bytes));
    expect(files.map(({ name }) => name)).toEqual([
      'SAST_ITLRECOVERY-cucm12-pub.example.com_7F0392D6084B3001.pem',
      'SAST_cucm12-pub.example.com_4E11AF02667D1001.pem',
      'CCM+TFTP_cucm12-pub.example.com_4E11AF02667D1001.pem',
      'CCM+TFTP_cucm12-pub-EC.example.com_4E11AF02667D1002.pem',
      'CCM+TFTP_cucm12-sub1.example.com_4E11AF02667D1003.pem',
      'CCM+TFTP_cucm12-sub1-EC.example.com_4E11AF02667D1004.pem',
    ]);
    const { recovery, publisher, publisherEc, subscriber, subscriberEc } = identities;
    const expected = [recovery, publisher, publisherEc, subscriber, subscriberEc].map(
      ({ der }) => new X509Certificate(der).fingerprint256,
    );
    expect(blocks(bundle).map(fingerprint)).toEqual(expected);
    expect(files.map(({ text }) => fingerprint(text))).toEqual([0, 1, 1, 2, 3, 4].map((index) => expected[index]));
  });

  it('names the records that have no certificate', async () => {
    const { bytes } = await cucm8Publisher();
    const { files, without } = await exportPem(open(bytes));
    expect(files.map(({ record }) => record)).toEqual([1, 2]);
    expect(without).toEqual([
      { record: 3, message: 'Record 3 (TVS) contains only the hash of its certificate.' },
      { record: 4, message: 'Record 4 (CAPF) contains only the hash of its certificate.' },
    ]);
  });

  it('exports a selection', async () => {
    const { bytes } = await cucm12Cluster();
    const { files, without, bundle } = await exportPem(open(bytes), [3, 8]);
    expect(files.map(({ record }) => record)).toEqual([3]);
    expect(without.map(({ record }) => record)).toEqual([8]);
    expect(bundle).toBe(files[0]?.text);
  });

  it('gives file names that every file system takes, each of its own', async () => {
    const named = (cn: string, serial = '01'): Promise<Identity> =>
      certificate({ subject: { CN: cn }, key: rsaKey(1024), serial });
    const identities = [
      await named('../../etc/passwd'),
      await named('a:b*c?d"e<f>g|h'),
      await named('Host.example.com'),
      await named('host.example.com'),
      await named('x'.repeat(64)),
      await named('Schlüssel'),
    ];
    const [signer] = identities;
    if (signer === undefined) return;
    const records = identities.map((identity) => ({ function: Role.tftp, certificate: identity }));
    const bytes = trustList({
      signer,
      records: [...records, { function: 99, certificate: signer }, ...records.slice(0, 1)],
    });
    const names = (await exportPem(open(bytes))).files.map(({ name }) => name);
    expect(names).toEqual([
      'TFTP_etc-passwd_01.pem',
      'TFTP_a-b-c-d-e-f-g-h_01.pem',
      'TFTP_Host.example.com_01.pem',
      'TFTP_host.example.com_01_2.pem',
      `TFTP_${'x'.repeat(60)}_01.pem`,
      'TFTP_Schl-ssel_01.pem',
      'Function-99_etc-passwd_01.pem',
      'TFTP_etc-passwd_01_2.pem',
    ]);
    for (const name of names) expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9.+_-]*\.pem$/);
  });

  it('is not held up by a long name, nor by many records of one', async () => {
    const signer = await certificate({ subject: { CN: 'pub' }, key: rsaKey(1024) });
    const listOf = (cn: string, count: number): TrustList => {
      const replace = { 3: text(`CN=${cn}`), 9: Uint8Array.of(1) };
      const record = { function: Role.tftp, certificate: signer, replace };
      return open(trustList({ signer, records: Array.from({ length: count }, () => record) }));
    };
    const longName = (length: number): TrustList => listOf(`x${'.'.repeat(length)}x`, 1);
    const [long, many] = [longName(64_000), listOf('pub', 12_000)];
    for (const [small, large] of [
      [longName(6400), long],
      [listOf('pub', 1200), many],
    ] as const) {
      const { factor } = await growthOf(
        (list: TrustList) => exportPem(list),
        () => small,
        () => large,
      );
      expect(factor).toBeLessThanOrEqual(mostGrowth);
    }
    const names = [...(await exportPem(long)).files, ...(await exportPem(many)).files].map(({ name }) => name);
    const sha1 = createHash('sha1').update(Uint8Array.of(1)).digest('hex').toUpperCase();
    expect(names.slice(0, 3)).toEqual([`TFTP_x_${sha1}.pem`, `TFTP_pub_${sha1}.pem`, `TFTP_pub_${sha1}_2.pem`]);
    expect(names.at(-1)).toBe(`TFTP_pub_${sha1}_12000.pem`);
  });

  it('exports a certificate that cannot be read as it stands, named after the record', async () => {
    const { identities } = await cucm8Publisher();
    const { callManager } = identities;
    const broken = callManager.der.slice(0, 200);
    const records = [{ function: Role.sast, certificate: callManager, replace: { 9: broken } }];
    const { files } = await exportPem(open(trustList({ signer: callManager, records })));
    expect(files[0]?.name).toMatch(/^SAST_CUCM8-Publisher\.bbbburns\.lab_[0-9A-F]{40}\.pem$/);
    const base64 = files[0]?.text.replace(/-----.*-----/g, '') ?? '';
    expect(new Uint8Array(Buffer.from(base64, 'base64'))).toEqual(broken);
  });
});
