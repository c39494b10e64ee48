import { describe, expect, it } from 'vitest';
import { encode } from '../../../src/core/format/encode';
import { decide } from '../../../src/core/phone/decide';
import type { NamedList } from '../../../src/core/phone/held';
import { verifySigned } from '../../../src/core/phone/verify-signed';
import { ctl, itl, named, node, signed } from './clusters';
import { configuration, offer, offline } from './phones';

const pub = await node('pub');
const sub = await node('sub');
const held = itl('held.tlv', [pub, sub]);
const bytes = encode(held.list);
const cut = named('held.tlv', bytes.subarray(0, bytes.length - 20));
const forged = itl('held.tlv', [pub, sub], { signedBy: sub.callManager });
const served = itl('served.tlv', [pub, sub], { timestamp: 1_600_000_000 });

const remarks = async (itlHeld: NamedList | null, ctlHeld: NamedList | null = null): Promise<string[]> => {
  const { steps } = await decide({ ctl: ctlHeld, itl: itlHeld }, offer('ITL', served), offline);
  return steps.map(({ reason }) => reason).filter((reason) => reason.startsWith('held-'));
};

describe('a list that no phone would have taken', () => {
  it.each([
    ['sound', held, null, []],
    ['cut off', cut, null, ['held-is-damaged']],
    ['signed by another than it says', forged, null, ['held-does-not-verify']],
    ['unsigned', itl('held.tlv', [pub], { signed: false }), null, ['held-does-not-verify']],
    ['a CTL that is cut off', held, ctlCut(), ['held-is-damaged']],
  ] as const)('is remarked on where it is said to be held: %s', async (_, itlHeld, ctlHeld, expected) => {
    expect(await remarks(itlHeld, ctlHeld)).toEqual(expected);
  });

  it('changes no verdict, and says that it is not known how a phone came to hold it', async () => {
    const offered = offer('ITL', served);
    const sound = await decide({ ctl: null, itl: held }, offered, offline);
    const other = await decide({ ctl: null, itl: forged }, offered, offline);
    expect(other.verdict).toBe(sound.verdict);
    expect(other.unknown.map(({ reason }) => reason)).toContain('held-not-sound');
  });
});

function ctlCut(): NamedList {
  const whole = encode(ctl('CTLFile.tlv', [pub.callManager], [pub]).list);
  return named('CTLFile.tlv', whole.subarray(0, whole.length - 5));
}

describe('a damaged list', () => {
  it('proves nothing about a signed file, even if the damage is behind the record that signed it', async () => {
    const name = 'SEP0011215A1AE3.cnf.xml.sgn';
    const file = signed(name, pub.callManager);
    expect((await verifySigned(file, name, [held])).status).toBe('verified');
    expect((await verifySigned(file, name, [cut])).status).toBe('unsupported');
    expect(await verifySigned(file, name, [cut, held])).toMatchObject({ status: 'verified', file: 'held.tlv' });
  });

  it('is taken by no phone without a doubt, whoever signed it', async () => {
    for (const phone of [
      { ctl: null, itl: null },
      { ctl: null, itl: held },
    ]) {
      expect((await decide(phone, offer('ITL', cut), offline)).verdict).not.toBe('accepted');
    }
    expect((await decide({ ctl: null, itl: held }, configuration(pub.callManager), offline)).verdict).toBe('accepted');
  });
});
