import { expect, it } from 'vitest';
import { decode } from '../../../src/core/format/decode';
import { inspect } from '../../../src/core/trust/inspect';
import { certificate, Role, rsaKey, trustList, type RecordOptions } from '../../builders';

const pub = await certificate({ subject: { CN: 'pub.example.com' }, key: rsaKey(2048, 'cm') });
const capf = await certificate({ subject: { CN: 'CAPF-9c4cba7d' }, key: rsaKey(1024, 'capf') });
const sast: RecordOptions = { function: Role.sast, certificate: pub };
const hash: RecordOptions = { function: Role.capf, certificate: capf, as: 'hash' };

async function weakKeys(...records: RecordOptions[]): Promise<string[]> {
  const bytes = trustList({ signer: pub, records: [sast, ...records] });
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  const { findings } = await inspect(decoded.list, bytes);
  return findings.filter(({ code }) => code === 'weak-key').map(({ message, where }) => `${where.field}: ${message}`);
}

it('a weak key is found if the record has only the hash of its certificate, and reported once', async () => {
  const said = 'is RSA 1024. The current minimum is 2048 bits.';
  expect(await weakKeys(hash, { ...hash, function: Role.tvs })).toEqual([
    `PUBLICKEY: The key of CAPF-9c4cba7d (records 2 and 3) ${said}`,
  ]);
  expect(await weakKeys(hash, { ...hash, as: 'full' })).toEqual([
    `CERTIFICATE: The key of CAPF-9c4cba7d (record 3) ${said}`,
  ]);
  expect(await weakKeys({ ...hash, certificate: pub })).toEqual([]);
});
