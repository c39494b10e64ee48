import { describe, expect, it, vi } from 'vitest';
import { doubtsOf, verifySigned } from '../../../src/core/phone/verify-signed';
import { ecKey, Role } from '../../builders';
import { blankItl, ctl, identity, itl, list, node, readSigned, signed, signedBytes } from './clusters';

const name = 'SEP0011215A1AE3.cnf.xml.sgn';
const pub = await node('pub');
const sub = await node('sub');
const other = await node('other');
const held = itl('ITLFile.tlv', [pub, sub]);

describe('what a list says that is not verified itself', () => {
  const file = signed(name, pub.callManager);
  const damaged = { ...held, signature: { status: 'invalid' } } as const;
  const sound = { ...itl('other/ITLFile.tlv', [other]), signature: { status: 'valid' } } as const;

  it('is doubtful if its record decided, and only then', async () => {
    const verdict = await verifySigned(file, name, [sound, damaged]);
    expect(verdict).toMatchObject({ status: 'verified', file: 'ITLFile.tlv' });
    expect(doubtsOf(verdict, [sound, damaged]).map(({ sentence }) => sentence)).toEqual([
      'The signature of ITLFile.tlv itself is not verified, so what its records say may be wrong: verify ITLFile.tlv first.',
    ]);
    expect(doubtsOf(verdict, [{ ...damaged, signature: { status: 'valid' } }])).toEqual([]);
  });

  it('is doubtful too if it does not contain the signer', async () => {
    const strange = signed(name, (await node('strange')).callManager);
    const verdict = await verifySigned(strange, name, [sound, damaged]);
    expect(verdict.status).toBe('signer-not-in-list');
    expect(doubtsOf(verdict, [sound, damaged])).toMatchObject([{ args: { list: 'ITLFile.tlv' } }]);
  });

  it('does not matter for a file that is not signed', async () => {
    const verdict = await verifySigned(signed(name, pub.callManager, { signed: false }), name, [damaged]);
    expect(doubtsOf(verdict, [damaged])).toEqual([]);
  });
});

describe('a signed configuration held against lists', () => {
  it('names the record whose key signed it', async () => {
    const verdict = await verifySigned(signed(name, sub.callManager), name, [itl('A.tlv', [other]), held]);
    expect(verdict).toMatchObject({ status: 'verified', file: 'ITLFile.tlv', record: 3 });
    expect(verdict.sentence).toBe('Signed by record 3 of ITLFile.tlv (CCM+TFTP, sub).');
  });

  it('is verified once, however many records are its signer', async () => {
    const records = Array.from({ length: 300 }, () => ({ function: Role.ccmTftp, certificate: pub.callManager }));
    const verify = vi.spyOn(globalThis.crypto.subtle, 'verify');
    const many = itl('ITLFile.tlv', [pub], { records });
    expect(await verifySigned(signed(name, pub.callManager), name, [many])).toMatchObject({ record: 1 });
    expect(verify).toHaveBeenCalledTimes(1);
    verify.mockRestore();
  });

  it('does not verify where a byte has changed', async () => {
    const bytes = signedBytes(name, pub.callManager);
    bytes[bytes.length - 2] = 0x21;
    expect(await verifySigned(readSigned(bytes), name, [held])).toMatchObject({
      status: 'invalid',
      file: 'ITLFile.tlv',
      sentence: expect.stringContaining('the file was changed') as string,
    });
  });

  it('of another cluster has its signer in neither list, in the words of phones', async () => {
    const verdict = await verifySigned(signed(name, other.callManager), name, [
      held,
      ctl('CTLFile.tlv', [pub.tvs], [pub]),
    ]);
    expect(verdict).toMatchObject({ status: 'signer-not-in-list', file: null, record: null });
    expect(verdict.sentence).toContain('errclass 8, errcode 19 (signer not in CTL)');
    expect(verdict.sentence).toContain('The signer is not in ITLFile.tlv and CTLFile.tlv: ');
    const { sentence } = await verifySigned(signed(name, other.callManager), name, [held]);
    expect(sentence).toMatch(
      /^The signer is not in ITLFile\.tlv: .*\. If no TVS vouches for the signer, a phone without other lists logs /,
    );
  });

  it('without any list says so, and names the signer to look for', async () => {
    const verdict = await verifySigned(signed(name, pub.callManager), name, []);
    expect(verdict.status).toBe('no-list');
    expect(verdict.sentence).toMatch(/^There is no list to look the signer up in: pub, serial 4/);
  });

  it('checked against a blank ITL only: it vouches for nobody, and a phone that holds it accepts any configuration', async () => {
    const blank = blankItl('blank.tlv', other.callManager);
    const alone = await verifySigned(signed(name, pub.callManager), name, [blank]);
    expect(alone.status).toBe('signer-not-in-list');
    expect(alone.sentence).toContain('whose only list is a blank ITL (blank.tlv) accepts any configuration');
    expect(alone.sentence).not.toContain('errcode');
    const beside = await verifySigned(signed(name, pub.callManager), name, [blank, itl('other.tlv', [other])]);
    expect(beside.sentence).toContain('any other phone with these lists logs errclass 8, errcode 19');
  });

  it('over a digest that no known file is signed over says so', async () => {
    const verdict = await verifySigned(signed(name, pub.callManager, { digest: 'SHA-256' }), name, [held]);
    expect(verdict.status).toBe('verified');
    expect(verdict.sentence).toContain('No known file is signed over a digest other than');
  });

  it('signed by a record of another function is not called verified', async () => {
    const verdict = await verifySigned(signed(name, pub.tvs), name, [
      list('ITLFile.tlv', {
        signer: pub.callManager,
        records: [
          { function: Role.sast, certificate: pub.callManager },
          { function: Role.tvs, certificate: pub.tvs },
        ],
      }),
    ]);
    expect(verdict).toMatchObject({ status: 'other-function', record: 2 });
  });

  it('whose signer has a key that cannot be checked says so', async () => {
    const ec = await identity('pub-EC', 'call manager', { key: ecKey('P-256', 'pub-EC'), digest: 'SHA-256' });
    const held = list('ITLFile.tlv', {
      signer: pub.callManager,
      records: [
        { function: Role.sast, certificate: pub.callManager },
        { function: Role.ccmTftp, certificate: ec },
      ],
    });
    const file = signed(name, ec, { signedBy: pub.callManager });
    expect(await verifySigned(file, name, [held])).toMatchObject({ status: 'unsupported', record: 2 });
  });
});

describe('other files', () => {
  it('firmware cannot be verified, and it is said why', async () => {
    const file = signed('SIP42.loads', pub.callManager, { signerName: 'CN=someSigner;O=someOrg' });
    const verdict = await verifySigned(file, 'SIP42.loads', [held]);
    expect(verdict.status).toBe('firmware');
    expect(verdict.sentence).toContain('a key inside the phone');
  });

  it('without a signer is unsigned', async () => {
    const file = { ...signed(name, pub.callManager), header: [] };
    expect((await verifySigned(file, name, [held])).status).toBe('unsigned');
  });

  it('without a signature, or with an empty one, is unsigned too', async () => {
    const missing = signed(name, pub.callManager, { signed: false });
    const empty = signed(name, pub.callManager, { signed: false, extra: [{ tag: 12, value: new Uint8Array() }] });
    for (const file of [missing, empty]) {
      expect(await verifySigned(file, name, [held])).toMatchObject({
        status: 'unsigned',
        sentence: 'The header does not contain a signature: a phone that holds a list refuses the file.',
      });
    }
  });
});
