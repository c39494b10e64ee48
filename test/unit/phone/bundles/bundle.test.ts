import { describe, expect, it } from 'vitest';
import { bundleName, consolidate } from '../../../../src/core/phone/bundles/bundle';
import { clashingHosts, overwriting } from '../../../../src/core/phone/bundles/clashes';
import { describeBundle } from '../../../../src/core/phone/bundles/describe';
import { neededCertificates, neededEvidence } from '../../../../src/core/phone/bundles/needed';
import { tftpHosts } from '../../../../src/core/phone/bundles/tftp-servers';
import { inspectList } from '../../../../src/core/phone/held';
import { cucm12Cluster, Role, u32, type Identity } from '../../../builders';
import { bundle, itl, named, node, recoveryOf } from '../clusters';

const pub = await node('ccmpub');
const otherPub = await node('ccmpub', 2);
const sub = await node('ccmsub');
const old = await inspectList(itl('old.tlv', [pub, sub]));

describe('a bundle of certificates', () => {
  it.each([
    ['CCMPUB_tftp.pkcs12', { host: 'CCMPUB', purpose: 'tftp' }],
    ['my_pub_TOMCAT.p12', { host: 'my_pub', purpose: 'tomcat' }],
  ])('tells host and purpose by its name: %s', (file, name) => {
    expect(bundleName(file)).toEqual(name);
  });

  it.each(['all.pem', 'bundle.pkcs12', '_tftp.pkcs12'])('may have any other name: %s', (file) => {
    expect(bundleName(file)).toBeNull();
  });

  it('is described certificate by certificate, with the records that use it', async () => {
    const [callManager, stranger] = describeBundle(await bundle('x.pem', pub.callManager, otherPub.tvs), [old]);
    expect(callManager).toMatchObject({
      label: 'ccmpub',
      records: ['record 1 of old.tlv (SAST, ccmpub)', 'record 2 of old.tlv (CCM+TFTP, ccmpub)'],
    });
    expect(stranger?.records).toEqual([]);
  });
});

describe('bundles of equal names', () => {
  it('overwrite each other where they differ, whatever the case of their names', async () => {
    const bundles = [
      await bundle('CCMPUB_tftp.pkcs12', pub.callManager),
      await bundle('ccmpub_tftp.pkcs12', otherPub.callManager),
      await bundle('ccmsub_tftp.pkcs12', sub.callManager),
    ];
    const [clash, ...more] = overwriting(bundles);
    expect(more).toEqual([]);
    expect(clash?.bundles).toEqual(bundles.slice(0, 2));
    expect(clash?.sentence).toContain(
      '2 bundles are called CCMPUB_tftp.pkcs12 because their servers are both called CCMPUB',
    );
  });

  it('do not where they hold the same', async () => {
    const one = await bundle('a_tftp.pkcs12', pub.callManager, sub.callManager);
    const two = await bundle('a_tftp.pkcs12', sub.callManager, pub.callManager);
    expect(overwriting([one, two])).toEqual([]);
  });
});

describe('the TFTP servers of a list', () => {
  const tftp = (dnsName: string | null) => ({
    function: Role.tftp,
    certificate: pub.callManager,
    ...(dnsName === null ? { replace: { 2: null } } : { dnsName }),
  });

  it('are those of DNSNAME, and of the certificate only if DNSNAME is missing', async () => {
    const servers = [tftp('sub1.lab'), tftp('SUB2.lab'), tftp(null), { function: Role.tftp, dnsName: '' }];
    const read = await inspectList(itl('old.tlv', [pub], { records: servers }));
    expect(tftpHosts(read)).toEqual(['sub1.lab', 'SUB2.lab', 'ccmpub']);
  });

  it('clash where both clusters have the name for another certificate, whatever its case and domain', async () => {
    const ours = await inspectList(itl('a.tlv', [pub], { records: [tftp('Sub2.lab')] }));
    const of = (callManager: Identity) =>
      inspectList(
        itl('b.tlv', [sub], { records: [{ function: Role.tftp, certificate: callManager, dnsName: 'SUB2.other' }] }),
      );
    expect(clashingHosts([ours], [await of(sub.callManager)]).map(({ host }) => host)).toEqual(['sub2']);
    expect(clashingHosts([ours], [await of(pub.callManager)])).toEqual([]);
  });
});

