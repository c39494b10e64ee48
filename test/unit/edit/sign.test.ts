import { afterAll, describe, expect, it } from 'vitest';
import { blank } from '../../../src/core/edit/blank';
import { create } from '../../../src/core/edit/create';
import { isTimestampEdited } from '../../../src/core/edit/edited-timestamp';
import { setFilename, setTimestamp } from '../../../src/core/edit/header';
import { takeFromCertificate } from '../../../src/core/edit/record-certificates';
import { attach, bytesToSign, prepare, sign } from '../../../src/core/edit/sign';
import { readSignatureFile } from '../../../src/core/edit/signature-file';
import { signerCertificates } from '../../../src/core/edit/signer';
import { findElement, headerFields, recordFields } from '../../../src/core/format/fields';
import { digestCode, HeaderTag } from '../../../src/core/format/tags';
import { inspect } from '../../../src/core/trust/inspect';
import {
  certificate,
  ctlWithTokens,
  cucm8Publisher,
  cucm12Cluster,
  damaged,
  ecKey,
  mismatchedSigner,
  Role,
  rsaKey,
  splice,
  text,
  trustList,
  type Digest,
  type Identity,
  type RsaBits,
} from '../../builders';
import { growthOf, mostGrowth } from '../../growth/measure';
import { Openssl } from '../certificates/openssl';
import { certificateOf, edited, open, privateKeyOf, recordBytes, refusal, tagsOf } from './lists';
import { opensslVerdict } from './signing';

const openssl = new Openssl();
afterAll(() => {
  openssl.remove();
});

const signerOf = (bits: RsaBits, cn = `signer-${bits}.example.com`): Promise<Identity> =>
  certificate({ subject: { CN: cn, O: 'Example' }, key: rsaKey(bits, 'signer'), serial: 'A1:B2:C3:D4:E5:F6:07:18' });

async function resigned(
  bytes: Uint8Array,
  signer: Identity,
  options: { digest?: Digest; timestamp?: number; addSigner?: boolean } = {},
): ReturnType<typeof sign> {
  return sign(open(bytes), await privateKeyOf(signer), { certificate: await certificateOf(signer), ...options });
}

