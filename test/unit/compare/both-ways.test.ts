import { describe, expect, it } from 'vitest';
import { bothWays } from '../../../src/core/compare/both-ways';
import { decode } from '../../../src/core/format/decode';
import * as phoning from '../../../src/core/phoning';
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
    const { leftTakesRight, rightTakesLeft } = await bothWays(before, after, phoning);
    expect([leftTakesRight?.verdict, leftTakesRight?.rule]).toEqual(['refused', 'P4']);
    expect([rightTakesLeft?.verdict, rightTakesLeft?.rule]).toEqual(['accepted', 'P4']);
  });

  it('offers a CTL as a CTL', async () => {
    const signer = await identityOf('signer');
    const records = [{ function: Role.sast, certificate: signer }, tftp(signer)];
    const itl = named('a.tlv', { signer, records });
    const ctl = named('b.tlv', { signer, records, kind: 'CTL' });
    const { leftTakesRight, rightTakesLeft } = await bothWays(itl, ctl, phoning);
    expect([leftTakesRight?.rule, rightTakesLeft?.rule]).toEqual(['P4', 'P2']);
  });

  it('is not asked of a side without bytes, nor of a list of neither kind', async () => {
    const signer = await identityOf('signer');
    const list = named('a.tlv', { signer, records: [] });
    const neither = named('b.tlv', { signer, records: [], filename: 'x' });
    const nothing = { leftTakesRight: null, rightTakesLeft: null };
    expect(await bothWays(list, null, phoning)).toMatchObject({
      ...nothing,
      untold: {
        reason: 'no-bytes',
        sentence:
          'It is not known what a phone does with these: a text that a cluster printed does not contain the bytes.',
      },
    });
    expect(await bothWays(neither, list, phoning)).toMatchObject({
      ...nothing,
      untold: {
        reason: 'neither-kind',
        args: { file: 'b.tlv' },
        sentence: 'It is not known what a phone does with these: b.tlv is neither an ITL nor a CTL.',
      },
    });
  });
});

describe('what follows where one cluster replaced the one ITL by the other', () => {
  const tvs = (identity: Identity): RecordOptions => ({ function: Role.tvs, certificate: identity, as: 'hash' });
  /** The ITL of a cluster whose CallManager.pem and TVS.pem are these. */
  async function itl(callManager: string, verification: string): Promise<NamedList> {
    const [signer, server] = [await identityOf(callManager), await identityOf(verification)];
    const records = [{ function: Role.sast, certificate: signer }, tftp(signer), tvs(server)];
    return named(`${callManager} ${verification}.tlv`, { signer, records });
  }

  it('is a lock-out where both the signer and the TVS are others', async () => {
    const { leftTakesRight, untold } = await bothWays(await itl('cm', 'tvs'), await itl('cm-new', 'tvs-new'), phoning);
    expect(untold).toBeNull();
    expect(leftTakesRight).toMatchObject({ verdict: 'depends', sameCluster: { outcome: 'locked-out' } });
    expect(leftTakesRight?.sameCluster?.sentence).toContain('are locked out');
  });

  it('is a way through TVS where its certificate is kept', async () => {
    const { leftTakesRight } = await bothWays(await itl('cm', 'tvs'), await itl('cm-new', 'tvs'), phoning);
    expect(leftTakesRight).toMatchObject({ verdict: 'depends', sameCluster: { outcome: 'fine-through-tvs' } });
  });

  it('adds nothing where the signer is kept', async () => {
    const { leftTakesRight } = await bothWays(await itl('cm', 'tvs'), await itl('cm', 'tvs-new'), phoning);
    expect(leftTakesRight).toMatchObject({ verdict: 'accepted', sameCluster: null });
  });
});
