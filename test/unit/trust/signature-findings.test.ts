import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/format/decode';
import { inspect } from '../../../src/core/trust/inspect';
import type { Finding } from '../../../src/core/trust/report';
import { signerName } from '../../../src/core/trust/signer-name';
import { certificate, Role, rsaKey, trustList } from '../../builders';

const key = rsaKey(1024, 'signature findings');
const signer = await certificate({ subject: { CN: 'signer' }, key: rsaKey(1024, 'signer not listed'), serial: '01' });

async function notListed(signers: number): Promise<Finding> {
  const others = await Promise.all(
    Array.from({ length: signers }, (_, at) => certificate({ subject: { CN: `other ${at}` }, key, serial: `1${at}` })),
  );
  const records = others.map((other) => ({ function: Role.sast, certificate: other }));
  const bytes = trustList({ signer, records });
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  const { findings } = await inspect(decoded.list, bytes);
  const found = findings.find(({ code }) => code === 'signer-not-in-list');
  if (found === undefined) throw new Error('not found');
  return found;
}

describe('a signer that is not in the list', () => {
  it('is said in one sentence, however many signers there are; the first of them are evidence', async () => {
    const { message, evidence } = await notListed(6);
    expect(message).toBe(
      'The header names signer, but no System Administrator Security Token record has that serial number and issuer, and no key in the file made the signature.',
    );
    const others = evidence.find(({ label }) => label === 'Signers in this list')?.value;
    expect(others?.split('; ')).toHaveLength(5);
    expect(others).toMatch(/^other 0 \(record 1, .*; 2 more$/);
  });

  it('has no others beside it in a list without signers', async () => {
    const { evidence } = await notListed(0);
    expect(evidence).toContainEqual({ label: 'Signers in this list', value: 'none' });
  });
});

it('a signer is called by its common name, else by its name, else by its serial number', () => {
  expect(signerName({ name: 'CN=pub;O=Example', serial: '01' })).toBe('pub');
  expect(signerName({ name: 'O=Example', serial: '01' })).toBe('O=Example');
  expect(signerName({ name: '', serial: '21:00:2D' })).toBe('21:00:2D');
  expect(signerName({ name: ' ', serial: null })).toBe('(no name)');
});