describe('signing a list again', () => {
  const cases = ([1024, 2048, 4096] as const).flatMap((bits) =>
    (['SHA-1', 'SHA-256', 'SHA-512'] as const).map((digest) => ({ bits, digest })),
  );
  it.each([...cases, { bits: 512, digest: 'SHA-1' } as const])(
    'gives one that the openssl program verifies: RSA $bits with $digest',
    async ({ bits, digest }) => {
      const { bytes } = await cucm8Publisher();
      const signer = await signerOf(bits);
      const result = edited(await resigned(bytes, signer, { digest, addSigner: true }));

      expect(opensslVerdict(openssl, result.bytes, signer, digest)).toBe('Verified OK');
      const report = await inspect(result.list, result.bytes);
      expect(report.signature).toMatchObject({ status: 'valid', record: 1 });
      expect(headerFields(result.list)).toMatchObject({
        signerName: signer.subjectName,
        caName: signer.issuerName,
        serialNumber: signer.serial,
        digestAlgorithm: digestCode(digest),
        signatureModulus: { 512: 0, 1024: 1, 2048: 2, 4096: 3 }[bits],
        headerLength: result.list.headerLength,
      });
      expect(headerFields(result.list).signature).toHaveLength(bits / 8);
      expect(result.list.headerLength % 4).toBe(0);
      expect(result.list.problems).toEqual([]);
    },
  );

  it('keeps digest, timestamp and names of the file by default: the same key gives the same bytes', async () => {
    const first = await cucm8Publisher();
    expect(edited(await resigned(first.bytes, first.identities.callManager)).bytes).toEqual(first.bytes);
    const second = await cucm12Cluster();
    expect(edited(await resigned(second.bytes, second.identities.recovery)).bytes).toEqual(second.bytes);
  });

  it('keeps the spelling of a hardware token’s names, byte for byte', async () => {
    const { bytes, identities } = await ctlWithTokens();
    expect(edited(await resigned(bytes, identities.token1)).bytes).toEqual(bytes);
    const other = edited(await resigned(bytes, identities.token2));
    const record = recordFields(other.list.records[1] ?? { parts: [] });
    expect(headerFields(other.list)).toMatchObject({ signerName: record.subjectName, caName: record.issuerName });
    expect((await inspect(other.list, other.bytes)).signature).toMatchObject({ status: 'valid', record: 2 });
  });

  it('writes the timestamp that it is given', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const result = edited(await resigned(bytes, identities.callManager, { timestamp: 1700000000 }));
    expect(headerFields(result.list).timestamp).toBe(1700000000);
    expect(opensslVerdict(openssl, result.bytes, identities.callManager, 'SHA-1')).toBe('Verified OK');
  });

  it('keeps tag 28, commas and the element order of certutils, and unknown elements', async () => {
    const signer = await signerOf(2048);
    const other = await certificate({
      subject: { O: 'Example', CN: 'other' },
      key: rsaKey(1024, 'other'),
      serial: '11',
    });
    const unknown = [{ tag: 77, value: Uint8Array.of(1, 2) }];
    const bytes = trustList({
      order: 'certutils',
      signer,
      extra: unknown,
      records: [
        { function: Role.sast, certificate: signer },
        { function: Role.sast, certificate: other, extra: unknown },
      ],
    });
    const result = edited(await resigned(bytes, other));
    expect(tagsOf({ parts: result.list.header }).replace(/( 13)+$/, '')).toBe(
      '1 2 28 3{4 6 5} 7{8 9{10 11}} 12 14 15 77',
    );
    expect(headerFields(result.list)).toMatchObject({
      signerName: 'O=Example,CN=other',
      signerVersion: { major: 1, minor: 0 },
    });
    const records = (list: ReturnType<typeof open>, of: Uint8Array): Uint8Array[] =>
      [1, 2].map((n) => recordBytes(list, of, n));
    expect(records(result.list, result.bytes)).toEqual(records(open(bytes), bytes));
    expect(opensslVerdict(openssl, result.bytes, other, 'SHA-1')).toBe('Verified OK');
  });

  it('spells a signer that it adds as the file spells names', async () => {
    const signer = await signerOf(2048);
    const certutils = trustList({
      order: 'certutils',
      signer,
      records: [{ function: Role.sast, certificate: signer }],
    });
    const added = await certificate({ subject: { O: 'Example', CN: 'added' }, key: rsaKey(1024, 'added') });
    const names = async (bytes: Uint8Array): Promise<string | null> =>
      headerFields(edited(await resigned(bytes, added, { addSigner: true })).list).signerName;
    expect(await names(certutils)).toBe('O=Example,CN=added');
    expect(await names((await cucm8Publisher()).bytes)).toBe('CN=added;O=Example');
  });

  it('repairs a header whose containers and lengths are damaged', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const at = (tag: number): number => findElement(open(bytes).header, tag)?.offset ?? 0;
    const lying = [HeaderTag.signerId, HeaderTag.signatureInfo, HeaderTag.signatureAlgorithmInfo].map((tag) =>
      splice(bytes, at(tag) + 1, 2, Uint8Array.of(0xff, 0xf0)),
    );
    const headerLength = splice(bytes, at(HeaderTag.headerLength) + 3, 2, Uint8Array.of(9, 9));
    for (const broken of [...lying, headerLength]) {
      expect(open(broken).problems).not.toEqual([]);
      expect(edited(await resigned(broken, identities.callManager)).bytes).toEqual(bytes);
    }
  });

  it('signs a list that has no signature, and none of what belongs to one', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const list = open(bytes);
    const cut = (tag: number): { start: number; end: number } => {
      const element = findElement(list.header, tag);
      return { start: element?.offset ?? 0, end: (element?.offset ?? 0) + 3 + (element?.value.length ?? 0) };
    };
    const [signerId, info, signature] = [
      cut(HeaderTag.signerId),
      cut(HeaderTag.signatureInfo),
      cut(HeaderTag.signature),
    ];
    expect([signerId.end, info.end]).toEqual([info.start, signature.start]);
    const bare = splice(bytes, signerId.start, signature.end - signerId.start);
    expect(edited(await resigned(bare, identities.callManager)).bytes).toEqual(bytes);
  });

  it('repairs what the cluster signed with a key that the header does not name', async () => {
    const { bytes, identities } = await mismatchedSigner();
    expect((await inspect(open(bytes), bytes)).signature.status).toBe('invalid');
    const result = edited(await resigned(bytes, identities.named));
    expect((await inspect(result.list, result.bytes)).signature.status).toBe('valid');
  });

  it('makes a blank list valid', async () => {
    const { bytes, identities } = await cucm12Cluster();
    const result = edited(await resigned(edited(blank(open(bytes))).bytes, identities.recovery));
    const report = await inspect(result.list, result.bytes);
    expect(report).toMatchObject({ blank: true, signature: { status: 'valid' } });
    expect(opensslVerdict(openssl, result.bytes, identities.recovery, 'SHA-512')).toBe('Verified OK');
  });
});