describe('lists and bundles that are made to take time', () => {
  const servers = (count: number) =>
    Array.from({ length: count }, (_unused, at) => ({
      function: Role.tftp,
      certificate: pub.callManager,
      dnsName: 'pub.lab',
      replace: { 6: u32(at + 1) },
    }));

  it('are gone through once: every server of one host, every certificate of one name', async () => {
    const ours = await inspectList(itl('a.tlv', [pub], { records: servers(6_000) }));
    const theirs = await inspectList(itl('b.tlv', [pub], { records: servers(5_999) }));
    expect(clashingHosts([ours], [theirs]).map(({ host }) => host)).toEqual(['pub']);
    expect(clashingHosts([theirs], [ours])).toEqual([]);

    const store = await bundle('sub.pem', sub.callManager);
    const copies = { ...store, certificates: Array.from({ length: 2_000 }, () => store.certificates).flat() };
    const needed = neededCertificates(ours, [copies]);
    expect(needed).toHaveLength(6_000);
    expect(needed.every((one) => one.bundle === null)).toBe(true);
    expect(describeBundle(copies, [ours]).every(({ records }) => records.length === 0)).toBe(true);
  });
});

describe('a consolidation', () => {
  it('needs every TFTP server, the one that signs the ITL among them', async () => {
    const held = await bundle('sub.pem', sub.callManager);
    expect(neededCertificates(old, [held]).map((one) => [one.signsList, neededEvidence(one).sentence])).toEqual([
      [true, 'No bundle contains the certificate of record 1 of old.tlv (SAST, ccmpub).'],
      [false, 'sub.pem contains the certificate of record 3 of old.tlv (CCM+TFTP, ccmsub).'],
    ]);
  });

  it('needs ITLRecovery from 12.0 on, and no EC certificate: those sign no file', async () => {
    const list = await inspectList(named('12.tlv', (await cucm12Cluster()).bytes));
    expect(neededCertificates(list, []).map(({ record, signsList }) => [record.index, signsList])).toEqual([
      [1, true],
      [3, false],
      [5, false],
    ]);
  });

  it('needs ITLRecovery too where CallManager still signs', async () => {
    const recovery = await recoveryOf('ccmpub');
    const list = await inspectList(itl('10.tlv', [pub], { recovery, signer: pub.callManager }));
    expect(neededCertificates(list, []).map(({ record }) => record.index)).toEqual([1]);
    const both = await inspectList(itl('12.tlv', [pub], { recovery }));
    expect(neededCertificates(both, []).map(({ record }) => record.index)).toEqual([1, 2]);
  });

  it('is not served by a certificate of the same name with another key', async () => {
    const [needed] = neededCertificates(old, [await bundle('other.pem', otherPub.callManager)]);
    expect(needed?.bundle).toBeNull();
  });

  it('holds every certificate of every bundle once, and loses none to equal names', async () => {
    const one = await bundle('CCMPUB_tftp.pkcs12', pub.callManager, sub.callManager);
    const two = await bundle('CCMPUB_tftp.pkcs12', otherPub.callManager, sub.callManager, sub.callManager);
    const all = consolidate([one, two]);
    expect(all.map(({ certificate }) => certificate.der)).toEqual([
      pub.callManager.der,
      sub.callManager.der,
      otherPub.callManager.der,
    ]);
    expect(all.map(({ from }) => from)).toEqual([[one], [one, two], [two]]);
    expect(consolidate([])).toEqual([]);
  });
});
