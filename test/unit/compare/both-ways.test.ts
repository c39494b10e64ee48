import { describe, expect, it } from 'vitest';
import { bothWays } from '../../../src/core/compare/both-ways';
import { decode } from '../../../src/core/format/decode';
import { decide } from '../../../src/core/phone/decide';
import type { NamedList } from '../../../src/core/phone/held';
import {
  certificate,
  Role,
  rsaKey,
  trustList,
  type Identity,
  type RecordOptions,
  type TrustListOptions,
} from '../../builders';

const identityOf = (name: string): Promise<Identity> =>
  certificate({
    subject: { CN: name, O: 'Example' },
    key: rsaKey(1024, `both ways ${name}`),
    serial: `0A0${name.length}`,
  });

/** Without a server a list is blank, and the phone takes anything. */
const tftp = (identity: Identity): RecordOptions => ({ function: Role.tftp, certificate: identity });

function named(file: string, options: TrustListOptions): NamedList {
  const decoded = decode(trustList(options));
  if (!decoded.ok) throw new Error(decoded.error.message);
  return { file, list: decoded.list };
}

describe('what a phone does in both directions', () => {
  it('can differ: the new list knows the old signer, the old one does not know the new', async () => {
    const [old, fresh] = [await identityOf('old'), await identityOf('recovery')];
    const before = named('before.tlv', {
      signer: old,
      records: [{ function: Role.sast, certificate: old }, tftp(old)],
    });
    const after = named('after.tlv', {
      signer: fresh,
      records: [{ function: Role.sast, certificate: fresh }, { function: Role.sast, certificate: old }, tftp(old)],
    });
    const { leftTakesRight, rightTakesLeft } = await bothWays(before, after, decide);
    expect([leftTakesRight?.verdict, leftTakesRight?.rule]).toEqual(['refused', 'P4']);
    expect([rightTakesLeft?.verdict, rightTakesLeft?.rule]).toEqual(['accepted', 'P4']);
  });

  it('offers a CTL as a CTL', async () => {
    const signer = await identityOf('signer');
    const records = [{ function: Role.sast, certificate: signer }, tftp(signer)];
    const itl = named('a.tlv', { signer, records });
    const ctl = named('b.tlv', { signer, records, kind: 'CTL' });
    const { leftTakesRight, rightTakesLeft } = await bothWays(itl, ctl, decide);
    expect([leftTakesRight?.rule, rightTakesLeft?.rule]).toEqual(['P4', 'P2']);
  });

  it('is not asked of a side without bytes, nor of a list of neither kind', async () => {
    const signer = await identityOf('signer');
    const list = named('a.tlv', { signer, records: [] });
    const neither = named('b.tlv', { signer, records: [], filename: 'x' });
    const nothing = { leftTakesRight: null, rightTakesLeft: null };
    expect(await bothWays(list, null, decide)).toEqual(nothing);
    expect(await bothWays(neither, list, decide)).toEqual(nothing);
  });
});