describe('what is refused before anything changes', () => {
  it('a key that does not belong to the certificate', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const outcome = await sign(open(bytes), await privateKeyOf(identities.capf), {
      certificate: await certificateOf(identities.callManager),
    });
    expect(refusal(outcome)).toMatchObject({
      code: 'key-mismatch',
      message:
        'The private key “RSA 1024 key” does not belong to the certificate of CUCM8-Publisher.bbbburns.lab: their public keys differ.',
    });
  });

  it('an EC signer', async () => {
    const { bytes } = await cucm8Publisher();
    const ec = await certificate({ subject: { CN: 'pub-EC' }, key: ecKey('P-256') });
    const outcome = await prepare(open(bytes), { certificate: await certificateOf(ec), addSigner: true });
    expect(refusal(outcome)).toMatchObject({
      code: 'unsupported-key',
      message: 'pub-EC has the key EC P-256; trust lists are signed with RSA keys.',
    });
  });

  it('a size for which the format has no code', async () => {
    const { bytes } = await cucm8Publisher();
    const outcome = await resigned(bytes, await signerOf(3072), { addSigner: true });
    expect(refusal(outcome).message).toMatch(/RSA key of 3072 bits; .* 512, 1024, 2048, 4096/);
  });

  it('a digest that does not fit into the key', async () => {
    const { bytes } = await cucm8Publisher();
    const outcome = await resigned(bytes, await signerOf(512), { digest: 'SHA-512', addSigner: true });
    expect(refusal(outcome).message).toMatch(/512 bits is too short for a SHA-512 signature/);
  });

  it('a digest that the file leaves unknown', async () => {
    const { identities } = await cucm8Publisher();
    const { callManager } = identities;
    const bytes = trustList({
      signer: callManager,
      digestCode: 9,
      records: [{ function: 0, certificate: callManager }],
    });
    expect(refusal(await resigned(bytes, callManager))).toMatchObject({
      code: 'bad-value',
      message: expect.stringMatching(/is 9/) as string,
    });
    edited(await resigned(bytes, callManager, { digest: 'SHA-512' }));
  });

  it.each([-1, 2 ** 32, 0.5])('the time %d, for which TIMESTAMP has no room', async (timestamp) => {
    const { bytes, identities } = await cucm8Publisher();
    const { callManager } = identities;
    const message = `TIMESTAMP takes whole seconds from 1970-01-01 to 2106-02-07 UTC; ${timestamp} is not one of them.`;
    expect(refusal(await resigned(bytes, callManager, { timestamp }))).toMatchObject({ code: 'bad-value', message });
    expect(refusal(await create({ kind: 'ITL', timestamp, records: [] }))).toMatchObject({
      code: 'bad-value',
      message,
    });
  });

  it('a certificate that cannot be read', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const broken = await certificateOf({ ...identities.tvs, der: identities.tvs.der.subarray(0, 99) });
    expect(refusal(await prepare(open(bytes), { certificate: broken })).code).toBe('unreadable-certificate');
  });

  it('a signer that the list does not know, until it is to be added', async () => {
    const { bytes } = await cucm8Publisher();
    const signer = await signerOf(1024);
    const answer = refusal(await resigned(bytes, signer));
    expect(answer.code).toBe('needs-signer-record');
    expect(answer.message).toMatch(/^No System Administrator Security Token record contains signer-1024\.example\.com/);

    const result = edited(await resigned(bytes, signer, { addSigner: true }));
    expect(result.list.records).toHaveLength(5);
    expect(recordFields(result.list.records[0] ?? { parts: [] })).toMatchObject({
      functionCode: 0,
      certificate: signer.der,
    });
    // It is known from now on, and not added twice.
    expect(edited(await resigned(result.bytes, signer, { addSigner: true })).bytes).toEqual(result.bytes);
  });

  it('a signer whose only record is not a SAST', async () => {
    const { bytes, identities } = await mismatchedSigner();
    expect(refusal(await resigned(bytes, identities.actual)).code).toBe('needs-signer-record');
  });

  it('a signer whose SAST record contradicts its certificate, which says how to fix it', async () => {
    const { identities } = await cucm8Publisher();
    const { callManager } = identities;
    const bytes = trustList({
      signer: callManager,
      records: [{ function: 0, certificate: callManager, replace: { 5: text('CN=OTHER-CA') } }],
    });
    const answer = refusal(await resigned(bytes, callManager));
    expect(answer).toMatchObject({ code: 'needs-signer-record', offset: open(bytes).records[0]?.offset });
    expect(answer.message).toMatch(/^Record 1 contains the certificate of CUCM8-Publisher/);
    const fixed = edited(await takeFromCertificate(open(bytes), 1, 'ISSUERNAME'));
    edited(await resigned(fixed.bytes, callManager));
  });
});

