import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/format/decode';
import { inspect } from '../../../src/core/trust/inspect';
import { outline } from '../../../src/core/trust/outline';
import type { Report } from '../../../src/core/trust/report';
import {
  certificate,
  ctlWithTokens,
  cucm12Cluster,
  cucm8Publisher,
  damaged,
  mismatchedSigner,
  Role,
  rsaKey,
  trustList,
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
    expect(report.signature).toEqual({ status: 'valid', record: 1, actualSigner: 1, stale: false });
    expect(report.digest).toBe(digest);
  });

  it('is verified with PUBLICKEY where the signer’s record holds only a hash', async () => {
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
    expect(findings.find(({ code }) => code === 'signer-not-in-list')?.message).toContain('record 1, not a signer');
  });

  it('names the record whose key really made it', async () => {
    const { bytes } = await mismatchedSigner();
    const { signature, findings } = await reportOf(bytes);
    expect(signature).toMatchObject({ status: 'invalid', record: 1, actualSigner: 5 });
    expect(findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([
      'The header names CUCM8-Publisher.bbbburns.lab (record 1) as signer, but the signature was made with the key of record 5, CUCM8-Subscriber.bbbburns.lab.',
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
