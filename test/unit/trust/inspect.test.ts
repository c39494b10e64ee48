import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/format/decode';
import { inspect } from '../../../src/core/trust/inspect';
import { outline } from '../../../src/core/trust/outline';
import type { Report } from '../../../src/core/trust/report';
import { verdictOf } from '../../../src/core/trust/verdict';
import {
  certificate,
  concat,
  ctlWithTokens,
  cucm12Cluster,
  cucm8Publisher,
  damaged,
  ecKey,
  mismatchedSigner,
  Role,
  rsaKey,
  setByte,
  trustList,
  u16,
  u8,
  type Digest,
  type RsaBits,
} from '../../builders';

async function reportOf(bytes: Uint8Array): Promise<Report> {
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return inspect(decoded.list, bytes);
}

async function signedWith(bits: RsaBits, digest: Digest): Promise<Uint8Array> {
  const signer = await certificate({
    subject: { CN: `signer ${bits}` },
    key: rsaKey(bits),
    digest: bits === 512 ? 'SHA-1' : 'SHA-256',
  });
  return trustList({ digest, signer, records: [{ function: Role.sast, certificate: signer }] });
}

describe('the signature', () => {
  it.each<[RsaBits, Digest]>([
    [512, 'SHA-1'],
    [512, 'SHA-256'],
    [1024, 'SHA-1'],
    [1024, 'SHA-256'],
    [1024, 'SHA-512'],
    [2048, 'SHA-1'],
    [2048, 'SHA-256'],
    [2048, 'SHA-512'],
    [4096, 'SHA-1'],
    [4096, 'SHA-512'],
  ])('of RSA %i with %s is verified', async (bits, digest) => {
    const report = await reportOf(await signedWith(bits, digest));
    expect(report.signature).toEqual({ status: 'valid', record: 1, actualSigner: 1, stale: false, awaited: false });
    expect(report.digest).toBe(digest);
  });

  it('is verified with PUBLICKEY if the signer’s record has only a hash', async () => {
    const signer = await certificate({ subject: { CN: 'hash only' }, key: rsaKey(2048) });
    const bytes = trustList({ signer, records: [{ function: Role.sast, certificate: signer, as: 'hash' }] });
    expect((await reportOf(bytes)).signature).toMatchObject({ status: 'valid', record: 1 });
  });

  it('is told from a TLS server’s: only a SAST record is a signer', async () => {
    const signer = await certificate({ subject: { CN: 'not a signer' }, key: rsaKey(2048) });
    const { signature, findings } = await reportOf(
      trustList({ signer, records: [{ function: Role.tftp, certificate: signer }] }),
    );
    expect(signature).toMatchObject({ status: 'signer-not-in-list', record: null, actualSigner: 1 });
    expect(findings.find(({ code }) => code === 'signer-not-in-list')?.message).toContain('not a signer (record 1)');
  });

  it('is verified with the certificate of its hash where the signer’s record holds neither certificate nor key', async () => {
    const signer = await certificate({ subject: { CN: 'hash only' }, key: rsaKey(2048) });
    const hashed = { function: Role.sast, certificate: signer, as: 'hash' as const, replace: { 7: null } };
    const embedding = { function: Role.tftp, certificate: signer };
    expect((await reportOf(trustList({ signer, records: [hashed, embedding] }))).signature).toMatchObject({
      status: 'valid',
      record: 1,
      actualSigner: 1,
    });
    // A certificate that is only named alike is none to verify with.
    const other = { ...hashed, replace: { 7: null, 11: new Uint8Array(20) } };
    expect((await reportOf(trustList({ signer, records: [other, embedding] }))).signature).toMatchObject({
      status: 'unsupported',
      actualSigner: 2,
    });
  });

  it('names who made it if the signer’s own key can verify nothing', async () => {
    const ec = await certificate({ subject: { CN: 'ec signer' }, key: ecKey('P-256'), serial: '0A' });
    const server = await certificate({ subject: { CN: 'server' }, key: rsaKey(2048) });
    const records = [
      { function: Role.sast, certificate: ec },
      { function: Role.tftp, certificate: server },
    ];
    const report = await reportOf(trustList({ signer: ec, signedBy: server, records }));
    expect(report.signature).toMatchObject({ status: 'unsupported', record: 1, actualSigner: 2 });
    const found = report.findings.find(({ code }) => code === 'signature-unsupported');
    expect(found?.message).toBe(
      'The key of record 1, the named signer, cannot verify the signature: the key of server (record 2) made it.',
    );
    expect(found?.evidence.at(-2)?.value).toContain('EC key');
    expect(found?.evidence.at(-1)?.value).toContain('record 2');
    expect(verdictOf(report)).toMatchObject({
      reason: 'unsupported-other-key',
      label: 'Signature cannot be checked',
      detail: 'header names ec signer (record 1), but the key of server (record 2) made the signature',
    });
  });

  it('of a key beyond the sizes that are tried is unsupported, not invalid', async () => {
    const signer = await certificate({ subject: { CN: 'large' }, key: rsaKey(2048) });
    // PKCS#1 RSAPublicKey: a modulus of 8192 bits, and 65537.
    const modulus = concat(u8(0x02), u8(0x82), u16(1025), u8(0), new Uint8Array(1024).fill(0xc5));
    const large = concat(u8(0x30), u8(0x82), u16(modulus.length + 5), modulus, Uint8Array.of(2, 3, 1, 0, 1));
    const record = { function: Role.sast, certificate: signer, replace: { 7: large, 8: null, 9: null } };
    const { signature, findings } = await reportOf(trustList({ signer, records: [record] }));
    expect(signature.status).toBe('unsupported');
    expect(findings.find(({ code }) => code === 'signature-unsupported')?.message).toBe(
      'The signature cannot be verified: the RSA key of record 1 has 8192 bits, and only 512 to 4096 bits are supported.',
    );
  });

  it('is traced to a PUBLICKEY that is not the key of the certificate beside it', async () => {
    const signer = await certificate({ subject: { CN: 'signer' }, key: rsaKey(2048) });
    const stray = rsaKey(2048, 'stray');
    const records = [{ function: Role.sast, certificate: signer, replace: { 7: stray.publicKeyValue } }];
    const report = await reportOf(trustList({ signer, signedBy: { ...signer, key: stray }, records }));
    expect(report.signature).toMatchObject({ status: 'invalid', record: 1, actualSigner: 1 });
    const found = report.findings.find(({ code }) => code === 'signed-by-another');
    expect(found?.message).toBe(
      'The header names signer (record 1), but the PUBLICKEY of record 1 made the signature, and that is not the key of the certificate in the same record.',
    );
    expect(found?.evidence.at(-1)?.value).toMatch(/^the PUBLICKEY of signer \(record 1/);
    expect(verdictOf(report).detail).toBe('signed by signer (record 1), but header or certificate disagree');
  });

  it('that is cut off is told from one that is not there', async () => {
    const { bytes } = await cucm8Publisher();
    const message = async (file: Uint8Array): Promise<string | undefined> =>
      (await reportOf(file)).findings.find(({ code }) => code === 'unsigned')?.message;
    expect(await message(bytes.subarray(0, 200))).toBe('The list is not signed: SIGNATURE is cut off.');
    const signer = await certificate({ subject: { CN: 'signer' }, key: rsaKey(2048) });
    expect(await message(trustList({ signer, records: [], signed: false }))).toBe(
      'The list is not signed: SIGNATURE is missing.',
    );
  });

  it('names the record whose key actually made it', async () => {
    const { bytes } = await mismatchedSigner();
    const { signature, findings } = await reportOf(bytes);
    expect(signature).toMatchObject({ status: 'invalid', record: 1, actualSigner: 5 });
    expect(findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([
      'The header names CUCM8-Publisher.bbbburns.lab (record 1), but the key of CUCM8-Subscriber.bbbburns.lab (record 5) made the signature.',
    ]);
  });
});

describe('the report', () => {
  it('has the lengths of the CUCM 8 publisher’s list', async () => {
    const { bytes } = await cucm8Publisher();
    const report = await reportOf(bytes);
    expect(report.length).toBe(5438);
    expect(report.headerLength).toBe(296);
    expect(report.records.map(({ length }) => length)).toEqual([1972, 1972, 743, 455]);
    expect(report.records.map(({ certificate: form }) => form)).toEqual(['embedded', 'embedded', 'hash', 'hash']);
    expect(report.signature.status).toBe('valid');
    expect(report.timestamp).toBe('2011-07-27T14:16:24Z');
    expect(report.md5).toBe(createHash('md5').update(bytes).digest('hex'));
  });

  it('has no digest where the header declares none', async () => {
    const { bytes } = await cucm8Publisher();
    const digestOffset = Buffer.from(bytes).indexOf(Uint8Array.of(8, 0, 1));
    expect((await reportOf(bytes)).digest).toBe('SHA-1');
    expect((await reportOf(setByte(bytes, digestOffset, 40))).digest).toBeNull();
    expect((await reportOf(setByte(bytes, digestOffset + 3, 9))).digest).toBe('unknown (9)');
  });

  it('takes a record of empty sections for one that holds neither certificate nor hash', async () => {
    const { callManager, tvs } = (await cucm8Publisher()).identities;
    const none = new Uint8Array();
    const { records, blank } = await reportOf(
      trustList({
        signer: callManager,
        records: [
          { function: Role.sast, certificate: callManager },
          { function: Role.tftp, certificate: callManager, replace: { 7: none, 9: none } },
          { function: Role.tvs, certificate: tvs, as: 'hash', replace: { 7: null, 11: none } },
        ],
      }),
    );
    expect(blank).toBe(true);
    expect(records.map(({ certificate: form, keyAlgorithm }) => [form, keyAlgorithm])).toEqual([
      ['embedded', 'RSA 1024'],
      ['none', null],
      ['none', null],
    ]);
  });

  it('shows RSA and EC keys of a CUCM 12 cluster', async () => {
    const { bytes } = await cucm12Cluster();
    const { records, signature } = await reportOf(bytes);
    expect(signature.status).toBe('valid');
    expect(records.slice(2, 6).map(({ keyAlgorithm }) => keyAlgorithm)).toEqual([
      'RSA 2048',
      'EC P-384',
      'RSA 2048',
      'EC P-384',
    ]);
  });

  it('agrees with names as hardware tokens write them', async () => {
    const { bytes } = await ctlWithTokens();
    const { records, signature, kind } = await reportOf(bytes);
    expect(kind).toBe('CTL');
    expect(signature.status).toBe('valid');
    expect(records.flatMap(({ fields }) => fields).filter(({ agreement }) => agreement === 'differs')).toEqual([]);
  });

  it('finds the certificate that a hash stands for', async () => {
    const { identities } = await cucm8Publisher();
    const { callManager, tvs } = identities;
    const bytes = trustList({
      signer: callManager,
      records: [
        { function: Role.sast, certificate: callManager },
        { function: Role.tvs, certificate: tvs, as: 'hash', hash: 'SHA-512' },
        { function: Role.applicationServer, certificate: tvs },
      ],
    });
    const { records } = await reportOf(bytes);
    expect(records[1]?.certificateId).toBe(records[2]?.sha1);
    expect(records[1]?.fields.find(({ name }) => name === 'CERTHASH')?.agreement).toBe('agrees');
  });

  it('goes on behind damage', async () => {
    const { bytes } = await damaged();
    const { records, findings } = await reportOf(bytes);
    expect(records).toHaveLength(4);
    expect(findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['signature-invalid', 'certificate-unreadable', 'record-truncated', 'element-truncated']),
    );
  });

  it('agrees with the outline that is shown before it', async () => {
    const { bytes } = await cucm12Cluster();
    const decoded = decode(bytes);
    if (!decoded.ok) throw new Error(decoded.error.message);
    const first = outline(decoded.list);
    const report = await inspect(decoded.list, bytes);
    expect(first.signer).toEqual(report.signer);
    expect(first.header).toEqual(report.header);
    expect(first.records.map(({ index, offset, length, serial }) => [index, offset, length, serial])).toEqual(
      report.records.map(({ index, offset, length, serial }) => [index, offset, length, serial]),
    );
  });

  it('is plain JSON', async () => {
    const { bytes } = await cucm8Publisher();
    const report = await reportOf(bytes);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});