describe('a list that was prepared for an external signature', () => {
  it('is stale until the signature is in it, whether or not it was signed before', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const signer = await certificateOf(identities.callManager);
    const prepared = edited(await prepare(open(bytes), { certificate: signer, timestamp: 1 }));
    for (const earlier of [[], [bytes]]) {
      const report = await inspect(prepared.list, prepared.bytes, { earlier });
      expect(report.signature).toMatchObject({ status: 'invalid', stale: true });
      const about = report.findings.filter(({ severity }) => severity === 'error');
      expect(about).toMatchObject([{ code: 'unsigned', fix: { kind: 'resign' } }]);
      expect(about[0]?.message).toMatch(/SIGNATURE is a placeholder awaiting an external signature\.$/);
    }
  });

  it('keeps a timestamp that an edit has set since the list was signed, and no other', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const signer = await certificateOf(identities.callManager);
    expect(isTimestampEdited(open(bytes), [])).toBe(false);
    const renamed = edited(setFilename(open(bytes), 'CTLFile.tlv'));
    expect(isTimestampEdited(renamed.list, [bytes])).toBe(false);
    const set = edited(setTimestamp(renamed.list, 77));
    expect(isTimestampEdited(set.list, [renamed.bytes, bytes])).toBe(true);
    const later = edited(setFilename(set.list, 'ITLFile.tlv'));
    expect(isTimestampEdited(later.list, [set.bytes, renamed.bytes, bytes])).toBe(true);
    const prepared = edited(await prepare(later.list, { certificate: signer }));
    expect(isTimestampEdited(prepared.list, [later.bytes, set.bytes, renamed.bytes, bytes])).toBe(true);
    const signed = edited(await resigned(later.bytes, identities.callManager));
    expect(isTimestampEdited(signed.list, [later.bytes, set.bytes, renamed.bytes, bytes])).toBe(false);
  });
});

