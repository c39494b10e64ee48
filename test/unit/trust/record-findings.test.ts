import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/format/decode';
import type { FindingCode } from '../../../src/core/trust/catalogue';
import { inspect } from '../../../src/core/trust/inspect';
import type { Finding } from '../../../src/core/trust/report';
import { certificate, digestOf, Role, rsaKey, text, trustList, type RecordOptions } from '../../builders';

const pub = await certificate({ subject: { CN: 'pub.example.com' }, key: rsaKey(2048, 'cm') });
const foreign = await certificate({
  subject: { CN: 'foreign.example.com' },
  key: rsaKey(1024, 'foreign'),
  serial: '77',
});
const sast: RecordOptions = { function: Role.sast, certificate: pub };

/** The finding of a code in record 2 of a list. */
async function findingOf(code: FindingCode, record: RecordOptions, ...more: RecordOptions[]): Promise<Finding> {
  const bytes = trustList({ signer: pub, records: [sast, record, ...more] });
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  const { findings } = await inspect(decoded.list, bytes);
  const found = findings.find((one) => one.code === code && one.where.record === 2);
  if (found === undefined) throw new Error(`no ${code}`);
  return found;
}

function spaced(hash: Uint8Array): string {
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');
}

describe('what the certificate says is offered for a field', () => {
  const named: RecordOptions = { function: Role.tvs, certificate: pub, replace: { 3: text('CN=other') } };

  it('where the key of the record is that of the certificate', async () => {
    const fix = { kind: 'take-from-certificate', record: 2, field: 'SUBJECTNAME' };
    expect((await findingOf('subject-differs', named)).fix).toEqual(fix);
    expect((await findingOf('subject-differs', { ...named, as: 'hash' })).fix).toEqual(fix);
  });

  it('not where the certificate was swapped for a foreign one', async () => {
    const swapped: RecordOptions = { function: Role.tvs, certificate: pub, replace: { 9: foreign.der } };
    for (const code of [
      'subject-differs',
      'issuer-differs',
      'serial-differs',
      'public-key-differs',
      'certificate-signature-differs',
    ] as const) {
      expect((await findingOf(code, swapped)).fix).toBeNull();
    }
  });

  it('not where the record holds no key to tell whose the certificate is', async () => {
    const keyless: RecordOptions = { ...named, replace: { ...named.replace, 7: null } };
    expect((await findingOf('subject-differs', keyless)).fix).toBeNull();
  });

  it('not where the hash of the record denies the certificate', async () => {
    const denied: RecordOptions = { ...named, as: 'hash', replace: { ...named.replace, 11: new Uint8Array(20) } };
    expect((await findingOf('subject-differs', denied)).fix).toBeNull();
    expect((await findingOf('hash-differs', denied)).fix).toBeNull();
  });
});

describe('the evidence of a finding', () => {
  it('tells both keys apart, and both signatures', async () => {
    const key: RecordOptions = { function: Role.tftp, certificate: pub, replace: { 7: foreign.key.publicKeyValue } };
    const bytes = (value: Uint8Array): string => `${value.length} bytes, SHA-1 ${spaced(digestOf('SHA-1', value))}`;
    expect((await findingOf('public-key-differs', key)).evidence).toEqual([
      { label: 'The file says', value: `RSA 1024, ${bytes(foreign.key.publicKeyValue)}` },
      { label: 'The certificate says', value: `RSA 2048, ${bytes(pub.key.publicKeyValue)}` },
    ]);
    const signature: RecordOptions = { ...key, replace: { 8: new Uint8Array(1) } };
    expect((await findingOf('certificate-signature-differs', signature)).evidence).toEqual([
      { label: 'The file says', value: `1 byte, SHA-1 ${spaced(digestOf('SHA-1', new Uint8Array(1)))}` },
      { label: 'The certificate says', value: bytes(pub.signatureValue) },
    ]);
  });
});