describe('what is warned about', () => {
  it('a key that phones do not support, a third SAST, SHA-256, a file above 64 KB', async () => {
    const { bytes, identities } = await cucm12Cluster();
    const large = await signerOf(4096);
    const result = edited(await resigned(bytes, large, { digest: 'SHA-256', addSigner: true }));
    expect(result.warnings).toEqual([
      'The signer’s key (record 1) has 4096 bits; phones support up to 2048.',
      'No known trust list is signed over a SHA-256 digest; whether a phone accepts one is not known.',
      'The list contains 3 System Administrator Security Token records; a phone accepts at most two.',
    ]);
    expect(edited(await resigned(bytes, identities.recovery)).warnings).toEqual([]);
    const { callManager } = (await cucm8Publisher()).identities;
    const many = trustList({
      signer: callManager,
      records: [
        { function: 0, certificate: callManager },
        ...(new Array(40).fill({ function: 2, certificate: callManager }) as {
          function: number;
          certificate: Identity;
        }[]),
      ],
    });
    expect(edited(await resigned(many, callManager)).warnings.join()).toMatch(/phones do not load a list above 65536/);
  });
});

describe('signing with a key that never leaves its token', () => {
  it('gives the bytes to be signed, and takes the signature that openssl made of them', async () => {
    const { bytes, identities } = await cucm12Cluster();
    const { recovery } = identities;
    const certificateOfSigner = await certificateOf(recovery);
    const blanked = edited(blank(open(bytes)));
    const prepared = edited(await prepare(blanked.list, { certificate: certificateOfSigner, timestamp: 1700000000 }));
    expect((await inspect(prepared.list, prepared.bytes)).signature.status).toBe('invalid');

    openssl.write('tbs.bin', bytesToSign(prepared.list) ?? new Uint8Array());
    openssl.write('token.pem', recovery.key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    openssl.run('dgst', '-sha512', '-sign', 'token.pem', '-out', 'token.sig', 'tbs.bin');
    const signature = openssl.read('token.sig');

    const forms = [signature, Buffer.from(signature).toString('hex'), Buffer.from(signature).toString('base64') + '\n'];
    for (const form of forms) {
      const file = typeof form === 'string' ? new TextEncoder().encode(form) : form;
      const read = readSignatureFile(file, 256);
      if (!read.ok) throw new Error(read.error.message);
      const attached = edited(await attach(prepared.list, read.signature, certificateOfSigner));
      expect((await inspect(attached.list, attached.bytes)).signature.status).toBe('valid');
      expect(attached.bytes).toEqual(edited(await resigned(blanked.bytes, recovery, { timestamp: 1700000000 })).bytes);
    }
  });

  it('refuses any other signature, and says what is wrong with it', async () => {
    const { bytes, identities } = await cucm12Cluster();
    const { recovery, publisher } = identities;
    const list = edited(await prepare(open(bytes), { certificate: await certificateOf(recovery) })).list;
    openssl.write('tbs.bin', bytesToSign(list) ?? new Uint8Array());
    const signWith = (identity: Identity, digest: string): Uint8Array => {
      openssl.write('other.pem', identity.key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
      openssl.run('dgst', `-${digest}`, '-sign', 'other.pem', '-out', 'other.sig', 'tbs.bin');
      return openssl.read('other.sig');
    };
    const answer = async (signature: Uint8Array): Promise<string> =>
      refusal(await attach(list, signature, await certificateOf(recovery))).message;
    expect(await answer(signWith(publisher, 'sha512'))).toMatch(/another key or over other bytes/);
    expect(await answer(signWith(recovery, 'sha1'))).toMatch(/over a SHA-1 digest, and the header declares SHA-512/);
    expect(await answer(new Uint8Array(128))).toMatch(
      /has 128 bytes; that of ITLRECOVERY_cucm12-pub\.example\.com has 256/,
    );
    const changed = edited(setFilename(list, 'X')).list;
    expect(refusal(await attach(changed, signWith(recovery, 'sha512'), await certificateOf(recovery))).code).toBe(
      'bad-signature',
    );
    const unread = readSignatureFile(new TextEncoder().encode('not a signature'), 256);
    expect(unread).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/15 bytes that are neither/) as string },
    });
  });
});

describe('the certificates of a key', () => {
  it('come from its file, from other files and from the list, those that the list trusts first', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const key = await privateKeyOf(identities.callManager);
    const renewal = await certificateOf(
      await certificate({ subject: { CN: 'renewed' }, key: identities.callManager.key, serial: '77' }),
    );
    const unrelated = await certificateOf(identities.capf);
    const found = await signerCertificates(open(bytes), { ...key, certificate: renewal }, [unrelated, renewal]);
    expect(found.map(({ details }) => details.serial)).toEqual(['21:00:2D:17:00:00:00:00:00:05', '77']);
    expect(await signerCertificates(open(bytes), await privateKeyOf(await signerOf(2048)))).toEqual([]);
  });

  it('are told apart, however many, without holding each against each', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const one = await certificateOf(identities.callManager);
    const numbered = Array.from({ length: 6000 }, (_, number) => {
      const der = one.der.slice();
      new DataView(der.buffer).setUint32(der.length - 4, number);
      return { ...one, der, details: { ...one.details, sha256: `${number}` } };
    });
    const key = await privateKeyOf(identities.callManager);
    const find = (many: typeof numbered) => signerCertificates(open(bytes), key, [...many, ...many]);
    const { factor } = await growthOf(
      find,
      () => numbered.slice(0, 600),
      () => numbered,
    );
    expect(factor).toBeLessThanOrEqual(mostGrowth);
    const found = await find(numbered);
    expect(found[0]).toEqual(one);
    expect(found).toHaveLength(6001);
  });
});

describe('a new list', () => {
  it('is in CUCM’s form and verifies', async () => {
    const { identities } = await cucm8Publisher();
    const { callManager, tvs, capf } = identities;
    const addition = async (
      identity: Identity,
      functionCode: number,
    ): Promise<{ certificate: Awaited<ReturnType<typeof certificateOf>>; functionCode: number; dnsName: string }> => ({
      certificate: await certificateOf(identity),
      functionCode,
      dnsName: 'pub',
    });
    const records = [
      await addition(callManager, Role.sast),
      await addition(callManager, Role.ccmTftp),
      await addition(tvs, Role.tvs),
      await addition(capf, Role.capf),
    ];
    const unsigned = edited(await create({ kind: 'ITL', timestamp: 1311776184, records }));
    expect((await inspect(unsigned.list, unsigned.bytes)).signature.status).toBe('unsigned');
    const result = edited(await resigned(unsigned.bytes, callManager));
    // Byte for byte what the test's own writer makes of the same certificates.
    const expected = trustList({
      signer: callManager,
      records: [
        { function: Role.sast, certificate: callManager, dnsName: 'pub' },
        { function: Role.ccmTftp, certificate: callManager, dnsName: 'pub' },
        { function: Role.tvs, certificate: tvs, as: 'hash', dnsName: 'pub' },
        { function: Role.capf, certificate: capf, as: 'hash', dnsName: 'pub' },
      ],
    });
    expect(result.bytes).toEqual(expected);
  });

  it('gets its signer’s record when it has none', async () => {
    const signer = await signerOf(2048);
    const empty = edited(await create({ kind: 'CTL', timestamp: 1, records: [] }));
    const result = edited(await resigned(empty.bytes, signer, { addSigner: true, digest: 'SHA-512' }));
    const report = await inspect(result.list, result.bytes);
    expect(report).toMatchObject({ kind: 'CTL', version: '1.2', signature: { status: 'valid', record: 1 } });
    expect(tagsOf({ parts: result.list.header }).replace(/( 13)+$/, '')).toBe('1 2 3{4 5 6} 7{8 9{10 11}} 12 14 15');
  });
});

describe('a damaged list', () => {
  it('is not signed by a signer whose record no longer holds its certificate', async () => {
    const { bytes, identities } = await damaged();
    expect(refusal(await resigned(bytes, identities.callManager)).code).toBe('needs-signer-record');
  });

  it('is signed as it stands where the damage is elsewhere, and keeps its bytes', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const cut = bytes.subarray(0, bytes.length - 10);
    const result = edited(await resigned(cut, identities.callManager));
    expect(result.bytes.subarray(296)).toEqual(cut.subarray(296));
    expect((await inspect(result.list, result.bytes)).signature.status).toBe('valid');
  });
});
